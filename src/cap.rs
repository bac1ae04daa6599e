//! What the law says a loan may cost: each cost that a cap is about, measured, and held against its limit.
//!
//! A loan comes as cash flows, so that one whose payments alone are known is tested like one of a pack's products.

mod late;

pub use late::late_broken;
#[cfg(feature = "cli")]
pub use late::{LawfulLate, late_by_law};

use crate::apr::{YearlyCost, yearly_cost};
use crate::date::Date;
use crate::flow::{CashFlows, PeriodUnit};
use crate::json::{choice, record};
use crate::market::{AprMethod, Case, Confidence, Consequence, Effect, Limit, Market, Measure, RateCap, Slice};
use crate::rate::{Apr, Ppm};

choice! {
    /// How a loan stands to a cap.
    pub enum CapStatus {
        /// At or below it.
        "within" Within,
        /// Above it.
        "over" Over,
        /// The cap hangs on a reference rate that is stale, or its cost can't be measured.
        "untested" Untested,
    }
}

record! {
    /// A cap that a loan was held against.
    pub struct CapTest {
        /// The rule.
        "rule" rule: String,
        /// The sources it rests on.
        "cite" cite: Vec<String>,
        /// What was measured.
        "measure" measure: Measure,
        /// What happens beyond the limit; a rule of low confidence informs.
        "effect" effect: Effect,
        /// What the law says of a loan beyond it.
        "consequence" consequence: Option<Consequence>,
        /// The limit in units of 1e-12, where it is known.
        "limitE12" limit: Option<Apr>,
        /// What the loan costs by this measure, in the same units, where it can be measured.
        "valueE12" value: Option<Apr>,
        /// How the loan stands to it.
        "status" status: CapStatus,
    }
}

/// A loan, whoever lends it.
#[derive(Clone, Copy, Debug)]
pub struct Loan<'a> {
    /// What is known of lender, purpose and borrower.
    pub case: Case<'a>,
    /// What is owed at first, in minor units.
    pub principal: i64,
    /// The credit really provided: the principal less what is kept back of it.
    pub credit: i64,
    /// The term, a month begun counted whole.
    pub months: u32,
    /// What is received and paid, every cost in.
    pub flows: &'a CashFlows,
    /// The nominal yearly rate of the interest alone; where it is not known every cost counts as interest.
    pub interest: Option<Apr>,
    /// The yearly cost by the market's method, where there is one.
    pub cost: Option<&'a YearlyCost>,
}

impl Loan<'_> {
    /// That, and what is known of the loan itself.
    fn whole_case(&self) -> Case<'_> {
        Case {
            amount: Some(self.principal),
            months: Some(self.months),
            yearly_cost: self.cost.map(a_year),
            ..self.case
        }
    }
}

/// The loan held against every cap of the market that is about it and holds on `today`, in the market's order.
///
/// # Example
///
/// 1,000.00 for a month at 3 % is over 24 % a year:
///
/// ```
/// # fn market() -> Result<kaimen::json::Hashed<kaimen::market::Market>, Box<dyn std::error::Error>> {
/// #     let text = std::fs::read_to_string("www/markets/cn.json")?;
/// #     let document = kaimen::json::parse(&text).map_err(|problem| problem.message)?;
/// #     Ok(kaimen::market::read_market(&document).map_err(|_| "refused")?)
/// # }
/// use kaimen::{apr::yearly_cost, cap::{CapStatus, Loan, tests}, date::Date};
/// use kaimen::{flow::{CashFlow, CashFlows, Period}, market::Case};
/// let day = |month, day| Date::new(2026, month, day).ok_or("no such day");
/// let market = market()?;
/// let flows = CashFlows {
///     received: vec![CashFlow { date: day(11, 1)?, minor: 1_000_00 }],
///     paid: vec![CashFlow { date: day(12, 1)?, minor: 1_030_00 }],
///     every: Period::MONTH,
/// };
/// let cost = yearly_cost(market.apr.method, &flows)?;
/// let loan = Loan {
///     case: Case { lender: Some("microloan-company"), ..Case::default() },
///     principal: 1_000_00,
///     credit: 1_000_00,
///     months: 1,
///     flows: &flows,
///     interest: None,
///     cost: Some(&cost),
/// };
/// let found = tests(&market, &loan, day(11, 23)?);
/// assert_eq!((found[0].rule.as_str(), found[0].status), ("cn-24-microloan", CapStatus::Over));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn tests(market: &Market, loan: &Loan<'_>, today: Date) -> Vec<CapTest> {
    let case = loan.whole_case();
    let mut tests = Vec::new();
    for cap in &market.rate_caps {
        if cap.rule.holds_on(today) && cap.scope.covers(&case) {
            tests.push(test(market, cap, loan, today));
        }
    }
    tests
}

