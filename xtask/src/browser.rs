//! The browser that tests drive, and its driver.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};

use crate::debian::{self, Debian};
use crate::run;

/// Browser, driver, and a font with the Chinese of the page.
const DEBIAN_PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-noto-cjk"];

/// What the browser is started with: no window, no sandbox of its own (root has none), and nothing that calls out.
const ARGUMENTS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
];

/// A Chromium and the driver that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Browser {
    /// The browser.
    pub chromium: PathBuf,
    /// Its driver.
    pub chromedriver: PathBuf,
}

/// Finds browser and driver: those named by `CHROMIUM` and `CHROMEDRIVER`, else those on the path; on Debian as root
/// they are installed where they are missing.
///
/// # Errors
///
/// With what is missing and the command that would mend it.
pub fn find() -> Result<Browser> {
    if debian::look() == Debian::Root && std::env::var_os("CHROMEDRIVER").is_none() {
        debian::install(&DEBIAN_PACKAGES, "the tests drive a browser")?;
    }
    let chromium = named("CHROMIUM", &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]);
    let chromedriver = named("CHROMEDRIVER", &["chromedriver"]);
    match (chromium, chromedriver) {
        (Some(chromium), Some(chromedriver)) => Ok(Browser { chromium, chromedriver }),
        (chromium, _) => bail!(
            "the tests drive a browser, but {} is missing\n  what would mend it: {}",
            if chromium.is_none() { "Chromium" } else { "chromedriver" },
            match debian::look() {
                Debian::No =>
                    "install Chromium (or Chrome) and its chromedriver, or name them in CHROMIUM and CHROMEDRIVER"
                        .to_owned(),
                _ => debian::install_command(&DEBIAN_PACKAGES),
            }
        ),
    }
}

fn named(variable: &str, programs: &[&str]) -> Option<PathBuf> {
    let given = std::env::var_os(variable).map(PathBuf::from);
    given.or_else(|| programs.iter().find_map(|program| run::on_path(program)))
}

/// How often the driver is started at most.
const STARTS: u32 = 5;

impl Browser {
    /// Starts the driver on a port of its own choice. Several that start at once may choose the same one: then it ends, and
    /// is started again.
    ///
    /// # Errors
    ///
    /// Where the driver can't be started or ends each time before it listens.
    pub fn drive(&self) -> Result<Driver> {
        for _ in 0..STARTS {
            if let Some(driver) = self.start()? {
                return Ok(driver);
            }
        }
        bail!("{} ended {STARTS} times without saying its port", self.chromedriver.display())
    }

    fn start(&self) -> Result<Option<Driver>> {
        let mut child = Command::new(&self.chromedriver)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{} can't be started", self.chromedriver.display()))?;
        let port = listening_port(&mut child);
        // Dropped, it is waited for.
        let driver = Driver { child, port: port.unwrap_or_default() };
        Ok(port.map(|_| driver))
    }

    /// The capabilities of a session with this browser; the driver gives each session a profile of its own.
    #[must_use]
    pub fn capabilities(&self) -> Map<String, Value> {
        let options = json!({ "binary": shown(&self.chromium), "args": ARGUMENTS });
        Map::from_iter([("browserName".to_owned(), json!("chrome")), ("goog:chromeOptions".to_owned(), options)])
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Reads until the driver says its port, then reads on elsewhere so that it never waits for a reader.
fn listening_port(child: &mut Child) -> Option<u16> {
    let mut lines = BufReader::new(child.stdout.take()?).lines();
    let port = lines.by_ref().map_while(Result::ok).find_map(|line| port_in(&line));
    std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
    port
}

/// `ChromeDriver was started successfully on port 39613.`
fn port_in(line: &str) -> Option<u16> {
    line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok()
}

/// A driver under way; it and its browsers end when this is dropped.
#[derive(Debug)]
pub struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// Where it listens: `http://127.0.0.1:39613`.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        run::stop(&mut self.child);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_read_from_what_the_driver_says() {
        assert_eq!(port_in("ChromeDriver was started successfully on port 39613."), Some(39613));
        assert_eq!(port_in("Starting ChromeDriver 156.0.8078.79 on port 0"), None);
    }

    #[test]
    fn a_session_calls_nobody_and_has_no_window() {
        let browser = Browser { chromium: "/opt/chromium".into(), chromedriver: "/opt/driver".into() };
        let capabilities = browser.capabilities();
        let arguments = capabilities["goog:chromeOptions"]["args"].as_array().unwrap();
        assert!(arguments.contains(&json!("--headless")));
        assert!(arguments.contains(&json!("--disable-background-networking")));
        assert_eq!(capabilities["goog:chromeOptions"]["binary"], "/opt/chromium");
    }
}
