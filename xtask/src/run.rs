//! Other programs: run them, and say well what went wrong.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};

use crate::say::Step;

/// How many of a failed command's last lines are shown.
const TAIL: usize = 30;

/// How many are shown from the first line on that calls itself an error.
const FROM_ERROR: usize = 80;

/// What a command printed.
#[derive(Debug)]
pub struct Printed {
    /// Its standard output, line by line.
    pub out: Vec<String>,
}

/// Runs a command to its end and keeps what it prints; `mend` is what would help where it fails.
///
/// # Errors
///
/// With the command, the last lines it printed and `mend`, where it can't be started or fails.
pub fn quietly(command: &mut Command, step: &Step, mend: &str) -> Result<Printed> {
    within(command, step, mend, Duration::MAX)
}

/// Like [`quietly`], but ended after `limit`.
///
/// # Errors
///
/// As [`quietly`], and where the time is over.
pub fn within(command: &mut Command, step: &Step, mend: &str, limit: Duration) -> Result<Printed> {
    let shown = shown(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| failure(&shown, &format!("can't be started: {error}"), &[], mend))?;
    let lines = lines_of(&mut child);
    let mut printed = Printed { out: Vec::new() };
    let mut all = Vec::new();
    if !collect(&lines, &mut printed, &mut all, step, limit) {
        stop(&mut child);
        bail!(failure(&shown, &format!("took longer than {} s", limit.as_secs()), &all, mend));
    }
    let status = child.wait().with_context(|| format!("waiting for `{shown}`"))?;
    if !status.success() {
        bail!(failure(&shown, &ended(status), &all, mend));
    }
    Ok(printed)
}

/// Runs a command that speaks for itself: its output goes straight to the terminal.
///
/// # Errors
///
/// With the command and `mend`, where it can't be started or fails.
pub fn aloud(command: &mut Command, mend: &str) -> Result<()> {
    let shown = shown(command);
    let status = command
        .stdin(Stdio::null())
        .status()
        .map_err(|error| failure(&shown, &format!("can't be started: {error}"), &[], mend))?;
    if !status.success() {
        bail!(failure(&shown, &ended(status), &[], mend));
    }
    Ok(())
}

/// What a short command prints, without the space around it; nothing where it fails or is not there.
#[must_use]
pub fn answer(program: &str, args: &[&str]) -> Option<String> {
    let output = Command::new(program).args(args).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Where a program lies that can be called by its name alone.
#[must_use]
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// Ends a process that was started here, and waits until it is gone.
pub fn stop(child: &mut Child) {
    // OK because a process that has already ended needs no ending.
    child.kill().ok();
    child.wait().ok();
}

enum Line {
    Out(String),
    Err(String),
}

fn lines_of(child: &mut Child) -> Receiver<Line> {
    let (sender, lines) = channel();
    if let Some(out) = child.stdout.take() {
        read_lines(out, sender.clone(), Line::Out);
    }
    if let Some(err) = child.stderr.take() {
        read_lines(err, sender, Line::Err);
    }
    lines
}

fn read_lines(from: impl Read + Send + 'static, to: Sender<Line>, kind: fn(String) -> Line) {
    std::thread::spawn(move || {
        for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
            // OK because a reader that has gone away wants no more lines.
            to.send(kind(String::from_utf8_lossy(&line).trim_end().to_owned())).ok();
        }
    });
}

/// True once both ends are closed, false where the time is over first.
fn collect(lines: &Receiver<Line>, printed: &mut Printed, all: &mut Vec<String>, step: &Step, limit: Duration) -> bool {
    let began = Instant::now();
    loop {
        let left = limit.saturating_sub(began.elapsed()).min(Duration::from_secs(3600));
        let line = match lines.recv_timeout(left) {
            Ok(Line::Out(line)) => {
                printed.out.push(line.clone());
                line
            }
            Ok(Line::Err(line)) => line,
            Err(RecvTimeoutError::Disconnected) => return true,
            Err(RecvTimeoutError::Timeout) if began.elapsed() < limit => continue,
            Err(RecvTimeoutError::Timeout) => return false,
        };
        step.note(&line);
        all.push(line);
    }
}

fn ended(status: ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("ended with exit code {code}"),
        None => "was ended by a signal".to_owned(),
    }
}

fn failure(shown: &str, what: &str, lines: &[String], mend: &str) -> anyhow::Error {
    let mut text = format!("a command {what}\n  command: {shown}");
    let telling = telling(lines);
    if !telling.is_empty() {
        text.push_str("\n  what it said:");
    }
    for line in telling {
        text.push_str("\n    ");
        text.push_str(line);
    }
    if !mend.is_empty() {
        text.push_str("\n  what would mend it: ");
        text.push_str(mend);
    }
    anyhow!(text)
}

/// The lines that tell most: from the first error on, else the last ones.
fn telling(lines: &[String]) -> &[String] {
    let last = lines.len().saturating_sub(TAIL);
    let first = lines.iter().position(|line| line.starts_with("error")).unwrap_or(last).min(last);
    let end = lines.len().min(first + FROM_ERROR);
    lines.get(first..end).unwrap_or_default()
}

/// A command as one would type it, with the variables that were set for it.
fn shown(command: &Command) -> String {
    let mut words: Vec<String> = command
        .get_envs()
        .filter_map(|(name, value)| Some(format!("{}={}", name.to_string_lossy(), value?.to_string_lossy())))
        .collect();
    words.push(command.get_program().to_string_lossy().into_owned());
    words.extend(command.get_args().map(|arg| arg.to_string_lossy().into_owned()));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say;

    fn sh(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn output_is_kept_line_by_line() {
        let printed = quietly(&mut sh("echo a; echo b >&2; echo c"), &say::step("t"), "").unwrap();
        assert_eq!(printed.out, ["a", "c"]);
    }

    #[test]
    fn a_failure_names_command_last_lines_and_what_would_mend_it() {
        let error = quietly(&mut sh("echo why >&2; exit 3"), &say::step("t"), "install it");
        let text = error.unwrap_err().to_string();
        for part in ["exit code 3", "sh -c", "why", "what would mend it: install it"] {
            assert!(text.contains(part), "{part} is missing in: {text}");
        }
    }

    #[test]
    fn the_first_error_is_shown_however_much_follows() {
        let script = "echo before; echo 'error[E1]: why' >&2; seq 50; exit 1";
        let text = quietly(&mut sh(&format!("({script}) 2>&1")), &say::step("t"), "").unwrap_err().to_string();
        assert!(text.contains("error[E1]: why") && text.contains("\n    50"));
        assert!(!text.contains("\n    before"));
    }

    #[test]
    fn a_command_that_takes_too_long_is_ended() {
        let error = within(&mut sh("exec sleep 20"), &say::step("t"), "", Duration::from_millis(100));
        assert!(error.unwrap_err().to_string().contains("took longer"));
    }
}
