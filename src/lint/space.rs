//! All applications that a pack's form can take, as numbers: one axis for each question, with the points on it where
//! something can change.

use super::constants::constants;
use crate::application::{Answer, Answers};
use crate::date::Date;
use crate::pack::Pack;
use crate::pack::question::{AnswerKind, Question, Spread};
use crate::range::{Among, Span};

/// An answer to each question, asked or not, as a number: a number itself, 0 and 1 for no and yes, the place of a choice,
/// the day of a date since 1970. None is "I don't know".
pub(super) type Person = Vec<Option<i64>>;

/// Among what the answer to one question is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// From this to that, where it may be known.
    pub known: Option<(i64, i64)>,
    /// Whether it may be unknown.
    pub unknown: bool,
}

impl Cell {
    /// One answer alone.
    pub fn of(answer: Option<i64>) -> Cell {
        Cell { known: answer.map(|answer| (answer, answer)), unknown: answer.is_none() }
    }
}

/// One question.
pub(super) struct Axis<'a> {
    pub question: &'a Question,
    /// All that it can be.
    pub whole: Cell,
    /// Where something can change, ascending.
    pub points: Vec<i64>,
    /// Whether there are more of them.
    pub thinned: bool,
}

/// All applications.
pub(super) struct Space<'a> {
    pub today: Date,
    pub axes: Vec<Axis<'a>>,
}

/// At most so many points of one question are looked at.
const MAX_POINTS: usize = 80;

impl<'a> Space<'a> {
    pub fn new(pack: &'a Pack, ages: &[u32], today: Date) -> Space<'a> {
        let mut axes = Vec::with_capacity(pack.questions.len());
        for question in &pack.questions {
            axes.push(axis(pack, question, ages, today));
        }
        Space { today, axes }
    }

    /// The place of a question.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.axes.iter().position(|axis| axis.question.id == id)
    }

    /// Everything.
    pub fn whole(&self) -> Vec<Cell> {
        self.axes.iter().map(|axis| axis.whole).collect()
    }

    /// The answers of a person, to all questions.
    pub fn answers(&self, person: &Person) -> Answers {
        let mut answers = Answers::default();
        for (axis, answer) in self.axes.iter().zip(person) {
            if let Some(answer) = answer.and_then(|answer| answer_of(axis.question, answer)) {
                answers.0.insert(axis.question.id.clone(), answer);
            }
        }
        answers
    }

    /// What is among these cells, for ranges.
    pub fn among(&self, cells: &[Cell]) -> Vec<Among<'a>> {
        self.axes.iter().zip(cells).map(|(axis, cell)| among(axis.question, *cell)).collect()
    }

    /// The answer that is the most usual by what the pack says of it; none where it says nothing.
    pub fn usual(&self, place: usize) -> Option<i64> {
        let question = self.axes.get(place)?.question;
        let answer = match (&question.distribution.as_ref()?.of, &question.answer) {
            (Spread::Quantiles { of }, AnswerKind::Date { .. }) => {
                years_before(self.today, *of.get(of.len() / 2)?).days_since(Date::EPOCH)
            }
            (Spread::Quantiles { of }, _) => *of.get(of.len() / 2)?,
            (Spread::Shares { of }, kind) => place_of(kind, of.iter().max_by_key(|(_, share)| share.0)?.0)?,
        };
        let (from, to) = self.axes.get(place)?.whole.known?;
        Some(answer.clamp(from, to))
    }

    /// A person among these cells: the same one for the same number.
    ///
    /// Two of four answer as the pack says that people do, one at points where something changes, one any of these ways.
    pub fn person(&self, number: u64, cells: &[Cell]) -> Person {
        let mut person = Person::with_capacity(self.axes.len());
        for ((place, axis), cell) in (0_u64..).zip(&self.axes).zip(cells) {
            person.push(self.drawn(axis, *cell, number, place));
        }
        person
    }

    fn drawn(&self, axis: &Axis<'_>, cell: Cell, number: u64, place: u64) -> Option<i64> {
        let (from, to) = cell.known?;
        let chance = mixed(number, place * 4);
        if cell.unknown && chance.is_multiple_of(4) {
            return None;
        }
        let way = match number % 4 {
            0 | 1 => 0,
            2 => 1,
            _ => mixed(number, place * 4 + 1) % 3,
        };
        let chance = mixed(number, place * 4 + 2);
        let drawn = match way {
            0 => self.likely(axis.question, chance),
            1 => of_points(&axis.points, from, to, chance),
            _ => None,
        };
        Some(drawn.unwrap_or_else(|| between(from, to, chance)).clamp(from, to))
    }

    /// An answer as the pack says that they are spread.
    fn likely(&self, question: &Question, chance: u64) -> Option<i64> {
        match (&question.distribution.as_ref()?.of, &question.answer) {
            (Spread::Quantiles { of }, AnswerKind::Date { .. }) => {
                let years = of.get(usize::try_from(chance % of.len().max(1) as u64).ok()?)?;
                let days = i64::try_from(mixed(chance, 1) % 365).ok()?;
                Some(years_before(self.today, *years).plus_days(-days).days_since(Date::EPOCH))
            }
            (Spread::Quantiles { of }, _) => of.get(usize::try_from(chance % of.len().max(1) as u64).ok()?).copied(),
            (Spread::Shares { of }, kind) => {
                let share = i64::try_from(chance % 1_000_000).ok()?;
                let mut end = 0;
                let found = of.iter().find(|(_, part)| {
                    end += part.0;
                    share < end
                });
                place_of(kind, found?.0)
            }
        }
    }
}

