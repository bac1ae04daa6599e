//! What stays on the device: nothing, unless it was asked for; and then until it is to be forgotten.

use anyhow::Result;
use kaimen_browser_tests::checker::{Checker, Place};
use kaimen_browser_tests::person::Person;
use kaimen_browser_tests::{browser, page, site};
use serde_json::Value;
use thirtyfour::{By, WebDriver, WindowHandle};

/// What the guard's origin keeps.
async fn kept(driver: &WebDriver) -> Result<Value> {
    driver.enter_default_frame().await?;
    let all = "return [localStorage, sessionStorage].flatMap((store) => Object.entries(store))";
    let kept = driver.execute(all, vec![]).await?.json().clone();
    driver.enter_frame(0).await?;
    Ok(kept)
}

async fn reloaded(driver: &WebDriver) -> Result<Checker> {
    driver.enter_default_frame().await?;
    driver.refresh().await?;
    Checker::enter(driver, "en").await
}

async fn answer_two(checker: &Checker) -> Result<()> {
    checker.begin().await?;
    checker.answer(Some("3万")).await?;
    checker.go_on().await?;
    checker.answer(Some("consumption")).await?;
    checker.go_on().await?;
    Ok(())
}

#[test]
fn a_reload_leaves_nothing_that_was_not_to_be_kept() -> Result<()> {
    browser::drive(async move |driver| {
        let checker = Checker::open(&driver, &site::address(), "en").await?;
        answer_two(&checker).await?;
        assert_eq!(kept(&driver).await?, serde_json::json!([]));
        let checker = reloaded(&driver).await?;
        assert!(checker.button(checker.words.get("start-begin")?).await.is_ok());
        checker.begin().await?;
        assert_eq!(checker.place().await?, Place::Question("amount".to_owned()));
        assert_eq!(checker.typed("answer").await?, "");
        Ok(())
    })
}

/// Whether the browser would ask before it reloads.
async fn is_asked_before_leaving(driver: &WebDriver) -> Result<bool> {
    driver.enter_default_frame().await?;
    let ask = "return !dispatchEvent(new Event('beforeunload', { cancelable: true }))";
    let is_asked = driver.execute(ask, vec![]).await?.convert()?;
    driver.enter_frame(0).await?;
    Ok(is_asked)
}

#[test]
fn what_a_reload_would_lose_is_not_lost_unasked() -> Result<()> {
    browser::drive(async move |driver| {
        let checker = Checker::open(&driver, &site::address(), "en").await?;
        assert!(!is_asked_before_leaving(&driver).await?, "nothing is typed yet");
        answer_two(&checker).await?;
        assert!(is_asked_before_leaving(&driver).await?);
        checker.disclose("pause").await?;
        tick(&checker).await?;
        assert!(!is_asked_before_leaving(&driver).await?, "it is kept");
        tick(&checker).await?;
        assert!(is_asked_before_leaving(&driver).await?);
        checker.press_message("forget").await?;
        assert!(!is_asked_before_leaving(&driver).await?, "there is nothing left to lose");
        Ok(())
    })
}

#[test]
fn what_is_to_be_kept_comes_back_until_it_is_forgotten() -> Result<()> {
    browser::drive(async move |driver| {
        let checker = Checker::open(&driver, &site::address(), "en").await?;
        answer_two(&checker).await?;
        checker.disclose("pause").await?;
        checker.choose(checker.words.get("keep-label")?).await?;
        checker.answer(Some("1990-05-17")).await?;
        assert!(kept(&driver).await?.to_string().contains("3万"));

        let checker = reloaded(&driver).await?;
        assert!(checker.says("start-kept").await?);
        checker.press_message("start-go-on").await?;
        assert_eq!(checker.place().await?, Place::Question("student".to_owned()));
        checker.press_message("back").await?;
        assert_eq!(checker.typed("answer-0").await?, "1990");
        checker.press_message("back").await?;
        checker.press_message("back").await?;
        assert_eq!(checker.typed("answer").await?, "3万");

        checker.disclose("pause").await?;
        checker.choose(checker.words.get("keep-label")?).await?;
        assert_eq!(kept(&driver).await?, serde_json::json!([]), "unticked, and still kept");
        checker.choose(checker.words.get("keep-label")?).await?;
        checker.press_message("forget").await?;
        is_forgotten(&checker).await
    })
}

#[test]
fn the_result_can_be_forgotten_too() -> Result<()> {
    browser::drive(async move |driver| {
        let checker = Checker::open(&driver, &site::address(), "en").await?;
        checker.begin().await?;
        checker.disclose("pause").await?;
        checker.choose(checker.words.get("keep-label")?).await?;
        checker.answer_all(&Person::named("with-record")?).await?;
        checker.decide().await?;
        assert_ne!(kept(&driver).await?, serde_json::json!([]));
        checker.press_message("forget").await?;
        is_forgotten(&checker).await
    })
}

