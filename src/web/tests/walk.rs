//! From start to result and back: nothing typed is lost.

use super::{after, opened};
use crate::application::Provenance;
use crate::decision::Outcome;
use crate::form;
use crate::json::{Value, hash};
use crate::product::Offer;
use crate::web::cheaper::cheaper;
use crate::web::compare::Wish;
use crate::web::hand::{Form, Tool};
use crate::web::state::{Action, Place, State};
use crate::web::suppose::{controls, supposed};

fn typed(question: &str, text: &str) -> Action {
    Action::Type(question.into(), 0, text.into())
}

fn at(question: &str) -> Place {
    Place::Question(question.into())
}

/// Sealed, begun, and every question answered up to the check.
pub fn checked() -> State {
    let start = after(&opened(Value::Null), [Action::Sealed, Action::Begin]);
    let answers = [
        ("amount", "1万"),
        ("term", "12"),
        ("purpose", "consumption"),
        ("birth-date", "1990-05-17"),
        ("income", "8,000"),
        ("works", "yes"),
        ("years", "3"),
    ];
    let answered = answers.iter().fold(start, |state, (question, text)| {
        assert_eq!(state.place, at(question));
        after(&state, [typed(question, text), Action::Continue])
    });
    assert_eq!(answered.place, at("zhima-score"));
    after(&answered, [Action::Unknown("zhima-score".into(), true), Action::Continue])
}

#[test]
fn no_question_is_asked_before_the_seal() {
    let open = after(&opened(Value::Null), [Action::Begin, Action::Show(Tool::Checker, at("amount"))]);
    assert_eq!(open.place, Place::Start);
    assert_eq!(after(&open, [Action::Sealed, Action::Begin]).place, at("amount"));
}

#[test]
fn the_whole_way_leads_to_a_result() {
    let result = after(&checked(), [Action::Decide]);
    assert_eq!(result.place, Place::Result);
    let decision = result.decision.as_deref();
    assert_eq!(decision.map(|decision| decision.outcome), Some(Outcome::Likely));
    assert_eq!(decision.map(|decision| decision.offers.is_empty()), Some(false));
}

/// What is tried moves the answer that is shown beside it, and neither the answers nor the decision.
#[test]
fn what_is_tried_changes_nothing_that_was_answered() {
    let result = after(&checked(), [Action::Decide]);
    let tried = after(&result, [Action::Suppose("amount".into(), 200_000), Action::Suppose("term".into(), 6)]);
    assert_eq!((&tried.decision, tried.answers()), (&result.decision, result.answers()));
    let most = |state: &State| {
        let assessment = supposed(&state.documents, &state.answers(), &state.tried);
        assessment.and_then(|assessment| assessment.offers.iter().map(|offer| offer.principal).max())
    };
    assert_eq!((most(&result), most(&tried)), (Some(1_000_000), Some(200_000)));
    assert!(after(&tried, [Action::Check, Action::Decide]).tried.is_empty());

    let controls = controls(&tried.documents, &tried.answers(), &tried.tried);
    let asked: Vec<&str> = controls.iter().map(|control| control.question.id.as_str()).collect();
    assert_eq!(asked, ["amount", "term"]);
    assert_eq!((&controls[1].values, controls[1].place), (&vec![6, 12], 0));
    assert!(controls[0].values.is_sorted() && controls[0].values.contains(&1_000_000), "what was asked for is there");
}

#[test]
fn the_receipt_names_the_answers() {
    let result = after(&checked(), [Action::Decide]);
    let documents = &result.documents;
    let (market, pack, answers) = (&documents.market, &documents.pack, result.answers());
    let application = form::document(market, pack, &answers, &|_| Provenance::Said, documents.today);
    let receipt = result.decision.as_deref().map(|decision| decision.receipt.application.clone());
    assert_eq!(receipt, Some(hash(&application)));
}

