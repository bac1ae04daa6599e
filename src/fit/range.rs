//! Where a share seen in some rows will lie in as many later ones.

/// What both tails hold together: the range holds 95 cases of 100.
const TAIL: f64 = 0.025;

/// The least and the greatest share of bads to be expected among as many later rows, where `bads` of `rows` were bad.
///
/// The share itself is not known: by Jeffreys' rule it is Beta(bads + ½, rows − bads + ½), and the later count is then
/// beta-binomial. The ends are its 2.5 and 97.5 percentiles, and the seen share is always between them. Source: H. Jeffreys,
/// *Theory of Probability* (3rd ed. 1961), §3.1; K. Krishnamoorthy and J. Peng, *J. Stat. Plan. Inference* 141 (2011),
/// 1709–1718, who compare it with others for this use.
pub fn later(bads: f64, rows: f64) -> (f64, f64) {
    let counts = likelihoods(bads, rows);
    let all: f64 = counts.iter().sum();
    let within = |counts: &mut dyn Iterator<Item = &f64>| {
        let mut sum = 0.0;
        let outside = counts.take_while(|count| {
            sum += **count;
            sum <= TAIL * all
        });
        outside.count() as f64
    };
    let low = within(&mut counts.iter()) / rows;
    let high = (rows - within(&mut counts.iter().rev())) / rows;
    let share = bads / rows;
    (low.min(share), high.max(share))
}

/// How likely 0, 1, … `rows` bads are among the later rows, times a number that is the same for all: 1 for as many as were
/// seen, from which each other follows by the ratio of neighbours, so that nothing grows too great or too small.
fn likelihoods(bads: f64, rows: f64) -> Vec<f64> {
    let (a, b) = (bads + 0.5, rows - bads + 0.5);
    let ratio = |count: f64| (rows - count) / (count + 1.0) * (count + a) / (rows - count - 1.0 + b);
    let mut below = Vec::new();
    let (mut count, mut likelihood) = (bads, 1.0);
    while count > 0.0 {
        count -= 1.0;
        likelihood /= ratio(count);
        below.push(likelihood);
    }
    below.reverse();
    below.push(1.0);
    (count, likelihood) = (bads, 1.0);
    while count < rows {
        likelihood *= ratio(count);
        count += 1.0;
        below.push(likelihood);
    }
    below
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand, two rows of which one was bad: Beta(3/2, 3/2), so 0, 1 and 2 later bads have 5/16, 6/16 and 5/16.
    #[test]
    fn two_rows_by_hand() {
        let all = likelihoods(1.0, 2.0);
        let sum: f64 = all.iter().sum();
        for (likelihood, expected) in all.iter().zip([5.0, 6.0, 5.0]) {
            assert!((likelihood / sum - expected / 16.0).abs() < 1e-12, "{all:?}");
        }
        assert_eq!(later(1.0, 2.0), (0.0, 1.0));
    }

    /// With many rows, the normal range of a difference of two shares: ± 1.96 · √(2 · p (1 − p) ÷ n).
    #[test]
    fn many_rows_come_to_the_normal_range() {
        let (low, high) = later(2_000.0, 10_000.0);
        let half = 1.96 * libm::sqrt(2.0 * 0.2 * 0.8 / 10_000.0);
        assert!((low - (0.2 - half)).abs() < 3e-4 && (high - (0.2 + half)).abs() < 3e-4, "{low} {high}");
    }

    #[test]
    fn fewer_rows_are_wider_and_none_bad_is_not_never() {
        let width = |rows: f64| later(rows / 10.0, rows).1 - later(rows / 10.0, rows).0;
        assert!(width(100.0) > width(400.0) && width(400.0) > width(1_600.0));
        let (low, high) = later(0.0, 50.0);
        assert!(low == 0.0 && high > 0.04, "{high}");
    }
}
