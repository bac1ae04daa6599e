//! What an applicant loads: each file's size, sums for what is loaded together, and the budgets they are held to.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::{Result, bail};
use serde_json::{Value, json};

use crate::packed::Packed;
use crate::site::Files;

/// One size three ways, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// As it is.
    pub raw: usize,
    /// With gzip.
    pub gzip: usize,
    /// With brotli.
    pub brotli: usize,
}

/// What is loaded together.
struct Bundle {
    name: &'static str,
    /// What it is to come down to, in bytes with brotli.
    aim: usize,
    /// What it may not grow over meanwhile: lowered whenever it shrinks, raised only for what it then can do.
    budget: usize,
    holds: fn(&str) -> bool,
}

const BUNDLES: [Bundle; 4] = [
    Bundle { name: "page", aim: 115_000, budget: 254_350, holds: is_first_load },
    Bundle { name: "headless", aim: 50_000, budget: 111_850, holds: is_headless },
    Bundle { name: "element", aim: 5_000, budget: 5_000, holds: is_element },
    Bundle { name: "statement", aim: 60_000, budget: 82_500, holds: is_statement },
];

/// The documents that the page's sum counts: one market, one pack, one locale.
const ONE_OF_EACH: [&str; 3] = ["markets/cn.json", "packs/example-lender.json", "locales/zh-Hans.json"];

fn is_first_load(path: &str) -> bool {
    let code = !path.contains('/') && [".js", ".wasm", ".css"].iter().any(|kind| path.ends_with(kind));
    path == "index.html" || (code && !is_element(path)) || ONE_OF_EACH.contains(&path)
}

fn is_headless(path: &str) -> bool {
    path.starts_with("headless/") && [".js", ".wasm"].iter().any(|kind| path.ends_with(kind))
}

fn is_statement(path: &str) -> bool {
    // The words of one language, as of the page.
    let is_code = [".js", ".wasm"].iter().any(|kind| path.ends_with(kind));
    path.starts_with("statement/") && (is_code || path == "statement/zh-Hans.json")
}

fn is_element(path: &str) -> bool {
    path == "element.js"
}

/// The sizes of a site.
#[derive(Clone, Debug)]
pub struct Sizes(BTreeMap<String, Size>);

impl Sizes {
    /// Measures files and what they become when packed; one that is not packed counts as it is.
    #[must_use]
    pub fn of(files: &Files, packed: &BTreeMap<String, Packed>) -> Self {
        let size = |path: &String, raw: usize| match packed.get(path) {
            Some(packed) => Size { raw, gzip: packed.gzip.len(), brotli: packed.brotli.len() },
            None => Size { raw, gzip: raw, brotli: raw },
        };
        Self(files.iter().map(|(path, bytes)| (path.clone(), size(path, bytes.len()))).collect())
    }

    fn sum(&self, holds: fn(&str) -> bool) -> Size {
        self.0.iter().filter(|(path, _)| holds(path)).fold(Size::default(), |sum, (_, size)| Size {
            raw: sum.raw + size.raw,
            gzip: sum.gzip + size.gzip,
            brotli: sum.brotli + size.brotli,
        })
    }

    /// The sums alone, a line each, not held against budgets.
    #[must_use]
    pub fn sums(&self) -> String {
        BUNDLES.iter().fold(heading(), |text, bundle| text + &row(bundle.name, self.sum(bundle.holds)))
    }

    /// The whole table: each bundle with its files, then what else the site has.
    #[must_use]
    pub fn table(&self) -> String {
        let mut text = heading();
        for bundle in &BUNDLES {
            text += &self.sum_row(bundle);
            text += &self.rows(bundle.holds);
        }
        text + "besides, loaded by some\n" + &self.rows(|path| !BUNDLES.iter().any(|bundle| (bundle.holds)(path)))
    }

    fn sum_row(&self, bundle: &Bundle) -> String {
        let sum = self.sum(bundle.holds);
        let row = row(bundle.name, sum);
        let sign = if sum.brotli <= bundle.budget { "of" } else { "OVER" };
        format!("{} {sign} {}, aim {}\n", row.trim_end(), grouped(bundle.budget), grouped(bundle.aim))
    }

