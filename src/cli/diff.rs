//! `kaimen diff`: who is decided otherwise by another pack, and why.

use super::progress::bar;
use super::{CliError, applications, pretty, today, write_text};
use crate::application::Scalar;
use crate::date::Date;
use crate::diff::{Because, Changed, DiffReport, Side, diff};
use crate::json::Write;
use std::path::PathBuf;

/// What `kaimen diff` takes.
#[derive(Debug, clap::Args)]
#[command(after_long_help = AFTER)]
pub struct Args {
    /// The pack before
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The pack after
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// The market whose law both live under
    #[arg(long, value_name = "FILE")]
    market: PathBuf,
    /// The applications: a folder of documents, a .json, a .jsonl, or a .csv
    #[arg(long, value_name = "FILE or FOLDER")]
    data: PathBuf,
    /// The day on which both decide, YYYY-MM-DD; today if left out
    #[arg(long, value_name = "DATE", value_parser = super::date)]
    today: Option<Date>,
    /// Print JSON instead of a table
    #[arg(long)]
    json: bool,
}

const AFTER: &str = "\
Each application is decided by both packs. Whoever gets another outcome, other offers or other reasons is told, with all that \
moved: rules that fire now or no more, points by characteristic, the probability, the tier, what can be carried, prices, amounts, \
and what stands in the way of a product. Totals come first.

Applications come as documents of `kaimen check`, in a folder or a list; as lines of JSON, each a document or plain answers \
by question ({\"amount\": 800000, \"student\": false, …}); or as comma-separated text whose columns are questions (whole minor \
units; yes and no; YYYY-MM-DD; empty for what is not asked or not known). `id` names an applicant. A question that a pack does not \
ask is left out for it.

  kaimen diff www/packs/example-lender.json pack.json --market www/markets/cn.json --data data/applications

Exit codes: 0 done, whatever changes; 1 a document was refused (the problems are on standard error as a JSON array of \
{file, code, path, message}); 2 wrong arguments; 3 a file can't be read.";

/// At most so many changes are told one by one in the table.
const TOLD: usize = 50;

/// Reads both packs and the applications, decides, prints.
///
/// # Errors
///
/// [`CliError`] where a document is refused or can't be read.
pub fn run(args: &Args) -> Result<(), CliError> {
    let market = super::market::read(&args.market)?;
    let (old, new) = (super::pack::read(&args.old, &market)?, super::pack::read(&args.new, &market)?);
    let applicants = applications::read(&args.data)?;
    let bar = bar(applicants.len() as u64, "deciding");
    let today = args.today.unwrap_or_else(today);
    let report = diff(&market, [&old, &new], &applicants, today, &|| bar.inc(1));
    bar.finish_and_clear();
    write_text(None, &if args.json { pretty(&report.write()) + "\n" } else { table(&report) })
}

fn table(report: &DiffReport) -> String {
    let totals = &report.totals;
    let mut text = format!(
        "{} of {} applications are decided otherwise: outcome {}, offer {}, reason {}\n",
        totals.changed, totals.decided, totals.outcome, totals.offer, totals.reason
    );
    text += &format!(
        "offered something: {} → {}; greatest amounts together: {} → {}\n\n",
        totals.offered_old, totals.offered_new, totals.amount_old, totals.amount_new
    );
    for moved in &totals.outcomes {
        text += &format!("{:>7}  {} → {}\n", moved.count, moved.from.word(), moved.to.word());
    }
    text += if totals.because.is_empty() { "" } else { "\nwhat moved, for how many:\n" };
    for one in &totals.because {
        text += &format!("{:>7}  {} {}\n", one.count, one.cause.word(), one.of.as_deref().unwrap_or(""));
    }
    let mut changes: Vec<&Changed> = report.changes.iter().collect();
    // Whose outcome changes comes first, then whose offers do.
    changes.sort_by_key(|changed| changed.kinds.first());
    for changed in changes.into_iter().take(TOLD) {
        text += &lines(changed);
    }
    if report.changes.len() > TOLD {
        text += &format!("\nand {} more: --json has all\n", report.changes.len() - TOLD);
    }
    for not in report.not_decided.iter().take(TOLD) {
        text += &format!("\nnot decided by the {} pack: {}: {} {}", not.by.word(), not.application, not.code, not.path);
    }
    if !report.not_asked.is_empty() {
        text += &format!("\nneither pack asks for: {}", report.not_asked.join(", "));
    }
    if text.ends_with('\n') { text } else { text + "\n" }
}

fn lines(changed: &Changed) -> String {
    let Changed { application, kinds, old, new, because } = changed;
    let kinds: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
    let mut text = format!("\n{application}: {}\n  {}\n  {}\n", kinds.join(", "), said(old), said(new));
    for one in because {
        text += &format!("    {}\n", why(one));
    }
    text
}

fn said(side: &Side) -> String {
    let number = |number: Option<i64>| number.map_or("-".into(), |number| number.to_string());
    format!(
        "{}, tier {}, {} points, up to {}, at {} ppm; {}",
        side.outcome.word(),
        side.tier.as_deref().unwrap_or("-"),
        number(side.points),
        side.most,
        number(side.offers.iter().map(|offer| offer.rate.0).min()),
        if side.reasons.is_empty() { "no reasons".into() } else { side.reasons.join(", ") },
    )
}

fn why(because: &Because) -> String {
    let word = |value: &Option<Scalar>| match value {
        None => "-".into(),
        Some(Scalar::Number(number)) => number.to_string(),
        Some(Scalar::Text(text)) => text.clone(),
        Some(Scalar::YesNo(yes)) => yes.to_string(),
    };
    let of = because.of.as_ref().map_or(String::new(), |of| format!(" {of}"));
    format!("{}{of}: {} → {}", because.cause.word(), word(&because.from), word(&because.to))
}
