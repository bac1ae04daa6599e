//! The recipe of a model: what it is fitted from and with what intent; everything in a model but the fitted numbers.

use crate::json::{choice, record};
use crate::pack::derivation::{Derivation, NamedDerivation};
use crate::pack::model::{Dropped, Input, Scale, Trend};
use crate::rate::Ppm;

choice! {
    /// The version of the recipe document.
    pub enum RecipeSchema {
        /// The first.
        "kaimen/recipe@1" V1,
    }
}

record! {
    /// What `kaimen fit` needs besides the rows.
    pub struct Recipe {
        /// Which document this is.
        "schema" schema: RecipeSchema,
        /// The name of the model.
        "id" id: String,
        /// How columns of raw data become answers.
        "inputs" inputs: Vec<Input>,
        /// Answers that raw data give only through a derivation.
        "prepared" prepared: Option<Vec<NamedDerivation>>,
        /// The characteristics that are scored.
        "characteristics" characteristics: Vec<Wish>,
        /// The scale of the points.
        "scale" scale: Scale,
        /// Where the rows come from.
        "source" source: String,
        /// Under which licence they are used.
        "licence" licence: String,
        /// When they were observed.
        "period" period: String,
        /// What counts as default.
        "target" target: String,
        /// Columns that are not used, and why.
        "dropped" dropped: Vec<Dropped>,
        /// What the model can't do, in plain words.
        "limits" limits: Vec<String>,
        /// The shares of rows that pass, at which groups are compared.
        "passingPpm" passing: Vec<Ppm>,
        /// Which groups are compared.
        "comparisons" comparisons: Vec<Comparison>,
    }
}

record! {
    /// A characteristic that is wanted, without its points.
    pub struct Wish {
        /// Its name.
        "id" id: String,
        /// How it is derived from answers.
        "derivation" derivation: Derivation,
        /// How its points must go with its value.
        "trend" trend: Trend,
        /// Numbers that are codes, not amounts: each gets a bin of its own.
        "special" special: Option<Vec<i64>>,
    }
}

record! {
    /// A group and whom it is compared with, by a column that the model never sees.
    pub struct Comparison {
        /// The column.
        "column" column: String,
        /// The group.
        "group" group: Group,
        /// Whom it is compared with.
        "reference" reference: Group,
    }
}

record! {
    /// The rows whose cell is one of some texts, or a number within bounds.
    pub struct Group {
        /// What it is called.
        "name" name: String,
        /// The texts.
        "cells" cells: Option<Vec<String>>,
        /// The least number.
        "from" from: Option<i64>,
        /// The first number above.
        "to" to: Option<i64>,
    }
}

impl Group {
    /// Whether a row with this cell belongs to it.
    pub fn holds(&self, cell: &str) -> bool {
        if let Some(cells) = &self.cells {
            return cells.iter().any(|listed| listed == cell);
        }
        let number: Option<f64> = cell.parse().ok();
        number.is_some_and(|number| {
            self.from.is_none_or(|from| from as f64 <= number) && self.to.is_none_or(|to| number < to as f64)
        })
    }
}
