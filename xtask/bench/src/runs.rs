//! Short runs that take turns.

use crate::loans::Loan;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// One way to do the same work on the same loans.
pub struct Contender<'a> {
    name: &'static str,
    /// All loans once.
    round: Box<dyn Fn() -> f64 + 'a>,
}

impl<'a> Contender<'a> {
    pub fn new(name: &'static str, loans: &'a [Loan], work: &'a (impl Fn(&Loan) -> f64 + 'a)) -> Contender<'a> {
        Contender { name, round: Box::new(move || loans.iter().map(|loan| work(black_box(loan))).sum()) }
    }
}

const TURNS: usize = 60;
const TURN: Duration = Duration::from_millis(4);

/// Prints how many loans a second each contender does in its best round, and how many times the first's time that takes.
pub fn table(title: &str, loans: usize, contenders: &[Contender<'_>]) {
    let mut best = vec![f64::INFINITY; contenders.len()];
    for _ in 0..TURNS {
        for (best, contender) in best.iter_mut().zip(contenders) {
            *best = best.min(turn(contender) / loans as f64);
        }
    }
    println!("\n{title}");
    let first = best.first().copied().unwrap_or(f64::NAN);
    for (best, contender) in best.iter().zip(contenders) {
        println!("  {:24} {:>14.0} /s {:>10.2}", contender.name, 1.0 / best, best / first);
    }
}

/// The seconds of the best round over all loans: four at once, since a clock takes time to read.
fn turn(contender: &Contender<'_>) -> f64 {
    let (start, mut best) = (Instant::now(), f64::INFINITY);
    while start.elapsed() < TURN {
        let round = Instant::now();
        for _ in 0..4 {
            black_box((contender.round)());
        }
        best = best.min(round.elapsed().as_secs_f64() / 4.0);
    }
    best
}
