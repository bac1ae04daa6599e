//! Without a network: the page opens with what it kept, answers, and takes a newer version when it is asked to.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

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

/// Files of two versions side by side, as a deployment leaves them for a moment: none is kept, and the page works from what is
/// there.
#[test]
fn files_of_two_versions_are_not_kept_together() -> Result<()> {
    let folder = "offline-mixed";
    let server = site::serve_changed(folder, |_| {})?;
    let styles = xtask::project::target("browser-tests").join(folder).join("app.css");
    std::fs::write(&styles, [std::fs::read(&styles)?.as_slice(), b"/* newer */"].concat())?;
    let address = server.address();
    browser::drive(async move |driver| {
        let checker = Checker::open(&driver, &address, "en").await?;
        checker.begin().await?;
        driver.enter_default_frame().await?;
        let refused = "navigator.serviceWorker.getRegistration().then((it) => { window.refused = !it?.active && !it?.installing }); \
                       return window.refused === true";
        page::wait_for(&driver, refused).await?;
        let kept = "caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((it) => it.match('app.css'))))) \
                    .then((found) => { window.kept = found.filter(Boolean).length }); return window.kept === 0";
        page::wait_for(&driver, kept).await?;
        Ok(())
    })
}

/// What a server that stands before the site does with a lender's file.
#[derive(Clone, Copy, PartialEq)]
enum Mood {
    Well,
    Slow,
    Failing,
}

/// Hands every request on to `port`, but for those of packs while it is in another mood.
fn moody(port: u16, mood: Arc<Mutex<Mood>>) -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let own = listener.local_addr()?.port();
    std::thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let mood = mood.clone();
            std::thread::spawn(move || hand_on(client, port, &mood));
        }
    });
    Ok(own)
}

fn hand_on(mut client: TcpStream, port: u16, mood: &Mutex<Mood>) -> std::io::Result<()> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && client.read(&mut byte)? == 1 {
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).replacen("\r\n", "\r\nConnection: close\r\n", 1);
    match *mood.lock().unwrap() {
        Mood::Slow if head.contains("/packs/") => std::thread::sleep(Duration::from_secs(60)),
        Mood::Failing if head.contains("/packs/") => {
            client.write_all(b"HTTP/1.1 503 Sorry\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")?;
        }
        _ => {
            let mut server = TcpStream::connect(("127.0.0.1", port))?;
            server.write_all(head.replace("Connection: keep-alive\r\n", "").as_bytes())?;
            std::io::copy(&mut server, &mut client)?;
        }
    }
    Ok(())
}

/// A lender's file is the newest, as long as its server gives it in time; else as it was last kept.
#[test]
fn a_server_that_is_slow_or_fails_does_not_keep_a_lender_from_opening() -> Result<()> {
    let server = site::serve_changed("offline-slow", |_| {})?;
    let mood = Arc::new(Mutex::new(Mood::Well));
    let address = format!("http://127.0.0.1:{}", moody(server.port(), mood.clone())?);
    browser::drive(async move |driver| {
        Checker::open(&driver, &address, "en").await?;
        reopened(&driver, &address).await?;
        for (changed, least, most) in [(Mood::Failing, 0, 4_000), (Mood::Slow, 4_000, 12_000)] {
            *mood.lock().unwrap() = changed;
            let begin = Instant::now();
            reopened(&driver, &address).await?.begin().await?;
            let took = begin.elapsed().as_millis();
            assert!((least..most).contains(&took), "it took {took} ms");
        }
        end(server);
        Ok(())
    })
}
