//! From what the applicant typed to the answer that it means.

use super::numeral::{ONE, narrow, number};
use crate::application::{Answer, Provenance, Scalar};
use crate::date::Date;
use crate::form;
use crate::json::Value;
use crate::pack::question::{AnswerKind, Question, Unit};

/// What was typed or chosen for one question, kept as it was even where it is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The fields' texts: one, or year, month and day.
    pub parts: [String; 3],
    /// Whether "I don't know" is ticked; the texts stay.
    pub unknown: bool,
    /// Whether a comma is the decimal mark of the language in which it was typed: it means the same in any other.
    pub is_comma: bool,
    /// Where it comes from, where a statement gave it: said, once the applicant changed what was counted as what.
    pub by_statement: Option<Provenance>,
}

/// Why what was typed is no answer: `error-<code>` are its words.
pub type Fault = &'static str;

/// Every fault that can be met.
pub const FAULTS: [Fault; 15] = [
    "answer-missing-amount",
    "answer-missing-number",
    "answer-missing-percent",
    "answer-missing-date",
    "answer-not-chosen",
    "answer-not-money",
    "answer-not-a-number",
    "answer-not-whole",
    "answer-not-a-percent",
    "answer-too-low",
    "answer-too-high",
    "answer-not-a-date",
    "answer-too-early",
    "answer-too-late",
    "answer-not-an-option",
];

impl Typed {
    /// One text.
    pub fn text(text: &str) -> Typed {
        Typed { parts: [text.into(), String::new(), String::new()], ..Typed::default() }
    }

    /// The one text, or the first of several.
    pub fn first(&self) -> &str {
        let [first, ..] = &self.parts;
        first
    }

    /// Whether nothing was typed.
    pub fn is_blank(&self) -> bool {
        self.parts.iter().all(|part| part.trim().is_empty())
    }

    /// As it is kept on the device.
    pub fn write(&self) -> Value {
        let parts = self.parts.iter().map(|part| Value::Text(part.clone())).collect();
        let flags = [("unknown", self.unknown), ("comma", self.is_comma)];
        let mut entries = vec![("parts".into(), Value::List(parts))];
        entries.extend(flags.map(|(key, flag)| (key.into(), Value::Bool(flag))));
        if let Some(provenance) = self.by_statement {
            entries.push(("byStatement".into(), Value::Text(provenance.word().into())));
        }
        Value::Map(entries)
    }

    /// From what was kept; what is not of its shape is left out.
    pub fn read(value: &Value) -> Typed {
        let mut typed = Typed::default();
        let texts = value.get("parts").map_or(&[][..], Value::items);
        for (part, text) in typed.parts.iter_mut().zip(texts) {
            *part = text.as_text().unwrap_or_default().chars().take(MOST_TYPED).collect();
        }
        typed.unknown = value.get("unknown") == Some(&Value::Bool(true));
        typed.is_comma = value.get("comma") == Some(&Value::Bool(true));
        let by = value.get("byStatement").and_then(Value::as_text);
        typed.by_statement = Provenance::ALL.iter().copied().find(|known| Some(known.word()) == by);
        typed
    }
}

/// More characters than any answer needs.
pub const MOST_TYPED: usize = 64;

/// The answer that was typed; none for "I don't know".
///
/// # Errors
///
/// The fault, where it is no answer to the question.
pub fn answer(question: &Question, typed: Option<&Typed>, minor_units: u32) -> Result<Option<Answer>, Fault> {
    if question.may_be_unknown && typed.is_some_and(|typed| typed.unknown) {
        return Ok(None);
    }
    let Some(typed) = typed.filter(|typed| !typed.is_blank()) else {
        return Err(nothing(&question.answer));
    };
    let is_comma = typed.is_comma;
    let scalar = match &question.answer {
        AnswerKind::Money { .. } => Scalar::Number(minor(typed.first(), minor_units, is_comma)?),
        AnswerKind::Number { unit, .. } => Scalar::Number(count(typed.first(), *unit, is_comma)?),
        AnswerKind::Choice { .. } => Scalar::Text(typed.first().into()),
        AnswerKind::Date { .. } => Scalar::Text(date(&typed.parts).ok_or("answer-not-a-date")?.text()),
        AnswerKind::YesNo {} => Scalar::YesNo(typed.first() == "yes"),
    };
    form::answer(question, &scalar).map(Some).map_err(|(code, _)| code)
}

