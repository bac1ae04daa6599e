//! From the start to the result, for people with and without a repayment record, in each language.

use anyhow::Result;
use kaimen_browser_tests::checker::{Checker, Place};
use kaimen_browser_tests::person::Person;
use kaimen_browser_tests::words::Words;
use kaimen_browser_tests::{browser, page, site};

/// Both people in one language, in one browser.
fn check(locale: &'static str) -> Result<()> {
    check_for(locale, &[("no-file", "no-file"), ("with-record", "has-record")])
}

fn check_for(locale: &'static str, people: &'static [(&str, &str)]) -> Result<()> {
    browser::drive(async move |driver| {
        for (person, segment) in people {
            let checker = Checker::open(&driver, &site::on_the_day(), locale).await?;
            let person = Person::named(person)?;
            start_says_what_this_is(&checker).await?;
            let asked = checker.to_check(&person).await?;
            the_check_shows_each_answer_once(&checker, &asked).await?;
            checker.decide().await?;
            the_result_says_it_all(&checker, segment).await?;
        }
        // Once for each opening the guard tries whether it is sealed, and the browser says that it is.
        let mut complaints = browser::complaints(&driver).await?;
        let tried = complaints.extract_if(.., |line| line.contains("/guard.js ") && line.contains("'blob:"));
        assert_eq!(tried.count(), people.len());
        assert_eq!(complaints, Vec::<String>::new());
        Ok(())
    })
}

#[test]
fn the_whole_way_in_chinese() -> Result<()> {
    check("zh-Hans")
}

#[test]
fn the_whole_way_in_english() -> Result<()> {
    check("en")
}

/// A language that is loaded when it is asked for; the lender's words are then in English, and marked so.
#[test]
fn the_whole_way_in_spanish() -> Result<()> {
    check_for("es", &[("with-record", "has-record")])
}

#[test]
fn the_whole_way_in_indonesian() -> Result<()> {
    check_for("id", &[("no-file", "no-file")])
}

#[test]
fn what_a_lender_says_only_in_another_language_is_marked() -> Result<()> {
    browser::drive(async move |driver| {
        let mut checker = Checker::open(&driver, &format!("{}/?locale=en", site::address()), "en").await?;
        checker.press("Español").await?;
        driver.enter_default_frame().await?;
        page::wait_for(&driver, "return document.documentElement.lang === 'es'").await?;
        page::enter_app(&driver).await?;
        checker.words = Words::of("es")?;
        assert!(checker.says("start-elsewhere").await? && checker.text().await?.contains("English"));
        checker.begin().await?;
        assert_eq!(checker.texts("h1 label > [lang=en]").await?, [checker.words.get("question-amount-label")?]);
        assert!(!checker.says("start-elsewhere").await?);

        checker.enter_text("answer", "3.000,50").await?;
        assert_eq!(checker.texts("output").await?.len(), 1);
        assert!(checker.texts("output").await?.concat().contains("3000,50"));
        checker.press("English").await?;
        page::wait_for(&driver, "return document.querySelector('output').innerText.includes('¥3,000.50')").await?;
        assert!(checker.texts("h1 [lang]").await?.is_empty());
        Ok(())
    })
}

async fn start_says_what_this_is(checker: &Checker) -> Result<()> {
    for message in ["start-title", "demonstration", "seal-closed-short", "seal-closed", "seal-how", "not-real"] {
        let message = if message == "not-real" { "start-data" } else { message };
        assert!(checker.says(message).await?, "the start does not say {message}");
    }
    let lender = checker.words.get("start-lender-demonstration")?.rsplit('}').next().unwrap().to_owned();
    assert!(checker.text().await?.contains(&lender), "the start does not say that the lender is made up and unsigned");
    Ok(())
}

async fn the_check_shows_each_answer_once(checker: &Checker, asked: &[String]) -> Result<()> {
    let labels: Result<Vec<_>> = asked.iter().map(|id| checker.words.get(&format!("question-{id}-label"))).collect();
    assert_eq!(checker.texts(".k-answers__question").await?, labels?);
    let answers = checker.texts(".k-answers__answer").await?;
    let open = checker.words.get("check-open")?;
    assert!(answers.iter().all(|answer| !answer.is_empty() && answer != open), "{answers:?}");
    Ok(())
}

async fn the_result_says_it_all(checker: &Checker, segment: &str) -> Result<()> {
    assert_eq!(checker.place().await?, Place::Result);
    let messages = ["not-an-offer", "demonstration", "warning-demonstration", "warning-unsigned", "seal-closed-short"];
    for message in messages.into_iter().chain([format!("segment-{segment}").as_str()]) {
        assert!(checker.says(message).await?, "the result does not say {message}");
    }
    let offers = checker.texts(".k-offer").await?;
    assert!(!offers.is_empty(), "nothing is offered to someone who should be");
    for offer in offers {
        let offer = offer.replace("\u{a0}%", "%");
        let rates = offer.split_whitespace().filter(|word| is_rate(word)).count();
        assert_eq!(rates, 2, "an offer without its yearly rates: {offer}");
        assert!(offer.contains(checker.words.beginning("offer-rate-simple")?) && offer.contains('¥'), "{offer}");
    }
    Ok(())
}

/// `12.60%`, `12,60%`, with two digits after the mark.
fn is_rate(line: &str) -> bool {
    let rate = line.strip_suffix('%').and_then(|rate| rate.split_once(['.', ',']));
    rate.is_some_and(|(whole, part)| {
        part.len() == 2 && [whole, part].iter().all(|digits| digits.parse::<u32>().is_ok())
    })
}
