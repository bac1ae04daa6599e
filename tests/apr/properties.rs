//! What holds for every loan, on ten thousand of them each.

use kaimen::apr::{AprError, YearlyCost, yearly_cost};
use kaimen::date::Date;
use kaimen::flow::{CashFlow, CashFlows, Period, PeriodUnit};
use kaimen::loan::{Customs, DayCount, Fee, FeeBase, FeeKind, FeeTime, Repayment, Term};
use kaimen::market::AprMethod;
use kaimen::money::Money;
use kaimen::rate::{Ppm, YearlyRate};
use kaimen::schedule::{Terms, schedule};
use proptest::prelude::*;

const WEEK: Period = Period { count: 1, unit: PeriodUnit::Week };

/// How a method counts: when payments come, and how money grows until the first and from each to the next.
#[derive(Clone, Copy, Debug)]
enum Count {
    /// Months, and odd days before the first.
    Months,
    /// Weeks, and odd days before the first.
    Weeks,
    /// Days, any number between payments.
    Days,
}

const COUNTED: [(AprMethod, Count); 14] = [
    (AprMethod::CnPboc, Count::Months),
    (AprMethod::CnPboc, Count::Days),
    (AprMethod::UsRegZ, Count::Months),
    (AprMethod::UsRegZ, Count::Weeks),
    (AprMethod::UsMapr, Count::Months),
    (AprMethod::EuCcd, Count::Months),
    (AprMethod::EuCcd, Count::Weeks),
    (AprMethod::Uk, Count::Months),
    (AprMethod::InKfs, Count::Months),
    (AprMethod::BrCet, Count::Days),
    (AprMethod::MxCat, Count::Months),
    (AprMethod::PhEir, Count::Months),
    (AprMethod::PhEir, Count::Days),
    (AprMethod::Ke, Count::Days),
];

/// A loan whose times are known without asking the engine.
#[derive(Clone, Debug)]
struct Loan {
    method: AprMethod,
    count: Count,
    principal: i64,
    /// The rate that the method shows: of a month for the Philippines, of a year for all others.
    rate: f64,
    /// Whole periods before the first payment, and days beside them.
    whole: u32,
    odd: u32,
    /// The first payment, on a day that every month has.
    first: Date,
    /// Days from each payment to the next, where days count; what part of what is owed each pays.
    parts: Vec<(u32, f64)>,
}

prop_compose! {
    fn loans()(
        counted in prop::sample::select(&COUNTED[..]),
        principal in 1_000_00_i64..5_000_000_00,
        rate in 0.0..3.0_f64,
        (whole, odd) in (1_u32..4, 0_u32..28),
        month in 24_240_i64..24_700,
        day in 1..=28,
        // Two payments at least: of a single one US law takes the term for the unit-period.
        parts in prop::collection::vec((1_u32..60, 0.05..0.5_f64), 2..40),
    ) -> Loan {
        let (method, count) = counted;
        let odd = if matches!(count, Count::Weeks) { odd % 7 } else { odd };
        let rate = if method == AprMethod::PhEir { rate / 12.0 } else { rate };
        Loan { method, count, principal, rate, whole, odd, first: Date::in_month(month, day), parts }
    }
}

impl Loan {
    fn start(&self) -> Date {
        let days = i64::from(self.odd);
        match self.count {
            Count::Months => self.back().plus_days(-days),
            Count::Weeks => self.first.plus_days(-days - 7 * i64::from(self.whole)),
            Count::Days => self.first.plus_days(-days - i64::from(self.whole)),
        }
    }

    /// What the whole months before the first payment come back to.
    fn back(&self) -> Date {
        self.first.months_before(self.whole, self.first.civil().2)
    }

    fn date(&self, place: u32) -> Date {
        let days: u32 = self.parts.iter().take(place as usize).map(|(days, _)| *days).sum();
        match self.count {
            Count::Months => self.first.plus_months(place),
            Count::Weeks => self.first.plus_days(7 * i64::from(place)),
            Count::Days => self.first.plus_days(i64::from(days)),
        }
    }

    fn every(&self) -> Period {
        match self.count {
            Count::Months => Period::MONTH,
            Count::Weeks => WEEK,
            Count::Days => Period::DAY,
        }
    }

