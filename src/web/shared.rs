//! What is shared when the applicant presses share: the result as it is shown, and no answer.

use crate::decision::Decision;
use crate::json::{Value, Write};
use crate::product::Offer;

/// What the partner's page gets. The hash of the answers stays: short answers could be guessed from it.
pub fn shown(decision: &Decision) -> Value {
    let receipt = &decision.receipt;
    object(vec![
        ("outcome", decision.outcome.write()),
        ("offers", Value::List(decision.offers.iter().map(offer).collect())),
        ("engine", receipt.engine.write()),
        ("today", receipt.today.write()),
        ("packSha256", receipt.pack.write()),
    ])
}

fn offer(offer: &Offer) -> Value {
    object(vec![
        ("product", offer.product.write()),
        ("disbursedMinor", offer.disbursed.write()),
        ("term", offer.term.write()),
        ("instalmentMinor", offer.instalment.write()),
        ("totalMinor", offer.total.write()),
        ("yearlyCost", offer.yearly_cost.write()),
    ])
}

fn object(entries: Vec<(&str, Value)>) -> Value {
    Value::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}
