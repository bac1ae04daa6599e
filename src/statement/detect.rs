//! Which format a file is, by what it holds.

/// How the file has to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Table,
    Ofx,
    Qif,
    Camt,
    Mt940,
}

/// How much of the beginning is looked at, in bytes.
const START: usize = 4_096;

/// The shape of a text; none where it is of a kind that is known and not read, with its code and what to do.
pub(super) fn shape(text: &str) -> Result<Shape, (&'static str, &'static str)> {
    let start = beginning(text).to_lowercase();
    let trimmed = start.trim_start_matches('\u{feff}').trim_start();
    let has_line = |tag: &str| trimmed.starts_with(tag) || trimmed.contains(&["\n", tag].concat());
    if trimmed.starts_with("ofxheader") || trimmed.contains("<ofx>") || trimmed.contains("<?ofx") {
        return Ok(Shape::Ofx);
    }
    if trimmed.starts_with("!type:") || trimmed.starts_with("!account") || trimmed.starts_with("!option:") {
        return Ok(Shape::Qif);
    }
    if has_line(":20:") && (has_line(":25:") || has_line(":60f:") || has_line(":28c:")) || trimmed.starts_with("{1:") {
        return Ok(Shape::Mt940);
    }
    if trimmed.starts_with("<!doctype html") || trimmed.starts_with("<html") || trimmed.contains("<table") {
        return Err(("is-html", "a web page is no statement: export it as CSV or XLSX"));
    }
    if trimmed.contains("camt.053") || trimmed.contains("bktocstmrstmt") {
        return Ok(Shape::Camt);
    }
    if trimmed.starts_with("<?xml") || trimmed.starts_with("<!doctype") {
        return Err(("unknown-xml", "of XML, camt.053 and OFX are read"));
    }
    Ok(Shape::Table)
}

/// What bytes are that are no text, with what to do; none where they may be a text.
pub(super) fn foreign(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => Some(("is-pdf", "a PDF is not read: export the statement as CSV, XLSX or OFX")),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Some((
            "is-old-workbook",
            "an .xls or locked workbook is not read: save it as .xlsx or CSV, without a password",
        )),
        [0x1f, 0x8b, ..] | [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xbc, 0xaf, ..] => {
            Some(("is-archive", "an archive is not read: unpack it first"))
        }
        _ => None,
    }
}

fn beginning(text: &str) -> &str {
    let end = (0..=START.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}
