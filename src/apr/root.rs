//! The rate of one period at which what is paid is worth what is received.
//!
//! With `δ = ln(1 + i)`, received `R(δ) = Σ rⱼ·e^(−δsⱼ)` and paid `Q(δ) = Σ pₖ·e^(−δtₖ)`, the root of
//! `g = ln Q − ln R` is sought. Its slope is the difference of two mean times and its curvature that of two variances
//! of time, so one pass over the flows gives a step of third order whose remainder has a bound that is known.

use super::{AprError, compounded};
use crate::rate::power;

mod sums;

use sums::{Row, Sums};

/// Money at a time counted in periods: paid by the borrower above zero, received below.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Timed {
    /// Whole periods from the start.
    pub whole: f64,
    /// The fraction of a period beside them, from 0 to under 1.
    pub fraction: f64,
    /// How much: above zero it is paid, below zero received.
    pub amount: f64,
}

impl Timed {
    fn time(&self) -> f64 {
        self.whole + self.fraction
    }
}

/// How interest counts within a fraction of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// `(1 + i)^f`.
    Compound,
    /// `1 + f·i`: US Reg Z, Appendix J (b)(8).
    Simple,
}

/// The rate `i` of one period of `flows`, which follow each other period by period: `Σ flowₖ · (1 + i)^−k = 0`.
///
/// Where there are several roots it is 0 if that is one, else the positive one nearest zero, else the negative one
/// nearest zero: the rule of the UK's Total Charge for Credit Regulations 1980, reg. 9(3). Where all receipts come
/// before all payments there is one root. No memory is taken then. A flow above zero is paid by the borrower and one
/// below received; the root is the same the other way round.
///
/// # Errors
///
/// [`AprError`] where there is no rate above −100 %.
///
/// # Example
///
/// ```
/// use kaimen::apr::{AprError, irr};
/// assert!((irr(&[-100.0, 60.0, 60.0])? - 0.130_662_386_3).abs() < 1e-10);
/// assert_eq!(irr(&[-100.0, 50.0, 50.0])?, 0.0);
/// assert_eq!(irr(&[-100.0]), Err(AprError::NothingPaid));
/// # Ok::<(), AprError>(())
/// ```
pub fn irr(flows: &[f64]) -> Result<f64, AprError> {
    // OK to leave out: the rate is the same from any start.
    let mut flows = flows;
    while let [0.0, rest @ ..] = flows {
        flows = rest;
    }
    let split = Split::of(flows, |flow| *flow)?;
    let sides = |early, late| Sides { early: Row::Even(early, 0.0), late: Row::Even(late, split.at as f64) };
    if split.is_ordered {
        // OK because the place was found in the row itself.
        let (early, late) = flows.split_at_checked(split.at).unwrap_or((flows, &[]));
        return one_root(&sides(early, late), flows.len() as f64, FLOOR, CEILING, split.level_rate(late.len()));
    }
    let (early, late): (Vec<f64>, Vec<f64>) = flows.iter().map(|flow| (flow.min(0.0), flow.max(0.0))).unzip();
    first_root(&Sides { early: Row::Even(&early, 0.0), late: Row::Even(&late, 0.0) }, flows.len() as f64)
}

/// The rate `i` of one period of `flows`, in the order of their times: [`irr`] with times that need not be whole.
///
/// # Errors
///
/// [`AprError`] where there is no rate above −100 %.
pub fn irr_timed(flows: &[Timed], within: Within) -> Result<f64, AprError> {
    if let Some(row) = evenly(flows) {
        return irr(&row);
    }
    let split = Split::of(flows, |flow| flow.amount)?;
    let span = flows.first().zip(flows.last()).map_or(0.0, |(first, last)| last.time() - first.time()) + 1.0;
    if split.is_ordered {
        let (early, late) = flows.split_at_checked(split.at).unwrap_or((flows, &[]));
        let sides = Sides { early: Row::At(early, within), late: Row::At(late, within) };
        // The level rate of a mean gap between payments, in periods.
        let gap = late.last().map_or(1.0, Timed::time) / late.len() as f64;
        let guess = compounded(split.level_rate(late.len()), 1.0 / gap);
        return one_root(&sides, span, FLOOR, CEILING, guess);
    }
    let part = |keep: fn(f64, f64) -> f64| -> Vec<Timed> {
        flows.iter().map(|flow| Timed { amount: keep(flow.amount, 0.0), ..*flow }).collect()
    };
    let (early, late) = (part(f64::min), part(f64::max));
    first_root(&Sides { early: Row::At(&early, within), late: Row::At(&late, within) }, span)
}

/// The flows as one for each period, where their times are whole and not far apart.
fn evenly(flows: &[Timed]) -> Option<Vec<f64>> {
    let (first, last) = (flows.first()?.whole, flows.last()?.whole);
    if flows.iter().any(|flow| flow.fraction != 0.0) || last - first > 4.0 * flows.len() as f64 {
        return None;
    }
    let mut row = vec![0.0; (last - first) as usize + 1];
    for flow in flows {
        *row.get_mut((flow.whole - first) as usize)? += flow.amount;
    }
    Some(row)
}

