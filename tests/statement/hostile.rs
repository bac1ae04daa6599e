//! Files that mean harm, or are only broken: each is read or refused, within bounds and without a panic.

use super::{input, sample, text};
use kaimen::statement::{Input, Options, Reader, read};
use proptest::prelude::*;

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/statement").join(name)).unwrap()
}

fn samples() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/statement");
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| !name.ends_with(".rs") && !name.ends_with(".json")).collect()
}

/// Reads bytes as a face would, and holds what comes of it to what always holds.
fn survive(bytes: Vec<u8>) {
    let Ok(statement) = read(input(bytes), &Options::new("CNY")) else { return };
    assert_eq!(usize::try_from(statement.rows.read).unwrap(), statement.entries.len());
    assert!(statement.entries.iter().all(|entry| entry.amount >= 0));
    assert!(statement.problems.len() <= 100);
    assert!(statement.from <= statement.to);
}

fn code(csv: &str) -> String {
    text(csv).map_or_else(|fault| fault.code, |statement| format!("read {}", statement.entries.len()))
}

#[test]
fn what_is_no_statement_is_refused_by_name() {
    assert_eq!(code(""), "file-empty");
    assert_eq!(code(" \n\t\n"), "file-empty");
    assert_eq!(code("hello"), "unknown-format");
    assert_eq!(code("a,b\n1,2\n"), "unknown-format");
    assert_eq!(code("%PDF-1.7 ..."), "is-pdf");
    assert_eq!(code("<html><table><tr><td>2026-01-01</td></tr></table>"), "is-html");
    assert_eq!(code("Date,Amount\n2026-01-01,1\n\0\n"), "not-text");
    let old = read(Input::Bytes(vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1]), &Options::new("CNY"));
    assert_eq!(old.unwrap_err().code, "is-old-workbook");
    let large = "2026-01-01,1.00\n".repeat((64 << 20) / 16 + 1);
    assert_eq!(code(&large), "file-too-large");
}

#[test]
fn a_million_columns_are_one_problem() {
    let csv = format!("Date,Amount\n2026-01-01{}\n2026-01-02,2.00\n", ",1".repeat(1_000_000));
    let statement = text(&csv).unwrap();
    assert_eq!(
        statement.problems.iter().map(|fault| (fault.code.as_str(), fault.line)).collect::<Vec<_>>(),
        [("too-many-cells", 2)]
    );
    assert_eq!(statement.entries.len(), 1);
}

#[test]
fn problems_are_told_up_to_a_hundred_and_counted_after() {
    let csv = format!("Date,Amount\n2026-01-01,-1.00\n{}", "2026-01-02,x\n".repeat(5_000));
    let statement = text(&csv).unwrap();
    assert_eq!((statement.problems.len(), statement.more_problems, statement.rows.unread), (100, 4_900, 5_000));
}

#[test]
fn a_wrong_encoding_is_told() {
    let Input::Text(right) = sample("alipay-gb18030.csv") else { panic!("a text") };
    let wrong = String::from_utf8_lossy(&bytes("alipay-gb18030.csv")).into_owned();
    assert_ne!(right, wrong);
    assert!(
        ["unknown-format", "wrong-encoding"]
            .contains(&read(Input::Text(wrong), &Options::new("CNY")).unwrap_err().code.as_str())
    );
    // A single character that was lost is told, and the rest is read.
    let csv = "Date,Description,Amount\n2026-01-01,Caf\u{fffd},-1.00\n";
    let statement = text(csv).unwrap();
    assert_eq!((statement.problems[0].code.as_str(), statement.problems[0].line), ("wrong-encoding", 2));
    assert_eq!(statement.entries.len(), 1);
}

#[test]
fn amounts_and_days_at_the_edge_do_no_harm() {
    let csv = "Date,Amount,Balance\n1900-01-01,90071992547409.91,-90071992547409.91\n2199-12-31,-90071992547409.91,90071992547409.91\n2199-12-31,90071992547409.92,0\n";
    let statement = text(csv).unwrap();
    assert_eq!(statement.entries.len(), 2);
    assert_eq!(statement.months.len(), 3_600);
    assert_eq!(statement.problems[0].code, "not-an-amount");
}

