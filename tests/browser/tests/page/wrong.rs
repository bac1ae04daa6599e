//! What is wrong is said where it is and at the top, in the same words; focus goes there, and what was typed stays.

use anyhow::{Result, bail};
use kaimen_browser_tests::checker::{Checker, Place};
use kaimen_browser_tests::person::Person;
use kaimen_browser_tests::{browser, site};
use serde_json::json;
use thirtyfour::By;

/// One wrong answer to the question that is shown: `typed` is what is typed first, if anything.
async fn check(checker: &Checker, typed: Option<&str>, fault: &str) -> Result<()> {
    let Place::Question(id) = checker.place().await? else { bail!("no question is shown") };
    let kind = checker.question(&id)?.kind.clone();
    if let Some(typed) = typed {
        checker.answer(Some(typed)).await?;
    }
    checker.press_message("continue").await?;
    assert_eq!(checker.place().await?, Place::Question(id.clone()));

    let words = checker.words.beginning(&format!("error-{fault}"))?.to_owned();
    let said = checker.texts(".k-summary__list button").await?;
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with(&words), "{id}: {said:?} instead of {words}");
    assert!(has_focus(checker, ".k-summary[role=alert]").await?, "{id}: the summary has no focus");

    let field = if matches!(kind.as_str(), "money" | "number") { "answer" } else { "answer-0" };
    let at_field = checker.texts("#fault").await?;
    assert!(at_field.len() == 1 && at_field[0].ends_with(&said[0]), "{id}: {at_field:?}");
    let described = "return document.getElementById(arguments[0]).closest('[aria-describedby]')\
                     .getAttribute('aria-describedby').split(' ').includes('fault')";
    assert_eq!(checker.driver.execute(described, vec![json!(field)]).await?.json(), &json!(true));
    if !matches!(kind.as_str(), "choice" | "yes-no") {
        let invalid = checker.driver.find(By::Id(field)).await?.attr("aria-invalid").await?;
        assert_eq!(invalid.as_deref(), Some("true"), "{id}");
    }

    checker.press(&said[0]).await?;
    assert!(has_focus(checker, &format!("#{field}")).await?, "{id}: the summary does not lead to the field");
    if let Some(typed) = typed {
        assert_eq!(checker.typed(field).await?, typed.split('-').next().unwrap());
    }
    Ok(())
}

async fn has_focus(checker: &Checker, selector: &str) -> Result<bool> {
    let script = "return document.activeElement.matches(arguments[0])";
    Ok(checker.driver.execute(script, vec![json!(selector)]).await?.convert()?)
}

async fn right(checker: &Checker, answer: &str) -> Result<()> {
    checker.answer(Some(answer)).await?;
    checker.go_on().await?;
    assert_eq!(checker.texts(".k-summary, .k-fault, [aria-invalid=true]").await?, Vec::<String>::new());
    Ok(())
}

async fn every_kind(locale: &str, driver: &thirtyfour::WebDriver) -> Result<()> {
    let checker = Checker::open(driver, &site::address(), locale).await?;
    checker.begin().await?;
    check(&checker, None, "answer-missing-amount").await?;
    check(&checker, Some("lots"), "answer-not-money").await?;
    check(&checker, Some("99999999"), "answer-too-high").await?;
    right(&checker, "10000").await?;
    check(&checker, None, "answer-not-chosen").await?;
    right(&checker, "consumption").await?;
    check(&checker, None, "answer-missing-date").await?;
    check(&checker, Some("1990-2-30"), "answer-not-a-date").await?;
    right(&checker, "1990-5-17").await?;
    check(&checker, None, "answer-not-chosen").await?;
    right(&checker, "no").await?;
    let person = Person::named("with-record")?;
    while !matches!(checker.place().await?, Place::Question(id) if id == "term") {
        let Place::Question(id) = checker.place().await? else { bail!("the term is not asked") };
        checker.answer(person.answer(&id)?).await?;
        checker.go_on().await?;
    }
    check(&checker, None, "answer-missing-number").await?;
    check(&checker, Some("1.5"), "answer-not-whole").await?;
    check(&checker, Some("0"), "answer-too-low").await?;
    right(&checker, "12").await
}

#[test]
fn every_kind_of_answer_can_be_missing_or_wrong() -> Result<()> {
    browser::drive(async move |driver| {
        every_kind("zh-Hans", &driver).await?;
        every_kind("en", &driver).await
    })
}

#[test]
fn the_check_names_what_a_change_left_open() -> Result<()> {
    browser::drive(async move |driver| {
        let checker = Checker::open(&driver, &site::address(), "en").await?;
        checker.to_check(&Person::named("no-file")?).await?;
        driver.find(By::Id("change-has-record")).await?.click().await?;
        checker.answer(Some("yes")).await?;
        checker.press_message("back").await?;
        checker.press_message("check-decide").await?;
        assert_eq!(checker.place().await?, Place::Check);
        assert!(has_focus(&checker, ".k-summary[role=alert]").await?);
        let said = checker.texts(".k-summary__list button").await?;
        let open = checker.texts(".k-answers__answer").await?;
        let open = open.iter().filter(|answer| *answer == checker.words.get("check-open").unwrap()).count();
        assert!(open > 0 && said.len() == open, "{said:?}");
        assert!(said[0].contains(checker.words.get("question-limit-label")?), "{said:?}");
        checker.press(&said[0]).await?;
        assert!(has_focus(&checker, "#change-limit").await?);
        Ok(())
    })
}
