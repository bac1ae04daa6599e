//! Whether anyone at all can reach something: the space of all applications is cut into boxes until each is ruled out by
//! ranges, which err on one side only, or someone in it is found. So "no one" is a proof, however many answers there are.

use super::Cx;
use super::seen::Target;
use super::space::Cell;
use crate::range::Ranges;

/// What came of looking.
pub(super) enum Verdict {
    /// No one can.
    Never,
    /// Someone does.
    Someone,
    /// No one was found in so many boxes, and some are not ruled out.
    Open,
}

/// What is looked for, and how far.
pub(super) struct Search<'a> {
    pub target: Target,
    /// The places of the questions that it hangs on.
    pub support: &'a [usize],
    /// At most so many boxes.
    pub most: u64,
    /// Whether it is possible among these ranges; never false where someone could.
    pub possible: &'a dyn Fn(&Ranges<'_>) -> bool,
}

/// Looks for someone, and says in how many boxes.
pub(super) fn search(cx: &Cx<'_>, search: &Search<'_>) -> (Verdict, u64) {
    let mut open = vec![cx.space.whole()];
    let (mut looked, mut unsettled) = (0, false);
    while let Some(cells) = open.pop() {
        if looked == search.most {
            return (Verdict::Open, looked);
        }
        looked += 1;
        if is_out(cx, search, &cells) {
            continue;
        }
        for number in 0..2 {
            let person = cx.space.person(looked * 2 + number, &cells);
            if cx.does_reach(search.target, &person) {
                return (Verdict::Someone, looked);
            }
        }
        match halves(cx, search, &cells) {
            Some(halves) => open.extend(halves),
            None => unsettled = true,
        }
    }
    (if unsettled { Verdict::Open } else { Verdict::Never }, looked)
}

/// Whether no one in a box can.
fn is_out(cx: &Cx<'_>, search: &Search<'_>, cells: &[Cell]) -> bool {
    let among = cx.space.among(cells);
    Ranges::among(cx.pack, &among, cx.today).is_none_or(|ranges| !(search.possible)(&ranges))
}

/// How many questions there may be for each cut to be tried before the best is chosen.
const FEW: usize = 8;

/// The box cut in two along the question where that rules out the most, else along the one that is widest; none where it
/// is a point.
fn halves(cx: &Cx<'_>, search: &Search<'_>, cells: &[Cell]) -> Option<[Vec<Cell>; 2]> {
    let (mut best, mut most) = (None, None);
    let is_tried = search.support.len() <= FEW;
    for place in search.support {
        let (Some(axis), Some(cell)) = (cx.space.axes.get(*place), cells.get(*place)) else { continue };
        for cut in cuts(&axis.points, *cell).into_iter().take(if is_tried { 3 } else { 1 }) {
            let halves = cut.map(|part| {
                let mut half = cells.to_vec();
                if let Some(cell) = half.get_mut(*place) {
                    *cell = part;
                }
                half
            });
            let out = if is_tried { halves.iter().filter(|half| is_out(cx, search, half)).count() } else { 0 };
            let worth = (out, width(*cell));
            if most.is_none_or(|most| worth > most) {
                (best, most) = (Some(halves), Some(worth));
            }
        }
    }
    best
}

/// About how wide a cell is, in halvings.
fn width(cell: Cell) -> u32 {
    let wide = cell.known.map_or(0, |(from, to)| to.saturating_sub(from).unsigned_abs());
    u64::BITS - wide.leading_zeros() + u32::from(cell.unknown)
}

/// A cell in two: what is known from what is not; else at the middle one of the points inside, at the first and at the
/// last, or in the middle where there is none.
fn cuts(points: &[i64], cell: Cell) -> Vec<[Cell; 2]> {
    let Some((from, to)) = cell.known else { return Vec::new() };
    let whole = |from, to| Cell { known: Some((from, to)), unknown: false };
    if cell.unknown {
        return vec![[Cell::of(None), whole(from, to)]];
    }
    // A cut before a point: what is below it, and the rest.
    let inside: Vec<i64> = points.iter().copied().filter(|point| from < *point && *point <= to).collect();
    let mut at: Vec<i64> =
        [inside.get(inside.len() / 2), inside.first(), inside.last()].into_iter().flatten().copied().collect();
    at.dedup();
    if at.is_empty() && from < to {
        let middle = i64::midpoint(from, to);
        at.push(if middle > from { middle } else { middle + 1 });
    }
    at.into_iter().map(|at| [whole(from, at - 1), whole(at, to)]).collect()
}
