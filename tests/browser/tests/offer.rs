//! A loan that someone was offered: the whole way by keyboard on a phone, back and forth, what is wrong, and that nothing
//! leaves the page.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use anyhow::{Result, ensure};
use kaimen_browser_tests::checker::{Checker, Place};
use kaimen_browser_tests::keyboard::{enter, key, press, tab_to};
use kaimen_browser_tests::offer::{
    DAY_INTEREST, INSTALMENT_FEE, KEPT_BACK, Offer, WANTED_UPFRONT, answer, begin, decide, shown, to_result,
};
use kaimen_browser_tests::person::Person;
use kaimen_browser_tests::wire::Wire;
use kaimen_browser_tests::{axe, browser, page, site};
use thirtyfour::{Key, WebDriver};

/// The tool at its own address, on a phone, in a language.
async fn open(driver: &WebDriver, address: &str, locale: &str) -> Result<Checker> {
    browser::resize(driver, 360, 780).await?;
    let checker = Checker::open(driver, &format!("{address}/offer"), locale).await?;
    ensure!(checker.says("offer-start-title").await?, "the address does not lead to the tool");
    enter(driver).await?;
    Ok(checker)
}

/// All rules in light, those of colours in dark; and nothing is wider than the page.
async fn clean(checker: &Checker, view: &str) -> Result<()> {
    let driver = &checker.driver;
    let open = "document.querySelectorAll('main details').forEach((one) => { one.open = true })";
    driver.execute(open, vec![]).await?;
    browser::prefer(driver, "light").await?;
    let mut found = axe::violations(driver).await?;
    browser::prefer(driver, "dark").await?;
    found.extend(axe::in_these_colours(driver).await?);
    assert_eq!(found, Vec::<String>::new(), "{view}");
    let wide: i64 = driver.execute("return document.documentElement.scrollWidth", vec![]).await?.convert()?;
    assert!(wide <= 360, "{view} is {wide} wide");
    Ok(())
}

