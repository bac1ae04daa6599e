//! What the law says being late may cost: whether terms keep to it, and what is left of them where they don't.

use super::{Loan, limit};
use crate::date::Date;
use crate::flow::{Period, PeriodUnit};
use crate::loan::{DayCount, LateCap, LateRule};
use crate::market::{Effect, LateChargeLimit, Market, Rule};
#[cfg(feature = "cli")]
use crate::{
    rate::Ppm,
    schedule::{LateInterest, Overdue, ScheduleError, late_interest},
};

/// The first of the market's limits on being late that these terms of a loan break, and whether that is because it hangs
/// on a reference rate that is stale.
pub fn late_broken<'m>(market: &'m Market, loan: &Loan<'_>, late: &LateRule, today: Date) -> Option<(&'m Rule, bool)> {
    let case = loan.whole_case();
    for cap in &market.late_caps {
        if cap.effect != Effect::Block || !cap.rule.blocks_on(today) || !cap.scope.covers(&case) {
            continue;
        }
        let is_kept = match &cap.limit {
            LateChargeLimit::Rate { per, limit: most } => {
                match limit(market, most, &[(loan.principal as f64, 1.0)], today) {
                    Some(most) => a_calendar_year(late) <= most.e12() as f64 / 1e6 * in_a_year(*per),
                    None => return Some((&cap.rule, true)),
                }
            }
            LateChargeLimit::Charge { max_minor } => {
                matches!(&late.cap, Some(LateCap::Amount { max }) if max <= max_minor)
            }
            LateChargeLimit::InterestRatio { rate } => {
                matches!(&late.cap, Some(LateCap::ShareOfOwing { share }) if share <= rate)
            }
        };
        if !is_kept {
            return Some((&cap.rule, false));
        }
    }
    None
}

/// The late rate of 365 days in parts per million: by a year of 360 days it counts for more of them.
fn a_calendar_year(late: &LateRule) -> f64 {
    let rate = late.rate.0 as f64;
    match late.count {
        DayCount::Act360 | DayCount::Thirty360 | DayCount::ThirtyE360 => rate * 365.0 / 360.0,
        DayCount::Act365 | DayCount::ActAct | DayCount::EqualPeriods => rate,
    }
}

fn in_a_year(unit: PeriodUnit) -> f64 {
    let part = Period { count: 1, unit }.of_year();
    part.by as f64 / part.of as f64
}

/// Late interest under a market's law.
#[cfg(feature = "cli")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawfulLate<'m> {
    /// What may be asked for.
    pub late: LateInterest,
    /// What the contract asks for, in minor units.
    pub asked: i64,
    /// The rules of the market that are about it.
    pub rules: Vec<&'m Rule>,
    /// Those of them that hang on a reference rate that is stale, so that they could not be applied.
    pub stale: Vec<&'m Rule>,
}

/// What an overdue payment costs by `today`: what the contract asks for, and no more than any limit of the market allows
/// that held on `made`, the day on which the money was paid out. Rules of low confidence don't count.
///
/// # Errors
///
/// [`ScheduleError`] where an amount does not fit.
#[cfg(feature = "cli")]
pub fn late_by_law<'m>(
    market: &'m Market,
    loan: &Loan<'_>,
    overdue: &Overdue,
    rule: &LateRule,
    [made, today]: [Date; 2],
) -> Result<LawfulLate<'m>, ScheduleError> {
    let case = loan.whole_case();
    let asked = late_interest(overdue, today, rule)?;
    let mut lawful = LawfulLate { late: asked, asked: asked.minor, rules: Vec::new(), stale: Vec::new() };
    for cap in &market.late_caps {
        if cap.effect != Effect::Block || !cap.rule.blocks_on(made) || !cap.scope.covers(&case) {
            continue;
        }
        lawful.rules.push(&cap.rule);
        let most = match &cap.limit {
            LateChargeLimit::Rate { per, limit: most } => {
                let Some(most) = limit(market, most, &[(loan.principal as f64, 1.0)], made) else {
                    lawful.stale.push(&cap.rule);
                    continue;
                };
                // OK because limits are far below 2⁵³ parts per million.
                let rate = Ppm((most.e12() as f64 / 1e6 * in_a_year(*per)) as i64);
                late_interest(overdue, today, &LateRule { rate, count: DayCount::Act365, cap: None })?.minor
            }
            LateChargeLimit::Charge { max_minor } => *max_minor,
            LateChargeLimit::InterestRatio { rate } => {
                let cap = Some(LateCap::ShareOfOwing { share: *rate });
                late_interest(overdue, today, &LateRule { cap, ..rule.clone() })?.minor
            }
        };
        if most < lawful.late.minor {
            lawful.late = LateInterest { minor: most, capped: true };
        }
    }
    Ok(lawful)
}
