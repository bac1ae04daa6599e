//! Segment → points → score → probability of default → tier.

mod open;

pub use open::{PointsOpen, ScoreOpen, each_place, scores};

use crate::characteristic::{Facts, Figure};
use crate::json::record;
use crate::money::{Rounding, scaled};
use crate::pack::model::{Bin, Characteristic, Knot, Model};
use crate::pack::{Expert, Pack, Segment, Tier, TierOutcome};
use crate::rate::Ppm;

record! {
    /// A score, and the scores that the ends of its probability's interval stand for.
    pub struct Score {
        /// The points.
        "points" points: i64,
        /// Points at the upper end of the interval of the probability of default.
        "lowPoints" low: i64,
        /// Points at its lower end.
        "highPoints" high: i64,
    }
}

record! {
    /// A probability of default with its interval.
    pub struct Pd {
        /// Parts per million.
        "ppm" ppm: Ppm,
        /// The lower end.
        "lowPpm" low: Ppm,
        /// The upper end.
        "highPpm" high: Ppm,
    }
}

/// What one characteristic gave: all that is explained of a model, whether its points come from a table or from shares
/// of a sum of trees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contribution<'p> {
    /// The characteristic.
    pub id: &'p str,
    /// Its points.
    pub points: i64,
    /// What its points are compared with.
    pub against: Against,
    /// Whether they rest on judgement.
    pub expert: bool,
}

/// What the points of one characteristic are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Against {
    /// The most that it can give.
    pub maximum: i64,
    /// The mean of those the model was fitted on.
    pub mean: i64,
    /// What it gives where it says neither good nor bad.
    pub neutral: i64,
    /// The mean of those whose score was at or just above the cut-off.
    pub above_cut_off: i64,
}

/// An application that has been scored.
#[derive(Clone, Debug)]
pub struct Scored<'p> {
    /// The segment it belongs to.
    pub segment: &'p Segment,
    /// The model that scored it.
    pub model: &'p Model,
    /// What each characteristic gave; with the base points they sum to the score.
    pub contributions: Vec<Contribution<'p>>,
    /// The score.
    pub score: Score,
    /// The probability of default.
    pub pd: Pd,
    /// The tier, for the price.
    pub tier: &'p Tier,
    /// What the tier and the interval come to.
    pub outcome: TierOutcome,
    /// Whether the interval reaches into a tier of another outcome.
    pub straddles: bool,
}

/// The score of an application; none where the pack has no segment, model or tier for it, which a pack that was read
/// always has.
pub fn scored<'p>(pack: &'p Pack, facts: &Facts<'_>) -> Option<Scored<'p>> {
    let (segment, model) = segment(pack, facts)?;
    let mut contributions = given(segment, model, facts);
    let points =
        contributions.iter().fold(model.base_points, |sum, contribution| sum.saturating_add(contribution.points));
    let pd = pd_at(&model.calibration, points)?;
    let score = Score {
        points,
        low: score_at(&model.calibration, pd.high, points),
        high: score_at(&model.calibration, pd.low, points),
    };
    let (tier, outcome, straddles) = placed(pack, &pd)?;
    compare(pack, model, outcome, &mut contributions);
    Some(Scored { segment, model, contributions, score, pd, tier, outcome, straddles })
}

/// What each characteristic of a segment gives, compared with what comes to more than `outcome`.
pub fn contributions<'p>(
    pack: &'p Pack,
    segment: &'p Segment,
    outcome: TierOutcome,
    facts: &Facts<'_>,
) -> Vec<Contribution<'p>> {
    let Some(model) = pack.models.iter().find(|model| model.id == segment.model) else { return Vec::new() };
    let mut contributions = given(segment, model, facts);
    compare(pack, model, outcome, &mut contributions);
    contributions
}

fn given<'p>(segment: &'p Segment, model: &'p Model, facts: &Facts<'_>) -> Vec<Contribution<'p>> {
    let mut contributions = Vec::new();
    for characteristic in &model.characteristics {
        contributions.push(contribution(characteristic, points(characteristic, facts), false));
    }
    if let Some(expert) = &segment.expert {
        add_expert_points(expert, facts, &mut contributions);
    }
    contributions
}

