//! Several files side by side: what several people answered, and what one organization answered then and
//! now. The files are read, compared and dropped.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Request, State};
use axum::response::Response;
use kernel::Lang;
use questionnaires::model::Questionnaire;
use questionnaires::{Compiled, ItemComparison, Library, ScoreComparison, over_time, raters};

use super::draft::{Draft, Sorted};
use super::findings::number;
use super::sent::{self, Fault, Part};
use super::view;
use crate::frame::{Frame, Switch};
use crate::handler::{Here, page};
use crate::house::Site;
use crate::markup::Markup;
use crate::messages::Messages;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say;

/// Statements on which raters differ most that are shown: enough for one meeting.
const MOST_STATEMENTS: usize = 12;
/// Names of the fields.
const RATERS: &str = "file";
const BEFORE: &str = "before";
const AFTER: &str = "after";

/// The form.
pub(crate) async fn form(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
) -> Result<Response, Problem> {
    page_of(&site, lang, None, None)
}

/// Compares, or says what keeps the files from being compared.
pub(crate) async fn compare(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    request: Request,
) -> Result<Response, Problem> {
    let messages = Messages::of(lang);
    let compared = sent::files(request)
        .await?
        .map_err(Fault::key)
        .and_then(|parts| compared(&parts, &site.questionnaires, messages));
    match compared {
        Ok(compared) => page_of(&site, lang, None, Some(compared)),
        Err(key) => page_of(&site, lang, Some(messages.say(key)), None),
    }
}

fn page_of(
    site: &Site,
    lang: Lang,
    fault: Option<Markup>,
    compared: Option<Compared>,
) -> Result<Response, Problem> {
    let frame = Frame::new(site, lang, Switch::link(Route::QuestionsTogether));
    page(&TogetherPage {
        frame,
        fault,
        compared,
    })
}

/// The context of `templates/questions/together.html`.
#[derive(Template)]
#[template(path = "questions/together.html")]
pub(crate) struct TogetherPage<'a> {
    frame: Frame<'a>,
    fault: Option<Markup>,
    compared: Option<Compared>,
}

/// What a comparison comes to.
struct Compared {
    title: Markup,
    lead: Markup,
    scores: Vec<Row>,
    statements: Vec<Row>,
    /// Not compared, because it was asked in another way.
    other: Vec<Markup>,
}

/// One score or statement, file by file.
struct Row {
    name: Markup,
    values: Vec<Markup>,
    spread: Option<Markup>,
}

/// A file, held against the version it was answered with.
struct Held<'a> {
    instrument: &'a Compiled,
    sorted: Sorted,
}

fn held<'a>(part: &Part, library: &'a Library) -> Result<Held<'a>, Fault> {
    let draft: Draft = sent::read(&part.bytes, library)?;
    let instrument = library
        .get(&draft.form, &draft.version)
        .ok_or(Fault::Unknown)?;
    let sorted = draft.sort(instrument);
    Ok(Held { instrument, sorted })
}

fn compared(
    parts: &[Part],
    library: &Library,
    messages: &'static Messages,
) -> Result<Compared, &'static str> {
    let of = |field: &str| {
        let parts = parts.iter().filter(|part| part.field == field);
        parts
            .map(|part| held(part, library))
            .collect::<Result<Vec<_>, _>>()
            .map_err(Fault::key)
    };
    let (before, after) = (of(BEFORE)?, of(AFTER)?);
    if let ([before], [after]) = (&before[..], &after[..]) {
        return then_and_now(before, after, messages);
    }
    let held = of(RATERS)?;
    if held.len() < 2 {
        return Err("questions-together-two");
    }
    side_by_side(&held, messages)
}

fn side_by_side(held: &[Held<'_>], messages: &'static Messages) -> Result<Compared, &'static str> {
    let instrument = held[0].instrument;
    if !held
        .iter()
        .all(|one| std::ptr::eq(one.instrument, instrument))
    {
        return Err("questions-together-versions");
    }
    let questionnaire = instrument.questionnaire();
    let responses: Vec<_> = held.iter().map(|one| one.sorted.response.clone()).collect();
    let found = raters(instrument, &responses).map_err(|_| "questions-sent-foreign")?;
    if found.scores.is_empty() {
        return Err("questions-together-unscored");
    }
    let differ = found.items.iter();
    let differ = differ.filter(|item| item.spread.is_some_and(|spread| spread > 0));
    Ok(Compared {
        title: say::text(&questionnaire.title, messages),
        lead: messages.fill("questions-together-people", &[("count", held.len().into())]),
        scores: scores(&found.scores, questionnaire, messages),
        statements: differ
            .take(MOST_STATEMENTS)
            .filter_map(|item| statement(item, questionnaire, messages))
            .collect(),
        other: Vec::new(),
    })
}

fn then_and_now(
    before: &Held<'_>,
    after: &Held<'_>,
    messages: &'static Messages,
) -> Result<Compared, &'static str> {
    let found = over_time(
        (before.instrument, &before.sorted.response),
        (after.instrument, &after.sorted.response),
    )
    .map_err(|_| "questions-together-versions")?;
    let questionnaire = after.instrument.questionnaire();
    if questionnaire.score.is_empty() {
        return Err("questions-together-unscored");
    }
    let items = questionnaire.items();
    let changed = found.items.iter();
    let changed = changed.filter(|item| item.change().is_some_and(|change| change != 0));
    Ok(Compared {
        title: say::text(&questionnaire.title, messages),
        lead: messages.say("questions-together-times"),
        scores: scores(&found.scores, questionnaire, messages),
        statements: changed
            .filter_map(|item| statement(item, questionnaire, messages))
            .collect(),
        other: found
            .not_comparable
            .iter()
            .filter_map(|id| {
                let item = items.iter().find(|item| item.link_id == *id)?;
                Some(view::text(item, false, messages))
            })
            .collect(),
    })
}

fn scores(
    scores: &[ScoreComparison],
    questionnaire: &Questionnaire,
    messages: &'static Messages,
) -> Vec<Row> {
    let rows = scores.iter().map(|score| {
        let written = questionnaire.score.iter().find(|one| one.id == score.id);
        let values = score.values.iter().map(|value| match value {
            Some(value) => Markup::escaped(&number(*value, messages)),
            None => messages.say("questions-together-nothing"),
        });
        let spread = score.spread.filter(|spread| *spread > 0.0).map(|spread| {
            let spread = Markup::escaped(&number(spread, messages));
            messages.fill("questions-together-apart", &[("spread", (&spread).into())])
        });
        Row {
            name: written.map_or_else(
                || Markup::escaped(&score.id),
                |one| say::text(&one.name, messages),
            ),
            values: values.collect(),
            spread,
        }
    });
    rows.collect()
}

/// A statement, with the words of each one's answer.
fn statement(
    compared: &ItemComparison,
    questionnaire: &Questionnaire,
    messages: &'static Messages,
) -> Option<Row> {
    let items = questionnaire.items();
    let item = items.iter().find(|item| item.link_id == compared.link_id)?;
    let options = questionnaire.options(item);
    let values = compared.weights.iter().map(|weight| {
        let mut options = options.iter();
        let chosen = weight.and_then(|weight| options.find(|one| one.weight == Some(weight)));
        chosen.map_or_else(
            || messages.say("questions-together-nothing"),
            |option| say::text(&option.text, messages),
        )
    });
    Some(Row {
        name: view::text(item, false, messages),
        values: values.collect(),
        spread: None,
    })
}
