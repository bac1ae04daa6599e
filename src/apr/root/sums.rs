//! What flows are worth at a rate, and when.

use super::{Timed, Within};

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
        let mean = self.first / self.worth;
        (mean, self.second / self.worth - mean * mean)
    }

    /// The sums of the same flows without their sign.
    pub fn size(self) -> Sums {
        Sums { worth: libm::fabs(self.worth), first: libm::fabs(self.first), second: libm::fabs(self.second) }
    }

    /// The sums of the same flows `later` periods later, each worth `factor` of what it was.
    fn shifted(self, later: f64, factor: f64) -> Sums {
        Sums {
            worth: factor * self.worth,
            first: factor * (self.first + later * self.worth),
            second: factor * (self.second + later * (2.0 * self.first + later * self.worth)),
        }
    }
}

impl Row<'_> {
    /// The sums at this rate of a period.
    pub fn sums(&self, rate: f64) -> Sums {
        match *self {
            Row::Even([only], 0.0) => Sums { worth: *only, ..Sums::default() },
            Row::Even(flows, start) => {
                let discount = 1.0 / (1.0 + rate);
                even(flows, discount).shifted(start, power(discount, start as u32))
            }
            Row::At(flows, within) => at(flows, within, rate),
        }
    }
}

/// Four polynomials in `v⁴` side by side, by Horner's rule, each with its two derivatives: no step waits for its
/// neighbour, and each is the same product and sum on every machine.
fn even(flows: &[f64], discount: f64) -> Sums {
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
    let mut sums = Sums::default();
    let mut factor = 1.0;
    let mut place = 0.0;
    for ((value, slope), bend) in values.iter().zip(&slopes).zip(&bends) {
        // A polynomial's Σ k·x and Σ k²·x, `k` counting blocks, are u·p′ and u·p′ + u²·p″; `bend` is p″ ÷ 2.
        let first = fourth * slope;
        let lane = Sums { worth: *value, first: 4.0 * first, second: 16.0 * (first + 2.0 * fourth * fourth * bend) };
        let lane = lane.shifted(place, factor);
        sums.worth += lane.worth;
        sums.first += lane.first;
        sums.second += lane.second;
        factor *= discount;
        place += 1.0;
    }
    sums
}

fn at(flows: &[Timed], within: Within, rate: f64) -> Sums {
    let delta = libm::log1p(rate);
    let mut sums = Sums::default();
    for flow in flows {
        let (time, bend, factor) = match within {
            Within::Compound => (flow.whole + flow.fraction, 0.0, 1.0),
            Within::Simple => {
                // ln(1 + f·i) by δ: its slope and the slope of that.
                let grown = 1.0 + flow.fraction * rate;
                let slope = flow.fraction * (1.0 + rate) / grown;
                (flow.whole + slope, slope * (1.0 - flow.fraction) / grown, 1.0 / grown)
            }
        };
        let exponent = if within == Within::Compound { time } else { flow.whole };
        let worth = flow.amount * factor * libm::exp(-delta * exponent);
        sums.worth += worth;
        sums.first += time * worth;
        sums.second += (time * time - bend) * worth;
    }
    sums
}

/// `base` to a whole power by repeated squaring: the same bits everywhere.
pub(super) fn power(base: f64, exponent: u32) -> f64 {
    let (mut result, mut square, mut rest) = (1.0, base, exponent);
    while rest > 0 {
        if rest & 1 == 1 {
            result *= square;
        }
        square *= square;
        rest >>= 1;
    }
    result
}
