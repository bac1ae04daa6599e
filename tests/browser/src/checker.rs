//! The checker as someone uses it: reads what stands there, types, chooses, presses what is named so.

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use thirtyfour::{By, Key, WebDriver, WebElement};

use crate::page;
use crate::person::Person;
use crate::site;
use crate::words::{LOCALES, Words};

/// The checker, open in a browser; the driver is in the app's frame.
#[derive(Clone, Debug)]
pub struct Checker {
    /// The browser.
    pub driver: WebDriver,
    /// The words in the language that was chosen.
    pub words: Words,
    questions: Vec<Question>,
}

/// A question of the pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// `money`, `number`, `choice`, `yes-no`, `date`.
    pub kind: String,
    /// The options that can be chosen, in their order.
    pub options: Vec<String>,
}

/// Where the page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The first view.
    Start,
    /// The question of this id.
    Question(String),
    /// All answers.
    Check,
    /// The result.
    Result,
}

impl Checker {
    /// Opens the checker and chooses a language.
    ///
    /// # Errors
    ///
    /// Where it does not open.
    pub async fn open(driver: &WebDriver, address: &str, locale: &str) -> Result<Self> {
        match LOCALES.contains(&locale) {
            true => driver.goto(address).await?,
            false => driver.goto(format!("{address}/?locale={locale}")).await?,
        }
        Self::enter(driver, locale).await
    }

    /// From the guard's document, waits until the first question can be answered and chooses a language.
    ///
    /// # Errors
    ///
    /// Where it does not open.
    pub async fn enter(driver: &WebDriver, locale: &str) -> Result<Self> {
        page::enter_app(driver).await?;
        let mut checker = Self::at(driver, locale)?;
        checker.speak(locale).await?;
        Ok(checker)
    }

    /// The checker as it is, with the driver in the app's frame, where it speaks this language.
    ///
    /// # Errors
    ///
    /// Where the site has not been built.
    pub fn at(driver: &WebDriver, locale: &str) -> Result<Self> {
        let questions = site::document(site::PACK)?["questions"].as_array().cloned().context("a pack asks")?;
        let questions = questions.iter().map(Question::read).collect();
        Ok(Self { driver: driver.clone(), words: Words::of(locale)?, questions })
    }

    /// Chooses a language.
    ///
    /// # Errors
    ///
    /// Where the page does not then speak it.
    pub async fn speak(&mut self, locale: &str) -> Result<()> {
        self.words = Words::of(locale)?;
        let spoken = self.driver.execute("return document.documentElement.lang", vec![]).await?;
        if spoken.json() != locale {
            self.press(self.words.get("locale-name")?).await?;
        }
        page::wait_for(&self.driver, &format!("return document.documentElement.lang === '{locale}'")).await
    }

    /// Presses the button of this name.
    ///
    /// # Errors
    ///
    /// Where there is not exactly one.
    pub async fn press(&self, name: &str) -> Result<()> {
        Ok(self.button(name).await?.click().await?)
    }

    /// Presses the button that says the message of this id.
    ///
    /// # Errors
    ///
    /// Where there is not exactly one.
    pub async fn press_message(&self, id: &str) -> Result<()> {
        self.press(self.words.get(id)?).await
    }

    /// The button of this name.
    ///
    /// # Errors
    ///
    /// Where there is not exactly one.
    pub async fn button(&self, name: &str) -> Result<WebElement> {
        let path = format!("//button[normalize-space()=\"{name}\"]");
        let mut found = self.driver.find_all(By::XPath(path)).await?;
        ensure!(found.len() == 1, "{} buttons say {name}", found.len());
        found.pop().context("one button")
    }

    /// All that can be read in the app at this moment.
    ///
    /// # Errors
    ///
    /// Where the driver is gone.
    pub async fn text(&self) -> Result<String> {
        Ok(self.driver.find(By::Css("body")).await?.text().await?)
    }

    /// Whether the message of this id, as far as it has no places, can be read.
    ///
    /// # Errors
    ///
    /// Where there is no such message.
    pub async fn says(&self, id: &str) -> Result<bool> {
        Ok(self.text().await?.contains(self.words.beginning(id)?))
    }

    /// Where the page is: which question, is read off its words.
    ///
    /// # Errors
    ///
    /// Where it is nowhere.
    pub async fn place(&self) -> Result<Place> {
        let script = "return [document.querySelector('main').firstElementChild.className, \
                      document.querySelector('h1').innerText]";
        let (view, title): (String, String) = self.driver.execute(script, vec![]).await?.convert()?;
        Ok(match view.as_str() {
            "k-start" => Place::Start,
            "k-check" => Place::Check,
            "k-result" => Place::Result,
            "k-question" => Place::Question(self.titled(title.trim())?.id.clone()),
            _ => bail!("the page is nowhere: {view}"),
        })
    }

    fn titled(&self, title: &str) -> Result<&Question> {
        let asks = |question: &&Question| {
            self.words.get(&format!("question-{}-label", question.id)).is_ok_and(|label| label == title)
        };
        self.questions.iter().find(asks).with_context(|| format!("no question of the pack asks: {title}"))
    }

    /// The question of this id.
    ///
    /// # Errors
    ///
    /// Where the pack has none.
    pub fn question(&self, id: &str) -> Result<&Question> {
        self.questions.iter().find(|question| question.id == id).with_context(|| format!("no question {id}"))
    }

