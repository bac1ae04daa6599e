//! Elements from markup.
//!
//! A view says in HTML what it looks like and fills the places in it. The browser gets the markup as the text that it
//! is and one function that reads it; an element written out in Rust is four times as large.
//!
//! - `{}` is a place, filled by the next call: text, elements, the value of an attribute, what listens to an event.
//! - `{message-id}` is the message of this id, in the language of the page.
//! - Attributes stand in single quotes; every element but `input` and `br` is closed.
//!
//! What fills a place is never read as markup.

use super::texts::{is_marked, parts};
use std::rc::Rc;
use yew::virtual_dom::{AttrValue, Listener, ListenerKind, VList, VNode, VTag, VText};
use yew::{Callback, Event, Html};

/// Gives the message of an id.
pub trait Words {
    /// The message of this id; the id itself where there is none.
    fn get(&self, id: &str) -> String;
}

/// Markup that is being read, up to the next place that is to be filled.
pub struct Draw<'a> {
    words: &'a dyn Words,
    rest: &'static str,
    /// The elements that are open, the innermost last, each with what was before it in the one around it.
    open: Vec<(VTag, Vec<VNode>)>,
    /// What is in the innermost element so far.
    inside: Vec<VNode>,
    /// Whether the attributes of the innermost element are being read.
    in_tag: bool,
    /// The attribute whose value is a place.
    attribute: &'static str,
}

/// Reads `markup` as far as its first place.
pub fn draw<'a>(words: &'a dyn Words, markup: &'static str) -> Draw<'a> {
    let (open, inside) = (Vec::new(), Vec::new());
    let mut draw = Draw { words, rest: markup, open, inside, in_tag: false, attribute: "" };
    draw.read();
    draw
}

