//! The second tool: a loan that someone was offered. What it asks is data of the same kind as a pack's questions.

mod sheet;
mod told;

#[cfg(feature = "web")]
mod result;

pub use sheet::{OFFER, Offered, not_yet_asked};
pub use told::{quote, refused};

#[cfg(feature = "web")]
pub use result::{headline, view};
