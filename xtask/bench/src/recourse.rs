//! What would help a thousand real applicants of each segment: how many it helps, what it costs them, and how long it takes.

use crate::rows::{Case, cases_of};
use kaimen::application::Application;
use kaimen::date::Date;
use kaimen::decision::{Decision, assess, decide};
use kaimen::form::read_application;
use kaimen::json::{Hashed, parse};
use kaimen::market::{Market, read_market};
use kaimen::pack::{Pack, read_pack};
use kaimen::recourse::Outlook;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

const ROWS: usize = 1_000;

struct Lender {
    market: Hashed<Market>,
    pack: Hashed<Pack>,
}

/// Prints a table, one line a segment.
pub fn run() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let json = |path: &str| parse(&std::fs::read_to_string(project.join(path)).unwrap()).unwrap();
    let market = read_market(&json("www/markets/cn.json")).unwrap();
    let pack = read_pack(&json("www/packs/example-lender.json"), &market).unwrap();
    let lender = Lender { market, pack };
    let cases = cases_of(&project, 20, 3);
    println!("what would help, {ROWS} rows a segment");
    for (segment, file) in [("has-record", "taiwan"), ("no-file", "spain")] {
        // Some rows say what the lender takes for a slip: they are no applications.
        let of_segment = cases.iter().filter(|case| case.from.contains(file));
        let lines: Vec<Line> = of_segment.filter_map(|case| line(&lender, case)).take(ROWS).collect();
        assert_eq!(lines.len(), ROWS);
        told(segment, &lines);
    }
}

struct Line {
    decision: Decision,
    /// The whole decision, and the assessment in it, in microseconds: the better of three.
    decided: f64,
    assessed: f64,
}

fn line(lender: &Lender, case: &Case) -> Option<Line> {
    let today = Date::parse(case.today).unwrap();
    let application = read_application(&case.application, &lender.market, &lender.pack, today).ok()?;
    let decide = || decide(&lender.market, &lender.pack, &application, today);
    let assess = || assessed(lender, &application, today);
    let (mut decided, mut assessed) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..3 {
        decided = decided.min(micros(&|| drop(black_box(decide()))));
        assessed = assessed.min(micros(&assess));
    }
    Some(Line { decision: decide(), decided, assessed })
}

fn assessed(lender: &Lender, application: &Application, today: Date) {
    black_box(assess(&lender.market, &lender.pack, application, today).offers.len());
}

fn micros(work: &dyn Fn()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64() * 1e6
}

fn told(segment: &str, lines: &[Line]) {
    let short = lines.iter().filter(|line| line.decision.outlook != Outlook::BestAlready).count();
    let first = lines.iter().filter_map(|line| line.decision.recourse.first());
    let (helped, effort) = first.fold((0, 0), |(helped, effort), way| (helped + 1, effort + way.effort));
    let changes = lines.iter().flat_map(|line| &line.decision.recourse).map(|way| way.changes.len()).max();
    println!(
        "  {segment}: {short} short of the best, {helped} of them ({:.1} %) with something that helps, mean effort {:.1}, at \
         most {} changes",
        100.0 * f64::from(helped) / short as f64,
        effort as f64 / f64::from(helped),
        changes.unwrap_or(0)
    );
    let percentiles = |name: &str, mut times: Vec<f64>| {
        times.sort_by(f64::total_cmp);
        let at = |share: usize| times[(times.len() * share / 1000).min(times.len() - 1)];
        println!("    {name:22} median {:>7.0} µs, 99 % {:>7.0} µs, most {:>7.0} µs", at(500), at(990), at(1000));
    };
    percentiles("assessment", lines.iter().map(|line| line.assessed).collect());
    percentiles("what would help", lines.iter().map(|line| (line.decided - line.assessed).max(0.0)).collect());
    percentiles("whole decision", lines.iter().map(|line| line.decided).collect());
}
