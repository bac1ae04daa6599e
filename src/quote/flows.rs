//! From what was said of an offer to what is received and paid on which day.

use super::{Assumption, DatedAmount, FlatRates, Payback, Quote, QuoteFeeTime, QuotedForm, RatePer};
use crate::date::Date;
use crate::flow::{CashFlow, CashFlows, Period, PeriodUnit};
use crate::json::{MAX_SAFE, Path, Problem, Problems, listed};
use crate::loan::{Customs, DayCount, Dues, Term};
use crate::market::Market;
use crate::money::{Rounding, scaled};
use crate::rate::{Apr, Ppm};

/// The most payments that are looked at: those of a week for 57 years. As many of later payouts.
pub const MOST_PAYMENTS: u32 = 3_000;

/// The most fees that are looked at.
pub const MOST_FEES: usize = 100;

// INVARIANT (a sum of amounts fits): of the greatest amounts, 3,000 payments, 3,000 payouts and 100 fees on each payment
// are below 3.1e17.
/// The greatest amount.
const MOST_MINOR: i64 = 1_000_000_000_000;

/// What an offer comes to, day by day.
#[derive(Debug)]
pub(super) struct Plan {
    /// The amount that the contract states.
    pub amount: i64,
    /// What is received, in order.
    pub advances: Vec<CashFlow>,
    /// What is kept back from the amount.
    pub kept_back: i64,
    /// What is paid in cash when the money arrives.
    pub upfront: i64,
    /// The payments by contract, in order.
    pub payments: Vec<CashFlow>,
    /// The fee on top of each.
    pub fees: Vec<i64>,
    /// How often they are due.
    pub every: Period,
    /// Whether they lie even periods apart, the first of them one after the money is paid out.
    pub even: bool,
    /// What was taken for granted.
    pub assumed: Vec<Assumption>,
}

impl Plan {
    /// What is received in all.
    pub fn received(&self) -> i64 {
        self.advances.iter().map(|advance| advance.minor).sum()
    }

    /// All that is paid.
    pub fn total(&self) -> i64 {
        let asked: i64 = self.payments.iter().map(|payment| payment.minor).sum();
        asked + self.upfront + self.fees.iter().sum::<i64>()
    }

    /// What is received and paid, every fee in; what is paid in cash on the first day lowers what is received on it.
    pub fn flows(&self, start: Date) -> CashFlows {
        let mut received = self.advances.clone();
        let mut paid = Vec::new();
        match received.first_mut() {
            Some(first) => first.minor -= self.upfront,
            None => paid.push(CashFlow { date: start, minor: self.upfront }),
        }
        for (payment, fee) in self.payments.iter().zip(&self.fees) {
            paid.push(CashFlow { date: payment.date, minor: payment.minor + fee });
        }
        CashFlows { received, paid, every: self.every }
    }

    /// The cost as flat rates: over what is received and the time.
    pub fn flat(&self, start: Date) -> Option<FlatRates> {
        let cost = self.total() - self.received();
        if cost <= 0 {
            return None;
        }
        let year = cost as f64 / self.received() as f64 / self.years(start);
        let of = |parts: f64| Apr::from_f64(year / parts);
        Some(FlatRates { year: of(1.0)?, month: of(12.0)?, day: of(365.0)? })
    }

    /// How long the loan runs: in even periods, or in days of which a year has 365.
    pub fn years(&self, start: Date) -> f64 {
        let last = self.payments.last().map_or(start, |last| last.date);
        let year = self.every.of_year();
        match self.every.unit {
            _ if !self.even => last.days_since(start) as f64 / 365.0,
            PeriodUnit::Day | PeriodUnit::Week => last.days_since(start) as f64 / 365.0,
            PeriodUnit::HalfMonth | PeriodUnit::Month | PeriodUnit::Year => {
                self.payments.len() as f64 * year.of as f64 / year.by as f64
            }
        }
    }
}

