//! Files as they travel: gzip and brotli, as small as they get.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::site::Files;

/// Kinds of files that are packed; the others are packed already.
const KINDS: [&str; 9] = ["css", "html", "js", "json", "md", "svg", "ts", "txt", "wasm"];

/// The smallest that a file gets, in both encodings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// With gzip, at its highest level.
    pub gzip: Vec<u8>,
    /// With brotli, at its highest quality.
    pub brotli: Vec<u8>,
}

/// Packs every file that can be packed, on all cores.
///
/// # Errors
///
/// Where an encoder fails.
pub fn pack(files: &Files) -> Result<BTreeMap<String, Packed>> {
    let mut wanted: Vec<(&String, &Vec<u8>)> = files.iter().filter(|(path, _)| is_packed(path)).collect();
    // The largest first, so that no core ends up alone with it.
    wanted.sort_by_key(|(_, bytes)| std::cmp::Reverse(bytes.len()));
    let next = std::sync::Mutex::new(wanted.into_iter());
    let work = || {
        let mut done = Vec::new();
        while let Some((path, bytes)) = next.lock().ok().and_then(|mut next| next.next()) {
            done.push((path.clone(), packed(bytes).with_context(|| format!("packing {path}"))?));
        }
        Ok(done)
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let parts: Vec<Result<_>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        threads.into_iter().map(|thread| thread.join().map_err(|_| io::Error::other("a packer broke off"))?).collect()
    });
    let parts = parts.into_iter().collect::<Result<Vec<Vec<_>>>>()?;
    Ok(parts.into_iter().flatten().collect())
}

fn is_packed(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, kind)| KINDS.contains(&kind))
}

fn packed(bytes: &[u8]) -> io::Result<Packed> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    let mut brotli = Vec::new();
    let best = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut brotli, &best)?;
    Ok(Packed { gzip: gzip.finish()?, brotli })
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn both_encodings_give_the_file_back() {
        let text = "开门 ".repeat(500).into_bytes();
        let files = Files::from([("a.css".to_owned(), text.clone()), ("b.png".to_owned(), text.clone())]);
        let packed = pack(&files).unwrap();
        assert_eq!(packed.keys().collect::<Vec<_>>(), ["a.css"]);
        let (mut gzip, mut brotli) = (Vec::new(), Vec::new());
        flate2::read::GzDecoder::new(&*packed["a.css"].gzip).read_to_end(&mut gzip).unwrap();
        brotli::BrotliDecompress(&mut &*packed["a.css"].brotli, &mut brotli).unwrap();
        assert_eq!((gzip, brotli), (text.clone(), text));
    }
}
