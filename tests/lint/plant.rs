//! Faults planted into the shipped pack, and whether what is found of them is true.

use super::support::{at, json, market, pack_json, today};
use kaimen::application::{Answer, Answers, Scalar};
use kaimen::date::Date;
use kaimen::decision::{assess, reasons_of, standing};
use kaimen::form::{self, answer};
use kaimen::json::{Hashed, Problem, Value, parse};
use kaimen::lint::{Example, Extent, LintFinding, LintReport, lint};
use kaimen::market::{Market, read_market};
use kaimen::pack::{Pack, read_pack};

pub struct Plant {
    document: Value,
    market: Hashed<Market>,
    persons: u32,
    today: Date,
}

impl Plant {
    pub fn new() -> Plant {
        // What the golden applications say of the pack is no longer so once a fault is in it.
        Plant::of(pack_json())
    }

    pub fn of(document: Value) -> Plant {
        Plant { document, market: market().clone(), persons: 2_000, today: today() }
    }

    pub fn persons(self, persons: u32) -> Plant {
        Plant { persons, ..self }
    }

    pub fn on(self, day: &str) -> Plant {
        Plant { today: Date::parse(day).unwrap(), ..self }
    }

    pub fn in_market(self, market: Hashed<Market>) -> Plant {
        Plant { market, ..self }
    }

    /// One more rule of the market.
    pub fn market(self, list: &str, rule: &str) -> Plant {
        let document = json("www/markets/cn.json");
        let mut rules = document.get(&list[1..]).unwrap().items().to_vec();
        rules.push(parse(rule).unwrap());
        let market = read_market(&at(document, list, Value::List(rules))).unwrap();
        self.in_market(market)
    }

    pub fn set(self, pointer: &str, value: Value) -> Plant {
        Plant { document: at(self.document, pointer, value), ..self }
    }

    pub fn insert(self, list: &str, place: usize, value: Value) -> Plant {
        let mut items = find(&self.document, list).items().to_vec();
        items.insert(place, value);
        self.set(list, Value::List(items))
    }

    pub fn push(self, list: &str, value: Value) -> Plant {
        let place = find(&self.document, list).items().len();
        self.insert(list, place, value)
    }

    pub fn without(self, object: &str, key: &str) -> Plant {
        let Value::Map(entries) = find(&self.document, object).clone() else { panic!("{object} is no object") };
        self.set(object, Value::Map(entries.into_iter().filter(|(known, _)| known != key).collect()))
    }

    /// Words for a message in every locale.
    pub fn words(self, id: &str) -> Plant {
        ["zh-Hans", "en"].iter().fold(self, |plant, locale| plant.set(&format!("/texts/{locale}/{id}"), text("…")))
    }

    /// One more rule, the fourth, named `planted`.
    pub fn rule(self, effect: &str, when: Value) -> Plant {
        let rule = [("id", text("planted")), ("effect", text(effect)), ("when", when)];
        self.push("/policy", object(&rule)).words("reason-planted")
    }

    /// Where a question stands.
    pub fn question(&self, id: &str) -> String {
        let questions = find(&self.document, "/questions").items();
        let place = questions.iter().position(|question| question.get("id") == Some(&text(id))).unwrap();
        format!("/questions/{place}")
    }

    pub fn pack(&self) -> Hashed<Pack> {
        read_pack(&self.document, &self.market).unwrap()
    }

    pub fn document(&self) -> Value {
        self.document.clone()
    }

    pub fn report(&self) -> Result<LintReport, Vec<Problem>> {
        let extent = Extent { today: self.today, persons: self.persons, step: &|| {} };
        lint(&self.document, &self.market, &extent)
    }

    /// The finding of this kind there; every example of every finding is run through the assessment.
    pub fn found(&self, code: &str, path: &str) -> LintFinding {
        let report = self.report().unwrap_or_else(|problems| panic!("{problems:?}"));
        let pack = read_pack(&self.document, &self.market).unwrap();
        for example in report.findings.iter().flat_map(|finding| &finding.examples) {
            self.holds(&pack, example, report.today);
        }
        let all =
            report.findings.iter().map(|finding| format!("{} {}", finding.code, finding.path)).collect::<Vec<_>>();
        let found = report.findings.into_iter().find(|finding| finding.code == code && finding.path == path);
        found.unwrap_or_else(|| panic!("{code} {path} is not among {all:?}"))
    }

