//! The result: offers side by side in the order that is picked, and all there is to know about each.

use anyhow::Result;
use kaimen_browser_tests::checker::Checker;
use kaimen_browser_tests::person::Person;
use kaimen_browser_tests::{axe, browser, page, site, states};
use serde_json::json;
use thirtyfour::{By, WebDriver};

/// A phone at its narrowest, a phone, a desk.
const WIDTHS: [u32; 3] = [320, 360, 1280];

/// Someone to whom several loans can be offered sees the result in this language.
async fn result(driver: &WebDriver, locale: &str) -> Result<Checker> {
    let checker = Checker::open(driver, &site::on_the_day(), locale).await?;
    checker.to_result(&Person::named("with-record")?).await?;
    Ok(checker)
}

/// Nothing is wider than the window, and axe has nothing to complain of.
async fn sound(checker: &Checker, width: u32) -> Result<()> {
    let wide: u32 = checker.driver.execute("return document.documentElement.scrollWidth", vec![]).await?.convert()?;
    assert!(wide <= width, "{wide} wide in {width}");
    assert_eq!(axe::violations(&checker.driver).await?, Vec::<String>::new(), "at {width}");
    Ok(())
}

/// The numbers of a column as they stand from the first offer to the last.
async fn column(checker: &Checker, place: u32) -> Result<Vec<f64>> {
    let cells = checker.texts(&format!(".k-offer > td:nth-of-type({place}) strong")).await?;
    let digits = |cell: &String| cell.chars().filter(|sign| sign.is_ascii_digit() || *sign == '.').collect::<String>();
    Ok(cells.iter().map(|cell| digits(cell).parse()).collect::<Result<_, _>>()?)
}

async fn pick(checker: &Checker, wish: &str) -> Result<()> {
    let path = format!("//label[span[normalize-space()=\"{}\"]]", checker.words.get(&format!("aim-{wish}"))?);
    Ok(checker.driver.find(By::XPath(path)).await?.click().await?)
}

async fn the_offers_stand_in_the_order_that_is_picked(checker: &Checker) -> Result<()> {
    for (wish, place, is_rising) in [("lowest-total-cost", 4, true), ("most-money", 1, false), ("soonest", 3, true)] {
        pick(checker, wish).await?;
        let numbers = column(checker, place).await?;
        assert!(numbers.len() > 2, "{numbers:?}");
        assert!(numbers.is_sorted_by(|a, b| if is_rising { a <= b } else { a >= b }), "{wish}: {numbers:?}");
        let first = checker.texts(".k-offer:first-child .k-badge").await?;
        assert!(first.contains(&checker.words.get(&format!("aim-{wish}"))?.to_owned()), "{wish}: {first:?}");
        let heard = checker.texts("[role=status].k-hidden").await?.concat();
        assert!(heard.contains(checker.words.get(&format!("aim-{wish}"))?), "{heard}");
    }
    Ok(())
}

/// The picture says in words what it shows, and the table below it has every payment.
async fn an_offer_opens_where_it_stands(checker: &Checker) -> Result<()> {
    checker.driver.find(By::Css(".k-offer__open")).await?.click().await?;
    let parts = "return [document.querySelector('.k-offer__open').getAttribute('aria-expanded'), \
                 document.querySelector('.k-details [role=img]').getAttribute('aria-label'), \
                 String(document.querySelectorAll('.k-details tbody tr').length), \
                 document.querySelector('.k-offer:first-child > td:nth-of-type(3)').innerText]";
    let [open, picture, payments, term]: [String; 4] = checker.driver.execute(parts, vec![]).await?.convert()?;
    assert_eq!(open, "true");
    assert!(term.contains(&payments) && picture.contains(&payments), "{payments}: {term} / {picture}");
    let key = checker.texts(".k-chart__entry").await?.concat();
    for part in ["chart-principal", "chart-interest", "chart-balance"] {
        assert!(key.contains(checker.words.get(part)?), "{key}");
    }
    checker.driver.find(By::Css(".k-offer__open")).await?.click().await?;
    assert_eq!(checker.texts(".k-details").await?, Vec::<String>::new());
    Ok(())
}

/// Each paper that is asked for, with the answers that it shows; of one product alone where that is so.
async fn the_papers_to_bring_are_told(checker: &Checker) -> Result<()> {
    assert!(checker.says("documents-title").await? && checker.says("documents-lead").await?);
    let wanted =
        ["identity-card", "account-statement", "business-licence", "proof-of-home", "card-bills", "repayment-plans"];
    let words = wanted.iter().map(|id| checker.words.get(&format!("document-{id}")));
    assert_eq!(checker.texts(".k-documents__one strong").await?, words.collect::<Result<Vec<_>>>()?);
    let papers = checker.texts(".k-documents__one").await?;
    let (statement, licence, home) = (&papers[1], &papers[2], &papers[3]);
    for (paper, question, answer) in [
        (statement, "income", "9,500"),
        (licence, "purpose", checker.words.get("question-purpose-option-production-business")?),
    ] {
        let asked = checker.words.get(&format!("question-{question}-label"))?;
        assert!(paper.contains(asked) && paper.contains(answer), "{paper}");
    }
    // Where this person lives was never asked.
    assert!(home.contains(checker.words.get("product-steady-name")?) && home.lines().count() <= 2, "{home}");
    Ok(())
}

