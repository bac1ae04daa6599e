//! Setup, build, serve, test, dist: `cargo xtask --help`.

fn main() {}
