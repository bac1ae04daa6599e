//! Whether groups that the model never sees pass its cut-offs less often.

use super::recipe::{Comparison, Group};
use super::rows::Rows;
use crate::pack::model::AdverseImpact;
use crate::rate::Ppm;

/// Half the width of a 95 % interval, in standard errors.
const Z: f64 = 1.959_963_984_540_054;

/// The impact ratios of every comparison at every cut-off, over the rows that `scored` lists with their scores.
///
/// Left out is what can't be computed: a column that the file lacks, a group without a row, or none that passes.
/// The interval is of the log ratio of two independent shares (Katz and others 1978).
pub fn impact(rows: &Rows, scored: &[(usize, i64)], passing: &[Ppm], comparisons: &[Comparison]) -> Vec<AdverseImpact> {
    let cut_offs: Vec<i64> = passing.iter().filter_map(|share| cut_off(scored, *share)).collect();
    let of_comparison = |comparison: &Comparison| {
        let cells: Vec<&str> = rows.column(&comparison.column).into_iter().flatten().collect();
        let scores = |group: &Group| -> Vec<i64> {
            let of_group = |(row, _): &&(usize, i64)| cells.get(*row).is_some_and(|cell| group.holds(cell));
            scored.iter().filter(of_group).map(|(_, score)| *score).collect()
        };
        let (group, reference) = (scores(&comparison.group), scores(&comparison.reference));
        let at = |cut_off: &i64| ratio(comparison, *cut_off, &group, &reference);
        cut_offs.iter().filter_map(at).collect::<Vec<_>>()
    };
    comparisons.iter().flat_map(of_comparison).collect()
}

/// The least score that the best `share` of the rows have.
fn cut_off(scored: &[(usize, i64)], share: Ppm) -> Option<i64> {
    let mut scores: Vec<i64> = scored.iter().map(|(_, score)| *score).collect();
    scores.sort_unstable_by(|left, right| right.cmp(left));
    let last = scores.len() as f64 * share.0 as f64 / 1e6;
    scores.get((libm::round(last) as usize).saturating_sub(1)).copied()
}

fn ratio(comparison: &Comparison, cut_off: i64, group: &[i64], reference: &[i64]) -> Option<AdverseImpact> {
    let passed = |scores: &[i64]| scores.iter().filter(|score| **score >= cut_off).count() as f64;
    let (share, reference_share) = (passed(group) / group.len() as f64, passed(reference) / reference.len() as f64);
    if !(share > 0.0 && reference_share > 0.0) {
        return None;
    }
    let spread = |share: f64, rows: usize| (1.0 - share) / (share * rows as f64);
    let error = libm::sqrt(spread(share, group.len()) + spread(reference_share, reference.len()));
    let ratio = share / reference_share;
    Some(AdverseImpact {
        cut_off,
        group: comparison.group.name.clone(),
        reference: comparison.reference.name.clone(),
        rows: u32::try_from(group.len()).ok()?,
        reference_rows: u32::try_from(reference.len()).ok()?,
        approved: ppm(share),
        ratio: ppm(ratio),
        low: ppm(ratio * libm::exp(-Z * error)),
        high: ppm(ratio * libm::exp(Z * error)),
    })
}

fn ppm(value: f64) -> Ppm {
    Ppm(libm::round(value * 1e6) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(name: &str, cell: &str) -> Group {
        Group { name: name.into(), cells: Some(vec![cell.into()]), from: None, to: None }
    }

    #[test]
    fn half_as_often_is_a_ratio_of_a_half() {
        let rows = Rows::read(b"SEX\n1\n1\n2\n2\n").unwrap();
        let comparison = Comparison { column: "SEX".into(), group: group("women", "2"), reference: group("men", "1") };
        let scored = [(0, 700), (1, 650), (2, 600), (3, 500)];
        let found = impact(&rows, &scored, &[Ppm(750_000)], &[comparison]);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].cut_off, found[0].approved, found[0].ratio), (600, Ppm(500_000), Ppm(500_000)));
        assert!(found[0].low < found[0].ratio && found[0].ratio < found[0].high);
    }

    #[test]
    fn a_group_without_rows_has_no_ratio() {
        let rows = Rows::read(b"SEX\n1\n1\n").unwrap();
        let comparison = Comparison { column: "SEX".into(), group: group("women", "2"), reference: group("men", "1") };
        assert_eq!(impact(&rows, &[(0, 1), (1, 2)], &[Ppm(500_000)], &[comparison]), []);
    }
}
