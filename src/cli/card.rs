//! `kaimen card`: what is known about a model, for people.

use super::{CliError, read_file, write_text};
use crate::pack::derivation::Derivation;
use crate::pack::model::{AdverseImpact, Attribute, Bin, Card, Characteristic, Model, Trend};
use crate::rate::Ppm;
use std::path::PathBuf;

/// What `kaimen card` takes.
#[derive(Debug, clap::Args)]
#[command(
    after_long_help = "  kaimen card --model www/models/taiwan-repayment.json --out docs/models/taiwan-repayment.md"
)]
pub struct Args {
    /// The model, as `kaimen fit` wrote it.
    #[arg(long, value_name = "JSON")]
    model: PathBuf,
    /// The file to write; standard output if left out.
    #[arg(long, value_name = "MARKDOWN")]
    out: Option<PathBuf>,
}

/// Reads the model and prints its card.
///
/// # Errors
///
/// [`CliError`] where the model is refused, or a file can't be read or written.
pub fn run(args: &Args) -> Result<(), CliError> {
    let model: Model = read_file(&args.model)?;
    write_text(args.out.as_deref(), &markdown(&model))
}

/// The card as Markdown: where it comes from, how good it is, every point, and its limits.
pub fn markdown(model: &Model) -> String {
    let card = &model.card;
    [
        format!("# Model card: {}\n\nMade by `kaimen card` from the model's own document.\n", model.id),
        origin(card),
        dropped(card),
        format!("## How it was fitted\n\n{}\n", card.method),
        metrics(card),
        impact(card),
        points(model),
        calibration(model),
        format!("## Limits\n\n{}", bullets(card.limits.iter().cloned())),
    ]
    .join("\n")
}

fn origin(card: &Card) -> String {
    let rows = format!("{} fitted ({} defaults)", card.rows, card.bads);
    let apart = format!("{} kept apart ({} defaults)", card.held_out_rows, card.held_out_bads);
    format!(
        "## Where it comes from\n\n- Source: {}\n- Licence: {}\n- Period: {}\n- What counts as default: {}\n- Rows: {rows}, \
         {apart}\n",
        card.source, card.licence, card.period, card.target
    )
}

fn dropped(card: &Card) -> String {
    let line = |dropped: &crate::pack::model::Dropped| format!("{}: {}", dropped.columns.join(", "), dropped.reason);
    format!("## What was left out, and why\n\n{}", bullets(card.dropped.iter().map(line)))
}

fn metrics(card: &Card) -> String {
    let name = |id: &str| match id {
        "auc" => "AUC (area under the ROC curve)",
        "gini" => "Gini (2 · AUC − 1)",
        "ks" => "KS (Kolmogorov–Smirnov)",
        "brier" => "Brier score",
        "log-loss" => "Log loss",
        "ece" => "ECE (ten bins of equal frequency)",
        _ => "",
    };
    let row = |metric: &crate::pack::model::Metric| {
        let interval = format!("{} to {}", decimal(metric.low, 4), decimal(metric.high, 4));
        vec![name(&metric.id).into(), decimal(metric.value, 4), interval]
    };
    format!(
        "## How good it is on rows it never saw\n\nA higher AUC, Gini and KS tell goods and bads better apart; a lower \
         Brier score, log loss and ECE mean truer probabilities. The intervals of KS and ECE are those of a bootstrap, \
         less its bias; that of the AUC, and of the Gini with it, is DeLong's; the others are normal.\n\n{}",
        table(&["Measure", "Value", "95 % interval"], card.metrics.iter().map(row))
    )
}

fn impact(card: &Card) -> String {
    let row = |impact: &AdverseImpact| {
        vec![
            format!("{} ({} rows)", impact.group, impact.rows),
            format!("{} ({} rows)", impact.reference, impact.reference_rows),
            impact.cut_off.to_string(),
            percent(impact.approved),
            decimal(impact.ratio, 2),
            format!("{} to {}", decimal(impact.low, 2), decimal(impact.high, 2)),
        ]
    };
    let heads = ["Group", "Compared with", "Cut-off", "Group passes", "Ratio", "95 % interval"];
    format!(
        "## Whom it turns away\n\nThe share of a group at or above a cut-off over that of the group it is compared with, \
         on the rows kept apart. Below 0.80 is commonly taken as a warning. The groups never enter the score.\n\n{}",
        table(&heads, card.adverse_impact.iter().map(row))
    )
}

