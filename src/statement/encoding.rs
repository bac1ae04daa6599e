//! Which encoding bytes are in. Decoding them is a face's: a browser brings every table, the command line a crate.

/// An encoding that statements come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, which ASCII is too.
    Utf8,
    /// UTF-16, the lower byte first, by its mark.
    Utf16Le,
    /// UTF-16, the higher byte first, by its mark.
    Utf16Be,
    /// GB18030, which GB2312 and GBK are too.
    Gb18030,
    /// Windows-1252, which Latin 1 is nearly.
    Windows1252,
}

impl Encoding {
    /// Every one.
    pub const ALL: [Encoding; 5] =
        [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Gb18030, Encoding::Windows1252];

    /// Its label in the Encoding Standard.
    pub fn label(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Gb18030 => "gb18030",
            Encoding::Windows1252 => "windows-1252",
        }
    }
}

/// The encoding of a text: by its mark, else UTF-8 where it is that, else GB18030 where its higher bytes stand in pairs,
/// else Windows-1252, where a letter with an accent stands among plain ones.
///
/// # Example
///
/// ```
/// use kaimen::statement::encoding::{Encoding, encoding_of};
/// assert_eq!(encoding_of("交易时间".as_bytes()), Encoding::Utf8);
/// assert_eq!(encoding_of(b"\xbd\xbb\xd2\xd7"), Encoding::Gb18030);
/// assert_eq!(encoding_of(b"Caf\xe9 M\xfcller"), Encoding::Windows1252);
/// ```
pub fn encoding_of(bytes: &[u8]) -> Encoding {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => return Encoding::Utf8,
        [0xff, 0xfe, ..] => return Encoding::Utf16Le,
        [0xfe, 0xff, ..] => return Encoding::Utf16Be,
        _ => {}
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => Encoding::Utf8,
        // A file that was cut in the middle of a character is no other for that.
        Err(error) if error.error_len().is_none() && error.valid_up_to() > 0 => Encoding::Utf8,
        Err(_) => of_pairs(bytes),
    }
}

/// Runs of higher bytes are of even length in GB18030, as far as its second bytes are higher too; in Windows-1252 most are
/// of one.
fn of_pairs(bytes: &[u8]) -> Encoding {
    let (mut single, mut longer, mut run) = (0_u32, 0_u32, 0_u32);
    for byte in bytes.iter().chain(&[0]) {
        if *byte >= 0x80 {
            run += 1;
        } else {
            single += u32::from(run == 1);
            longer += u32::from(run > 1);
            run = 0;
        }
    }
    if longer >= single { Encoding::Gb18030 } else { Encoding::Windows1252 }
}
