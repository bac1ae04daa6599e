//! What flows are worth at a rate, and when.

use super::{Timed, Within};
use crate::rate::power;

/// Flows in the order of their times.
#[derive(Clone, Copy)]
pub(super) enum Row<'a> {
    /// One for each period, the first at this time.
    Even(&'a [f64], f64),
    /// Each at a time of its own.
    At(&'a [Timed], Within),
}

/// Sums over flows, each discounted to what it is worth.
#[derive(Clone, Copy, Default)]
pub(super) struct Sums {
    /// Of the worths.
    pub worth: f64,
    /// Of worth times time: less the slope of `worth` by `δ = ln(1 + i)`.
    pub first: f64,
    /// The slope of that, less: of worth times the square of time, where time doesn't hang on the rate.
    pub second: f64,
}

impl Sums {
    /// The mean of the times, weighed by worth, and their variance.
    pub fn mean_and_variance(&self) -> (f64, f64) {
        let part = 1.0 / self.worth;
        let mean = self.first * part;
        (mean, self.second * part - mean * mean)
    }

    /// The sums of the same flows without their sign.
    pub fn size(self) -> Sums {
        Sums { worth: libm::fabs(self.worth), first: libm::fabs(self.first), second: libm::fabs(self.second) }
    }
}

impl Row<'_> {
    /// The sums at this rate of a period.
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub fn sums(&self, rate: f64) -> Sums {
        match *self {
            Row::Even([only], 0.0) => Sums { worth: *only, ..Sums::default() },
            Row::Even(flows, start) => even(flows, start, 1.0 / (1.0 + rate)),
            Row::At(flows, within) => at(flows, within, rate),
        }
    }
}

/// Four polynomials in `v⁴` side by side, by Horner's rule, each with its two derivatives: no step waits for its
/// neighbour, and each is the same product and sum on every machine.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn even(flows: &[f64], start: f64, discount: f64) -> Sums {
    let square = discount * discount;
    let fourth = square * square;
    let (blocks, rest) = flows.as_chunks::<4>();
    let mut values = [0.0; 4];
    for (value, flow) in values.iter_mut().zip(rest) {
        *value = *flow;
    }
    let (mut slopes, mut bends) = ([0.0; 4], [0.0; 4]);
    for block in blocks.iter().rev() {
        for (((value, slope), bend), flow) in values.iter_mut().zip(&mut slopes).zip(&mut bends).zip(block) {
            *bend = *bend * fourth + *slope;
            *slope = *slope * fourth + *value;
            *value = *value * fourth + *flow;
        }
    }
    let factor = power(discount, start as u32);
    let factors = [factor, factor * discount, factor * square, factor * (square * discount)];
    let places = [start, start + 1.0, start + 2.0, start + 3.0];
    let mut sums = Sums::default();
    for ((((value, slope), bend), factor), place) in values.iter().zip(&slopes).zip(&bends).zip(&factors).zip(&places) {
        // A polynomial's Σ j·x and Σ j²·x, `j` counting blocks, are u·p′ and u·p′ + u²·p″, and `bend` is p″ ÷ 2; the time
        // is 4·j and the place of the lane.
        let worth = factor * value;
        let first = factor * (4.0 * fourth) * slope;
        let second = factor * (32.0 * fourth * fourth) * bend + 4.0 * first;
        sums.worth += worth;
        sums.first += first + place * worth;
        sums.second += second + place * (2.0 * first + place * worth);
    }
    sums
}

/// Each discounted from the one before it, by a factor that is kept while the gaps stay the same.
fn at(flows: &[Timed], within: Within, rate: f64) -> Sums {
    let delta = libm::log1p(rate);
    let mut sums = Sums::default();
    let (mut time, mut weight) = (0.0, 1.0);
    let (mut gap, mut factor) = (0.0, 1.0);
    for flow in flows {
        let next = if within == Within::Compound { flow.time() } else { flow.whole };
        if next - time != gap {
            gap = next - time;
            factor = libm::exp(-delta * gap);
        }
        time = next;
        weight *= factor;
        let (mut mean, mut bend, mut worth) = (time, 0.0, flow.amount * weight);
        if within == Within::Simple {
            // ln(1 + f·i) by δ: its slope, and the slope of that.
            let grown = 1.0 + flow.fraction * rate;
            let slope = flow.fraction * (1.0 + rate) / grown;
            mean += slope;
            bend = slope * (1.0 - flow.fraction) / grown;
            worth /= grown;
        }
        sums.worth += worth;
        sums.first += mean * worth;
        sums.second += (mean * mean - bend) * worth;
    }
    sums
}