fn test(market: &Market, cap: &RateCap, loan: &Loan<'_>, today: Date) -> CapTest {
    let owed = if matches!(cap.limit, Limit::Slices { .. }) { balances(loan) } else { Vec::new() };
    let limit = limit(market, &cap.limit, &owed, today);
    let value = measured(cap.measure, loan);
    let status = match (value, limit) {
        (Some(value), Some(limit)) if value <= limit => CapStatus::Within,
        (Some(_), Some(_)) => CapStatus::Over,
        _ => CapStatus::Untested,
    };
    CapTest {
        rule: cap.rule.id.clone(),
        cite: cap.rule.cite.clone(),
        measure: cap.measure,
        effect: if cap.rule.confidence == Confidence::Low { Effect::Inform } else { cap.effect },
        consequence: cap.consequence,
        limit,
        value,
        status,
    }
}

/// The limit for a loan of which so much is owed for so many days; none where it hangs on a reference rate that is stale.
pub fn limit(market: &Market, limit: &Limit, balances: &[(f64, f64)], today: Date) -> Option<Apr> {
    let reference = |id: &String| market.reference_rates.iter().find(|rate| rate.id == *id)?.on(today);
    let rate = match limit {
        Limit::Fixed { rate } => *rate,
        Limit::Multiple { of, times } => Ppm(reference(of)?.0.saturating_mul(i64::from(*times))),
        Limit::Sum { of, plus } => Ppm(reference(of)?.0.saturating_add(plus.0)),
        Limit::Slices { slices, least } => {
            return weighted(slices, balances).map(|mean| mean.max(Apr::from_ppm(least.unwrap_or(Ppm(0)))));
        }
    };
    Some(Apr::from_ppm(rate))
}

/// The one rate that charges as much as the slices' rates do on what is owed: their mean, weighted by how much of each
/// balance lies in each slice, and for how many days.
fn weighted(slices: &[Slice], balances: &[(f64, f64)]) -> Option<Apr> {
    let (mut charged, mut owed) = (0.0, 0.0);
    for (balance, days) in balances {
        let mut from = 0.0;
        for slice in slices {
            let to = slice.up_to.map_or(*balance, |end| libm::fmin(end as f64, *balance));
            if to > from {
                charged += (to - from) * slice.rate.0 as f64 * days;
                from = to;
            }
        }
        owed += balance * days;
    }
    Apr::from_f64(charged / owed / 1e6)
}

/// What is owed for how many days, where each payment pays first what has come up on the balance since the one before.
/// Where no rate fits, or no day passes, it is the principal.
fn balances(loan: &Loan<'_>) -> Vec<(f64, f64)> {
    let mut balances = Vec::new();
    if let Some(rate) = daily_rate(loan.flows) {
        left(loan.flows, rate, &mut |balance, days| {
            if balance > 0.0 && days > 0.0 {
                balances.push((balance, days));
            }
        });
    }
    if balances.is_empty() {
        balances.push((loan.principal as f64, 1.0));
    }
    balances
}

/// What a loan costs by a measure; none where that can't be found.
fn measured(measure: Measure, loan: &Loan<'_>) -> Option<Apr> {
    match measure {
        Measure::YearlyCost => loan.cost.map(a_year),
        Measure::Mapr => yearly_cost(AprMethod::UsMapr, loan.flows).ok().map(|cost| cost.headline.rate),
        Measure::SimpleAnnualInterest => interest(loan),
        Measure::MonthlyNominal => interest(loan).and_then(a_twelfth),
        Measure::MonthlyEffective => yearly_cost(AprMethod::PhEir, loan.flows).ok().map(|cost| cost.headline.rate),
        Measure::DailyCost => daily_cost(loan.flows),
        Measure::TotalCostRatio => total_cost_ratio(loan),
    }
}

/// What the law calls the cost of a year; the greater reading where it leaves that open or speaks of shorter times.
pub fn a_year(cost: &YearlyCost) -> Apr {
    let is_settled = cost.method != AprMethod::CnPboc && cost.headline.per == PeriodUnit::Year;
    if is_settled { cost.headline.rate } else { cost.against_caps() }
}

fn interest(loan: &Loan<'_>) -> Option<Apr> {
    loan.interest.or_else(|| loan.cost.map(|cost| cost.nominal))
}

fn a_twelfth(yearly: Apr) -> Option<Apr> {
    Apr::from_f64(yearly.e12() as f64 / 12e12)
}