/// Flows before their sign first changes, and after.
struct Split {
    /// The place of the first flow after.
    at: usize,
    early: f64,
    late: f64,
    /// Whether the sign changes but once.
    is_ordered: bool,
}

impl Split {
    fn of<T>(flows: &[T], amount: impl Fn(&T) -> f64) -> Result<Split, AprError> {
        let mut early = 0.0;
        let mut place = 0;
        for flow in flows {
            let amount = amount(flow);
            if early * amount < 0.0 {
                break;
            }
            early += amount;
            place += 1;
        }
        let rest = flows.get(place..).unwrap_or(&[]);
        if rest.is_empty() {
            return Err(if early < 0.0 { AprError::NothingPaid } else { AprError::NothingReceived });
        }
        let (blocks, last) = rest.as_chunks::<4>();
        let (mut sums, mut sizes) = ([0.0; 4], [0.0; 4]);
        let mut add = |block: &[T]| {
            for ((sum, size), flow) in sums.iter_mut().zip(&mut sizes).zip(block) {
                *sum += amount(flow);
                *size += libm::fabs(amount(flow));
            }
        };
        blocks.iter().for_each(|block| add(block));
        add(last);
        let [late, size] = [sums, sizes].map(|[a, b, c, d]| (a + b) + (c + d));
        // Flows of one sign sum to the same with their signs as without, bit for bit.
        Ok(Split { at: place, early, late, is_ordered: libm::fabs(late) == size })
    }

    /// The rate of a period if what is paid came in `count` level payments, one each period: from the series
    /// `paid ÷ received = 1 + (n+1)/2·i + (n²−1)/12·i² − (n²−1)/24·i³ − (n²−1)(n²−19)/720·i⁴ + …`.
    fn level_rate(&self, count: usize) -> f64 {
        let n = count as f64;
        let ratio = libm::fabs(self.late / self.early);
        if ratio > 3.2 {
            let rate = ratio / n;
            return rate * (1.0 - power(1.0 / (1.0 + rate), count as u32));
        }
        let (more, half, square) = (ratio - 1.0, (n + 1.0) / 2.0, (n * n - 1.0) / 12.0);
        let inner = half * half + 4.0 * square * more;
        if inner <= 0.0 {
            return 0.0;
        }
        // `slope` is that of the quadratic at its root.
        let slope = libm::sqrt(inner);
        let rate = 2.0 * more / (half + slope);
        rate + rate * rate * rate * square * (0.5 + rate * (n * n - 19.0) / 60.0) * (1.0 / slope)
    }
}

/// The least and the greatest rate of a period that is looked for: −99.999 999 999 9 % and 10¹⁸ %.
const FLOOR: f64 = -0.999_999_999_999;
const CEILING: f64 = 1e16;

/// What is received and what is paid, or the other way round.
#[derive(Clone, Copy)]
struct Sides<'a> {
    early: Row<'a>,
    late: Row<'a>,
}

/// What is known of `g` at a rate.
struct Look {
    /// `ln(late ÷ early)`; its sign is always right.
    gap: f64,
    /// How much later, on average, the late side is: `−g'`.
    lag: f64,
    /// The difference of the variances of time: `g″`.
    bend: f64,
    /// Their sum, which bounds `g‴ ÷ span`.
    spread: f64,
}

impl Sides<'_> {
    // At speed everywhere but on the page, which has bytes to save.
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    fn look(&self, rate: f64) -> Look {
        let (early, late) = (self.early.sums(rate), self.late.sums(rate));
        let (late_mean, late_variance) = late.mean_and_variance();
        // All of it at time zero: the common case, and half of the divisions.
        let (early_mean, early_variance) = if early.first == 0.0 { (0.0, 0.0) } else { early.mean_and_variance() };
        Look {
            gap: log_ratio(&early, &late),
            lag: late_mean - early_mean,
            bend: late_variance - early_variance,
            spread: late_variance + early_variance,
        }
    }
}

/// `ln(late ÷ early)`, exact to the last digits where they are nearly equal.
fn log_ratio(early: &Sums, late: &Sums) -> f64 {
    let (early, late) = (libm::fabs(early.worth), libm::fabs(late.worth));
    let part = (late - early) / (late + early);
    let square = part * part;
    if square > 0.02 {
        return libm::log(late / early);
    }
    // 2·artanh: what is left out is below 1e-10 of it here, and below the last digit near the root.
    2.0 * part * (1.0 + square * (1.0 / 3.0 + square * (0.2 + square * (1.0 / 7.0 + square * (1.0 / 9.0)))))
}

