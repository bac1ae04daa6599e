//! Which question settles most: the expected information about the outcome, over a fixed set of applications drawn from
//! the pack's own statement of how answers are spread.

use super::Open;
use crate::application::{Answer, Answers, Partial};
use crate::capacity::capacity;
use crate::characteristic::Facts;
use crate::date::Date;
use crate::market::{Case, Market};
use crate::pack::question::{AnswerKind, Question, Spread};
use crate::pack::{Pack, PolicyEffect, TierOutcome};
use crate::policy::findings;
use crate::product::{least_burden, price};
use crate::rate::Ppm;
use crate::reach::deciding;
use crate::score::scored;

/// So many applications are drawn.
const DRAWN: u64 = 128;
/// Answers are told apart in so many groups; the first is "not asked" or "not known".
const GROUPS: usize = 8;
/// Numbers and dates go into so many of them.
const QUANTILES: u64 = 4;
/// Outcomes are told apart in so many ways.
const OUTCOMES: usize = 4;

/// How often each outcome came with each group of answers.
type Table = [[u32; OUTCOMES]; GROUPS];

/// The question that settles most among those that may be asked now, and about how many are left. Equal ones, and those
/// that settle nothing, in the order of the pack.
pub(super) fn next<'p>(
    market: &Market,
    pack: &'p Pack,
    partial: &Partial,
    open: &Open<'p>,
    today: Date,
) -> (Option<&'p str>, u32) {
    let burdens: Vec<i64> = pack.products.iter().map(|product| least_burden(market, product, today)).collect();
    let mut tables = vec![Table::default(); pack.questions.len()];
    let mut asked = 0;
    for number in 0..DRAWN {
        let drawn = draw(pack, partial, open, today, number);
        let outcome = outcome(market, pack, &drawn.answers, &burdens, today);
        asked += drawn.open;
        for (table, group) in tables.iter_mut().zip(&drawn.groups) {
            if let Some(count) = table.get_mut(*group).and_then(|group| group.get_mut(outcome)) {
                *count += 1;
            }
        }
    }
    let settled: Vec<i64> = tables.iter().map(information).collect();
    let next = best(pack, open, &settled);
    // OK because at most 500 questions are asked each time; half of one rounds up.
    let left = u32::try_from((asked + DRAWN / 2) / DRAWN).unwrap_or(u32::MAX);
    (next, left.max(u32::from(next.is_some())))
}

fn best<'p>(pack: &'p Pack, open: &Open<'p>, settled: &[i64]) -> Option<&'p str> {
    let deciding = deciding(pack);
    let mut best: Option<(&str, i64)> = None;
    for question in &open.certain {
        if question.after.iter().flatten().any(|after| open.holds(after)) {
            continue;
        }
        let worth = if deciding.contains(&question.id.as_str()) { worth(pack, question, settled) } else { -1 };
        if best.is_none_or(|(_, known)| worth > known) {
            best = Some((&question.id, worth));
        }
    }
    best.map(|(id, _)| id)
}

/// What a question settles, or half of what one does that can only be asked after it.
fn worth(pack: &Pack, question: &Question, settled: &[i64]) -> i64 {
    let mut worth = 0;
    for (other, settled) in pack.questions.iter().zip(settled) {
        if other.id == question.id {
            worth = worth.max(*settled);
        } else if other.when.as_ref().is_some_and(|when| when.names().contains(&question.id.as_str())) {
            worth = worth.max(*settled / 2);
        }
    }
    worth
}

/// An application, and into which group the answer to each question falls that is still open.
struct Drawn {
    answers: Answers,
    groups: Vec<usize>,
    open: u64,
}

fn draw(pack: &Pack, partial: &Partial, open: &Open<'_>, today: Date, number: u64) -> Drawn {
    let mut drawn = Drawn { answers: Answers::default(), groups: Vec::with_capacity(pack.questions.len()), open: 0 };
    for (place, question) in (0_u64..).zip(&pack.questions) {
        let facts = Facts::new(&drawn.answers, &[], today);
        let is_asked = question.when.as_ref().is_none_or(|when| facts.holds(when) == Some(true));
        let mut group = 0;
        if let Some(answer) = partial.answers.get(&question.id).filter(|_| is_asked) {
            drawn.answers.0.insert(question.id.clone(), answer.clone());
        } else if is_asked && !partial.unknown.contains(&question.id) {
            drawn.open += u64::from(open.holds(&question.id));
            if let Some((answer, of)) = answer(question, today, mixed(number, place)) {
                drawn.answers.0.insert(question.id.clone(), answer);
                group = of;
            }
        }
        drawn.groups.push(group);
    }
    drawn
}

/// The same number for the same two, as if by chance: the finaliser of SplitMix64.
fn mixed(number: u64, place: u64) -> u64 {
    let mut mixed = (number << 32 | place).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed ^ (mixed >> 31)) >> 32
}

/// The whole of what [`mixed`] gives.
const WHOLE: u64 = 1 << 32;

