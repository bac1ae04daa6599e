//! The `kaimen` command.

fn main() -> std::process::ExitCode {
    kaimen::cli::main()
}
