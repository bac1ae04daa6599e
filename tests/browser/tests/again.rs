//! Opened again with what was not loaded: another language, what reads statements. What was typed goes along, once.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::time::Instant;

use anyhow::Result;
use kaimen_browser_tests::checker::{Checker, Place};
use kaimen_browser_tests::person::Person;
use kaimen_browser_tests::site::Server;
use kaimen_browser_tests::{browser, page, site};
use serde_json::{Value, json};
use thirtyfour::{By, WebDriver};
use xtask::site::Files;

/// A language that only the tests have: the English words, but for a few.
fn with_another_language(files: &mut Files) {
    let mut words: Value = serde_json::from_slice(&files["locales/en.json"]).unwrap();
    words["locale-name"] = json!("Xish");
    words["start-lead"] = json!("Xish words.");
    words["continue"] = json!("Xish on");
    files.insert("locales/xx.json".to_owned(), words.to_string().into_bytes());
    words["locale-name"] = json!("Yish");
    files.insert("locales/yy.json".to_owned(), words.to_string().into_bytes());
}

/// What the guard's origin keeps for the moment of opening again, and what its address asks for.
async fn kept_and_asked(driver: &WebDriver) -> Result<(Value, String)> {
    driver.enter_default_frame().await?;
    let kept = driver.execute("return Object.entries(sessionStorage)", vec![]).await?.json().clone();
    let asked = driver.execute("return location.search", vec![]).await?.json().as_str().unwrap().to_owned();
    driver.enter_frame(0).await?;
    Ok((kept, asked))
}

/// The page was opened anew, and speaks this language.
async fn speaks(driver: &WebDriver, locale: &str) -> Result<()> {
    driver.enter_default_frame().await?;
    page::wait_for(driver, &format!("return document.documentElement.lang === '{locale}'")).await?;
    page::enter_app(driver).await
}

#[test]
fn a_third_language_keeps_the_answers_and_nothing_else() -> Result<()> {
    let server = site::serve_changed("again", with_another_language)?;
    let address = server.address();
    browser::drive(async move |driver| {
        let checker = Checker::open(&driver, &address, "en").await?;
        checker.begin().await?;
        checker.answer(Some("3万")).await?;
        checker.go_on().await?;
        checker.press_message("back").await?;
        checker.press_message("back").await?;
        checker.press("Xish").await?;
        speaks(&driver, "xx").await?;
        assert!(checker.text().await?.contains("Xish words."));
        assert_eq!(kept_and_asked(&driver).await?, (json!([]), "?locale=xx".to_owned()));
        checker.press_message("start-go-on").await?;
        checker.press_message("back").await?;
        assert_eq!(checker.typed("answer").await?, "3万");
        // The two that are always there are a press away, and so is the third one from them.
        checker.press("English").await?;
        assert!(checker.says("continue").await?);
        checker.press("Xish").await?;
        checker.button("Xish on").await?;

        driver.enter_default_frame().await?;
        driver.refresh().await?;
        page::enter_app(&driver).await?;
        assert!(checker.text().await?.contains("Xish words."), "the address does not ask for the language");
        assert!(!checker.says("start-go-on").await?, "what was not to be kept was kept");
        Ok(())
    })
}

/// A partner's page may ask at any moment: it stands where it stood, with the answers that led there.
#[test]
fn a_result_in_a_partners_page_is_there_again() -> Result<()> {
    let checkers = site::serve_changed("again", with_another_language)?;
    let pages = site::serve()?;
    let address = format!("{}/demo/partner.html?checker={}", pages.address(), checkers.address());
    browser::drive(async move |driver| {
        driver.goto(&address).await?;
        page::enter_element(&driver).await?;
        let mut checker = Checker::at(&driver, "zh-Hans")?;
        checker.speak("en").await?;
        checker.to_result(&Person::named("with-record")?).await?;
        let receipt = checker.texts(".k-receipt code").await?;
        speak_in_the_page(&driver, "xx").await?;
        assert_eq!(checker.texts(".k-receipt code").await?, receipt);
        assert_eq!(checker.place().await?, Place::Result);

        no_room(&driver, "sessionStorage").await?;
        driver.enter_default_frame().await?;
        driver.execute("document.querySelector('kaimen-checker').locale = 'yy'", vec![]).await?;
        page::enter_element(&driver).await?;
        page::wait_for(&driver, "return document.querySelector('.k-lacking') !== null").await?;
        assert_eq!(checker.texts(".k-lacking").await?, [checker.words.get("not-again")?]);
        assert_eq!(checker.texts(".k-receipt code").await?, receipt);
        Ok(())
    })
}

