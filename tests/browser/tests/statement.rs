//! A statement does some of the typing: opened before the first question, read in the page, checked, corrected, used.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Result;
use kaimen_browser_tests::checker::{Checker, Place};
use kaimen_browser_tests::person::Person;
use kaimen_browser_tests::wire::Wire;
use kaimen_browser_tests::{axe, browser, keyboard, page, routes, site};
use thirtyfour::{By, Key, WebDriver};
use tokio::time::sleep;

/// A sample of the statement room's own tests.
fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../statement").join(name).canonicalize().unwrap()
}

/// A file that is made for the test.
fn made(name: &str, content: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("kaimen-{}-{name}", std::process::id()));
    std::fs::write(&path, content).unwrap();
    path
}

/// The page of statements, from the start, in a language.
async fn opened(driver: &WebDriver, address: &str, locale: &str) -> Result<Checker> {
    let checker = Checker::open(driver, address, locale).await?;
    opens_again(&checker, "start-statement").await?;
    Checker::at(driver, locale)
}

/// Presses what needs the reader of statements, and waits until the page has opened again with it.
async fn opens_again(checker: &Checker, message: &str) -> Result<()> {
    let driver = &checker.driver;
    driver.enter_default_frame().await?;
    driver.execute("globalThis.isBefore = true", vec![]).await?;
    driver.enter_frame(0).await?;
    // OK because the frame may be gone before the driver hears that it was pressed.
    checker.press_message(message).await.ok();
    driver.enter_default_frame().await?;
    page::wait_for(driver, "return !globalThis.isBefore && location.search.includes('statement=1')").await?;
    page::enter_app(driver).await?;
    page::wait_for(driver, "return document.querySelector('#statement-files')?.disabled === false").await
}

/// Chooses files, and waits until so many are told of.
async fn choose(driver: &WebDriver, files: &[PathBuf], told: usize) -> Result<()> {
    let paths: Vec<&str> = files.iter().map(|file| file.to_str().unwrap()).collect();
    driver.find(By::Id("statement-files")).await?.send_keys(paths.join("\n")).await?;
    let done = format!(
        "return document.querySelectorAll('.k-statement__file').length === {told} && !document.querySelector('.k-statement progress')"
    );
    page::wait_for(driver, &done).await
}

fn person() -> Result<Person> {
    Person::named("no-file")
}

#[test]
fn what_a_statement_says_is_checked_corrected_used_and_leads_to_a_result() -> Result<()> {
    let address = site::on_the_day();
    browser::drive(async move |driver| {
        let checker = opened(&driver, &address, "en").await?;
        choose(&driver, &[sample("alipay-gb18030.csv")], 1).await?;
        assert_eq!(checker.texts(".k-statement .k-answers__answer").await?, ["¥6,200", "¥1,902.89", "¥1,280.46"]);
        assert!(checker.text().await?.contains("Entries read: 19"));

        // A workbook and the same bill as a table are of one account: nothing counts twice.
        choose(&driver, &[sample("wechat.xlsx")], 2).await?;
        let both = checker.texts(".k-statement .k-answers__answer").await?;
        choose(&driver, &[sample("wechat-utf8.csv")], 3).await?;
        assert_eq!(checker.texts(".k-statement .k-answers__answer").await?, both);
        checker.driver.find(By::XPath("(//section[@class='k-statement__file'])[3]//button")).await?.click().await?;
        checker.driver.find(By::XPath("(//section[@class='k-statement__file'])[2]//button")).await?.click().await?;
        assert_eq!(checker.texts(".k-statement .k-answers__answer").await?[0], "¥6,200");

        // Two of the three wages were a friend's.
        driver.find(By::XPath("//button[span='Wages']")).await?.click().await?;
        for row in ["1", "2"] {
            let select = format!(".k-entries__one:nth-child({row}) select");
            page::wait_for(&driver, &format!("return !!document.querySelector('{select}')")).await?;
            driver.find(By::Css(format!("{select} option[value=personal-in]"))).await?.click().await?;
        }
        page::wait_for(&driver, "return document.querySelectorAll('.k-entries__said').length === 2").await?;
        let corrected = checker.texts(".k-statement .k-answers__answer").await?;
        assert_ne!(corrected[0], "¥6,200", "{corrected:?}");

        checker.press_message("statement-use").await?;
        let asked = checker.answer_all(&person()?).await?;
        for known in ["expenses", "repayments"] {
            assert!(!asked.contains(&known.to_owned()), "{asked:?}");
        }
        assert!(checker.says("by-statement-corrected").await?);
        checker.decide().await
    })
}

