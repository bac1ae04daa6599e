use super::{Keep, Prepayment, Settlement, prepay, settle};
use crate::date::Date;
use crate::flow::Period;
use crate::loan::{
    Compensation, Customs, DayCount, EarlyRule, Fee, FeeBase, FeeKind, FeeTime, Rebate, Repayment, Term,
};
use crate::money::Money;
use crate::rate::{Ppm, YearlyRate};
use crate::schedule::{ScheduleError, Terms, schedule};

/// 10,000.00 at 1 % a month over four months from 30 November 2026 to 30 March 2027; 100.00 paid at the start.
fn with_terms<T>(
    form: &Repayment,
    what: impl FnOnce(&Terms<'_>) -> Result<T, ScheduleError>,
) -> Result<T, ScheduleError> {
    let fee = Fee {
        id: "fee".into(),
        kind: FeeKind::Service,
        when: FeeTime::Upfront,
        of: FeeBase::Principal,
        share: Ppm(10_000),
        fixed: 0,
        min: None,
        max: None,
        tax: None,
    };
    what(&Terms {
        repayment: form,
        principal: Money::cny(10_000_00)?,
        rate: YearlyRate::from_ppm(120_000),
        term: Term { periods: 4, every: Period::MONTH },
        fees: &[fee],
        start: day(2026, 11, 30),
        customs: Customs::plain(DayCount::EqualPeriods),
    })
}

fn day(year: i32, month: i32, day: i32) -> Date {
    Date::new(year, month, day).unwrap_or(Date::EPOCH)
}

fn rule(rebate: Rebate) -> EarlyRule {
    EarlyRule { rebate, compensation: None }
}

fn settled(form: Repayment, date: Date, rule: &EarlyRule) -> Result<Settlement, ScheduleError> {
    with_terms(&form, |terms| settle(terms, &schedule(terms)?, date, rule))
}

fn part(minor: i64, date: Date, keep: Keep) -> Result<Prepayment, ScheduleError> {
    with_terms(&Repayment::Level {}, |terms| {
        prepay(terms, &schedule(terms)?, date, minor, keep, &rule(Rebate::InterestToTheDay))
    })
}

#[test]
fn interest_counts_to_the_day() -> Result<(), ScheduleError> {
    // After the first payment 7,537.19 is owed; 15 of the 31 days of its month bear 75.37 · 15 / 31 = 36.47.
    let paid = settled(Repayment::Level {}, day(2027, 1, 14), &rule(Rebate::InterestToTheDay))?;
    assert_eq!((paid.principal, paid.interest, paid.total()), (7_537_19, 36_47, 7_573_66));
    assert_eq!((paid.remaining, paid.saved()), (7_688_43, 114_77));
    Ok(())
}

#[test]
fn on_a_due_day_the_balance_settles_it() -> Result<(), ScheduleError> {
    let paid = settled(Repayment::Level {}, day(2026, 12, 30), &rule(Rebate::InterestToTheDay))?;
    assert_eq!(paid.total(), 7_537_19);
    let at_once = settled(Repayment::Level {}, day(2026, 11, 30), &rule(Rebate::InterestToTheDay))?;
    assert_eq!(at_once.total(), 10_000_00);
    Ok(())
}

#[test]
fn all_costs_come_back_in_proportion() -> Result<(), ScheduleError> {
    // 75 of 120 days are left: 62.50 of the fee.
    let paid = settled(Repayment::Level {}, day(2027, 1, 14), &rule(Rebate::ProportionalTotalCost))?;
    assert_eq!((paid.refund, paid.total()), (62_50, 7_511_16));
    Ok(())
}

#[test]
fn without_a_rebate_nothing_is_saved() -> Result<(), ScheduleError> {
    let paid = settled(Repayment::Level {}, day(2027, 1, 14), &rule(Rebate::None))?;
    assert_eq!((paid.interest, paid.saved()), (151_24, 0));
    Ok(())
}

#[test]
fn compensation_is_capped_by_share_and_by_the_interest_not_paid() -> Result<(), ScheduleError> {
    let capped = |last_year, free| EarlyRule {
        rebate: Rebate::InterestToTheDay,
        compensation: Some(Compensation { share: Ppm(10_000), last_year, free, within_interest: true }),
    };
    let paid = |date, rule: &EarlyRule| settled(Repayment::Level {}, date, rule).map(|paid| paid.compensation);
    assert_eq!(paid(day(2027, 1, 14), &capped(None, None))?, 75_37);
    assert_eq!(paid(day(2027, 1, 14), &capped(Some(Ppm(5_000)), None))?, 37_69);
    assert_eq!(paid(day(2027, 1, 14), &capped(None, Some(8_000_00)))?, 0);
    // On 29 March 0.82 of the last month's 25.37 has not run.
    let last = settled(Repayment::Level {}, day(2027, 3, 29), &capped(None, None))?;
    assert_eq!((last.compensation, last.saved()), (last.remaining - last.principal - last.interest, 0));
    Ok(())
}

#[test]
fn a_bullet_settles_with_the_interest_that_has_run() -> Result<(), ScheduleError> {
    let paid = settled(Repayment::Bullet {}, day(2027, 1, 29), &rule(Rebate::InterestToTheDay))?;
    assert_eq!((paid.principal, paid.interest), (10_000_00, 200_00));
    Ok(())
}

#[test]
fn interest_that_was_carried_is_owed_too() -> Result<(), ScheduleError> {
    let skipped = Repayment::Skipped { months: vec![12] };
    let paid = settled(skipped, day(2026, 12, 30), &rule(Rebate::InterestToTheDay))?;
    assert_eq!((paid.principal, paid.interest), (10_000_00, 100_00));
    Ok(())
}

#[test]
fn a_part_repaid_makes_the_instalments_smaller() -> Result<(), ScheduleError> {
    // 2,537.19 is left for three months at 1 %: 862.70 each.
    let Prepayment { paid, rest } = part(5_000_00, day(2026, 12, 30), Keep::Term)?;
    assert_eq!((paid.total(), paid.principal), (5_000_00, 5_000_00));
    let totals: Vec<i64> = rest.instalments.iter().map(|row| row.total()).collect();
    assert_eq!(totals, [862_70; 3]);
    assert_eq!(rest.instalments.iter().map(|row| row.principal).sum::<i64>(), 2_537_19);
    Ok(())
}

#[test]
fn or_the_term_shorter() -> Result<(), ScheduleError> {
    let Prepayment { rest, .. } = part(5_000_00, day(2026, 12, 30), Keep::Instalment)?;
    let totals: Vec<i64> = rest.instalments.iter().map(|row| row.total()).collect();
    assert_eq!(totals, [2_562_56]);
    Ok(())
}

#[test]
fn between_due_days_the_interest_so_far_is_paid_with_the_part() -> Result<(), ScheduleError> {
    let Prepayment { paid, rest } = part(5_000_00, day(2027, 1, 14), Keep::Term)?;
    assert_eq!((paid.principal, paid.interest), (5_000_00, 36_47));
    // 16 of 31 days on 2,537.19: 13.10.
    assert_eq!(rest.instalments.first().map(|row| row.interest), Some(13_10));
    Ok(())
}

#[test]
fn what_can_not_be_repaid_early_is_refused() {
    let late = settled(Repayment::Level {}, day(2027, 3, 31), &rule(Rebate::None));
    assert_eq!(late, Err(ScheduleError::NotWithinLoan));
    assert_eq!(part(7_537_19, day(2026, 12, 30), Keep::Term).err(), Some(ScheduleError::Form));
}