/// Ticks, or unticks, that the answers are to be kept.
async fn tick(checker: &Checker) -> Result<()> {
    checker.choose(checker.words.get("keep-label")?).await
}

async fn is_ticked(driver: &WebDriver) -> Result<bool> {
    Ok(driver.find(By::Css(".k-footer input")).await?.is_selected().await?)
}

#[test]
fn forgetting_reaches_what_was_kept_for_another_lender() -> Result<()> {
    let site = site::serve_changed("two-lenders", |files| {
        let pack = files.get(site::PACK).cloned();
        files.insert("packs/other-lender.json".to_owned(), pack.unwrap_or_default());
    })?;
    let address = site.address();
    browser::drive(async move |driver| {
        let checker = Checker::open(&driver, &address, "en").await?;
        answer_two(&checker).await?;
        checker.disclose("pause").await?;
        tick(&checker).await?;
        driver.enter_default_frame().await?;

        let checker = Checker::open(&driver, &format!("{address}/?pack=packs/other-lender.json"), "en").await?;
        checker.begin().await?;
        assert_eq!(checker.typed("answer").await?, "", "what was kept for one lender is shown to another");
        assert_ne!(kept(&driver).await?, serde_json::json!([]));
        checker.disclose("pause").await?;
        checker.press_message("forget").await?;
        is_forgotten(&checker).await
    })
}

/// Two tabs hold the same answers. What one no longer keeps, the other does not write again; what one forgets, both do.
#[test]
fn forgetting_reaches_the_other_tabs() -> Result<()> {
    browser::drive(async move |driver| {
        let checker = Checker::open(&driver, &site::address(), "en").await?;
        answer_two(&checker).await?;
        checker.disclose("pause").await?;
        tick(&checker).await?;
        let first = driver.window().await?;
        let second = driver.new_tab().await?;
        driver.switch_to_window(second.clone()).await?;
        let checker = Checker::open(&driver, &site::address(), "en").await?;
        checker.begin().await?;
        checker.disclose("pause").await?;
        assert!(is_ticked(&driver).await?);

        tick(&checker).await?;
        in_tab(&driver, &first).await?;
        page::wait_for(&driver, "return !document.querySelector('.k-footer input').checked").await?;
        checker.answer(Some("1990-05-17")).await?;
        assert_eq!(kept(&driver).await?, serde_json::json!([]), "one tab no longer keeps it, the other wrote it again");
        assert_eq!(checker.typed("answer-0").await?, "1990");

        tick(&checker).await?;
        in_tab(&driver, &second).await?;
        checker.press_message("forget").await?;
        is_forgotten(&checker).await?;
        in_tab(&driver, &first).await?;
        page::wait_for(&driver, "return document.querySelector('.k-start') !== null").await?;
        is_forgotten(&checker).await
    })
}

async fn in_tab(driver: &WebDriver, tab: &WindowHandle) -> Result<()> {
    driver.switch_to_window(tab.clone()).await?;
    driver.enter_default_frame().await?;
    Ok(driver.enter_frame(0).await?)
}

#[test]
fn a_browser_that_has_no_room_is_said_and_keeps_nothing() -> Result<()> {
    browser::drive(async move |driver| {
        let checker = Checker::open(&driver, &site::address(), "en").await?;
        answer_two(&checker).await?;
        checker.disclose("pause").await?;
        driver.enter_default_frame().await?;
        let fill = "for (let length = 1 << 22; length; length >>= 1) { \
                      try { localStorage.x = (localStorage.x ?? '') + 'x'.repeat(length) } catch {} }";
        driver.execute(fill, vec![]).await?;
        driver.enter_frame(0).await?;

        tick(&checker).await?;
        page::wait_for(&driver, "return document.querySelector('.k-footer [role=alert]') !== null").await?;
        assert_eq!(checker.texts("[role=alert]").await?, [checker.words.get("not-kept")?]);
        assert!(!is_ticked(&driver).await?, "the tick says that it is kept");
        assert!(!kept(&driver).await?.to_string().contains("3万"));
        checker.answer(Some("1")).await?;
        assert!(checker.says("not-kept").await?, "typing on takes away what was said");
        Ok(())
    })
}

async fn is_forgotten(checker: &Checker) -> Result<()> {
    assert_eq!(checker.place().await?, Place::Start);
    assert_eq!(checker.texts("[role=status]").await?, [checker.words.get("notice-forgotten")?]);
    assert_eq!(kept(&checker.driver).await?, serde_json::json!([]));
    checker.begin().await?;
    assert_eq!(checker.place().await?, Place::Question("amount".to_owned()));
    assert_eq!(checker.typed("answer").await?, "");
    Ok(())
}
