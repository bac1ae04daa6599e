//! The keyboard alone: focus is always somewhere, and can be seen there.

use anyhow::{Result, bail, ensure};
use serde_json::json;
use thirtyfour::{Key, WebDriver};

use crate::page;

/// More than any view has places to tab to.
const MANY: usize = 60;

/// Presses a key, or types, wherever focus is. Afterwards focus must be somewhere that can be seen.
///
/// # Errors
///
/// Where it is not.
pub async fn press(driver: &WebDriver, keys: impl Into<String>) -> Result<()> {
    driver.action_chain().send_keys(keys.into()).perform().await?;
    page::drawn(driver).await?;
    let seen: String = driver.execute(include_str!("focus.js"), vec![]).await?.convert()?;
    ensure!(seen == "seen", "{seen}");
    Ok(())
}

/// A key as text.
#[must_use]
pub fn key(key: Key) -> String {
    char::from(key).to_string()
}

/// Tabs until focus is on what the selector finds.
///
/// # Errors
///
/// Where it never is.
pub async fn tab_to(driver: &WebDriver, selector: &str) -> Result<()> {
    for _ in 0..MANY {
        if driver.execute("return document.activeElement.matches(arguments[0])", vec![json!(selector)]).await?.json()
            == &json!(true)
        {
            return Ok(());
        }
        press(driver, key(Key::Tab)).await?;
    }
    bail!("{MANY} times Tab do not lead to {selector}")
}

/// From the guard's document, puts focus into the app by Tab, as someone without a mouse does, and the driver with it.
///
/// # Errors
///
/// Where there is no frame.
pub async fn enter(driver: &WebDriver) -> Result<()> {
    driver.enter_default_frame().await?;
    driver.action_chain().send_keys(key(Key::Tab)).perform().await?;
    Ok(driver.enter_frame(0).await?)
}
