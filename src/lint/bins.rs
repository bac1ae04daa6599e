//! Bins that can't be right: hidden by those before them, empty, without effect, or against the trend that is told.

use super::{Cx, Found, Proof};
use crate::json::Path;
use crate::pack::Pack;
use crate::pack::model::{Attribute, Bin, Characteristic, Trend};

const ROOT: &Path<'static> = &Path::Root;

/// Adds what is wrong with the bins of each scored characteristic.
pub(super) fn check(cx: &Cx<'_>, found: &mut Found) {
    each(cx.pack, &mut |at, characteristic| {
        let attributes = &characteristic.attributes;
        let at_bins = &at.key("attributes");
        for (place, attribute) in attributes.iter().enumerate() {
            let before = attributes.get(..place).unwrap_or_default();
            let at = &at_bins.item(place);
            if is_empty(&attribute.bin) {
                found.add("bin-empty", at, "no value is in it", Proof::Proven, Vec::new());
            } else if is_hidden(&attribute.bin, before) {
                let message = "the bins before it hold all that it would";
                found.add("bin-hidden", at, message, Proof::Proven, Vec::new());
            }
        }
        let first = attributes.first().map(|attribute| attribute.points);
        if attributes.iter().all(|attribute| Some(attribute.points) == first) {
            let message = "every bin gives the same points: it tells no one from another";
            found.add("characteristic-says-nothing", at, message, Proof::Proven, Vec::new());
        }
        if !follows(characteristic) {
            let message = "the points do not go the way that is told";
            found.add("points-against-trend", &at.key("trend"), message, Proof::Proven, Vec::new());
        }
    });
}

/// Hands over every scored characteristic with its place in the pack.
pub(super) fn each(pack: &Pack, see: &mut dyn FnMut(&Path<'_>, &Characteristic)) {
    for (place, model) in pack.models.iter().enumerate() {
        let at = &ROOT.key("models");
        let at = &at.item(place);
        let at = &at.key("characteristics");
        model.characteristics.iter().enumerate().for_each(|(place, one)| see(&at.item(place), one));
    }
    for (place, segment) in pack.segments.iter().enumerate() {
        let at = &ROOT.key("segments");
        let at = &at.item(place);
        let at = &at.key("expert");
        let at = &at.key("characteristics");
        let experts = segment.expert.iter().flat_map(|expert| &expert.characteristics);
        experts.enumerate().for_each(|(place, one)| see(&at.item(place), one));
    }
}

fn is_empty(bin: &Bin) -> bool {
    match bin {
        Bin::Range { from: Some(from), to: Some(to) } => from >= to,
        Bin::Choices { of } => of.is_empty(),
        Bin::Range { .. } | Bin::Missing {} | Bin::Undefined {} | Bin::Other {} => false,
    }
}

fn is_hidden(bin: &Bin, before: &[Attribute]) -> bool {
    let has = |wanted: &Bin| before.iter().any(|attribute| attribute.bin == *wanted);
    if has(&Bin::Other {}) {
        return true;
    }
    match bin {
        Bin::Range { from, to } => {
            let ranges = before.iter().filter_map(|attribute| match attribute.bin {
                Bin::Range { from, to } => Some((from.unwrap_or(i64::MIN), to.unwrap_or(i64::MAX))),
                _ => None,
            });
            left(from.unwrap_or(i64::MIN), to.unwrap_or(i64::MAX), ranges).is_empty()
        }
        Bin::Choices { of } => {
            let taken = before.iter().filter_map(|attribute| match &attribute.bin {
                Bin::Choices { of } => Some(of),
                _ => None,
            });
            of.iter().all(|choice| taken.clone().any(|taken| taken.contains(choice)))
        }
        Bin::Missing {} | Bin::Undefined {} => has(bin),
        // What is left may be nothing, and is there all the same: a table has to end.
        Bin::Other {} => false,
    }
}

/// What of `from` to just below `to` none of the ranges holds.
fn left(from: i64, to: i64, ranges: impl Iterator<Item = (i64, i64)>) -> Vec<(i64, i64)> {
    let mut left = vec![(from, to)];
    for (start, end) in ranges {
        let mut rest = Vec::new();
        for (from, to) in left {
            rest.extend([(from, to.min(start)), (from.max(end), to)].into_iter().filter(|(from, to)| from < to));
        }
        left = rest;
    }
    left
}

/// Whether the points of the ranges go the way that the characteristic says.
fn follows(characteristic: &Characteristic) -> bool {
    let mut ranges: Vec<(i64, i64)> = Vec::new();
    for attribute in &characteristic.attributes {
        if let Bin::Range { from, .. } = attribute.bin {
            ranges.push((from.unwrap_or(i64::MIN), attribute.points));
        }
    }
    ranges.sort_unstable();
    ranges.windows(2).all(|pair| match (pair, characteristic.trend) {
        ([(_, a), (_, b)], Trend::Ascending) => a <= b,
        ([(_, a), (_, b)], Trend::Descending) => a >= b,
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::left;

    fn check(ranges: &[(i64, i64)], expected: &[(i64, i64)]) {
        assert_eq!(left(0, 10, ranges.iter().copied()), expected);
    }

    #[test]
    fn what_is_left_lies_beside_and_between() {
        check(&[], &[(0, 10)]);
        check(&[(2, 4), (6, 8)], &[(0, 2), (4, 6), (8, 10)]);
        check(&[(i64::MIN, 5), (5, i64::MAX)], &[]);
        check(&[(4, 4)], &[(0, 4), (4, 10)]);
    }
}
