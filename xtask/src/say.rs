//! What xtask says while it works: one line for each thing it does, and why.
//!
//! A terminal gets a spinner with the newest line of the command's output beside it; anything else gets plain
//! lines, one when a step begins and one when it ends.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Says one line on standard error.
pub fn line(text: impl AsRef<str>) {
    eprintln!("{}", text.as_ref());
}

/// Something under way, from its first line to its last.
#[derive(Debug)]
pub struct Step {
    name: String,
    began: Instant,
    bar: Option<ProgressBar>,
}

/// Begins a step and says so: what is done, and why where that isn't plain.
#[must_use]
pub fn step(name: impl Into<String>) -> Step {
    let name = name.into();
    let bar = std::io::stderr().is_terminal().then(|| spinner(&name));
    if bar.is_none() {
        line(format!("· {name} …"));
    }
    Step { name, began: Instant::now(), bar }
}

fn spinner(name: &str) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{spinner} {prefix} ({elapsed}) {wide_msg:.dim}") {
        bar.set_style(style);
    }
    bar.set_prefix(name.to_owned());
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

impl Step {
    /// Shows what is being done at this moment; only a terminal sees it.
    pub fn note(&self, text: &str) {
        if let Some(bar) = &self.bar {
            bar.set_message(text.trim().to_owned());
        }
    }

    /// Ends the step with how long it took.
    pub fn done(self) {
        self.end("✓", "");
    }

    /// Ends the step with a word about what came of it.
    pub fn done_with(self, outcome: impl AsRef<str>) {
        self.end("✓", &format!(": {}", outcome.as_ref()));
    }

    /// Ends a step that did not work where that is no error.
    pub fn failed_with(self, outcome: impl AsRef<str>) {
        self.end("–", &format!(": {}", outcome.as_ref()));
    }

    fn end(self, sign: &str, outcome: &str) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        line(format!("{sign} {}{outcome} ({})", self.name, duration(self.began.elapsed())));
    }
}

/// A duration as it is said: `0.4 s`, `42 s`, `3 min 05 s`.
#[must_use]
pub fn duration(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_said_in_the_unit_that_fits() {
        let said = |millis| duration(Duration::from_millis(millis));
        assert_eq!(said(420), "0.4 s");
        assert_eq!(said(42_900), "42 s");
        assert_eq!(said(185_000), "3 min 05 s");
    }
}
