//! Ready for a language nobody here has thought of: every word comes from a translator's file, there is room for longer ones,
//! and the page can be written from right to left.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use anyhow::{Result, ensure};
use kaimen_browser_tests::checker::Checker;
use kaimen_browser_tests::{browser, page, pseudo, site, states};
use thirtyfour::WebDriver;

/// Whatever is seen that no file of words has: plain Latin words beside numbers, dates, codes, what is marked as another
/// language, and what a statement says.
const UNTRANSLATED: &str = "const root = document.documentElement; \
    const months = /January|February|March|April|May|June|July|August|September|October|November|December/g; \
    const found = []; \
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); \
    while (walker.nextNode()) { \
      const within = walker.currentNode.parentElement; \
      if (within.closest('bdi[lang]')) found.push(`has no words: ${walker.currentNode.data}`); \
      if (within.closest('.k-statement__name, .k-entries__what, .k-statement__file th, td:not(:has(select))')) continue; \
      if (within.closest('code, script') || within.closest('[lang]').lang !== root.lang) continue; \
      if (!within.checkVisibility()) continue; \
      const words = walker.currentNode.data.replace(months, '').match(/[a-z]{3,}/gi) ?? []; \
      if (words.some((word) => word !== word.toUpperCase())) found.push(walker.currentNode.data); \
    } \
    return found";

/// What is cut off: text in a box that hides some of it, not all for the eye alone, or anything beyond the edge of the window.
const CUT_OFF: &str = "const found = []; const width = document.documentElement.clientWidth; \
    if (document.documentElement.scrollWidth > width) found.push(`the page is ${document.documentElement.scrollWidth} px wide`); \
    for (const one of document.querySelectorAll('#app *')) { \
      if (one.closest('svg, input, .k-hidden') || !one.checkVisibility()) continue; \
      const style = getComputedStyle(one); \
      if (style.clipPath === 'none' && ['hidden', 'clip'].includes(style.overflowX) && one.scrollWidth > one.clientWidth + 1) \
        found.push(`${one.className} hides ${one.scrollWidth - one.clientWidth} px`); \
    } \
    return found";

async fn none(driver: &WebDriver, script: &str, state: &str) -> Result<()> {
    let found: Vec<String> = driver.execute(script, vec![]).await?.convert()?;
    ensure!(found.is_empty(), "{state}: {found:#?}");
    Ok(())
}

async fn open_all(driver: &WebDriver) -> Result<()> {
    let open = "document.querySelectorAll('details').forEach((one) => { one.open = true })";
    driver.execute(open, vec![]).await?;
    Ok(())
}

#[test]
fn every_word_is_a_translators_and_longer_ones_have_room() -> Result<()> {
    let server = site::serve_changed("pseudo", |files| pseudo::add(files).unwrap())?;
    let address = server.address();
    browser::drive(async move |driver| {
        browser::resize(&driver, 320, 800).await?;
        for state in states::all()? {
            states::open_at(&driver, &address, &state, &format!("locale={}", pseudo::PSEUDO)).await?;
            open_all(&driver).await?;
            none(&driver, UNTRANSLATED, &state).await?;
            none(&driver, CUT_OFF, &state).await?;
        }
        Ok(())
    })
}

#[test]
fn what_runs_from_right_to_left_has_room_and_is_mirrored() -> Result<()> {
    browser::drive(async move |driver| {
        browser::resize(&driver, 360, 800).await?;
        for state in states::all()? {
            states::open(&driver, &state, "locale=en&dir=rtl").await?;
            open_all(&driver).await?;
            none(&driver, CUT_OFF, &state).await?;
            let back = "const arrow = document.querySelector('.k-back__arrow'); \
                        return !arrow || new DOMMatrix(getComputedStyle(arrow).transform).a === -1";
            page::wait_for(&driver, back).await?;
        }
        Ok(())
    })
}

/// The direction follows from the language, with nothing but a file of words.
#[test]
fn a_language_from_right_to_left_is_a_file() -> Result<()> {
    let server = site::serve_changed("hebrew", |files| {
        let words = String::from_utf8(files["locales/en.json"].clone()).unwrap();
        files.insert("locales/he.json".to_owned(), words.replacen("English", "עברית", 1).into_bytes());
    })?;
    let address = server.address();
    browser::drive(async move |driver| {
        let mut checker = Checker::open(&driver, &format!("{address}/?locale=en"), "en").await?;
        let direction =
            "return document.documentElement.dir + getComputedStyle(document.querySelector('h1')).direction";
        assert_eq!(driver.execute(direction, vec![]).await?.json(), &"ltrltr");
        checker.press("עברית").await?;
        driver.enter_default_frame().await?;
        page::wait_for(&driver, "return document.documentElement.lang === 'he'").await?;
        page::enter_app(&driver).await?;
        assert_eq!(driver.execute(direction, vec![]).await?.json(), &"rtlrtl");
        checker.speak("zh-Hans").await?;
        assert_eq!(driver.execute(direction, vec![]).await?.json(), &"ltrltr");
        Ok(())
    })
}
