//! Agreements between organizations (MOUs): who promised what to whom, whom to call about it, until when.

use std::sync::Arc;

use access::Permission;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use casework::agreement::{Agreement, Party};
use casework::words::{AgreementId, OrganizationId};
use jiff::civil::Date;
use store::{CaseError, KeptAgreement, StaffOrganization, StoreError};
use uuid::Uuid;

use super::cases::{day, day_field};
use super::door::{SignedIn, may_open};
use super::fields::{Choice, Field, Form, Kind, NARROW, NARROW_WORDS};
use super::frame::At;
use super::list::{Asked, Cell, Filter, Row, Sheet, plain};
use super::pages::{FormPage, list_page};
use super::routes::StaffRoute;
use crate::form::{self, Fields, ORDINARY};
use crate::house::Site;
use crate::markup::Markup;
use crate::messages;
use crate::problem::Problem;
use crate::say;

/// How many days before its end an agreement wants somebody. Cairn's own rule: long enough to meet and sign.
const SOON: i32 = 60;
/// Parties that the form has room for; an agreement of more keeps them all.
const PARTIES: usize = 4;
const ORGANIZATIONS: [&str; PARTIES] = ["party_1", "party_2", "party_3", "party_4"];
const ROLES: [&str; PARTIES] = ["role_1", "role_2", "role_3", "role_4"];
const CONTACTS: [&str; PARTIES] = ["contact_1", "contact_2", "contact_3", "contact_4"];
/// Organizations that are all seen without a search.
const FEW: usize = 20;

/// How an agreement stands on a day: the word of its message.
fn standing(agreement: &Agreement, today: Date) -> &'static str {
    if agreement.lapses_within(today, SOON) {
        "lapses"
    } else if agreement.holds(today) {
        "holds"
    } else if agreement.from > today {
        "later"
    } else {
        "over"
    }
}

fn today(site: &Site) -> Date {
    site.settings.zone.to_datetime(site.clock.now()).date()
}

/// The list, as its address asks.
pub(crate) async fn list(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    show_list(&site, &here, &Asked::in_query(uri.query())?).await
}

/// The list, narrowed by words.
pub(crate) async fn list_by_words(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    show_list(&site, &here, &Asked::in_form(&sent)?).await
}

async fn show_list(site: &Site, here: &SignedIn, asked: &Asked) -> Result<Response, Problem> {
    let at = &here.at;
    let found = site.store.agreements(&here.actor).await?;
    let houses = site.store.staff_organizations(&here.actor).await?;
    let today = today(site);
    let mut sheet = Sheet::with_columns(vec![
        ("name", at.say("agreements-name")),
        ("parties", at.say("agreements-parties")),
        ("until", at.say("agreements-until")),
        ("state", at.say("agreements-state")),
    ]);
    sheet.filters = vec![Filter {
        key: "state",
        label: at.say("agreements-state"),
        choices: ["holds", "lapses", "later", "over"]
            .map(|word| (word.to_owned(), at.say(&format!("agreements-state-{word}"))))
            .into(),
    }];
    sheet.rows = found
        .iter()
        .map(|kept| row(at, kept, &houses, today))
        .collect();
    let mut actions = Vec::new();
    if may_open(&here.me, StaffRoute::NewAgreement) {
        let new = at.to(StaffRoute::NewAgreement).to_owned();
        actions.push((new, at.say("agreements-new")));
    }
    list_page(here, &sheet, asked, "agreements-title", actions)
}

fn row(at: &At, kept: &KeptAgreement, houses: &[StaffOrganization], today: Date) -> Row {
    let agreement = &kept.agreement;
    let parties: Vec<String> = agreement
        .parties
        .iter()
        .map(|party| name(at, houses, party.organization.0).to_string())
        .collect();
    let word = standing(agreement, today);
    let until = match agreement.ended_on.or(agreement.until) {
        Some(day) => Cell::said(say::date(day, at.messages())).ordered_by(day.to_string()),
        None => Cell::said(at.say("agreements-no-end")).ordered_by("9999"),
    };
    Row {
        cells: vec![
            Cell::link(&StaffRoute::Agreement.of(kept.id, at.lang), &agreement.name),
            Cell::said(Markup::built(parties.join(", "))),
            until,
            Cell::said(at.say(&format!("agreements-state-{word}"))),
        ],
        values: vec![("state", word.to_owned())],
    }
}

/// The name of an organization without an element, or that it is gone.
fn name(at: &At, houses: &[StaffOrganization], id: Uuid) -> Markup {
    houses.iter().find(|one| one.id == id).map_or_else(
        || at.say("cases-consent-gone"),
        |one| {
            let (words, lang) = one.name.shown(at.lang);
            Markup::escaped(&messages::set(words, lang))
        },
    )
}