#[test]
fn a_question_leads_to_statements_and_back_with_what_was_typed() -> Result<()> {
    let address = site::on_the_day();
    browser::drive(async move |driver| {
        let checker = Checker::open(&driver, &address, "en").await?;
        checker.begin().await?;
        let person = person()?;
        while checker.place().await? != Place::Question("income".into()) {
            let Place::Question(id) = checker.place().await? else { panic!("income is never asked") };
            checker.answer(person.answer(&id)?).await?;
            checker.go_on().await?;
        }
        opens_again(&checker, "statement-could-answer").await?;
        choose(&driver, &[sample("alipay-gb18030.csv")], 1).await?;
        checker.press_message("statement-use").await?;
        // What was typed before the page was opened again is still there, and none of what is known is asked.
        let asked = checker.answer_all(&person).await?;
        assert!(
            ["amount", "income", "expenses", "repayments"].iter().all(|id| !asked.contains(&(*id).to_owned())),
            "{asked:?}"
        );
        assert!(checker.says("by-statement").await?);
        // Removed, it takes its answers along.
        driver.back().await?;
        checker.press_message("statement-look-again").await.ok();
        Ok(())
    })
}

#[test]
fn a_file_that_is_wrong_says_where_and_one_that_is_none_says_what_it_is() -> Result<()> {
    let address = site::on_the_day();
    browser::drive(async move |driver| {
        let checker = opened(&driver, &address, "en").await?;
        let rows = made(
            "rows.csv",
            "Date,Description,Amount\n2026-01-05,shop,-1.00\n2026-13-05,shop,2.00\n2026-01-06,shop,=1+2\n",
        );
        choose(&driver, &[rows], 1).await?;
        checker.disclose("statement-problems").await?;
        let told = checker.texts(".k-statement__file .k-list li").await?;
        assert_eq!(
            told,
            ["Line 3, column 1: a date is needed here.", "Line 4, column 3: this cell is a formula, not a value."]
        );
        let pdf = made("bill.pdf.csv", "%PDF-1.7 nothing");
        choose(&driver, &[pdf, made("empty.csv", " \n")], 3).await?;
        let refused = checker.texts(".k-statement__file > .k-fault").await?;
        assert_eq!(refused, ["This is a PDF. Please export CSV or Excel (.xlsx).", "The file is empty."]);
        assert!(checker.says("statement-answers-none").await?);
        Ok(())
    })
}

#[test]
fn columns_that_were_guessed_can_be_named_and_the_file_is_read_again() -> Result<()> {
    let address = site::on_the_day();
    browser::drive(async move |driver| {
        let checker = opened(&driver, &address, "en").await?;
        let mut rows = String::new();
        for month in 7..10 {
            rows += &format!("2026-0{month}-01,3000.00,9000.00,ACME\n2026-0{month}-28,100.00,8000.00,shop\n");
        }
        choose(&driver, &[made("columns.csv", &rows)], 1).await?;
        checker.disclose("statement-columns").await?;
        let selects = "return [...document.querySelectorAll('.k-statement__file select')].map((one) => one.value)";
        assert_eq!(
            driver.execute(selects, vec![]).await?.convert::<Vec<String>>()?,
            ["date", "amount", "balance", "counterparty"]
        );
        driver.find(By::Css(".k-statement__file td:nth-child(3) option[value='']")).await?.click().await?;
        driver.find(By::Css(".k-statement__file td:nth-child(2) option[value=credit]")).await?.click().await?;
        page::wait_for(&driver, "return [...document.querySelectorAll('.k-statement__file select')].map((one) => one.value).join() === 'date,credit,,counterparty'").await?;
        assert_eq!(checker.texts(".k-statement .k-answers__answer").await?, ["¥3,100"]);
        Ok(())
    })
}