/// The means of the band just above the cut-off of this outcome.
fn compare(pack: &Pack, model: &Model, outcome: TierOutcome, contributions: &mut [Contribution<'_>]) {
    if let Some(band) = just_above(pack, model, outcome) {
        for (contribution, mean) in contributions.iter_mut().zip(&band.means) {
            contribution.against.above_cut_off = *mean;
        }
    }
}

/// The segment that an applicant belongs to, and its model.
pub fn segment<'p>(pack: &'p Pack, facts: &Facts<'_>) -> Option<(&'p Segment, &'p Model)> {
    let belongs = |segment: &&Segment| segment.when.as_ref().is_none_or(|when| facts.holds(when) == Some(true));
    let segment = pack.segments.iter().find(belongs)?;
    Some((segment, pack.models.iter().find(|model| model.id == segment.model)?))
}

/// The points by judgement, together.
pub fn expert_points(expert: &Expert, facts: &Facts<'_>) -> i64 {
    let mut contributions = Vec::new();
    add_expert_points(expert, facts, &mut contributions);
    contributions.iter().map(|contribution| contribution.points).sum()
}

/// The least points that come to an outcome or a better one; the least number there is where all do, the greatest where
/// none does. A greater score never comes to a worse outcome: what is read as a pack is held to that.
pub fn least_points(pack: &Pack, model: &Model, least: TierOutcome) -> i64 {
    let reaches = |points: i64| {
        let placed = pd_at(&model.calibration, points).and_then(|pd| placed(pack, &pd));
        placed.is_some_and(|(_, outcome, _)| outcome == TierOutcome::Likely || outcome == least)
    };
    let ends = (model.calibration.first(), model.calibration.last());
    let (mut below, mut from) = match ends {
        (Some(first), _) if reaches(first.score) => return i64::MIN,
        (Some(first), Some(last)) if reaches(last.score) => (first.score, last.score),
        _ => return i64::MAX,
    };
    while from - below > 1 {
        let middle = below + (from - below) / 2;
        *(if reaches(middle) { &mut from } else { &mut below }) = middle;
    }
    from
}

/// Points by judgement: what would take their sum past the limit is cut off.
fn add_expert_points<'p>(expert: &'p Expert, facts: &Facts<'_>, contributions: &mut Vec<Contribution<'p>>) {
    let limit = i64::from(expert.limit_points);
    let mut sum = 0_i64;
    for characteristic in &expert.characteristics {
        let reached = sum.saturating_add(points(characteristic, facts)).clamp(-limit, limit);
        contributions.push(contribution(characteristic, reached - sum, true));
        sum = reached;
    }
}

/// What the rows tell of a band's points is still to come; judgement has no rows.
fn contribution(characteristic: &Characteristic, points: i64, expert: bool) -> Contribution<'_> {
    let mean = characteristic.mean_points;
    let maximum = characteristic.attributes.iter().map(|attribute| attribute.points).max().unwrap_or(0);
    let against = Against { maximum, mean, neutral: characteristic.neutral_points, above_cut_off: mean };
    Contribution { id: &characteristic.id, points, against, expert }
}

/// The lowest band of scores that comes to a better outcome than this one, or to the best: those in it are at or just
/// above the cut-off. The best band where none comes to it.
fn just_above<'p>(pack: &Pack, model: &'p Model, outcome: TierOutcome) -> Option<&'p Knot> {
    let passes = |knot: &&Knot| {
        let reached = placed(pack, &of_knot(knot)).map(|(_, reached, _)| reached);
        match outcome {
            TierOutcome::NotYet => reached != Some(TierOutcome::NotYet),
            TierOutcome::Possible | TierOutcome::Likely => reached == Some(TierOutcome::Likely),
        }
    };
    model.calibration.iter().find(passes).or(model.calibration.last())
}

fn of_knot(knot: &Knot) -> Pd {
    Pd { ppm: knot.pd, low: knot.low, high: knot.high }
}

/// The points of the first attribute that holds the figure.
///
/// # Example
///
/// ```
/// use kaimen::{characteristic::Figure, pack::model::{Attribute, Bin}, score::points_of};
/// let attributes = [
///     Attribute { bin: Bin::Range { from: None, to: Some(1) }, points: 20 },
///     Attribute { bin: Bin::Range { from: Some(1), to: None }, points: -35 },
///     Attribute { bin: Bin::Other {}, points: 0 },
/// ];
/// assert_eq!(points_of(&attributes, Figure::Number(1)), -35);
/// assert_eq!(points_of(&attributes, Figure::Missing), 0);
/// ```
pub fn points_of(attributes: &[crate::pack::model::Attribute], figure: Figure<'_>) -> i64 {
    attributes.iter().find(|attribute| contains(&attribute.bin, figure)).map_or(0, |attribute| attribute.points)
}

/// The points of a characteristic by its table.
pub fn points(characteristic: &Characteristic, facts: &Facts<'_>) -> i64 {
    points_of(&characteristic.attributes, facts.figure(&characteristic.derivation))
}