/// The plan of a quote.
///
/// # Errors
///
/// Every problem of the quote.
pub(super) fn plan(market: &Market, quote: &Quote) -> Result<Plan, Vec<Problem>> {
    let mut problems = Problems::default();
    check(market, quote, &mut problems);
    if !problems.is_empty() {
        return Err(problems.into_vec());
    }
    let mut assumed = Vec::new();
    let (amount, advances) = received(quote, &mut assumed, &mut problems);
    if quote.fees.is_none() {
        assumed.push(Assumption::NoFees);
    }
    let (payments, every) = payments(quote, amount, &mut assumed, &mut problems);
    if !problems.is_empty() {
        return Err(problems.into_vec());
    }
    let mut fees = vec![fees_at(quote, QuoteFeeTime::EachPayment); payments.len()];
    if let Some(last) = fees.last_mut() {
        *last += fees_at(quote, QuoteFeeTime::End);
    }
    let even = every != Period::DAY && quote.further.is_none() && is_even(&quote.payback);
    let mut plan = Plan { amount, advances, kept_back: 0, upfront: 0, payments, fees, every, even, assumed };
    plan.kept_back = amount - plan.received();
    plan.upfront = fees_at(quote, QuoteFeeTime::Upfront);
    let message = "what is paid or received in all is too great to keep";
    let is_kept = plan.total().max(plan.amount) <= MAX_SAFE;
    problems.check(is_kept, "number-out-of-range", &ROOT.key("payback"), message);
    if problems.is_empty() { Ok(plan) } else { Err(problems.into_vec()) }
}

const ROOT: &Path<'static> = &Path::Root;

/// Adds what is wrong with single keys.
fn check(market: &Market, quote: &Quote, problems: &mut Problems) {
    problems.check(quote.market == market.id, "wrong-market", &ROOT.key("market"), "the quote is of another market");
    if quote.lender.as_ref().is_some_and(|lender| !market.lender_classes.contains(lender)) {
        let classes = listed(&mut market.lender_classes.iter().map(String::as_str));
        let message = String::from("one of the market's lender classes is needed: ") + &classes;
        problems.add("unknown-lender-class", &ROOT.key("lender"), &message);
    }
    if quote.purpose.as_ref().is_some_and(|purpose| !market.purposes.contains(purpose)) {
        let purposes = listed(&mut market.purposes.iter().map(String::as_str));
        let message = String::from("one of the market's purposes is needed: ") + &purposes;
        problems.add("unknown-purpose", &ROOT.key("purpose"), &message);
    }
    for (index, class) in quote.borrower.iter().flatten().enumerate() {
        if !market.borrower_classes.contains(class) {
            let classes = listed(&mut market.borrower_classes.iter().map(String::as_str));
            let message = String::from("one of the market's classes of borrower is needed: ") + &classes;
            problems.add("unknown-borrower-class", &ROOT.key("borrower").item(index), &message);
        }
    }
    for (key, minor) in [("amountMinor", quote.amount), ("receivedMinor", quote.received)] {
        if let Some(minor) = minor {
            amount_at(minor, &ROOT.key(key), problems);
        }
    }
    if quote.amount.is_none() && quote.received.is_none() {
        problems.add("amount-missing", &ROOT.key("receivedMinor"), "say the amount, or what is received, or both");
    }
    let fees = quote.fees.as_deref().unwrap_or_default();
    problems.check(fees.len() <= MOST_FEES, "too-many-fees", &ROOT.key("fees"), "at most 100 fees are looked at");
    for (index, fee) in fees.iter().enumerate() {
        amount_at(fee.minor, &ROOT.key("fees").item(index).key("minor"), problems);
    }
    dated(quote.further.as_deref().unwrap_or_default(), quote.start, &ROOT.key("further"), problems);
    payback(quote, &ROOT.key("payback"), problems);
}

fn payback(quote: &Quote, at: &Path<'_>, problems: &mut Problems) {
    let (count, every) = match &quote.payback {
        Payback::Dated { payments } => {
            let at = &at.key("payments");
            problems.check(!payments.is_empty(), "payments-missing", at, "at least one payment is needed");
            return dated(payments, quote.start, at, problems);
        }
        Payback::Regular { count, payment, every, first } => {
            amount_at(*payment, &at.key("paymentMinor"), problems);
            let late = first.is_none_or(|first| first >= quote.start);
            let message = "a day on or after the start is needed";
            problems.check(late, "payment-before-start", &at.key("first"), message);
            (*count, *every)
        }
        Payback::Rate { count, every, .. } => (*count, *every),
    };
    let message = "a whole number from 1 to 3000 is needed here";
    problems.check((1..=MOST_PAYMENTS).contains(&count), "number-out-of-range", &at.key("count"), message);
    let first = match &quote.payback {
        Payback::Regular { first, .. } => *first,
        Payback::Dated { .. } | Payback::Rate { .. } => None,
    };
    let fits = (1..=366).contains(&every.count) && dues(quote.start, first, every, count.min(MOST_PAYMENTS)).is_some();
    let message = "a period of 1 to 366 units is needed, and a last day before the year 2200";
    problems.check(fits, "number-out-of-range", &at.key("every"), message);
}

