//! Setup, build, serve, test, dist: `cargo xtask --help`.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use xtask::toolchain::Switch;
use xtask::{say, server, site};

/// Sets up what is missing, then builds, serves and tests Kaimen.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Which compiler makes the WebAssembly.
    #[arg(long, global = true, value_enum, default_value_t)]
    toolchain: Switch,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site into target/site.
    Build,
    /// Build the site and serve it on this machine.
    Serve {
        /// The port to listen on; 0 takes any that is free.
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Further ports that serve the same, as the partner's page needs.
        #[arg(long, value_name = "PORT", num_args = 1..)]
        also_on: Vec<u16>,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::line(format!("\nerror: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    match &arguments.command {
        Command::Build => {
            let folder = site::build(arguments.toolchain)?;
            println!("built {}", folder.display());
            Ok(())
        }
        Command::Serve { port, also_on } => {
            let folder = site::build(arguments.toolchain)?;
            serve(&folder, *port, also_on)
        }
    }
}

fn serve(folder: &Path, port: u16, also_on: &[u16]) -> Result<()> {
    let ports = std::iter::once(port).chain(also_on.iter().copied());
    let servers = ports.map(|port| server::serve(folder, port)).collect::<Result<Vec<_>>>()?;
    for server in &servers {
        println!("serving {} at {}", folder.display(), server.address());
    }
    loop {
        std::thread::park();
    }
}