/// The place of a choice, or of yes and no.
fn place_of(kind: &AnswerKind, word: &str) -> Option<i64> {
    match kind {
        AnswerKind::Choice { options } => {
            options.iter().position(|option| option == word).and_then(|place| i64::try_from(place).ok())
        }
        AnswerKind::YesNo {} => Some(i64::from(word == "yes")),
        AnswerKind::Money { .. } | AnswerKind::Number { .. } | AnswerKind::Date { .. } => None,
    }
}

/// The answer that a number stands for.
pub(super) fn answer_of(question: &Question, number: i64) -> Option<Answer> {
    match &question.answer {
        AnswerKind::Money { .. } | AnswerKind::Number { .. } => Some(Answer::Number(number)),
        AnswerKind::YesNo {} => Some(Answer::YesNo(number == 1)),
        AnswerKind::Choice { options } => {
            let place = usize::try_from(number).ok()?;
            options.get(place).map(|option| Answer::Choice(option.clone()))
        }
        AnswerKind::Date { .. } => Some(Answer::Date(Date::from_days(i32::try_from(number).ok()?))),
    }
}

fn among(question: &Question, cell: Cell) -> Among<'_> {
    let span = Span { missing: cell.unknown, ..Span::default() };
    let Some((from, to)) = cell.known else { return Among { span, dates: None } };
    match &question.answer {
        AnswerKind::Money { .. } | AnswerKind::Number { .. } | AnswerKind::YesNo {} => {
            Among { span: Span { numbers: Some((from, to)), ..span }, dates: None }
        }
        AnswerKind::Choice { options } => {
            let is_in = |place: usize| i64::try_from(place).is_ok_and(|place| from <= place && place <= to);
            let choices = options.iter().enumerate().filter(|(place, _)| is_in(*place)).map(|(_, one)| one.as_str());
            Among { span: Span { choices: choices.collect(), ..span }, dates: None }
        }
        AnswerKind::Date { .. } => {
            let day = |days: i64| Date::from_days(i32::try_from(days).unwrap_or(0));
            Among { span, dates: Some((day(from), day(to))) }
        }
    }
}

fn axis<'a>(pack: &'a Pack, question: &'a Question, ages: &[u32], today: Date) -> Axis<'a> {
    let day = |date: Date| date.days_since(Date::EPOCH);
    let (from, to) = match &question.answer {
        AnswerKind::Money { min, max } | AnswerKind::Number { min, max, .. } => (*min, *max),
        AnswerKind::YesNo {} => (0, 1),
        AnswerKind::Choice { options } => (0, i64::try_from(options.len()).unwrap_or(1) - 1),
        AnswerKind::Date { min, max } => {
            (min.map_or(day(Date::from_days(i32::MIN)), day), max.map_or(day(Date::LAST), day))
        }
    };
    let mut points = vec![from, to];
    match &question.answer {
        AnswerKind::Money { .. } | AnswerKind::Number { .. } => {
            for constant in constants(pack, &question.id) {
                points.extend([constant.saturating_sub(1), constant, constant.saturating_add(1)]);
            }
        }
        AnswerKind::YesNo {} => {}
        AnswerKind::Choice { .. } => points.extend(from..=to),
        AnswerKind::Date { .. } => {
            points.push(day(today));
            for years in ages.iter().map(|age| i64::from(*age)).chain(constants(pack, &question.id)) {
                if (0..=150).contains(&years) {
                    let birthday = day(years_before(today, years));
                    points.extend([birthday, birthday + 1]);
                }
            }
        }
    }
    if let Some(Spread::Quantiles { of }) = question.distribution.as_ref().map(|distribution| &distribution.of) {
        let is_date = matches!(question.answer, AnswerKind::Date { .. });
        points.extend(of.iter().map(|one| if is_date { day(years_before(today, *one)) } else { *one }));
    }
    points.retain(|point| from <= *point && *point <= to);
    points.sort_unstable();
    points.dedup();
    Axis {
        question,
        whole: Cell { known: Some((from, to)), unknown: question.may_be_unknown },
        thinned: points.len() > MAX_POINTS,
        points: thinned(points),
    }
}

/// Of too many points as many as are looked at, the first and the last among them.
fn thinned(points: Vec<i64>) -> Vec<i64> {
    if points.len() <= MAX_POINTS {
        return points;
    }
    let last = points.len() - 1;
    (0..MAX_POINTS).filter_map(|place| points.get(place * last / (MAX_POINTS - 1)).copied()).collect()
}

/// The same day so many years ago.
fn years_before(today: Date, years: i64) -> Date {
    let (_, _, day) = today.civil();
    today.months_before(u32::try_from(years.clamp(0, 200) * 12).unwrap_or(0), day)
}

fn of_points(points: &[i64], from: i64, to: i64, chance: u64) -> Option<i64> {
    let start = points.partition_point(|point| *point < from);
    let end = points.partition_point(|point| *point <= to);
    let inside = points.get(start..end)?;
    inside.get(usize::try_from(chance).ok()?.checked_rem(inside.len())?).copied()
}

/// A number from `from` to `to`; where that is far, as often a small as a great one.
fn between(from: i64, to: i64, chance: u64) -> i64 {
    let wide = u64::try_from(i128::from(to) - i128::from(from)).unwrap_or(u64::MAX);
    let bits = u64::from(u64::BITS - wide.leading_zeros());
    let most = if chance.is_multiple_of(2) { wide } else { (1_u64 << (chance / 2 % bits.max(1))).min(wide) };
    let step = mixed(chance, 2) % most.saturating_add(1).max(1);
    from.saturating_add(i64::try_from(step).unwrap_or(0)).min(to)
}

/// The same number for the same two, as if by chance: the finaliser of SplitMix64.
pub(super) fn mixed(number: u64, place: u64) -> u64 {
    let mut mixed = (number << 20 ^ place).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed ^ (mixed >> 31)) >> 8
}
