//! Back and forth: nothing that was typed is lost, whichever way one goes, and in whichever language.

use anyhow::{Context, Result};
use kaimen_browser_tests::checker::{Checker, Place};
use kaimen_browser_tests::person::Person;
use kaimen_browser_tests::{browser, page, site};
use thirtyfour::WebDriver;

fn question(id: &str) -> Place {
    Place::Question(id.to_owned())
}

/// At the third question, something typed there that is no answer yet.
async fn half_way(driver: &WebDriver, address: &str) -> Result<Checker> {
    let checker = Checker::open(driver, address, "zh-Hans").await?;
    checker.begin().await?;
    checker.answer(Some("10000")).await?;
    checker.go_on().await?;
    checker.answer(Some("production-business")).await?;
    assert_eq!(checker.go_on().await?, question("birth-date"));
    checker.enter_text("answer-0", "1990 或 1991").await?;
    Ok(checker)
}

#[test]
fn the_pages_own_way_back_loses_nothing() -> Result<()> {
    browser::drive(async move |driver| {
        let checker = half_way(&driver, &site::address()).await?;
        checker.press_message("back").await?;
        assert_eq!(checker.place().await?, question("purpose"));
        assert_eq!(chosen(&checker).await?, "answer-1");
        checker.press_message("back").await?;
        assert_eq!(checker.typed("answer").await?, "10000");
        checker.press_message("back").await?;
        assert_eq!(checker.place().await?, Place::Start);

        checker.begin().await?;
        assert_eq!(checker.place().await?, question("birth-date"));
        assert_eq!(checker.typed("answer-0").await?, "1990 或 1991");
        Ok(())
    })
}

#[test]
fn the_browsers_way_back_and_forward_loses_nothing() -> Result<()> {
    browser::drive(async move |driver| {
        let checker = half_way(&driver, &site::address()).await?;
        back(&driver).await?;
        arrive(&checker, &question("purpose")).await?;
        assert_eq!(chosen(&checker).await?, "answer-1");
        back(&driver).await?;
        arrive(&checker, &question("amount")).await?;
        assert_eq!(checker.typed("answer").await?, "10000");
        back(&driver).await?;
        arrive(&checker, &Place::Start).await?;
        for place in ["amount", "purpose", "birth-date"] {
            forward(&driver).await?;
            arrive(&checker, &question(place)).await?;
        }
        assert_eq!(checker.typed("answer-0").await?, "1990 或 1991");

        checker.answer(Some("1990-05-17")).await?;
        checker.go_on().await?;
        checker.answer_all(&Person::named("no-file")?).await?;
        checker.decide().await?;
        let receipt = checker.texts(".k-receipt code").await?;
        back(&driver).await?;
        arrive(&checker, &Place::Check).await?;
        forward(&driver).await?;
        arrive(&checker, &Place::Result).await?;
        assert_eq!(checker.texts(".k-receipt code").await?, receipt);
        Ok(())
    })
}

/// A changed answer leads back to the check, by way of what it made necessary to ask.
#[test]
fn a_change_leads_back_to_the_check() -> Result<()> {
    browser::drive(async move |driver| {
        let checker = Checker::open(&driver, &site::address(), "en").await?;
        let asked = checker.to_check(&Person::named("no-file")?).await?;
        let before = checker.texts(".k-answers__answer").await?;
        change(&checker, "income").await?;
        assert_eq!(checker.typed("answer").await?, "6000");
        checker.answer(Some("7200")).await?;
        assert_eq!(checker.go_on().await?, Place::Check);
        let after = checker.texts(".k-answers__answer").await?;
        let at = asked.iter().position(|id| id == "income").unwrap();
        assert_eq!((before[at].as_str(), after[at].as_str()), ("¥6,000", "¥7,200"));
        assert_eq!((&before[..at], &before[at + 1..]), (&after[..at], &after[at + 1..]));

        change(&checker, "purpose").await?;
        checker.press_message("back").await?;
        assert_eq!(checker.place().await?, Place::Check);

        change(&checker, "has-record").await?;
        checker.answer(Some("yes")).await?;
        checker.go_on().await?;
        let mut opened = checker.answer_all(&Person::named("with-record")?).await?;
        opened.sort();
        assert_eq!(opened, ["bill-latest", "limit", "months-late", "months-paid"]);
        checker.decide().await?;
        assert!(checker.says("segment-has-record").await?);

        checker.press_message("change-answers").await?;
        assert_eq!(checker.place().await?, Place::Check);
        Ok(())
    })
}

#[test]
fn another_language_at_any_moment_loses_nothing() -> Result<()> {
    browser::drive(async move |driver| {
        let mut checker = half_way(&driver, &site::address()).await?;
        checker.speak("en").await?;
        assert_eq!(checker.place().await?, question("birth-date"));
        assert_eq!(checker.typed("answer-0").await?, "1990 或 1991");
        checker.press_message("continue").await?;
        checker.speak("zh-Hans").await?;
        assert_eq!(checker.texts(".k-summary").await?.len(), 1);

        checker.answer(Some("1990-05-17")).await?;
        checker.go_on().await?;
        checker.answer_all(&Person::named("no-file")?).await?;
        let (rows, receipt) = (".k-answers__row", ".k-receipt code:not(:has(time))");
        let before = checker.texts(rows).await?.len();
        checker.speak("en").await?;
        assert_eq!(checker.texts(rows).await?.len(), before);
        assert!(checker.texts(".k-answers__answer").await?.contains(&"¥10,000".to_owned()));

        checker.decide().await?;
        let hashes = |codes: Vec<String>| codes.into_iter().filter(|code| code.len() == 64).collect::<Vec<_>>();
        let english = hashes(checker.texts(receipt).await?);
        checker.speak("zh-Hans").await?;
        assert_eq!(checker.place().await?, Place::Result);
        assert_eq!(hashes(checker.texts(receipt).await?), english);
        driver.enter_default_frame().await?;
        assert_eq!(driver.title().await?, checker.words.get("title")?);
        Ok(())
    })
}

async fn change(checker: &Checker, id: &str) -> Result<()> {
    checker.driver.find(thirtyfour::By::Id(format!("change-{id}"))).await?.click().await?;
    assert_eq!(checker.place().await?, question(id));
    Ok(())
}

async fn chosen(checker: &Checker) -> Result<String> {
    let chosen = "return document.querySelector('input:checked')?.id ?? ''";
    Ok(checker.driver.execute(chosen, vec![]).await?.convert()?)
}

/// The browser's own way leads the driver out of the frame.
async fn back(driver: &WebDriver) -> Result<()> {
    driver.back().await?;
    Ok(driver.enter_frame(0).await?)
}

async fn forward(driver: &WebDriver) -> Result<()> {
    driver.forward().await?;
    Ok(driver.enter_frame(0).await?)
}

/// The browser's own way takes a moment.
async fn arrive(checker: &Checker, place: &Place) -> Result<()> {
    let end = std::time::Instant::now() + page::PATIENCE;
    while checker.place().await.with_context(|| format!("going to {place:?}"))? != *place {
        assert!(std::time::Instant::now() < end, "at {:?} instead of {place:?}", checker.place().await?);
        tokio::time::sleep(page::PAUSE).await;
    }
    Ok(())
}
