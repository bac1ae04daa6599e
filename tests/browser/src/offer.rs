//! The second tool as someone uses it: an offer's answers by keyboard, question by question.

use anyhow::{Result, ensure};
use thirtyfour::{Key, WebDriver};

use crate::checker::Checker;
use crate::keyboard::{key, press, tab_to};
use crate::page;

/// An offer: each question's name after `offer-`, and what is typed, the place of the option, or `?` for "I don't know".
pub type Offer = &'static [(&'static str, &'static str)];

/// 100,000 at 6 %, 2,000 kept back, twelve payments of 8,606.64 (21xqjy.com, its slip mended): 9.80 % a year simple.
pub const KEPT_BACK: Offer = &[
    ("amount", "10万"),
    ("received", "98000"),
    ("way", "#0"),
    ("payment", "8606.64"),
    ("count", "12"),
    ("every", "#0"),
    ("regular", "#0"),
    ("fees", "#1"),
    ("lender", "#2"),
];

/// 10,000 in twelve payments of 899.33 (China Merchants Bank's card, y21.com.cn, 19 April 2021): 14.31 % a year simple.
pub const INSTALMENT_FEE: Offer = &[
    ("amount", "10000"),
    ("received", "10,000"),
    ("way", "#0"),
    ("payment", "899.33"),
    ("count", "12"),
    ("every", "#0"),
    ("regular", "?"),
    ("fees", "#1"),
    ("lender", "?"),
];

/// 10,000 in twelve payments of 900, with 500 to be paid before any of it arrives: the mark of a fraud.
pub const WANTED_UPFRONT: Offer = &[
    ("amount", "10000"),
    ("received", "10000"),
    ("way", "#0"),
    ("payment", "900"),
    ("count", "12"),
    ("every", "#0"),
    ("regular", "#0"),
    ("fees", "#0"),
    ("fee-upfront", "500"),
    ("fee-each", "0"),
    ("fee-end", "0"),
    ("lender", "?"),
];

/// 10,000 at 0.05 % a day for thirty days, 150 of interest (Weilidai, 18959089220.com): 19.86 % a year compound.
pub const DAY_INTEREST: Offer = &[
    ("amount", "1万"),
    ("received", "1万"),
    ("way", "#1"),
    ("total", "10150"),
    ("days", "30"),
    ("fees", "#1"),
    ("lender", "#1"),
];

/// Which question is shown, by its words.
///
/// # Errors
///
/// Where none of the tool's is.
pub async fn shown(checker: &Checker, name: &str) -> Result<()> {
    let label = checker.words.get(&format!("question-offer-{name}-label"))?;
    let asks = format!("return document.querySelector('h1')?.innerText.trim() === {}", serde_json::to_string(label)?);
    page::wait_for(&checker.driver, &asks).await
}

/// Answers the question that is shown by keyboard, without going on; focus stands on its first field.
///
/// # Errors
///
/// Where its fields are not there.
pub async fn answer(driver: &WebDriver, answer: &str) -> Result<()> {
    match answer.strip_prefix('#') {
        Some(option) => {
            press(driver, " ").await?;
            for _ in 0..option.parse()? {
                press(driver, key(Key::Down)).await?;
            }
        }
        None if answer == "?" && is_there(driver, "#answer-unknown").await? => {
            // The last of the options: one up from the first.
            press(driver, key(Key::Up)).await?;
        }
        None if answer == "?" => {
            tab_to(driver, "[type=checkbox]").await?;
            press(driver, " ").await?;
        }
        None => press(driver, answer).await?,
    }
    Ok(())
}

async fn is_there(driver: &WebDriver, selector: &str) -> Result<bool> {
    let script = "return document.querySelector(arguments[0]) !== null";
    Ok(driver.execute(script, vec![selector.into()]).await?.convert()?)
}

/// From the tool's start to its first question, by keyboard.
///
/// # Errors
///
/// Where the start is not shown.
pub async fn begin(driver: &WebDriver) -> Result<()> {
    tab_to(driver, ".k-start .k-button--primary").await?;
    press(driver, key(Key::Enter)).await
}

/// From the check to the result, by keyboard.
///
/// # Errors
///
/// Where the check is not shown, or does not lead there.
pub async fn decide(checker: &Checker) -> Result<()> {
    let driver = &checker.driver;
    tab_to(driver, ".k-check > .k-button--primary").await?;
    press(driver, key(Key::Enter)).await?;
    page::wait_for(driver, "return document.querySelector('.k-result--offer') !== null").await?;
    ensure!(checker.says("offer-how-title").await?, "the result does not say how it was worked out");
    Ok(())
}

/// From the tool's start to the result, by keyboard.
///
/// # Errors
///
/// Where the way does not lead there.
pub async fn to_result(checker: &Checker, offer: Offer) -> Result<()> {
    begin(&checker.driver).await?;
    for (name, text) in offer {
        shown(checker, name).await?;
        answer(&checker.driver, text).await?;
        press(&checker.driver, key(Key::Enter)).await?;
    }
    decide(checker).await
}
