//! How long one case is kept: a legal hold, the warning before its end, the request for the end; and the end
//! itself, by somebody else, with a certificate.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use casework::retention::{KeptState, Retention};
use casework::words::Private;
use store::{CaseSummary, StoreError};

use crate::form::{self, Fields, ORDINARY};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::frame::At;
use crate::staff::routes::StaffRoute;
use crate::staff::stack::{Block, Card, StackPage};

use super::{blame, summary_page, titled_summary, to, unknown, words};

/// Where a case stands with its keeping.
struct Kept {
    case: CaseSummary,
    retention: Option<Retention>,
    asked: bool,
}

impl Kept {
    async fn at(site: &Site, here: &SignedIn) -> Result<Self, Problem> {
        let id = here.at.id()?;
        let (case, retention, asked) = site
            .store
            .keeping_of(&here.actor, id, &site.moment())
            .await
            .map_err(unknown)?;
        Ok(Self {
            case,
            retention,
            asked,
        })
    }

    fn is_closed(&self) -> bool {
        self.case.closed_at.is_some() && self.case.stage < casework::case::Stage::Shredded
    }

    /// Somebody may ask for the end, and somebody else bring it: it is due, or was set by hand and is over.
    fn may_end(&self, site: &Site) -> bool {
        let over = self
            .case
            .retained_until
            .is_some_and(|until| site.clock.now() >= until);
        let due = self
            .retention
            .as_ref()
            .is_none_or(|kept| kept.state == KeptState::Due);
        self.is_closed() && over && due && !self.case.legal_hold
    }
}

/// The page.
pub(crate) async fn keeping(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let kept = Kept::at(&site, &here).await?;
    show(&site, &here, &kept, None)
}

/// The state in a sentence, with its day.
pub(crate) fn said_state(at: &At, retention: Retention) -> Markup {
    let said = at.say(&format!("oversight-kept-{}", retention.state));
    match retention.due_on {
        Some(day) => {
            let day = say::date(day, at.messages());
            at.fill(
                "oversight-kept-on",
                &[("state", (&said).into()), ("day", (&day).into())],
            )
        }
        None => said,
    }
}

fn reason_field(at: &At, sent: &Fields) -> Field {
    Field::new("reason", at.say("cases-move-reason"), Kind::Long).holding(sent.get("reason"))
}

/// What can be done now, one act at a time, with its reason.
fn acts(site: &Site, at: &At, kept: &Kept, sent: &Fields) -> Form {
    let mut all = Vec::new();
    if kept.is_closed() || kept.case.closed_at.is_none() {
        all.push(if kept.case.legal_hold {
            "release"
        } else {
            "hold"
        });
    }
    let warning_due = kept
        .retention
        .as_ref()
        .is_some_and(|kept| kept.state == KeptState::WarningDue);
    if warning_due {
        all.push("warn");
    }
    if kept.may_end(site) && !kept.asked {
        all.push("ask");
    }
    let choices = all
        .into_iter()
        .map(|act| {
            let said = at.say(&format!("oversight-keeping-{act}"));
            let hint = at.say(&format!("oversight-keeping-{act}-hint"));
            Choice {
                hint,
                ..Choice::new(act, said, sent.get("act") == act)
            }
        })
        .collect();
    Form::to(at.here())
        .with(Field::new(
            "act",
            at.say("oversight-keeping-act"),
            Kind::One(choices),
        ))
        .with(reason_field(at, sent).hinting(at.say("oversight-keeping-reason-hint")))
}

/// Lays a hold or lifts it, warns, or asks for the end.
pub(crate) async fn change_keeping(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let kept = Kept::at(&site, &here).await?;
    let (store, moment, id) = (&site.store, site.moment(), kept.case.id);
    let reason = Private::new(sent.get("reason"));
    let done = match sent.get("act") {
        "hold" | "release" => {
            let held = sent.get("act") == "hold";
            store
                .hold_case(&here.actor, id, held, &reason, &moment)
                .await
                .map(|_| if held { "held" } else { "released" })
        }
        "warn" => store
            .warn_of_end(&here.actor, id, &moment)
            .await
            .map(|_| "warned"),
        "ask" => store
            .ask_end(&here.actor, id, &reason, &moment)
            .await
            .map(|_| "end-asked"),
        _ => {
            let mut form = acts(&site, &here.at, &kept, &sent);
            form.blame("act", here.at.say("cases-fault-answer"));
            return show(&site, &here, &kept, Some(form));
        }
    };
    match done {
        Ok(done) => Ok(here.done(&here.at.here(), done)),
        Err(error) => {
            let mut form = acts(&site, &here.at, &kept, &sent);
            let field = match &error {
                StoreError::Case(store::CaseError::NeedsReason) => "reason",
                _ => "act",
            };
            blame(&mut form, &here.at, field, error)?;
            show(&site, &here, &kept, Some(form))
        }
    }
}