impl Draw<'_> {
    /// Fills a place with text, or an attribute with its value.
    pub fn text(&mut self, text: String) -> &mut Self {
        self.put(text.into());
        self.read();
        self
    }

    /// The same with text that is kept elsewhere.
    pub fn word(&mut self, word: &str) -> &mut Self {
        self.text(word.into())
    }

    /// The same with the message of the id that these parts make.
    pub fn say(&mut self, id: &[&str]) -> &mut Self {
        let text = self.words.get(&id.concat());
        self.text(text)
    }

    /// Fills a place with elements.
    pub fn html(&mut self, html: Html) -> &mut Self {
        self.inside.push(html);
        self.read();
        self
    }

    /// Fills a place with what this markup, which has none of its own, draws; with nothing where `is_there` is false.
    pub fn when(&mut self, is_there: bool, markup: &'static str) -> &mut Self {
        let html = if is_there { draw(self.words, markup).end() } else { Html::default() };
        self.html(html)
    }

    /// Fills the place of an attribute that is there or not.
    pub fn flag(&mut self, is_there: bool) -> &mut Self {
        match self.open.last_mut() {
            Some((tag, _)) if self.attribute == "checked" => tag.set_checked(is_there),
            _ if is_there => self.put(AttrValue::Static("")),
            _ => {}
        }
        self.read();
        self
    }

    /// Fills the place of an event.
    pub fn on(&mut self, heard: Callback<Event>) -> &mut Self {
        if let Some((tag, _)) = self.open.last_mut() {
            tag.add_listener(Rc::new(Listens { event: self.attribute, heard }));
        }
        self.read();
        self
    }

    /// What was drawn.
    pub fn end(&mut self) -> Html {
        listed(std::mem::take(&mut self.inside))
    }

    /// Reads on, as far as the next place.
    fn read(&mut self) {
        while let Some(first) = self.rest.bytes().next() {
            match (first, self.in_tag) {
                (b'{', _) => {
                    if self.place() {
                        return;
                    }
                }
                (b' ', true) => {
                    self.until(" ");
                    self.attribute = self.until("=");
                }
                (b'\'', true) => {
                    self.until("'");
                    let value = self.until("'");
                    self.put(AttrValue::Static(value));
                }
                (b'>', true) => self.inside_begins(),
                (b'<', false) => self.element(),
                _ => {
                    let text = self.before(['<', '{']);
                    self.put(AttrValue::Static(text));
                }
            }
        }
    }

    /// What stands before the next `mark`; goes on after it.
    fn until(&mut self, mark: &str) -> &'static str {
        let (before, after) = self.rest.split_once(mark).unwrap_or_default();
        self.rest = after;
        before
    }

    /// What stands before either of these; goes on there.
    fn before(&mut self, either: [char; 2]) -> &'static str {
        let end = self.rest.find(either).unwrap_or(self.rest.len());
        let (before, after) = self.rest.split_at_checked(end).unwrap_or_default();
        self.rest = after;
        before
    }

    /// Whether what stands here is filled from outside; a message is put there at once.
    fn place(&mut self) -> bool {
        self.until("{");
        let id = self.until("}");
        if !id.is_empty() {
            self.put(self.words.get(id).into());
        }
        id.is_empty()
    }

    /// Puts text here, or gives the attribute its value.
    fn put(&mut self, text: AttrValue) {
        match self.open.last_mut() {
            _ if is_marked(&text) => self.put_marked(&text),
            Some((tag, _)) if self.in_tag => match self.attribute {
                "key" => tag.key = Some((*text).into()),
                "value" if tag.tag() == "input" => tag.set_value(text),
                name => tag.add_attribute(name, text),
            },
            _ => self.inside.push(VText::new(text).into()),
        }
    }

    /// The same where some of it is in another language. No part of an attribute can say so.
    fn put_marked(&mut self, text: &str) {
        let mut plain = String::new();
        for (locale, part) in parts(text) {
            match self.in_tag {
                true => plain.push_str(part),
                false => self.inside.push(in_language(locale, VText::new(part.to_owned()).into())),
            }
        }
        if self.in_tag {
            self.put(plain.into());
        }
    }

    fn element(&mut self) {
        self.until("<");
        if self.rest.starts_with('/') {
            self.until(">");
            return self.close();
        }
        let name = self.before([' ', '>']);
        self.in_tag = true;
        self.open.push((VTag::new(AttrValue::Static(name)), std::mem::take(&mut self.inside)));
    }

    fn inside_begins(&mut self) {
        self.until(">");
        self.in_tag = false;
        if matches!(self.open.last(), Some((tag, _)) if matches!(tag.tag(), "input" | "br")) {
            self.close();
        }
    }

    fn close(&mut self) {
        let Some((mut tag, before)) = self.open.pop() else { return };
        let inside = std::mem::replace(&mut self.inside, before);
        if let Some(children) = tag.children_mut() {
            *children = listed(inside);
        }
        self.inside.push(tag.into());
    }
}

/// As it is, or in an element that says its language.
fn in_language(locale: &str, node: VNode) -> VNode {
    if locale.is_empty() {
        return node;
    }
    let mut isolated = VTag::new("bdi");
    isolated.add_attribute("lang", locale.to_owned());
    isolated.add_child(node);
    isolated.into()
}

/// One after the other.
pub fn listed(mut nodes: Vec<VNode>) -> Html {
    if nodes.len() == 1
        && let Some(only) = nodes.pop()
    {
        return only;
    }
    VList::with_children(nodes, None).into()
}

/// One after the other, as each item is drawn.
pub fn all<T>(items: &[T], one: impl Fn(&T) -> Html) -> Html {
    let mut nodes = Vec::new();
    for item in items {
        nodes.push(one(item));
    }
    VList::with_children(nodes, None).into()
}

struct Listens {
    event: &'static str,
    heard: Callback<Event>,
}

impl Listener for Listens {
    fn kind(&self) -> ListenerKind {
        match self.event {
            "onchange" => ListenerKind::onchange,
            "oninput" => ListenerKind::oninput,
            "onkeydown" => ListenerKind::onkeydown,
            _ => ListenerKind::onclick,
        }
    }

    fn handle(&self, event: Event) {
        self.heard.emit(event);
    }

    fn passive(&self) -> bool {
        false
    }
}
