//! What the tests that drive a real browser share.
//!
//! [`wire`] (raw TCP: who reached whom) · [`site`] (what is served) · [`browser`] (a browser for each test) · [`page`]
//! (the checker in it) · [`keyboard`] (without a mouse) · [`offer`] (its second tool) · [`pseudo`] (a
//! language no one speaks) · [`routes`] (every way out of a page).

#![allow(clippy::panic, clippy::missing_panics_doc, clippy::indexing_slicing, reason = "a test may panic")]

pub mod axe;
pub mod browser;
pub mod checker;
pub mod heard;
pub mod keyboard;
pub mod offer;
pub mod page;
pub mod person;
pub mod pseudo;
pub mod routes;
pub mod site;
pub mod states;
pub mod wire;
pub mod words;
