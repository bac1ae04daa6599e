//! Setup, build, serve, test, dist: `cargo xtask --help`.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use xtask::sizes::Sizes;
use xtask::stages::{self, Stage};
use xtask::toolchain::Switch;
use xtask::{dist, packed, say, screenshots, server, setup, site};

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
        /// Further ports that serve the same: each is another origin.
        #[arg(long, value_name = "PORT", num_args = 1..)]
        also_on: Vec<u16>,
    },
    /// Run every test.
    Test {
        /// Run this stage alone.
        #[arg(long, value_enum)]
        only: Option<Stage>,
    },
    /// Make what ships, into dist/site: optimised, packed, its sizes held to their budgets.
    Dist,
    /// Print the sizes of what `dist` made.
    Size,
    /// Measure yearly rates and schedules against others' on the same flows: how many a second, and the ratios.
    Bench {
        /// Measure instead how long the page takes to open on a slow phone, as it ships
        #[arg(long)]
        opening: bool,
    },
    /// Build the site and take the README's pictures of it, into docs/screenshots.
    Screenshots {
        /// Take every state of every view instead, into target/screenshots
        #[arg(long)]
        states: bool,
    },
    /// Fetch everything that the other commands need, and say what there is.
    Setup,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::line(format!("\nerror: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    let toolchain = arguments.toolchain;
    match &arguments.command {
        Command::Build => build(toolchain).map(drop),
        Command::Serve { port, also_on } => serve(&build(toolchain)?, *port, also_on),
        Command::Test { only } => stages::test(toolchain, *only),
        Command::Dist => {
            let sizes = dist::dist(toolchain)?;
            println!("{}\nmade {} and {}", sizes.table(), dist::site().display(), dist::table().display());
            sizes.within_budgets()
        }
        Command::Size => {
            println!("{}", dist::sizes()?.table());
            Ok(())
        }
        Command::Bench { opening: false } => stages::bench(),
        Command::Bench { opening: true } => stages::bench_opening(toolchain),
        Command::Screenshots { states } => screenshots::take(toolchain, *states),
        Command::Setup => setup::setup(toolchain),
    }
}

fn build(toolchain: Switch) -> Result<std::path::PathBuf> {
    let folder = site::build(toolchain)?;
    let files = site::read(&folder)?;
    let sums = Sizes::of(&files, &packed::pack(&files)?).sums();
    println!("{sums}(with messages for panics; what `cargo xtask dist` makes is smaller)\nbuilt {}", folder.display());
    Ok(folder)
}

fn serve(folder: &Path, port: u16, also_on: &[u16]) -> Result<()> {
    let ports = std::iter::once(port).chain(also_on.iter().copied());
    let servers = ports.map(|port| server::serve(folder, port)).collect::<Result<Vec<_>>>()?;
    for server in &servers {
        println!("serving at {}", server.address());
    }
    if let Some(partner) = servers.last() {
        println!("with a partner's page that holds it: {}/demo/partner.html", partner.address());
    }
    loop {
        std::thread::park();
    }
}
