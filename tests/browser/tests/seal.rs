//! Promise 1: once the first question can be answered, nothing leaves the page by any way that its code has.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::time::{Duration, Instant};

use anyhow::Result;
use kaimen_browser_tests::wire::{Heard, Wire};
use kaimen_browser_tests::{browser, page, routes, site};
use tokio::time::sleep;

/// Long enough for what was refused late, or was only queued, to arrive after all.
const A_WHILE: Duration = Duration::from_secs(1);

#[test]
fn no_route_leads_out_of_a_sealed_page() -> Result<()> {
    let outside = Wire::listen()?;
    let checker = site::serve()?;
    let address = checker.address();
    let named = format!("--host-resolver-rules=MAP lender.example 127.0.0.1:{}", outside.port());
    browser::drive_with(&[&named], async move |driver| {
        page::open(&driver, &address).await?;
        routes::take_all(&driver, &outside.address()).await?;
        routes::take_all(&driver, "http://lender.example").await?;
        for window in routes::HARMLESS {
            routes::navigate(&driver, window, &outside.address()).await?;
        }
        sleep(A_WHILE).await;
        page::still_answers(&driver).await?;

        driver.enter_default_frame().await?;
        routes::take_all(&driver, &outside.address()).await?;
        sleep(A_WHILE).await;
        assert_eq!(outside.heard(), Heard::default());
        Ok(())
    })
}

/// The browser refuses where to, but by then it has taken the app out of its frame: the guard says so.
#[test]
fn the_app_cannot_lead_its_own_frame_out() -> Result<()> {
    let outside = Wire::listen()?;
    let checker = site::serve()?;
    let address = checker.address();
    browser::drive(async move |driver| {
        for window in routes::DESTRUCTIVE {
            page::open(&driver, &address).await?;
            routes::navigate(&driver, window, &outside.address()).await?;
            sleep(A_WHILE).await;
            driver.enter_default_frame().await?;
            assert_eq!(page::failure(&driver).await?, "app-left");
        }
        assert_eq!(outside.heard(), Heard::default());
        Ok(())
    })
}

#[test]
fn the_same_routes_lead_out_of_an_ordinary_page() -> Result<()> {
    let outside = Wire::listen()?;
    let pages = site::serve_pages()?;
    let control = format!("{}/control.html", pages.address());
    browser::drive(async move |driver| {
        driver.goto(&control).await?;
        driver.enter_frame(0).await?;
        for route in routes::take_all(&driver, &outside.address()).await? {
            heard_of(&outside, &route).await;
        }
        for window in routes::HARMLESS.into_iter().chain(routes::DESTRUCTIVE) {
            driver.goto(&control).await?;
            driver.enter_frame(0).await?;
            routes::navigate(&driver, window, &outside.address()).await?;
            heard_of(&outside, window.0).await;
        }
        Ok(())
    })
}

/// Waits until a route was heard of: one that never is makes the sealed page's silence say nothing.
async fn heard_of(outside: &Wire, route: &str) {
    let asked = format!(" /{route} ");
    let end = Instant::now() + page::PATIENCE;
    while !outside.heard().text.contains(&asked) {
        assert!(Instant::now() < end, "even from an ordinary page nothing leads out by {route}");
        sleep(page::PAUSE).await;
    }
}

#[test]
fn nothing_is_asked_of_its_own_server_once_the_page_is_sealed() -> Result<()> {
    let checker = site::serve()?;
    let wire = Wire::relay(checker.port())?;
    browser::drive(async move |driver| {
        page::open(&driver, &wire.address()).await?;
        let before = wire.heard();
        sleep(A_WHILE).await;
        assert_eq!(wire.heard(), before);

        routes::take_all(&driver, &wire.address()).await?;
        driver.enter_default_frame().await?;
        routes::take_all(&driver, &wire.address()).await?;
        sleep(A_WHILE).await;
        assert_eq!(wire.heard().text, before.text);
        Ok(())
    })
}

/// Everything that the browser asks of any server goes through one wire.
#[test]
fn no_request_leaves_from_the_first_question_to_the_result() -> Result<()> {
    let checker = site::serve()?;
    let wire = Wire::relay(checker.port())?;
    let address = checker.address();
    let proxy = format!("--proxy-server={}", wire.address());
    // Autofill is the browser's own, and asks for each form that it meets, of its maker: SECURITY.md says what.
    let arguments = [&proxy, "--proxy-bypass-list=<-loopback>", "--disable-features=AutofillServerCommunication"];
    browser::drive_with(&arguments, async move |driver| {
        page::open(&driver, &address).await?;
        let opened = asked(&wire);
        assert!(opened.iter().any(|line| line.contains("/app.wasm ")), "the wire does not hear: {opened:?}");
        page::still_answers(&driver).await?;
        sleep(A_WHILE).await;
        assert_eq!(asked(&wire), opened);

        driver.goto("http://lender.example/").await?;
        assert!(
            asked(&wire).iter().any(|line| line.contains("lender.example")),
            "the wire does not hear other servers"
        );
        Ok(())
    })
}

