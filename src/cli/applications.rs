//! Many applications: a folder of documents, lines of JSON, or comma-separated text.

use super::{CliError, read_bytes, read_json, refused};
use crate::application::{AnswerDocument, Scalar};
use crate::diff::Applicant;
use crate::json::{Map, Problem, Value, parse, read_document};
use std::path::{Path, PathBuf};

/// The applications that `data` holds, in its order: every `.json` of a folder by name; a `.json` with one document or a
/// list of them; a `.csv` whose columns are questions, with an `id` if there is one; else a document or an object of answers
/// by question on each line.
///
/// # Errors
///
/// [`CliError`] where a file can't be read, or one of them is no application: all problems of it at once.
pub fn read(data: &Path) -> Result<Vec<Applicant>, CliError> {
    if data.is_dir() {
        let mut all = Vec::new();
        for file in documents(data)? {
            all.extend(of_json(&file)?);
        }
        return Ok(all);
    }
    let ending = data.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    match ending {
        "json" => of_json(data),
        "csv" => of_csv(data),
        _ => of_lines(data),
    }
}

fn documents(folder: &Path) -> Result<Vec<PathBuf>, CliError> {
    let io = |error| CliError::Io { file: folder.into(), error };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(io)? {
        let path = entry.map_err(io)?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn of_json(file: &Path) -> Result<Vec<Applicant>, CliError> {
    let document = read_json(file)?;
    let stem = file.file_stem().map_or(String::new(), |stem| stem.to_string_lossy().into_owned());
    let one = |value: &Value, name: &str| applicant(value, name).map_err(|problems| refused(file, problems));
    match &document {
        Value::List(items) => {
            let named = items.iter().zip(1..);
            named.map(|(item, number)| one(item, &format!("{stem} {number}"))).collect()
        }
        document => Ok(vec![one(document, &stem)?]),
    }
}

fn of_lines(file: &Path) -> Result<Vec<Applicant>, CliError> {
    let text = String::from_utf8_lossy(&read_bytes(file)?).into_owned();
    let mut all = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let at_line = |problem: Problem| Problem { message: format!("line {number}: {}", problem.message), ..problem };
        let read = parse(line).map_err(|problem| vec![problem]);
        let read = read.and_then(|value| applicant(&value, &format!("line {number}")));
        all.push(read.map_err(|problems| refused(file, problems.into_iter().map(at_line).collect()))?);
    }
    Ok(all)
}

/// An application document, `{"application": …}` around one, or an object of plain answers, with an `id` if there is one.
fn applicant(value: &Value, name: &str) -> Result<Applicant, Vec<Problem>> {
    let name = value.get("id").and_then(Value::as_text).unwrap_or(name).to_string();
    let document = value.get("application").unwrap_or(value);
    if let (Some(answers), Some(_)) = (document.get("answers"), document.get("schema")) {
        let read: Map<AnswerDocument> = read_document(answers)?;
        let given = read.iter().filter_map(|(id, answer)| Some((id.clone(), answer.value.clone()?)));
        return Ok(Applicant { name, answers: given.collect() });
    }
    let Value::Map(entries) = document else {
        let message = "an application, or an object of answers by question, is needed here";
        return Err(vec![Problem { code: "not-an-application", path: String::new(), message: message.into() }]);
    };
    let given: Vec<(String, Value)> =
        entries.iter().filter(|(id, value)| id != "id" && *value != Value::Null).cloned().collect();
    Ok(Applicant { name, answers: read_document(&Value::Map(given))? })
}

fn of_csv(file: &Path) -> Result<Vec<Applicant>, CliError> {
    let bytes = read_bytes(file)?;
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let wrong = |error: csv::Error| {
        refused(file, vec![Problem { code: "not-csv", path: String::new(), message: error.to_string() }])
    };
    let heads: Vec<String> = reader.headers().map_err(wrong)?.iter().map(|head| head.trim().into()).collect();
    let mut all = Vec::new();
    for (number, row) in (1..).zip(reader.records()) {
        let row = row.map_err(wrong)?;
        let mut applicant = Applicant { name: format!("row {number}"), answers: Map::default() };
        for (head, cell) in heads.iter().zip(&row) {
            match cell.trim() {
                "" => {}
                cell if head == "id" => applicant.name = cell.into(),
                cell => applicant.answers.insert(head.clone(), scalar(cell)),
            }
        }
        all.push(applicant);
    }
    Ok(all)
}

/// A cell: a whole number, yes or no, or text; dates are text.
fn scalar(cell: &str) -> Scalar {
    match (cell, cell.parse::<i64>()) {
        ("yes" | "true", _) => Scalar::YesNo(true),
        ("no" | "false", _) => Scalar::YesNo(false),
        (_, Ok(number)) => Scalar::Number(number),
        _ => Scalar::Text(cell.into()),
    }
}