#[test]
fn what_is_wrong_stays_typed_and_is_said() {
    let start = after(&opened(Value::Null), [Action::Sealed, Action::Begin]);
    let wrong = after(&start, [typed("amount", "lots"), Action::Continue]);
    assert_eq!(wrong.place, at("amount"));
    assert_eq!(wrong.faults, [("amount".to_owned(), "error-answer-not-money".to_owned())]);
    let typing = after(&wrong, [typed("amount", "lots and")]);
    assert_eq!(typing.form.get("amount").map(|typed| typed.first().to_owned()), Some("lots and".into()));
    assert_eq!(typing.faults, wrong.faults);
    assert_eq!(after(&typing, [typed("amount", "3k"), Action::Continue]).place, at("term"));
}

#[test]
fn back_goes_through_the_questions_and_loses_nothing() {
    let checked = checked();
    let mut state = checked.clone();
    for question in ["zhima-score", "years", "works", "income", "birth-date", "purpose", "term", "amount"] {
        state = after(&state, [Action::Back]);
        assert_eq!(state.place, at(question));
    }
    state = after(&state, [Action::Back]);
    assert_eq!((state.place.clone(), &state.form), (Place::Start, &checked.form));
    assert_eq!(after(&state, [Action::Begin]).place, Place::Check);
}

#[test]
fn a_change_returns_to_the_check_by_way_of_what_it_opens() {
    let changed = after(&checked(), [Action::Change("works".into()), typed("works", "no"), Action::Continue]);
    assert_eq!(changed.place, Place::Check);
    assert!(!changed.asked().iter().any(|question| question.id == "years"));
    let again =
        after(&changed, [Action::Change("works".into()), typed("works", "yes"), typed("years", ""), Action::Continue]);
    assert_eq!(again.place, at("years"));
    assert_eq!(after(&again, [typed("years", "1"), Action::Continue]).place, Place::Check);
    assert_eq!(after(&changed, [Action::Change("term".into()), Action::Back]).place, Place::Check);
}

#[test]
fn nothing_more_is_asked_where_a_rule_refuses_for_good() {
    let start = after(&opened(Value::Null), [Action::Sealed, Action::Begin]);
    let answers = [("amount", "1万"), ("term", "12"), ("purpose", "consumption"), ("birth-date", "2015-05-17")];
    let checked = answers.iter().fold(start, |state, (question, text)| {
        assert_eq!(state.place, at(question));
        after(&state, [typed(question, text), Action::Continue])
    });
    assert_eq!(checked.place, Place::Check);
    assert_eq!(checked.shown().len(), 4);
    assert!(checked.is_refused() && checked.wrong().is_empty());
    let result = after(&checked, [Action::Decide]);
    let decision = result.decision.as_deref();
    assert_eq!(decision.map(|decision| decision.outcome), Some(Outcome::NotYet));
    assert_eq!(decision.and_then(|decision| decision.score.clone()), None);
    assert_eq!(after(&checked, [Action::Back]).place, at("birth-date"));
    let older = after(&checked, [Action::Change("birth-date".into()), typed("birth-date", "1990-05-17")]);
    assert_eq!(after(&older, [Action::Continue]).place, at("income"));
}

#[test]
fn what_is_left_is_said_and_becomes_less() {
    let left = |state: &State| state.preview.as_ref().map(|preview| preview.left);
    let start = after(&opened(Value::Null), [Action::Sealed, Action::Begin]);
    assert!((7..=8).contains(&start.about()), "{}", start.about());
    let typing = after(&start, [typed("amount", "1万")]);
    assert_eq!((typing.about(), left(&typing)), (start.about(), left(&start)));
    let one = after(&typing, [Action::Continue]);
    assert_eq!(one.order(), ["amount"]);
    assert!(left(&one) < left(&start));
    assert_eq!((left(&checked()), checked().about()), (Some(0), 8));
}

