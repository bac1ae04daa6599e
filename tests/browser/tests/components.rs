//! Each state of each view, as `/components` draws them: nothing is wider than the window, nothing is said to the console,
//! and axe finds nothing.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use anyhow::{Result, ensure};
use kaimen_browser_tests::{axe, browser, page, site, states};
use serde_json::json;
use thirtyfour::WebDriver;

/// By how many pixels the page is wider than its window.
async fn excess(driver: &WebDriver) -> Result<i64> {
    let script = "const root = document.documentElement; return root.scrollWidth - root.clientWidth";
    Ok(driver.execute(script, vec![]).await?.convert()?)
}

/// What of the view is cut off or written over by its neighbour can't be seen by a program; what sticks out can.
fn none_sticks_out(width: u32, zoom: u32) -> Result<()> {
    browser::drive(async move |driver| {
        browser::resize(&driver, width, 800).await?;
        for state in states::all()? {
            for locale in ["zh-Hans", "en"] {
                states::open(&driver, &state, &format!("locale={locale}")).await?;
                if zoom != 100 {
                    let script = "document.documentElement.style.fontSize = arguments[0]";
                    driver.execute(script, vec![json!(format!("{zoom}%"))]).await?;
                }
                let excess = excess(&driver).await?;
                ensure!(excess <= 0, "{state} in {locale} is {excess} px too wide at {width} px, {zoom} %");
            }
        }
        Ok(())
    })
}

#[test]
fn no_view_is_wider_than_a_small_phone() -> Result<()> {
    none_sticks_out(320, 100)
}

#[test]
fn no_view_is_wider_than_a_phone_with_text_of_twice_the_size() -> Result<()> {
    none_sticks_out(360, 200)
}

#[test]
fn no_view_is_wider_than_a_desk() -> Result<()> {
    none_sticks_out(1280, 100)
}

fn axe_is_content(width: u32, scheme: &'static str, locale: &'static str) -> Result<()> {
    browser::drive(async move |driver| {
        browser::resize(&driver, width, 800).await?;
        for state in states::all()? {
            states::open(&driver, &state, &format!("locale={locale}")).await?;
            browser::prefer(&driver, scheme).await?;
            let found = axe::violations(&driver).await?;
            ensure!(found.is_empty(), "{state} in {locale}, {scheme}, at {width} px: {found:#?}");
        }
        Ok(())
    })
}

#[test]
fn axe_finds_nothing_on_a_small_phone_in_english_by_night() -> Result<()> {
    axe_is_content(320, "dark", "en")
}

#[test]
fn axe_finds_nothing_on_a_desk_in_chinese_by_day() -> Result<()> {
    axe_is_content(1280, "light", "zh-Hans")
}

/// The page that shows them all has a frame for each, and every frame draws.
#[test]
fn the_page_of_components_shows_every_state() -> Result<()> {
    browser::drive(async move |driver| {
        driver.goto(format!("{}/components/", site::address())).await?;
        page::wait_for(&driver, "return document.querySelectorAll('iframe').length > 0").await?;
        let script = "return [...document.querySelectorAll('iframe')].map((frame) => new URL(frame.src).searchParams.get('state'))";
        let shown: Vec<String> = driver.execute(script, vec![]).await?.convert()?;
        ensure!(shown == states::all()?, "{shown:?}");
        let first = "return 'ready' in document.querySelector('iframe').contentDocument.documentElement.dataset";
        page::wait_for(&driver, first).await?;
        let found = axe::violations(&driver).await?;
        ensure!(found.is_empty(), "{found:#?}");
        Ok(())
    })
}
