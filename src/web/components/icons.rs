//! The pictures: inline, without an id or a style, hidden from screen readers because words stand beside each.

use yew::{Html, html};

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
        Door::Open => "M22 16 34 8v104l-12-8z",
        Door::Ajar => "M22 16 54 9v102l-32-7z",
        Door::Attended | Door::Shut => "M22 16h56v88H22z",
    };
    let (x, y) = match door {
        Door::Open => ("30", "61"),
        Door::Ajar => ("48", "61"),
        Door::Attended | Door::Shut => ("68", "61"),
    };
    html! {
        <svg class={class} viewBox="0 0 100 120" aria-hidden="true" focusable="false">
            <path class="k-door__frame" d="M12 112V6h76v106z" />
            <path class="k-door__light" d="M22 16h56v96H22z" />
            if matches!(door, Door::Open | Door::Ajar) {
                <path class="k-door__beam" d="M34 112h44l16 8H30z" />
            }
            <path class="k-door__leaf" d={leaf} />
            <circle class="k-door__knob" cx={x} cy={y} r="3.5" />
            if door == Door::Attended {
                <circle class="k-door__person" cx="44" cy="46" r="9" />
                <path class="k-door__person" d="M28 84c0-16 7-24 16-24s16 8 16 24z" />
            }
            if door == Door::Shut {
                <path class="k-door__beam" d="M22 105h56v7H22z" />
            }
        </svg>
    }
}

/// A street door standing open at the end of the day: the first thing that is seen.
pub fn scene() -> Html {
    html! {
        <svg class="k-scene" viewBox="0 0 320 340" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">
            <path class="k-scene__wall" d="M0 28A28 28 0 0 1 28 0h264a28 28 0 0 1 28 28v284a28 28 0 0 1-28 28H28a28 28 0 0 1-28-28z" />
            <path class="k-scene__stone" d="M82 300V132a78 78 0 0 1 156 0v168z" />
            <path class="k-scene__light" d="M96 300V132a64 64 0 0 1 128 0v168z" />
            <circle class="k-scene__sun" cx="160" cy="196" r="30" />
            <path class="k-scene__hill" d="M96 246c28-26 46-10 66-2s40-14 62-20v76H96z" />
            <path class="k-scene__path" d="M134 300c10-20 26-30 24-52h6c4 22 14 32 26 52z" />
            <path class="k-scene__leaf" d="M96 132a64 64 0 0 1 34-56.500L130 318l-34-18z" />
            <path class="k-scene__panel" d="M104 146l18-8v58l-18 2zM104 212l18-1v76l-18-8z" />
            <circle class="k-scene__knob" cx="124" cy="204" r="4" />
            <path class="k-scene__floor" d="M0 300h320v12a28 28 0 0 1-28 28H28a28 28 0 0 1-28-28z" />
            <path class="k-scene__beam" d="M130 300h94l44 40H112z" />
            <path class="k-scene__pot" d="M250 268h36l-5 32h-26z" />
            <path class="k-scene__plant" d="M268 268c-2-18-16-20-22-34 18 2 22 12 23 20 1-14 8-24 20-28 0 18-12 24-17 42z" />
        </svg>
    }
}

/// A lock, closed or open.
pub fn lock(class: &'static str, closed: bool) -> Html {
    let shackle = if closed { "M8 11V8a4 4 0 0 1 8 0v3" } else { "M8 11V7a4 4 0 0 1 7.500-2" };
    icon(class, html! { <><rect x="5" y="11" width="14" height="9" rx="2" /><path d={shackle} /></> })
}

/// A clock.
pub fn clock(class: &'static str) -> Html {
    icon(class, html! { <><circle cx="12" cy="12" r="8.500" /><path d="M12 7.500V12l3 2" /></> })
}

/// A phone.
pub fn device(class: &'static str) -> Html {
    icon(class, html! { <><rect x="7" y="3" width="10" height="18" rx="2" /><path d="M11 18h2" /></> })
}

/// A person.
pub fn person(class: &'static str) -> Html {
    icon(
        class,
        html! { <><circle cx="12" cy="8" r="3.500" /><path d="M5 20c0-4 3-6.500 7-6.500s7 2.500 7 6.500" /></> },
    )
}

/// A tick.
pub fn check(class: &'static str) -> Html {
    icon(class, html! { <path d="m5 12.500 4.500 4.500L19 7.500" /> })
}

/// An arrow to the left.
pub fn arrow(class: &'static str) -> Html {
    icon(class, html! { <path d="M19 12H5m6-6-6 6 6 6" /> })
}

fn icon(class: &'static str, lines: Html) -> Html {
    html! {
        <svg class={yew::classes!("k-icon", class)} viewBox="0 0 24 24" aria-hidden="true" focusable="false">{ lines }</svg>
    }
}
