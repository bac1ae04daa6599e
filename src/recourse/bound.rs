//! What the best could be when only some levers are set: each rule, each characteristic and what can be carried are
//! worked out once for every setting of the levers that they hang on, and the best of the levers not yet set is kept.

use super::Goal;
use super::levers::Moves;
use crate::application::Answers;
use crate::capacity::capacity;
use crate::characteristic::Facts;
use crate::date::Date;
use crate::form;
use crate::market::Market;
use crate::pack::derivation::{Condition, Derivation};
use crate::pack::{Pack, PolicyEffect, TierOutcome, names_of_condition, names_of_derivation};
use crate::policy::{denied, of_law};
use crate::product::Burdens;
use crate::score::{expert_points, least_points, points, scored, segment};

/// What the parts sum to.
#[derive(Clone, Copy)]
enum Sum {
    /// Below 0: a rule knocks out, or answers contradict each other.
    Barred,
    /// Below 0: a rule asks for a person.
    Referred,
    /// The points.
    Points,
    /// What can be carried each month; the greatest number where it is not known.
    Carried,
}

/// Something that hangs on some levers: `levels[n]` holds, for each setting of the first n of them, the best that the
/// others allow.
struct Part {
    sum: Sum,
    levers: Vec<usize>,
    levels: Vec<Vec<i64>>,
}

/// The bounds on what can be reached.
pub(super) struct Bounds {
    parts: Vec<Part>,
    rank: u32,
    is_for_amount: bool,
    /// The least points of the outcomes "possible" and "likely".
    cut_offs: [i64; 2],
    /// The least that any loan takes each month, and any loan of the amount that is wanted.
    floors: [i64; 2],
    /// Whether an application may come to be looked at by a person.
    pub may_refer: bool,
}

impl Bounds {
    pub fn new(
        market: &Market,
        pack: &Pack,
        answers: &Answers,
        today: Date,
        levers: &[Moves],
        burdens: &Burdens,
        goal: &Goal,
    ) -> Bounds {
        let floor = |least| burdens.floor(market, pack, today, least);
        let mut bounds = Bounds {
            parts: Vec::new(),
            rank: goal.rank,
            is_for_amount: goal.wanted.is_some(),
            cut_offs: [i64::MAX; 2],
            floors: [floor(0), floor(goal.wanted.unwrap_or(0))],
            may_refer: false,
        };
        let (hangs, parts) = (Vec::new(), Vec::new());
        let mut maker = Maker { pack, today, levers, answers: answers.clone(), hangs, leads: false, parts };
        maker.names();
        maker.rules(market);
        bounds.cut_offs = maker.score();
        maker.capacity(market);
        bounds.parts = maker.parts;
        bounds.may_refer = bounds.parts.iter().any(|part| match (part.sum, part.levels.last()) {
            (Sum::Referred, Some(values)) => values.iter().any(|value| *value < 0),
            (Sum::Carried, Some(values)) => values.contains(&i64::MAX),
            (Sum::Barred | Sum::Points | Sum::Referred | Sum::Carried, _) => false,
        });
        bounds
    }

    /// The rank of an outcome with an offer.
    pub fn rank(outcome: TierOutcome) -> u32 {
        match outcome {
            TierOutcome::NotYet => 0,
            TierOutcome::Possible => 2,
            TierOutcome::Likely => 3,
        }
    }

    /// Whether what has to be reached may still be, once the first levers are set so.
    pub fn allow(&self, levers: &[Moves], set: &[usize]) -> bool {
        let (mut barred, mut referred, mut points, mut carried) = (0, 0, 0, 0);
        for part in &self.parts {
            let value = part.best(levers, set);
            match part.sum {
                Sum::Barred => barred += value,
                Sum::Referred => referred += value,
                Sum::Points => points += value,
                Sum::Carried => carried = value,
            }
        }
        let [possible, likely] = self.cut_offs;
        let [any, wanted] = self.floors;
        if barred < 0 || points < possible {
            return false;
        }
        let open = if points < likely { 2 } else { 3 };
        let best = if referred < 0 { 1 } else { open };
        let offered = if carried >= any { best } else { u32::from(self.may_refer) };
        offered > self.rank || (self.is_for_amount && best >= self.rank && carried >= wanted)
    }
}

impl Part {
    fn best(&self, levers: &[Moves], set: &[usize]) -> i64 {
        let (mut level, mut place) = (0, 0);
        for lever in &self.levers {
            let (Some(setting), Some(moves)) = (set.get(*lever), levers.get(*lever)) else { break };
            place = place * moves.count() + setting;
            level += 1;
        }
        self.levels.get(level).and_then(|level| level.get(place)).copied().unwrap_or(i64::MAX)
    }
}

/// Makes the parts.
struct Maker<'a> {
    pack: &'a Pack,
    today: Date,
    levers: &'a [Moves],
    answers: Answers,
    /// On which levers each question and named characteristic hangs: a bit for each.
    hangs: Vec<(&'a str, u32)>,
    /// Whether levers decide on what is asked.
    leads: bool,
    parts: Vec<Part>,
}

impl<'a> Maker<'a> {
    fn names(&mut self) {
        for question in &self.pack.questions {
            let place = self.levers.iter().position(|lever| lever.question == question.id);
            let own = place.map_or(0, |place| 1 << place);
            let asked = question.when.as_ref().map_or(0, |when| self.of_condition(when));
            self.leads |= asked > 0;
            self.hangs.push((&question.id, own | asked));
        }
        for named in &self.pack.characteristics {
            let hangs = self.of_derivation(&named.derivation);
            self.hangs.push((&named.id, hangs));
        }
    }