fn contains(bin: &Bin, figure: Figure<'_>) -> bool {
    match (bin, figure) {
        (Bin::Range { from, to }, Figure::Number(number)) => {
            from.is_none_or(|from| from <= number) && to.is_none_or(|to| number < to)
        }
        (Bin::Choices { of }, Figure::Choice(choice)) => of.iter().any(|listed| listed == choice),
        (Bin::Missing {}, Figure::Missing) | (Bin::Undefined {}, Figure::Undefined) | (Bin::Other {}, _) => true,
        (Bin::Range { .. } | Bin::Choices { .. } | Bin::Missing {} | Bin::Undefined {}, _) => false,
    }
}

/// The probability of default at a score: on the straight line between two knots, that of the end beyond the ends; its
/// range is that of the band that the score is in, which is what was counted and tried. None where there is no knot.
pub fn pd_at(knots: &[Knot], score: i64) -> Option<Pd> {
    let ppm = line_at(knots, score)?;
    let band = knots.iter().rev().find(|knot| knot.from <= score).or(knots.first())?;
    // OK because the line runs from the middle of one band to that of the next: at a border it may leave the range.
    Some(Pd { ppm, low: band.low.min(ppm), high: band.high.max(ppm) })
}

fn line_at(knots: &[Knot], score: i64) -> Option<Ppm> {
    let first = knots.first()?;
    if score <= first.score {
        return Some(first.pd);
    }
    let between = knots.windows(2).find_map(|pair| match pair {
        [a, b] if score <= b.score => Some((a, b)),
        _ => None,
    });
    let Some((a, b)) = between else {
        return knots.last().map(|knot| knot.pd);
    };
    let step = scaled(b.pd.0 - a.pd.0, score - a.score, b.score - a.score, Rounding::HalfUp);
    Some(Ppm(a.pd.0 + step.unwrap_or(0)))
}

/// The score whose probability is `pd`, as far as the knots tell; the nearest end beyond them.
fn score_at(knots: &[Knot], pd: Ppm, own: i64) -> i64 {
    let found = knots.windows(2).find_map(|pair| match pair {
        [a, b] if a.pd >= pd && pd >= b.pd && a.pd > b.pd => {
            let step = scaled(a.pd.0 - pd.0, b.score - a.score, a.pd.0 - b.pd.0, Rounding::HalfUp)?;
            Some(a.score + step)
        }
        _ => None,
    });
    let beyond = || match (knots.first(), knots.last()) {
        (Some(first), _) if pd > first.pd => first.score.min(own),
        (_, Some(last)) => last.score.max(own),
        _ => own,
    };
    found.unwrap_or_else(beyond)
}

/// The tier that prices, the outcome, and whether the interval straddles a line between outcomes: then the outcome is
/// "possible", and a probability that is itself past the last line takes the worst tier that still lends.
fn placed<'p>(pack: &'p Pack, pd: &Pd) -> Option<(&'p Tier, TierOutcome, bool)> {
    let own = tier_of(pack, pd.ppm)?;
    let outcomes = [tier_of(pack, pd.low)?.outcome, own.outcome, tier_of(pack, pd.high)?.outcome];
    let straddles = outcomes.iter().any(|outcome| *outcome != own.outcome);
    if !straddles {
        return Some((own, own.outcome, false));
    }
    let lends = |tier: &&Tier| tier.outcome != TierOutcome::NotYet;
    let tier = if lends(&own) { own } else { pack.tiers.iter().rev().find(lends)? };
    Some((tier, TierOutcome::Possible, true))
}

fn tier_of(pack: &Pack, pd: Ppm) -> Option<&Tier> {
    pack.tiers.iter().find(|tier| pd <= tier.max_pd)
}

#[cfg(test)]
mod tests {
    use super::pd_at;
    use crate::pack::model::Knot;
    use crate::rate::Ppm;

    fn check(score: i64, expected: i64) {
        let knot = |score, ppm| {
            let pd = Ppm(ppm);
            Knot { from: score, score, pd, low: pd, high: pd, rows: 1, means: Vec::new() }
        };
        let pd = pd_at(&[knot(500, 300_000), knot(600, 100_000)], score);
        assert_eq!(pd.map(|pd| pd.ppm), Some(Ppm(expected)));
    }

    #[test]
    fn probability_lies_on_the_line_between_knots() {
        check(500, 300_000);
        check(525, 250_000);
        check(600, 100_000);
    }

    #[test]
    fn beyond_the_ends_it_stays() {
        check(-10, 300_000);
        check(10_000, 100_000);
    }
}
