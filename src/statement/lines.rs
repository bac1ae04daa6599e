//! A text line by line, and what formats made of lines need of one.

/// A text and how far it is read.
#[derive(Debug)]
pub(super) struct Lines {
    text: String,
    at: usize,
    /// The number of the line that was read last.
    pub number: u32,
}

impl Lines {
    pub fn new(text: String) -> Lines {
        let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
        Lines { text, at, number: 0 }
    }

    /// The next line, without what ends it; none after the last.
    pub fn line(&mut self) -> Option<&str> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').unwrap_or(rest.len());
        self.at += length + 1;
        self.number = self.number.saturating_add(1);
        rest.get(..length).map(|line| line.trim_end_matches('\r'))
    }

    pub fn progress(&self) -> (usize, usize) {
        (self.at.min(self.text.len()), self.text.len())
    }
}

/// Adds a text to another as long as it stays one that is kept, with a space between.
pub(super) fn append(text: &mut String, more: &str) {
    let more = more.trim();
    if !more.is_empty() && text.len() < super::bounds::CELL_BYTES {
        if !text.is_empty() {
            text.push(' ');
        }
        text.extend(more.chars().take(super::bounds::TEXT_CHARS));
    }
}
