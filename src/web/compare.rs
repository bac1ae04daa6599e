//! Offers side by side: their order by what the applicant wants most, and what each is the best at.
//!
//! Plainly by the number that is named, over all offers: who asks for the lowest cost sees costs rise down the list. That a
//! smaller loan always costs less is said beside each that is smaller.

use crate::application::Answers;
use crate::date::Date;
use crate::order::order;
use crate::pack::Wanted;
use crate::product::Offer;

/// What the applicant wants most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wish {
    /// The amount and the term that were asked for, or what is nearest.
    #[default]
    Nearest,
    /// The lowest total cost.
    LowestTotalCost,
    /// The least to be found each month.
    LowestInstalment,
    /// The most money.
    MostMoney,
    /// Paid off the soonest.
    Soonest,
}

impl Wish {
    /// Every one, in the order in which they can be picked.
    pub const ALL: [Wish; 5] =
        [Wish::Nearest, Wish::LowestTotalCost, Wish::LowestInstalment, Wish::MostMoney, Wish::Soonest];

    /// `aim-<this>` are its words.
    pub fn word(self) -> &'static str {
        match self {
            Wish::Nearest => "nearest",
            Wish::LowestTotalCost => "lowest-total-cost",
            Wish::LowestInstalment => "lowest-instalment",
            Wish::MostMoney => "most-money",
            Wish::Soonest => "soonest",
        }
    }
}

/// What was asked for: minor units, months.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The amount.
    pub amount: Option<i64>,
    /// The term.
    pub term: Option<i64>,
}

impl Asked {
    /// What these answers ask for.
    pub fn of(answers: &Answers, wanted: &Wanted) -> Asked {
        Asked { amount: answers.number(&wanted.amount), term: answers.number(&wanted.term) }
    }
}

/// The places of `offers` in the order of this wish, the best first; equal ones keep theirs.
pub fn sorted(offers: &[Offer], wish: Wish, asked: Asked) -> Vec<usize> {
    let key = |place: usize| offers.get(place).map(|offer| key(offer, wish, asked));
    order(offers.len(), &|a, b| key(a).cmp(&key(b)))
}

/// What the offer at this place is the best at, among offers that differ in it.
pub fn best_at(offers: &[Offer], place: usize, asked: Asked) -> Vec<Wish> {
    let mut best = Vec::new();
    for wish in Wish::ALL {
        let order = sorted(offers, wish, asked);
        let measure = |place: Option<&usize>| {
            let offer = place.and_then(|place| offers.get(*place))?;
            let (first, second) = key(offer, wish, asked);
            Some((first, if wish == Wish::Nearest { second } else { 0 }))
        };
        let (least, most) = (measure(order.first()), measure(order.last()));
        if least != most && measure(Some(&place)) == least {
            best.push(wish);
        }
    }
    best
}

/// How much an offer falls short of this wish, and what tells equal ones apart: the less, the better.
fn key(offer: &Offer, wish: Wish, asked: Asked) -> (i64, i64) {
    let amount = asked.amount.map_or(-offer.principal, |amount| (amount - offer.principal).max(0));
    let months = i64::from(offer.term.months().map_or(u32::MAX, |months| months.get()));
    match wish {
        Wish::Nearest => (amount, asked.term.map_or(months, |term| (months - term).abs())),
        Wish::LowestTotalCost => (offer.cost, -offer.principal),
        Wish::LowestInstalment => (offer.burden, offer.cost),
        Wish::MostMoney => (-offer.principal, offer.cost),
        Wish::Soonest => (paid_off(offer), offer.cost),
    }
}

/// The day of the last payment, as a number.
fn paid_off(offer: &Offer) -> i64 {
    offer.schedule.due.last().map_or(i64::MAX, |due| due.days_since(Date::from_days(0)))
}

