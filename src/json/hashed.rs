//! Documents with the hash of their canonical form.

use super::{Problem, Read, Value, canonical, read_document};
use sha2::{Digest, Sha256};

/// The SHA-256 of a value's canonical form (RFC 8785), in hexadecimal digits.
pub fn hash(value: &Value) -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let mut digits = String::new();
    for byte in Sha256::digest(canonical(value).as_bytes()) {
        for digit in [byte >> 4, byte & 15] {
            digits.extend(HEX.get(usize::from(digit)).copied().map(char::from));
        }
    }
    digits
}

/// A document that has been read, with the hash of what it was read from.
#[derive(Clone, Debug)]
pub struct Hashed<T> {
    document: T,
    hash: String,
}

impl<T> Hashed<T> {
    /// `document`, which was read from `value`.
    pub(crate) fn new(document: T, value: &Value) -> Hashed<T> {
        Hashed { document, hash: hash(value) }
    }

    /// The SHA-256 of the document's canonical form, in hexadecimal digits.
    pub fn hash(&self) -> &str {
        &self.hash
    }
}

impl<T: Read> Hashed<T> {
    pub(crate) fn read(value: &Value) -> Result<Hashed<T>, Vec<Problem>> {
        read_document(value).map(|document| Hashed::new(document, value))
    }
}

impl<T> std::ops::Deref for Hashed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.document
    }
}