/// Nothing is to be brought where nothing could be offered.
#[test]
fn no_papers_are_asked_of_who_is_offered_nothing() -> Result<()> {
    browser::drive(async move |driver| {
        for (state, count) in [("result-possible", 5), ("result-capacity", 0), ("result-refused", 0)] {
            states::open(&driver, state, "locale=zh-Hans").await?;
            let papers: usize = driver
                .execute("return document.querySelectorAll('.k-documents__one').length", vec![])
                .await?
                .convert()?;
            assert_eq!(papers, count, "{state}");
        }
        Ok(())
    })
}

fn at_every_width(locale: &'static str) -> Result<()> {
    browser::drive(async move |driver| {
        let checker = result(&driver, locale).await?;
        for width in WIDTHS {
            browser::resize(&driver, width, 900).await?;
            the_offers_stand_in_the_order_that_is_picked(&checker).await?;
            let cheaper = checker.texts(".k-cheaper").await?.concat();
            for words in ["cheaper-title", "load-stacked"] {
                assert!(cheaper.contains(checker.words.beginning(words)?), "{words} is not in: {cheaper}");
            }
            the_papers_to_bring_are_told(&checker).await?;
            an_offer_opens_where_it_stands(&checker).await?;
            driver.find(By::Css(".k-offer__open")).await?.click().await?;
            sound(&checker, width).await?;
            driver.find(By::Css(".k-offer__open")).await?.click().await?;
        }
        Ok(())
    })
}

#[test]
fn the_result_at_every_width_in_chinese() -> Result<()> {
    at_every_width("zh-Hans")
}

#[test]
fn the_result_at_every_width_in_english() -> Result<()> {
    at_every_width("en")
}

/// Text twice as large leaves room for half as much: as in a window half as wide, nothing is cut off.
#[test]
fn text_at_twice_its_size_stays_within_the_page() -> Result<()> {
    browser::drive(async move |driver| {
        let checker = result(&driver, "en").await?;
        browser::resize(&driver, 640, 900).await?;
        checker.driver.execute("document.documentElement.style.fontSize = arguments[0]", vec![json!("200%")]).await?;
        driver.find(By::Css(".k-offer__open")).await?.click().await?;
        sound(&checker, 640).await
    })
}

/// A driver's print media do not reach a frame: the rules for paper are made to hold on the screen.
const AS_ON_PAPER: &str = "const hold = (rules) => { for (const rule of rules) { \
    if (rule.media?.mediaText.includes('print')) rule.media.mediaText = 'all'; \
    if (rule.cssRules) hold(rule.cssRules); } }; hold(document.adoptedStyleSheets[0].cssRules)";

/// On paper stands everything: every offer opened, what was answered, the receipt; and nothing that can only be pressed.
#[test]
fn the_whole_result_is_printed() -> Result<()> {
    browser::drive(async move |driver| {
        for locale in ["zh-Hans", "en"] {
            let checker = result(&driver, locale).await?;
            driver.execute("window.print = () => { window.printed = (window.printed ?? 0) + 1 }", vec![]).await?;
            checker.press_message("print").await?;
            driver.execute(AS_ON_PAPER, vec![]).await?;
            let seen = "return [window.printed, document.querySelectorAll('.k-details').length, \
                        document.querySelectorAll('details:not([open])').length, \
                        document.querySelectorAll('.k-printed .k-answers__row').length, \
                        [...document.querySelectorAll('button, input')].filter((one) => one.checkVisibility()).length]";
            let [printed, opened, shut, answers, pressed]: [usize; 5] =
                driver.execute(seen, vec![]).await?.convert()?;
            let offers = checker.texts(".k-offer").await?.len();
            assert_eq!((printed, opened, shut, pressed), (1, offers, 0, 0), "{locale}");
            assert!(answers > 10, "{answers} answers");
            for message in
                ["not-an-offer", "print-made", "receipt-title", "rights-sources", "chart-principal", "documents-title"]
            {
                assert!(checker.says(message).await?, "paper does not say {message}");
            }
            driver.execute("dispatchEvent(new Event('afterprint'))", vec![]).await?;
            page::wait_for(&driver, "return document.querySelector('.k-printed, .k-details') === null").await?;
            driver.enter_default_frame().await?;
        }
        Ok(())
    })
}
