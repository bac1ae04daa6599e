//! The pictures: inline, without an id or a style, hidden from screen readers because words stand beside each.
//!
//! They are handed to the browser as markup: constant text, in which nothing of a document or an answer ever stands.

use yew::{AttrValue, Html};

/// How far the door is open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Wide.
    Open,
    /// Half.
    Ajar,
    /// Someone will come to it.
    Attended,
    /// Not yet, with light under it.
    Shut,
}

/// A door, as far open as the answer is.
pub fn door(class: &'static str, door: Door) -> Html {
    let leaf = match door {
        Door::Open => concat!(
            r#"<path class="k-door__beam" d="M34 112h44l16 8H30z"/><path class="k-door__leaf" d="M22 16 34 8v104l-12-8z"/>"#,
            r#"<circle class="k-door__knob" cx="30" cy="61" r="3.5"/>"#
        ),
        Door::Ajar => concat!(
            r#"<path class="k-door__beam" d="M54 112h24l16 8H48z"/><path class="k-door__leaf" d="M22 16 54 9v102l-32-7z"/>"#,
            r#"<circle class="k-door__knob" cx="48" cy="61" r="3.5"/>"#
        ),
        Door::Attended => concat!(
            r#"<path class="k-door__leaf" d="M22 16h56v96H22z"/><circle class="k-door__knob" cx="71" cy="66" r="3.5"/>"#,
            r#"<circle class="k-door__person" cx="46" cy="46" r="9"/>"#,
            r#"<path class="k-door__person" d="M30 84c0-16 7-24 16-24s16 8 16 24z"/>"#
        ),
        Door::Shut => {
            r#"<path class="k-door__leaf" d="M22 16h56v88H22z"/><circle class="k-door__knob" cx="70" cy="63" r="3.5"/>"#
        }
    };
    let frame =
        r#"<path class="k-door__frame" d="M12 112V6h76v106z"/><path class="k-door__light" d="M22 16h56v96H22z"/>"#;
    markup(&[r#"<svg class=""#, class, r#"" viewBox="0 0 100 120""#, REST, frame, leaf, "</svg>"])
}

/// A street door standing open at the end of the day: the first thing that is seen.
pub fn scene() -> Html {
    markup(&[
        r#"<svg class="k-scene" viewBox="0 0 320 340" preserveAspectRatio="xMidYMax meet""#,
        REST,
        concat!(
            r#"<path class="k-scene__wall" d="M-400 0h1120v340H-400z"/>"#,
            r#"<path class="k-scene__stone" d="M82 300V132a78 78 0 0 1 156 0v168z"/>"#,
            r#"<path class="k-scene__light" d="M96 300V132a64 64 0 0 1 128 0v168z"/>"#,
            r#"<circle class="k-scene__sun" cx="160" cy="196" r="30"/>"#,
            r#"<path class="k-scene__hill" d="M96 246c28-26 46-10 66-2s40-14 62-20v76H96z"/>"#,
            r#"<path class="k-scene__path" d="M134 300c10-20 26-30 24-52h6c4 22 14 32 26 52z"/>"#,
            r#"<path class="k-scene__floor" d="M-400 300h1120v40H-400z"/>"#,
            r#"<path class="k-scene__beam" d="M130 300h94l44 40H112z"/>"#,
            r#"<path class="k-scene__leaf" d="M96 132a64 64 0 0 1 34-56.5V318l-34-18z"/>"#,
            r#"<path class="k-scene__panel" d="M104 146l18-8v58l-18 2zM104 212l18-1v76l-18-8z"/>"#,
            r#"<circle class="k-scene__knob" cx="124" cy="204" r="4"/>"#,
            r#"<path class="k-scene__pot" d="M250 268h36l-5 32h-26z"/>"#,
            r#"<path class="k-scene__plant" d="M268 268c-2-18-16-20-22-34 18 2 22 12 23 20 1-14 8-24 20-28 0 18-12 24-17 42z"/>"#
        ),
        "</svg>",
    ])
}

/// A lock, closed or open.
pub fn lock(class: &'static str, closed: bool) -> Html {
    let lines = if closed {
        r#"<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>"#
    } else {
        r#"<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V7a4 4 0 0 1 7.5-2"/>"#
    };
    icon(class, lines)
}

/// A clock.
pub fn clock(class: &'static str) -> Html {
    icon(class, r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>"#)
}

/// A phone.
pub fn device(class: &'static str) -> Html {
    icon(class, r#"<rect x="7" y="3" width="10" height="18" rx="2"/><path d="M11 18h2"/>"#)
}

/// A person.
pub fn person(class: &'static str) -> Html {
    icon(class, r#"<circle cx="12" cy="8" r="3.5"/><path d="M5 20c0-4 3-6.5 7-6.5s7 2.5 7 6.5"/>"#)
}

/// A tick.
pub fn check(class: &'static str) -> Html {
    icon(class, r#"<path d="m5 12.5 4.5 4.5L19 7.5"/>"#)
}

/// An arrow to the left.
pub fn arrow(class: &'static str) -> Html {
    icon(class, r#"<path d="M19 12H5m6-6-6 6 6 6"/>"#)
}

fn icon(class: &'static str, lines: &'static str) -> Html {
    markup(&[r#"<svg class="k-icon "#, class, r#"" viewBox="0 0 24 24""#, REST, lines, "</svg>"])
}

const REST: &str = r#" aria-hidden="true" focusable="false">"#;

fn markup(parts: &[&'static str]) -> Html {
    Html::from_html_unchecked(AttrValue::from(parts.concat()))
}
