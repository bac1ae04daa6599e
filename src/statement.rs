//! An account statement file → dated entries → months and cash-flow figures.
//!
//! A face hands over text that it decoded, or the bytes of a workbook; [`Reader::open`] finds out by the content which
//! format it is, [`Reader::advance`] reads so many rows at a time, and [`Reader::finish`] gives the [`Statement`]: what
//! was read, what was counted as what, and every row that could not be read with its line and column. A file is never
//! trusted: whatever it holds, it is read or refused, within bounds ([`bounds`]).

pub mod bounds;
pub mod document;
pub mod encoding;
pub mod figures;

mod amount;
mod bank;
mod bills;
mod booked;
mod camt;
mod columns;
mod csv;
mod detect;
mod draft;
mod entries;
mod fills;
mod header;
mod kinds;
mod lines;
mod merge;
mod months;
mod mt940;
mod ofx;
mod profile;
mod qif;
mod reader;
mod sheet;
mod table;
mod transfers;
mod wallet;
mod when;
mod workbook;
mod xml;
mod zip;

#[cfg(feature = "cli")]
pub use amount::shown;
pub use columns::Columns;
pub use document::{
    Account, Assumed, DayOrder, Direction, Entry, Fault, Fill, Format, Kind, Month, Preview, Rows, Statement,
    StatementSchema,
};
pub use entries::{correct, correct_entry, recounted};
pub use figures::Figures;
pub use merge::{Merged, merged};
pub use reader::{Input, Options, Progress, Reader, read};
