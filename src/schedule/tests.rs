use super::{Schedule, ScheduleError, Terms, schedule};
use crate::date::Date;
use crate::flow::{Period, PeriodUnit};
use crate::loan::{Customs, DayCount, Fee, FeeBase, FeeKind, FeeTime, Repayment, Term};
use crate::money::Money;
use crate::rate::{Ppm, YearlyRate};

/// 10,000.00 at 12 % over four months from 30 November 2026, and whatever is changed of it.
fn tried(form: Repayment, fees: &[Fee], change: impl Fn(&mut Terms<'_>)) -> Result<Schedule, ScheduleError> {
    let mut terms = Terms {
        repayment: &form,
        principal: Money::cny(10_000_00)?,
        rate: YearlyRate::from_ppm(120_000),
        term: Term { periods: 4, every: Period::MONTH },
        fees,
        start: Date::new(2026, 11, 30).unwrap_or(Date::EPOCH),
        customs: Customs::plain(DayCount::EqualPeriods),
    };
    change(&mut terms);
    schedule(&terms)
}

fn plan(form: Repayment, change: impl Fn(&mut Terms<'_>)) -> Schedule {
    tried(form, &[], change).unwrap_or_else(|error| unreachable!("{error}"))
}

/// Principal, interest and balance of each row.
fn check(plan: &Schedule, expected: &[(i64, i64, i64)]) {
    let rows: Vec<(i64, i64, i64)> =
        plan.instalments.iter().map(|row| (row.principal, row.interest, row.balance)).collect();
    assert_eq!(rows, expected);
}

fn fee(when: FeeTime) -> Fee {
    Fee {
        id: "fee".into(),
        kind: FeeKind::Service,
        when,
        of: FeeBase::Principal,
        share: Ppm(0),
        fixed: 0,
        min: None,
        max: None,
        tax: None,
    }
}

#[test]
fn level_instalments_are_the_same_but_for_the_last() {
    // 1 % a month: 10,000.00 · 0.01 / (1 − 1.01⁻⁴) = 2,562.81; the last takes the rest.
    check(
        &plan(Repayment::Level {}, |_| {}),
        &[(2_462_81, 100_00, 7_537_19), (2_487_44, 75_37, 5_049_75), (2_512_31, 50_50, 2_537_44), (2_537_44, 25_37, 0)],
    );
}

#[test]
fn equal_principal_costs_less_each_month() {
    check(
        &plan(Repayment::EqualPrincipal {}, |_| {}),
        &[(2_500_00, 100_00, 7_500_00), (2_500_00, 75_00, 5_000_00), (2_500_00, 50_00, 2_500_00), (2_500_00, 25_00, 0)],
    );
}

#[test]
fn interest_first_leaves_the_principal_for_the_end() {
    check(
        &plan(Repayment::InterestFirst {}, |terms| terms.term.periods = 2),
        &[(0, 100_00, 10_000_00), (10_000_00, 100_00, 0)],
    );
}

#[test]
fn a_bullet_is_one_payment_with_simple_interest() {
    check(&plan(Repayment::Bullet {}, |_| {}), &[(10_000_00, 400_00, 0)]);
    // 30 November to 30 March: 120 days of 10,000.00 · 0.12 / 365.
    let by_day = plan(Repayment::Bullet {}, |terms| terms.customs.count = DayCount::Act365);
    check(&by_day, &[(10_000_00, 394_52, 0)]);
    assert_eq!(by_day.instalments.first().map(|row| row.due.to_string()).as_deref(), Some("2027-03-30"));
}

#[test]
fn day_interest_counts_the_days_of_each_month() {
    // 10,000.00 at 18.25 % a year is 5.00 a day: 30 days, 31 days, 28 days.
    let plan = plan(Repayment::DayInterest {}, |terms| {
        terms.rate = YearlyRate::from_ppm(182_500);
        terms.term.periods = 3;
    });
    check(&plan, &[(0, 150_00, 10_000_00), (0, 155_00, 10_000_00), (10_000_00, 145_00, 0)]);
    assert_eq!(plan.every, Period::DAY);
    let days: Vec<String> = plan.instalments.iter().map(|row| row.due.to_string()).collect();
    assert_eq!(days, ["2026-12-30", "2027-01-30", "2027-02-28"]);
}

#[test]
fn flat_interest_is_on_the_first_balance_throughout() {
    check(
        &plan(Repayment::Flat {}, |_| {}),
        &[
            (2_500_00, 100_00, 7_500_00),
            (2_500_00, 100_00, 5_000_00),
            (2_500_00, 100_00, 2_500_00),
            (2_500_00, 100_00, 0),
        ],
    );
}

#[test]
fn a_given_instalment_ends_the_loan_when_all_is_repaid() {
    let given = |instalment| plan(Repayment::Given { instalment }, |_| {});
    check(&given(6_000_00), &[(5_900_00, 100_00, 4_100_00), (4_100_00, 41_00, 0)]);
    // One that does not cover its interest: what is not paid is carried, and the last payment takes it all.
    check(
        &given(50_00),
        &[(0, 50_00, 10_000_00), (0, 50_00, 10_000_00), (0, 50_00, 10_000_00), (10_000_00, 250_00, 0)],
    );
}

#[test]
fn graduated_instalments_grow_by_their_step() {
    let plan = plan(Repayment::Graduated { step: Ppm(100_000), each: 2 }, |_| {});
    let totals: Vec<i64> = plan.instalments.iter().map(super::Instalment::total).collect();
    // A · (1/1.01 + 1/1.01² + 1.1/1.01³ + 1.1/1.01⁴) = 10,000.00 gives A = 2,441.93.
    assert_eq!(totals, [2_441_93, 2_441_93, 2_686_12, 2_686_13]);
}

#[test]
fn seasonal_instalments_go_by_the_weight_of_their_month() {
    // Due in December, January, February, March: 1 : 0 : 0 : 2, without interest.
    let weights = vec![0, 0, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1];
    let plan = plan(Repayment::Seasonal { weights }, |terms| {
        terms.rate = YearlyRate::from_ppm(0);
        terms.start = Date::new(2026, 11, 15).unwrap_or(Date::EPOCH);
    });
    check(&plan, &[(3_333_33, 0, 6_666_67), (0, 0, 6_666_67), (0, 0, 6_666_67), (6_666_67, 0, 0)]);
}

#[test]
fn a_skipped_month_carries_its_interest_without_interest_on_it() {
    let plan = plan(Repayment::Skipped { months: vec![12, 1] }, |terms| {
        terms.start = Date::new(2026, 11, 15).unwrap_or(Date::EPOCH);
    });
    // December and January are skipped: 100.00 each is carried. With B after February: 10,300.00 − A = B if A covers the
    // carried 300.00, and B · 1.01 = A: A = 10,300.00 · 1.01 / 2.01 = 5,175.62.
    check(&plan, &[(0, 0, 10_000_00), (0, 0, 10_000_00), (4_875_62, 300_00, 5_124_38), (5_124_38, 51_24, 0)]);
}

#[test]
fn a_loan_ends_with_the_last_month_that_is_not_skipped() {
    let plan = plan(Repayment::Skipped { months: vec![2, 3] }, |terms| {
        terms.start = Date::new(2026, 11, 15).unwrap_or(Date::EPOCH);
    });
    assert_eq!(plan.instalments.len(), 2);
}

#[test]
fn interest_alone_comes_before_level_instalments() {
    // Two level instalments of 10,000.00 at 1 %: 5,075.12.
    check(
        &plan(Repayment::InterestOnly { periods: 2 }, |_| {}),
        &[(0, 100_00, 10_000_00), (0, 100_00, 10_000_00), (4_975_12, 100_00, 5_024_88), (5_024_88, 50_25, 0)],
    );
}

#[test]
fn a_balloon_is_left_for_the_end() {
    // (10,000.00 · 1.01⁴ − 5,000.00) · 0.01 / (1.01⁴ − 1) = 1,331.41.
    check(
        &plan(Repayment::Balloon { share: Ppm(500_000) }, |_| {}),
        &[(1_231_41, 100_00, 8_768_59), (1_243_72, 87_69, 7_524_87), (1_256_16, 75_25, 6_268_71), (6_268_71, 62_69, 0)],
    );
}

#[test]
fn weeks_fortnights_and_years_are_periods_too() {
    let interest = |count, unit| {
        let plan = plan(Repayment::InterestFirst {}, |terms| {
            terms.term = Term { periods: 1, every: Period { count, unit } };
            terms.rate = YearlyRate::from_ppm(520_000);
        });
        plan.instalments.first().map(|row| row.interest)
    };
    assert_eq!(interest(1, PeriodUnit::Week), Some(100_00));
    assert_eq!(interest(2, PeriodUnit::Week), Some(200_00));
    assert_eq!(interest(1, PeriodUnit::HalfMonth), Some(216_67));
    assert_eq!(interest(1, PeriodUnit::Year), Some(5_200_00));
}

#[test]
fn an_odd_first_period_counts_its_days() {
    // 45 days at 12 %: 10,000.00 · 0.12 · 45 / 365 = 147.95; then a twelfth of the year.
    let plan = plan(Repayment::InterestFirst {}, |terms| {
        terms.customs.first = Date::new(2027, 1, 14);
        terms.term.periods = 2;
    });
    check(&plan, &[(0, 147_95, 10_000_00), (10_000_00, 100_00, 0)]);
}

#[test]
fn an_instalment_over_odd_periods_still_repays_the_loan() {
    let plan = plan(Repayment::Level {}, |terms| {
        terms.customs.first = Date::new(2027, 1, 14);
        terms.customs.count = DayCount::Act365;
    });
    let totals: Vec<i64> = plan.instalments.iter().map(super::Instalment::total).collect();
    let [first, second, third, last] = totals.as_slice() else { unreachable!("four payments") };
    assert!(first == second && second == third && (first - last).abs() <= 4, "{totals:?}");
}

#[test]
fn amounts_go_by_the_step_of_the_currency() {
    let plan = plan(Repayment::Level {}, |terms| terms.customs.step = 5);
    for row in &plan.instalments {
        assert_eq!([row.principal % 5, row.interest % 5, row.total() % 5], [0, 0, 0]);
    }
    assert_eq!(plan.instalments.first().map(super::Instalment::total), Some(2_562_80));
}

#[test]
fn a_zero_rate_costs_nothing() {
    for form in [Repayment::Level {}, Repayment::EqualPrincipal {}, Repayment::DayInterest {}, Repayment::Bullet {}] {
        let plan = plan(form, |terms| terms.rate = YearlyRate::from_ppm(0));
        assert_eq!(plan.instalments.iter().map(|row| row.interest).sum::<i64>(), 0);
    }
}

#[test]
fn a_fee_is_a_share_and_a_fixed_amount_within_bounds_and_its_tax() -> Result<(), ScheduleError> {
    // 5 % of 10,000.00 and 10.00 is 510.00; with 18 % tax 601.80.
    let taxed = Fee { share: Ppm(50_000), fixed: 10_00, tax: Some(Ppm(180_000)), ..fee(FeeTime::Deducted) };
    let plan = tried(Repayment::Level {}, std::slice::from_ref(&taxed), |_| {})?;
    assert_eq!((plan.principal.minor(), plan.disbursed.minor()), (10_000_00, 9_398_20));
    let capped = Fee { max: Some(100_00), ..taxed };
    assert_eq!(tried(Repayment::Level {}, &[capped], |_| {})?.disbursed.minor(), 9_882_00);
    Ok(())
}

#[test]
fn a_fee_on_the_balance_falls_with_it() -> Result<(), ScheduleError> {
    let insurance = Fee { of: FeeBase::Balance, share: Ppm(1_000), ..fee(FeeTime::EachInstalment) };
    let plan = tried(Repayment::EqualPrincipal {}, &[insurance], |_| {})?;
    assert_eq!(plan.instalments.iter().map(|row| row.fees).collect::<Vec<_>>(), [10_00, 7_50, 5_00, 2_50]);
    Ok(())
}

#[test]
fn flows_take_or_leave_a_kind_of_fee() -> Result<(), ScheduleError> {
    let upfront = Fee { fixed: 100_00, ..fee(FeeTime::Upfront) };
    let monthly = Fee { kind: FeeKind::Insurance, fixed: 5_00, ..fee(FeeTime::EachInstalment) };
    let plan = tried(Repayment::InterestFirst {}, &[upfront, monthly], |_| {})?;
    let sums = |left_out: &[FeeKind]| {
        let flows = plan.flows(left_out);
        let sum = |list: &[crate::flow::CashFlow]| list.iter().map(|flow| flow.minor).sum::<i64>();
        (sum(&flows.received), sum(&flows.paid))
    };
    assert_eq!(sums(&[]), (9_900_00, 10_420_00));
    assert_eq!(sums(&[FeeKind::Insurance]), (9_900_00, 10_400_00));
    assert_eq!(sums(&[FeeKind::Insurance, FeeKind::Service]), (10_000_00, 10_400_00));
    assert_eq!((plan.disbursed.minor(), plan.upfront()), (10_000_00, 100_00));
    Ok(())
}

#[test]
fn a_rate_beyond_all_bounds_has_its_instalment_or_is_refused() {
    let plan = tried(Repayment::Level {}, &[], |terms| {
        terms.rate = YearlyRate::from_ppm(30_000_000);
        terms.term.periods = 600;
    });
    // What grows without bound is held by paying the interest: 10,000.00 at 250 % a month.
    assert_eq!(plan.map(|plan| plan.instalments.first().map(|row| row.total())), Ok(Some(25_000_00)));
}

#[test]
fn payments_that_do_not_sum_within_the_bound_are_refused() {
    let dear = Fee { fixed: 8_000_000_000_000_000, ..fee(FeeTime::EachInstalment) };
    assert_eq!(tried(Repayment::Level {}, &[dear], |_| {}).err(), Some(ScheduleError::OutOfRange));
}

#[test]
fn a_tax_on_a_fee_is_a_charge_of_its_own() -> Result<(), ScheduleError> {
    let taxed = Fee { fixed: 100_00, share: Ppm(0), tax: Some(Ppm(160_000)), ..fee(FeeTime::Deducted) };
    let plan = tried(Repayment::Level {}, &[taxed], |_| {})?;
    assert_eq!(plan.disbursed.minor(), 10_000_00 - 116_00);
    let received = |left_out: &[FeeKind]| plan.flows(left_out).received.first().map(|flow| flow.minor);
    assert_eq!((received(&[]), received(&[FeeKind::Tax])), (Some(9_884_00), Some(9_900_00)));
    Ok(())
}

#[test]
fn terms_that_make_no_sense_are_refused() {
    let refused = |form, change: fn(&mut Terms<'_>)| tried(form, &[], change).err();
    assert_eq!(refused(Repayment::Level {}, |terms| terms.term.periods = 0), Some(ScheduleError::NoTerm));
    assert_eq!(refused(Repayment::Level {}, |terms| terms.term.periods = 601), Some(ScheduleError::NoTerm));
    assert_eq!(refused(Repayment::Level {}, |terms| terms.customs.step = 0), Some(ScheduleError::Step));
    assert_eq!(refused(Repayment::Skipped { months: vec![0] }, |_| {}), Some(ScheduleError::Form));
    assert_eq!(refused(Repayment::InterestOnly { periods: 4 }, |_| {}), Some(ScheduleError::NothingDue));
    let before = |terms: &mut Terms<'_>| terms.customs.first = Date::new(2026, 11, 1);
    assert_eq!(refused(Repayment::Level {}, before), Some(ScheduleError::DaysOutOfOrder));
    let late = |terms: &mut Terms<'_>| terms.start = Date::LAST;
    assert_eq!(refused(Repayment::Level {}, late), Some(ScheduleError::BeyondCalendar));
    let dear = Fee { fixed: 10_000_01, ..fee(FeeTime::Deducted) };
    assert_eq!(tried(Repayment::Level {}, &[dear], |_| {}).err(), Some(ScheduleError::FeesOverPrincipal));
    let lost = Fee { of: FeeBase::Instalment, ..fee(FeeTime::Upfront) };
    assert_eq!(tried(Repayment::Level {}, &[lost], |_| {}).err(), Some(ScheduleError::FeeWithoutBase));
}