    fn rows(&self, holds: fn(&str) -> bool) -> String {
        let files = self.0.iter().filter(|(path, _)| holds(path));
        files.fold(String::new(), |text, (path, size)| text + &row(&format!("  {path}"), *size))
    }

    /// The same for programs.
    #[must_use]
    pub fn json(&self) -> Value {
        let size = |size: Size| json!({ "raw": size.raw, "gzip": size.gzip, "brotli": size.brotli });
        let files: BTreeMap<_, _> = self.0.iter().map(|(path, own)| (path, size(*own))).collect();
        let bundles: BTreeMap<_, _> = BUNDLES
            .iter()
            .map(|bundle| {
                let holds: Vec<_> = self.0.keys().filter(|path| (bundle.holds)(path)).collect();
                let sum = size(self.sum(bundle.holds));
                (
                    bundle.name,
                    json!({ "sum": sum, "budgetBrotli": bundle.budget, "aimBrotli": bundle.aim, "files": holds }),
                )
            })
            .collect();
        json!({ "bundles": bundles, "files": files })
    }

    /// Refuses a site with a bundle over its budget.
    ///
    /// # Errors
    ///
    /// With each such bundle, and by how much it is over.
    pub fn within_budgets(&self) -> Result<()> {
        let mut over = String::new();
        for bundle in &BUNDLES {
            let brotli = self.sum(bundle.holds).brotli;
            if brotli > bundle.budget {
                // OK because writing to a String can't fail.
                write!(over, "\n  {}: {} bytes over its budget", bundle.name, grouped(brotli - bundle.budget)).ok();
            }
        }
        if !over.is_empty() {
            bail!("the site is made, but larger than it may be (brotli){over}");
        }
        Ok(())
    }
}

fn heading() -> String {
    format!("{:<38}{:>11}{:>11}{:>11}\n", "bytes", "raw", "gzip", "brotli")
}

fn row(name: &str, size: Size) -> String {
    format!("{name:<38}{:>11}{:>11}{:>11}\n", grouped(size.raw), grouped(size.gzip), grouped(size.brotli))
}

/// `115000` → `115,000`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(files: &[(&str, usize)]) -> Sizes {
        let size = |bytes| Size { raw: bytes * 3, gzip: bytes + 1, brotli: bytes };
        Sizes(files.iter().map(|(path, bytes)| ((*path).to_owned(), size(*bytes))).collect())
    }

    #[test]
    fn the_page_counts_its_code_and_one_of_each_document() {
        let first = ["index.html", "guard.js", "app.js", "app.wasm", "app.css", "locales/zh-Hans.json"];
        let later = [
            "frame.html",
            "element.js",
            "locales/en.json",
            "headless/kaimen.wasm",
            "demo/partner.js",
            "statement/statement.wasm",
        ];
        assert!(first.into_iter().chain(ONE_OF_EACH).all(is_first_load));
        assert!(!later.into_iter().any(is_first_load));
    }

    #[test]
    fn a_bundle_over_its_budget_is_refused_by_name() {
        let budget = BUNDLES[0].budget;
        let fits = sizes(&[("app.wasm", budget - 1_000), ("app.js", 1_000), ("element.js", 5_000)]);
        fits.within_budgets().unwrap();
        let over = sizes(&[("app.wasm", budget - 1_000), ("app.js", 2_001)]);
        assert!(over.within_budgets().unwrap_err().to_string().contains("page: 1,001 bytes over"));
        let row = format!("{} OVER {}, aim 115,000", grouped(budget + 1_001), grouped(budget));
        assert!(over.table().contains(&row));
    }

    #[test]
    fn the_json_names_every_file_and_sum() {
        let json = sizes(&[("headless/kaimen.wasm", 7), ("headless/types.d.ts", 5)]).json();
        assert_eq!(json["bundles"]["headless"]["sum"], json!({ "raw": 21, "gzip": 8, "brotli": 7 }));
        assert_eq!(json["files"]["headless/types.d.ts"]["brotli"], 5);
    }
}
