//! The states of the views, as `/components` draws each of them.

use anyhow::{Context, Result};
use serde_json::Value;
use thirtyfour::WebDriver;

use crate::{page, site};

/// All of them, by the id that their address has.
///
/// # Errors
///
/// Where the site has not been built.
pub fn all() -> Result<Vec<String>> {
    let document = site::document("components/states.json")?;
    let mut states = Vec::new();
    for view in document["views"].as_array().context("no views")? {
        for state in view["states"].as_array().context("no states")? {
            states.push([id(view)?, id(state)?].join("-"));
        }
    }
    Ok(states)
}

fn id(of: &Value) -> Result<&str> {
    of["id"].as_str().context("no id")
}

/// Opens one, and waits until it is drawn; `more` is the rest of its address: `locale=en&dir=rtl`.
///
/// # Errors
///
/// Where it is not drawn.
pub async fn open(driver: &WebDriver, state: &str, more: &str) -> Result<()> {
    open_at(driver, &site::address(), state, more).await
}

/// The same of a site at another address.
///
/// # Errors
///
/// As [`open`].
pub async fn open_at(driver: &WebDriver, address: &str, state: &str, more: &str) -> Result<()> {
    driver.goto(format!("{address}/components/state.html?state={state}&{more}")).await?;
    page::wait_for(driver, "return 'ready' in document.documentElement.dataset").await
}
