//! The element on a partner's page: what the page gets, and what it never gets.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use anyhow::Result;
use kaimen_browser_tests::{browser, page, site};
use thirtyfour::{By, WebDriver};

/// What the element says in place of the checker.
const ALERT: &str = "const alert = document.querySelector('kaimen-checker')?.shadowRoot?.querySelector('[role=alert]'); \
                     return alert !== null && alert !== undefined";

async fn alert(driver: &WebDriver) -> Result<String> {
    page::wait_for(driver, ALERT).await?;
    let root = driver.find(By::Css("kaimen-checker")).await?.get_shadow_root().await?;
    Ok(root.find(By::Css("[role=alert]")).await?.text().await?)
}

#[test]
fn a_page_of_the_checkers_own_origin_is_refused() -> Result<()> {
    let checker = site::serve()?;
    let address = format!("{0}/demo/partner.html?checker={0}", checker.address());
    browser::drive(async move |driver| {
        driver.goto(&address).await?;
        let said = alert(&driver).await?;
        assert!(said.contains("必须放在与本页不同的网域") && said.contains("another origin"), "{said}");
        let root = driver.find(By::Css("kaimen-checker")).await?.get_shadow_root().await?;
        assert!(root.find_all(By::Css("iframe")).await?.is_empty());
        let complaints = browser::complaints(&driver).await?.join("\n");
        assert!(complaints.contains("kaimen-checker: same-origin"), "{complaints}");
        Ok(())
    })
}

#[test]
fn a_checker_that_does_not_answer_is_said() -> Result<()> {
    let checker = site::serve_changed("no-frame", |files| {
        files.remove("frame.html");
        site::replace(files, "element.js", "15_000", "1_000");
    })?;
    let pages = site::serve()?;
    let address = format!("{}/demo/partner.html?checker={}", pages.address(), checker.address());
    browser::drive(async move |driver| {
        driver.goto(&address).await?;
        let said = alert(&driver).await?;
        assert!(said.contains("暂时打不开") && said.contains("does not answer"), "{said}");
        Ok(())
    })
}

#[test]
fn the_demo_finds_the_checker_under_this_machines_other_name() -> Result<()> {
    let checker = site::serve()?;
    let address = format!("{}/demo/partner.html", checker.address());
    browser::drive(async move |driver| {
        driver.goto(&address).await?;
        enter_checker(&driver).await?;
        Ok(())
    })
}

/// Before the guard hands over, the page tries to hand over code of its own; another frame tries to pass for the page.
#[test]
fn neither_the_page_nor_its_other_frames_can_pass_for_the_guard_or_the_element() -> Result<()> {
    let checker = site::serve()?;
    let pages = site::serve_changed("forging", |files| {
        let partner = files.get_mut("demo/partner.js").unwrap();
        *partner = [include_bytes!("partner/forge.js"), partner.as_slice()].concat();
    })?;
    let address = format!("{}/demo/partner.html?checker={}", pages.address(), checker.address());
    browser::drive(async move |driver| {
        driver.goto(&address).await?;
        enter_checker(&driver).await?;
        driver.enter_default_frame().await?;
        page::wait_for(&driver, "return tried.door > 0 && tried.hello > 0").await?;
        assert_eq!(driver.execute("return heard", vec![]).await?.json(), &serde_json::json!([]));
        Ok(())
    })
}

/// From a partner's page into the app.
async fn enter_checker(driver: &WebDriver) -> Result<()> {
    page::wait_for(driver, "return !!document.querySelector('kaimen-checker')?.shadowRoot?.querySelector('iframe')")
        .await?;
    let root = driver.find(By::Css("kaimen-checker")).await?.get_shadow_root().await?;
    root.find(By::Css("iframe")).await?.enter_frame().await?;
    page::wait_for(driver, "return document.readyState === 'complete'").await?;
    page::enter_app(driver).await
}
