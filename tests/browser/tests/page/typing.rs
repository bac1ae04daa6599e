//! Amounts as people type them, and how the page says that it has understood.

use anyhow::Result;
use kaimen_browser_tests::checker::Checker;
use kaimen_browser_tests::{browser, site};
use thirtyfour::By;

#[test]
fn amounts_are_understood_as_people_write_them() -> Result<()> {
    browser::drive(async move |driver| {
        let checker = Checker::open(&driver, &site::address(), "zh-Hans").await?;
        checker.begin().await?;
        let written = [
            ("3万", "¥30,000.00"),
            ("3,000", "¥3,000.00"),
            ("３０００", "¥3,000.00"),
            ("￥3000.5元", "¥3,000.50"),
            ("三千五", "¥3,500.00"),
        ];
        for (typed, understood) in written {
            checker.enter_text("answer", typed).await?;
            let echo = driver.find(By::Css("output")).await?.text().await?;
            assert!(echo.contains(understood), "{typed} is understood as: {echo}");
            checker.go_on().await?;
            checker.press_message("back").await?;
            assert_eq!(checker.typed("answer").await?, typed);
        }
        checker.enter_text("answer", "1k or 2k").await?;
        let echo = driver.find(By::Css("output")).await?.text().await?;
        assert_eq!(echo, checker.words.get("understood-example")?);
        Ok(())
    })
}
