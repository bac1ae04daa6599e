//! The page: one question at a time, then the result. Everything happens in the browser that shows it.
//!
//! State, words and what was typed know no browser and are tested natively; the rest is Yew.

pub mod action; // what can happen on the page
pub mod bars; // the picture of a repayment schedule
pub mod cheaper; // a cheaper way, and what a loan takes of the income
pub mod compare; // offers side by side, by what the applicant wants most
pub mod hand; // what the guard hands over
pub mod offer; // the second tool: a loan that someone was offered
pub mod numeral; // numbers as people type them
pub mod place; // the places of the page
pub mod saved; // the file that a result is saved as, and that is opened again
pub mod shared; // what a partner's page gets when the applicant presses share
pub mod statement; // what statements say, and which questions they answer
mod kept; // what is typed, kept and taken up again
pub mod state; // where the applicant is, and what each action changes
pub mod steps; // what helped and what hurt the score
pub mod suppose; // answers as they could be, tried on the result
pub mod texts; // words by message id
pub mod typed; // from what was typed to the answer

#[cfg(feature = "web")]
mod browser; // history, focus, height, print
#[cfg(feature = "web")]
mod components; // what several views share
#[cfg(feature = "web")]
mod cx; // what every view is drawn from
#[cfg(feature = "web")]
mod draw; // elements from markup
#[cfg(feature = "web")]
mod guard; // what the page tells the guard
#[cfg(feature = "web")]
mod mount; // what the guard calls
#[cfg(feature = "web")]
mod page; // the root component
#[cfg(feature = "web")]
mod say; // words, numbers, money and dates in one language

#[cfg(feature = "web")]
mod check; // all answers before the result
#[cfg(feature = "web")]
mod question; // one question on a page
#[cfg(feature = "web")]
mod refused; // what is wrong with the hand-over
#[cfg(feature = "web")]
mod result; // outcome, offers, reasons, what would help
#[cfg(feature = "web")]
mod start; // the first view

#[cfg(all(test, feature = "cli"))] // the tests read JSON text, which only the command line can
mod tests;
