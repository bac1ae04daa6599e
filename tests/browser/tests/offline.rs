//! Without a network: the page opens with what it kept, answers, and takes a newer version when it is asked to.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::time::Instant;

use anyhow::Result;
use kaimen_browser_tests::checker::Checker;
use kaimen_browser_tests::person::Person;
use kaimen_browser_tests::site::{Server, replace};
use kaimen_browser_tests::{browser, page, site};
use thirtyfour::WebDriver;

async fn reopened(driver: &WebDriver, address: &str) -> Result<Checker> {
    driver.enter_default_frame().await?;
    Checker::open(driver, address, "en").await
}

/// Nobody answers at its address any more. A runtime may not end inside another.
fn end(server: Server) {
    std::thread::spawn(move || drop(server)).join().unwrap();
}

#[test]
fn it_opens_and_answers_where_no_server_answers() -> Result<()> {
    let server = site::serve_changed("offline", |_| {})?;
    let address = server.address();
    browser::drive(async move |driver| {
        Checker::open(&driver, &address, "en").await?;
        end(server);
        let checker = reopened(&driver, &address).await?;
        checker.to_result(&Person::named("with-record")?).await?;
        let checker = reopened(&driver, &format!("{address}/offer/")).await?;
        assert!(checker.says("offer-start-title").await?);
        Ok(())
    })
}

#[test]
fn another_lender_is_kept_as_it_was_last_seen() -> Result<()> {
    let server = site::serve_changed("offline-lender", |files| {
        let pack = files.get(site::PACK).cloned();
        files.insert("packs/other-lender.json".to_owned(), pack.unwrap_or_default());
    })?;
    let address = format!("{}/?pack=packs/other-lender.json", server.address());
    browser::drive(async move |driver| {
        Checker::open(&driver, &address, "en").await?;
        end(server);
        reopened(&driver, &address).await?.begin().await
    })
}

/// It waits until the applicant asks for it: nothing changes under the hands of one who is answering.
#[test]
fn a_newer_version_waits_until_it_is_asked_for() -> Result<()> {
    let folder = "offline-newer";
    let server = site::serve_changed(folder, |_| {})?;
    let address = server.address();
    browser::drive(async move |driver| {
        let checker = Checker::open(&driver, &address, "en").await?;
        assert!(!checker.says("newer").await?);
        let lead = checker.words.get("start-lead")?.to_owned();
        site::write_changed(folder, |files| {
            replace(files, "offline.js", "VERSION = 'kaimen-", "VERSION = 'kaimen-newer-");
            replace(files, "locales/en.json", &lead, "This is the newer version.");
        })?;
        reopened(&driver, &address).await?;
        driver.enter_default_frame().await?;
        let waits = "navigator.serviceWorker.getRegistration().then((it) => { window.waits = Boolean(it?.waiting) }); \
                     return window.waits === true";
        page::wait_for(&driver, waits).await?;
        let checker = reopened(&driver, &address).await?;
        assert!(checker.says("newer").await? && checker.says("start-lead").await?, "the newer version did not wait");
        checker.press_message("newer-open").await?;
        driver.enter_default_frame().await?;
        page::wait_for(&driver, "return document.querySelector('iframe') !== null").await?;
        let checker = reopened(&driver, &address).await?;
        assert!(checker.text().await?.contains("This is the newer version."));
        assert!(!checker.says("newer").await?);
        Ok(())
    })
}

/// A lender's file with something new in it is refused by a version that is older: the newer takes over unasked.
#[test]
fn what_this_version_refuses_a_newer_one_is_given() -> Result<()> {
    let folder = "offline-refused";
    let server = site::serve_changed(folder, |_| {})?;
    let address = server.address();
    browser::drive(async move |driver| {
        let checker = Checker::open(&driver, &address, "en").await?;
        let title = checker.words.get("refused-title")?.to_owned();
        site::write_changed(folder, |files| {
            replace(files, "offline.js", "VERSION = 'kaimen-", "VERSION = 'kaimen-newer-");
            replace(files, "locales/en.json", &title, "The newer version has it.");
            replace(files, site::PACK, "\"schema\"", "\"newer\": 1, \"schema\"");
        })?;
        driver.enter_default_frame().await?;
        driver.goto(format!("{address}/?locale=en")).await?;
        let end = Instant::now() + page::PATIENCE;
        loop {
            driver.enter_default_frame().await?;
            // While the page is taken over there may be no frame, or none that answers.
            let said = match driver.enter_frame(0).await {
                Ok(()) => {
                    driver.execute("return document.body.innerText", vec![]).await.map(|it| it.json().to_string())
                }
                Err(error) => Err(error),
            };
            if said.is_ok_and(|said| said.contains("The newer version has it.")) {
                return Ok(());
            }
            anyhow::ensure!(Instant::now() < end, "the newer version did not take over");
            tokio::time::sleep(page::PAUSE).await;
        }
    })
}

/// The browser finds nothing that keeps it from being installed.
#[test]
fn it_can_be_installed() -> Result<()> {
    let server = site::serve_changed("installed", |_| {})?;
    let address = server.address();
    browser::drive(async move |driver| {
        Checker::open(&driver, &address, "en").await?;
        driver.enter_default_frame().await?;
        let wrong = driver.cdp().send_raw("Page.getInstallabilityErrors", serde_json::json!({})).await?;
        let wrong: Vec<_> = wrong["installabilityErrors"].as_array().into_iter().flatten().collect();
        let wrong: Vec<_> = wrong.iter().filter(|error| error["errorId"] != "in-incognito").collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        Ok(())
    })
}
