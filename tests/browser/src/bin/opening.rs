//! How long the checker takes to open on a slow phone: the shell painted, and the first question answerable. `cargo xtask bench
//! --opening` makes what ships first.

use std::path::PathBuf;

use anyhow::{Context, Result};
use kaimen_browser_tests::{browser, page};
use serde_json::json;
use thirtyfour::WebDriver;
use xtask::server;

/// Each way of opening is timed so often.
const RUNS: usize = 9;
/// 1.6 Mbit a second, in bytes, and 150 ms for each request; a processor four times as slow as this one.
const BYTES_A_SECOND: u32 = 200_000;
const LATENCY_MS: u32 = 150;
const SLOWER: u32 = 4;

/// Says in the guard's document when the second policy was there, which is when the first question can be answered.
const WATCH: &str = "if (self === top) new MutationObserver(() => { \
    if (!globalThis.answerable && document.getElementById('shell')?.hidden && \
        document.querySelectorAll('meta[http-equiv=Content-Security-Policy]').length === 2) \
      globalThis.answerable = performance.now(); \
  }).observe(document, { subtree: true, childList: true, attributes: true })";

fn main() -> Result<()> {
    let site = std::env::args_os().nth(1).map(PathBuf::from).context("say which site to open")?;
    let server = server::serve(&site, 0)?;
    let address = server.address();
    println!("{:<28} {:>14} {:>18} {:>14}", "opened", "shell painted", "first question", "received");
    // In one process with the guard, so that the slow processor is the app's as well.
    browser::drive_with(&["--disable-features=IsolateSandboxedIframes"], async move |driver| {
        driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await?;
        slow(&driver, false).await?;
        report(&driver, &address, "as fast as can be, cold", true).await?;
        slow(&driver, true).await?;
        report(&driver, &address, "slow phone, cold", true).await?;
        report(&driver, &address, "slow phone, from its cache", false).await?;
        Ok(())
    })
}

async fn slow(driver: &WebDriver, is_slow: bool) -> Result<()> {
    let (latency, bytes) = if is_slow { (LATENCY_MS, i64::from(BYTES_A_SECOND)) } else { (0, -1) };
    let network =
        json!({ "offline": false, "latency": latency, "downloadThroughput": bytes, "uploadThroughput": bytes });
    driver.cdp().send_raw("Network.enable", json!({})).await?;
    driver.cdp().send_raw("Network.emulateNetworkConditions", network).await?;
    let rate = json!({ "rate": if is_slow { SLOWER } else { 1 } });
    driver.cdp().send_raw("Emulation.setCPUThrottlingRate", rate).await?;
    Ok(())
}

async fn report(driver: &WebDriver, address: &str, way: &str, cold: bool) -> Result<()> {
    let (mut painted, mut answerable, mut received) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        if cold {
            let everything = json!({ "origin": address, "storageTypes": "all" });
            driver.cdp().send_raw("Storage.clearDataForOrigin", everything).await?;
            driver.cdp().send_raw("Network.clearBrowserCache", json!({})).await?;
        }
        driver.goto("about:blank").await?;
        driver.goto(address).await?;
        page::wait_for(driver, "return !!globalThis.answerable").await?;
        let script = "const all = ['navigation', 'resource'].flatMap((type) => performance.getEntriesByType(type)); \
             return [performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN, answerable, \
             all.reduce((sum, { transferSize }) => sum + transferSize, 0)]";
        let (paint, sealed, bytes): (f64, f64, f64) = driver.execute(script, vec![]).await?.convert()?;
        painted.push(paint);
        answerable.push(sealed);
        received.push(bytes);
    }
    let (painted, answerable, received) = (middle(painted), middle(answerable), middle(received));
    println!("{way:<28} {painted:>11.0} ms {answerable:>15.0} ms {received:>8.0} bytes");
    Ok(())
}

fn middle(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}
