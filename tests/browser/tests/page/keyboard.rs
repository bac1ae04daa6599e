//! The whole way by keyboard alone: focus is always somewhere, and can be seen there.

use anyhow::Result;
use kaimen_browser_tests::checker::{Checker, Place};
use kaimen_browser_tests::keyboard::{enter, key, press, tab_to};
use kaimen_browser_tests::person::Person;
use kaimen_browser_tests::{browser, site};
use thirtyfour::Key;

/// Focus stands on the first field already: types or chooses there, and tabs only to further fields.
async fn answer(checker: &Checker, id: &str, answer: Option<&str>) -> Result<()> {
    let driver = &checker.driver;
    match (checker.question(id)?.kind.as_str(), answer) {
        ("choice" | "yes-no", Some(option)) => {
            press(driver, " ").await?;
            let options = &checker.question(id)?.options;
            for _ in options.iter().take_while(|other| *other != option) {
                press(driver, key(Key::Down)).await?;
            }
        }
        (_, None) => {
            tab_to(driver, "[type=checkbox]").await?;
            press(driver, " ").await?;
        }
        ("date", Some(date)) => {
            for (part, text) in date.split('-').enumerate() {
                tab_to(driver, &format!("#answer-{part}")).await?;
                press(driver, text).await?;
            }
        }
        (_, Some(text)) => press(driver, text).await?,
    }
    Ok(())
}

#[test]
fn the_whole_way() -> Result<()> {
    browser::drive(async move |driver| {
        driver.goto(site::on_the_day()).await?;
        kaimen_browser_tests::page::enter_app(&driver).await?;
        enter(&driver).await?;
        tab_to(&driver, ".k-locales__one[lang=zh-Hans]").await?;
        press(&driver, key(Key::Enter)).await?;
        let checker = Checker::at(&driver, "zh-Hans")?;
        tab_to(&driver, ".k-start .k-button--primary").await?;
        press(&driver, key(Key::Enter)).await?;

        let person = Person::named("no-file")?;
        let mut by_button = false;
        while let Place::Question(id) = checker.place().await? {
            answer(&checker, &id, person.answer(&id)?).await?;
            if by_button {
                tab_to(&driver, ".k-question > .k-button--primary").await?;
                press(&driver, " ").await?;
            } else {
                press(&driver, key(Key::Enter)).await?;
            }
            assert_ne!(checker.place().await?, Place::Question(id));
            by_button = !by_button;
        }
        assert_eq!(checker.place().await?, Place::Check);
        tab_to(&driver, "#change-income").await?;
        press(&driver, key(Key::Enter)).await?;
        press(&driver, key(Key::Enter)).await?;
        assert_eq!(checker.place().await?, Place::Check);
        tab_to(&driver, ".k-check > .k-button--primary").await?;
        press(&driver, key(Key::Enter)).await?;
        assert_eq!(checker.place().await?, Place::Result);
        tab_to(&driver, ".k-offer__open").await?;
        press(&driver, key(Key::Enter)).await?;
        tab_to(&driver, ".k-table").await?;
        tab_to(&driver, ".k-footer button").await?;
        press(&driver, key(Key::Enter)).await?;
        assert_eq!(checker.place().await?, Place::Start);
        Ok(())
    })
}

#[test]
fn what_is_wrong_is_reached_and_mended() -> Result<()> {
    browser::drive(async move |driver| {
        let checker = Checker::open(&driver, &site::on_the_day(), "zh-Hans").await?;
        checker.begin().await?;
        press(&driver, "很多").await?;
        press(&driver, key(Key::Enter)).await?;
        tab_to(&driver, ".k-summary button").await?;
        press(&driver, key(Key::Enter)).await?;
        driver.action_chain().key_down(Key::Control).send_keys("a").key_up(Key::Control).perform().await?;
        press(&driver, "3万").await?;
        press(&driver, key(Key::Enter)).await?;
        assert_eq!(checker.place().await?, Place::Question("purpose".to_owned()));
        tab_to(&driver, "footer summary").await?;
        press(&driver, key(Key::Enter)).await?;
        tab_to(&driver, "footer [type=checkbox]").await?;
        press(&driver, " ").await?;
        tab_to(&driver, "footer button").await?;
        press(&driver, " ").await?;
        assert_eq!(checker.place().await?, Place::Start);
        Ok(())
    })
}
