//! axe finds nothing to complain of, on any view in any state, in either language, in light or dark.

use anyhow::Result;
use kaimen_browser_tests::checker::{Checker, Place};
use kaimen_browser_tests::person::Person;
use kaimen_browser_tests::{axe, browser, page, site};
use thirtyfour::WebDriver;

/// What is shown at this moment: all rules in light, those of colours in dark again.
async fn clean(checker: &Checker, state: &str) -> Result<()> {
    browser::prefer(&checker.driver, "light").await?;
    let mut found = axe::violations(&checker.driver).await?;
    browser::prefer(&checker.driver, "dark").await?;
    found.extend(axe::in_these_colours(&checker.driver).await?);
    assert_eq!(found, Vec::<String>::new(), "{state}");
    Ok(())
}

async fn open_all(checker: &Checker) -> Result<()> {
    let open = "document.querySelectorAll('[aria-expanded=false]').forEach((one) => one.click()); \
                document.querySelectorAll('details').forEach((one) => { one.open = true })";
    checker.driver.execute(open, vec![]).await?;
    Ok(())
}

/// Every view on the way, each kind of question also with what was wrong.
async fn on_the_way(checker: &Checker, person: &str) -> Result<()> {
    let person = Person::named(person)?;
    open_all(checker).await?;
    clean(checker, "start").await?;
    checker.begin().await?;
    let mut kinds = Vec::new();
    while let Place::Question(id) = checker.place().await? {
        let kind = checker.question(&id)?.kind.clone();
        open_all(checker).await?;
        if !kinds.contains(&kind) {
            checker.press_message("continue").await?;
            clean(checker, &format!("{id}, nothing typed")).await?;
            kinds.push(kind);
        }
        checker.answer(person.answer(&id)?).await?;
        clean(checker, &id).await?;
        checker.go_on().await?;
    }
    assert_eq!(kinds.len(), 5, "{kinds:?}");
    clean(checker, "check").await?;
    checker.decide().await?;
    open_all(checker).await?;
    clean(checker, "result").await
}

#[test]
fn nothing_to_complain_of_in_chinese() -> Result<()> {
    browser::drive(async move |driver| {
        let checker = Checker::open(&driver, &site::on_the_day(), "zh-Hans").await?;
        on_the_way(&checker, "no-file").await
    })
}

#[test]
fn nothing_to_complain_of_in_english() -> Result<()> {
    browser::drive(async move |driver| {
        let checker = Checker::open(&driver, &site::on_the_day(), "en").await?;
        on_the_way(&checker, "in-arrears").await
    })
}

/// In a partner's page the result has a section of its own: what would be shared.
async fn embedded(driver: WebDriver, locale: &str) -> Result<()> {
    driver.goto(format!("{}/demo/partner.html", site::on_the_day())).await?;
    page::enter_element(&driver).await?;
    let mut checker = Checker::at(&driver, locale)?;
    checker.speak(locale).await?;
    checker.to_result(&Person::named("no-file")?).await?;
    open_all(&checker).await?;
    // A frame below what is seen of a page is drawn when the browser finds the time.
    page::wait_for(&driver, "return document.querySelector('.k-share') !== null").await?;
    assert!(checker.says("share-title").await?, "nothing can be shared here: {}", checker.text().await?);
    clean(&checker, "embedded result").await?;
    checker.press_message("share-do").await?;
    clean(&checker, "embedded result, shared").await
}

#[test]
fn nothing_to_complain_of_in_a_partners_page_in_chinese() -> Result<()> {
    browser::drive(async move |driver| embedded(driver, "zh-Hans").await)
}

#[test]
fn nothing_to_complain_of_in_a_partners_page_in_english() -> Result<()> {
    browser::drive(async move |driver| embedded(driver, "en").await)
}

#[test]
fn nothing_to_complain_of_where_something_went_wrong() -> Result<()> {
    browser::drive(async move |driver| {
        let checker = Checker::open(&driver, &site::on_the_day(), "zh-Hans").await?;
        checker.to_check(&Person::named("no-file")?).await?;
        driver.find(thirtyfour::By::Id("change-has-record")).await?.click().await?;
        checker.answer(Some("yes")).await?;
        checker.press_message("back").await?;
        checker.press_message("check-decide").await?;
        clean(&checker, "check, with questions left open").await?;
        open_all(&checker).await?;
        checker.press_message("forget").await?;
        clean(&checker, "start, after all was forgotten").await?;
        driver.enter_default_frame().await?;
        assert_eq!(axe::around_a_frame(&driver).await?, Vec::<String>::new(), "the guard");
        Ok(())
    })
}
