//! `kaimen lint`: a pack is looked through before anyone meets it.

use super::progress::bar;
use super::{CliError, pretty, read_json, today, write_text};
use crate::date::Date;
use crate::json::{Problem, Value, Write};
use crate::lint::{Example, Extent, LintFinding, LintReport, Proof, STEPS, id_at, lint};
use std::path::PathBuf;
use std::process::ExitCode;

/// What `kaimen lint` takes.
#[derive(Debug, clap::Args)]
#[command(after_long_help = AFTER)]
pub struct Args {
    /// The market: the law of one country, such as www/markets/cn.json
    #[arg(long, value_name = "FILE")]
    market: PathBuf,
    /// The lender's pack, such as www/packs/example-lender.json
    #[arg(long, value_name = "FILE")]
    pack: PathBuf,
    /// The day on which it is used, YYYY-MM-DD; today if left out
    #[arg(long, value_name = "DATE", value_parser = super::date)]
    today: Option<Date>,
    /// So many applicants are made up; more find rarer faults
    #[arg(long, value_name = "NUMBER", default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(100..))]
    persons: u32,
    /// Print JSON instead of a table
    #[arg(long)]
    json: bool,
}

const AFTER: &str = "\
Looks for what can't be right in a pack: rules that never fire or are hidden by others, gaps in which no outcome is reached, \
products, tiers and offers that no one can reach, contradictions with the market's law, questions that nothing reads, scored \
characteristics that are never asked, words missing in a locale, golden applications that come out otherwise, better answers \
(`better` in a question) that make someone worse off, and offers above a cap.

Each finding says how it is known: `shown` by examples that were run through the assessment, `proven` over all applications \
that there are, or `not-found`: nothing that was tried says otherwise. `lookedAt` says how much was tried for each.

  kaimen lint --market www/markets/cn.json --pack www/packs/example-lender.json --json

Exit codes: 0 nothing found; 1 findings; 2 it could not be run: wrong arguments, or a file that can't be read or is no \
document (the problems are on standard error).";

/// Looks through a pack and prints what was found.
pub fn run(args: &Args) -> ExitCode {
    match report(args) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(error) => {
            super::report(&error);
            ExitCode::from(2)
        }
    }
}

/// How much was found.
fn report(args: &Args) -> Result<usize, CliError> {
    let market = super::market::read(&args.market)?;
    let document = read_json(&args.pack)?;
    let bar = bar(STEPS, "looking through");
    let step = || bar.inc(1);
    let extent = Extent { today: args.today.unwrap_or_else(today), persons: args.persons, step: &step };
    let report = lint(&document, &market, &extent);
    bar.finish_and_clear();
    let text = match &report {
        Ok(report) if args.json => pretty(&report.write()) + "\n",
        Ok(report) => table(report),
        Err(problems) if args.json => pretty(&refused(&document, problems).write()) + "\n",
        Err(problems) => {
            refused(&document, problems).iter().map(lines).collect::<String>()
                + "the pack was refused: nothing else was looked at\n"
        }
    };
    write_text(None, &text)?;
    Ok(report.map_or_else(|problems| problems.len(), |report| report.findings.len()))
}

/// The problems that keep a pack from being read, as findings.
fn refused(document: &Value, problems: &[Problem]) -> Vec<LintFinding> {
    let finding = |Problem { code, path, message }: &Problem| LintFinding {
        code: String::from(*code),
        path: path.clone(),
        of: id_at(document, path),
        message: message.clone(),
        proof: Proof::Proven,
        examples: Vec::new(),
    };
    problems.iter().map(finding).collect()
}

fn table(report: &LintReport) -> String {
    let findings: String = report.findings.iter().map(lines).collect();
    let points: i64 = report.looked_at.iter().map(|one| one.points).sum();
    let all = report.looked_at.iter().filter(|one| one.exhaustive).count();
    let end = format!(
        "{}: {} findings on {}; {points} points looked at in {} checks, {all} of them over all there is\n",
        report.pack,
        report.findings.len(),
        report.today.text(),
        report.looked_at.len(),
    );
    findings + &end
}

fn lines(finding: &LintFinding) -> String {
    let LintFinding { code, path, of, message, proof, examples } = finding;
    let of = of.as_ref().map_or(String::new(), |of| format!("{of}  "));
    let mut text = format!("{code}  {of}{path}  ({})\n  {message}\n", proof.word());
    for example in examples {
        text += &lines_of(example);
    }
    if let [worse, better] = &examples[..] {
        text += &format!("  the answers differ in: {}\n", difference(worse, better));
    }
    text + "\n"
}

/// The answers that two applicants do not share.
fn difference(worse: &Example, better: &Example) -> String {
    let mut differing = Vec::new();
    let only_better = better.answers.keys().filter(|id| !worse.answers.contains_key(id.as_str()));
    for id in worse.answers.keys().chain(only_better) {
        let (before, after) = (worse.answers.get(id), better.answers.get(id));
        if before != after {
            let word = |answer: Option<&_>| answer.map_or("not answered".into(), told);
            differing.push(format!("{id}={} → {}", word(before), word(after)));
        }
    }
    differing.join(", ")
}

fn lines_of(example: &Example) -> String {
    let answers: Vec<String> = example.answers.iter().map(|(id, answer)| format!("{id}={}", told(answer))).collect();
    let number = |number: Option<i64>| number.map_or("-".into(), |number| number.to_string());
    let mut text = format!(
        "  - {}\n    → {}, tier {}, {} points, up to {}, at {} ppm; {}\n",
        answers.join(" "),
        example.outcome.word(),
        example.tier.as_deref().unwrap_or("-"),
        number(example.points),
        example.most,
        number(example.rate.map(|rate| rate.0)),
        if example.reasons.is_empty() { "no reasons".into() } else { example.reasons.join(", ") },
    );
    for not in &example.not_offered {
        let rule = not.rule.as_ref().map_or(String::new(), |rule| format!(" ({rule})"));
        text += &format!("      {}: {}{rule}\n", not.product, not.obstacle.word());
    }
    text
}

/// A value as it stands in JSON, but for the quotes.
fn told(value: &impl Write) -> String {
    pretty(&value.write()).trim_matches('"').into()
}
