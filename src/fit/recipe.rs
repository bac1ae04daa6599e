//! The recipe of a model: what it is fitted from and with what intent; everything in a model but the fitted numbers.

use crate::json::{Problem, choice, record};
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

impl Recipe {
    /// The recipe, if what it names is there and its scale is one.
    ///
    /// # Errors
    ///
    /// Every problem at once, each with its path.
    pub fn checked(self) -> Result<Recipe, Vec<Problem>> {
        let mut problems = self.name_problems();
        let scale = &self.scale;
        let sane = scale.base_score.abs() <= 100_000 && (1..=1_000_000).contains(&scale.base_odds);
        if !(sane && (1..=10_000).contains(&scale.pdo)) {
            let message = "a base score up to 100000, base odds from 1 to 1000000 and a pdo from 1 to 10000 are needed";
            problems.push(Problem { code: "number-out-of-range", path: "/scale".into(), message: message.into() });
        }
        if problems.is_empty() { Ok(self) } else { Err(problems) }
    }

    /// Names that stand for nothing or for two things. A prepared answer may read inputs and those before it.
    fn name_problems(&self) -> Vec<Problem> {
        let mut known: Vec<&str> = self.inputs.iter().map(|input| input.id.as_str()).collect();
        let mut problems = Vec::new();
        for (place, named) in self.prepared.iter().flatten().enumerate() {
            problems.extend(unknown(&format!("/prepared/{place}/derivation"), &named.derivation, &known));
            known.push(&named.id);
        }
        for (place, wish) in self.characteristics.iter().enumerate() {
            problems.extend(unknown(&format!("/characteristics/{place}/derivation"), &wish.derivation, &known));
        }
        let ids: Vec<&str> = self.characteristics.iter().map(|wish| wish.id.as_str()).collect();
        problems.extend(
            [("/inputs", known), ("/characteristics", ids)].into_iter().filter_map(|(path, ids)| twice(path, ids)),
        );
        problems
    }
}

fn unknown(path: &str, derivation: &Derivation, known: &[&str]) -> Vec<Problem> {
    let names = derivation.names().into_iter().filter(|name| !known.contains(name));
    let problem = |name| Problem {
        code: "unknown-name",
        path: path.into(),
        message: format!("no input or earlier prepared answer is named {name}"),
    };
    names.map(problem).collect()
}

fn twice(path: &str, mut ids: Vec<&str>) -> Option<Problem> {
    ids.sort_unstable();
    let found = ids.windows(2).any(|pair| pair.first() == pair.last());
    let message = "ids that no other here has are needed".into();
    found.then(|| Problem { code: "id-not-unique", path: path.into(), message })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fit::{Rows, plain_recipe};

    fn recipe() -> Recipe {
        plain_recipe(&Rows::read(b"A,B,bad\n1,2,0\n").unwrap(), "m", "bad", &[]).unwrap()
    }

    fn codes(recipe: Recipe) -> Vec<(&'static str, String)> {
        let problems = recipe.checked().err().unwrap_or_default();
        problems.into_iter().map(|problem| (problem.code, problem.path)).collect()
    }

    #[test]
    fn names_that_stand_for_nothing_or_two_things_are_refused() {
        assert_eq!(codes(recipe()), []);
        let mut odd = recipe();
        odd.inputs.pop();
        assert_eq!(codes(odd), [("unknown-name", "/characteristics/1/derivation".into())]);
        let mut odd = recipe();
        odd.characteristics[1].id = "A".into();
        assert_eq!(codes(odd), [("id-not-unique", "/characteristics".into())]);
    }

    #[test]
    fn a_scale_without_points_is_refused() {
        let mut odd = recipe();
        odd.scale.pdo = 0;
        assert_eq!(codes(odd), [("number-out-of-range", "/scale".into())]);
    }
}
