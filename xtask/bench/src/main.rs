//! How many yearly rates are found each second, ours and others' on the same flows in one run, and how long it takes to find
//! what would help: `cargo xtask bench`.
//!
//! Times hang on the machine and on what else it does; ratios of short runs that take turns, the best of each, do not.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a bench may stop"
)]

mod loans;
mod peers;
mod recourse;
#[path = "../../../tests/parity/rows.rs"]
#[allow(dead_code, reason = "the tests use another part")]
mod rows;
mod runs;

use loans::Loan;
use runs::{Contender, table};

fn main() {
    recourse::run();
    for payments in [12, 60, 360] {
        let loans = loans::loans(payments);
        check(&loans);
        table(&format!("rates, {payments} payments, one each period"), loans.len(), &periodic(&loans));
        table(&format!("rates, {payments} payments, each on its date"), loans.len(), &dated(&loans));
        table(&format!("schedules, {payments} payments"), loans.len(), &schedules(&loans));
    }
}

/// The contenders find the same rates: ours to 1e-12 of a bare Newton's that is let run to the end.
fn check(loans: &[Loan]) {
    for loan in loans {
        let (ours, bare) = (peers::kaimen_periodic(loan), peers::newton(&loan.flows, 1e-15));
        assert!((ours - bare).abs() < 1e-12, "{ours} is not {bare}");
        let (ours, theirs) = (peers::kaimen_dated(loan), peers::xirr_dated(loan));
        assert!((ours - theirs).abs() < 1e-9, "{ours} is not {theirs}");
    }
}

fn periodic(loans: &[Loan]) -> Vec<Contender<'_>> {
    vec![
        Contender::new("kaimen", loans, &peers::kaimen_periodic),
        Contender::new("bare Newton", loans, &|loan| peers::newton(&loan.flows, 1e-10)),
        Contender::new("financial 1.1.5", loans, &peers::financial_periodic),
    ]
}

fn dated(loans: &[Loan]) -> Vec<Contender<'_>> {
    vec![
        Contender::new("kaimen", loans, &peers::kaimen_dated),
        Contender::new("bare Newton", loans, &|loan| peers::newton_dated(&loan.timed, 1e-10)),
        Contender::new("xirr 0.3.2", loans, &peers::xirr_dated),
        Contender::new("financial 1.1.5", loans, &peers::financial_dated),
    ]
}

fn schedules(loans: &[Loan]) -> Vec<Contender<'_>> {
    vec![
        Contender::new("kaimen", loans, &peers::kaimen_schedule),
        Contender::new("bare floats, no dates", loans, &peers::bare_schedule),
    ]
}
