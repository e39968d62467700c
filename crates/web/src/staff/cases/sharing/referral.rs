//! A referral: to whom and for what; then, once the page knows to whom, only what her consent covers can be
//! chosen, and the page says which consent that is. Where none does, it leads to asking her.

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::case::{IDENTITY_FIELDS, Person};
use casework::consent::DataKind;
use casework::need::Need;
use casework::referral::{Referral, ReferralState};
use casework::words::{CaseId, EnquiryId, OrganizationId, Private, ReferralId, WorkerId};
use jiff::{Timestamp, ToSpan as _};
use store::{LeadMove, OpenCase, StoreError};
use uuid::Uuid;

use super::super::{case_at, choices, day, day_field, form_page, titled};
use super::cover::{Cover, SHAREABLE};
use super::{Agencies, after_hours, fault, hours_field, id_of, query_of};
use crate::form::{self, Fields, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind, NARROW, NARROW_WORDS, choosing};
use crate::staff::frame::StaffFrame;
use crate::staff::routes::StaffRoute;

/// By when an answer is needed.
const ANSWERS: [&str; 5] = ["2h", "12h", "1d", "3d", "7d"];
/// How long the form proposes to share, in days; her consent may end before.
const PROPOSED_DAYS: i64 = 30;

/// To whom, for what, after which enquiry.
struct Chosen {
    to: Uuid,
    need: Need,
    enquiry: Option<Uuid>,
}

impl Chosen {
    /// As an address or a form has it; only an organization that is there can be chosen.
    fn read(asked: &Fields, agencies: &Agencies) -> Option<Self> {
        Some(Self {
            to: id_of(asked, "to").filter(|id| agencies.one(*id).is_some())?,
            need: Need::parse(asked.get("need"))?,
            enquiry: id_of(asked, "enquiry"),
        })
    }

    /// The address of the form about it.
    fn address(&self, here: &SignedIn) -> String {
        let enquiry = self
            .enquiry
            .map_or_else(String::new, |id| format!("&enquiry={id}"));
        format!(
            "{}?to={}&need={}{enquiry}",
            here.at.here(),
            self.to,
            self.need
        )
    }
}

/// The context of `templates/staff/cases/sharing/referral.html`.
#[derive(Template)]
#[template(path = "staff/cases/sharing/referral.html")]
struct ReferralPage<'a> {
    frame: StaffFrame<'a>,
    back: String,
    to: Markup,
    need: Markup,
    /// It has no account: it is reached by a one-time link.
    outside: bool,
    /// What her consent does not cover, with why.
    refused: Vec<(Markup, Markup)>,
    /// Where she is asked.
    ask: String,
    /// Something may go.
    covered: bool,
    form: Form,
}

/// The form.
pub(crate) async fn referral_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    let case = case_at(&site, &here).await?;
    let agencies = Agencies::read(&site, &here).await?;
    let asked = query_of(&uri);
    match Chosen::read(&asked, &agencies) {
        Some(chosen) => {
            let step = Step::read(&site, &here, &case, &agencies, chosen).await?;
            let form = step.fields(&asked);
            step.show(form)
        }
        None => show_choice(&here, &case, choice_fields(&here, &case, &agencies, &asked)),
    }
}

/// To whom and for what.
fn choice_fields(here: &SignedIn, case: &OpenCase, agencies: &Agencies, sent: &Fields) -> Form {
    let at = &here.at;
    let own = case.summary.lead_organization_id;
    let all = agencies.choices(own, id_of(sent, "to"), at);
    let words = sent.get(NARROW_WORDS);
    Form::to(at.here())
        .along("act", "choose")
        .with_all(choosing(
            at,
            "to",
            at.say("sharing-referral-to"),
            all,
            words,
        ))
        .with(Field::new(
            "need",
            at.say("sharing-referral-need"),
            Kind::Select(choices(
                Need::ALL,
                Need::as_str,
                |word| at.say(&format!("cases-need-of-{word}")),
                Need::parse(sent.get("need")),
            )),
        ))
}

fn show_choice(here: &SignedIn, case: &OpenCase, form: Form) -> Result<Response, Problem> {
    form_page(
        here,
        case,
        "sharing-referral",
        form,
        "sharing-referral-next",
    )
    .saying(here.at.say("sharing-referral-lead"))
    .show()
}

