//! The shipped models: made from the rows in `data/` by the recipes there, to the byte, and as good as they must be.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]

use kaimen::cli::{card::markdown, pretty};
use kaimen::fit::{Recipe, Rows, fit, plain_recipe, validate};
use kaimen::json::{Read, Write, parse, read_document};
use kaimen::pack::model::{Bin, Model, Trend};
use std::path::{Path, PathBuf};

const SHIPPED: [(&str, &str); 2] =
    [("taiwan-repayment", "taiwan_default.csv.gz"), ("spain-self-reported", "spain_consumer_credit.csv")];

fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn text(path: &str) -> String {
    std::fs::read_to_string(file(path)).unwrap()
}

fn document<T: Read>(path: &str) -> T {
    read_document(&parse(&text(path)).unwrap()).unwrap()
}

fn model(id: &str) -> Model {
    document(&format!("www/models/{id}.json"))
}

fn rows(path: &Path) -> Rows {
    Rows::read(&std::fs::read(path).unwrap()).unwrap()
}

fn card_metric(model: &Model, id: &str) -> f64 {
    let metric = model.card.metrics.iter().find(|metric| metric.id == id).unwrap();
    metric.value.0 as f64 / 1e6
}

#[test]
fn the_same_rows_and_recipe_give_the_shipped_bytes() {
    for (id, data) in SHIPPED {
        let recipe: Recipe = document(&format!("data/recipes/{id}.json"));
        let again = fit(&rows(&file("data").join(data)), "bad", &recipe, &|| ()).unwrap();
        assert!(
            pretty(&again.write()) + "\n" == text(&format!("www/models/{id}.json")),
            "{id} is not what its recipe gives"
        );
        assert!(markdown(&again) == text(&format!("docs/models/{id}.md")), "the card of {id} is not its model's");
    }
}

/// On rows that neither points nor calibration saw: the floors that hold on the fifth that is kept elsewhere.
#[test]
fn the_shipped_models_are_above_their_floors() {
    let (taiwan, spain) = (model("taiwan-repayment"), model("spain-self-reported"));
    assert!(card_metric(&taiwan, "auc") >= 0.755 && card_metric(&taiwan, "ece") <= 0.02);
    assert!(card_metric(&spain, "auc") >= 0.785);
}

#[test]
fn the_shipped_models_validate_on_raw_columns() {
    for (id, data) in SHIPPED {
        let metrics = validate(&model(id), &rows(&file("data").join(data)), "bad").unwrap();
        assert!(metrics.auc.low < metrics.auc.value && metrics.auc.value < metrics.auc.high);
        assert!(metrics.auc.value > card_metric(&model(id), "auc") - 0.01, "{id} {metrics:?}");
    }
}

#[test]
fn no_protected_column_is_read() {
    let barred = ["SEX", "EDUCATION", "MARRIAGE", "AGE", "Age", "Marital", "Records"];
    for (id, _) in SHIPPED {
        let inputs = model(id).inputs.unwrap();
        assert!(inputs.iter().all(|input| !barred.contains(&input.column.as_str())), "{id}");
    }
}

#[test]
fn points_follow_the_trends() {
    for (id, _) in SHIPPED {
        for characteristic in model(id).characteristics {
            let ranges = characteristic.attributes.iter().filter(|one| matches!(one.bin, Bin::Range { .. }));
            let points: Vec<i64> = ranges.map(|one| one.points).collect();
            let follows = |pair: &[i64]| match characteristic.trend {
                Trend::Ascending => pair[0] <= pair[1],
                Trend::Descending => pair[0] >= pair[1],
                Trend::None => true,
            };
            assert!(points.windows(2).all(follows), "{id} {} {points:?}", characteristic.id);
        }
    }
}

/// What a fit leaves out, rows that are measured need not have.
#[test]
fn a_column_that_says_nothing_is_not_needed_again() {
    let line =
        |row: usize| format!("{},{},7,{}\n", row % 10, ["a", "b"][row % 2], usize::from(row * 7919 % 10 > row % 10));
    let all: String = (0..2000).map(line).collect();
    let rows = Rows::read(format!("value,kind,same,bad\n{all}").as_bytes()).unwrap();
    let model = fit(&rows, "bad", &plain_recipe(&rows, "m", "bad", &[]).unwrap(), &|| ()).unwrap();
    let columns: Vec<&str> = model.inputs.iter().flatten().map(|input| input.column.as_str()).collect();
    assert!(columns.contains(&"value") && !columns.contains(&"same"), "{columns:?}");
    assert!(model.card.dropped.iter().any(|dropped| dropped.columns.iter().any(|column| column == "same")));
}

/// Sets that may check us but never enter the project: their folder is named in `KAIMEN_DATA`.
#[test]
fn other_sets_are_fitted_without_a_recipe() {
    let Some(folder) = std::env::var_os("KAIMEN_DATA") else {
        println!("skipped: data not here");
        return;
    };
    // Floors a little below what scorecard packages reach on these sets.
    for (set, drop, floor) in [
        ("hmeq/train.csv", &["row_id"][..], 0.88),
        ("german_credit/train.csv", &["row_id", "personal_status_and_sex", "age_in_years", "foreign_worker"], 0.70),
        ("sba_case/train.csv", &["row_id"], 0.90),
        ("give_me_some_credit/train.csv.gz", &["row_id", "age"], 0.84),
    ] {
        let path = Path::new(&folder).join(set);
        if !path.exists() {
            println!("skipped: {set} not here");
            continue;
        }
        let rows = rows(&path);
        let drop: Vec<String> = drop.iter().map(|name| String::from(*name)).collect();
        let drop: Vec<String> = drop.into_iter().filter(|name| rows.columns().contains(name)).collect();
        let model = fit(&rows, "bad", &plain_recipe(&rows, set, "bad", &drop).unwrap(), &|| ()).unwrap();
        let area = card_metric(&model, "auc");
        println!("{set}: {area:.4}");
        assert!(area >= floor, "{set} {area}");
    }
}