/// Adds what is wrong with amounts on days.
fn dated(list: &[DatedAmount], start: Date, at: &Path<'_>, problems: &mut Problems) {
    let most = usize::try_from(MOST_PAYMENTS).unwrap_or(0);
    problems.check(list.len() <= most, "too-many-payments", at, "at most 3000 are looked at");
    let mut before = start;
    for (index, item) in list.iter().enumerate() {
        let at = &at.item(index);
        amount_at(item.minor, &at.key("minor"), problems);
        let message = "a day on or after the start and the day before it in the list is needed";
        problems.check(item.date >= before, "payments-out-of-order", &at.key("date"), message);
        before = item.date.max(before);
    }
}

fn amount_at(minor: i64, at: &Path<'_>, problems: &mut Problems) {
    let message = "a whole number of minor units from 1 to 1000000000000 is needed here";
    problems.check((1..=MOST_MINOR).contains(&minor), "number-out-of-range", at, message);
}

fn fees_at(quote: &Quote, when: QuoteFeeTime) -> i64 {
    quote.fees.iter().flatten().filter(|fee| fee.when == when).map(|fee| fee.minor).sum()
}

/// The contract's amount, and what is received of it.
fn received(quote: &Quote, assumed: &mut Vec<Assumption>, problems: &mut Problems) -> (i64, Vec<CashFlow>) {
    let kept_back = fees_at(quote, QuoteFeeTime::KeptBack);
    let mut advances = Vec::new();
    let mut further = 0;
    for later in quote.further.iter().flatten() {
        advances.push(CashFlow { date: later.date, minor: later.minor });
        further += later.minor;
    }
    let first = match (quote.received, quote.amount) {
        (Some(received), _) => received,
        (None, amount) => {
            if kept_back == 0 {
                assumed.push(Assumption::ReceivedInFull);
            }
            amount.unwrap_or(0) - kept_back - further
        }
    };
    let amount = quote.amount.unwrap_or_else(|| {
        if kept_back == 0 {
            assumed.push(Assumption::AmountIsReceived);
        }
        first + further + kept_back
    });
    let at = &ROOT.key("receivedMinor");
    problems.check(first > 0, "nothing-received", at, "less has to be kept back than the amount");
    let message = "what is received is at most the amount less the fees kept back";
    problems.check(first + further + kept_back <= amount, "received-over-amount", at, message);
    advances.insert(0, CashFlow { date: quote.start, minor: first });
    (amount, advances)
}

/// The payments and how often they are due.
fn payments(
    quote: &Quote,
    amount: i64,
    assumed: &mut Vec<Assumption>,
    problems: &mut Problems,
) -> (Vec<CashFlow>, Period) {
    match &quote.payback {
        Payback::Dated { payments } => {
            let flows = payments.iter().map(|one| CashFlow { date: one.date, minor: one.minor });
            (flows.collect(), rhythm(payments, quote.start, assumed))
        }
        Payback::Regular { count, payment, every, first } => {
            // The period of a single payment is the time until it.
            if first.is_none() && *count > 1 {
                assumed.push(Assumption::FirstAfterOnePeriod);
            }
            let mut flows = Vec::new();
            for date in dues(quote.start, *first, *every, *count).unwrap_or_default() {
                flows.push(CashFlow { date, minor: *payment });
            }
            (flows, *every)
        }
        Payback::Rate { rate, per, form, count, every } => {
            let form = form.unwrap_or_else(|| {
                assumed.push(Assumption::FlatRate);
                QuotedForm::Flat
            });
            if *count > 1 && form != QuotedForm::Bullet {
                assumed.push(Assumption::FirstAfterOnePeriod);
            }
            let terms = Terms { amount, rate: *rate, per: *per, form, count: *count, every: *every };
            let term = Period { count: every.count * count, unit: every.unit };
            (terms.payments(quote.start, problems), if form == QuotedForm::Bullet { term } else { *every })
        }
    }
}

