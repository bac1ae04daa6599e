//! One characteristic over all rows.

use super::recipe::Wish;
use crate::characteristic::Figure;
use crate::pack::derivation::Derivation;
use crate::pack::model::Trend;

/// The value of a characteristic in one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A number.
    Number(i64),
    /// A choice: its place among the column's levels.
    Choice(u16),
    /// Not known.
    Missing,
    /// A ratio without a divisor.
    Undefined,
}

/// A characteristic with its value in every row.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub id: String,
    /// How it is derived from answers.
    pub derivation: Derivation,
    /// How its points must go with its value.
    pub trend: Trend,
    /// Numbers that are codes, not amounts; each gets a bin of its own.
    pub special: Vec<i64>,
    /// The choices met, in the order in which they were met.
    pub levels: Vec<String>,
    /// The values.
    pub cells: Vec<Cell>,
}

impl Column {
    /// The column of a wished characteristic, before the first row.
    pub fn new(wish: &Wish) -> Column {
        Column {
            id: wish.id.clone(),
            derivation: wish.derivation.clone(),
            trend: wish.trend,
            special: wish.special.clone().unwrap_or_default(),
            levels: Vec::new(),
            cells: Vec::new(),
        }
    }

    /// Adds the value of the next row.
    pub fn push(&mut self, figure: Figure<'_>) {
        let cell = match figure {
            Figure::Number(number) => Cell::Number(number),
            Figure::Choice(choice) => self.choice(choice),
            Figure::Missing => Cell::Missing,
            Figure::Undefined => Cell::Undefined,
        };
        self.cells.push(cell);
    }

    /// A level beyond what a cell can count is not known: no column of choices has so many.
    fn choice(&mut self, choice: &str) -> Cell {
        let found = self.levels.iter().position(|level| level == choice);
        let place = found.unwrap_or_else(|| {
            self.levels.push(choice.into());
            self.levels.len() - 1
        });
        u16::try_from(place).map_or(Cell::Missing, Cell::Choice)
    }
}
