//! Consents: what she agreed to, in which words, for whom and until when; and taking one back, which ends at
//! once whatever stood on it.

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use casework::case::LanguageTag;
use casework::consent::{
    Answer, Consent, ConsentFault, DataKind, HowGiven, Purpose, Recipient, Told, Wording,
};
use casework::words::{CaseId, ConsentId, OrganizationId, Private, WorkerId};
use jiff::{Timestamp, ToSpan as _};
use store::{CaseError, CaseItem, CaseParts, CaseView, ItemKind, OpenCase, StoreError};
use uuid::Uuid;

use crate::form::{self, Fields, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::frame::{At, StaffFrame};
use crate::staff::routes::StaffRoute;

use super::sharing::Agencies;
use super::team::Team;
use super::{blame, choices, day, day_field, titled, unknown, view_at, words};

/// The version of the words that this page shows to be read to her (`cases-consent-words-*`). Whoever
/// changes those words changes this: an older consent keeps the version it was given with.
const WORDING: &str = "2026-11";

/// How long the form proposes. No law was found that says; the office chooses another day.
const PROPOSED_DAYS: i64 = 90;

/// What she was told, as the form asks it: the seven questions of HTCDS (casework.md 1.1).
const TOLD: [&str; 7] = [
    "interview",
    "purpose",
    "use",
    "research",
    "request",
    "how-long",
    "withdraw",
];

/// A consent as it is read.
struct Line {
    id: Uuid,
    head: Markup,
    lines: Vec<Markup>,
    state: Markup,
    live: bool,
}

/// The context of `templates/staff/cases/consents.html`.
#[derive(Template)]
#[template(path = "staff/cases/consents.html")]
struct ConsentsPage<'a> {
    frame: StaffFrame<'a>,
    back: String,
    here: String,
    consents: Vec<Line>,
    /// The words to read to her.
    wording: Vec<Markup>,
    form: Form,
}

/// What the page shows.
const KINDS: &[ItemKind] = &[ItemKind::Consent];

/// The page.
pub(crate) async fn consents(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    let view = view_at(&site, &here, CaseParts::Kinds(KINDS)).await?;
    let case = &view.open;
    let houses = Agencies::read(&site, &here).await?;
    // A referral or a transfer that lacks a consent says for what and to whom.
    let asked = Fields::read(uri.query().unwrap_or_default().as_bytes())?;
    let form = fields(&site, &here, case, &houses, &asked);
    show(&site, &here, &view, &houses, form)
}

/// Before the id of an agency without an account, in the form: a consent to be reached by a link there.
const OUTSIDE: &str = "outside:";

/// A recipient as the form sends it.
pub(super) fn word_of(recipient: Recipient) -> String {
    match recipient {
        Recipient::Organization(id) => id.0.to_string(),
        Recipient::Outside(id) => format!("{OUTSIDE}{}", id.0),
        Recipient::Person => String::new(),
    }
}

/// The recipient of that word; only an organization that is there can be one.
fn recipient(word: &str, houses: &Agencies) -> Option<Recipient> {
    let outside = word.strip_prefix(OUTSIDE);
    let id = Uuid::try_parse(outside.unwrap_or(word)).ok()?;
    houses.one(id)?;
    let id = OrganizationId(id);
    Some(match outside {
        Some(_) => Recipient::Outside(id),
        None => Recipient::Organization(id),
    })
}

fn any(at: &At, name: &'static str, key: &str, choices: Vec<Choice>) -> Field {
    Field::new(
        name,
        at.say(key),
        Kind::Any(vec![(Markup::ours(""), choices)]),
    )
}

