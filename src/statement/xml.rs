//! A strict small pull-reader of XML. It knows no document types, so no entity can grow; elements close in the order in which
//! they opened, and nest only so deep.

use super::bounds::DEPTH;

/// What stands next in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event<'t> {
    /// An element begins: its name without a prefix, and its attributes as they are written.
    Open { name: &'t str, attributes: &'t str },
    /// Text as it is written, references and all.
    Text(&'t str),
    /// Text as it is meant.
    Verbatim(&'t str),
    /// An element ends. One that is empty begins and ends.
    Close { name: &'t str },
}

/// How far a text is read, and what is open there.
#[derive(Clone, Debug, Default)]
pub(super) struct Cursor {
    pub at: usize,
    /// The names of open elements, by where they stand.
    open: Vec<(usize, usize)>,
    /// The empty element that is still to end.
    empty: Option<(usize, usize)>,
    has_root: bool,
}

impl Cursor {
    /// The next event; none at the end of the document.
    ///
    /// # Errors
    ///
    /// Where the text is broken.
    pub fn next<'t>(&mut self, text: &'t str) -> Result<Option<Event<'t>>, usize> {
        if let Some((from, to)) = self.empty.take() {
            return Ok(Some(Event::Close { name: local(text.get(from..to).unwrap_or_default()) }));
        }
        loop {
            let rest = text.get(self.at..).ok_or(self.at)?;
            if rest.is_empty() {
                let is_whole = self.open.is_empty() && self.has_root;
                return if is_whole { Ok(None) } else { Err(self.at) };
            }
            if !rest.starts_with('<') {
                let length = rest.find('<').unwrap_or(rest.len());
                let raw = rest.get(..length).unwrap_or_default();
                self.at += length;
                if !self.open.is_empty() {
                    return Ok(Some(Event::Text(raw)));
                }
                // Nothing but white space stands outside.
                if !raw.trim_start_matches('\u{feff}').trim().is_empty() {
                    return Err(self.at - length);
                }
            } else if let Some(inner) = rest.strip_prefix("<![CDATA[") {
                let length = inner.find("]]>").filter(|_| !self.open.is_empty()).ok_or(self.at)?;
                self.at += length + 12;
                return Ok(Some(Event::Verbatim(inner.get(..length).unwrap_or_default())));
            } else if let Some(inner) = rest.strip_prefix("<!--") {
                self.at += inner.find("-->").ok_or(self.at)? + 7;
            } else if let Some(inner) = rest.strip_prefix("<?") {
                self.at += inner.find("?>").ok_or(self.at)? + 4;
            } else if rest.starts_with("<!") {
                return Err(self.at);
            } else {
                return self.tag(text, rest).map(Some);
            }
        }
    }

    fn tag<'t>(&mut self, text: &'t str, rest: &'t str) -> Result<Event<'t>, usize> {
        let end = tag_end(rest).ok_or(self.at)?;
        let inner = rest.get(1..end).unwrap_or_default();
        if let Some(name) = inner.strip_prefix('/') {
            let name = name.trim_end();
            let (from, to) = self.open.pop().ok_or(self.at)?;
            if text.get(from..to) != Some(name) {
                return Err(self.at);
            }
            self.at += end + 1;
            return Ok(Event::Close { name: local(name) });
        }
        let (inner, is_empty) = inner.strip_suffix('/').map_or((inner, false), |inner| (inner, true));
        let length = inner.find(|c: char| c.is_ascii_whitespace()).unwrap_or(inner.len());
        let (name, attributes) = inner.split_at_checked(length).ok_or(self.at)?;
        let is_second = self.open.is_empty() && self.has_root;
        if !is_name(name) || is_second || self.open.len() >= DEPTH {
            return Err(self.at);
        }
        let place = (self.at + 1, self.at + 1 + length);
        self.has_root = true;
        if is_empty {
            self.empty = Some(place);
        } else {
            self.open.push(place);
        }
        self.at += end + 1;
        Ok(Event::Open { name: local(name), attributes })
    }
}

/// Where the tag that a text begins with ends: at the first `>` outside quotes.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'<') if at > 0 => return None,
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn is_name(name: &str) -> bool {
    let first = name.chars().next();
    first.is_some_and(|first| first.is_alphabetic() || first == '_')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'))
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The value of an attribute, by its whole name.
pub(super) fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        let (key, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let (value, next) = after.get(1..)?.split_once(quote)?;
        if key.trim() == name {
            return Some(plain(value));
        }
        rest = next;
    }
}

/// A text with its references resolved; one that is not known stays as it is written.
pub(super) fn plain(raw: &str) -> String {
    let mut text = String::new();
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let known = after.split_once(';').and_then(|(name, next)| Some((referred(name)?, next)));
        rest = match known {
            Some((character, next)) => {
                text.push(character);
                next
            }
            None => {
                text.push('&');
                after
            }
        };
    }
    text.push_str(rest);
    text
}

fn referred(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|character| *character != '\0')
        }
    }
}

