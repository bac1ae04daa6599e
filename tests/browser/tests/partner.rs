//! The element on a partner's page: what the page gets, and what it never gets.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::time::Duration;

use anyhow::Result;
use kaimen_browser_tests::checker::Checker;
use kaimen_browser_tests::person::Person;
use kaimen_browser_tests::wire::Wire;
use kaimen_browser_tests::{axe, browser, page, site};
use serde_json::{Value, json};
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
        page::enter_element(&driver).await?;
        Ok(())
    })
}

/// What a partner got wrong is told to its page, as a code.
#[test]
fn a_pack_that_is_not_there_is_told_to_the_page() -> Result<()> {
    let checker = site::serve()?;
    let pages = site::serve()?;
    let address = format!("{}/demo/partner.html?checker={}", pages.address(), checker.address());
    browser::drive(async move |driver| {
        driver.goto(&address).await?;
        page::enter_element(&driver).await?;
        driver.enter_default_frame().await?;
        let change = "const element = document.querySelector('kaimen-checker'); window.codes = []; \
                      addEventListener('kaimen-error', ({ detail }) => codes.push(detail.code)); \
                      element.packSrc = 'packs/none.json'";
        driver.execute(change, vec![]).await?;
        page::wait_for(&driver, "return codes.length > 0").await?;
        assert_eq!(driver.execute("return codes", vec![]).await?.json(), &json!(["not-found"]));
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
        page::enter_element(&driver).await?;
        driver.enter_default_frame().await?;
        page::wait_for(&driver, "return tried.door > 0 && tried.hello > 0").await?;
        assert_eq!(driver.execute("return heard", vec![]).await?.json(), &serde_json::json!([]));
        Ok(())
    })
}

/// The partner's page hears of the checker's height, and of nothing else, until *share* is pressed; then of what stood
/// there, once.
#[test]
fn nothing_is_heard_of_the_answers_before_share_and_then_what_was_shown() -> Result<()> {
    let checker = site::serve()?;
    let pages = site::serve_changed("hearing", |files| {
        let partner = files.get_mut("demo/partner.js").unwrap();
        *partner = [include_bytes!("partner/hear.js"), partner.as_slice()].concat();
    })?;
    let (checkers, partners) = (Wire::relay(checker.port())?, Wire::relay(pages.port())?);
    let address = format!("{}/demo/partner.html?checker={}", partners.address(), checkers.address());
    browser::drive(async move |driver| {
        driver.goto(&address).await?;
        page::enter_element(&driver).await?;
        let opened = (checkers.heard(), partners.heard());
        let mut app = Checker::at(&driver, "zh-Hans")?;
        app.speak("en").await?;
        app.to_result(&Person::named("with-record")?).await?;
        whole(&driver).await?;
        app.disclose("share-exactly").await?;
        let shown: Value = serde_json::from_str(&app.texts(".k-share__exactly").await?.concat())?;

        driver.enter_default_frame().await?;
        let before = heard(&driver).await?;
        assert!(before.iter().all(tells_nothing), "{before:?}");
        assert!(before.iter().any(|heard| heard["data"]["kind"] == "height"), "the page is not told any height");
        tokio::time::sleep(Duration::from_millis(500)).await;
        let heights = heard(&driver).await?.len() - before.len();
        assert!(heights < 3, "nothing is done, and {heights} heights are told");
        assert_eq!(page_shows(&driver).await?, "—");

        page::enter_element(&driver).await?;
        app.press_message("share-do").await?;
        let said = serde_json::to_string(app.words.get("notice-shared")?)?;
        page::wait_for(&driver, &format!("return document.body.innerText.includes({said})")).await?;
        assert!(app.says("notice-shared").await?);
        driver.enter_default_frame().await?;
        page::wait_for(&driver, "return heard.some(({ by }) => by === 'event')").await?;
        let more = heard(&driver).await?.split_off(before.len());
        let more: Vec<_> = more.into_iter().filter(|heard| !tells_nothing(heard)).collect();
        let shared = [
            json!({ "by": "port", "data": { "kind": "share", "shown": shown } }),
            json!({ "by": "event", "data": shown }),
        ];
        assert_eq!(more, shared);
        assert_eq!(serde_json::from_str::<Value>(&page_shows(&driver).await?)?, shown);
        assert_eq!((checkers.heard(), partners.heard()), opened);
        Ok(())
    })?;
    Ok(())
}

/// Waits, in the app, until it stands in the partner's page in its whole height.
async fn whole(driver: &WebDriver) -> Result<()> {
    page::wait_for(driver, "return document.documentElement.scrollHeight <= innerHeight").await?;
    let px: u64 = driver.execute("return innerHeight", vec![]).await?.convert()?;
    driver.enter_default_frame().await?;
    let frame = "document.querySelector('kaimen-checker').shadowRoot.querySelector('iframe').clientHeight";
    page::wait_for(driver, &format!("return {frame} >= {px}")).await?;
    page::enter_element(driver).await?;
    page::drawn(driver).await
}

/// That the checker is there, or how tall it is in its coarse steps.
fn tells_nothing(heard: &Value) -> bool {
    let is_step = |px: &Value| px.as_u64().is_some_and(|px| px % 120 == 0);
    heard["by"] == "port"
        && match heard["data"]["kind"].as_str() {
            Some("hello") => heard["data"] == json!({ "kind": "hello" }),
            Some("height") => {
                heard["data"].as_object().is_some_and(|all| all.len() == 2) && is_step(&heard["data"]["px"])
            }
            _ => false,
        }
}

