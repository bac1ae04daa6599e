//! Where numbers are cut into ranges: the partition with the greatest penalised likelihood, monotone where asked.

use crate::pack::model::Trend;

/// How finely values are cut.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fineness {
    /// The least share of rows in a range where a trend guides the points.
    pub share_with_trend: f64,
    /// The same where none does: there only more rows keep chance from making hills and dales.
    pub share_without: f64,
    /// What one more range must gain in log likelihood.
    pub penalty: f64,
    /// The least rows of a choice that has a bin of its own.
    pub min_level_rows: usize,
}

/// The finest cuts that are considered: so many parts of equal frequency.
const FINEST: usize = 64;

/// Goods and bads that share a bin.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// Goods.
    pub goods: f64,
    /// Bads.
    pub bads: f64,
}

impl Tally {
    /// Both.
    pub fn rows(self) -> f64 {
        self.goods + self.bads
    }

    /// Counts one row.
    pub fn count(&mut self, bad: bool) {
        *(if bad { &mut self.bads } else { &mut self.goods }) += 1.0;
    }

    /// Both tallies as one.
    pub fn plus(self, other: Tally) -> Tally {
        Tally { goods: self.goods + other.goods, bads: self.bads + other.bads }
    }

    fn minus(self, other: Tally) -> Tally {
        Tally { goods: self.goods - other.goods, bads: self.bads - other.bads }
    }

    /// The share of bads.
    pub fn share(self) -> f64 {
        self.bads / self.rows().max(1.0)
    }

    /// The log likelihood of these outcomes at their own share of bads.
    fn likelihood(self) -> f64 {
        let part = |count: f64| if count > 0.0 { count * libm::log(count / self.rows()) } else { 0.0 };
        part(self.goods) + part(self.bads)
    }
}

/// The numbers at which ranges begin, ascending; none where there are no values.
///
/// Candidates are the limits of equal-frequency parts, rounded to two significant digits so that a table can be read.
/// Neighbours against the trend are pooled (which leaves any merging of the rest monotone), then dynamic programming
/// finds the merging with the greatest `Σ log likelihood − penalty · ranges` among those with enough rows in each.
pub fn cuts(values: &mut [(i64, bool)], trend: Trend, fineness: &Fineness) -> Option<Vec<i64>> {
    values.sort_unstable();
    let blocks = pooled(blocks(values)?, trend);
    let share = if trend == Trend::None { fineness.share_without } else { fineness.share_with_trend };
    Some(merged(&blocks, share * values.len() as f64, fineness.penalty))
}

/// Neighbouring values: from where they go, and who is among them. The first begins nowhere.
#[derive(Clone, Copy, Debug)]
struct Block {
    from: i64,
    tally: Tally,
}

fn blocks(sorted: &[(i64, bool)]) -> Option<Vec<Block>> {
    let lowest = sorted.first()?.0;
    let at = |part: usize| sorted.get(sorted.len() * part / FINEST).map(|value| rounded(value.0));
    let mut starts: Vec<i64> = (1..FINEST).filter_map(at).filter(|cut| *cut > lowest).collect();
    starts.insert(0, lowest);
    starts.dedup();
    let mut blocks: Vec<Block> = starts.into_iter().map(|from| Block { from, tally: Tally::default() }).collect();
    let mut ahead = blocks.iter_mut().peekable();
    let mut block = ahead.next()?;
    for (value, bad) in sorted {
        while let Some(next) = ahead.next_if(|next| next.from <= *value) {
            block = next;
        }
        block.tally.count(*bad);
    }
    blocks.retain(|block| block.tally.rows() > 0.0);
    Some(blocks)
}

/// The nearest number with two significant digits.
fn rounded(value: i64) -> i64 {
    let mut unit = 1_i64;
    while value.unsigned_abs() / unit.unsigned_abs() >= 100 {
        unit = unit.saturating_mul(10);
    }
    value.saturating_add(unit / 2).div_euclid(unit).saturating_mul(unit)
}

/// Pools neighbours until the shares of bads follow the trend.
fn pooled(blocks: Vec<Block>, trend: Trend) -> Vec<Block> {
    let against = |left: Tally, right: Tally| match trend {
        Trend::Ascending => left.share() <= right.share(),
        Trend::Descending => left.share() >= right.share(),
        Trend::None => false,
    };
    let mut kept: Vec<Block> = Vec::new();
    for mut block in blocks {
        while let Some(last) = kept.pop_if(|last| against(last.tally, block.tally)) {
            block = Block { from: last.from, tally: last.tally.plus(block.tally) };
        }
        kept.push(block);
    }
    kept
}

/// The best way to cut the blocks up to some point: its value, and the block at which its last range begins.
type Best = (f64, usize);

fn merged(blocks: &[Block], least: f64, penalty: f64) -> Vec<i64> {
    let mut sums = vec![Tally::default()];
    let mut best: Vec<Best> = vec![(0.0, 0)];
    let mut sum = Tally::default();
    for block in blocks {
        sum = sum.plus(block.tally);
        let last = best_last_range(&best, &sums, sum, least, penalty);
        // A beginning too small for a range is one range until more has come.
        best.push(last.unwrap_or((sum.likelihood() - penalty, 0)));
        sums.push(sum);
    }
    let mut starts = Vec::new();
    let mut end = blocks.len();
    while let Some((_, start)) = best.get(end).copied().filter(|(_, start)| *start > 0) {
        starts.extend(blocks.get(start).map(|block| block.from));
        end = start;
    }
    starts.reverse();
    starts
}

fn best_last_range(best: &[Best], sums: &[Tally], sum: Tally, least: f64, penalty: f64) -> Option<Best> {
    let mut found: Option<Best> = None;
    for (start, ((before, _), until)) in best.iter().zip(sums).enumerate() {
        let range = sum.minus(*until);
        let fits = range.rows() >= least && (start == 0 || until.rows() >= least);
        let value = before + range.likelihood() - penalty;
        if fits && found.is_none_or(|(most, _)| value > most) {
            found = Some((value, start));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const FINE: Fineness = Fineness { share_with_trend: 0.05, share_without: 0.05, penalty: 3.0, min_level_rows: 30 };

    /// A thousand rows of each value; so many of a thousand are bad.
    fn check(bads_by_value: &[(i64, usize)], trend: Trend, expected: &[i64]) {
        let rows = |&(value, bads): &(i64, usize)| (0..1000).map(move |row| (value, row < bads));
        let mut values: Vec<(i64, bool)> = bads_by_value.iter().flat_map(rows).collect();
        assert_eq!(cuts(&mut values, trend, &FINE), Some(expected.to_vec()));
    }

    #[test]
    fn cuts_fall_where_the_share_of_bads_changes() {
        check(&[(1, 100), (2, 100), (3, 300), (4, 300)], Trend::None, &[3]);
    }

    #[test]
    fn a_trend_pools_what_goes_against_it() {
        let dip = [(1, 300), (2, 100), (3, 200), (4, 50)];
        check(&dip, Trend::None, &[2, 3, 4]);
        check(&dip, Trend::Ascending, &[2, 4]);
        check(&dip, Trend::Descending, &[]);
    }

    #[test]
    fn cuts_are_numbers_that_a_person_can_read() {
        assert_eq!([7, 99, 104, 428_571, -428_571].map(rounded), [7, 99, 100, 430_000, -430_000]);
    }

    #[test]
    fn no_values_give_no_ranges() {
        assert_eq!(cuts(&mut [], Trend::None, &FINE), None);
    }
}