/// Line and character of a place in a text, both counted from 1.
pub(super) fn place(text: &str, at: usize) -> (u32, Option<u32>) {
    let before = text.get(..at.min(text.len())).unwrap_or(text);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).ok())
}

#[cfg(test)]
mod tests {
    use super::{Cursor, Event, attribute, place, plain};
    use proptest::prelude::*;

    /// What a text holds, in one notation: `<name`, `text`, `>name`; none where it is broken.
    fn ours(text: &str) -> Option<Vec<String>> {
        let mut cursor = Cursor::default();
        let mut events: Vec<String> = Vec::new();
        while let Some(event) = cursor.next(text).ok()? {
            match event {
                Event::Open { name, attributes } => {
                    events.push(format!("<{name} {}", attribute(attributes, "a").unwrap_or_default()));
                }
                Event::Text(raw) => push(&mut events, &plain(raw)),
                Event::Verbatim(text) => push(&mut events, text),
                Event::Close { name } => events.push(format!(">{name}")),
            }
        }
        Some(events)
    }

    fn push(events: &mut Vec<String>, text: &str) {
        match events.last_mut().filter(|last| last.starts_with('=')) {
            Some(last) => last.push_str(text),
            None if text.is_empty() => {}
            None => events.push(format!("={text}")),
        }
    }

    /// The same by the crate that others use.
    fn theirs(text: &str) -> Option<Vec<String>> {
        use quick_xml::events::Event as Theirs;
        let mut reader = quick_xml::Reader::from_str(text);
        let mut events = Vec::new();
        loop {
            match reader.read_event().ok()? {
                Theirs::Start(start) => events.push(theirs_open(&start)?),
                Theirs::Empty(start) => {
                    events.push(theirs_open(&start)?);
                    events.push(format!(">{}", String::from_utf8(start.local_name().as_ref().into()).ok()?));
                }
                Theirs::End(end) => {
                    events.push(format!(">{}", String::from_utf8(end.local_name().as_ref().into()).ok()?))
                }
                Theirs::Text(text) => push(&mut events, &text.decode().ok()?),
                Theirs::GeneralRef(name) => {
                    let resolved = match name.resolve_char_ref().ok()? {
                        Some(character) => character.to_string(),
                        None => quick_xml::escape::resolve_predefined_entity(&name.decode().ok()?)?.into(),
                    };
                    push(&mut events, &resolved);
                }
                Theirs::CData(text) => push(&mut events, std::str::from_utf8(&text).ok()?),
                Theirs::Eof => return Some(events),
                _ => {}
            }
        }
    }

    fn theirs_open(start: &quick_xml::events::BytesStart<'_>) -> Option<String> {
        let name = String::from_utf8(start.local_name().as_ref().into()).ok()?;
        let value = start.try_get_attribute("a").ok()?.map(|value| value.unescape_value().unwrap().into_owned());
        Some(format!("<{name} {}", value.unwrap_or_default()))
    }

    #[test]
    fn a_document_is_read_as_others_read_it() {
        let text = "<?xml version=\"1.0\"?><!-- c --><x:r a='1 &gt; 0'><p/>one &amp; &#x4e8c;<![CDATA[<&]]><q a=\"/>\">z</q></x:r>";
        let expected = ["<r 1 > 0", "<p ", ">p", "=one & 二<&", "<q />", "=z", ">q", ">r"];
        assert_eq!(ours(text).unwrap(), expected);
        assert_eq!(theirs(text).unwrap(), expected);
    }

    #[test]
    fn what_is_broken_or_could_grow_is_refused() {
        let deep = "<a>".repeat(1_000) + &"</a>".repeat(1_000);
        for text in [
            "",
            "x",
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "<a b='>",
            "<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>",
            "<1/>",
            "<a><",
            &deep,
        ] {
            assert_eq!(ours(text), None, "{text:.40}");
        }
        assert_eq!(place("ab\ncd", 4), (2, Some(2)));
    }

    proptest! {
        #[test]
        fn any_document_of_the_plain_kind_is_read_as_others_read_it(tree in tree(3)) {
            prop_assert_eq!(ours(&tree), theirs(&tree));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "([<>/&;!?='\"a-c -]|<a>|</a>|\\PC){0,60}") {
            ours(&text);
        }
    }

    fn tree(depth: u32) -> BoxedStrategy<String> {
        let text = "([a-z 0-9二]|&amp;|&lt;|&#65;){1,9}";
        let leaf =
            prop_oneof![Just("<e/>".to_owned()), "[a-z]{1,3}".prop_map(|name| format!("<{name} a='1'></{name}>"))];
        leaf.prop_recursive(depth, 24, 4, move |inner| {
            ("[a-z]{1,3}(:[a-z])?", proptest::collection::vec(prop_oneof![inner, text.prop_map(|text| text)], 0..4))
                .prop_map(|(name, parts)| format!("<{name} b=\"2\">{}</{name}>", parts.concat()))
        })
        .boxed()
    }
}