/// The requests that came over a wire, without those that the browser makes for itself, page or no page.
fn asked(wire: &Wire) -> Vec<String> {
    let own =
        ["accounts.google.com", "clients2.google.com", "optimizationguide-pa.googleapis.com", "update.googleapis.com"];
    let text = wire.heard().text;
    let requests = text.lines().filter(|line| line.ends_with(" HTTP/1.1"));
    requests.filter(|line| !own.iter().any(|host| line.contains(host))).map(str::to_owned).collect()
}

/// A worker or socket made before the seal would survive it. The one that there is keeps the site's files: it is no
/// worker of the page, and its own policy lets it ask its own server alone.
#[test]
fn nothing_live_is_open_before_the_seal() -> Result<()> {
    let spied = |files: &mut xtask::site::Files| {
        for script in ["guard.js", "boot.js", "app.js"] {
            let file = files.get_mut(script).unwrap();
            *file = [include_bytes!("seal/spy.js"), file.as_slice()].concat();
        }
    };
    let checker = site::serve_changed("spied", spied)?;
    let address = checker.address();
    browser::drive(async move |driver| {
        page::open(&driver, &address).await?;
        let live = "return globalThis.live";
        assert_eq!(driver.execute(live, vec![]).await?.convert::<Vec<String>>()?, Vec::<String>::new());
        driver.enter_default_frame().await?;
        assert_eq!(driver.execute(live, vec![]).await?.convert::<Vec<String>>()?, Vec::<String>::new());
        let targets = driver.cdp().send_raw("Target.getTargets", serde_json::json!({})).await?;
        let told = |target: &serde_json::Value| {
            let (kind, url) = (target["type"].as_str().unwrap(), target["url"].as_str().unwrap());
            kind.contains("worker").then(|| format!("{kind} {url}"))
        };
        let workers: Vec<_> = targets["targetInfos"].as_array().unwrap().iter().filter_map(told).collect();
        assert_eq!(workers, [format!("service_worker {address}/offline.js")]);
        Ok(())
    })
}

#[test]
fn neither_webrtc_nor_speech_is_left() -> Result<()> {
    let checker = site::serve()?;
    let address = checker.address();
    browser::drive(async move |driver| {
        page::open(&driver, &address).await?;
        let own = "return Object.getOwnPropertyNames(globalThis).filter((name) => /RTC|[Ss]peech/.test(name)).length";
        assert_eq!(driver.execute(own, vec![]).await?.json(), &0);
        let borrowed = "const frame = document.createElement('iframe'); document.body.append(frame); \
                        try { return typeof frame.contentWindow.RTCPeerConnection } catch { return 'undefined' }";
        assert_eq!(driver.execute(borrowed, vec![]).await?.json(), &"undefined");
        Ok(())
    })
}

#[test]
fn a_preconnect_hint_leads_nowhere() -> Result<()> {
    let checker = site::serve()?;
    assert_eq!(preconnect_from(checker.address())?, Heard::default());
    Ok(())
}

/// Where a host sends no headers, the policy in the documents still holds: not one byte leaves. But no policy governs a
/// connection on which nothing is sent, and that can be made by a hint, or by a frame before the browser asks the policy.
/// What keeps the app from it there is only that its module has no import that could.
#[test]
fn without_headers_a_connection_can_be_made_but_nothing_sent() -> Result<()> {
    let outside = Wire::listen()?;
    let checker = site::serve_without_headers()?;
    let address = format!("{}/bare/", checker.address());
    let silent = outside.clone();
    browser::drive(async move |driver| {
        page::open(&driver, &address).await?;
        routes::take_all(&driver, &outside.address()).await?;
        for window in routes::HARMLESS.into_iter().chain(routes::DESTRUCTIVE) {
            page::open(&driver, &address).await?;
            routes::navigate(&driver, window, &outside.address()).await?;
            sleep(A_WHILE).await;
        }
        Ok(())
    })?;
    assert_eq!(silent.heard().text, "");
    let preconnected = preconnect_from(format!("{}/bare/", checker.address()))?;
    assert_eq!(preconnected, Heard { connections: 1, text: String::new() });
    Ok(())
}

fn preconnect_from(address: String) -> Result<Heard> {
    let outside = Wire::listen()?;
    let silent = outside.clone();
    browser::drive(async move |driver| {
        page::open(&driver, &address).await?;
        let hint = "document.head.append(Object.assign(document.createElement('link'), \
                    { rel: 'preconnect', href: arguments[0] }))";
        driver.execute(hint, vec![outside.address().into()]).await?;
        sleep(A_WHILE).await;
        Ok(())
    })?;
    Ok(silent.heard())
}