    /// What 1 grows to from the payment before `place`, or from the start, at `rate`: each law written out.
    fn growth(&self, rate: f64, place: u32) -> f64 {
        let (whole, odd) = if place == 0 { (self.whole, self.odd) } else { (1, 0) };
        let (whole, odd) = (f64::from(whole), f64::from(odd));
        let days = self.date(place).days_since(if place == 0 { self.start() } else { self.date(place - 1) }) as f64;
        let of_year = if matches!(self.count, Count::Weeks) { 52.0 } else { 12.0 };
        let year = self.back().days_since(self.back().months_before(12, self.back().civil().2)) as f64;
        match (self.method, self.count) {
            (AprMethod::UsRegZ | AprMethod::UsMapr, Count::Months) => {
                (1.0 + odd / 30.0 * rate / 12.0) * (1.0 + rate / 12.0).powf(whole)
            }
            (AprMethod::UsRegZ, _) => (1.0 + odd / 7.0 * rate / 52.0) * (1.0 + rate / 52.0).powf(whole),
            (AprMethod::InKfs, _) => (1.0 + rate / 12.0).powf(whole + odd * 12.0 / 365.0),
            (AprMethod::PhEir, Count::Months) => (1.0 + rate).powf(whole + odd / 30.0),
            (AprMethod::PhEir, _) => (1.0 + rate).powf(days / 30.0),
            (AprMethod::CnPboc | AprMethod::MxCat, Count::Months) => (1.0 + rate).powf(whole / 12.0 + odd / 365.0),
            (_, Count::Days) => (1.0 + rate).powf(days / 365.0),
            // Weeks come back to a day of their own.
            (_, Count::Weeks) => {
                let back = self.start().plus_days(i64::from(self.odd));
                let year = back.days_since(back.months_before(12, back.civil().2)) as f64;
                (1.0 + rate).powf(whole / of_year + odd / year)
            }
            (_, Count::Months) => (1.0 + rate).powf(whole / of_year + odd / year),
        }
    }

    /// The flows at the loan's rate: what is owed is rounded to the minor unit before each payment.
    fn flows(&self) -> CashFlows {
        let mut owed = self.principal;
        let mut paid = Vec::new();
        for (place, (_, part)) in (0_u32..).zip(&self.parts) {
            owed = (owed as f64 * self.growth(self.rate, place)).round() as i64;
            let is_last = place as usize + 1 == self.parts.len();
            let minor = if is_last { owed } else { (owed as f64 * part) as i64 };
            owed -= minor;
            paid.push(CashFlow { date: self.date(place), minor });
        }
        let received = vec![CashFlow { date: self.start(), minor: self.principal }];
        CashFlows { received, paid, every: self.every() }
    }

    /// What the payments are worth at `rate`.
    fn worth(&self, flows: &CashFlows, rate: f64) -> f64 {
        let mut discount = 1.0;
        let mut worth = 0.0;
        for (place, flow) in (0_u32..).zip(&flows.paid) {
            discount /= self.growth(rate, place);
            worth += discount * flow.minor as f64;
        }
        worth
    }

    /// How far rounding may move the rate: half a minor unit at each payment, over the slope of what they are worth.
    fn bound(&self, flows: &CashFlows) -> f64 {
        let mut discount = 1.0;
        let mut moved = 0.0;
        for place in 0..u32::try_from(flows.paid.len()).unwrap() {
            discount /= self.growth(self.rate, place);
            moved += 0.5 * discount;
        }
        let slope = (self.worth(flows, self.rate) - self.worth(flows, self.rate + 1e-5)) / 1e-5;
        1.01 * moved / slope + 1e-11 * (1.0 + self.rate)
    }
}

fn shown(cost: &YearlyCost) -> f64 {
    cost.headline.rate.e12() as f64 / 1e12
}

fn kept_back(flows: &CashFlows, fee: i64) -> CashFlows {
    let mut flows = flows.clone();
    flows.received[0].minor -= fee;
    flows
}

/// The same flows with `move_on` done to every date.
fn moved(flows: &CashFlows, move_on: impl Fn(Date) -> Date) -> CashFlows {
    let all = |flows: &[CashFlow]| flows.iter().map(|flow| CashFlow { date: move_on(flow.date), ..*flow }).collect();
    CashFlows { received: all(&flows.received), paid: all(&flows.paid), every: flows.every }
}

prop_compose! {
    fn fees()(kind in 0..3, share in 0_i64..100_000, fixed in 0_i64..50_00) -> Option<Fee> {
        let when = [FeeTime::Deducted, FeeTime::EachInstalment, FeeTime::AtEnd][kind as usize];
        (share > 20_000).then(|| Fee {
            id: "fee".into(),
            kind: FeeKind::Service,
            when,
            of: FeeBase::Principal,
            share: Ppm(if when == FeeTime::EachInstalment { share / 20 } else { share }),
            fixed,
            min: None,
            max: None,
            tax: Some(Ppm(180_000)),
        })
    }
}

