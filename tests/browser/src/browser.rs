//! A browser for each test, ended however the test ends.

use std::panic::resume_unwind;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use thirtyfour::WebDriver;
use tokio::runtime::Runtime;

use crate::page;

/// A driver clicks where something is at that moment: nothing may still be gliding there.
const ALWAYS: [&str; 1] = ["--force-prefers-reduced-motion"];

/// Runs a test in a browser of its own with a fresh profile.
///
/// # Errors
///
/// Where there is no browser, or with the test's own.
///
/// # Panics
///
/// Where the test does.
pub fn drive<F, T>(test: impl FnOnce(WebDriver) -> F) -> Result<T>
where
    F: Future<Output = Result<T>> + Send + 'static,
    T: Send + 'static,
{
    drive_with(&[], test)
}

/// Runs a test in a browser that was started with further arguments.
///
/// # Errors
///
/// As [`drive`].
///
/// # Panics
///
/// Where the test does.
pub fn drive_with<F, T>(arguments: &[&str], test: impl FnOnce(WebDriver) -> F) -> Result<T>
where
    F: Future<Output = Result<T>> + Send + 'static,
    T: Send + 'static,
{
    let browser = xtask::browser::find()?;
    let process = browser.drive()?;
    let mut capabilities = browser.capabilities();
    capabilities.insert("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" }));
    let given = capabilities.get_mut("goog:chromeOptions").and_then(|options| options.get_mut("args"));
    let given = given.and_then(Value::as_array_mut).context("the browser takes no arguments")?;
    given.extend(ALWAYS.iter().chain(arguments).map(|argument| json!(argument)));
    Runtime::new()?.block_on(async {
        let driver = WebDriver::new(process.address(), capabilities).await?;
        driver.set_script_timeout(Duration::from_secs(30)).await?;
        let outcome = tokio::spawn(test(driver.clone())).await;
        driver.quit().await?;
        outcome.unwrap_or_else(|error| resume_unwind(error.into_panic()))
    })
}

/// Makes every document of the tab see that its reader prefers `light` or `dark`, and waits until this one does.
///
/// # Errors
///
/// Where it does not.
pub async fn prefer(driver: &WebDriver, scheme: &str) -> Result<()> {
    let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
    driver.cdp().send_raw("Emulation.setEmulatedMedia", features).await?;
    page::wait_for(driver, &format!("return matchMedia('(prefers-color-scheme: {scheme})').matches")).await
}

/// Makes every document of the tab see that its reader has colours of their own forced on it, besides what they prefer, or
/// has not.
///
/// # Errors
///
/// Where the driver can't.
pub async fn force_colours(driver: &WebDriver, forced: bool) -> Result<()> {
    if forced {
        let features = json!({ "features": [{ "name": "forced-colors", "value": "active" }] });
        driver.cdp().send_raw("Emulation.setEmulatedMedia", features).await?;
    }
    page::wait_for(driver, &format!("return matchMedia('(forced-colors: active)').matches === {forced}")).await
}

/// Makes the tab so wide and so high, in CSS pixels.
///
/// # Errors
///
/// Where the driver can't.
pub async fn resize(driver: &WebDriver, width: u32, height: u32) -> Result<()> {
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", metrics).await?;
    Ok(())
}

/// What the browser has written to its console since it was last asked, warnings and worse.
///
/// # Errors
///
/// Where the driver gives no log.
pub async fn complaints(driver: &WebDriver) -> Result<Vec<String>> {
    let log = driver.browser_log().await?;
    let worse = log.into_iter().filter(|entry| entry.level != "INFO" && entry.level != "DEBUG");
    Ok(worse.map(|entry| entry.message).collect())
}