fn fields(site: &Site, here: &SignedIn, case: &OpenCase, houses: &Agencies, sent: &Fields) -> Form {
    let at = &here.at;
    let lead = case.summary.lead_organization_id;
    let to = recipient(sent.get("recipient"), houses)
        .unwrap_or(Recipient::Organization(OrganizationId(lead)));
    let recipients = houses
        .all()
        .iter()
        .map(|one| {
            let by = if one.id == lead {
                Recipient::Organization(OrganizationId(lead))
            } else {
                houses.recipient(one.id)
            };
            let name = Agencies::chosen_by(one, at, matches!(by, Recipient::Outside(_)));
            Choice::new(word_of(by), name, by == to)
        })
        .collect();
    let kinds: BTreeSet<&str> = sent.all("kinds").collect();
    let kinds = DataKind::ALL
        .iter()
        .map(|kind| {
            let said = at.say(&format!("cases-data-{kind}"));
            Choice::new(kind.as_str(), said, kinds.contains(kind.as_str()))
        })
        .collect();
    let told: BTreeSet<&str> = sent.all("told").collect();
    let told = TOLD
        .map(|one| {
            let said = at.say(&format!("cases-told-{one}"));
            Choice::new(one, said, told.contains(one))
        })
        .into();
    let limits = vec![Choice::new(
        "yes",
        at.say("cases-consent-limits-yes"),
        sent.has("limits"),
    )];
    let today = site.settings.zone.to_datetime(site.clock.now()).date();
    let until = match sent.get("until") {
        "" => today
            .checked_add(PROPOSED_DAYS.days())
            .map(|day| day.to_string())
            .unwrap_or_default(),
        day => day.to_owned(),
    };
    let language = match sent.get("language") {
        "" => at.lang.tag(),
        tag => tag,
    };
    Form::to(at.here())
        .along("act", "record")
        .with(Field::new(
            "answer",
            at.say("cases-consent-answer"),
            Kind::One(choices(
                Answer::ALL,
                Answer::as_str,
                |word| at.say(&format!("cases-answer-{word}")),
                Answer::parse(sent.get("answer")),
            )),
        ))
        .with(Field::new(
            "purpose",
            at.say("cases-consent-purpose"),
            Kind::Select(choices(
                Purpose::ALL,
                Purpose::as_str,
                |word| at.say(&format!("cases-purpose-{word}")),
                Purpose::parse(sent.get("purpose")),
            )),
        ))
        .with(Field::new(
            "recipient",
            at.say("cases-consent-recipient"),
            Kind::Select(recipients),
        ))
        .with(
            any(at, "kinds", "cases-consent-kinds", kinds)
                .hinting(at.say("cases-consent-kinds-hint")),
        )
        .with(
            day_field(at, "until", "cases-consent-until", &until)
                .hinting(at.say("cases-consent-until-hint")),
        )
        .with(Field::new(
            "how",
            at.say("cases-consent-how"),
            Kind::Select(choices(
                HowGiven::ALL,
                HowGiven::as_str,
                |word| at.say(&format!("cases-how-{word}")),
                HowGiven::parse(sent.get("how")),
            )),
        ))
        .with(
            Field::new("through", at.say("cases-consent-through"), Kind::Text)
                .holding(sent.get("through"))
                .hinting(at.say("cases-consent-through-hint")),
        )
        .with(
            Field::new("language", at.say("cases-consent-language"), Kind::Text)
                .holding(language)
                .hinting(at.say("cases-languages-hint")),
        )
        .with(any(at, "limits", "cases-consent-limits", limits))
        .with(any(at, "told", "cases-consent-told", told))
        .with(
            Field::new(
                "restrictions",
                at.say("cases-consent-restrictions"),
                Kind::Long,
            )
            .holding(sent.get("restrictions")),
        )
}

/// A consent as the form has it, or the field at fault and its message.
fn read(
    site: &Site,
    here: &SignedIn,
    case: Uuid,
    houses: &Agencies,
    sent: &Fields,
) -> Result<Consent, (&'static str, &'static str)> {
    let now = site.clock.now();
    let answer = Answer::parse(sent.get("answer")).ok_or(("answer", "cases-fault-answer"))?;
    let purpose = Purpose::parse(sent.get("purpose")).ok_or(("purpose", "cases-fault-answer"))?;
    let recipient =
        recipient(sent.get("recipient"), houses).ok_or(("recipient", "cases-fault-recipient"))?;
    let Ok(Some(until)) = day(sent.get("until")) else {
        return Err(("until", "cases-fault-day"));
    };
    // To the end of that day, where the office is.
    let to = until
        .tomorrow()
        .ok()
        .and_then(|day| site.settings.zone.to_timestamp(day.at(0, 0, 0, 0)).ok())
        .ok_or(("until", "cases-fault-day"))?;
    let language: LanguageTag = sent
        .get("language")
        .parse()
        .map_err(|_| ("language", "cases-fault-languages"))?;
    let told: BTreeSet<&str> = sent.all("told").collect();
    Ok(Consent {
        id: ConsentId(Uuid::nil()),
        case: CaseId(case),
        answer,
        purpose,
        recipient,
        kinds: sent.all("kinds").filter_map(DataKind::parse).collect(),
        from: now,
        to,
        how: HowGiven::parse(sent.get("how")).ok_or(("how", "cases-fault-answer"))?,
        wording: Wording {
            version: WORDING.to_owned(),
            language,
        },
        through: Private::new(sent.get("through")),
        limits_told: sent.has("limits"),
        told: Told {
            agrees_to_interview: told.contains(TOLD[0]),
            purpose: told.contains(TOLD[1]),
            use_of_data: told.contains(TOLD[2]),
            research: told.contains(TOLD[3]),
            right_to_request: told.contains(TOLD[4]),
            how_long: told.contains(TOLD[5]),
            how_to_withdraw: told.contains(TOLD[6]),
        },
        restrictions: Private::new(sent.get("restrictions")),
        taken_by: WorkerId(here.me.id),
        taken_at: now,
        withdrawn_at: None,
    })
}