/// The form of a new one.
pub(crate) async fn new_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let houses = site.store.staff_organizations(&here.actor).await?;
    let own = vec![
        (
            ORGANIZATIONS[0].to_owned(),
            here.me.organization_id.to_string(),
        ),
        ("from".to_owned(), today(&site).to_string()),
    ];
    show_form(
        &here,
        fields(&here.at, &houses, &Fields::of(own)),
        "agreements-new",
    )
}

/// Adds one.
pub(crate) async fn add(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let houses = site.store.staff_organizations(&here.actor).await?;
    let mut form = fields(&here.at, &houses, &sent);
    if sent.has(NARROW) {
        return show_form(&here, form, "agreements-new");
    }
    let agreement = match read(Uuid::nil(), &houses, &sent) {
        Ok(agreement) => agreement,
        Err((field, key)) => {
            form.blame(field, here.at.say(key));
            return show_form(&here, form, "agreements-new");
        }
    };
    site.store
        .add_agreement(&here.actor, &agreement, &site.moment())
        .await?;
    Ok(here.done(here.at.to(StaffRoute::Agreements), "saved"))
}

async fn find(site: &Site, here: &SignedIn) -> Result<KeptAgreement, Problem> {
    let id = here.at.id()?;
    let all = site.store.agreements(&here.actor).await?;
    all.into_iter()
        .find(|one| one.id == id)
        .ok_or(Problem::NotFound)
}

/// One agreement: its form for whoever keeps them, its words for whoever only reads.
pub(crate) async fn edit_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let kept = find(&site, &here).await?;
    let houses = site.store.staff_organizations(&here.actor).await?;
    if here.me.may(Permission::CoordinateCases) {
        let form = fields(&here.at, &houses, &written(&kept));
        return show_form(
            &here,
            form.along("version", kept.version.to_string()),
            "agreements-one",
        );
    }
    let at = &here.at;
    let mut page = FormPage::new(
        here.frame(Markup::escaped(&kept.agreement.name)),
        Form::default(),
        Markup::ours(""),
    )
    .back(at.to(StaffRoute::Agreements), at.say("agreements-back"));
    for party in &kept.agreement.parties {
        let name = name(at, &houses, party.organization.0);
        let (role, contact) = (
            Markup::escaped(&party.role),
            Markup::escaped(&party.contact),
        );
        page = page.saying(Markup::built(format!("<b>{name}</b>: {role} {contact}")));
    }
    let word = standing(&kept.agreement, today(&site));
    page.only_saying(at.say(&format!("agreements-state-{word}")))
        .show()
}

/// Changes one.
pub(crate) async fn save(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let kept = find(&site, &here).await?;
    let houses = site.store.staff_organizations(&here.actor).await?;
    let version: i64 = sent.get("version").parse().unwrap_or_default();
    let again = |form: Form, version: i64| {
        show_form(
            &here,
            form.along("version", version.to_string()),
            "agreements-one",
        )
    };
    let mut form = fields(&here.at, &houses, &sent);
    if sent.has(NARROW) {
        return again(form, version);
    }
    let mut agreement = match read(kept.id, &houses, &sent) {
        Ok(agreement) => agreement,
        Err((field, key)) => {
            form.blame(field, here.at.say(key));
            return again(form, version);
        }
    };
    // The form has room for some; the others stay.
    agreement
        .parties
        .extend(kept.agreement.parties.iter().skip(PARTIES).cloned());
    let saved = site
        .store
        .save_agreement(&here.actor, kept.id, version, &agreement, &site.moment())
        .await;
    match saved {
        Ok(_) => Ok(here.done(here.at.to(StaffRoute::Agreements), "saved")),
        Err(StoreError::Case(CaseError::ChangedSince { .. })) => {
            form.blame("name", here.at.say("cases-fault-changed-since"));
            again(form, kept.version)
        }
        Err(error) => Err(error.into()),
    }
}

/// An agreement as its form would send it.
fn written(kept: &KeptAgreement) -> Fields {
    let agreement = &kept.agreement;
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let mut pairs = vec![
        ("name".to_owned(), agreement.name.clone()),
        ("from".to_owned(), agreement.from.to_string()),
        ("until".to_owned(), day(agreement.until)),
        ("ended".to_owned(), day(agreement.ended_on)),
    ];
    for (at, party) in agreement.parties.iter().take(PARTIES).enumerate() {
        pairs.push((
            ORGANIZATIONS[at].to_owned(),
            party.organization.0.to_string(),
        ));
        pairs.push((ROLES[at].to_owned(), party.role.clone()));
        pairs.push((CONTACTS[at].to_owned(), party.contact.clone()));
    }
    Fields::of(pairs)
}

