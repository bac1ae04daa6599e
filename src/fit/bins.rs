//! The bins of a characteristic: which of its values share points.

use std::ops::Range;

use super::column::{Cell, Column};
use super::cuts::{Fineness, cuts};

/// Which values share points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// One number that is a code.
    Special(i64),
    /// Numbers from the first, up to just below the second.
    Range(Option<i64>, Option<i64>),
    /// One choice.
    Level(u16),
    /// Not known.
    Missing,
    /// A ratio without a divisor.
    Undefined,
    /// Whatever no other bin holds: rare choices, and those never met.
    Other,
}

/// The bins of one characteristic; a value belongs to the first that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binning {
    /// The bins.
    pub slots: Vec<Slot>,
    /// Where the ranges stand among them, in ascending order.
    pub ranges: Range<usize>,
}

impl Binning {
    /// The bins of `column` as the given rows suggest them.
    pub fn of(column: &Column, rows: &[usize], bads: &[bool], fineness: &Fineness) -> Binning {
        let mut slots: Vec<Slot> = column.special.iter().map(|number| Slot::Special(*number)).collect();
        let first = slots.len();
        slots.extend(ranges(&cuts(&mut numbers(column, rows, bads), column.trend, fineness)));
        let ranges = first..slots.len();
        slots.extend(common_levels(column, rows, fineness).into_iter().map(Slot::Level));
        slots.extend([Slot::Missing, Slot::Undefined, Slot::Other]);
        Binning { slots, ranges }
    }

    /// The bin of each of the column's cells.
    pub fn place(&self, column: &Column) -> Vec<u16> {
        column.cells.iter().map(|cell| self.bin(*cell)).collect()
    }

    fn bin(&self, cell: Cell) -> u16 {
        let found = self.slots.iter().position(|slot| slot.holds(cell));
        // OK because the last bin holds whatever no other does.
        found.and_then(|found| u16::try_from(found).ok()).unwrap_or(u16::MAX)
    }
}

impl Slot {
    fn holds(&self, cell: Cell) -> bool {
        match (self, cell) {
            (Slot::Special(code), Cell::Number(number)) => *code == number,
            (Slot::Range(from, to), Cell::Number(number)) => {
                from.is_none_or(|from| from <= number) && to.is_none_or(|to| number < to)
            }
            (Slot::Level(level), Cell::Choice(choice)) => *level == choice,
            (Slot::Missing, Cell::Missing) | (Slot::Undefined, Cell::Undefined) | (Slot::Other, _) => true,
            (Slot::Special(_) | Slot::Range(..) | Slot::Level(_) | Slot::Missing | Slot::Undefined, _) => false,
        }
    }
}

/// The numbers in the given rows that are amounts, each with whether its row is bad.
fn numbers(column: &Column, rows: &[usize], bads: &[bool]) -> Vec<(i64, bool)> {
    let number = |row: &usize| match column.cells.get(*row)? {
        Cell::Number(number) if !column.special.contains(number) => Some((*number, *bads.get(*row)?)),
        Cell::Number(_) | Cell::Choice(_) | Cell::Missing | Cell::Undefined => None,
    };
    rows.iter().filter_map(number).collect()
}

/// The ranges between `cuts`; none where there are no numbers at all.
fn ranges(cuts: &Option<Vec<i64>>) -> Vec<Slot> {
    let Some(cuts) = cuts else { return Vec::new() };
    let lower = std::iter::once(None).chain(cuts.iter().copied().map(Some));
    let upper = cuts.iter().copied().map(Some).chain(std::iter::once(None));
    lower.zip(upper).map(|(from, to)| Slot::Range(from, to)).collect()
}

/// The choices with enough rows for a bin of their own, in the order of their names.
fn common_levels(column: &Column, rows: &[usize], fineness: &Fineness) -> Vec<u16> {
    let mut counts = vec![0_usize; column.levels.len()];
    for row in rows {
        if let Some(Cell::Choice(level)) = column.cells.get(*row)
            && let Some(count) = counts.get_mut(usize::from(*level))
        {
            *count += 1;
        }
    }
    let named = column.levels.iter().zip(0_u16..).zip(counts);
    let mut common: Vec<(&String, u16)> =
        named.filter(|(_, count)| *count >= fineness.min_level_rows).map(|(level, _)| level).collect();
    common.sort();
    common.into_iter().map(|(_, level)| level).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::derivation::Derivation;
    use crate::pack::model::Trend;

    const FINE: Fineness = Fineness { share_with_trend: 0.05, share_without: 0.05, penalty: 1.0, min_level_rows: 3 };

    fn column(levels: &[&str], special: &[i64], cells: Vec<Cell>) -> Column {
        Column {
            id: "c".into(),
            derivation: Derivation::Answer { of: "c".into() },
            trend: Trend::None,
            special: special.to_vec(),
            levels: levels.iter().map(|level| String::from(*level)).collect(),
            cells,
        }
    }

    fn binning(column: &Column) -> Binning {
        let rows: Vec<usize> = (0..column.cells.len()).collect();
        let bads: Vec<bool> = rows.iter().map(|row| row % 2 == 0).collect();
        Binning::of(column, &rows, &bads, &FINE)
    }

    #[test]
    fn codes_missing_and_undefined_have_bins_of_their_own() {
        let cells = vec![Cell::Number(1), Cell::Number(98), Cell::Missing, Cell::Undefined, Cell::Choice(9)];
        let column = column(&[], &[98], cells);
        let binning = binning(&column);
        assert_eq!(binning.ranges, 1..2);
        assert_eq!(binning.place(&column), [1, 0, 2, 3, 4]);
    }

    #[test]
    fn rare_choices_share_the_bin_of_all_others() {
        let cells = [0, 0, 0, 1, 2, 2, 2].map(Cell::Choice).to_vec();
        let column = column(&["rent", "boat", "owner"], &[], cells);
        let binning = binning(&column);
        assert_eq!(binning.slots, [Slot::Level(2), Slot::Level(0), Slot::Missing, Slot::Undefined, Slot::Other]);
        assert_eq!(binning.place(&column), [1, 1, 1, 4, 0, 0, 0]);
    }
}