fn nothing(kind: &AnswerKind) -> Fault {
    match kind {
        AnswerKind::Choice { .. } | AnswerKind::YesNo {} => "answer-not-chosen",
        AnswerKind::Money { .. } => "answer-missing-amount",
        AnswerKind::Number { unit: Unit::Percent, .. } => "answer-missing-percent",
        AnswerKind::Number { .. } => "answer-missing-number",
        AnswerKind::Date { .. } => "answer-missing-date",
    }
}

/// Minor units of an amount: with or without a currency's sign or word.
fn minor(text: &str, minor_units: u32, is_comma: bool) -> Result<i64, Fault> {
    let text = plain(text);
    let words = ["¥", "￥", "rmb", "cny", "人民币", "yuanes", "yuan", "块钱", "元整", "元", "块", "圆", "圓"];
    let bare = without(&text, &words);
    let amount = number(bare, is_comma).filter(|amount| !may_be_thousands(bare, *amount)).ok_or("answer-not-money")?;
    let minor = amount.checked_mul(10_i128.pow(minor_units.min(6))).ok_or("answer-too-high")?;
    if minor % ONE != 0 {
        return Err("answer-not-money");
    }
    i64::try_from(minor / ONE).map_err(|_| "answer-too-high")
}

/// Whether an amount was read as one with three decimals, `3.000`: elsewhere that is three thousand, so nothing is guessed.
fn may_be_thousands(text: &str, amount: i128) -> bool {
    let (mut whole, mut marks, mut after) = (0_i128, 0, 0);
    for character in text.chars() {
        match (character, character.to_digit(10)) {
            (_, Some(digit)) => (whole, after) = (whole.saturating_mul(10).saturating_add(digit.into()), after + 1),
            ('.' | ',', None) => (marks, after) = (marks + 1, 0),
            _ => return false,
        }
    }
    marks == 1 && after == 3 && whole.checked_mul(ONE) != Some(amount)
}

/// A whole number of the question's unit; a spell in months may also be said in years. A rate is one of parts per million,
/// of which people don't speak: it has words of its own.
fn count(text: &str, unit: Unit, is_comma: bool) -> Result<i64, Fault> {
    let text = plain(text);
    let (bare, times) = match unit {
        Unit::Months => in_months(&text),
        Unit::Years => (without(&text, &["years", "year", "yrs", "周岁", "岁", "年", "años", "año", "tahun"]), 1),
        Unit::Count => (without(&text, &["times", "time", "次", "个", "人", "笔", "期", "veces", "vez", "kali"]), 1),
        Unit::Points => (without(&text, &["points", "point", "分", "puntos", "punto", "poin"]), 1),
        Unit::Days => in_days(&text),
        Unit::Percent => in_ppm(&text),
    };
    let (unread, broken) = match unit {
        Unit::Percent => ("answer-not-a-percent", "answer-not-a-percent"),
        Unit::Months | Unit::Years | Unit::Count | Unit::Points | Unit::Days => {
            ("answer-not-a-number", "answer-not-whole")
        }
    };
    let number = number(bare, is_comma).and_then(|number| number.checked_mul(times)).ok_or(unread)?;
    if number % ONE != 0 {
        return Err(broken);
    }
    i64::try_from(number / ONE).map_err(|_| "answer-too-high")
}

/// Narrow and in lower case.
fn plain(text: &str) -> String {
    text.chars().map(|character| narrow(character).to_ascii_lowercase()).collect()
}

fn in_months(text: &str) -> (&str, i128) {
    let years = without(text, &["years", "year", "年", "años", "año", "tahun"]);
    if years.len() < text.trim().len() {
        return (years, 12);
    }
    (without(text, &["months", "month", "个月", "月", "期", "meses", "mes", "bulan"]), 1)
}

fn in_days(text: &str) -> (&str, i128) {
    let weeks = without(text, &["weeks", "week", "周", "星期", "semanas", "semana", "minggu"]);
    if weeks.len() < text.trim().len() {
        return (weeks, 7);
    }
    (without(text, &["days", "day", "天", "日", "días", "día", "hari"]), 1)
}