fn points(model: &Model) -> String {
    let scale = &model.scale;
    let mut text = format!(
        "## Points\n\nThe score is {} and the points of each characteristic. {} points stand for odds of {} : 1 of being \
         good, {} more for doubled odds.\n",
        model.base_points, scale.base_score, scale.base_odds, scale.pdo
    );
    for characteristic in &model.characteristics {
        text.push('\n');
        text.push_str(&points_of(characteristic, &model.card));
    }
    text
}

fn points_of(characteristic: &Characteristic, card: &Card) -> String {
    let trend = match characteristic.trend {
        Trend::Ascending => "never fewer points for a greater value",
        Trend::Descending => "never more points for a greater value",
        Trend::None => "no order of points was imposed",
    };
    let information = card.information.iter().find(|information| information.id == characteristic.id);
    let information = information.map_or(String::new(), |one| format!(", information value {}", decimal(one.value, 2)));
    let is_ratio = matches!(characteristic.derivation, Derivation::Ratio { .. });
    let row = |attribute: &Attribute| vec![bin(&attribute.bin, is_ratio), attribute.points.to_string()];
    format!(
        "### {}\n\n{}; {} points on average{information}.\n\n{}",
        characteristic.id,
        capital(trend),
        characteristic.mean_points,
        table(&["Value", "Points"], characteristic.attributes.iter().map(row))
    )
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn bin(bin: &Bin, is_ratio: bool) -> String {
    let number = |number: &i64| if is_ratio { trimmed(Ppm(*number)) } else { number.to_string() };
    match bin {
        Bin::Range { from: None, to: None } => "any".into(),
        Bin::Range { from: None, to: Some(to) } => format!("below {}", number(to)),
        Bin::Range { from: Some(from), to: None } => format!("{} and above", number(from)),
        Bin::Range { from: Some(from), to: Some(to) } if !is_ratio && to - from == 1 => number(from),
        Bin::Range { from: Some(from), to: Some(to) } => format!("{} to below {}", number(from), number(to)),
        Bin::Choices { of } => of.join(", "),
        Bin::Missing {} => "not known".into(),
        Bin::Undefined {} => "no ratio: the divisor is 0".into(),
        Bin::Other {} => "anything else".into(),
    }
}

fn calibration(model: &Model) -> String {
    let row = |knot: &crate::pack::model::Knot| {
        let range = format!("{} to {}", percent(knot.low), percent(knot.high));
        vec![knot.from.to_string(), knot.rows.to_string(), knot.score.to_string(), percent(knot.pd), range]
    };
    let heads = ["Band from", "Rows", "At score", "Probability", "Range"];
    format!(
        "## Probability of default by score\n\nOn a straight line between two scores; beyond the first and the last it \
         stays. A score has the range of its band: where the share of defaults among as many later applicants will lie \
         in 95 cases of 100 (Jeffreys' beta-binomial prediction). It holds the chance in these rows and in the later \
         ones, so the fewer rows, the wider. It can't hold a change of the times.{}\n\n{}",
        coverage(&model.card),
        table(&heads, model.calibration.iter().map(row))
    )
}

fn coverage(card: &Card) -> String {
    let said = |share| {
        let share = percent(share);
        format!(
            " Over 200 random halvings of the fitted rows, one half calibrating and the other coming later, {share} of \
             the bands' later shares of defaults lay in their ranges."
        )
    };
    card.range_coverage.map_or_else(String::new, said)
}

fn bullets(lines: impl Iterator<Item = String>) -> String {
    lines.map(|line| format!("- {line}\n")).collect()
}

fn table(heads: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let mut text = line(&heads.iter().map(|head| String::from(*head)).collect::<Vec<_>>());
    text.push_str(&line(&heads.iter().map(|_| "---".into()).collect::<Vec<_>>()));
    text.extend(rows.map(|row| line(&row)));
    text
}

fn percent(share: Ppm) -> String {
    format!("{:.1} %", share.0 as f64 / 1e4)
}

fn decimal(value: Ppm, digits: usize) -> String {
    format!("{:.digits$}", value.0 as f64 / 1e6)
}

/// Parts per million as the shortest decimal.
fn trimmed(value: Ppm) -> String {
    let text = decimal(value, 6);
    text.trim_end_matches('0').trim_end_matches('.').into()
}