/// The root between `low` and `high`, where `g` is above zero at the one and below at the other.
///
/// Steps of third order from a guess, each inside the bracket that the signs so far leave; after a dozen every other one
/// halves the bracket, so it always ends: with a step of which it is known that it leaves nothing.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn one_root(sides: &Sides<'_>, span: f64, mut low: f64, mut high: f64, guess: f64) -> Result<f64, AprError> {
    let mut rate = if guess > low && guess < high { guess } else { middle(low, high) };
    for pass in 0..200 {
        let look = sides.look(rate);
        // Not `gap < 0`: where the late side is too great to count, the root lies above.
        if look.gap < 0.0 {
            high = rate;
        } else {
            low = rate;
        }
        let step = step(&look);
        let next = rate + (1.0 + rate) * grown(step);
        let inside = next >= low && next <= high;
        if inside && is_last(step, &look, span, rate) {
            return Ok(next);
        }
        rate = if inside && (pass < 12 || pass % 2 == 0) { next } else { middle(low, high) };
        if high - low <= 1e-15 * (1.0 + low) {
            break;
        }
    }
    match rate {
        rate if rate > CEILING / 2.0 => Err(AprError::OutOfRange),
        rate if rate < 2.0 * (1.0 + FLOOR) - 1.0 => Err(AprError::NoRate),
        rate => Ok(rate),
    }
}

/// The step in `δ` to the root: Chebyshev's, right to the third power, or Newton's where the bend is great.
fn step(look: &Look) -> f64 {
    let part = 1.0 / look.lag;
    let newton = look.gap * part;
    let more = 0.5 * look.bend * part * newton;
    if libm::fabs(more) < 0.25 { newton + newton * more } else { newton }
}

/// Whether what `step` leaves is below the last digits of the rate: at most `span · spread · |Δ|³ ÷ 6` by Taylor, and
/// `bend² ÷ lag · |Δ|³ ÷ 2` since the step is itself a series. So short a step changes spread and lag by some
/// hundredths at most.
fn is_last(step: f64, look: &Look, span: f64, rate: f64) -> bool {
    let size = libm::fabs(step);
    let left = ((span * look.spread / 6.0 + 1.0) * look.lag + look.bend * look.bend / 2.0) * size * size * size;
    size * span < 0.01 && left < look.lag * look.lag * (5e-14 * libm::fabs(rate) + 1e-18)
}

/// `e^step − 1`; a short series, right to the fourth power, where the step is small.
fn grown(step: f64) -> f64 {
    if libm::fabs(step) > 0.05 {
        return libm::expm1(step);
    }
    step * (1.0 + step * (0.5 + step * (1.0 / 6.0 + step * (1.0 / 24.0))))
}

/// The rate halfway in `δ`.
fn middle(low: f64, high: f64) -> f64 {
    libm::sqrt((1.0 + low) * (1.0 + high)) - 1.0
}

/// The root by the rule of [`irr`], where receipts and payments mix and there may be several.
fn first_root(sides: &Sides<'_>, span: f64) -> Result<f64, AprError> {
    if sides.look(0.0).gap == 0.0 {
        return Ok(0.0);
    }
    let root = outward(sides, span, CEILING).or_else(|| outward(sides, span, FLOOR));
    root.unwrap_or(Err(AprError::NoRate))
}

/// The root nearest zero towards `end`: stretch after stretch, each halved until it is sure to hold none or one.
fn outward(sides: &Sides<'_>, span: f64, end: f64) -> Option<Result<f64, AprError>> {
    let (mut at, end) = (0.0, libm::log1p(end));
    let mut width = end / 64.0;
    for _ in 0..4_000 {
        let to = at + width;
        let (low, high) = (libm::expm1(at.min(to)), libm::expm1(at.max(to)));
        let stretch = Stretch::of(sides, low, high);
        let is_short = libm::fabs(width) < 1e-9;
        if stretch.turns && (stretch.is_steady || is_short) {
            return Some(one_root(&stretch.upright, span, low, high, middle(low, high)));
        }
        if stretch.is_clear || stretch.is_steady || is_short {
            at = to;
            width *= 2.0;
        } else {
            width /= 2.0;
        }
        if libm::fabs(at) >= libm::fabs(end) {
            break;
        }
    }
    None
}

/// What is sure of the worths between two rates, since each falls as the rate rises.
struct Stretch<'a> {
    /// The difference has one sign at the one end and the other at the other.
    turns: bool,
    /// It is nowhere zero.
    is_clear: bool,
    /// It rises all the way or falls all the way.
    is_steady: bool,
    /// The sides, so that the difference falls.
    upright: Sides<'a>,
}

impl<'a> Stretch<'a> {
    fn of(sides: &Sides<'a>, low: f64, high: f64) -> Stretch<'a> {
        let [early_low, early_high] = [sides.early.sums(low), sides.early.sums(high)].map(Sums::size);
        let [late_low, late_high] = [sides.late.sums(low), sides.late.sums(high)].map(Sums::size);
        let falls = late_low.worth > early_low.worth;
        Stretch {
            turns: falls != (late_high.worth > early_high.worth),
            is_clear: late_high.worth > early_low.worth || early_high.worth > late_low.worth,
            is_steady: late_high.first > early_low.first || early_high.first > late_low.first,
            upright: if falls { *sides } else { Sides { early: sides.late, late: sides.early } },
        }
    }
}

#[cfg(test)]
mod tests;