/// Chooses the recipient, or sends the referral.
pub(crate) async fn send_referral(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let case = case_at(&site, &here).await?;
    let agencies = Agencies::read(&site, &here).await?;
    let chosen = Chosen::read(&sent, &agencies);
    if sent.has(NARROW) {
        return show_choice(&here, &case, choice_fields(&here, &case, &agencies, &sent));
    }
    let Some(chosen) = chosen else {
        // Also when it was there a moment ago: it can be chosen no more.
        let mut form = choice_fields(&here, &case, &agencies, &sent);
        let key = match sent.get("to") {
            "" => "sharing-fault-to",
            _ => "sharing-fault-gone",
        };
        form.blame("to", here.at.say(key));
        return show_choice(&here, &case, form);
    };
    if sent.get("act") == "choose" {
        return Ok(Redirect::to(&chosen.address(&here)).into_response());
    }
    let step = Step::read(&site, &here, &case, &agencies, chosen).await?;
    let Some(mut form) = step.fields(&sent) else {
        return step.show(None);
    };
    let referral = match step.referral(&sent) {
        Ok(referral) => referral,
        Err((field, said)) => {
            form.blame(field, said);
            return step.show(Some(form));
        }
    };
    match step.send(&referral).await {
        Ok(()) => {
            let page = StaffRoute::CaseSharing.of(case.summary.id, here.at.lang);
            Ok(here.done(&page, "referral-sent"))
        }
        Err(error) => {
            form.blame("kinds", fault(error, &here.at)?);
            step.show(Some(form))
        }
    }
}

/// The second step: what goes.
struct Step<'a> {
    site: &'a Site,
    here: &'a SignedIn,
    case: &'a OpenCase,
    agencies: &'a Agencies,
    chosen: Chosen,
    cover: Cover,
}

impl<'a> Step<'a> {
    async fn read(
        site: &'a Site,
        here: &'a SignedIn,
        case: &'a OpenCase,
        agencies: &'a Agencies,
        chosen: Chosen,
    ) -> Result<Self, Problem> {
        let to = agencies.recipient(chosen.to);
        let cover = Cover::read(site, here, case.summary.id, to).await?;
        Ok(Self {
            site,
            here,
            case,
            agencies,
            chosen,
            cover,
        })
    }

