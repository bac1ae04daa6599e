//! Why a decision is another one: all that moved between two packs for one applicant, in the order of the rooms.

use super::{Because, Cause, Decided};
use crate::application::Scalar;
use crate::pack::TierOutcome;
use crate::product::price;
use crate::score::Scored;

/// All that moved.
pub(super) fn because(before: &Decided<'_>, after: &Decided<'_>) -> Vec<Because> {
    let mut causes = Causes(Vec::new());
    causes.rules(before, after);
    if let Some((old, new)) = before.assessment.scored.as_ref().zip(after.assessment.scored.as_ref()) {
        causes.score(old, new);
    }
    let carried =
        |of: &Decided<'_>| of.assessment.capacity.as_ref().map(|capacity| Scalar::Number(capacity.instalment));
    causes.moved(Cause::Capacity, None, carried(before), carried(after));
    let products = before.pack.products.iter().map(|product| &product.id);
    let mut ids: Vec<&String> = products.collect();
    ids.extend(after.pack.products.iter().map(|product| &product.id).filter(|id| !before.has(id)));
    for id in ids {
        causes.product(id, before, after);
    }
    if causes.0.is_empty() {
        // Nothing that is measured moved: a term, a fee or a form of repayment did.
        let of = before.side.offers.iter().find(|offer| !after.side.offers.contains(offer));
        let of = of.map(|offer| offer.product.clone());
        let told = |of: &Decided<'_>| Some(Scalar::Text(of.side.reasons.join(" ")));
        let (from, to) = if of.is_some() { (None, None) } else { (told(before), told(after)) };
        causes.0.push(Because { cause: Cause::Terms, of, from, to });
    }
    causes.0
}

impl Decided<'_> {
    fn has(&self, product: &str) -> bool {
        self.pack.products.iter().any(|known| known.id == product)
    }

    fn fires(&self, rule: &str) -> bool {
        self.assessment.findings.iter().any(|finding| finding.rule == rule)
    }

    /// The rate of a product for this applicant, where it has one at all.
    fn rate(&self, product: &str) -> Option<Scalar> {
        let scored = self.assessment.scored.as_ref().filter(|scored| scored.outcome != TierOutcome::NotYet)?;
        let product = self.pack.products.iter().find(|known| known.id == product)?;
        let is_served = product.tiers.contains(&scored.tier.id);
        price(product, scored.pd.ppm).filter(|_| is_served).map(|rate| Scalar::Number(rate.0))
    }

    /// The greatest amount of a product.
    fn most(&self, product: &str) -> Option<Scalar> {
        let offers = self.assessment.offers.iter().filter(|offer| offer.product == product);
        offers.map(|offer| offer.principal).max().map(Scalar::Number)
    }

    /// What stands in the way of a product.
    fn obstacle(&self, product: &str) -> Option<Scalar> {
        let not = self.assessment.not_offered.iter().find(|not| not.product == product)?;
        let rule = not.rule.as_ref().map_or(String::new(), |rule| [" ", rule].concat());
        Some(Scalar::Text(not.obstacle.word().to_owned() + &rule))
    }
}

struct Causes(Vec<Because>);

impl Causes {
    fn moved(&mut self, cause: Cause, of: Option<&str>, from: Option<Scalar>, to: Option<Scalar>) {
        if from != to {
            self.0.push(Because { cause, of: of.map(String::from), from, to });
        }
    }

    fn rules(&mut self, before: &Decided<'_>, after: &Decided<'_>) {
        for finding in before.assessment.findings.iter().filter(|finding| !after.fires(&finding.rule)) {
            let of = Some(finding.rule.clone());
            self.0.push(Because { cause: Cause::RuleFiresNoMore, of, from: word(finding.effect.word()), to: None });
        }
        for finding in &after.assessment.findings {
            let known = before.assessment.findings.iter().find(|known| known.rule == finding.rule);
            let from = known.and_then(|known| word(known.effect.word()));
            self.moved(Cause::RuleFires, Some(&finding.rule), from, word(finding.effect.word()));
        }
    }

    fn score(&mut self, old: &Scored<'_>, new: &Scored<'_>) {
        self.moved(Cause::Segment, None, word(&old.segment.id), word(&new.segment.id));
        let base = |scored: &Scored<'_>| Some(Scalar::Number(scored.model.base_points));
        self.moved(Cause::BasePoints, None, base(old), base(new));
        let points = |scored: &Scored<'_>, id: &str| {
            let all = scored.contributions.iter().filter(|one| one.id == id);
            all.map(|one| one.points).reduce(|sum, points| sum + points).map(Scalar::Number)
        };
        let mut ids: Vec<&str> = Vec::new();
        for one in old.contributions.iter().chain(&new.contributions) {
            if !ids.contains(&one.id) {
                ids.push(one.id);
            }
        }
        for id in ids {
            self.moved(Cause::Points, Some(id), points(old, id), points(new, id));
        }
        let pd = |scored: &Scored<'_>| Some(Scalar::Number(scored.pd.ppm.0));
        if old.score.points == new.score.points {
            self.moved(Cause::Probability, None, pd(old), pd(new));
        }
        self.moved(Cause::Tier, None, word(&old.tier.id), word(&new.tier.id));
    }

    fn product(&mut self, id: &str, before: &Decided<'_>, after: &Decided<'_>) {
        self.moved(Cause::Price, Some(id), before.rate(id), after.rate(id));
        self.moved(Cause::Amount, Some(id), before.most(id), after.most(id));
        self.moved(Cause::Obstacle, Some(id), before.obstacle(id), after.obstacle(id));
    }
}

fn word(word: &str) -> Option<Scalar> {
    Some(Scalar::Text(word.into()))
}