/// The whole way by keyboard, looked at closely at each step; the result says these.
fn whole_way(locale: &'static str, offer: Offer, says: &'static [&'static str]) -> Result<()> {
    browser::drive(async move |driver| {
        let checker = open(&driver, &site::on_the_day(), locale).await?;
        clean(&checker, "start").await?;
        begin(&driver).await?;
        for (name, text) in offer {
            shown(&checker, name).await?;
            answer(&driver, text).await?;
            clean(&checker, name).await?;
            press(&driver, key(Key::Enter)).await?;
        }
        page::wait_for(&driver, "return document.querySelector('.k-check') !== null").await?;
        clean(&checker, "check").await?;
        decide(&checker).await?;
        clean(&checker, "result").await?;
        let text = checker.text().await?;
        for words in says {
            assert!(text.contains(words), "the result lacks {words}; it says: {text}");
        }
        tab_to(&driver, ".k-table").await?;
        tab_to(&driver, ".k-footer button").await?;
        // The guard tries whether it is sealed, and the browser says that it is.
        let mut complaints = browser::complaints(&driver).await?;
        complaints.retain(|line| !line.contains("/guard.js ") || !line.contains("'blob:"));
        assert_eq!(complaints, Vec::<String>::new());
        Ok(())
    })
}

#[test]
fn money_kept_back_in_chinese() -> Result<()> {
    whole_way("zh-Hans", KEPT_BACK, &["10.25%", "9.80%", "砍头息", "¥98,000.00", "¥3,214.09", "CN-10"])
}

#[test]
fn money_kept_back_in_english() -> Result<()> {
    whole_way("en", KEPT_BACK, &["This loan really costs 10.25% a year", "kept back", "¥2,065.59", "CN-10"])
}

#[test]
fn a_monthly_fee_in_english() -> Result<()> {
    whole_way("en", INSTALMENT_FEE, &["15.29%", "14.31%", "0.66%", "¥791.96", "CN-05"])
}

#[test]
fn day_interest_in_chinese() -> Result<()> {
    whole_way("zh-Hans", DAY_INTEREST, &["19.86%", "18.25%", "¥150.00"])
}

/// Right under the headline, before any number.
#[test]
fn the_mark_of_a_fraud_stands_first() -> Result<()> {
    browser::drive(async move |driver| {
        let checker = open(&driver, &site::on_the_day(), "en").await?;
        to_result(&checker, WANTED_UPFRONT).await?;
        let said = checker.texts(".k-banner h1 + p").await?;
        assert_eq!(said, ["Money is wanted before the loan is paid out: that is the mark of a fraud. Pay nothing."]);
        Ok(())
    })
}

/// Of everything that a browser sends anywhere from the first question on, nothing is sent.
#[test]
fn nothing_leaves() -> Result<()> {
    let served = site::serve()?;
    let wire = Wire::relay(served.port())?;
    browser::drive(async move |driver| {
        let checker = open(&driver, &wire.address(), "zh-Hans").await?;
        let before = wire.heard();
        to_result(&checker, KEPT_BACK).await?;
        checker.press_message("checker-open").await?;
        assert_eq!(checker.place().await?, Place::Start);
        assert_eq!(wire.heard(), before);
        Ok(())
    })
}

async fn address(driver: &WebDriver) -> Result<String> {
    driver.enter_default_frame().await?;
    let path = driver.execute("return location.pathname + location.search", vec![]).await?.convert()?;
    driver.enter_frame(0).await?;
    Ok(path)
}

async fn is_at(checker: &Checker, name: &str, path: &str) -> Result<()> {
    shown(checker, name).await?;
    let end = std::time::Instant::now() + page::PATIENCE;
    while address(&checker.driver).await? != path {
        ensure!(std::time::Instant::now() < end, "the address is {}", address(&checker.driver).await?);
        tokio::time::sleep(page::PAUSE).await;
    }
    Ok(())
}

async fn traverse(driver: &WebDriver, by: i32) -> Result<()> {
    if by < 0 {
        driver.back().await?
    } else {
        driver.forward().await?
    }
    Ok(driver.enter_frame(0).await?)
}

#[test]
fn the_address_goes_with_the_tool_and_back_and_forward_lead_through_both() -> Result<()> {
    browser::drive(async move |driver| {
        let checker = Checker::open(&driver, &format!("{}/?locale=en", site::address()), "en").await?;
        checker.begin().await?;
        checker.answer(Some("10000")).await?;
        checker.go_on().await?;
        checker.press_message("back").await?;
        checker.press_message("back").await?;
        assert_eq!(address(&driver).await?, "/?locale=en");
        checker.press_message("offer-open").await?;
        assert_eq!(address(&driver).await?, "/offer/?locale=en");
        checker.driver.find(thirtyfour::By::Css(".k-start .k-button--primary")).await?.click().await?;
        shown(&checker, "amount").await?;
        press(&driver, "2000").await?;
        press(&driver, key(Key::Enter)).await?;
        shown(&checker, "received").await?;
        press(&driver, "19").await?;

        traverse(&driver, -1).await?;
        is_at(&checker, "amount", "/offer/?locale=en").await?;
        assert_eq!(checker.typed("answer").await?, "2000");
        traverse(&driver, -1).await?;
        traverse(&driver, -1).await?;
        page::wait_for(&driver, "return document.querySelector('.k-demonstration') !== null").await?;
        assert_eq!((checker.place().await?, address(&driver).await?), (Place::Start, "/?locale=en".into()));
        for _ in 0..3 {
            traverse(&driver, 1).await?;
        }
        is_at(&checker, "received", "/offer/?locale=en").await?;
        assert_eq!(checker.typed("answer").await?, "19");

        driver.enter_default_frame().await?;
        driver.refresh().await?;
        let checker = Checker::enter(&driver, "en").await?;
        assert!(checker.says("offer-start-title").await?);
        assert_eq!(address(&driver).await?, "/offer/?locale=en");
        Ok(())
    })
}

#[test]
fn a_kept_offer_goes_on_where_it_stopped() -> Result<()> {
    browser::drive(async move |driver| {
        let checker = open(&driver, &site::address(), "zh-Hans").await?;
        checker.driver.find(thirtyfour::By::Css(".k-start .k-button--primary")).await?.click().await?;
        shown(&checker, "amount").await?;
        press(&driver, "2000").await?;
        press(&driver, key(Key::Enter)).await?;
        checker.disclose("pause").await?;
        checker.choose(checker.words.get("keep-label")?).await?;
        driver.enter_default_frame().await?;
        driver.refresh().await?;
        let checker = Checker::enter(&driver, "zh-Hans").await?;
        checker.press_message("start-go-on").await?;
        shown(&checker, "received").await?;
        checker.press_message("back").await?;
        assert_eq!(checker.typed("answer").await?, "2000");
        Ok(())
    })
}

#[test]
fn a_result_and_an_offer_are_compared_and_neither_is_lost() -> Result<()> {
    browser::drive(async move |driver| {
        let checker = Checker::open(&driver, &site::on_the_day(), "en").await?;
        checker.to_result(&Person::named("no-file")?).await?;
        let offers = checker.texts(".k-offer").await?;
        checker.press_message("offer-compare").await?;
        enter(&driver).await?;
        to_result(&checker, INSTALMENT_FEE).await?;
        checker.press_message("checker-open").await?;
        assert_eq!(checker.texts(".k-offer").await?, offers);
        checker.press_message("offer-compare").await?;
        let text = checker.text().await?;
        assert!(text.contains("This loan really costs 15.29% a year") && text.contains("Beside what you could borrow"));
        Ok(())
    })
}

#[test]
fn what_is_wrong_is_said_with_the_focus_and_leads_to_its_field() -> Result<()> {
    browser::drive(async move |driver| {
        let checker = open(&driver, &site::on_the_day(), "zh-Hans").await?;
        tab_to(&driver, ".k-start .k-button--primary").await?;
        press(&driver, key(Key::Enter)).await?;
        for (name, wrong, message, right) in [
            ("amount", "很多", "error-answer-not-money", "1万"),
            ("received", "2万", "relation-offer-received-over-amount", "9500"),
            ("way", "", "error-answer-not-chosen", "#3"),
            ("rate", "200%", "error-answer-too-high", "6厘"),
            ("rate-per", "", "error-answer-not-chosen", "#0"),
            ("form", "", "error-answer-not-chosen", "?"),
            ("months", "0.5", "error-answer-not-whole", "1年"),
        ] {
            shown(&checker, name).await?;
            if !wrong.is_empty() {
                press(&driver, wrong).await?;
            }
            press(&driver, key(Key::Enter)).await?;
            page::wait_for(&driver, "return document.activeElement.matches('.k-summary')").await?;
            assert!(checker.says(message).await?, "{name} does not say {message}");
            clean(&checker, &format!("{name}, wrong")).await?;
            tab_to(&driver, ".k-summary button").await?;
            press(&driver, key(Key::Enter)).await?;
            if !wrong.is_empty() {
                driver.action_chain().key_down(Key::Control).send_keys("a").key_up(Key::Control).perform().await?;
            }
            answer(&driver, right).await?;
            press(&driver, key(Key::Enter)).await?;
        }
        for (name, text) in [("fees", "#1"), ("lender", "?")] {
            shown(&checker, name).await?;
            answer(&driver, text).await?;
            press(&driver, key(Key::Enter)).await?;
        }
        tab_to(&driver, ".k-check > .k-button--primary").await?;
        press(&driver, key(Key::Enter)).await?;
        page::wait_for(&driver, "return document.querySelector('.k-result--offer') !== null").await?;
        assert!(checker.says("offer-assumed-flat-rate").await?);
        Ok(())
    })
}

/// Payments that differ, on days of one's own, one of them before an earlier one.
#[test]
fn days_that_do_not_follow_each_other_are_said_where_they_are() -> Result<()> {
    browser::drive(async move |driver| {
        let checker = open(&driver, &site::on_the_day(), "en").await?;
        tab_to(&driver, ".k-start .k-button--primary").await?;
        press(&driver, key(Key::Enter)).await?;
        let answers = [
            ("amount", "1000"),
            ("received", "1000"),
            ("way", "#2"),
            ("payments", "2"),
            ("rhythm", "#3"),
            ("paid-out", "2026-11-01"),
            ("pay", "600"),
            ("due", "2026-12-24"),
            ("pay", "550"),
            ("due", "2026-12-20"),
            ("fees", "#1"),
            ("lender", "?"),
        ];
        let mut number = 0;
        for (name, text) in answers {
            number += i32::from(name == "pay");
            let label = checker.words.get(&format!("question-offer-{name}-label"))?;
            let label = serde_json::to_string(&label.replace("{number}", &number.to_string()))?;
            page::wait_for(&driver, &format!("return document.querySelector('h1')?.innerText.trim() === {label}"))
                .await?;
            answer(&driver, text).await?;
            press(&driver, key(Key::Enter)).await?;
        }
        tab_to(&driver, ".k-check > .k-button--primary").await?;
        press(&driver, key(Key::Enter)).await?;
        page::wait_for(&driver, "return document.activeElement.matches('.k-summary')").await?;
        assert!(checker.says("error-offer-due").await?);
        Ok(())
    })
}

/// Below a path of their own and without the server's headers, as on a host of plain files.
#[test]
fn a_host_of_plain_files_is_enough() -> Result<()> {
    let served = site::serve_without_headers()?;
    let bare = format!("{}/bare", served.address());
    browser::drive(async move |driver| {
        let checker = open(&driver, &bare, "en").await?;
        to_result(&checker, DAY_INTEREST).await?;
        assert_eq!(address(&driver).await?, "/bare/offer/");
        Ok(())
    })
}