/// 01/02 is a day of January or of February: only the applicant knows.
#[test]
fn which_comes_first_day_or_month_can_be_chosen_where_the_file_leaves_it_open() -> Result<()> {
    let address = site::on_the_day();
    browser::drive(async move |driver| {
        let checker = opened(&driver, &address, "en").await?;
        let rows = "Date,Description,Amount\n01/02/2026,ACME SALARY,3000.00\n03/02/2026,shop,-100.00\n";
        choose(&driver, &[made("days.csv", rows)], 1).await?;
        assert!(checker.text().await?.contains("February 1, 2026"));
        assert!(
            checker.says("statement-assumed-day-first").await? && checker.says("statement-figures-lead-none").await?
        );
        assert_eq!(axe::violations(&driver).await?, Vec::<String>::new());
        driver.find(By::Css(".k-statement__file option[value=month-first]")).await?.click().await?;
        page::wait_for(&driver, "return document.body.innerText.includes('January 1, 2026')").await?;
        assert!(checker.says("statement-assumed-month-first").await? && checker.says("statement-figures-lead").await?);
        let chosen = driver.execute("return document.querySelector('.k-statement__file select').value", vec![]).await?;
        assert_eq!(chosen.json(), "month-first");
        Ok(())
    })
}

#[test]
fn a_long_file_shows_how_far_it_is_lets_the_page_draw_and_can_be_stopped() -> Result<()> {
    let address = site::on_the_day();
    let mut rows =
        String::from("交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n");
    for row in 0..50_000 {
        rows += &format!(
            "2026-0{}-1{} 12:00:00,商户消费,商户{},\"商品, {row}\",支出,¥{}.00,零钱,支付成功,{row}\t,{row}\t,\"/\"\n",
            row % 9 + 1,
            row % 9,
            row % 313,
            row % 997
        );
    }
    let file = made("long.csv", &rows);
    browser::drive(async move |driver| {
        let checker = opened(&driver, &address, "en").await?;
        driver.execute("let before = 0; globalThis.longest = 0; const tick = (now) => { if (before) longest = Math.max(longest, now - before); before = now; requestAnimationFrame(tick) }; requestAnimationFrame(tick)", vec![]).await?;
        driver.find(By::Id("statement-files")).await?.send_keys(file.to_str().unwrap()).await?;
        page::wait_for(&driver, "return document.querySelector('.k-statement progress')?.value > 10").await?;
        checker.press_message("statement-stop").await?;
        page::wait_for(&driver, "return !!document.querySelector('#statement-files')").await?;
        assert!(checker.texts(".k-statement__file").await?.is_empty());
        choose(&driver, &[file], 1).await?;
        assert!(checker.text().await?.contains("Entries read: 50,000"));
        let longest: f64 = driver.execute("return globalThis.longest", vec![]).await?.convert()?;
        println!("the longest pause between two frames: {longest:.0} ms");
        // On a machine that does nothing else it is a few frames; this one runs other tests.
        assert!(longest < 1_500.0, "{longest} ms without a frame");
        Ok(())
    })
}

