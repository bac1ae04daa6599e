use crate::decision::{Decision, Outcome};
use crate::explain::Reason;
use crate::pack::derivation::Derivation;
use crate::pack::question::{AnswerKind, Unit};
use crate::web::components::all;
use crate::web::cx::Cx;
use crate::web::result::rights::citations;
use yew::{Html, html};

/// Why: at most four, the heaviest first.
pub fn view(cx: &Cx<'_>, decision: &Decision) -> Html {
    if decision.reasons.is_empty() {
        return Html::default();
    }
    let title = match decision.outcome {
        Outcome::Likely | Outcome::Possible => "reasons-title-offered",
        Outcome::Referred | Outcome::NotYet => "reasons-title",
    };
    html! {
        <section class="k-reasons">
            <h2 class="k-result__heading">{ cx.text(title) }</h2>
            <ol class="k-reasons__list">
                { all(&mut decision.reasons.iter().map(|reason| html! {
                    <li class="k-reasons__one">
                        { cx.text(&["reason-", &reason.code].concat()) }
                        if !reason.cite.is_empty() {
                            { citations(cx, &reason.cite) }
                        }
                        if reason.expert {
                            <span class="k-reasons__mark">{ cx.text("reason-expert") }</span>
                        }
                        if is_self_declared(cx, decision, reason) {
                            <span class="k-reasons__mark">{ cx.text("self-declared") }</span>
                        }
                    </li>
                })) }
            </ol>
        </section>
    }
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
