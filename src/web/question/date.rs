use super::{described_by, hint, typed, unknown_tick, value};
use crate::application::Answer;
use crate::pack::question::Question;
use crate::web::components::{all, check, inline_fault};
use crate::web::cx::Cx;
use yew::{Html, html};

const PARTS: [(&str, &str); 3] = [("date-year", "4"), ("date-month", "2"), ("date-day", "2")];

/// Year, month and day; a whole date may also be pasted into the first.
pub fn field(cx: &Cx<'_>, question: &Question, fault: Option<&str>) -> Html {
    html! { <>
        <fieldset class="k-date" aria-describedby={described_by(fault)}>
            <legend class="k-choices__legend"><h1 class="k-question__title">{ cx.label(&question.id) }</h1></legend>
            { hint(cx, question) }
            { inline_fault(cx, fault) }
            <div class="k-date__parts">
                { all(&mut PARTS.iter().enumerate().map(|(part, (label, size))| html! {
                    <label class="k-date__part" key={part}>
                        <span class="k-date__label">{ cx.text(label) }</span>
                        <input class="k-field__input" id={["answer-", &part.to_string()].concat()} type="text"
                            inputmode="numeric" autocomplete="off" enterkeyhint="next" size={*size}
                            data-focus={(part == 0).then_some("")} value={value(cx, question, part)}
                            aria-invalid={fault.is_some().to_string()} oninput={typed(cx, question, part)} />
                    </label>
                })) }
            </div>
            { understood(cx, question) }
        </fieldset>
        { unknown_tick(cx, question) }
    </> }
}

fn understood(cx: &Cx<'_>, question: &Question) -> Html {
    let said = match cx.state.read(question) {
        Ok(Some(Answer::Date(date))) => cx.say.fill("understood-date", &[("date", &cx.say.date(date))]),
        _ => return html! { <output class="k-echo">{ cx.text("understood-date-example") }</output> },
    };
    html! { <output class="k-echo k-echo--understood">{ check("k-echo__tick") }{ said }</output> }
}