/// What the command said on standard error, and with which code it ended.
fn kaimen(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_kaimen"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn scratch(name: &str, content: &str) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path.display().to_string()
}

#[test]
fn validate_prints_every_figure_with_its_interval() {
    let data = file("data/spain_consumer_credit.csv").display().to_string();
    let model = "www/models/spain-self-reported.json";
    let (code, out, _) = kaimen(&["validate", "--model", model, "--data", &data, "--target", "bad", "--json"]);
    assert_eq!(code, Some(0));
    let printed: serde_json::Value = serde_json::from_str(&out).unwrap();
    for name in ["auc", "gini", "ks", "brier", "log_loss", "ece"] {
        let value = printed[name].as_f64().unwrap();
        let interval = &printed[format!("{name}_interval")];
        let (low, high) = (interval[0].as_f64().unwrap(), interval[1].as_f64().unwrap());
        assert!(0.0 <= low && low <= value && value <= high, "{name} {value} {interval}");
        assert!(low < high, "{name}");
    }
    assert_eq!(printed["rows"], 3532);
}

#[test]
fn rows_without_the_columns_are_refused_and_each_is_named() {
    let data = scratch("few.csv", "Seniority,bad\n1,0\n2,1\n");
    let model = "www/models/spain-self-reported.json";
    let (code, out, error) = kaimen(&["validate", "--model", model, "--data", &data, "--target", "bad"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    let problems: serde_json::Value = serde_json::from_str(&error).unwrap();
    assert_eq!(problems.as_array().map(Vec::len), Some(8));
    assert_eq!(problems[0]["code"], "missing-column");
    assert!(problems[0]["message"].as_str().unwrap().contains("Home"));
}

#[test]
fn what_is_no_model_and_no_rows_is_refused() {
    let rows = scratch("rows.csv", "A,bad\n1,0\n2,1\n");
    let model = "www/models/taiwan-repayment.json";
    let out = scratch("out.json", "");
    let nested = "[".repeat(100_000);
    for (name, content) in
        [("empty", ""), ("cut", "{\"schema\": \"kaimen/mo"), ("mistyped", "{}"), ("deep", nested.as_str())]
    {
        let bad = scratch(name, content);
        let refused = [
            kaimen(&["validate", "--model", &bad, "--data", &rows, "--target", "bad"]),
            kaimen(&["fit", "--recipe", &bad, "--data", &rows, "--target", "bad", "--out", &out]),
            kaimen(&["validate", "--model", model, "--data", &bad, "--target", "bad"]),
            kaimen(&["fit", "--data", &bad, "--target", "bad", "--out", &out]),
        ];
        for (code, _, error) in refused {
            assert_eq!(code, Some(1), "{name}: {error}");
            assert!(serde_json::from_str::<serde_json::Value>(&error).is_ok(), "{name}: {error}");
        }
    }
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "", "nothing is written by a fit that fails");
}

/// 100 rows whose target is a number: the first problems are told, and how many more there are.
#[test]
fn problems_are_told_up_to_a_bound_and_may_be_cut_off() {
    let rows: String = (0..100).map(|row| format!("{row},{}\n", row + 2)).collect();
    let data = scratch("many.csv", &format!("A,price\n{rows}"));
    let out = scratch("many.json", "");
    let arguments = ["fit", "--data", &data, "--target", "price", "--out", &out];
    let (code, _, error) = kaimen(&arguments);
    let problems: serde_json::Value = serde_json::from_str(error.get(error.find('[').unwrap()..).unwrap()).unwrap();
    assert_eq!((code, problems.as_array().map(Vec::len)), (Some(1), Some(21)), "{error}");
    assert_eq!(problems[20]["code"], "more-problems");
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_kaimen"))
        .args(arguments)
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(1), "who reads no further is no reason to panic");
}

#[test]
fn a_spread_of_a_question_that_is_not_asked_is_refused() {
    let data = file("data/spain_consumer_credit.csv").display().to_string();
    let model = "www/models/spain-self-reported.json";
    let pack = "www/packs/example-lender.json";
    let spread = ["spread", "--pack", pack, "--model", model, "--data", &data, "--basis", "rows"];
    for renamed in ["nope=xx", "amount"] {
        let (code, out, error) = kaimen(&[&spread[..], &["--as", renamed]].concat());
        assert!(code == Some(2) && out.is_empty() && error.contains("unknown-question"), "{error}");
    }
}

#[test]
fn few_rows_are_too_few() {
    let rows = scratch("two.csv", "A,bad\n1,0\n2,1\n");
    let out = scratch("none.json", "");
    let (code, _, error) = kaimen(&["fit", "--data", &rows, "--target", "bad", "--out", &out]);
    assert!(code == Some(1) && error.contains("too-few-rows"), "{error}");
}

#[test]
fn wrong_arguments_end_with_2_and_missing_files_with_3() {
    assert_eq!(kaimen(&["fit", "--data", "x.csv"]).0, Some(2));
    let (code, _, _) = kaimen(&["validate", "--model", "no-such.json", "--data", "no-such.csv", "--target", "bad"]);
    assert_eq!(code, Some(3));
}