fn fields(at: &At, houses: &[StaffOrganization], sent: &Fields) -> Form {
    let text = |name, key| Field::new(name, at.say(key), Kind::Text).holding(sent.get(name));
    let mut form = Form::to(at.here())
        .with(text("name", "agreements-name").hinting(at.say("agreements-name-hint")))
        .with(day_field(at, "from", "agreements-from", sent.get("from")))
        .with(
            day_field(at, "until", "agreements-until", sent.get("until"))
                .hinting(at.say("agreements-until-hint")),
        )
        .with(
            day_field(at, "ended", "agreements-ended", sent.get("ended"))
                .hinting(at.say("agreements-ended-hint")),
        );
    let words = sent.get(NARROW_WORDS);
    if houses.len() > FEW {
        let label = at.say("agreements-narrow");
        let go = Kind::Narrow(at.say("staff-narrow-go"));
        form = form.with(Field::new(NARROW_WORDS, label, go).holding(words));
    }
    let wanted = directory::text::fold(words);
    for number in 0..PARTIES {
        let chosen = sent.get(ORGANIZATIONS[number]);
        let mut choices = vec![Choice::new(
            "",
            at.say("agreements-nobody"),
            chosen.is_empty(),
        )];
        choices.extend(houses.iter().filter_map(|one| {
            let id = one.id.to_string();
            let is = id == chosen;
            let name = name(at, houses, one.id);
            let folded = directory::text::fold(&plain(&name));
            let fits = wanted.split_whitespace().all(|word| folded.contains(word));
            (fits || is).then(|| Choice::new(id, name, is))
        }));
        let said = |key: &str| at.fill(key, &[("count", (number + 1).into())]);
        form = form
            .with(Field::new(
                ORGANIZATIONS[number],
                said("agreements-party"),
                Kind::Select(choices),
            ))
            .with(
                Field::new(ROLES[number], said("agreements-role"), Kind::Text)
                    .holding(sent.get(ROLES[number])),
            )
            .with(
                Field::new(CONTACTS[number], said("agreements-contact"), Kind::Text)
                    .holding(sent.get(CONTACTS[number])),
            );
    }
    form
}

/// An agreement as the form has it, or the field at fault and its message.
fn read(
    id: Uuid,
    houses: &[StaffOrganization],
    sent: &Fields,
) -> Result<Agreement, (&'static str, &'static str)> {
    let name = sent.get("name").trim();
    if name.is_empty() {
        return Err(("name", "agreements-fault-name"));
    }
    let a_day = |field: &'static str| day(sent.get(field)).map_err(|()| (field, "cases-fault-day"));
    let from = a_day("from")?.ok_or(("from", "cases-fault-day"))?;
    let (until, ended_on) = (a_day("until")?, a_day("ended")?);
    if until.is_some_and(|until| until < from) {
        return Err(("until", "agreements-fault-until"));
    }
    let mut parties: Vec<Party> = Vec::new();
    for number in 0..PARTIES {
        let role = sent.get(ROLES[number]).trim();
        let chosen = Uuid::try_parse(sent.get(ORGANIZATIONS[number]))
            .ok()
            .filter(|id| houses.iter().any(|one| one.id == *id));
        let Some(organization) = chosen else {
            if role.is_empty() {
                continue;
            }
            return Err((ORGANIZATIONS[number], "agreements-fault-organization"));
        };
        if parties
            .iter()
            .any(|party| party.organization.0 == organization)
        {
            return Err((ORGANIZATIONS[number], "agreements-fault-twice"));
        }
        if role.is_empty() {
            return Err((ROLES[number], "agreements-fault-role"));
        }
        parties.push(Party {
            organization: OrganizationId(organization),
            role: role.to_owned(),
            contact: sent.get(CONTACTS[number]).trim().to_owned(),
        });
    }
    if parties.len() < 2 {
        return Err((ORGANIZATIONS[1], "agreements-fault-two"));
    }
    Ok(Agreement {
        id: AgreementId(id),
        name: name.to_owned(),
        parties,
        from,
        until,
        ended_on,
    })
}

fn show_form(here: &SignedIn, form: Form, title: &str) -> Result<Response, Problem> {
    let at = &here.at;
    FormPage::new(here.frame(at.say(title)), form, at.say("people-save"))
        .back(at.to(StaffRoute::Agreements), at.say("agreements-back"))
        .saying(at.say("agreements-lead"))
        .show()
}

/// How many of those that one's organization is a party to lapse soon, for the first page of the desk.
pub(crate) async fn lapsing(site: &Site, here: &SignedIn) -> Result<usize, Problem> {
    if !may_open(&here.me, StaffRoute::Agreements) {
        return Ok(0);
    }
    let today = today(site);
    let own = here.me.organization_id;
    let all = site.store.agreements(&here.actor).await?;
    Ok(all
        .iter()
        .filter(|kept| {
            kept.agreement
                .parties
                .iter()
                .any(|party| party.organization.0 == own)
        })
        .filter(|kept| kept.agreement.lapses_within(today, SOON))
        .count())
}
