//! The least that a loan of some amount takes each month, whatever the law says of its cost.

use super::{Want, open, planned};
use crate::date::Date;
use crate::market::Market;
use crate::pack::Pack;
use crate::pack::product::Product;
use crate::rate::Ppm;

/// The least that loans of each product take each month, kept once they are worked out: by product, rate and amount.
#[derive(Debug, Default)]
pub struct Burdens(Vec<(usize, Ppm, i64, Option<i64>)>);

impl Burdens {
    /// The least that has to be found each month for a loan of at least `amount` of any product that is open to this
    /// applicant; none where there is none. Whether law allows the loan is not asked.
    pub fn least(&mut self, want: &Want<'_>, amount: i64) -> Option<i64> {
        let mut least: Option<i64> = None;
        for (place, product) in want.pack.products.iter().enumerate() {
            let Ok((rate, (most, _))) = open(want, product) else { continue };
            let amount = by_step(product, amount);
            if amount <= most {
                let burden = self.of(want.market, want.today, (place, product), rate, amount);
                least = [least, burden].into_iter().flatten().min();
            }
        }
        least
    }

    /// No more than the least that any loan of at least `amount` takes each month: by the lowest rate of each product, less
    /// what rounding could make of it.
    pub fn floor(&self, market: &Market, pack: &Pack, today: Date, amount: i64) -> i64 {
        let mut floor = i64::MAX;
        for product in &pack.products {
            let amount = by_step(product, amount);
            let burden = burden_of(market, today, product, product.price.min, amount);
            floor = floor.min(burden.unwrap_or(0) - 2 * market.currency.step);
        }
        floor
    }

    fn of(&mut self, market: &Market, today: Date, of: (usize, &Product), rate: Ppm, amount: i64) -> Option<i64> {
        let known = self.0.iter().find(|known| (known.0, known.1, known.2) == (of.0, rate, amount));
        if let Some(known) = known {
            return known.3;
        }
        let burden = burden_of(market, today, of.1, rate, amount);
        self.0.push((of.0, rate, amount, burden));
        burden
    }
}

/// The least amount of a product that is no less than this one.
fn by_step(product: &Product, amount: i64) -> i64 {
    let above = (amount - product.min).max(0);
    product.min + above + (-above).rem_euclid(product.step)
}

/// The least that a loan takes each month, over all terms.
fn burden_of(market: &Market, today: Date, product: &Product, rate: Ppm, amount: i64) -> Option<i64> {
    let mut least: Option<i64> = None;
    for periods in &product.terms {
        let plan = planned(market, today, product, rate, product.term(*periods), amount).ok();
        least = [least, plan.map(|plan| plan.burden)].into_iter().flatten().min();
    }
    least
}
