//! A workbook until its table can be read: unpacked and its texts read, a step at a time.

use super::document::Assumed;
use super::sheet::{Sheet, Strings};
use super::zip::{Part, Refusal, Unpack, parts};

/// A workbook that is being unpacked.
#[derive(Debug)]
pub(super) struct Workbook {
    bytes: Vec<u8>,
    sheet: Part,
    phase: Phase,
    strings: Vec<String>,
    pub assumed: Option<Assumed>,
}

#[derive(Debug)]
enum Phase {
    /// Unpacking the texts that cells refer to.
    UnpackStrings(Unpack),
    Strings(String, Strings),
    UnpackSheet(Unpack),
}

/// What a step comes to.
pub(super) enum Step {
    More,
    Done(Box<Sheet>),
}

const NO_WORKBOOK: Refusal = ("is-archive", "an archive that is no XLSX workbook is not read: unpack it first");
const BROKEN: Refusal = ("archive-broken", "the workbook was cut or changed: save it again");

impl Workbook {
    pub fn open(bytes: Vec<u8>) -> Result<Workbook, Refusal> {
        let parts = parts(&bytes)?;
        let is_sheet = |part: &&Part| part.name.starts_with("xl/worksheets/") && part.name.ends_with(".xml");
        let first = parts.iter().find(|part| part.name == "xl/worksheets/sheet1.xml");
        let sheet = first.or(parts.iter().find(is_sheet)).ok_or(NO_WORKBOOK)?.clone();
        let assumed = (parts.iter().filter(is_sheet).count() > 1).then_some(Assumed::FirstSheet);
        check_epoch(&bytes, &parts)?;
        let phase = match parts.iter().find(|part| part.name == "xl/sharedStrings.xml") {
            Some(part) => Phase::UnpackStrings(Unpack::new(&bytes, part)?),
            None => Phase::UnpackSheet(Unpack::new(&bytes, &sheet)?),
        };
        Ok(Workbook { bytes, sheet, phase, strings: Vec::new(), assumed })
    }

    /// One step more.
    pub fn step(&mut self) -> Result<Step, Refusal> {
        match &mut self.phase {
            Phase::UnpackStrings(unpack) => {
                if !unpack.step(&self.bytes)? {
                    let next = Phase::UnpackSheet(Unpack::new(&self.bytes, &self.sheet)?);
                    if let Phase::UnpackStrings(unpack) = std::mem::replace(&mut self.phase, next) {
                        self.phase = Phase::Strings(unpack.text()?, Strings::default());
                    }
                }
            }
            Phase::Strings(text, strings) => {
                if !strings.step(text).map_err(|_| BROKEN)? {
                    self.strings = std::mem::take(&mut strings.texts);
                    self.phase = Phase::UnpackSheet(Unpack::new(&self.bytes, &self.sheet)?);
                }
            }
            Phase::UnpackSheet(unpack) => {
                if !unpack.step(&self.bytes)? {
                    let next = Unpack::new(&self.bytes, &self.sheet)?;
                    let whole = std::mem::replace(unpack, next);
                    let sheet = Sheet::new(whole.text()?, std::mem::take(&mut self.strings));
                    return Ok(Step::Done(Box::new(sheet)));
                }
            }
        }
        Ok(Step::More)
    }

    pub fn progress(&self) -> (usize, usize) {
        match &self.phase {
            Phase::UnpackStrings(unpack) | Phase::UnpackSheet(unpack) => unpack.progress(),
            Phase::Strings(text, strings) => (strings.texts.len(), text.len()),
        }
    }
}

/// Days of a workbook are counted from 1900; in some, from 1904, which would be four years off.
fn check_epoch(bytes: &[u8], parts: &[Part]) -> Result<(), Refusal> {
    let Some(part) = parts.iter().find(|part| part.name == "xl/workbook.xml") else { return Ok(()) };
    let mut unpack = Unpack::new(bytes, part)?;
    while unpack.step(bytes)? {
        if unpack.progress().0 > MOST_OF_WORKBOOK {
            return Err(BROKEN);
        }
    }
    let text = unpack.text()?;
    let is_later = text.contains("date1904=\"1\"") || text.contains("date1904=\"true\"");
    if is_later {
        Err(("days-from-1904", "days of this workbook are counted from 1904: save it as CSV"))
    } else {
        Ok(())
    }
}

/// The part that names the sheets is small.
const MOST_OF_WORKBOOK: usize = 1 << 20;