fn forms() -> impl Strategy<Value = Repayment> {
    prop_oneof![
        Just(Repayment::Level {}),
        Just(Repayment::EqualPrincipal {}),
        Just(Repayment::InterestFirst {}),
        Just(Repayment::Bullet {}),
        Just(Repayment::DayInterest {}),
        Just(Repayment::Flat {}),
        (1_u32..6).prop_map(|periods| Repayment::InterestOnly { periods }),
        (0_i64..500_000).prop_map(|share| Repayment::Balloon { share: Ppm(share) }),
        (1_u32..12).prop_map(|month| Repayment::Skipped { months: vec![month] }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// A loan that grows at a rate by a law has that rate by that law, but for the rounding of its payments.
    #[test]
    fn a_loan_priced_at_a_rate_has_that_rate(loan in loans()) {
        let flows = loan.flows();
        let cost = yearly_cost(loan.method, &flows).unwrap();
        let (found, bound) = (shown(&cost), loan.bound(&flows));
        prop_assert!((found - loan.rate).abs() <= bound, "{found} is not {} by {bound}", loan.rate);
    }

    /// A minor unit more kept back is a higher rate, by every law.
    #[test]
    fn more_fee_is_a_higher_rate(
        loan in loans(),
        method in prop::sample::select(AprMethod::ALL),
        (fee, more) in (0_i64..300_00, 1_i64..300_00),
    ) {
        let flows = loan.flows();
        let [less, more] = [fee, fee + more].map(|fee| yearly_cost(method, &kept_back(&flows, fee)).unwrap());
        prop_assert!(less.headline.rate < more.headline.rate, "{less:?} {more:?}");
        prop_assert!(less.nominal < more.nominal && less.against_caps() <= more.against_caps());
    }

    /// By days alone: the same bits on any later day. Where months count: four years later, when months and leap days
    /// lie as they did (no year in question is a hundredth one).
    #[test]
    fn the_same_flows_at_another_time_have_the_same_rate(
        loan in loans(),
        method in prop::sample::select(AprMethod::ALL),
        days in 1_i64..10_000,
        fours in 1_u32..5,
    ) {
        let flows = loan.flows();
        let cost = yearly_cost(method, &flows).unwrap();
        let by_days = matches!(method, AprMethod::BrCet | AprMethod::Ke | AprMethod::IdDailyBenefit)
            || (method != AprMethod::EuCcd && method != AprMethod::Uk && matches!(loan.count, Count::Weeks));
        let later = if by_days {
            moved(&flows, |date| date.plus_days(days))
        } else {
            moved(&flows, |date| date.plus_days(1_461 * i64::from(fours)))
        };
        prop_assert_eq!(yearly_cost(method, &later).unwrap(), cost);
    }

    /// Whatever schedule the engine makes, every law's rate of it is found, or is truly too great to keep.
    #[test]
    fn every_schedule_has_a_rate(
        form in forms(),
        principal in 100_00_i64..10_000_000_00,
        ppm in 0_i64..1_000_000,
        periods in 1_u32..61,
        every in prop::sample::select(&[Period::MONTH, WEEK, Period { count: 3, unit: PeriodUnit::Month }][..]),
        fee in fees(),
        start in 10_000..40_000,
    ) {
        let terms = Terms {
            repayment: &form,
            principal: Money::cny(principal).unwrap(),
            rate: YearlyRate::from_ppm(ppm),
            term: Term { periods, every },
            fees: fee.as_slice(),
            start: Date::from_days(start),
            customs: Customs::plain(DayCount::EqualPeriods),
        };
        let plan = schedule(&terms);
        prop_assume!(plan.is_ok());
        let flows = plan.unwrap().flows(&[]);
        for method in AprMethod::ALL {
            let cost = yearly_cost(*method, &flows);
            if cost == Err(AprError::OutOfRange) {
                // More than 9,007 times the money: `n · i` is above 9 then, since ln 9,008 is 9.1.
                prop_assert!(yearly_cost(AprMethod::UsRegZ, &flows).unwrap().nominal.e12() > 9_000_000_000_000);
                continue;
            }
            prop_assert!(cost.is_ok(), "{} {cost:?}", method.word());
            let cost = cost.unwrap();
            prop_assert!(cost.headline.rate.e12() >= 0);
            prop_assert!(cost.headline.shown.e12().abs_diff(cost.headline.rate.e12()) <= 5_000_000_000);
        }
    }
}

/// 20,000 days of repayments, 600 months, and a rate that no document keeps.
#[test]
fn extremes_are_answered_or_refused_with_a_reason() {
    let start = Date::new(2026, 1, 1).unwrap();
    let flows = |count: u32, minor: i64, step: fn(Date, u32) -> Date, every: Period| CashFlows {
        received: vec![CashFlow { date: start, minor: 1_000_000_00 }],
        paid: (1..=count).map(|place| CashFlow { date: step(start, place), minor }).collect(),
        every,
    };
    let days = flows(20_000, 100_00, |start, place| start.plus_days(i64::from(place)), Period::DAY);
    let months = flows(600, 10_000_00, Date::plus_months, Period::MONTH);
    for method in AprMethod::ALL {
        assert!(yearly_cost(*method, &days).is_ok(), "{}", method.word());
        assert!(yearly_cost(*method, &months).is_ok(), "{}", method.word());
    }
    let greedy = flows(1, 2_000_000_00, |start, place| start.plus_days(i64::from(place)), Period::DAY);
    assert_eq!(yearly_cost(AprMethod::EuCcd, &greedy), Err(AprError::OutOfRange));
    assert_eq!(yearly_cost(AprMethod::UsRegZ, &greedy).map(|cost| cost.headline.rate.e12()), Ok(365_000_000_000_000));
    let nothing = CashFlows { received: Vec::new(), ..greedy.clone() };
    assert_eq!(yearly_cost(AprMethod::Ke, &nothing), Err(AprError::NothingReceived));
    let nothing = CashFlows { paid: Vec::new(), ..greedy };
    assert_eq!(yearly_cost(AprMethod::Ke, &nothing), Err(AprError::NothingPaid));
}
