//! Kaimen (开门): what a lender would likely offer, worked out on the applicant's own device.
//!
//! The rooms, in reading order; each uses only rooms above it.

pub mod json; // values, the reader that reports every problem, the canonical writer

pub mod date; // civil dates
pub mod money; // amounts in minor units, rounding
pub mod rate; // rates, terms, the legal yearly rate

pub mod application; // answers by question, each with where it comes from
pub mod market; // the law of one country as dated, cited data
pub mod pack; // a lender's questions, models, rules and products

pub mod characteristic; // answers → characteristics and conditions; missing stays missing
pub mod form; // which questions are asked; whether an application answers them
pub mod policy; // knock-out and referral rules → findings
