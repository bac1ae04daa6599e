//! What can still be reached while answers are missing: rules, score, capacity and products over ranges, branch by branch.

mod depends;

pub(crate) use depends::{Read, deciding};

use crate::capacity::capacity_open;
use crate::date::Date;
use crate::json::record;
use crate::market::Market;
use crate::pack::golden::Outcome;
use crate::pack::product::Product;
use crate::pack::{Pack, PolicyEffect, TierOutcome};
use crate::policy::{Cases, Prospect, prospects};
use crate::product::{Obstacle, Prices, Want, Wants, outlook};
use crate::range::Ranges;
use crate::rate::Ppm;
use crate::score::{Pd, ScoreOpen, each_place, scores};

record! {
    /// From the least to the greatest, both included.
    pub struct Between {
        /// The least.
        "low" low: i64,
        /// The greatest.
        "high" high: i64,
    }
}

record! {
    /// The points that a characteristic can still give.
    pub struct PointsBetween {
        /// The segment.
        "segment" segment: String,
        /// The characteristic.
        "characteristic" characteristic: String,
        /// The least.
        "low" low: i64,
        /// The most.
        "high" high: i64,
        /// Whether the points rest on judgement, not on data.
        "expert" expert: bool,
    }
}

record! {
    /// The probabilities of default that can still be reached, and the widest that their interval can be.
    pub struct PdBetween {
        /// The least.
        "leastPpm" least: Ppm,
        /// The greatest.
        "greatestPpm" greatest: Ppm,
        /// The lower end of any interval.
        "lowPpm" low: Ppm,
        /// The upper end of any interval.
        "highPpm" high: Ppm,
    }
}

/// Everything that some branch reaches.
#[derive(Debug)]
pub(crate) struct Reach<'p> {
    market: &'p Market,
    pub pack: &'p Pack,
    today: Date,
    pub outcomes: Vec<Outcome>,
    pub segments: Vec<&'p str>,
    pub score: Option<Between>,
    pub points: Vec<PointsBetween>,
    pub pd: Option<PdBetween>,
    pub tiers: Vec<&'p str>,
    pub rules: Vec<Prospect>,
    pub instalment: Option<Between>,
    pub capacity_unknown: bool,
    pub products: Vec<Fate<'p>>,
    pub read: Read<'p>,
}

/// What can become of a product.
#[derive(Debug)]
pub(crate) struct Fate<'p> {
    /// The product.
    pub product: &'p Product,
    /// Whether it can be offered.
    pub possible: bool,
    /// Whether it may not be.
    pub uncertain: bool,
    /// Whether a rule may decline.
    pub rules: bool,
    /// What may stand in its way.
    pub obstacles: Vec<Obstacle>,
    /// The most that it can come to.
    pub most: i64,
}

/// What the rules leave open in one branch.
#[derive(Clone, Copy)]
struct Rules {
    decline: bool,
    may_decline: bool,
    refer: bool,
    may_refer: bool,
}

