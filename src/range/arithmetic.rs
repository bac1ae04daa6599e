//! Sums, ratios and the like over ranges: each gives exactly what its figure would, at the ends.

use super::Span;
use crate::json::MAX_SAFE;
use crate::money::{Rounding, scaled};

/// What two parts come to together: missing where one can be and neither has to be undefined.
fn joined(a: &Span<'_>, b: &Span<'_>) -> Span<'static> {
    let missing = |span: &Span<'_>| span.missing || !span.choices.is_empty();
    let defined = |span: &Span<'_>| span.numbers.is_some() || missing(span);
    Span {
        missing: (missing(a) && defined(b)) || (missing(b) && defined(a)),
        undefined: a.undefined || b.undefined,
        ..Span::default()
    }
}

/// A sum: undefined where it can be too great to keep.
pub(super) fn sum<'a>(a: &Span<'_>, b: &Span<'_>) -> Span<'a> {
    let mut sum = joined(a, b);
    if let (Some(a), Some(b)) = (a.numbers, b.numbers) {
        sum.numbers = Some((a.0.saturating_add(b.0), a.1.saturating_add(b.1)));
        sum.undefined |= a.0.checked_add(b.0).is_none() || a.1.checked_add(b.1).is_none();
    }
    sum
}

pub(super) fn difference<'a>(a: &Span<'_>, b: &Span<'_>) -> Span<'a> {
    let mut difference = joined(a, b);
    if let (Some(a), Some(b)) = (a.numbers, b.numbers) {
        difference.numbers = Some((a.0.saturating_sub(b.1), a.1.saturating_sub(b.0)));
        difference.undefined |= a.0.checked_sub(b.1).is_none() || a.1.checked_sub(b.0).is_none();
    }
    difference
}

/// A ratio, greatest and least at the ends of both parts, since it only rises or only falls in each.
pub(super) fn ratio<'a>(a: &Span<'_>, b: &Span<'_>) -> Span<'a> {
    let mut ratio = joined(a, b);
    let (Some(a), Some((least, most))) = (a.numbers, b.numbers) else { return ratio };
    ratio.undefined |= least <= 0;
    if most > 0 {
        for part in [a.0, a.1] {
            for by in [least.max(1), most] {
                widen(&mut ratio, part, scaled(part, Ppm::ONE, by, Rounding::HalfUp));
            }
        }
    }
    ratio
}

pub(super) fn scale<'a>(of: &Span<'_>, times_ppm: i64) -> Span<'a> {
    let mut scale = joined(of, &Span::number(0));
    if let Some((least, most)) = of.numbers {
        for number in [least, most] {
            let sign = number.signum() * times_ppm.signum();
            widen(&mut scale, sign, scaled(number, times_ppm, Ppm::ONE, Rounding::HalfUp));
        }
    }
    scale
}

struct Ppm;

impl Ppm {
    const ONE: i64 = 1_000_000;
}

/// One more number that it can be; none is one too great to keep, on the side that `sign` says.
fn widen(span: &mut Span<'_>, sign: i64, number: Option<i64>) {
    span.undefined |= number.is_none();
    let number = number.unwrap_or(if sign < 0 { -MAX_SAFE } else { MAX_SAFE });
    let (least, most) = span.numbers.unwrap_or((number, number));
    span.numbers = Some((least.min(number), most.max(number)));
}

/// The least of those that are there. It is no more than the greatest of any part that is certainly there, and where
/// none is, any may be the only one.
pub(super) fn least<'a>(parts: &mut dyn Iterator<Item = Span<'a>>) -> Span<'a> {
    let mut result = Span { missing: true, ..Span::default() };
    let (mut least, mut most, mut certain) = (i64::MAX, i64::MIN, i64::MAX);
    for part in parts {
        let Some(numbers) = part.numbers else { continue };
        least = least.min(numbers.0);
        most = most.max(numbers.1);
        if !part.can_be_no_number() {
            certain = certain.min(numbers.1);
            result.missing = false;
        }
    }
    if least <= most {
        result.numbers = Some((least, most.min(certain)));
    }
    result
}

/// The same with every number's sign turned, so that the greatest becomes the least.
pub(super) fn mirror(span: Span<'_>) -> Span<'_> {
    let turned = |number: i64| number.checked_neg().unwrap_or(i64::MAX);
    Span { numbers: span.numbers.map(|(least, most)| (turned(most), turned(least))), ..span }
}

/// 1 where a number reaches `at_least`, else 0.
pub(super) fn reaches(span: Span<'_>, at_least: i64) -> Span<'_> {
    let count = |number: i64| i64::from(number >= at_least);
    Span { numbers: span.numbers.map(|(least, most)| (count(least), count(most))), ..span }
}

/// What `first` comes to, or `then` where `first` is missing.
pub(super) fn either<'a>(first: Span<'a>, then: Span<'a>) -> Span<'a> {
    let mut either = first;
    either.numbers = match (either.numbers, then.numbers) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    };
    either.choices.extend(then.choices);
    either.undefined |= then.undefined;
    either.missing = then.missing;
    either
}
