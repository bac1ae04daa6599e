//! The same while answers are missing: the points, scores and probabilities that can still be reached.

use super::{Pd, pd_at, placed, points_of};
use crate::characteristic::Figure;
use crate::pack::model::{Attribute, Bin, Characteristic, Model};
use crate::pack::{Expert, Pack, Segment, Tier, TierOutcome};
use crate::range::{Ranges, Span};

/// The points that one characteristic can still give.
#[derive(Clone, Copy, Debug)]
pub struct PointsOpen<'p> {
    /// The characteristic.
    pub characteristic: &'p Characteristic,
    /// The least.
    pub low: i64,
    /// The most.
    pub high: i64,
    /// Whether they rest on judgement.
    pub expert: bool,
}

/// A segment that the applicant may belong to, and what can be reached there.
#[derive(Clone, Debug)]
pub struct ScoreOpen<'p> {
    /// The segment.
    pub segment: &'p Segment,
    /// The model that scores it.
    pub model: &'p Model,
    /// The points of each characteristic.
    pub points: Vec<PointsOpen<'p>>,
    /// The least score.
    pub low: i64,
    /// The greatest.
    pub high: i64,
}

/// Every segment that can still be the one that is taken.
pub fn scores<'p>(pack: &'p Pack, ranges: &Ranges<'p>) -> Vec<ScoreOpen<'p>> {
    let mut scores = Vec::new();
    for segment in &pack.segments {
        let truth = segment.when.as_ref().map(|when| ranges.truth(when));
        let model = pack.models.iter().find(|model| model.id == segment.model);
        if let Some(model) = model.filter(|_| truth.is_none_or(|truth| truth.holds)) {
            scores.push(score(segment, model, ranges));
        }
        if truth.is_none_or(|truth| truth.is_certain()) {
            break;
        }
    }
    scores
}

fn score<'p>(segment: &'p Segment, model: &'p Model, ranges: &Ranges<'p>) -> ScoreOpen<'p> {
    let mut points = Vec::new();
    let (mut low, mut high) = (model.base_points, model.base_points);
    for characteristic in &model.characteristics {
        let one = open(characteristic, ranges, false);
        low = low.saturating_add(one.low);
        high = high.saturating_add(one.high);
        points.push(one);
    }
    if let Some(expert) = &segment.expert {
        let (least, most) = add_expert_points(expert, ranges, &mut points);
        low = low.saturating_add(least);
        high = high.saturating_add(most);
    }
    ScoreOpen { segment, model, points, low, high }
}

/// The least and the most of all points by judgement. Where the limit can cut them, one characteristic gives anything
/// from what it would give to nothing.
fn add_expert_points<'p>(expert: &'p Expert, ranges: &Ranges<'p>, points: &mut Vec<PointsOpen<'p>>) -> (i64, i64) {
    let limit = i64::from(expert.limit_points);
    let (mut low, mut high, mut is_cut) = (0_i64, 0_i64, false);
    let first = points.len();
    for characteristic in &expert.characteristics {
        let one = open(characteristic, ranges, true);
        let (least, most) = (low.saturating_add(one.low), high.saturating_add(one.high));
        (low, high) = (least.clamp(-limit, limit), most.clamp(-limit, limit));
        is_cut |= (low, high) != (least, most);
        points.push(one);
    }
    for one in points.iter_mut().skip(first).filter(|_| is_cut) {
        (one.low, one.high) = (one.low.min(0), one.high.max(0));
    }
    (low, high)
}

fn open<'p>(characteristic: &'p Characteristic, ranges: &Ranges<'p>, expert: bool) -> PointsOpen<'p> {
    let (low, high) = reachable(&characteristic.attributes, &ranges.span(&characteristic.derivation));
    PointsOpen { characteristic, low, high, expert }
}

/// The least and the most points of the attributes that can still be the first to hold the figure: exact, since points
/// change nowhere but at the ends of bins.
fn reachable(attributes: &[Attribute], span: &Span<'_>) -> (i64, i64) {
    let (mut low, mut high) = (i64::MAX, i64::MIN);
    let mut see = |figure: Figure<'_>| {
        let points = points_of(attributes, figure);
        (low, high) = (low.min(points), high.max(points));
    };
    if let Some((least, most)) = span.numbers {
        see(Figure::Number(least));
        for attribute in attributes {
            let Bin::Range { from, to } = attribute.bin else { continue };
            for end in [from, to].into_iter().flatten().filter(|end| least < *end && *end <= most) {
                see(Figure::Number(end));
            }
        }
    }
    for choice in &span.choices {
        see(Figure::Choice(choice));
    }
    if span.missing {
        see(Figure::Missing);
    }
    if span.undefined {
        see(Figure::Undefined);
    }
    (low, high)
}

/// Hands over every place that a score from `low` to `high` can have: its probability, the tier that prices, and what
/// they come to.
pub fn each_place<'p>(pack: &'p Pack, open: &ScoreOpen<'_>, see: &mut dyn FnMut(&Pd, &'p Tier, TierOutcome)) {
    let knots = &open.model.calibration;
    let (Some(first), Some(last)) = (knots.first(), knots.last()) else { return };
    // Beyond the knots nothing changes.
    let low = open.low.clamp(first.score, last.score);
    let high = open.high.clamp(first.score, last.score);
    for score in low..=high {
        let placed = pd_at(knots, score).and_then(|pd| placed(pack, &pd).map(|placed| (pd, placed)));
        if let Some((pd, (tier, outcome, _))) = placed {
            see(&pd, tier, outcome);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Attribute, Bin, Span, reachable};

    fn check(span: Span<'_>, expected: (i64, i64)) {
        let range = |from, to, points| Attribute { bin: Bin::Range { from, to }, points };
        let attributes = [
            range(None, Some(10), 20),
            range(Some(10), Some(20), -35),
            range(Some(15), Some(30), 99),
            Attribute { bin: Bin::Choices { of: vec!["rent".into()] }, points: 7 },
            Attribute { bin: Bin::Missing {}, points: 3 },
            Attribute { bin: Bin::Other {}, points: 0 },
        ];
        assert_eq!(reachable(&attributes, &span), expected);
    }

    fn numbers(least: i64, most: i64) -> Span<'static> {
        Span { numbers: Some((least, most)), ..Span::default() }
    }

    #[test]
    fn points_come_from_the_bins_that_can_be_reached_alone() {
        check(numbers(0, 9), (20, 20));
        check(numbers(0, 10), (-35, 20));
        check(numbers(12, 19), (-35, -35));
        check(numbers(12, 20), (-35, 99));
        check(numbers(29, 30), (0, 99));
    }

    #[test]
    fn what_may_be_missing_may_have_the_points_of_that() {
        check(Span { missing: true, ..numbers(0, 9) }, (3, 20));
        check(Span { undefined: true, ..numbers(0, 9) }, (0, 20));
        check(Span { choices: vec!["rent", "owner"], ..Span::default() }, (0, 7));
    }
}