#[test]
fn a_result_is_never_older_than_its_answers() {
    let result = after(&checked(), [Action::Decide]);
    let edited = after(&result, [Action::Change("income".into()), typed("income", "0")]);
    assert!(edited.decision.is_none());
    let again = after(&edited, [Action::Show(Tool::Checker, Place::Result)]);
    assert_eq!(again.place, Place::Result);
    assert_ne!(again.decision, result.decision);
}

#[test]
fn the_browsers_way_back_leads_only_to_what_can_be_shown() {
    let result = after(&checked(), [Action::Decide]);
    let number = |place: &Place| place.number(Tool::Checker, &result.documents);
    for place in [Place::Start, at("amount"), at("zhima-score"), Place::Check, Place::Result] {
        assert_eq!(Place::of_number(number(&place), &result.documents), (Tool::Checker, place));
    }
    assert_eq!(Place::of_number(77, &result.documents), (Tool::Checker, Place::Start));
    let forgotten = after(&result, [Action::Forget, Action::Show(Tool::Checker, Place::Result)]);
    assert_eq!(forgotten.place, at("amount"));
    let unasked = after(&result, [typed("works", "no"), Action::Show(Tool::Checker, at("years"))]);
    assert_eq!(unasked.place, Place::Check);
}

#[test]
fn the_check_says_what_is_still_open() {
    let open = after(&checked(), [typed("income", ""), Action::Decide]);
    assert_eq!(open.place, Place::Check);
    assert_eq!(open.faults, [("income".to_owned(), "error-answer-missing-amount".to_owned())]);
}

#[test]
fn an_answer_that_contradicts_another_is_said_where_it_is_and_where_the_other_changed() {
    let contradiction = [("years".to_owned(), "relation-works-before-born".to_owned())];
    let back = after(&checked(), [Action::Change("years".into()), typed("years", "50"), Action::Continue]);
    assert_eq!((&back.place, &back.faults[..]), (&at("years"), &contradiction[..]));
    let young = [Action::Change("birth-date".into()), typed("birth-date", "2026-01-01")];
    let other = after(&after(&checked(), young), [Action::Continue]);
    assert_eq!((&other.place, &other.faults[..]), (&at("years"), &contradiction[..]));
    let decided = after(&other, [Action::Check, Action::Decide]);
    assert_eq!((&decided.place, &decided.faults[..]), (&Place::Check, &contradiction[..]));
}

#[test]
fn another_language_changes_words_alone() {
    let checked = checked();
    let english = after(&checked, [Action::Locale("en".into())]);
    assert_eq!((english.locale.as_str(), &english.place, &english.form), ("en", &checked.place, &checked.form));
    assert_eq!(after(&english, [Action::Locale("xx".into())]).locale, "en");
}

#[test]
fn a_kept_form_goes_on_where_it_stopped() {
    let half = after(&opened(Value::Null), [Action::Sealed, Action::Begin, typed("amount", "3万"), Action::Continue]);
    let again = opened(after(&half, [Action::Locale("en".into())]).kept());
    assert!(again.keep);
    assert_eq!(again.place, Place::Start);
    assert_eq!(after(&again, [Action::Sealed, Action::Begin]).place, at("term"));
    let forgotten = after(&again, [Action::Forget]);
    assert_eq!((forgotten.keep, forgotten.form.is_empty(), forgotten.notice), (false, true, Some("forgotten")));
}

/// What it needs is loaded only by opening it again: the applicant finds everything as it was.
#[test]
fn a_page_that_is_opened_again_goes_on_at_the_same_place() {
    let half = after(&opened(Value::Null), [Action::Sealed, Action::Begin, typed("amount", "3万"), Action::Continue]);
    assert_eq!(after(&half, [Action::Locale("es".into())]).locale, half.locale);
    let saved = half.resumed_in("es");
    assert_eq!(saved.get("locale").and_then(Value::as_text), Some("es"));
    let again = opened(saved);
    assert_eq!((&again.place, &again.form, again.keep), (&half.place, &half.form, false));
    assert!(again.would_be_lost());
    let offer = after(&half, [Action::Keep(true), Action::Open(Tool::Offer), Action::Begin]);
    let again = opened(offer.resumed_in("es"));
    assert_eq!((again.tool, &again.place, &again.other_form), (Tool::Offer, &offer.place, &half.form));
    assert!(again.keep);
    let result = after(&checked(), [Action::Decide]);
    assert_eq!(opened(result.resumed_in("es")).place, Place::Result);
    assert_eq!(opened(Value::Null).resumed_in("es"), Value::Null);
}

