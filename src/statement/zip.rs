//! The parts of a ZIP archive, unpacked a slice at a time and never beyond bounds.

use super::bounds::{PART_BYTES, PARTS};
use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};

/// One part, as the archive's directory has it.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub name: String,
    packed: usize,
    size: usize,
    crc: u32,
    is_stored: bool,
    header: usize,
}

/// A code and what to do.
pub(super) type Refusal = (&'static str, &'static str);

const BROKEN: Refusal = ("archive-broken", "the workbook was cut or changed: save it again");

/// The parts of an archive.
pub(super) fn parts(bytes: &[u8]) -> Result<Vec<Part>, Refusal> {
    let tail = bytes.len().saturating_sub(66_000);
    let last = bytes.get(tail..).unwrap_or_default().windows(4).rposition(|four| four == b"PK\x05\x06");
    let end = tail + last.ok_or(BROKEN)?;
    let count = usize::from(u16_at(bytes, end + 10).ok_or(BROKEN)?);
    let mut at = u32_at(bytes, end + 16).ok_or(BROKEN)?;
    if count > PARTS {
        return Err(("too-many-parts", "a workbook has at most 4096 parts"));
    }
    let mut parts = Vec::new();
    for _ in 0..count {
        let (part, next) = entry(bytes, at)?;
        parts.push(part);
        at = next;
    }
    Ok(parts)
}

fn entry(bytes: &[u8], at: usize) -> Result<(Part, usize), Refusal> {
    let two = |place: usize| u16_at(bytes, at + place).map(usize::from).ok_or(BROKEN);
    let four = |place: usize| u32_at(bytes, at + place).ok_or(BROKEN);
    // Far below where adding to it would not fit: offsets come from the file.
    if at > bytes.len() || bytes.get(at..at + 4) != Some(b"PK\x01\x02") {
        return Err(BROKEN);
    }
    let (flags, method) = (two(8)?, two(10)?);
    if flags & 1 == 1 {
        return Err(("archive-locked", "the file has a password: save it without one"));
    }
    if method != 0 && method != 8 {
        return Err(BROKEN);
    }
    let name = bytes.get(at + 46..at + 46 + two(28)?).ok_or(BROKEN)?;
    let part = Part {
        name: String::from_utf8_lossy(name).into_owned(),
        packed: four(20)?,
        size: four(24)?,
        crc: u32::try_from(four(16)?).map_err(|_| BROKEN)?,
        is_stored: method == 0,
        header: four(42)?,
    };
    Ok((part, at + 46 + two(28)? + two(30)? + two(32)?))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().copied().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..)?.first_chunk().copied().map(u32::from_le_bytes)?;
    usize::try_from(four).ok()
}

/// A part that is being unpacked.
pub(super) struct Unpack {
    part: Part,
    at: usize,
    end: usize,
    state: Box<InflateState>,
    out: Vec<u8>,
}

impl std::fmt::Debug for Unpack {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.part.name)
    }
}

/// How much is unpacked in one step.
const SLICE: usize = 16 << 10;

impl Unpack {
    pub fn new(bytes: &[u8], part: &Part) -> Result<Unpack, Refusal> {
        if part.size > PART_BYTES {
            return Err(("part-too-large", "a part of a workbook has at most 96 MiB"));
        }
        let header = part.header;
        let skip = |place| header.checked_add(place).and_then(|at| u16_at(bytes, at)).map(usize::from).ok_or(BROKEN);
        if header.checked_add(4).and_then(|end| bytes.get(header..end)) != Some(b"PK\x03\x04") {
            return Err(BROKEN);
        }
        let at = header + 30 + skip(26)? + skip(28)?;
        let end = at.checked_add(part.packed).filter(|end| *end <= bytes.len()).ok_or(BROKEN)?;
        let state = InflateState::new_boxed(DataFormat::Raw);
        Ok(Unpack { part: part.clone(), at, end, state, out: Vec::new() })
    }

    /// Unpacks a slice more; false once it is whole.
    pub fn step(&mut self, bytes: &[u8]) -> Result<bool, Refusal> {
        let input = bytes.get(self.at..self.end).unwrap_or_default();
        if self.part.is_stored {
            self.out.extend_from_slice(input);
            return self.checked().map(|()| false);
        }
        let mut slice = vec![0; SLICE];
        let result = inflate(&mut self.state, input, &mut slice, MZFlush::None);
        self.at += result.bytes_consumed;
        self.out.extend_from_slice(slice.get(..result.bytes_written).unwrap_or_default());
        // What it says of its size was held to the bound before.
        if self.out.len() > self.part.size {
            return Err(BROKEN);
        }
        match result.status {
            Ok(MZStatus::StreamEnd) => self.checked().map(|()| false),
            Ok(_) if result.bytes_consumed + result.bytes_written > 0 => Ok(true),
            _ => Err(BROKEN),
        }
    }

    fn checked(&self) -> Result<(), Refusal> {
        let is_whole = self.out.len() == self.part.size && crc(&self.out) == self.part.crc;
        if is_whole { Ok(()) } else { Err(BROKEN) }
    }

    /// How much was unpacked, of how much.
    pub fn progress(&self) -> (usize, usize) {
        (self.out.len(), self.part.size)
    }

    /// The text of the part, once it is whole.
    pub fn text(self) -> Result<String, Refusal> {
        String::from_utf8(self.out).map_err(|_| BROKEN)
    }
}

/// CRC-32 as ZIP has it (ISO 3309), four bits at a time.
fn crc(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 16] = [
        0x0000_0000,
        0x1db7_1064,
        0x3b6e_20c8,
        0x26d9_30ac,
        0x76dc_4190,
        0x6b6b_51f4,
        0x4db2_6158,
        0x5005_713c,
        0xedb8_8320,
        0xf00f_9344,
        0xd6d6_a3e8,
        0xcb61_b38c,
        0x9b64_c2b0,
        0x86d3_d2d4,
        0xa00a_e278,
        0xbdbd_f21c,
    ];
    let step = |crc: u32, nibble: u32| (crc >> 4) ^ TABLE.get((nibble & 15) as usize).copied().unwrap_or(0);
    let mut crc = u32::MAX;
    for byte in bytes {
        let byte = u32::from(*byte);
        crc = step(crc, crc ^ byte);
        crc = step(crc, crc ^ (byte >> 4));
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::crc;

    #[test]
    fn the_check_value_of_the_algorithm() {
        assert_eq!(crc(b"123456789"), 0xcbf4_3926);
    }
}
