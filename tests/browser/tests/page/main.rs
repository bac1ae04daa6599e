//! The page as people use it: the whole way, back and forth, what is kept, what is wrong, by keyboard alone, and what
//! axe finds.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

mod axe;
mod history;
mod keeping;
mod keyboard;
mod result;
mod saving;
mod typing;
mod way;
mod wrong;
