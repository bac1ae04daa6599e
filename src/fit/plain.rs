//! A recipe for rows about which nothing is said: each column is its own characteristic.

use std::collections::BTreeSet;

use super::recipe::{Recipe, RecipeSchema, Wish};
use super::rows::{Rows, not_a_number};
use crate::json::{Map, Problem};
use crate::pack::derivation::Derivation;
use crate::pack::model::{Dropped, Input, Scale, Trend};

/// The text that stands for "not known" besides an empty cell.
const NOT_KNOWN: &str = "NA";

/// Decimals beyond these are rounded.
const MOST_DECIMALS: u32 = 6;

/// Where so great a share of a column's cells are numbers, the others are slips of the pen and no choices.
const MOSTLY: f64 = 0.9;

/// The recipe that takes every column but the target and those dropped: a number where its cells are, else a choice.
///
/// # Errors
///
/// Every dropped column that the rows lack (a misspelt one would be fitted) or that is the target, and the cells of a
/// column of numbers that are none.
pub fn plain_recipe(rows: &Rows, id: &str, target: &str, dropped: &[String]) -> Result<Recipe, Vec<Problem>> {
    let unknown: Vec<Problem> =
        dropped.iter().filter(|name| !rows.columns().contains(name)).map(|name| no_such(name)).collect();
    if !unknown.is_empty() {
        return Err(unknown);
    }
    if dropped.iter().any(|name| name == target) {
        let message = format!("{target} is the target: it can't be left out");
        return Err(vec![Problem { code: "target-dropped", path: "/columns".into(), message }]);
    }
    let taken: Vec<&String> = rows.columns().iter().filter(|name| *name != target && !dropped.contains(name)).collect();
    let slips: Vec<Problem> = taken.iter().flat_map(|name| slips(rows, name)).take(100).collect();
    if !slips.is_empty() {
        return Err(slips);
    }
    let no_words = || "not stated".to_string();
    Ok(Recipe {
        schema: RecipeSchema::V1,
        id: id.into(),
        inputs: taken.iter().map(|name| input(rows, name)).collect(),
        prepared: None,
        characteristics: taken.into_iter().map(|name| wish(name)).collect(),
        scale: Scale { base_score: 600, base_odds: 20, pdo: 40 },
        source: no_words(),
        licence: no_words(),
        period: no_words(),
        target: format!("{target} is 1"),
        dropped: match dropped {
            [] => Vec::new(),
            _ => vec![Dropped { columns: dropped.to_vec(), reason: "left out on request".into() }],
        },
        limits: Vec::new(),
        passing: Vec::new(),
        comparisons: Vec::new(),
    })
}

fn no_such(name: &str) -> Problem {
    let message = format!("there is no column named {name} to drop");
    Problem { code: "missing-column", path: "/columns".into(), message }
}

/// The cells of a column of numbers that are none; none where the column holds choices.
fn slips(rows: &Rows, name: &str) -> Vec<Problem> {
    let is_known = |cell: &str| !cell.is_empty() && cell != NOT_KNOWN;
    let (mut known, mut slips) = (0_usize, Vec::new());
    for (row, cell) in rows.column(name).into_iter().flatten().enumerate().filter(|(_, cell)| is_known(cell)) {
        known += 1;
        if !is_number(cell) {
            slips.push(not_a_number(row, name));
        }
    }
    let numbers = known - slips.len();
    if numbers as f64 >= MOSTLY * known as f64 { slips } else { Vec::new() }
}

fn is_number(cell: &str) -> bool {
    cell.parse::<f64>().is_ok_and(f64::is_finite)
}

fn wish(name: &str) -> Wish {
    let derivation = Derivation::Answer { of: name.into() };
    Wish { id: name.into(), derivation, trend: Trend::None, special: None }
}

fn input(rows: &Rows, name: &str) -> Input {
    let cells: BTreeSet<&str> = rows.column(name).into_iter().flatten().collect();
    let known = || cells.iter().copied().filter(|cell| !cell.is_empty() && *cell != NOT_KNOWN);
    let numbers = known().all(is_number);
    Input {
        id: name.into(),
        column: name.into(),
        missing: vec![NOT_KNOWN.into()],
        // OK because a text that is not listed stands for itself.
        choices: (!numbers).then(Map::default),
        times: if numbers { 10_i64.pow(known().map(decimals).max().unwrap_or(0)) } else { 1 },
    }
}

fn decimals(cell: &str) -> u32 {
    let digits = |(_, decimals): (&str, &str)| u32::try_from(decimals.len()).unwrap_or(MOST_DECIMALS);
    cell.split_once('.').map_or(0, digits).min(MOST_DECIMALS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Map;

    #[test]
    fn numbers_and_choices_are_told_apart() {
        let rows = Rows::read(b"A,B,bad\n1.25,x,0\nNA,2,1\n-3,,0\n").unwrap();
        let recipe = plain_recipe(&rows, "m", "bad", &[]).unwrap();
        assert_eq!((recipe.inputs[0].times, &recipe.inputs[0].choices), (100, &None));
        assert_eq!(recipe.inputs[1].choices, Some(Map::default()));
        assert_eq!(recipe.characteristics.len(), 2);
    }

    #[test]
    fn a_slip_in_a_column_of_numbers_is_named_and_makes_no_choices_of_it() {
        let numbers: String = (0..20).map(|number| format!("{number},0\n")).collect();
        let rows = Rows::read(format!("A,bad\n{numbers}abc,1\n").as_bytes()).unwrap();
        let slips = plain_recipe(&rows, "m", "bad", &[]).unwrap_err();
        assert_eq!((slips.len(), slips[0].path.as_str()), (1, "/rows/20/A"));
        assert!(plain_recipe(&rows, "m", "bad", &["A".into()]).is_ok());
    }

    #[test]
    fn a_dropped_column_must_be_there() {
        let rows = Rows::read(b"A,bad\n1,0\n").unwrap();
        assert!(plain_recipe(&rows, "m", "bad", &["B".into()]).is_err());
        assert!(plain_recipe(&rows, "m", "bad", &["bad".into()]).is_err());
    }
}
