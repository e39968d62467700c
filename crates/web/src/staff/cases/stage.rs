//! Where a case goes next: the moves that are possible from where it stands, closing and opening again.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use casework::case::{ClosureReason, Move, Stage, Standing};
use casework::words::Private;
use store::OpenCase;

use crate::form::{self, Fields, ORDINARY};
use crate::house::Site;
use crate::problem::Problem;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::frame::At;
use crate::staff::routes::StaffRoute;

use super::{blame, case_at, form_page, words};

/// The moves that a form offers from here, each with the word that it sends.
fn moves(standing: &Standing) -> Vec<(String, Move)> {
    let mut all: Vec<(String, Move)> = standing
        .next()
        .iter()
        .map(|stage| (format!("to-{stage}"), Move::To(*stage)))
        .collect();
    if standing.is_open() {
        let contact = if standing.is_out_of_contact() {
            ("regain-contact", Move::RegainContact)
        } else {
            ("lose-contact", Move::LoseContact)
        };
        all.push((contact.0.to_owned(), contact.1));
        all.push(("not-trafficking".to_owned(), Move::FindNotTrafficking));
        all.extend(
            ClosureReason::ALL
                .iter()
                .map(|reason| (format!("close-{reason}"), Move::Close(*reason))),
        );
    } else {
        all.push(("reopen".to_owned(), Move::Reopen));
        if standing.stage == Stage::Closed {
            all.push(("seal".to_owned(), Move::Seal));
        }
    }
    all
}

/// The form.
pub(crate) async fn stage_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let case = case_at(&site, &here).await?;
    let form = fields(&here.at, &case, &Fields::default());
    show(&here, &case, form)
}

fn fields(at: &At, case: &OpenCase, sent: &Fields) -> Form {
    let choices = moves(&case.case.standing)
        .into_iter()
        .map(|(word, _)| {
            let said = at.say(&format!("cases-move-{word}"));
            let chosen = sent.get("move") == word;
            Choice::new(word, said, chosen)
        })
        .collect();
    Form::to(at.here())
        .along("version", case.summary.version.to_string())
        .with(Field::new(
            "move",
            at.say("cases-move-to"),
            Kind::One(choices),
        ))
        .with(
            Field::new("reason", at.say("cases-move-reason"), Kind::Long)
                .holding(sent.get("reason"))
                .hinting(at.say("cases-move-reason-hint")),
        )
}

/// Moves the case.
pub(crate) async fn move_case(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let case = case_at(&site, &here).await?;
    let version = sent.get("version").parse().map_err(|_| Problem::BadForm)?;
    let mut form = fields(&here.at, &case, &sent);
    let asked = moves(&case.case.standing)
        .into_iter()
        .find(|(word, _)| word == sent.get("move"));
    let Some((_, step)) = asked else {
        form.blame("move", here.at.say("cases-fault-move"));
        return show(&here, &case, form);
    };
    let reason = Private::new(sent.get("reason"));
    let id = case.summary.id;
    let moved = site
        .store
        .move_case(&here.actor, id, version, step, &reason, &site.moment())
        .await;
    match moved {
        Ok(_) => Ok(here.done(&StaffRoute::Case.of(id, here.at.lang), "saved")),
        Err(store::StoreError::Forbidden(_)) => {
            // Closing and reopening are for whoever coordinates: they can see the case, so say it.
            form.blame("move", here.at.say("cases-fault-approve"));
            show(&here, &case, form)
        }
        Err(error) => {
            blame(&mut form, &here.at, "move", error)?;
            show(&here, &case, form)
        }
    }
}

fn show(here: &SignedIn, case: &OpenCase, form: Form) -> Result<Response, Problem> {
    let at = &here.at;
    let stage = words::stage(at, case.case.standing.stage);
    form_page(here, case, "cases-move", form, "cases-move-go")
        .saying(at.fill("cases-move-now", &[("stage", (&stage).into())]))
        .show()
}
