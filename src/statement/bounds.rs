//! How much of a file is read: each bound is far beyond any statement, and far below what would freeze or fill a phone.

/// The longest file, in bytes: 64 MiB. A statement of 50,000 rows has about 12.
pub const FILE_BYTES: usize = 64 << 20;

/// The longest part of a workbook once unpacked, in bytes: 96 MiB.
pub const PART_BYTES: usize = 96 << 20;

/// The most parts that a workbook may have.
pub const PARTS: usize = 4_096;

/// A workbook's shared texts: as many as it may have rows, twice. What is beyond is read as if it were not there.
pub const STRINGS: usize = 1_000_000;

/// The most rows that are read of a table, and the most entries of any file.
pub const ROWS: u32 = 500_000;

/// The most cells of a row.
pub const CELLS: usize = 256;

/// The longest cell, in bytes.
pub const CELL_BYTES: usize = 16 << 10;

/// How many rows are looked at to find out what the columns are.
pub const SAMPLE_ROWS: usize = 400;

/// In how many steps at most: a row of a workbook may take several.
pub const SAMPLE_STEPS: usize = 2_000;

/// In how many of the first rows the headings are looked for.
pub const PREAMBLE_ROWS: usize = 80;

/// The most problems that are told one by one; the rest is counted.
pub const FAULTS: usize = 100;

/// How many tags are read in one step where no entry ends, so that a file without any does not hold up the page.
pub const TAGS: u32 = 500;

/// How deep elements may nest in XML.
pub const DEPTH: usize = 64;

/// The longest text of an entry that is kept, in characters.
pub const TEXT_CHARS: usize = 200;