async fn heard(driver: &WebDriver) -> Result<Vec<Value>> {
    Ok(driver.execute("return heard", vec![]).await?.convert()?)
}

/// The demo shows all that it has received.
async fn page_shows(driver: &WebDriver) -> Result<String> {
    Ok(driver.find(By::Id("events")).await?.text().await?)
}

/// What is shared is the outcome and the offers: no answer, and no hash of the answers.
#[test]
fn what_is_shared_has_no_answer_in_it() -> Result<()> {
    let checker = site::serve()?;
    let address = format!("{}/demo/partner.html", checker.address());
    browser::drive(async move |driver| {
        driver.goto(&address).await?;
        page::enter_element(&driver).await?;
        let app = Checker::at(&driver, "zh-Hans")?;
        app.to_result(&Person::named("no-file")?).await?;
        app.disclose("share-exactly").await?;
        let shown: Value = serde_json::from_str(&app.texts(".k-share__exactly").await?.concat())?;
        let names: Vec<_> = shown.as_object().unwrap().keys().collect();
        assert_eq!(names, ["engine", "offers", "outcome", "packSha256", "today"]);
        let offer: Vec<_> = shown["offers"][0].as_object().unwrap().keys().collect();
        let amounts = ["disbursedMinor", "instalmentMinor", "product", "term", "totalMinor", "yearlyCost"];
        assert_eq!(offer, amounts);
        assert_eq!(app.texts(".k-share li").await?.len(), shown["offers"].as_array().unwrap().len() + 2);
        Ok(())
    })
}

/// What the checker wears inside its frame, from the partner's page.
async fn worn(driver: &WebDriver, property: &str) -> Result<String> {
    let script = "return getComputedStyle(document.documentElement).getPropertyValue(arguments[0]).trim()";
    Ok(driver.execute(script, vec![property.into()]).await?.convert()?)
}

/// Opens the demo, dresses its element by this script, and enters the app.
async fn dressed(driver: &WebDriver, script: &str) -> Result<()> {
    driver.enter_default_frame().await?;
    let element = "const element = document.querySelector('kaimen-checker');";
    driver.execute(format!("{element} {script}"), vec![]).await?;
    page::enter_element(driver).await
}

/// By day and by night, an accent that nobody could read is worn in the nearest shade that people can.
#[test]
fn a_partners_looks_are_worn_and_stay_legible() -> Result<()> {
    let checker = site::serve()?;
    let address = format!("{}/demo/partner.html", checker.address());
    browser::drive(async move |driver| {
        browser::prefer(&driver, "light").await?;
        driver.goto(&address).await?;
        page::enter_element(&driver).await?;
        let own = "return getComputedStyle(document.documentElement).getPropertyValue('--kaimen-accent').trim()";
        page::wait_for(&driver, &own.replace(".trim()", ".trim() === '#9a3412'")).await?;
        assert_eq!(worn(&driver, "--kaimen-radius").await?, "4px");

        for accent in ["yellow", "#fff", "rgb(120 120 120)", "oklch(0.9 0.1 200)", "#000", "hotpink"] {
            for scheme in ["light", "dark"] {
                browser::prefer(&driver, scheme).await?;
                let before = worn(&driver, "--kaimen-accent").await?;
                dressed(&driver, &format!("element.accent = '{accent}'; element.density = 'compact'")).await?;
                let end = std::time::Instant::now() + std::time::Duration::from_secs(2);
                while worn(&driver, "--kaimen-accent").await? == before && std::time::Instant::now() < end {
                    tokio::time::sleep(page::PAUSE).await;
                }
                let unread = axe::in_these_colours(&driver).await?;
                assert_eq!(unread, Vec::<String>::new(), "{accent} in {scheme}");
            }
        }
        assert!(worn(&driver, "--kaimen-space-4").await?.contains("0.75"));
        assert!(driver.find_all(By::Css("[style]")).await?.is_empty());
        Ok(())
    })
}

/// Whatever a page sends in the place of looks, it can name no address and set no other property.
#[test]
fn what_is_no_look_is_left_out() -> Result<()> {
    let checker = site::serve()?;
    let address = format!("{}/demo/partner.html", checker.address());
    browser::drive(async move |driver| {
        driver.goto(&address).await?;
        page::enter_element(&driver).await?;
        page::wait_for(
            &driver,
            "return getComputedStyle(document.documentElement).getPropertyValue('--kaimen-radius').trim() === '4px'",
        )
        .await?;
        let hostile = "element.font = 'x; } body { display: none } :root { --x: url(https://lender.example/)'; \
                       element.accent = 'red; background: url(https://lender.example/)'; element.radius = '999'; \
                       element.density = 'compact) + url(x)'";
        dressed(&driver, hostile).await?;
        page::wait_for(
            &driver,
            "return getComputedStyle(document.documentElement).getPropertyValue('--kaimen-radius').trim() === '.625rem'",
        )
        .await?;
        assert!(!worn(&driver, "--kaimen-font").await?.contains("x;"));
        assert!(driver.find(By::Css("main")).await?.is_displayed().await?);
        let sheets = "return document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)) \
                      .join('').includes('lender.example')";
        assert_eq!(driver.execute(sheets, vec![]).await?.json(), &json!(false));
        Ok(())
    })
}
