//! What can happen on the page.

use super::compare::Wish;
use super::hand::Tool;
use super::place::Place;
use crate::json::{Problem, Value};

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Both documents are sealed.
    Sealed,
    /// What was typed before, as the guard kept it: nothing, mostly.
    TakeUp(Value),
    /// The page could not be opened again: the browser lets nothing be stored here.
    NotAgain,
    /// Another language was chosen.
    Locale(String),
    /// The first question was asked for.
    Begin,
    /// Something was typed or chosen: question, field, text.
    Type(String, usize, String),
    /// "I don't know" was ticked or unticked.
    Unknown(String, bool),
    /// This question is done.
    Continue,
    /// One step back.
    Back,
    /// A question is to be answered again, from the check or the result.
    Change(String),
    /// The answers are to be seen again.
    Check,
    /// The answers are right.
    Decide,
    /// The browser went back or forward to a place that was shown before.
    Show(Tool, Place),
    /// This tool is wanted: its result where there is one, else its start.
    Open(Tool),
    /// Whether the half-finished answers are to be kept on the device.
    Keep(bool),
    /// The browser did not keep the half-finished answers: it lets nothing be stored here, or has no room.
    NotKept,
    /// Everything is to be forgotten.
    Forget,
    /// Everything was forgotten in another tab.
    Forgotten,
    /// What is shown was shared.
    Shared,
    /// Another answer is tried on the result.
    Suppose(String, i64),
    /// The offers are to be seen in the order of this wish.
    Sort(Wish),
    /// The details of the offer at this place of the decision are to be seen, or no longer.
    Detail(usize),
    /// The result is to be saved as a file.
    Save,
    /// The guard could not save it.
    NotSaved,
    /// A file was chosen: its JSON, or why it can't be read.
    OpenFile(Result<Value, Problem>),
    /// All that is shown is to be printed.
    Print,
    /// The browser has printed, or was told not to.
    Printed,
    /// The newer version is to be opened.
    Renew,
    /// A statement is to be opened, or to be looked at again.
    Statement,
    /// Something is asked of the room where statements are read: what, and two words for it.
    Ask(&'static str, String, String),
    /// The room tells what is known.
    Told(Value),
    /// What the statements answer is right.
    UseStatement,
    /// The statements are to be forgotten, and the answers that they gave.
    RemoveStatement,
}
