//! The `kaimen` command.

fn main() {}