/// Whether the first payment is due one period after the money is paid out.
fn is_even(payback: &Payback) -> bool {
    match payback {
        Payback::Regular { first, .. } => first.is_none(),
        Payback::Rate { .. } | Payback::Dated { .. } => true,
    }
}

/// How often payments on these days are due: months apart, or on any day.
fn rhythm(payments: &[DatedAmount], start: Date, assumed: &mut Vec<Assumption>) -> Period {
    let mut month = 0;
    let monthly = payments.iter().all(|payment| {
        month += 1;
        payment.date == start.plus_months(month)
    });
    assumed.push(if monthly { Assumption::MonthlyPeriods } else { Assumption::CountedInDays });
    if monthly { Period::MONTH } else { Period::DAY }
}

/// The due days; none where the last lies beyond the days that there are.
fn dues(start: Date, first: Option<Date>, every: Period, periods: u32) -> Option<Vec<Date>> {
    let customs = Customs { first, ..Customs::plain(DayCount::Act365) };
    let dues = Dues::new(start, &Term { periods, every }, &customs);
    let mut days = Vec::new();
    for number in 0..periods {
        days.push(dues.nth(number));
    }
    days.last().is_none_or(|last| last.civil().0 < 2199).then_some(days)
}

/// A loan of which only a rate was said.
struct Terms {
    amount: i64,
    rate: Ppm,
    per: RatePer,
    form: QuotedForm,
    count: u32,
    every: Period,
}

impl Terms {
    fn payments(&self, start: Date, problems: &mut Problems) -> Vec<CashFlow> {
        let mut flows = Vec::new();
        let mut balance = self.amount;
        let level = self.level();
        for (number, date) in (1..).zip(dues(start, None, self.every, self.count).unwrap_or_default()) {
            let is_last = number == self.count;
            let interest = self.interest(if self.form == QuotedForm::Flat { self.amount } else { balance });
            let (Some(interest), Some(level)) = (interest, level) else {
                problems.add("number-out-of-range", &ROOT.key("payback"), "the payments are too great to keep");
                break;
            };
            let principal = match self.form {
                _ if is_last => balance,
                QuotedForm::Flat | QuotedForm::EqualPrincipal => self.amount / i64::from(self.count),
                QuotedForm::Level => (level - interest).clamp(0, balance),
                QuotedForm::InterestFirst | QuotedForm::Bullet => 0,
            };
            balance -= principal;
            flows.push(CashFlow { date, minor: principal + interest });
        }
        if self.form == QuotedForm::Bullet { all_at_the_end(&flows) } else { flows }
    }

    /// The interest of one period.
    fn interest(&self, base: i64) -> Option<i64> {
        let (times, by) = self.of_a_period();
        let fits = |interest: &i64| *interest <= MOST_MINOR;
        scaled(base, self.rate.0.checked_mul(times)?, by * Ppm::ONE.0, Rounding::HalfUp).filter(fits)
    }

    /// How many times the rate a period bears, as a fraction.
    fn of_a_period(&self) -> (i64, i64) {
        let count = i64::from(self.every.count);
        let year = self.every.of_year();
        match (self.per, self.every.unit) {
            (RatePer::Day, PeriodUnit::Week) => (count * 7, 1),
            (RatePer::Day, _) => (year.of * 365, year.by),
            (RatePer::Month, _) => (year.of * 12, year.by),
            (RatePer::Year, _) => (year.of, year.by),
        }
    }

    /// The level payment (等额本息).
    fn level(&self) -> Option<i64> {
        let (times, by) = self.of_a_period();
        let rate = self.rate.0 as f64 / 1e6 * times as f64 / by as f64;
        if rate == 0.0 {
            return scaled(self.amount, 1, i64::from(self.count), Rounding::HalfUp);
        }
        let mut growth = 1.0;
        for _ in 0..self.count {
            growth *= 1.0 + rate;
        }
        let level = libm::round(self.amount as f64 * rate / (1.0 - 1.0 / growth));
        // OK because a float below the greatest amount converts exactly.
        (level <= MOST_MINOR as f64).then_some(level as i64)
    }
}

/// One payment of all of them, with the last.
fn all_at_the_end(flows: &[CashFlow]) -> Vec<CashFlow> {
    let minor = flows.iter().map(|flow| flow.minor).sum();
    flows.last().map(|last| CashFlow { date: last.date, minor }).into_iter().collect()
}