    /// The fields of who she is that are on file, if they may go.
    fn identity(&self) -> Vec<&'static str> {
        let Some(person) = &self.case.person else {
            return Vec::new();
        };
        if !self.cover.kinds().contains(&DataKind::Identity) {
            return Vec::new();
        }
        IDENTITY_FIELDS
            .into_iter()
            .filter(|name| is_written(&person.payload, name))
            .collect()
    }

    /// The form; `None` where nothing may go.
    fn fields(&self, sent: &Fields) -> Option<Form> {
        let at = &self.here.at;
        let covered = self.cover.kinds();
        if covered.is_empty() {
            return None;
        }
        let ticked: BTreeSet<&str> = sent.all("kinds").collect();
        let kinds = SHAREABLE
            .into_iter()
            .filter(|kind| *kind != DataKind::Identity && covered.contains(kind))
            .map(|kind| {
                let said = at.say(&format!("cases-data-{kind}"));
                let mut choice = Choice::new(kind.as_str(), said, ticked.contains(kind.as_str()));
                choice.hint = self.cover.said(self.site, self.here, kind);
                choice
            })
            .collect();
        let plain = Markup::ours("");
        let mut form = Form::to(self.chosen.address(self.here))
            .along("act", "send")
            .along("to", self.chosen.to.to_string())
            .along("need", self.chosen.need.as_str())
            .along(
                "enquiry",
                self.chosen
                    .enquiry
                    .map(|id| id.to_string())
                    .unwrap_or_default(),
            )
            .with(
                Field::new(
                    "kinds",
                    at.say("sharing-referral-kinds"),
                    Kind::Any(vec![(plain.clone(), kinds)]),
                )
                .hinting(at.say("sharing-referral-kinds-hint")),
            );
        let identity = self.identity();
        if !identity.is_empty() {
            let ticked: BTreeSet<&str> = sent.all("identity").collect();
            let fields = identity
                .into_iter()
                .map(|name| {
                    let said = at.say(&format!("sharing-identity-{name}"));
                    Choice::new(name, said, ticked.contains(name))
                })
                .collect();
            let label = at.say("sharing-referral-identity");
            form = form.with(
                Field::new("identity", label, Kind::Any(vec![(plain, fields)]))
                    .hinting(self.cover.said(self.site, self.here, DataKind::Identity)),
            );
        }
        let answer = match sent.get("answer") {
            "" => "1d",
            word => word,
        };
        let until = match sent.get("until") {
            "" => self.proposed_until(),
            written => written.to_owned(),
        };
        Some(
            form.with(
                Field::new("message", at.say("sharing-referral-message"), Kind::Long)
                    .holding(sent.get("message"))
                    .hinting(at.say("sharing-referral-message-hint")),
            )
            .with(hours_field(
                at,
                "answer",
                "sharing-referral-answer",
                &ANSWERS,
                answer,
            ))
            .with(
                day_field(at, "until", "sharing-referral-until", &until)
                    .hinting(at.say("sharing-referral-until-hint")),
            ),
        )
    }

    /// The last day that the form proposes: no later than her consent.
    fn proposed_until(&self) -> String {
        let zone = &self.site.settings.zone;
        let today = zone.to_datetime(self.site.clock.now()).date();
        let wished = today.checked_add(PROPOSED_DAYS.days()).unwrap_or(today);
        let consent = self.cover.ends(&self.cover.kinds()).map(|end| {
            let day = zone.to_datetime(end).date();
            // A consent ends with the end of a day: the beginning of the next.
            day.yesterday().unwrap_or(day)
        });
        consent.map_or(wished, |day| day.min(wished)).to_string()
    }

    /// The referral as the form has it, or the field at fault and why.
    fn referral(&self, sent: &Fields) -> Result<Referral, (&'static str, Markup)> {
        let at = &self.here.at;
        let now = self.site.clock.now();
        let covered = self.cover.kinds();
        let mut kinds: BTreeSet<DataKind> = sent.all("kinds").filter_map(DataKind::parse).collect();
        kinds.remove(&DataKind::Identity);
        let on_file = self.identity();
        let fields: BTreeSet<String> = sent
            .all("identity")
            .filter(|name| on_file.contains(name))
            .map(str::to_owned)
            .collect();
        if !fields.is_empty() {
            kinds.insert(DataKind::Identity);
        }
        if kinds.is_empty() {
            return Err(("kinds", at.say("sharing-referral-not-nothing-chosen")));
        }
        if !kinds.is_subset(&covered) {
            return Err(("kinds", at.say("sharing-referral-not-consent")));
        }
        let until = self
            .end_of(sent.get("until"))
            .ok_or_else(|| ("until", at.say("cases-fault-day")))?;
        if until <= now {
            return Err(("until", at.say("sharing-referral-not-end-date")));
        }
        if let Some(end) = self.cover.ends(&kinds).filter(|end| *end < until) {
            let day = super::until_said(self.site, at, end);
            return Err((
                "until",
                at.fill("sharing-fault-beyond", &[("day", (&day).into())]),
            ));
        }
        let answer_by = after_hours(now, sent.get("answer"))
            .ok_or_else(|| ("answer", at.say("sharing-fault-when")))?;
        Ok(Referral {
            id: ReferralId(Uuid::nil()),
            case: CaseId(self.case.summary.id),
            from: OrganizationId(self.case.summary.lead_organization_id),
            to: self.agencies.recipient(self.chosen.to),
            need: self.chosen.need,
            enquiry: self.chosen.enquiry.map(EnquiryId),
            kinds,
            fields,
            message: Private::new(sent.get("message")),
            until,
            answer_by: Some(answer_by.min(until)),
            state: ReferralState::Draft,
            declined: None,
            outcome: None,
            ended: None,
            by: WorkerId(self.here.me.id),
            sent_at: None,
            changed_at: now,
        })
    }

    /// The end of a day, where the office is.
    fn end_of(&self, written: &str) -> Option<Timestamp> {
        let next = day(written).ok().flatten()?.tomorrow().ok()?;
        self.site
            .settings
            .zone
            .to_timestamp(next.at(0, 0, 0, 0))
            .ok()
    }

    /// Prepares and sends it. What cannot be sent is taken back at once, so that no draft lies about.
    async fn send(&self, referral: &Referral) -> Result<(), StoreError> {
        let (store, actor, case) = (&self.site.store, &self.here.actor, self.case.summary.id);
        let moment = self.site.moment();
        let id = store.add_referral(actor, case, referral, &moment).await?;
        let sent = store
            .move_referral(actor, case, id, LeadMove::Send, &moment)
            .await;
        if sent.is_err() {
            store
                .move_referral(actor, case, id, LeadMove::Recall, &moment)
                .await?;
        }
        sent.map(|_| ())
    }

    fn show(&self, form: Option<Form>) -> Result<Response, Problem> {
        let at = &self.here.at;
        let id = self.case.summary.id;
        let covered = self.cover.kinds();
        let refused = SHAREABLE
            .into_iter()
            .filter(|kind| !covered.contains(kind))
            .map(|kind| {
                let name = at.say(&format!("cases-data-{kind}"));
                (name, self.cover.said(self.site, self.here, kind))
            })
            .collect();
        let recipient = super::super::consents::word_of(self.agencies.recipient(self.chosen.to));
        let consents = StaffRoute::CaseConsents.of(id, at.lang);
        let mut frame = self.here.frame(titled(at, self.case, "sharing-referral"));
        frame.faulty = form.as_ref().is_some_and(Form::is_faulty);
        page(&ReferralPage {
            back: StaffRoute::CaseSharing.of(id, at.lang),
            to: self.agencies.name(self.chosen.to, at),
            need: at.say(&format!("cases-need-of-{}", self.chosen.need)),
            outside: !self.agencies.has_account(self.chosen.to),
            refused,
            ask: format!("{consents}?purpose=referral&recipient={recipient}#answer"),
            covered: form.is_some(),
            form: form.unwrap_or_default(),
            frame,
        })
    }
}

/// Something is written in this field of who she is.
fn is_written(person: &Person, name: &str) -> bool {
    match name {
        "alias" => !person.alias.is_empty(),
        "pronouns" => !person.pronouns.is_empty(),
        "gender" => person.gender.is_some(),
        "legal-name" => person.legal_name.is_some(),
        "birth-date" => person.birth_date.is_some(),
        _ => false,
    }
}