/// All that is paid above what is received, over the credit really provided: what is kept back is a charge, and no credit
/// (FCA CONC 5A.2.2R: charges that exceed "the amount of credit provided").
fn total_cost_ratio(loan: &Loan<'_>) -> Option<Apr> {
    let mut cost = 0.0;
    for flow in &loan.flows.paid {
        cost += flow.minor as f64;
    }
    for flow in &loan.flows.received {
        cost -= flow.minor as f64;
    }
    let credit = loan.credit.min(loan.principal);
    if credit > 0 { Apr::from_f64(cost / credit as f64) } else { None }
}

/// The rate `r` of a day at which the payments clear the loan, each paying first what has come up on the balance since
/// the one before: `balance = balance · (1 + r · days) − paid`. So all costs are `r` times what was outstanding, summed
/// over the days. Found by halving, since what is left at the end rises with `r`.
fn daily_cost(flows: &CashFlows) -> Option<Apr> {
    daily_rate(flows).and_then(Apr::from_f64)
}

fn daily_rate(flows: &CashFlows) -> Option<f64> {
    let left = |rate: f64| left(flows, rate, &mut |_, _| ());
    let (mut low, mut high) = (0.0, 1.0);
    if left(low)? > 0.0 {
        return None;
    }
    while left(high)? < 0.0 {
        high *= 2.0;
        if high > 1e6 {
            return None;
        }
    }
    for _ in 0..100 {
        let middle = (low + high) / 2.0;
        if left(middle)? > 0.0 {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(high)
}

/// What is left after the last payment at `rate` a day; below zero where less was owed than paid. `owed` is told each
/// balance and the days for which it stood.
fn left(flows: &CashFlows, rate: f64, owed: &mut dyn FnMut(f64, f64)) -> Option<f64> {
    let mut at = flows.received.first()?.date;
    let mut received = flows.received.iter().peekable();
    let mut balance = 0.0;
    let mut step = |balance: f64, date: Date| {
        let days = date.days_since(at) as f64;
        at = date;
        owed(balance, days);
        grown(balance, rate, days)
    };
    for paid in &flows.paid {
        while let Some(draw) = received.next_if(|draw| draw.date <= paid.date) {
            balance = step(balance, draw.date) + draw.minor as f64;
        }
        balance = step(balance, paid.date) - paid.minor as f64;
    }
    Some(balance)
}

/// What is owed after so many days; nothing comes up on what was paid too much.
fn grown(balance: f64, rate: f64, days: f64) -> f64 {
    if balance > 0.0 { balance * (1.0 + rate * days) } else { balance }
}

#[cfg(test)]
mod tests {
    use super::{daily_cost, weighted};
    use crate::date::Date;
    use crate::flow::{CashFlow, CashFlows, Period};
    use crate::market::Slice;
    use crate::rate::{Apr, Ppm};

    fn daily(paid: &[(i32, i64)]) -> Option<i64> {
        let flow = |days: i32, minor: i64| CashFlow { date: Date::from_days(20_000 + days), minor };
        let flows = CashFlows {
            received: vec![flow(0, 100_00)],
            paid: paid.iter().map(|(days, minor)| flow(*days, *minor)).collect(),
            every: Period::DAY,
        };
        daily_cost(&flows).map(Apr::e12)
    }

    #[test]
    fn a_day_costs_what_it_costs_on_what_is_outstanding() {
        // 0.8 % a day for thirty days on 100.00 is 24.00.
        assert_eq!(daily(&[(30, 124_00)]), Some(8_000_000_000));
        // Half repaid after ten days: 10 · 100 + 20 · 50 is 2,000 for one, and 0.8 % of it is 16.00.
        assert_eq!(daily(&[(10, 58_00), (30, 58_00)]), Some(8_000_000_000));
        assert_eq!(daily(&[(30, 100_00)]), Some(0));
        assert_eq!(daily(&[(30, 99_00)]), None);
    }

    #[test]
    fn slices_weigh_by_what_lies_in_them_and_for_how_long() {
        let slice = |up_to: Option<i64>, ppm: i64| Slice { up_to, rate: Ppm(ppm) };
        let slices = [slice(Some(225_00), 25_000), slice(Some(900_00), 20_000), slice(None, 10_000)];
        let of = |balances: &[(f64, f64)]| weighted(&slices, balances).map(Apr::e12);
        assert_eq!(of(&[(100_00.0, 1.0)]), Some(25_000_000_000));
        // (225 · 2.5 % + 675 · 2 % + 900 · 1 %) / 1,800 = 1.5625 %.
        assert_eq!(of(&[(1_800_00.0, 1.0)]), Some(15_625_000_000));
        // The same for 30 days, then 225 at 2.5 % for 60: (28.125 · 30 + 5.625 · 60) / (1,800 · 30 + 225 · 60) = 1.75 %.
        assert_eq!(of(&[(1_800_00.0, 30.0), (225_00.0, 60.0)]), Some(17_500_000_000));
    }
}