/// The answer at a share of the spread, and its group; none for "I don't know".
fn answer(question: &Question, today: Date, share: u64) -> Option<(Answer, usize)> {
    let spread = question.distribution.as_ref();
    let unknown = if question.may_be_unknown { spread.map_or(0, |spread| part(spread.unknown)) } else { 0 };
    if share < unknown {
        return None;
    }
    // What is known again from 0 to the whole.
    let share = (share - unknown) * WHOLE / (WHOLE - unknown).max(1);
    let of = spread.map(|spread| &spread.of);
    let quantile = || usize::try_from(1 + share * QUANTILES / WHOLE).unwrap_or(1);
    match &question.answer {
        AnswerKind::Money { min, max } | AnswerKind::Number { min, max, .. } => {
            Some((Answer::Number(number(of, *min, *max, share)), quantile()))
        }
        AnswerKind::Date { min, max } => {
            let years = number(of, 18, 60, share);
            let (year, month, day) = today.civil();
            let year = year - i32::try_from(years).unwrap_or(0);
            let date = Date::new(year, month, day.min(28)).unwrap_or(today);
            Some((Answer::Date(date.max(min.unwrap_or(date)).min(max.unwrap_or(date))), quantile()))
        }
        AnswerKind::YesNo {} => {
            let place = choice(of, &["yes", "no"], share);
            Some((Answer::YesNo(place == 0), 1 + place))
        }
        AnswerKind::Choice { options } => {
            let options: Vec<&str> = options.iter().map(String::as_str).collect();
            let place = choice(of, &options, share);
            let option = options.get(place)?;
            Some((Answer::Choice((*option).into()), 1 + place.min(GROUPS - 2)))
        }
    }
}

fn part(share: Ppm) -> u64 {
    u64::try_from(share.0.clamp(0, Ppm::ONE.0 - 1)).unwrap_or(0) * WHOLE / 1_000_000
}

/// The quantile at a share; where the pack says nothing, evenly between the bounds.
fn number(of: Option<&Spread>, min: i64, max: i64, share: u64) -> i64 {
    if let Some(Spread::Quantiles { of }) = of {
        let place = u64::try_from(of.len()).unwrap_or(0) * share / WHOLE;
        let found = usize::try_from(place).ok().and_then(|place| of.get(place));
        return found.map_or(min, |found| (*found).clamp(min, max));
    }
    let wide = i128::from(max - min) * i128::from(share) / i128::from(WHOLE);
    min + i64::try_from(wide).unwrap_or(0)
}

/// The place of the choice at a share; where the pack says nothing, each is as likely as the others.
fn choice(of: Option<&Spread>, options: &[&str], share: u64) -> usize {
    if let Some(Spread::Shares { of }) = of {
        let mut end = 0;
        for (place, option) in options.iter().enumerate() {
            end += of.get(option).map_or(0, |share| part(*share));
            if share < end {
                return place;
            }
        }
    }
    let count = u64::try_from(options.len()).unwrap_or(1);
    usize::try_from(share * count / WHOLE).unwrap_or(0)
}

/// The outcome but for the law's caps, which decide few: 0 not yet, 1 referred, 2 possible, 3 likely.
fn outcome(market: &Market, pack: &Pack, answers: &Answers, burdens: &[i64], today: Date) -> usize {
    let facts = Facts::new(answers, &pack.characteristics, today);
    let findings = findings(market, pack, &facts);
    if findings.iter().any(|finding| finding.effect == PolicyEffect::KnockOut) {
        return 0;
    }
    let Some(scored) = scored(pack, &facts).filter(|scored| scored.outcome != TierOutcome::NotYet) else { return 0 };
    let case = Case { lender: Some(&pack.lender.class), ..Case::default() };
    let capacity = capacity(&pack.capacity, market, &case, &facts);
    let Some(capacity) = capacity else { return 1 };
    let offered = pack.products.iter().zip(burdens).any(|(product, burden)| {
        *burden <= capacity.instalment
            && product.tiers.contains(&scored.tier.id)
            && price(product, scored.pd.ppm).is_some()
    });
    match scored.outcome {
        _ if offered && !findings.is_empty() => 1,
        TierOutcome::Likely if offered => 3,
        TierOutcome::Possible if offered => 2,
        TierOutcome::Likely | TierOutcome::Possible | TierOutcome::NotYet => 0,
    }
}

/// The mutual information of answer and outcome, in millionths of a bit, less what chance alone would make of so few
/// (Miller, 1955); never below 0.
fn information(table: &Table) -> i64 {
    let mut outcomes = [0_u32; OUTCOMES];
    for group in table {
        for (sum, count) in outcomes.iter_mut().zip(group) {
            *sum += count;
        }
    }
    let groups: f64 = table.iter().map(entropy).sum();
    let seen = |counts: &[u32; OUTCOMES]| counts.iter().filter(|count| **count > 0).count();
    let ways = table.iter().filter(|group| seen(group) > 0).count().saturating_sub(1);
    let by_chance = (ways * seen(&outcomes).saturating_sub(1)) as f64 / (2.0 * std::f64::consts::LN_2);
    // OK because the information is a few bits at the most.
    (libm::round((entropy(&outcomes) - groups - by_chance) * 1e6 / DRAWN as f64) as i64).max(0)
}

/// The entropy of counts in bits, times their sum.
fn entropy(counts: &[u32; OUTCOMES]) -> f64 {
    let sum: u32 = counts.iter().sum();
    let mut entropy = 0.0;
    for count in counts.iter().filter(|count| **count > 0) {
        let count = f64::from(*count);
        entropy -= count * libm::log2(count / f64::from(sum));
    }
    entropy
}
