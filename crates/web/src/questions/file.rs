//! The answers in one file, to take away (FHIR R4 `QuestionnaireResponse`).

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use kernel::Lang;
use questionnaires::{ResponseStatus, fhir};

use super::draft::{ANSWERS, Draft, Standing};
use super::list;
use super::run::{Sitting, Step, go};
use crate::form::Form;
use crate::handler::Here;
use crate::house::Site;
use crate::problem::Problem;

/// An address is not a question: whoever opens it sees the list.
pub(crate) async fn form(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
) -> Result<Response, Problem> {
    list::page_of(&site, lang, None)
}

/// The file. What cannot stand in one is mended first, on the page.
pub(crate) async fn download(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    Form(fields): Form<ANSWERS>,
) -> Result<Response, Problem> {
    let step = Step {
        site: &site,
        lang,
        draft: Draft::read(&fields),
    };
    let Standing::Here(instrument) = step.draft.standing(&site.questionnaires) else {
        return go(step, &fields);
    };
    let sitting = Sitting::begin(step, instrument)?;
    if !sitting.sorted.wrong.is_empty() {
        return sitting.review();
    }
    let mut response = sitting.sorted.response;
    if sitting.evaluation.missing.is_empty() {
        response.status = ResponseStatus::Completed;
    }
    let json = fhir::response_to_json(instrument, &response);
    let body = serde_json::to_vec_pretty(&json).map_err(|_| Problem::broken(&"answers as JSON"))?;
    let headers: [(HeaderName, HeaderValue); 2] = [
        (
            CONTENT_TYPE,
            HeaderValue::from_static("application/fhir+json; charset=utf-8"),
        ),
        // A name that tells nothing, as it stays among the downloads.
        (
            CONTENT_DISPOSITION,
            HeaderValue::from_static(match lang {
                Lang::En => "attachment; filename=\"answers.json\"",
                Lang::Fr => "attachment; filename=\"reponses.json\"",
            }),
        ),
    ];
    Ok((headers, body).into_response())
}
