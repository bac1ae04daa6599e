//! `kaimen spread`: how answers are spread in rows, for a pack's questions.

use super::{COMMAND_LINE, CliError, pretty, read_bytes, read_file, read_json, refused, write_text};
use crate::application::Answers;
use crate::characteristic::{Facts, Figure};
use crate::date::Date;
use crate::fit::{Rows, inputs};
use crate::json::{Map, Problem, Value, Write, read_document};
use crate::pack::derivation::Derivation;
use crate::pack::model::Model;
use crate::pack::question::{AnswerKind, Distribution, Question, Spread};
use crate::rate::Ppm;
use std::path::{Path, PathBuf};

/// What `kaimen spread` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The pack whose questions are asked; models are not needed
    #[arg(long, value_name = "FILE")]
    pack: PathBuf,
    /// A model made by `kaimen fit`: it says which columns become which answers
    #[arg(long, value_name = "FILE")]
    model: PathBuf,
    /// The rows: comma-separated text, gzipped or not
    #[arg(long, value_name = "CSV")]
    data: PathBuf,
    /// Amounts of money are multiplied by this, to come from the rows' currency to the pack's
    #[arg(long, value_name = "NUMBER", default_value_t = 1.0)]
    money_times: f64,
    /// Answers that the model has under another name: question=name; may be given several times
    #[arg(long = "as", value_name = "QUESTION=NAME")]
    renamed: Vec<String>,
    /// Where the numbers come from, in plain words
    #[arg(long, value_name = "TEXT")]
    basis: String,
}

/// Prints the `distribution` of every question that the rows answer, by question.
///
/// # Errors
///
/// [`CliError`] where a document or the rows are refused or can't be read.
pub fn run(args: &Args) -> Result<(), CliError> {
    let pack = read_json(&args.pack)?;
    let questions = pack.get("questions").cloned().unwrap_or(Value::List(Vec::new()));
    let questions: Vec<Question> = read_document(&questions).map_err(|problems| refused(&args.pack, problems))?;
    let slips = unknown_questions(&args.renamed, &questions);
    if !slips.is_empty() {
        return Err(refused(Path::new(COMMAND_LINE), slips));
    }
    let model: Model = read_file(&args.model)?;
    let columns = inputs(&model).map_err(|problems| refused(&args.model, problems))?;
    let rows = Rows::read(&read_bytes(&args.data)?).map_err(|problems| refused(&args.data, problems))?;
    let rows = rows.answers(columns).map_err(|problems| refused(&args.data, problems))?;
    let mut found = Vec::new();
    for question in &questions {
        let renamed = args.renamed.iter().filter_map(|pair| pair.split_once('='));
        let name =
            renamed.into_iter().find(|(id, _)| *id == question.id).map_or(question.id.as_str(), |(_, name)| name);
        if let Some(of) = spread(question, name, &model, &rows, args.money_times) {
            let distribution = Distribution { basis: args.basis.clone(), unknown: Ppm(0), of };
            found.push((question.id.clone(), distribution.write()));
        }
    }
    write_text(None, &(pretty(&Value::Map(found)) + "\n"))
}

/// A problem for each other name that is given to no question of the pack.
fn unknown_questions(renamed: &[String], questions: &[Question]) -> Vec<Problem> {
    let mut slips = Vec::new();
    for pair in renamed {
        let is_known = |(id, _): (&str, &str)| questions.iter().any(|question| question.id == id);
        if !pair.split_once('=').is_some_and(is_known) {
            let message = "a question of the pack and the model's name of it are needed: --as amount=LOAN_AMOUNT";
            slips.push(Problem { code: "unknown-question", path: "/as".into(), message: message.into() });
        }
    }
    slips
}

/// The spread of one answer over all rows that have it; none where no row does.
fn spread(question: &Question, name: &str, model: &Model, rows: &[Answers], money_times: f64) -> Option<Spread> {
    let prepared = model.prepared.as_deref().unwrap_or_default();
    let read = Derivation::Answer { of: name.into() };
    let (mut numbers, mut choices) = (Vec::new(), Vec::new());
    for row in rows {
        match Facts::new(row, prepared, Date::EPOCH).figure(&read) {
            Figure::Number(number) => numbers.push(number),
            Figure::Choice(choice) => choices.push(choice.to_owned()),
            Figure::Missing | Figure::Undefined => {}
        }
    }
    match &question.answer {
        AnswerKind::Money { min, max } => {
            // OK because these numbers are a rough picture of a crowd.
            quantiles(numbers.into_iter().map(|number| (number as f64 * money_times) as i64), *min, *max)
        }
        AnswerKind::Number { min, max, .. } => quantiles(numbers.into_iter(), *min, *max),
        AnswerKind::Choice { options } => shares(&choices, options),
        AnswerKind::Date { .. } | AnswerKind::YesNo {} => None,
    }
}

/// The middles of ten equal shares of the numbers that the question takes.
fn quantiles(numbers: impl Iterator<Item = i64>, min: i64, max: i64) -> Option<Spread> {
    let mut numbers: Vec<i64> = numbers.filter(|number| (min..=max).contains(number)).collect();
    numbers.sort_unstable();
    let of: Vec<i64> = (0..10).filter_map(|tenth| numbers.get(numbers.len() * (2 * tenth + 1) / 20).copied()).collect();
    (!of.is_empty()).then_some(Spread::Quantiles { of })
}

/// The share of each option, to the per mille; what is none counts as `other` where there is one.
fn shares(choices: &[String], options: &[String]) -> Option<Spread> {
    let counted = |choice: &String| options.iter().find(|option| *option == choice).or(options.last());
    let count = |option: &String| choices.iter().filter(|choice| counted(choice) == Some(option)).count();
    let mut left = Ppm::ONE.0;
    let mut of = Map::default();
    for (place, option) in options.iter().enumerate().rev() {
        let share = if place == 0 { left } else { (count(option) * 1_000 / choices.len().max(1)) as i64 * 1_000 };
        left -= share;
        of.insert(option.clone(), Ppm(share));
    }
    (!choices.is_empty()).then_some(Spread::Shares { of })
}
