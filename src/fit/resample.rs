//! Chance without chance: folds by hash and resamples from a fixed seed, the same on every machine.

use sha2::{Digest, Sha256};

/// The parts into which rows are dealt.
pub const FOLDS: u32 = 5;

/// What rows are dealt for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deal {
    /// A fifth that the shipped model never sees, for its card.
    HoldOut,
    /// Five parts for cross-validation.
    Fold,
}

/// The part, 0 to 4, that a row of the file falls in: the first four bytes of SHA-256 of `"<model> <purpose>:<row>"`,
/// modulo five. Each model deals for itself, so that no row of luck is shared.
pub fn part(model: &str, deal: Deal, row: usize) -> u32 {
    let purpose = match deal {
        Deal::HoldOut => "hold-out",
        Deal::Fold => "fold",
    };
    let digest = Sha256::digest(format!("{model} {purpose}:{row}"));
    let head = digest.iter().take(4).fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte));
    head % FOLDS
}

/// Draws rows with replacement, as a count for each row.
pub struct Resampler {
    state: u64,
    counts: Vec<u32>,
}

impl Resampler {
    /// For a set of `rows`, from the one seed.
    pub fn new(rows: usize) -> Resampler {
        Resampler { state: 0x4b61_696d_656e, counts: vec![0; rows] }
    }

    /// How often each row is drawn in the next resample; the counts sum to the number of rows.
    pub fn draw(&mut self) -> &[u32] {
        self.counts.fill(0);
        let rows = self.counts.len() as u64;
        for _ in 0..rows {
            // The high half of a 64 × 64 bit product: uniform below `rows` to within 2⁻⁴⁰ for any file we read.
            let row = (u128::from(self.next()) * u128::from(rows)) >> 64;
            if let Some(count) = usize::try_from(row).ok().and_then(|row| self.counts.get_mut(row)) {
                *count += 1;
            }
        }
        &self.counts
    }

    /// The next throw of a coin.
    pub fn heads(&mut self) -> bool {
        self.next() >> 63 == 1
    }

    /// SplitMix64 (Steele, Lea and Flood 2014).
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resample_has_as_many_rows_as_the_set() {
        let mut resampler = Resampler::new(1000);
        assert_eq!(resampler.draw().iter().sum::<u32>(), 1000);
        let first = resampler.draw().to_vec();
        assert_ne!(resampler.draw(), first, "each draw differs");
    }

    #[test]
    fn every_part_gets_about_a_fifth() {
        for deal in [Deal::HoldOut, Deal::Fold] {
            let zero = (0..10_000).filter(|row| part("model", deal, *row) == 0).count();
            assert!((1_850..2_150).contains(&zero), "{deal:?} {zero}");
        }
    }
}
