//! The checker in a browser.

use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};
use thirtyfour::{By, WebDriver};

use crate::checker::Checker;
use crate::person::Person;

/// How long something that is awaited may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(20);
/// How long to pause before looking again.
pub const PAUSE: Duration = Duration::from_millis(50);

/// Opens the checker and waits until the first question can be answered; the driver is then in the app's frame.
///
/// # Errors
///
/// Where it does not open, with what it says instead.
pub async fn open(driver: &WebDriver, address: &str) -> Result<()> {
    driver.goto(address).await?;
    enter_app(driver).await
}

/// From the guard's document, waits until the app is drawn and both are sealed, and enters its frame.
///
/// # Errors
///
/// Where it does not open, with what it says instead.
pub async fn enter_app(driver: &WebDriver) -> Result<()> {
    let ready = "return document.getElementById('shell').hidden && document.querySelectorAll('meta[http-equiv=Content-Security-Policy]').length === 2";
    if wait_for(driver, ready).await.is_err() {
        let shell = driver.find(By::Id("shell")).await?.text().await?;
        bail!("the checker did not open; it says: {shell}");
    }
    driver.enter_frame(0).await?;
    // It says that it is sealed a moment later, which moves what stands below.
    wait_for(driver, "return document.querySelector('.k-seal:not(.k-seal--closed)') === null").await
}

/// From a partner's page into the app that its element holds.
///
/// # Errors
///
/// Where it does not open.
pub async fn enter_element(driver: &WebDriver) -> Result<()> {
    let framed = "return !!document.querySelector('kaimen-checker')?.shadowRoot?.querySelector('iframe')";
    wait_for(driver, framed).await?;
    let root = driver.find(By::Css("kaimen-checker")).await?.get_shadow_root().await?;
    root.find(By::Css("iframe")).await?.enter_frame().await?;
    wait_for(driver, "return document.readyState === 'complete'").await?;
    enter_app(driver).await
}

/// Waits until what was done last has been drawn: what is seen and where focus is follows an action in the next frame.
///
/// # Errors
///
/// Where the document draws nothing.
pub async fn drawn(driver: &WebDriver) -> Result<()> {
    driver.execute_async("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))", vec![]).await?;
    Ok(())
}

/// The code with which the guard says that the checker could not be opened, or was lost; from the guard's document.
///
/// # Errors
///
/// Where it does not say so.
pub async fn failure(driver: &WebDriver) -> Result<String> {
    wait_for(driver, "return !document.getElementById('failed').hidden").await?;
    Ok(driver.find(By::Id("code")).await?.text().await?)
}

/// In the app's frame, from the start: it takes someone's answers and gives a result with offers.
///
/// # Errors
///
/// Where it does not.
pub async fn still_answers(driver: &WebDriver) -> Result<()> {
    let mut checker = Checker::at(driver, "en")?;
    checker.speak("en").await?;
    checker.to_result(&Person::named("no-file")?).await?;
    ensure!(
        !checker.texts(".k-offer").await?.is_empty(),
        "the result has no offers; it says: {}",
        checker.text().await?
    );
    Ok(())
}

/// Waits until a script returns true in the frame that the driver is in.
///
/// # Errors
///
/// Where it does not in time.
pub async fn wait_for(driver: &WebDriver, script: &str) -> Result<()> {
    let end = Instant::now() + PATIENCE;
    loop {
        if driver.execute(script, vec![]).await?.json() == &serde_json::Value::Bool(true) {
            return Ok(());
        }
        if Instant::now() > end {
            bail!("waited in vain for: {script}");
        }
        tokio::time::sleep(PAUSE).await;
    }
}
