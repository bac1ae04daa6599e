//! Kaimen (开门): what a lender would likely offer, worked out on the applicant's own device.
//!
//! The rooms, in reading order; each uses only rooms above it.

pub mod order; // one sort for the whole engine

pub mod json; // values, the reader that reports every problem, the canonical writer

pub mod date; // civil dates
pub mod money; // amounts in minor units, rounding
pub mod rate; // rates, terms, the legal yearly rate
pub mod flow; // money received and paid, each on its day
pub mod loan; // what a contract says: forms of repayment, due days, fees, early and late

pub mod application; // answers by question, each with where it comes from
#[cfg(any(feature = "cli", feature = "statement"))]
pub mod statement; // an account statement file → dated entries → months and cash-flow figures
pub mod market; // the law of one country as dated, cited data
pub mod pack; // a lender's questions, models, rules and products

pub mod characteristic; // answers → characteristics and conditions; missing stays missing
pub mod range; // the same while answers are missing: what they may still come to
pub mod policy; // knock-out and referral rules → findings

pub mod score; // segment, points table, calibration → score, probability of default, tier
pub mod capacity; // disposable income, debt to income → the most that can be carried
pub mod apr; // the legal yearly rate from cash flows
pub mod schedule; // cash flows to the last minor unit; what is owed early or late
pub mod cap; // what the law says a loan may cost: measured and held against its limits
pub mod product; // what can be offered within capacity, price and law
pub mod reach; // the same while answers are missing: what can still be reached
pub mod enough; // when enough is answered: a refusal for good, questions that can change nothing any more
pub mod form; // which questions are asked; whether an application answers them
pub mod quote; // a loan that someone was offered: its true cost, what was kept back, the law
pub mod bring; // the papers that a lender asks for with what it could offer
pub mod explain; // findings and lost points → reason codes
pub mod recourse; // the least change that turns the outcome
pub mod decision; // runs the rooms and assembles the answer; the only file that knows them all
pub mod golden; // a pack as every face loads it: the applications whose decision is known come out as they should
pub mod preview; // the same while answers are missing: what it may still come to, what to ask next

#[cfg(feature = "cli")]
pub mod lint; // proofs about a pack: what can't be right in it, each shown on an applicant
#[cfg(feature = "cli")]
pub mod diff; // two packs on the same applications: who is decided otherwise, and why
#[cfg(any(feature = "js", feature = "web"))]
mod foreign; // from a JavaScript value to a document's
#[cfg(feature = "js")]
pub mod js; // documents ↔ JavaScript: the headless package
#[cfg(feature = "statement")]
pub mod intake; // statements for the page: a module of its own, loaded by who has one
#[cfg(feature = "cli")]
pub mod fit; // for risk teams: fitting a points table, measuring a model

#[cfg(feature = "cli")]
pub mod cli; // the command line: one file a command
#[cfg(any(feature = "web", test))]
pub mod web; // the page