async fn speak_in_the_page(driver: &WebDriver, locale: &str) -> Result<()> {
    driver.enter_default_frame().await?;
    driver.execute(format!("document.querySelector('kaimen-checker').locale = '{locale}'"), vec![]).await?;
    let root = driver.find(By::Css("kaimen-checker")).await?.get_shadow_root().await?;
    let end = Instant::now() + page::PATIENCE;
    loop {
        driver.enter_default_frame().await?;
        root.find(By::Css("iframe")).await?.enter_frame().await?;
        let spoken = driver.execute("return document.documentElement.lang", vec![]).await;
        if spoken.is_ok_and(|spoken| spoken.json() == locale) {
            break;
        }
        anyhow::ensure!(Instant::now() < end, "the checker does not speak {locale}");
        tokio::time::sleep(page::PAUSE).await;
    }
    page::enter_app(driver).await
}

/// Code in the app can't have it opened again: only a person, by a press.
#[test]
fn nothing_is_opened_again_that_nobody_asked_for() -> Result<()> {
    let told = |files: &mut Files| {
        with_another_language(files);
        let again = "setTimeout(() => guard.postMessage({ kind: 'again', form: null, locale: 'xx' }), 1_000)";
        site::replace(files, "boot.js", "await proveSealed();", &format!("await proveSealed(); {again};"));
    };
    let server = site::serve_changed("again-unasked", told)?;
    let address = server.address();
    browser::drive(async move |driver| {
        let checker = Checker::open(&driver, &format!("{address}/?locale=en"), "en").await?;
        page::wait_for(&driver, "return document.querySelector('.k-lacking') !== null").await?;
        assert!(checker.says("not-again").await?);
        assert_eq!(kept_and_asked(&driver).await?, (json!([]), "?locale=en".to_owned()));
        Ok(())
    })
}

/// What is not there any more is said, and nothing else is lost.
#[test]
fn a_language_that_can_not_be_had_is_said() -> Result<()> {
    let server = site::serve_changed("again-offline", with_another_language)?;
    let address = server.address();
    browser::drive(async move |driver| {
        let checker = Checker::open(&driver, &address, "en").await?;
        checker.begin().await?;
        checker.answer(Some("3万")).await?;
        checker.press_message("back").await?;
        end(server);
        checker.press("Xish").await?;
        driver.enter_default_frame().await?;
        page::wait_for(&driver, "return location.search === '?locale=xx' && document.readyState === 'complete'")
            .await?;
        page::enter_app(&driver).await?;
        assert_eq!(checker.texts(".k-lacking").await?, [checker.words.get("not-loaded")?]);
        checker.press_message("start-go-on").await?;
        checker.press_message("back").await?;
        assert_eq!(checker.typed("answer").await?, "3万");
        Ok(())
    })
}

/// Loaded once, it opens without a network, and so does what reads statements.
#[test]
fn what_was_asked_for_once_opens_without_a_network() -> Result<()> {
    let handed = |files: &mut Files| {
        with_another_language(files);
        let keep = "globalThis.handed = hand.statement && [typeof hand.statement.glue, hand.statement.wasm.byteLength]";
        site::replace(files, "boot.js", "speak(hand.locale);", &format!("{keep}; speak(hand.locale);"));
    };
    let server = site::serve_changed("again-kept", handed)?;
    let address = server.address();
    let bytes = std::fs::read(site::built()?.join("statement/statement.wasm"))?.len();
    browser::drive(async move |driver| {
        page::open(&driver, &format!("{address}/?locale=xx&statement=1")).await?;
        let given = driver.execute("return globalThis.handed", vec![]).await?;
        assert_eq!(given.json(), &json!(["string", bytes]));
        driver.enter_default_frame().await?;
        let kept = "caches.keys().then((names) => names.find((name) => /^kaimen-[0-9a-f]{16}$/.test(name))) \
                    .then((name) => caches.open(name)).then((kept) => kept.keys()) \
                    .then((kept) => { globalThis.kept = kept.length }); return globalThis.kept === 15";
        let waited = page::wait_for(&driver, kept).await;
        end(server);
        waited?;
        driver.goto(format!("{address}/?locale=xx&statement=1")).await?;
        page::enter_app(&driver).await?;
        let text = driver.find(By::Css("body")).await?.text().await?;
        assert!(text.contains("Xish words."), "{text}");
        assert_eq!(driver.execute("return globalThis.handed", vec![]).await?.json(), &json!(["string", bytes]));
        Ok(())
    })
}

/// Leaves no room in what the guard's origin may keep.
async fn no_room(driver: &WebDriver, store: &str) -> Result<()> {
    let fill = format!(
        "for (let length = 1 << 22; length; length >>= 1) {{ \
           try {{ {store}.x = ({store}.x ?? '') + 'x'.repeat(length) }} catch {{}} }}"
    );
    driver.enter_parent_frame().await?;
    driver.execute(fill, vec![]).await?;
    Ok(driver.enter_frame(0).await?)
}

/// Nobody answers at its address any more. A runtime may not end inside another.
fn end(server: Server) {
    std::thread::spawn(move || drop(server)).join().unwrap();
}