impl<'p> Reach<'p> {
    /// Nothing yet.
    pub fn new(market: &'p Market, pack: &'p Pack, today: Date) -> Reach<'p> {
        let fate =
            |product| Fate { product, possible: false, uncertain: false, rules: false, obstacles: Vec::new(), most: 0 };
        Reach {
            market,
            pack,
            today,
            outcomes: Vec::new(),
            segments: Vec::new(),
            score: None,
            points: Vec::new(),
            pd: None,
            tiers: Vec::new(),
            rules: Vec::new(),
            instalment: None,
            capacity_unknown: false,
            products: pack.products.iter().map(fate).collect(),
            read: Read::default(),
        }
    }

    /// One more branch. Where a rule refuses for good, nobody is scored.
    pub fn add(&mut self, ranges: &Ranges<'p>, refused: bool) {
        let rules = self.add_rules(prospects(self.market, self.pack, ranges));
        if refused {
            self.outcome(Outcome::NotYet);
            self.products.iter_mut().for_each(|fate| fate.rules = true);
            return;
        }
        let scores = scores(self.pack, ranges);
        if scores.len() > 1 {
            self.read.segments = true;
        }
        for open in &scores {
            self.add_score(open, ranges, rules);
        }
    }

    fn add_rules(&mut self, prospects: Vec<Prospect>) -> Rules {
        let mut rules = Rules { decline: false, may_decline: false, refer: false, may_refer: false };
        for prospect in &prospects {
            let refers = prospect.finding.effect == PolicyEffect::Referral;
            rules.decline |= prospect.declines();
            rules.may_decline |= prospect.may_decline();
            rules.refer |= refers && prospect.certain;
            rules.may_refer |= refers && prospect.possible;
        }
        if self.rules.is_empty() {
            self.rules = prospects;
            return rules;
        }
        for (known, prospect) in self.rules.iter_mut().zip(prospects) {
            known.possible |= prospect.possible;
            known.certain &= prospect.certain;
        }
        rules
    }

    fn outcome(&mut self, outcome: Outcome) {
        if !self.outcomes.contains(&outcome) {
            self.outcomes.push(outcome);
        }
    }

    fn add_score(&mut self, open: &ScoreOpen<'p>, ranges: &Ranges<'p>, rules: Rules) {
        self.add_points(open);
        let mut prices = vec![Prices::default(); self.products.len()];
        let mut reached: Vec<TierOutcome> = Vec::new();
        each_place(self.pack, open, &mut |pd, tier, outcome| {
            self.add_pd(pd, &tier.id);
            if !reached.contains(&outcome) {
                reached.push(outcome);
            }
            for (prices, fate) in prices.iter_mut().zip(&self.products) {
                match outcome {
                    TierOutcome::NotYet => prices.not_served = true,
                    TierOutcome::Likely | TierOutcome::Possible => prices.see(fate.product, &tier.id, pd.ppm),
                }
            }
        });
        let capacity = capacity_open(&self.pack.capacity, self.market, &Cases::of(self.pack, ranges), ranges);
        self.capacity_unknown |= capacity.unknown;
        let offers = self.add_products(ranges, rules, &prices, capacity.instalment, capacity.unknown);
        if let Some((low, high)) = capacity.instalment {
            widen(&mut self.instalment, low, high);
        }
        let lends = reached.iter().any(|outcome| *outcome != TierOutcome::NotYet);
        if rules.may_decline || reached.contains(&TierOutcome::NotYet) {
            self.outcome(Outcome::NotYet);
        }
        if rules.decline || !lends {
            return;
        }
        if capacity.unknown || (rules.may_refer && offers.possible) {
            self.outcome(Outcome::Referred);
        }
        if capacity.instalment.is_none() {
            return;
        }
        if !offers.certain {
            self.outcome(Outcome::NotYet);
        }
        if rules.refer {
            return;
        }
        for (tier, outcome) in [(TierOutcome::Likely, Outcome::Likely), (TierOutcome::Possible, Outcome::Possible)] {
            if offers.possible && reached.contains(&tier) {
                self.outcome(outcome);
            }
        }
    }

    fn add_points(&mut self, open: &ScoreOpen<'p>) {
        let segment = open.segment.id.as_str();
        widen(&mut self.score, open.low, open.high);
        let is_new = !self.segments.contains(&segment);
        if is_new {
            self.segments.push(segment);
        }
        for one in &open.points {
            if one.low != one.high {
                self.read.characteristic(&one.characteristic.derivation);
            }
            let id = &one.characteristic.id;
            let known = self
                .points
                .iter_mut()
                .find(|known| known.segment == segment && known.characteristic == *id && known.expert == one.expert);
            match known.filter(|_| !is_new) {
                Some(known) => (known.low, known.high) = (known.low.min(one.low), known.high.max(one.high)),
                None => self.points.push(PointsBetween {
                    segment: segment.into(),
                    characteristic: id.clone(),
                    low: one.low,
                    high: one.high,
                    expert: one.expert,
                }),
            }
        }
    }

    fn add_pd(&mut self, pd: &Pd, tier: &'p str) {
        if !self.tiers.contains(&tier) {
            self.tiers.push(tier);
        }
        let known = self.pd.get_or_insert(PdBetween { least: pd.ppm, greatest: pd.ppm, low: pd.low, high: pd.high });
        known.least = known.least.min(pd.ppm);
        known.greatest = known.greatest.max(pd.ppm);
        known.low = known.low.min(pd.low);
        known.high = known.high.max(pd.high);
    }

    /// Whether any product can be offered, and whether one is for certain.
    fn add_products(
        &mut self,
        ranges: &Ranges<'p>,
        rules: Rules,
        prices: &[Prices],
        instalment: Option<(i64, i64)>,
        unknown: bool,
    ) -> Offers {
        let mut offers = Offers { possible: false, certain: false };
        let cases = Cases::of(self.pack, ranges);
        let (hard, easy) = (cases.hard(), cases.easy());
        let base = Want::open(self.market, self.pack, self.today);
        let wants = Wants {
            amount: ranges.number(&self.pack.wanted.amount).numbers.unwrap_or((0, i64::MAX)),
            hard: &hard,
            easy: &easy,
            carried: instalment.unwrap_or((0, 0)),
        };
        for (fate, prices) in self.products.iter_mut().zip(prices) {
            fate.rules |= rules.may_decline;
            if rules.decline || instalment.is_none() {
                fate.uncertain = true;
                continue;
            }
            let outlook = outlook(&base, fate.product, prices, &wants);
            let certain = outlook.possible && outlook.obstacles.is_empty() && !unknown;
            offers.possible |= outlook.possible;
            offers.certain |= certain;
            fate.possible |= outlook.possible;
            fate.uncertain |= !certain || rules.may_decline;
            if outlook.possible {
                fate.most = fate.most.max(outlook.most);
            }
            for obstacle in outlook.obstacles {
                if !fate.obstacles.contains(&obstacle) {
                    fate.obstacles.push(obstacle);
                }
            }
        }
        offers
    }
}

struct Offers {
    possible: bool,
    certain: bool,
}

fn widen(between: &mut Option<Between>, low: i64, high: i64) {
    let known = between.get_or_insert(Between { low, high });
    (known.low, known.high) = (known.low.min(low), known.high.max(high));
}
