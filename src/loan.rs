//! What a loan's contract says: how it is repaid, on which days, at which charges, and what is owed when it is repaid
//! early or late. Types and calendars; amounts are worked out in `schedule`.

mod calendar;
mod count;
mod early;
mod fee;
mod repayment;

pub use calendar::{Customs, Dues, Roll, Term};
pub use count::{DayCount, YearFraction};
pub use early::{Compensation, EarlyRule, LateCap, LateRule, Rebate};
pub use fee::{Fee, FeeBase, FeeKind, FeeTime};
pub use repayment::Repayment;
