//! Pictures of the checker for the README, taken as someone would see it. `cargo xtask screenshots` builds the site first.

#![allow(clippy::panic, reason = "as in a test")]

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use kaimen_browser_tests::checker::{Checker, Place};
use kaimen_browser_tests::person::Person;
use kaimen_browser_tests::{browser, keyboard, offer, page, site, states};
use thirtyfour::{Key, WebDriver};

/// One way of seeing the checker: each has its views taken in one go.
struct Look {
    person: &'static str,
    locale: &'static str,
    device: Device,
    scheme: &'static str,
}

#[derive(Clone, Copy)]
enum Device {
    Phone,
    Desktop,
}

const LOOKS: [Look; 4] = [
    Look { person: "no-file", locale: "zh-Hans", device: Device::Phone, scheme: "light" },
    Look { person: "with-record", locale: "en", device: Device::Desktop, scheme: "light" },
    Look { person: "in-arrears", locale: "en", device: Device::Phone, scheme: "dark" },
    Look { person: "in-arrears", locale: "zh-Hans", device: Device::Desktop, scheme: "dark" },
];

fn main() -> Result<()> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from).context("say where to put the pictures")?;
    std::fs::create_dir_all(&folder)?;
    if std::env::args().any(|argument| argument == "--states") {
        return states(&folder);
    }
    let pages = site::on_the_day();
    browser::drive_with(&["--hide-scrollbars"], async move |driver| {
        for look in &LOOKS {
            way(&driver, look, &pages, &folder).await?;
            offered(&driver, look, &pages, &folder).await?;
        }
        partner(&driver, &pages, &folder).await
    })
}

/// Every state of every view, whole, at three widths, in two languages, by day and by night and in forced colours.
fn states(folder: &Path) -> Result<()> {
    let looks = [(320, "en", "light", false), (360, "zh-Hans", "dark", false), (360, "zh-Hans", "light", true)];
    let folder = folder.to_owned();
    browser::drive_with(&["--hide-scrollbars"], async move |driver| {
        for (width, locale, scheme, forced) in looks.into_iter().chain([(1280, "en", "light", false)]) {
            for state in states::all()? {
                browser::resize(&driver, width, 800).await?;
                states::open(&driver, &state, &format!("locale={locale}")).await?;
                browser::prefer(&driver, scheme).await?;
                browser::force_colours(&driver, forced).await?;
                let height = driver.execute("return document.documentElement.scrollHeight", vec![]).await?;
                browser::resize(&driver, width, height.convert()?).await?;
                let look = if forced { "forced" } else { scheme };
                let name = format!("{state}-{locale}-{width}-{look}.png");
                driver.screenshot(&folder.join(&name)).await?;
                println!("took {name}");
            }
        }
        Ok(())
    })
}

/// Start, a question, check, result; in one look also what is wrong.
async fn way(driver: &WebDriver, look: &Look, address: &str, folder: &Path) -> Result<()> {
    let person = Person::named(look.person)?;
    see(driver, look.device, look.scheme).await?;
    let checker = Checker::open(driver, address, look.locale).await?;
    take(driver, look, "start", folder).await?;
    checker.begin().await?;
    while let Place::Question(id) = checker.place().await? {
        if id == "income" && matches!((look.device, look.scheme), (Device::Phone, "dark")) {
            checker.press_message("continue").await?;
            take(driver, look, "wrong", folder).await?;
        }
        checker.answer(person.answer(&id)?).await?;
        if id == "amount" {
            checker.answer(Some("3万")).await?;
            take(driver, look, "question", folder).await?;
            checker.answer(person.answer(&id)?).await?;
        }
        checker.go_on().await?;
    }
    take(driver, look, "check", folder).await?;
    checker.decide().await?;
    take(driver, look, "result", folder).await
}

/// A loan that was offered: start, the question about what arrives, result.
async fn offered(driver: &WebDriver, look: &Look, address: &str, folder: &Path) -> Result<()> {
    see(driver, look.device, look.scheme).await?;
    let checker = Checker::open(driver, &format!("{address}/offer"), look.locale).await?;
    take(driver, look, "offer-start", folder).await?;
    keyboard::enter(driver).await?;
    offer::begin(driver).await?;
    for (name, text) in offer::KEPT_BACK {
        offer::shown(&checker, name).await?;
        offer::answer(driver, text).await?;
        if *name == "received" {
            take(driver, look, "offer-question", folder).await?;
        }
        keyboard::press(driver, keyboard::key(Key::Enter)).await?;
    }
    offer::decide(&checker).await?;
    take(driver, look, "offer-result", folder).await
}

/// The checker in a partner's page, when the applicant has shared the result.
async fn partner(driver: &WebDriver, address: &str, folder: &Path) -> Result<()> {
    let look = Look { person: "no-file", locale: "zh-Hans", device: Device::Desktop, scheme: "light" };
    see(driver, look.device, look.scheme).await?;
    driver.goto(format!("{address}/demo/partner.html")).await?;
    page::enter_element(driver).await?;
    let checker = Checker::at(driver, look.locale)?;
    checker.begin().await?;
    checker.answer(Some("3万")).await?;
    take(driver, &look, "partner", folder).await
}

impl Device {
    fn word(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Desktop => "desktop",
        }
    }

    /// Width and height in CSS pixels.
    fn size(self) -> (u32, u32) {
        match self {
            Self::Phone => (360, 780),
            Self::Desktop => (1280, 860),
        }
    }
}

async fn see(driver: &WebDriver, device: Device, scheme: &str) -> Result<()> {
    driver.enter_default_frame().await?;
    let (width, height) = device.size();
    browser::resize(driver, width, height).await?;
    browser::prefer(driver, scheme).await
}

async fn take(driver: &WebDriver, look: &Look, view: &str, folder: &Path) -> Result<()> {
    let name = format!("{view}-{}-{}-{}.png", look.locale, look.device.word(), look.scheme);
    // What was drawn last may still be on its way to the screen.
    page::drawn(driver).await?;
    driver.screenshot(&folder.join(&name)).await?;
    println!("took {name}");
    Ok(())
}