    /// That the assessment says of an example what the report says that it said.
    fn holds(&self, pack: &Hashed<Pack>, example: &Example, today: Date) {
        let mut answers = Answers::default();
        for (id, value) in &example.answers {
            let question = pack.questions.iter().find(|question| question.id == *id).unwrap();
            answers.0.insert(id.clone(), answer(question, value).unwrap());
        }
        let application = form::application(&self.market, pack, &answers, today).unwrap();
        let said = assess(&self.market, pack, &application, today);
        let rules: Vec<&String> = said.findings.iter().map(|finding| &finding.rule).collect();
        let reasons: Vec<String> = reasons_of(&self.market, &said).into_iter().map(|reason| reason.code).collect();
        assert_eq!(said.outcome, example.outcome);
        assert_eq!(standing(&said).principal, example.most);
        assert_eq!(said.offers.iter().map(|offer| offer.rate).min(), example.rate);
        assert_eq!(said.not_offered, example.not_offered);
        assert!(rules.into_iter().eq(&example.rules) && reasons == example.reasons);
    }
}

fn find<'v>(document: &'v Value, pointer: &str) -> &'v Value {
    pointer.split('/').skip(1).fold(document, |value, step| match value {
        Value::List(items) => &items[step.parse::<usize>().unwrap()],
        other => other.get(step).unwrap_or_else(|| panic!("no {step}")),
    })
}

pub fn text(text: &str) -> Value {
    Value::Text(text.into())
}

pub fn object(entries: &[(&str, Value)]) -> Value {
    Value::Map(entries.iter().map(|(key, value)| (String::from(*key), value.clone())).collect())
}

pub fn of(id: &str) -> Value {
    object(&[("kind", text("answer")), ("of", text(id))])
}

pub fn constant(value: i64) -> Value {
    object(&[("kind", text("constant")), ("value", Value::Int(value))])
}

pub fn ratio(of_id: &str, by: &str) -> Value {
    object(&[("kind", text("ratio")), ("of", of(of_id)), ("by", of(by))])
}

/// A share of an answer, or nothing where it is not asked.
pub fn first_scaled(id: &str, ppm: i64) -> Value {
    let scaled = object(&[("kind", text("scaled")), ("of", of(id)), ("timesPpm", Value::Int(ppm))]);
    object(&[("kind", text("first")), ("of", Value::List(vec![scaled, constant(0)]))])
}

pub fn compare(left: Value, is: &str, right: Value) -> Value {
    object(&[("kind", text("compare")), ("left", left), ("is", text(is)), ("right", right)])
}

pub fn one_of(id: &str, choice: &str) -> Value {
    object(&[("kind", text("one-of")), ("of", text(id)), ("choices", Value::List(vec![text(choice)]))])
}

pub fn all<const N: usize>(of: [Value; N]) -> Value {
    object(&[("kind", text("all")), ("of", Value::List(of.into()))])
}

/// A condition that is never true.
pub fn none() -> Value {
    object(&[("kind", text("any")), ("of", Value::List(Vec::new()))])
}

pub fn count(number: i64) -> Scalar {
    Scalar::Number(number)
}

/// Every way to answer what is asked of delays, but for the greatest ones, which no made-up rule tells apart.
pub fn delays() -> Vec<Answers> {
    let mut all = Vec::new();
    for (has_record, late, paid) in (0..98).map(|n| (n % 2 == 1, n / 2 % 7, n / 14)) {
        for (worst, latest) in (0..90).map(|n| (1 + n % 9, n / 9)).filter(|(worst, latest)| latest <= worst) {
            let numbers =
                [("months-late", late), ("months-paid", paid), ("worst-delay", worst), ("latest-delay", latest)];
            let mut answers = Answers([("has-record".to_string(), Answer::YesNo(has_record))].into());
            for (id, number) in numbers {
                answers.0.insert(id.into(), Answer::Number(number));
            }
            all.push(answers);
        }
    }
    all
}

/// A condition on three of these answers, another one for each number.
pub fn made_up(number: u64) -> Value {
    let mut chance = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut pick = |count: u64| {
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        chance % count
    };
    let parts = [(); 3].map(|()| {
        let left = of(["months-late", "months-paid", "worst-delay", "latest-delay"][pick(4) as usize]);
        let is = ["less", "at-most", "equal", "at-least", "more"][pick(5) as usize];
        let right = match pick(3) {
            0 => of(["months-late", "worst-delay", "latest-delay"][pick(3) as usize]),
            _ => constant(pick(8) as i64),
        };
        let part = compare(left, is, right);
        if pick(4) == 0 { object(&[("kind", text("not")), ("of", part)]) } else { part }
    });
    all(parts)
}