/// Everything that the browser asks of any server goes through one wire; once sealed, nothing does, file or no file.
#[test]
fn no_request_leaves_while_a_statement_is_read_and_used() -> Result<()> {
    let outside = Wire::listen()?;
    let checker = site::serve()?;
    let wire = Wire::relay(checker.port())?;
    let address = wire.address();
    browser::drive(async move |driver| {
        let checker = opened(&driver, &address, "en").await?;
        sleep(Duration::from_secs(1)).await;
        let before = wire.heard();
        assert!(before.text.contains("/statement/statement.wasm "), "the wire does not hear");
        choose(&driver, &[sample("alipay-gb18030.csv"), sample("wechat.xlsx")], 2).await?;
        routes::take_all(&driver, &outside.address()).await?;
        checker.press_message("statement-use").await?;
        checker.answer_all(&person()?).await?;
        checker.decide().await?;
        sleep(Duration::from_secs(1)).await;
        let after = wire.heard().text;
        let since = after.strip_prefix(&before.text).unwrap();
        // The browser itself looks now and then whether the worker that keeps files has changed: SECURITY.md says so.
        let asked = since.lines().filter(|line| line.ends_with(" HTTP/1.1") && !line.starts_with("GET /offline.js "));
        assert_eq!(asked.collect::<Vec<_>>(), Vec::<&str>::new());
        assert_eq!(outside.heard().connections, 0);
        // Nothing of the entries is kept.
        driver.enter_default_frame().await?;
        let kept =
            driver.execute("return JSON.stringify([{ ...localStorage }, { ...sessionStorage }])", vec![]).await?;
        assert_eq!(kept.json(), "[{},{}]");
        Ok(())
    })
}

#[test]
fn it_is_accessible_in_both_languages_on_a_narrow_screen_and_by_keyboard() -> Result<()> {
    let address = site::on_the_day();
    browser::drive(async move |driver| {
        for locale in ["zh-Hans", "en"] {
            browser::resize(&driver, 360, 780).await?;
            let checker = opened(&driver, &address, locale).await?;
            assert_eq!(axe::violations(&driver).await?, Vec::<String>::new(), "{locale}, before");
            choose(&driver, &[sample("alipay-gb18030.csv"), sample("bank-icbc-like.csv")], 2).await?;
            driver
                .execute("document.querySelectorAll('details').forEach((one) => { one.open = true })", vec![])
                .await?;
            keyboard::tab_to(&driver, ".k-kinds__open").await?;
            keyboard::press(&driver, keyboard::key(Key::Enter)).await?;
            page::wait_for(&driver, "return document.querySelectorAll('.k-entries__one').length > 0").await?;
            assert_eq!(axe::violations(&driver).await?, Vec::<String>::new(), "{locale}, read");
            for scheme in ["dark", "light"] {
                browser::prefer(&driver, scheme).await?;
                assert_eq!(axe::in_these_colours(&driver).await?, Vec::<String>::new(), "{locale}, {scheme}");
            }
            for width in [320, 360] {
                browser::resize(&driver, width, 780).await?;
                let wide = driver.execute("return document.documentElement.scrollWidth", vec![]).await?;
                assert!(wide.json().as_u64() <= Some(width.into()), "{locale}: {wide:?} of {width}");
            }
            browser::resize(&driver, 360, 780).await?;
            keyboard::tab_to(&driver, ".k-entries select").await?;
            keyboard::press(&driver, keyboard::key(Key::Down)).await?;
            page::wait_for(&driver, "return document.querySelectorAll('.k-entries__said').length === 1").await?;
            let at = driver.execute("return document.activeElement.tagName", vec![]).await?;
            assert_eq!(at.json(), "SELECT", "what was changed stays where it was");
            checker.press_message("statement-forget").await?;
            page::wait_for(&driver, "return document.querySelectorAll('.k-statement__file').length === 0").await?;
            assert!(
                checker.says("notice-statement-forgotten").await? || checker.texts("[role=status]").await?.len() == 1
            );
            driver.enter_default_frame().await?;
        }
        Ok(())
    })
}