#[test]
fn what_could_not_be_had_is_said_until_the_next_step() {
    let refused = after(&checked(), [Action::Locale("es".into()), Action::NotAgain]);
    assert_eq!((refused.lacking, &refused.place), (Some("not-again"), &Place::Check));
    assert_eq!(after(&refused, [Action::Decide]).lacking, None);
}

#[test]
fn what_the_browser_does_not_keep_is_no_longer_ticked_until_it_is_tried_again() {
    let typed =
        after(&opened(Value::Null), [Action::Sealed, Action::Begin, typed("amount", "3万"), Action::Keep(true)]);
    let refused = after(&typed, [Action::NotKept]);
    assert_eq!((refused.keep, refused.not_kept, &refused.form), (false, true, &typed.form));
    let again = after(&refused, [Action::Keep(true)]);
    assert_eq!((again.keep, again.not_kept), (true, false));
    assert!(!after(&refused, [Action::Forgotten]).not_kept);
}

#[test]
fn what_another_tab_forgot_is_forgotten_here() {
    let forgotten = after(&checked(), [Action::Keep(true), Action::Forgotten]);
    assert_eq!((forgotten.keep, forgotten.form.is_empty(), &forgotten.place), (false, true, &Place::Start));
}

#[test]
fn what_was_kept_of_another_form_is_dropped() {
    let mut odd = Form::default();
    odd.edit("no-such-question", &|typed| typed.unknown = true);
    assert!(!odd.is_empty());
    let odd = State { form: odd, ..opened(Value::Null) };
    assert!(opened(odd.kept()).form.is_empty());
    assert!(opened(Value::Int(3)).form.is_empty());
}

#[test]
fn the_result_is_seen_as_it_was_picked_until_it_is_left() {
    let result = after(&checked(), [Action::Decide, Action::Sort(Wish::Soonest), Action::Detail(1), Action::Detail(0)]);
    assert_eq!((result.wish, &result.opened[..]), (Some(Wish::Soonest), &[1, 0][..]));
    assert_eq!(after(&result, [Action::Detail(1)]).opened, [0]);
    let printing = after(&result, [Action::Print]);
    assert!(printing.printing && !after(&printing, [Action::Printed]).printing);
    let again = after(&printing, [Action::Check, Action::Decide]);
    assert_eq!((again.wish, again.opened.len(), again.printing), (Some(Wish::Soonest), 0, false));
    assert_eq!(after(&again, [Action::Forget]).wish, None);
}

/// What is called cheaper is what the rooms say of the same answers, and never of more money.
#[test]
fn a_cheaper_way_is_one_that_could_be_had() {
    let result = after(&checked(), [Action::Decide]);
    let decision = result.decision.as_deref();
    let found = decision.and_then(|decision| cheaper(&result.documents, &result.answers(), decision));
    let Some((nearest, way)) = found else { unreachable!("borrowing less is cheaper") };
    assert!(way.saves > 0 && way.less >= 0);
    let tried = [("amount".to_owned(), nearest.principal - way.less)];
    let assessment = supposed(&result.documents, &result.answers(), &tried);
    let offers = assessment.map(|assessment| assessment.offers).unwrap_or_default();
    let is_it = |offer: &&Offer| offer.product == way.product && offer.term == way.term;
    let cost = offers.iter().find(is_it).map(|offer| (offer.cost, offer.burden));
    assert_eq!(cost, Some((nearest.cost - way.saves, nearest.burden + way.more)));
}
