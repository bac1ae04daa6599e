//! Indonesia: the daily economic benefit (manfaat ekonomi), SEOJK 19/SEOJK.06/2023 and OJK's letter of January 2025: all
//! that a loan costs, interest and fees, late fees apart, for each calendar day of its term over the amount financed.

use super::br_cet::daily_rate;
use super::time::Dated;
use super::{AprError, Found, Reading};
use crate::flow::PeriodUnit;

/// The benefit of a day, to three decimals, since a ceiling of 0.275 % has three; the rate of a year stands beside it.
pub(super) fn found(flows: &Dated) -> Result<Found, AprError> {
    let found = Found::yearly(daily_rate(flows)?, 365.0, Reading::Benefit, 3);
    Ok(Found { per: PeriodUnit::Day, other: Some(daily_benefit(flows)), ..found })
}

/// `(paid − received) ÷ Σ receivedₖ · daysₖ`, where days run from each receipt to the last payment. The circular takes the
/// amount of the agreement; the money received is never more, so this is never less than the law's number.
fn daily_benefit(flows: &Dated) -> f64 {
    let end = flows.flows.last().map_or(flows.start, |last| last.date);
    let (mut cost, mut lent) = (0.0, 0.0);
    for flow in &flows.flows {
        cost += flow.minor as f64;
        lent += (-flow.minor).max(0) as f64 * end.days_since(flow.date) as f64;
    }
    cost / lent
}
