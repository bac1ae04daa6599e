//! A result is saved as a file from the sealed page, and opened again.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use kaimen_browser_tests::checker::{Checker, Place};
use kaimen_browser_tests::person::Person;
use kaimen_browser_tests::{axe, browser, page, site};
use serde_json::{Value, json};
use thirtyfour::{By, WebDriver};

/// The one file of a folder, once it is there whole.
async fn downloaded(folder: &Path) -> Result<Value> {
    for _ in 0..100 {
        for entry in std::fs::read_dir(folder)?.flatten() {
            let is_whole = entry.path().extension().is_some_and(|extension| extension == "json");
            if is_whole && let Ok(file) = serde_json::from_slice(&std::fs::read(entry.path())?) {
                return Ok(file);
            }
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    bail!("nothing was downloaded")
}

async fn opened(driver: &WebDriver, locale: &str, file: &Path) -> Result<Checker> {
    let checker = Checker::open(driver, &site::on_the_day(), locale).await?;
    driver.find(By::Css(".k-open__file")).await?.send_keys(file.to_str().context("a path in letters")?).await?;
    page::wait_for(driver, "return document.querySelector('.k-opened, .k-open .k-fault') !== null").await?;
    Ok(checker)
}

fn whole_way(locale: &'static str) -> Result<()> {
    browser::drive(async move |driver| {
        let folder = std::env::temp_dir().join(format!("kaimen-saved-{locale}-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let download = json!({ "behavior": "allow", "downloadPath": folder });
        driver.cdp().send_raw("Browser.setDownloadBehavior", download).await?;
        let checker = Checker::open(&driver, &site::on_the_day(), locale).await?;
        checker.to_result(&Person::named("no-file")?).await?;
        let offers = checker.texts(".k-offer").await?;
        checker.press_message("save").await?;
        let mut saved = downloaded(&folder).await?;
        assert!(checker.says("notice-saved").await?, "nothing says that it was saved");

        // As another version of the rules would find it: one answer no longer fits, one is not asked.
        let whole = folder.join("whole");
        std::fs::write(&whole, saved.to_string())?;
        driver.enter_default_frame().await?;
        let checker = opened(&driver, locale, &whole).await?;
        assert_eq!(checker.place().await?, Place::Check);
        checker.decide().await?;
        assert_eq!(checker.texts(".k-offer").await?, offers);

        saved["receipt"]["packSha256"] = json!("0");
        saved["application"]["answers"]["term"]["value"] = json!(999);
        saved["application"]["answers"]["colour"] = json!({ "value": 1, "provenance": "said" });
        std::fs::write(&whole, saved.to_string())?;
        driver.enter_default_frame().await?;
        let checker = opened(&driver, locale, &whole).await?;
        let said = checker.texts(".k-opened").await?.concat();
        for words in ["/answers/term/value", "/answers/colour", checker.words.get("file-pack-changed")?] {
            assert!(said.contains(words), "{words} is not in: {said}");
        }
        assert!(!said.contains('{'), "{said}");
        assert_eq!(axe::violations(&driver).await?, Vec::<String>::new());

        std::fs::write(&whole, "hello")?;
        driver.enter_default_frame().await?;
        let checker = opened(&driver, locale, &whole).await?;
        assert_eq!(checker.place().await?, Place::Start);
        assert!(checker.says("file-not-json").await?, "nothing says why it was not opened");
        assert_eq!(axe::violations(&driver).await?, Vec::<String>::new());
        Ok(std::fs::remove_dir_all(&folder)?)
    })
}

#[test]
fn what_is_saved_is_opened_again_in_chinese() -> Result<()> {
    whole_way("zh-Hans")
}

#[test]
fn what_is_saved_is_opened_again_in_english() -> Result<()> {
    whole_way("en")
}
