//! axe-core, in the document that the driver is in.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use thirtyfour::WebDriver;
use xtask::npm;

/// Runs all rules; returns what they find, one line each, with the element.
///
/// # Errors
///
/// Where axe is not installed or does not end.
pub async fn violations(driver: &WebDriver) -> Result<Vec<String>> {
    run(driver, &json!({})).await
}

/// Runs all rules on a document around a frame, where the frame has the heading of the first level.
///
/// # Errors
///
/// As [`violations`].
pub async fn around_a_frame(driver: &WebDriver) -> Result<Vec<String>> {
    run(driver, &json!({ "rules": { "page-has-heading-one": { "enabled": false } } })).await
}

/// Runs only what depends on the colours.
///
/// # Errors
///
/// As [`violations`].
pub async fn in_these_colours(driver: &WebDriver) -> Result<Vec<String>> {
    run(driver, &json!({ "runOnly": ["color-contrast"] })).await
}

// The policy lets no script in, but the driver's; frames and style sheets are looked at where they are.
async fn run(driver: &WebDriver, options: &Value) -> Result<Vec<String>> {
    if driver.execute("return typeof axe", vec![]).await?.json() == "undefined" {
        let path = npm::modules().join("axe-core/axe.min.js");
        let axe = std::fs::read_to_string(&path).with_context(|| format!("{} is not there", path.display()));
        let axe = axe.context("axe is not installed\n  what would mend it: cargo xtask setup")?;
        driver.execute(format!("{axe}\nglobalThis.axe = axe"), vec![]).await?;
    }
    let script = "const [options, done] = arguments; \
                  axe.run(document, { ...options, iframes: false, preload: false }).then( \
                    ({ passes, violations }) => done([passes.length, violations.flatMap((found) => \
                      found.nodes.map((node) => `${found.id}: ${node.target} ${node.failureSummary}`))]), \
                    (error) => done([0, [String(error)]]))";
    let (passes, found): (usize, Vec<String>) = driver.execute_async(script, vec![options.clone()]).await?.convert()?;
    ensure!(passes > 0 || !found.is_empty(), "axe has looked at nothing");
    Ok(found)
}
