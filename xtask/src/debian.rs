//! Packages of a Debian system on which xtask is root.

use std::process::Command;

use anyhow::{Result, bail};

use crate::{run, say};

/// Whether this is a Debian system where packages may be installed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Debian {
    /// Not Debian at all.
    No,
    /// Debian, but xtask is not root.
    NotRoot,
    /// Debian, and xtask is root.
    Root,
}

/// Looks whether this is Debian, and whether xtask is root.
#[must_use]
pub fn look() -> Debian {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    if !is_debian(&release) {
        return Debian::No;
    }
    match run::answer("id", &["-u"]).as_deref() {
        Some("0") => Debian::Root,
        _ => Debian::NotRoot,
    }
}

fn is_debian(release: &str) -> bool {
    release.lines().any(|line| matches!(line, "ID=debian" | "ID=\"debian\""))
}

/// The command that installs packages, as a person would type it.
#[must_use]
pub fn install_command(packages: &[&str]) -> String {
    format!("sudo apt-get update && sudo apt-get install --no-install-recommends {}", packages.join(" "))
}

/// Those of the packages that are not installed.
#[must_use]
pub fn missing<'a>(packages: &[&'a str]) -> Vec<&'a str> {
    packages.iter().copied().filter(|package| !installed(package)).collect()
}

fn installed(package: &str) -> bool {
    run::answer("dpkg-query", &["-W", "-f=${db:Status-Status}", package]).as_deref() == Some("installed")
}

/// Installs those of the packages that are missing; `why` ends the line that says so.
///
/// # Errors
///
/// Where this is not Debian, xtask is not root, or apt-get fails.
pub fn install(packages: &[&str], why: &str) -> Result<()> {
    let missing = missing(packages);
    if missing.is_empty() {
        return Ok(());
    }
    if look() != Debian::Root {
        bail!("{why} needs Debian's {}\n  what would mend it: {}", missing.join(", "), install_command(&missing));
    }
    let mend = "look at the network and at /etc/apt/sources.list, then try again";
    let step = say::step("asking Debian for its list of packages");
    run::quietly(apt_get().arg("update"), &step, mend)?;
    step.done();
    let step = say::step(format!("installing Debian's {}: {why}", missing.join(", ")));
    run::quietly(apt_get().args(["install", "--no-install-recommends"]).args(&missing), &step, mend)?;
    step.done();
    Ok(())
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    // Another apt-get may be at work: wait for it.
    command.env("DEBIAN_FRONTEND", "noninteractive").args(["-y", "-o", "DPkg::Lock::Timeout=300"]);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debian_is_told_by_its_id_and_not_by_its_kin() {
        assert!(is_debian("NAME=\"Debian GNU/Linux\"\nID=debian\n"));
        assert!(!is_debian("NAME=Ubuntu\nID=ubuntu\nID_LIKE=debian\n"));
    }
}