/// The field that a fault is about, and its message.
const fn about(fault: ConsentFault) -> (&'static str, &'static str) {
    match fault {
        ConsentFault::NoKinds => ("kinds", "cases-fault-kinds"),
        ConsentFault::NoWording => ("language", "cases-fault-languages"),
        ConsentFault::EndsBeforeItBegins => ("until", "cases-fault-until"),
        ConsentFault::LimitsNotTold => ("limits", "cases-fault-limits"),
        ConsentFault::NobodyNamed => ("through", "cases-fault-through"),
        ConsentFault::BeginsBeforeItWasTaken => ("until", "cases-fault-day"),
    }
}

/// Records a consent or a refusal, or takes one back.
pub(crate) async fn change_consent(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let view = view_at(&site, &here, CaseParts::Kinds(KINDS)).await?;
    let case = &view.open;
    let id = case.summary.id;
    if sent.get("act") == "withdraw" {
        let consent = Uuid::try_parse(sent.get("item")).map_err(|_| Problem::BadForm)?;
        site.store
            .withdraw_consent(&here.actor, id, consent, &site.moment())
            .await
            .map_err(unknown)?;
        return Ok(here.done(&here.at.here(), "consent-withdrawn"));
    }
    let houses = Agencies::read(&site, &here).await?;
    let mut form = fields(&site, &here, case, &houses, &sent);
    let consent = match read(&site, &here, id, &houses, &sent) {
        Ok(consent) => consent,
        Err((field, key)) => {
            form.blame(field, here.at.say(key));
            return show(&site, &here, &view, &houses, form);
        }
    };
    match site
        .store
        .record_consent(&here.actor, id, &consent, &site.moment())
        .await
    {
        Ok(_) => Ok(here.done(&here.at.here(), "consent")),
        Err(StoreError::Case(CaseError::ConsentFaults(faults))) => {
            for fault in faults {
                let (field, key) = about(fault);
                form.blame(field, here.at.say(key));
            }
            show(&site, &here, &view, &houses, form)
        }
        Err(error) => {
            blame(&mut form, &here.at, "answer", error)?;
            show(&site, &here, &view, &houses, form)
        }
    }
}

fn show(
    site: &Site,
    here: &SignedIn,
    view: &CaseView,
    houses: &Agencies,
    form: Form,
) -> Result<Response, Problem> {
    let (at, case) = (&here.at, &view.open);
    let id = case.summary.id;
    let found: Vec<CaseItem<Consent>> = view.all().collect();
    let team = Team::of(view);
    let now = site.clock.now();
    let consents = found
        .iter()
        .rev()
        .map(|item| line(site, at, item, houses, &team, now))
        .collect();
    let wording = ["ask", "no", "parts", "limits", "back"]
        .map(|part| at.say(&format!("cases-consent-words-{part}")))
        .into();
    let mut frame = here.frame(titled(at, case, "cases-consents"));
    frame.faulty = form.is_faulty();
    page(&ConsentsPage {
        back: StaffRoute::Case.of(id, at.lang),
        here: at.here(),
        consents,
        wording,
        form,
        frame,
    })
}

fn line(
    site: &Site,
    at: &At,
    item: &CaseItem<Consent>,
    houses: &Agencies,
    team: &Team,
    now: Timestamp,
) -> Line {
    let consent = &item.payload;
    let messages = at.messages();
    let to = houses.named(consent.recipient, at);
    let what = at.say(&format!("cases-purpose-{}", consent.purpose));
    let head = at.fill(
        "cases-consent-head",
        &[("purpose", (&what).into()), ("to", (&to).into())],
    );
    let kinds: Vec<String> = consent
        .kinds
        .iter()
        .map(|kind| at.say(&format!("cases-data-{kind}")).to_string())
        .collect();
    let over = |moment: Timestamp| now >= moment;
    let state = match (consent.answer, consent.withdrawn_at) {
        (_, Some(_)) => "withdrawn",
        (Answer::Refused, None) => "refused",
        (Answer::Given, None) if over(consent.to) => "over",
        (Answer::Given, None) => "live",
    };
    let how = at.say(&format!("cases-how-{}", consent.how));
    let taken = words::moment(consent.taken_at, &site.settings.zone, messages);
    let until = say::date(
        site.settings
            .zone
            .to_datetime(consent.to)
            .date()
            .yesterday()
            .unwrap_or_default(),
        messages,
    );
    let mut lines = vec![
        Markup::built(kinds.join(", ")),
        at.fill("cases-consent-holds", &[("date", (&until).into())]),
        Markup::built(format!(
            "{taken} · {how} · {}",
            team.name(consent.taken_by, at)
        )),
    ];
    if !consent.through.is_empty() {
        lines.push(words::written(&consent.through));
    }
    if !consent.restrictions.is_empty() {
        lines.push(words::written(&consent.restrictions));
    }
    Line {
        id: item.id,
        head,
        lines,
        state: at.say(&format!("cases-consent-state-{state}")),
        live: state == "live" || state == "refused",
    }
}