/// A rate and how many parts per million one of it is: `0.6%`, `6厘`, `1分`, `万分之五`, `万五`.
fn in_ppm(text: &str) -> (&str, i128) {
    for (word, ppm) in
        [("百分之", 10_000), ("千分之", 1_000), ("万分之", 100), ("万", 100), ("厘", 1_000), ("分", 10_000)]
    {
        let bare = without(text, &[word]);
        if bare.len() < text.trim().len() {
            return (bare, ppm);
        }
    }
    (without(text, &["%", "percent", "per cent", "por ciento", "persen"]), 10_000)
}

/// `text` without the first of these words that it begins or ends with, on each side.
fn without<'t>(text: &'t str, words: &[&str]) -> &'t str {
    let text = text.trim();
    let text = words.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    words.iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text).trim()
}

/// A date from year, month and day, or from one text that holds all three, as when it was pasted.
fn date(parts: &[String; 3]) -> Option<Date> {
    let text: String = parts.join(" ").chars().map(narrow).collect();
    let groups: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let number = |text: &str| text.parse::<i32>().ok();
    match groups.as_slice() {
        [year, month, day] => Date::new(number(year)?, number(month)?, number(day)?),
        [one] if one.len() == 8 => Date::new(number(one.get(..4)?)?, number(one.get(4..6)?)?, number(one.get(6..)?)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{FAULTS, Fault, Typed, answer};
    use crate::application::Answer;
    use crate::date::Date;
    use crate::pack::question::{AnswerKind, Question, Unit};

    fn question(answer: AnswerKind) -> Question {
        Question {
            id: "q".into(),
            subject: "q".into(),
            answer,
            when: None,
            may_be_unknown: true,
            lever: None,
            better: None,
            after: None,
            distribution: None,
        }
    }

    fn check(kind: AnswerKind, text: &str, expected: Result<Answer, Fault>) {
        let read = answer(&question(kind), Some(&Typed::text(text)), 2);
        assert_eq!(read, expected.clone().map(Some), "{text}");
        assert!(expected.err().is_none_or(|fault| FAULTS.contains(&fault)));
    }

    fn money() -> AnswerKind {
        AnswerKind::Money { min: 1_00, max: 1_000_000_00 }
    }

    fn months() -> AnswerKind {
        AnswerKind::Number { min: 1, max: 36, unit: Unit::Months }
    }

    #[test]
    fn money_is_read_with_signs_and_words() {
        for text in ["3万", "¥30,000", "￥３００００", "30000元", "rmb 30000.00", "三万块钱", "30k"] {
            check(money(), text, Ok(Answer::Number(30_000_00)));
        }
        check(money(), "0.01", Err("answer-too-low"));
        check(money(), "1亿", Err("answer-too-high"));
        check(money(), "12.345", Err("answer-not-money"));
        check(money(), "lots", Err("answer-not-money"));
    }

    #[test]
    fn money_is_read_as_it_is_written_where_a_comma_is_the_decimal_mark() {
        let check = |text: &str, expected: Result<i64, Fault>| {
            let typed = Typed { is_comma: true, ..Typed::text(text) };
            let read = answer(&question(money()), Some(&typed), 2);
            assert_eq!(read, expected.map(|minor| Some(Answer::Number(minor))), "{text}");
        };
        for text in ["3.000,50", "3000,50", "3 000,50", "3,000.50", "3000.5", "¥ 3.000,5", "3000,5 yuanes"] {
            check(text, Ok(3_000_50));
        }
        for text in ["3 mil", "3mil", "3.000", "3 ribu", "3rb", "3 Rb", "3k", "3'000", "3000,00"] {
            check(text, Ok(3_000_00));
        }
        for text in ["3 juta", "3jt", "3 millones", "3.000.000", "3,000,000"] {
            check(text, Err("answer-too-high"));
        }
        for (text, minor) in [("0,5 juta", 500_000_00), ("1,5 mil", 1_500_00), ("3 mil 5", 3_005_00), ("0.6", 60)] {
            check(text, if minor < 1_00 { Err("answer-too-low") } else { Ok(minor) });
        }
        check("500 ribu 500", Ok(500_500_00));
        // Three thousand to some, three to others.
        check("3,000", Err("answer-not-money"));
    }

    #[test]
    fn an_amount_with_three_decimals_is_not_guessed_at() {
        check(money(), "3.000", Err("answer-not-money"));
        check(money(), "3,000", Ok(Answer::Number(3_000_00)));
        check(money(), "3.000,50", Ok(Answer::Number(3_000_50)));
        check(money(), "3.500万", Ok(Answer::Number(35_000_00)));
    }

    #[test]
    fn numbers_are_whole_and_may_carry_their_unit() {
        for text in ["12", "１２", "12个月", "12 months", "1年", "十二", "1 year", "12 meses", "1 año", "1 tahun"]
        {
            check(months(), text, Ok(Answer::Number(12)));
        }
        check(months(), "1.5", Err("answer-not-whole"));
        check(months(), "99999999999999999", Err("answer-too-high"));
        check(months(), "0", Err("answer-too-low"));
        check(AnswerKind::Number { min: 0, max: 50, unit: Unit::Years }, "3年", Ok(Answer::Number(3)));
        check(AnswerKind::Number { min: 350, max: 950, unit: Unit::Points }, "612分", Ok(Answer::Number(612)));
    }

    #[test]
    fn rates_are_read_as_they_are_said() {
        let rate = || AnswerKind::Number { min: 0, max: 1_000_000, unit: Unit::Percent };
        for (text, ppm) in [
            ("0.6%", 6_000),
            ("０．６％", 6_000),
            ("0.6", 6_000),
            ("6厘", 6_000),
            ("1分", 10_000),
            ("1.5 分", 15_000),
            ("万分之五", 500),
            ("万五", 500),
            ("万3.5", 350),
            ("0.035%", 350),
            ("千分之二", 2_000),
            ("36", 360_000),
            ("0.6 por ciento", 6_000),
            ("1.125", 11_250),
        ] {
            check(rate(), text, Ok(Answer::Number(ppm)));
        }
        check(rate(), "0.00001%", Err("answer-not-a-percent"));
        check(rate(), "多少", Err("answer-not-a-percent"));
        check(rate(), "abc", Err("answer-not-a-percent"));
        check(rate(), "", Err("answer-missing-percent"));
        check(rate(), "101%", Err("answer-too-high"));
        let days = || AnswerKind::Number { min: 1, max: 3_650, unit: Unit::Days };
        for text in ["14", "14天", "2周", "2 weeks"] {
            check(days(), text, Ok(Answer::Number(14)));
        }
    }

    #[test]
    fn dates_are_read_from_three_fields_or_one() {
        let kind = || AnswerKind::Date { min: Date::new(1900, 1, 1), max: Date::new(2020, 1, 1) };
        let born = || Date::new(1990, 5, 20).map(Answer::Date).ok_or("no such day");
        for text in ["1990-05-20", "19900520", "1990年5月20日", "１９９０/5/20"] {
            check(kind(), text, born());
        }
        let fields = Typed { parts: ["1990".into(), "5".into(), "20".into()], ..Typed::default() };
        assert_eq!(answer(&question(kind()), Some(&fields), 2), born().map(Some));
        check(kind(), "1990-02-30", Err("answer-not-a-date"));
        check(kind(), "90-5-20", Err("answer-not-a-date"));
        check(kind(), "2021-05-20", Err("answer-too-late"));
    }

    #[test]
    fn nothing_typed_is_missing_and_not_known_is_an_answer() {
        let unknown = Typed { unknown: true, ..Typed::text("3") };
        assert_eq!(answer(&question(months()), Some(&unknown), 2), Ok(None));
        let required = Question { may_be_unknown: false, ..question(months()) };
        assert_eq!(answer(&required, Some(&unknown), 2), Ok(Some(Answer::Number(3))));
        assert_eq!(answer(&required, None, 2), Err("answer-missing-number"));
        assert_eq!(answer(&question(AnswerKind::YesNo {}), Some(&Typed::text(" ")), 2), Err("answer-not-chosen"));
    }

    #[test]
    fn what_is_kept_comes_back_and_what_is_odd_is_left_out() {
        let parts = ["1990".into(), "5".into(), String::new()];
        let by_statement = Some(crate::application::Provenance::FromStatement);
        let typed = Typed { parts, unknown: true, is_comma: true, by_statement };
        assert_eq!(Typed::read(&typed.write()), typed);
        assert_eq!(Typed::read(&crate::json::Value::Int(3)), Typed::default());
    }
}