#[cfg(test)]
mod tests {
    use super::{Asked, Wish, best_at, sorted};
    use crate::apr::{Headline, Reading, YearlyCost};
    use crate::date::Date;
    use crate::flow::{Period, PeriodUnit};
    use crate::loan::{Repayment, Term};
    use crate::market::AprMethod;
    use crate::product::{AmountBound, Offer};
    use crate::rate::{Apr, Ppm};
    use crate::schedule::ScheduleColumns;

    /// Amount, months, cost and what has to be found each month; paid off after so many months of thirty days.
    fn offer(principal: i64, periods: u32, cost: i64, burden: i64) -> Offer {
        let due = vec![Date::from_days(20_000 + 30 * i32::try_from(periods).unwrap_or(0))];
        let none = || vec![0];
        Offer {
            product: "any".into(),
            aims: Vec::new(),
            repayment: Repayment::Level {},
            principal,
            bound: AmountBound::Wanted,
            disbursed: principal,
            term: Term { periods, every: Period::MONTH },
            rate: Ppm(100_000),
            instalment: burden,
            burden,
            interest: cost,
            fees: 0,
            total: principal + cost,
            cost,
            yearly_cost: YearlyCost {
                method: AprMethod::CnPboc,
                nominal: Apr::from_ppm(Ppm(0)),
                effective: None,
                headline: Headline {
                    reading: Reading::ALL[0],
                    per: PeriodUnit::Year,
                    rate: Apr::from_ppm(Ppm(0)),
                    shown: Apr::from_ppm(Ppm(0)),
                    decimals: 2,
                },
            },
            caps: Vec::new(),
            schedule: ScheduleColumns { due, principal: none(), interest: none(), fees: none(), balance: none() },
        }
    }

    /// Twenty thousand over nine months and over two years, fifteen over six.
    fn three() -> Vec<Offer> {
        vec![offer(20_000, 9, 903, 2_322), offer(20_000, 24, 2_308, 929), offer(15_000, 6, 496, 2_699)]
    }

    const ASKED: Asked = Asked { amount: Some(20_000), term: Some(6) };

    #[test]
    fn each_wish_has_an_order_of_its_own() {
        let order = |wish| sorted(&three(), wish, ASKED);
        assert_eq!(order(Wish::Nearest), [0, 1, 2], "the money first, then the term");
        assert_eq!(order(Wish::LowestTotalCost), [2, 0, 1]);
        assert_eq!(order(Wish::LowestInstalment), [1, 0, 2]);
        assert_eq!(order(Wish::MostMoney), [0, 1, 2]);
        assert_eq!(order(Wish::Soonest), [2, 0, 1]);
    }

    #[test]
    fn what_was_asked_for_comes_first_however_much_more_there_would_be() {
        let less = Asked { amount: Some(15_000), term: Some(6) };
        assert_eq!(sorted(&three(), Wish::Nearest, less), [2, 0, 1]);
        assert_eq!(
            sorted(&three(), Wish::Nearest, Asked::default()),
            [0, 1, 2],
            "as much as possible, then the shortest"
        );
    }

    #[test]
    fn each_offer_is_named_for_all_that_it_is_the_best_at() {
        let best = |place| best_at(&three(), place, ASKED);
        assert_eq!(best(0), [Wish::Nearest, Wish::MostMoney]);
        assert_eq!(best(1), [Wish::LowestInstalment, Wish::MostMoney]);
        assert_eq!(best(2), [Wish::LowestTotalCost, Wish::Soonest]);
    }

    #[test]
    fn where_there_is_nothing_to_choose_nothing_is_the_best() {
        let alone = vec![offer(1, 1, 1, 1)];
        assert_eq!(best_at(&alone, 0, ASKED), []);
        let same = vec![offer(1, 1, 1, 1), offer(1, 1, 1, 1)];
        assert_eq!(best_at(&same, 1, ASKED), []);
        assert_eq!(sorted(&[], Wish::Nearest, ASKED), [0_usize; 0]);
    }
}
