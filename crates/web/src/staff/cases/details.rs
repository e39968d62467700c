//! What stands on the case itself beside its stage: age band, languages, region, a police matter beside it.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use casework::case::LanguageTag;
use directory::geography::Province;
use store::{CaseDetails, CaseError, OpenCase, StoreError};

use crate::form::{self, Fields, ORDINARY};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::frame::At;
use crate::staff::routes::StaffRoute;

use super::open::{Details, detail_fields};
use super::{blame, case_at, form_page};

/// The form, with what is known.
pub(crate) async fn details_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let case = case_at(&site, &here).await?;
    let form = fields(&here.at, &known(&case), case.summary.version);
    show(&here, &case, form)
}

/// What is known, as the form would send it.
fn known(case: &OpenCase) -> Fields {
    let tags: Vec<&str> = case
        .case
        .languages
        .iter()
        .map(LanguageTag::as_str)
        .collect();
    let mut pairs = vec![
        ("age".to_owned(), case.case.age_band.to_string()),
        ("languages".to_owned(), tags.join(", ")),
        (
            "region".to_owned(),
            case.case.region.clone().unwrap_or_default(),
        ),
    ];
    if case.case.interpreter {
        pairs.push(("interpreter".to_owned(), "yes".to_owned()));
    }
    if case.case.police_lead {
        pairs.push(("police".to_owned(), "yes".to_owned()));
    }
    Fields::of(pairs)
}

fn fields(at: &At, sent: &Fields, version: i64) -> Form {
    let police = vec![Choice::new(
        "yes",
        at.say("cases-police-yes"),
        sent.has("police"),
    )];
    let form = Form::to(at.here()).along("version", version.to_string());
    detail_fields(form, at, sent).with(
        Field::new(
            "police",
            at.say("cases-police"),
            Kind::Any(vec![(Markup::ours(""), police)]),
        )
        .hinting(at.say("cases-police-hint")),
    )
}

/// Saves it. Whoever comes second sees what the first changed, beside their own.
pub(crate) async fn save_details(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let case = case_at(&site, &here).await?;
    let version = sent.get("version").parse().map_err(|_| Problem::BadForm)?;
    let read = match Details::read(&sent) {
        Ok(read) => read,
        Err((field, key)) => {
            let mut form = fields(&here.at, &sent, version);
            form.blame(field, here.at.say(key));
            return show(&here, &case, form);
        }
    };
    let details = CaseDetails {
        age_band: read.age_band,
        languages: read.languages,
        interpreter: read.interpreter,
        region: read.region,
        police_lead: sent.has("police"),
    };
    let id = case.summary.id;
    let kept = site
        .store
        .save_case(&here.actor, id, version, &details, &site.moment())
        .await;
    match kept {
        Ok(_) => Ok(here.done(&StaffRoute::Case.of(id, here.at.lang), "saved")),
        Err(StoreError::Case(CaseError::ChangedSince { .. })) => {
            let case = case_at(&site, &here).await?;
            let theirs = known(&case);
            let mut form = fields(&here.at, &sent, case.summary.version);
            for field in &mut form.fields {
                let (mine, other) = (sent.get(field.name), theirs.get(field.name));
                if mine != other {
                    let value = said(&here.at, field.name, other);
                    let fault = here
                        .at
                        .fill("cases-fault-theirs", &[("value", (&value).into())]);
                    field.fault = Some(fault);
                }
            }
            // Nothing differs but something was saved: say so once, at the top.
            if !form.is_faulty() {
                form.blame("age", here.at.say("cases-fault-changed-since"));
            }
            show(&here, &case, form)
        }
        Err(error) => {
            let mut form = fields(&here.at, &sent, version);
            blame(&mut form, &here.at, "age", error)?;
            show(&here, &case, form)
        }
    }
}

/// What somebody else put into a field, as it is read.
fn said(at: &At, field: &str, value: &str) -> Markup {
    match (field, value) {
        ("age", band) => at.say(&format!("cases-age-{band}")),
        ("region", "") => at.say("cases-region-none"),
        ("region", code) => Province::ALL
            .into_iter()
            .find(|province| province.code() == code)
            .map_or_else(
                || Markup::escaped(code),
                |province| say::text(&province.name(), at.messages()),
            ),
        ("interpreter" | "police", "yes") => at.say("people-yes"),
        ("interpreter" | "police", _) => at.say("people-no"),
        (_, "") => at.say("cases-nothing"),
        (_, words) => Markup::escaped(words),
    }
}

fn show(here: &SignedIn, case: &OpenCase, form: Form) -> Result<Response, Problem> {
    form_page(here, case, "cases-details", form, "people-save").show()
}
