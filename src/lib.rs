//! Kaimen (开门): what a lender would likely offer, worked out on the applicant's own device.
