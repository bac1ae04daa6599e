//! The order of a list: one sort for the whole engine, since every sort of a type of its own is five kilobytes more
//! for the browser.

use std::cmp::Ordering;

/// The places of a list of `len` items in the order of `compare`; equal items keep theirs.
///
/// # Example
///
/// ```
/// let words = ["pear", "fig", "kiwi"];
/// assert_eq!(kaimen::order::order(words.len(), &|a, b| words[a].len().cmp(&words[b].len())), [1, 0, 2]);
/// ```
pub fn order(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..len).collect();
    places.sort_unstable_by(|a, b| compare(*a, *b).then(a.cmp(b)));
    places
}

/// A few items in the order of two numbers each; equal items keep theirs.
pub fn by_keys<T>(items: Vec<T>, key: &dyn Fn(&T) -> (i64, i64)) -> Vec<T> {
    let mut sorted: Vec<T> = Vec::new();
    for item in items {
        let own = key(&item);
        let place = sorted.iter().position(|other| key(other) > own).unwrap_or(sorted.len());
        sorted.insert(place, item);
    }
    sorted
}

/// Whether no two of these are the same.
pub fn are_distinct(words: &[&str]) -> bool {
    let places = order(words.len(), &|a, b| words.get(a).cmp(&words.get(b)));
    places.windows(2).all(|pair| matches!(pair, [a, b] if words.get(*a) != words.get(*b)))
}
