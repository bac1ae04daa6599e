use super::rights::citations;
use crate::decision::{Decision, Outcome};
use crate::explain::Reason;
use crate::pack::derivation::Derivation;
use crate::pack::question::{AnswerKind, Unit};
use crate::web::cx::Cx;
use crate::web::draw::all;
use yew::Html;

/// Why: at most four, the heaviest first.
pub fn view(cx: &Cx<'_>, decision: &Decision) -> Html {
    if decision.reasons.is_empty() {
        return Html::default();
    }
    let title = match decision.outcome {
        Outcome::Likely | Outcome::Possible => "reasons-title-offered",
        Outcome::Referred | Outcome::NotYet => "reasons-title",
    };
    let reason = |reason: &Reason| {
        cx.draw("<li class='k-reasons__one'>{}{}{}{}</li>")
            .say(&["reason-", &reason.code])
            .html(citations(cx, &reason.cite))
            .when(reason.expert, "<span class='k-reasons__mark'>{reason-expert}</span>")
            .when(is_self_declared(cx, decision, reason), "<span class='k-reasons__mark'>{self-declared}</span>")
            .end()
    };
    cx.draw(
        "<section class='k-reasons'><h2 class='k-result__heading'>{}</h2><ol class='k-reasons__list'>{}</ol></section>",
    )
    .say(&[title])
    .html(all(&decision.reasons, reason))
    .end()
}

/// Whether a reason rests on a score that the applicant typed and nothing here can check.
fn is_self_declared(cx: &Cx<'_>, decision: &Decision, reason: &Reason) -> bool {
    let pack = &cx.state.documents.pack;
    let segment = pack.segments.iter().find(|segment| decision.segment.as_ref() == Some(&segment.id));
    let experts = segment.and_then(|segment| segment.expert.as_ref()).map(|expert| expert.characteristics.as_slice());
    let read = experts.unwrap_or_default().iter().find(|characteristic| characteristic.id == reason.code);
    let Some(Derivation::Answer { of }) = read.map(|characteristic| &characteristic.derivation) else { return false };
    pack.questions
        .iter()
        .any(|question| question.id == *of && matches!(&question.answer, AnswerKind::Number { unit: Unit::Points, .. }))
}
