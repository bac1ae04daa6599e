//! What can be reached, as a document.

use super::{Firing, Preview, PreviewSchema, ProductOpen, RuleOpen, Stand};
use crate::decision::Outcome;
use crate::policy::Prospect;
use crate::range::Ranges;
use crate::reach::{Fate, Reach};

impl<'p> Reach<'p> {
    /// All of it as a document.
    pub(super) fn told(mut self, ranges: &Ranges<'p>) -> Preview {
        self.outcomes.sort_unstable();
        let likely = self.outcomes == [Outcome::Likely];
        let mut products = Vec::new();
        for fate in &self.products {
            let stand = match (fate.possible, fate.uncertain) {
                (false, _) => Stand::Barred,
                (true, true) => Stand::Open,
                (true, false) if likely => Stand::Likely,
                (true, false) => Stand::Offered,
            };
            let depends_on = match stand {
                Stand::Open => self.read.depends_on(self.pack, ranges, &self.rules, fate.rules, &fate.obstacles),
                Stand::Likely | Stand::Offered | Stand::Barred => Vec::new(),
            };
            let mut because = if stand == Stand::Barred { self.declining() } else { Vec::new() };
            let mut because_one_of = Vec::new();
            if stand == Stand::Barred && because.is_empty() {
                let obstacles = self.obstacles(fate);
                if obstacles.len() == 1 { because = obstacles } else { because_one_of = obstacles }
            }
            let most = fate.possible.then_some(fate.most);
            let product = fate.product.id.clone();
            products.push(ProductOpen { product, stand, depends_on, because, because_one_of, most });
        }
        let words = |ids: &[&str]| ids.iter().map(|id| String::from(*id)).collect();
        Preview {
            schema: PreviewSchema::V1,
            outcomes: self.outcomes,
            segments: words(&self.segments),
            score: self.score,
            points: self.points,
            pd: self.pd,
            tiers: words(&self.tiers),
            rules: self.rules.into_iter().map(rule).collect(),
            instalment: self.instalment,
            products,
            next: None,
            left: 0,
        }
    }

    /// The rules that decline for certain.
    fn declining(&self) -> Vec<String> {
        let declining = self.rules.iter().filter(|prospect| prospect.declines());
        declining.map(|prospect| prospect.finding.rule.clone()).collect()
    }

    /// Every obstacle that a product may meet.
    fn obstacles(&self, fate: &Fate<'p>) -> Vec<String> {
        let mut obstacles: Vec<String> = fate.obstacles.iter().map(|obstacle| obstacle.word().into()).collect();
        if obstacles.is_empty() && self.capacity_unknown {
            obstacles.push("capacity-unknown".into());
        }
        obstacles
    }
}

fn rule(prospect: Prospect) -> RuleOpen {
    let fires = match (prospect.possible, prospect.certain) {
        (_, true) => Firing::Certain,
        (true, false) => Firing::Possible,
        (false, false) => Firing::Impossible,
    };
    RuleOpen { rule: prospect.finding.rule, effect: prospect.finding.effect, source: prospect.finding.source, fires }
}
