//! Where a case goes next: the moves that are possible from where it stands, closing and opening again.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use casework::case::{ClosureReason, Move, Stage, Standing};
use casework::words::Private;
use store::{CaseParts, CaseSummary, StoreError};

use crate::form::{self, Fields, ORDINARY};
use crate::house::Site;
use crate::problem::Problem;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::frame::At;
use crate::staff::routes::StaffRoute;

use super::{blame, known_at, purpose, summary_page, unknown, words};

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

/// Where a case stands, as far as whoever asks may see: all of it, or the stage alone for those who approve
/// without reading.
struct Seen {
    case: CaseSummary,
    standing: Standing,
    read: bool,
}

impl Seen {
    async fn at(site: &Site, here: &SignedIn) -> Result<Self, Problem> {
        let parts = CaseParts::Kinds(&[]);
        let (id, why) = (here.at.id()?, purpose(&here.me));
        let moment = site.moment();
        match site
            .store
            .case_view(&here.actor, id, parts, why, &moment)
            .await
        {
            Ok(view) if view.narrative => Ok(Self {
                case: view.open.summary,
                standing: view.open.case.standing,
                read: true,
            }),
            Ok(_) | Err(StoreError::Forbidden(_)) => {
                let case = known_at(site, here).await?;
                Ok(Self {
                    standing: Standing {
                        stage: case.stage,
                        ..Standing::new()
                    },
                    case,
                    read: false,
                })
            }
            Err(error) => Err(unknown(error)),
        }
    }

    fn moves(&self) -> Vec<(String, Move)> {
        let mut all = moves(&self.standing);
        if !self.read {
            all.retain(|(_, step)| matches!(step, Move::Close(_) | Move::Reopen | Move::Seal));
        }
        all
    }
}

/// The form.
pub(crate) async fn stage_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let case = Seen::at(&site, &here).await?;
    let form = fields(&here.at, &case, &Fields::default());
    show(&here, &case, form)
}

fn fields(at: &At, case: &Seen, sent: &Fields) -> Form {
    let choices = case
        .moves()
        .into_iter()
        .map(|(word, _)| {
            let said = at.say(&format!("cases-move-{word}"));
            let chosen = sent.get("move") == word;
            Choice::new(word, said, chosen)
        })
        .collect();
    Form::to(at.here())
        .along("version", case.case.version.to_string())
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
    let case = Seen::at(&site, &here).await?;
    let version = sent.get("version").parse().map_err(|_| Problem::BadForm)?;
    let mut form = fields(&here.at, &case, &sent);
    let asked = case
        .moves()
        .into_iter()
        .find(|(word, _)| word == sent.get("move"));
    let Some((_, step)) = asked else {
        form.blame("move", here.at.say("cases-fault-move"));
        return show(&here, &case, form);
    };
    let reason = Private::new(sent.get("reason"));
    let id = case.case.id;
    let moved = site
        .store
        .move_case(&here.actor, id, version, step, &reason, &site.moment())
        .await;
    match moved {
        Ok(_) => Ok(here.done(&StaffRoute::Case.of(id, here.at.lang), "saved")),
        Err(StoreError::Forbidden(_)) => {
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

fn show(here: &SignedIn, case: &Seen, form: Form) -> Result<Response, Problem> {
    let at = &here.at;
    let stage = words::stage(at, case.case.stage);
    summary_page(here, &case.case, "cases-move", form, "cases-move-go")
        .saying(at.fill("cases-move-now", &[("stage", (&stage).into())]))
        .show()
}