fn show(
    site: &Site,
    here: &SignedIn,
    kept: &Kept,
    form: Option<Form>,
) -> Result<Response, Problem> {
    let at = &here.at;
    let case = &kept.case;
    let mut lines = Vec::new();
    match &kept.retention {
        Some(retention) => lines.push(said_state(at, *retention)),
        None => lines.push(at.say(match case.closed_at {
            None => "oversight-kept-open",
            Some(_) => "oversight-kept-no-schedule",
        })),
    }
    if let Some(until) = case.retained_until.filter(|_| kept.retention.is_none()) {
        let day = words::moment(until, &site.settings.zone, at.messages());
        lines.push(at.fill("oversight-kept-by-hand", &[("day", (&day).into())]));
    }
    if case.legal_hold {
        lines.push(at.say("oversight-kept-hold"));
    }
    if kept.asked {
        lines.push(at.say("oversight-kept-asked"));
    }
    let card = Card {
        head: words::stage(at, case.stage),
        lines,
        late: case.legal_hold || kept.asked,
        ..Card::default()
    };
    let form = form.unwrap_or_else(|| acts(site, at, kept, &Fields::default()));
    let mut page = StackPage::new(
        here.frame(titled_summary(at, case, "oversight-keeping")),
        at.here(),
    )
    .back(to(here, case.id, StaffRoute::Case), at.say("cases-back"))
    .leading(
        at.to(StaffRoute::Keeping).to_owned(),
        at.say("oversight-keeping-all"),
    );
    if kept.asked && kept.may_end(site) {
        page = page.leading(
            to(here, case.id, StaffRoute::CaseEnd),
            at.say("oversight-end"),
        );
    }
    page.with(Block::new(at.say("oversight-keeping-now")).holding(vec![card], Markup::ours("")))
        .with(Block::new(at.say("oversight-keeping-do")).asking(
            form,
            at.say("oversight-keeping-go"),
            "go",
        ))
        .show()
}

/// The last question.
pub(crate) async fn end_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let kept = Kept::at(&site, &here).await?;
    show_end(&here, &kept, end_fields(&here.at, ""))
}

fn end_fields(at: &At, code: &str) -> Form {
    Form::to(at.here()).with(
        Field::new("code", at.say("cases-code"), Kind::Text)
            .holding(code)
            .hinting(at.say("oversight-end-code-hint")),
    )
}

/// Destroys the case, and shows the certificate.
pub(crate) async fn end(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let kept = Kept::at(&site, &here).await?;
    let mut form = end_fields(&here.at, sent.get("code"));
    // Typed by hand: whoever has the wrong page open destroys nothing.
    if sent.get("code").parse() != Ok(kept.case.code) {
        form.blame("code", here.at.say("oversight-fault-end-code"));
        return show_end(&here, &kept, form);
    }
    let ended = site
        .store
        .shred_case(&here.actor, kept.case.id, &site.moment())
        .await;
    match ended {
        Ok(_) => {
            let address = StaffRoute::EndCertificate.of(kept.case.id, here.at.lang);
            Ok(here.done(&address, "ended-case"))
        }
        Err(error) => {
            blame(&mut form, &here.at, "code", error)?;
            show_end(&here, &kept, form)
        }
    }
}

fn show_end(here: &SignedIn, kept: &Kept, form: Form) -> Result<Response, Problem> {
    let at = &here.at;
    summary_page(here, &kept.case, "oversight-end", form, "oversight-end-go")
        .saying(at.say("oversight-end-lead"))
        .saying(at.say("oversight-end-backups"))
        .saying(at.say("oversight-end-stays"))
        .dangerous()
        .show()
}