    /// Answers the question that is shown, without going on.
    ///
    /// # Errors
    ///
    /// Where no question is shown, or its fields are not there.
    pub async fn answer(&self, answer: Option<&str>) -> Result<()> {
        let Place::Question(id) = self.place().await? else { bail!("no question is shown") };
        let question = self.question(&id)?;
        match (question.kind.as_str(), answer) {
            ("choice" | "yes-no", Some(option)) => self.choose(&self.option(&id, option)?).await,
            ("choice" | "yes-no", None) | (_, None) => self.choose(self.words.get("unknown")?).await,
            ("date", Some(date)) => {
                for (part, text) in date.split('-').enumerate() {
                    self.enter_text(&format!("answer-{part}"), text).await?;
                }
                Ok(())
            }
            (_, Some(text)) => self.enter_text("answer", text).await,
        }
    }

    /// Opens, or closes, what the message of this id stands on.
    ///
    /// # Errors
    ///
    /// Where there is none.
    pub async fn disclose(&self, id: &str) -> Result<()> {
        let path = format!("//summary[normalize-space()=\"{}\"]", self.words.get(id)?);
        Ok(self.driver.find(By::XPath(path)).await?.click().await?)
    }

    fn option(&self, question: &str, option: &str) -> Result<String> {
        let own = self.words.get(&format!("question-{question}-option-{option}"));
        own.or_else(|_| self.words.get(option)).map(str::to_owned)
    }

    /// Touches the row of a choice, or a tick, that begins with these words.
    ///
    /// # Errors
    ///
    /// Where there is none.
    pub async fn choose(&self, label: &str) -> Result<()> {
        let path = format!("//label[span[starts-with(normalize-space(), \"{label}\")]]");
        Ok(self.driver.find(By::XPath(path)).await?.click().await?)
    }

    /// Replaces the text of the field of this id.
    ///
    /// # Errors
    ///
    /// Where there is no such field.
    pub async fn enter_text(&self, id: &str, text: &str) -> Result<()> {
        let field = self.driver.find(By::Id(id)).await?;
        field.send_keys(Key::Control + "a").await?;
        Ok(field.send_keys(text).await?)
    }

    /// What stands in the field of this id.
    ///
    /// # Errors
    ///
    /// Where there is no such field.
    pub async fn typed(&self, id: &str) -> Result<String> {
        Ok(self.driver.find(By::Id(id)).await?.prop("value").await?.unwrap_or_default())
    }

    /// From the start to the first question, or to where the answers stopped.
    ///
    /// # Errors
    ///
    /// Where the start does not lead there.
    pub async fn begin(&self) -> Result<()> {
        ensure!(self.place().await? == Place::Start, "the checker is not at its start");
        self.driver.find(By::Css(".k-start .k-button--primary")).await?.click().await?;
        Ok(())
    }

    /// Goes on from the question that is shown.
    ///
    /// # Errors
    ///
    /// Where the page stays where it is.
    pub async fn go_on(&self) -> Result<Place> {
        let before = self.place().await?;
        self.press_message("continue").await?;
        let now = self.place().await?;
        ensure!(now != before, "the page stays at {before:?}; it says: {}", self.text().await?);
        Ok(now)
    }

    /// Answers what is asked, as a person would, from the question that is shown to the check. Returns what was asked.
    ///
    /// # Errors
    ///
    /// Where a question comes that the person has no answer to, or an answer is not taken.
    pub async fn answer_all(&self, person: &Person) -> Result<Vec<String>> {
        let mut asked = Vec::new();
        let mut place = self.place().await?;
        while let Place::Question(id) = place {
            ensure!(!asked.contains(&id), "{id} is asked twice");
            self.answer(person.answer(&id)?).await?;
            asked.push(id);
            place = self.go_on().await?;
        }
        ensure!(place == Place::Check, "the questions lead to {place:?}");
        Ok(asked)
    }

    /// From the start to the check.
    ///
    /// # Errors
    ///
    /// As [`Checker::answer_all`].
    pub async fn to_check(&self, person: &Person) -> Result<Vec<String>> {
        self.begin().await?;
        self.answer_all(person).await
    }

    /// From the check to the result.
    ///
    /// # Errors
    ///
    /// Where it does not lead there.
    pub async fn decide(&self) -> Result<()> {
        self.press_message("check-decide").await?;
        let place = self.place().await?;
        ensure!(place == Place::Result, "the check leads to {place:?}; it says: {}", self.text().await?);
        Ok(())
    }

    /// From the start to the result.
    ///
    /// # Errors
    ///
    /// As [`Checker::answer_all`].
    pub async fn to_result(&self, person: &Person) -> Result<()> {
        self.to_check(person).await?;
        self.decide().await
    }

    /// The texts of all elements that a selector finds.
    ///
    /// # Errors
    ///
    /// Where the driver is gone.
    pub async fn texts(&self, selector: &str) -> Result<Vec<String>> {
        let script = "return [...document.querySelectorAll(arguments[0])].map((one) => one.innerText.trim())";
        Ok(self.driver.execute(script, vec![json!(selector)]).await?.convert()?)
    }
}

impl Question {
    fn read(question: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (id, kind) = (text(&question["id"]), text(&question["answer"]["kind"]));
        let options = match question["answer"]["options"].as_array() {
            Some(options) => options.iter().map(text).collect(),
            None if kind == "yes-no" => vec!["yes".to_owned(), "no".to_owned()],
            None => Vec::new(),
        };
        Self { id, kind, options }
    }
}
