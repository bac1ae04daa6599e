use crate::json::Problem;
use crate::pack::question::Question;
use crate::web::browser;
use crate::web::cx::Cx;
use crate::web::draw::all;
use crate::web::question::fault;
use crate::web::saved::Opened;
use crate::web::state::Action;
use yew::{Callback, Html};

/// The way to open a file that was saved, and why the last one can't be.
pub fn open_file(cx: &Cx<'_>) -> Html {
    let read = cx.link.reform(Action::OpenFile);
    let why = match cx.state.file.as_deref() {
        Some(Err(problem)) => cx
            .draw("<p class='k-fault' role='alert'>{} <code>{}</code></p>")
            .text(words(cx, problem))
            .word(problem.code)
            .end(),
        Some(Ok(_)) | None => Html::default(),
    };
    cx.draw(
        "<div class='k-open'><label class='k-button k-button--quiet'>{file-open}\
         <input class='k-open__file' type='file' accept='.json,application/json' autocomplete='off' onchange={}></label>\
         <span class='k-open__hint'>{file-open-hint}</span>{}</div>",
    )
    .on(Callback::from(move |event| browser::on_file(&event, read.clone())))
    .html(why)
    .end()
}

/// What was taken over from the file that was opened, and what was not.
pub fn opened_file(cx: &Cx<'_>) -> Html {
    let Some(Ok(opened)) = cx.state.file.as_deref() else { return Html::default() };
    let Opened { pack, problems, .. } = opened;
    let taken = cx.say.fill("file-opened", &[("count", &cx.state.form.typed().len().to_string())]);
    let not_taken = |problem: &Problem| {
        cx.draw("<li>{} <code>{} {}</code></li>").text(words(cx, problem)).word(problem.code).word(&problem.path).end()
    };
    let mut left_out = Html::default();
    if !problems.is_empty() {
        left_out = cx.draw("<p>{file-not-taken}</p><ul class='k-list'>{}</ul>").html(all(problems, not_taken)).end();
    }
    cx.draw("<div class='k-opened' role='status'><p>{}</p>{}{}{}</div>")
        .text(taken)
        .when(*pack == "changed", "<p>{file-pack-changed}</p>")
        .when(*pack == "other" || *pack == "other-market", "<p>{file-pack-other}</p>")
        .html(left_out)
        .end()
}

/// A problem in words: what is wrong with the file itself, with an answer and its question, or that nobody asks for it.
fn words(cx: &Cx<'_>, problem: &Problem) -> String {
    let is_at = |question: &&Question| problem.path.split('/').any(|part| part == question.id);
    if let Some(question) = cx.state.documents.pack.questions.iter().find(is_at) {
        let id = ["error-", problem.code].concat();
        let id = if cx.say.find(&id).is_some() { &id } else { "file-problem" };
        return [&cx.label(&question.id), " ", &fault(cx, question, id)].concat();
    }
    let of = |area: &str| cx.say.find(&[area, problem.code].concat());
    of("").or_else(|| of("file-")).unwrap_or_else(|| cx.text("file-problem"))
}
