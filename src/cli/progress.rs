//! A progress bar for work that takes its time.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::Duration;

/// A bar of so many steps on standard error, shown once half a second has gone by.
pub fn bar(steps: u64, doing: &'static str) -> ProgressBar {
    // OK because the template is a constant that a run of the command shows to be right.
    let style = ProgressStyle::with_template("{msg} {bar:40} {percent} % {eta} left");
    let bar = ProgressBar::with_draw_target(Some(steps), ProgressDrawTarget::hidden());
    let bar = bar.with_style(style.unwrap_or(ProgressStyle::default_bar())).with_message(doing);
    let shown = bar.clone();
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(500));
        if !shown.is_finished() {
            shown.set_draw_target(ProgressDrawTarget::stderr());
        }
    });
    bar
}