#[test]
fn two_files_in_one_lose_no_row_untold() {
    let [Input::Text(alipay), Input::Text(wechat)] = ["alipay-gb18030.csv", "wechat-utf8.csv"].map(sample) else {
        panic!("texts")
    };
    let statement = text(&[alipay.as_str(), &wechat].concat()).unwrap();
    assert_eq!(statement.entries.len(), 19);
    // Each entry of the second is told; its headings and notes are among what is left out or told.
    let told = statement.problems.iter().filter(|fault| fault.line > 60).count();
    assert!(told >= 14, "{told}");
    let rows = statement.rows;
    let lines = u32::try_from(alipay.lines().count() + wechat.lines().count()).unwrap();
    assert_eq!(rows.read + rows.left_out + rows.unread, lines - 25);
}

#[test]
fn a_file_without_entries_says_so() {
    for file in ["!Type:Bank\n^\n", "<OFX><<<<", "Date,Amount\n"] {
        let codes: Vec<String> = text(file).unwrap().problems.into_iter().map(|fault| fault.code).collect();
        assert_eq!(codes, ["no-entries"], "{file}");
    }
}

/// A ZIP archive of these parts; the sizes that it states may be others than the true ones.
fn zip(parts: &[(&str, &[u8], Option<u32>)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content, stated) in parts {
        let packed = miniz_oxide::deflate::compress_to_vec(content, 6);
        let mut crc = flate2::Crc::new();
        crc.update(content);
        let size = stated.unwrap_or(u32::try_from(content.len()).unwrap());
        let mut common = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0];
        for number in [crc.sum(), u32::try_from(packed.len()).unwrap(), size] {
            common.extend(number.to_le_bytes());
        }
        common.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        common.extend([0, 0]);
        let at = u32::try_from(bytes.len()).unwrap();
        bytes.extend(b"PK\x03\x04".iter().chain(&common).chain(name.as_bytes()).chain(&packed));
        directory.extend(b"PK\x01\x02\x14\x00".iter().chain(&common).chain(&[0; 10]).copied());
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let at = u32::try_from(bytes.len()).unwrap();
    let count = u16::try_from(parts.len()).unwrap().to_le_bytes();
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0".iter().chain(&count).chain(&count).copied());
    bytes.extend(u32::try_from(directory.len()).unwrap().to_le_bytes());
    bytes.extend(at.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

/// A worksheet of these cells.
fn sheet(cells: &str) -> String {
    format!(
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Date</t></is></c><c r=\"B1\" t=\"str\"><v>Amount</v></c></row>{cells}</sheetData></worksheet>"
    )
}

fn workbook(cells: &str) -> Result<kaimen::statement::Statement, kaimen::statement::Fault> {
    read(Input::Bytes(zip(&[("xl/worksheets/sheet1.xml", sheet(cells).as_bytes(), None)])), &Options::new("CNY"))
}

#[test]
fn a_workbook_is_read_with_its_serial_days_and_told_of_its_formulas() {
    let statement = workbook("<row><c><v>46086</v></c><c><v>-9.7799999999999994</v></c></row><row r=\"7\"><c r=\"A7\"><v>46087</v></c><c r=\"B7\"><f>B2*2</f><v>5</v></c></row>").unwrap();
    assert_eq!((statement.entries[0].date.to_string(), statement.entries[0].amount), ("2026-03-05".into(), 9_78));
    let fault = &statement.problems[0];
    assert_eq!((fault.code.as_str(), fault.line, fault.column), ("formula-cell", 7, Some(2)));
}

#[test]
fn a_workbook_with_a_million_columns_or_broken_xml_says_so() {
    let far = workbook("<row r=\"2\"><c r=\"A2\"><v>46086</v></c><c r=\"BDWGO2\"><v>1</v></c></row><row r=\"3\"><c r=\"A3\"><v>46086</v></c><c r=\"B3\"><v>1</v></c></row>").unwrap();
    assert_eq!((far.problems[0].code.as_str(), far.problems[0].line, far.entries.len()), ("too-many-cells", 2, 1));
    let broken = workbook("<row r=\"2\"><c><v>46086</v></c><c><v>1</v></c></row><row r=\"3\"><c></row>").unwrap();
    assert_eq!((broken.problems[0].code.as_str(), broken.entries.len()), ("xml-broken", 1));
}

/// A row that is written to be endless is read over several steps, each of which ends, and is one problem.
#[test]
fn a_row_without_end_does_not_hold_up_the_page() {
    let cells = "<c><v>1</v></c>".repeat(1_000_000);
    let rows =
        format!("<row r=\"2\">{cells}</row><row r=\"3\"><c r=\"A3\"><v>46086</v></c><c r=\"B3\"><v>1</v></c></row>");
    let bytes = zip(&[("xl/worksheets/sheet1.xml", sheet(&rows).as_bytes(), None)]);
    let mut reader = Reader::open(Input::Bytes(bytes), &Options::new("CNY")).unwrap();
    let mut slices = 0;
    while !reader.advance(1).done {
        slices += 1;
    }
    assert!(slices > 1_000, "{slices}");
    let statement = reader.finish().unwrap();
    assert_eq!((statement.problems[0].code.as_str(), statement.problems[0].line), ("too-many-cells", 2));
    assert_eq!(statement.entries.len(), 1);
}

#[test]
fn a_bomb_is_refused_before_it_grows() {
    let code = |bytes: Vec<u8>| read(Input::Bytes(bytes), &Options::new("CNY")).unwrap_err().code;
    let zeros = vec![b' '; 200 << 20];
    assert_eq!(code(zip(&[("xl/worksheets/sheet1.xml", &zeros, None)])), "part-too-large");
    // One that lies about its size stops where it said it would.
    assert_eq!(code(zip(&[("xl/worksheets/sheet1.xml", &zeros, Some(1_000))])), "archive-broken");
    assert_eq!(code(zip(&[("bill.csv", b"Date,Amount", None)])), "is-archive");
    let deep = "<a>".repeat(100_000);
    assert_eq!(code(zip(&[("xl/worksheets/sheet1.xml", deep.as_bytes(), None)])), "unknown-format");
    let entity = "<!DOCTYPE a [<!ENTITY e \"xxxxxxxx\">]><worksheet/>";
    assert_eq!(code(zip(&[("xl/worksheets/sheet1.xml", entity.as_bytes(), None)])), "unknown-format");
    let mut locked = bytes("wechat.xlsx");
    let at = locked.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    locked[at + 8] |= 1;
    assert_eq!(code(locked), "archive-locked");
    let mut changed = bytes("wechat.xlsx");
    let at = changed.windows(24).position(|name| name == b"xl/worksheets/sheet1.xml").unwrap();
    changed[at + 200] ^= 0x55;
    assert_eq!(code(changed), "archive-broken");
}

#[test]
fn a_file_cut_anywhere_is_read_or_refused() {
    for name in samples() {
        let whole = bytes(&name);
        for end in 0..whole.len() {
            survive(whole[..end].to_vec());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        survive(bytes);
    }

    #[test]
    fn any_rows_are_read_or_refused(csv in "(Date,Amount,Balance,Description\n)?([0-9/.-]{0,12}[,;\t\"=eE(]{0,3}[0-9.,'-]{0,20}[,\"\r\n]{0,3}){0,60}") {
        survive(csv.into_bytes());
    }

    #[test]
    fn a_sample_changed_anywhere_is_read_or_refused(
        which in any::<prop::sample::Index>(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_usize..3), 1..12),
    ) {
        let names = samples();
        let mut bytes = bytes(&names[which.index(names.len())]);
        for (place, byte, how) in changes {
            let at = place.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => { bytes.remove(at); }
            }
        }
        survive(bytes);
    }
}