    fn of(&self, name: &str) -> u32 {
        self.hangs.iter().find(|(known, _)| *known == name).map_or(0, |(_, hangs)| *hangs)
    }

    fn of_condition(&self, condition: &Condition) -> u32 {
        let mut hangs = 0;
        names_of_condition(condition, &mut |name| hangs |= self.of(name));
        hangs
    }

    fn of_derivation(&self, derivation: &Derivation) -> u32 {
        let mut hangs = 0;
        names_of_derivation(derivation, &mut |name| hangs |= self.of(name));
        hangs
    }

    /// What the market's law and its limits on borrowers and purposes hang on.
    fn of_case(&self) -> u32 {
        let eligibility = &self.pack.eligibility;
        let asked = eligibility.borrowers.values().chain([&self.pack.wanted.purpose, &eligibility.birth_date]);
        asked.fold(self.of_derivation(&self.pack.capacity.income), |hangs, name| hangs | self.of(name))
    }

    fn rules(&mut self, market: &Market) {
        let pack = self.pack;
        let barred = |fires: bool| -i64::from(fires);
        self.add(Sum::Barred, self.of_case(), &|facts| barred(!of_law(market, pack, facts).is_empty()));
        for rule in &pack.policy {
            let sum = match rule.effect {
                PolicyEffect::KnockOut => Sum::Barred,
                PolicyEffect::Referral => Sum::Referred,
            };
            self.add(sum, self.of_condition(&rule.when), &|facts| barred(facts.holds(&rule.when) == Some(true)));
        }
        for relation in &pack.relations {
            let hangs = self.of_condition(&relation.holds) | self.of(&relation.at);
            self.add(Sum::Barred, hangs, &|facts| barred(form::is_broken(relation, facts)));
        }
    }

    /// The points by characteristic; where the levers decide on the segment, the rank of its outcome instead. Returns from
    /// where the outcome is "possible", and from where it is "likely".
    fn score(&mut self) -> [i64; 2] {
        let pack = self.pack;
        let by_segment = pack.segments.iter().filter_map(|segment| segment.when.as_ref());
        let choice = by_segment.fold(0, |hangs, when| hangs | self.of_condition(when));
        let (segment, model) = match segment(pack, &Facts::new(&self.answers, &pack.characteristics, self.today)) {
            Some(found) if choice == 0 => found,
            _ => {
                let rank =
                    |facts: &Facts<'_>| scored(pack, facts).map_or(0, |scored| i64::from(Bounds::rank(scored.outcome)));
                self.add(Sum::Points, u32::MAX, &rank);
                return [2, 3];
            }
        };
        self.add(Sum::Points, 0, &|_| model.base_points);
        for characteristic in &model.characteristics {
            let hangs = self.of_derivation(&characteristic.derivation);
            self.add(Sum::Points, hangs, &|facts| points(characteristic, facts));
        }
        if let Some(expert) = &segment.expert {
            let all = expert.characteristics.iter();
            let hangs = all.fold(0, |hangs, one| hangs | self.of_derivation(&one.derivation));
            self.add(Sum::Points, hangs, &|facts| expert_points(expert, facts));
        }
        [TierOutcome::Possible, TierOutcome::Likely].map(|least| least_points(pack, model, least))
    }

    fn capacity(&mut self, market: &Market) {
        let pack = self.pack;
        let rule = &pack.capacity;
        let hangs = self.of_derivation(&rule.expenses) | self.of_derivation(&rule.repayments) | self.of_case();
        self.add(Sum::Carried, hangs, &|facts| {
            let denied = denied(pack, facts);
            let purpose = facts.answers.choice(&pack.wanted.purpose);
            let case = pack.case(purpose, &denied);
            capacity(rule, market, &case, facts).map_or(i64::MAX, |capacity| capacity.instalment)
        });
    }

    /// A part that hangs on these levers.
    fn add(&mut self, sum: Sum, hangs: u32, value: &dyn Fn(&Facts<'_>) -> i64) {
        let levers: Vec<usize> = (0..self.levers.len()).filter(|place| hangs >> place & 1 == 1).collect();
        let counts: Vec<usize> = levers.iter().filter_map(|place| self.levers.get(*place)).map(Moves::count).collect();
        let mut level: Vec<i64> = Vec::new();
        for settings in 0..counts.iter().product() {
            self.set(&levers, settings);
            let kept = self.leads.then(|| form::kept(self.pack.sheet(), &self.answers, self.today));
            let answers = kept.as_ref().unwrap_or(&self.answers);
            level.push(value(&Facts::new(answers, &self.pack.characteristics, self.today)));
        }
        self.set(&levers, usize::MAX);
        let mut levels = vec![level];
        for count in counts.iter().rev() {
            let next = levels.last().map(|level| level.chunks(*count).map(best).collect()).unwrap_or_default();
            levels.push(next);
        }
        levels.reverse();
        self.parts.push(Part { sum, levers, levels });
    }

    /// Sets the answers of these levers, the last of which counts least; all stay as they are at the greatest number.
    fn set(&mut self, levers: &[usize], settings: usize) {
        let mut rest = settings;
        for lever in levers.iter().rev().filter_map(|place| self.levers.get(*place)) {
            let stays = lever.count() - 1;
            let setting = if settings == usize::MAX { stays } else { rest % lever.count() };
            rest /= lever.count();
            if let Some(answer) = lever.answer(setting) {
                self.answers.0.insert(lever.question.clone(), answer.clone());
            }
        }
    }
}

fn best(values: &[i64]) -> i64 {
    values.iter().copied().max().unwrap_or(i64::MIN)
}
