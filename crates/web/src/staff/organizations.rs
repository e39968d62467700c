//! Organizations and their chapters, as the people who work in them are placed.

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use kernel::{Lang, Text};
use store::{
    NewOrganization, ORGANIZATION_FIELDS, OrganizationEdited, OrganizationFault,
    OrganizationRecord, OrganizationTexts, StaffOrganization,
};
use uuid::Uuid;

use super::door::SignedIn;
use super::explain::blame;
use super::fields::{Choice, Field, Form, Kind, NARROW, NARROW_WORDS, choosing};
use super::list::{Asked, Cell, Row, Sheet};
use super::listings;
use super::pages::{FormPage, list_page, name_fields};
use super::routes::StaffRoute;
use crate::form::{self, Fields, LONG, ORDINARY};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;

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
    let organizations = site.store.staff_organizations(&here.actor).await?;
    let mut sheet = Sheet::with_columns(vec![
        ("name", at.say("people-organization")),
        ("within", at.say("people-organization-within")),
        ("people", at.say("people-title")),
    ]);
    let name = |id| {
        organizations
            .iter()
            .find(|one| Some(one.id) == id)
            .map_or("", |one| one.name.shown(at.lang).0)
    };
    sheet.rows = organizations
        .iter()
        .map(|one| Row {
            cells: vec![
                Cell::link(
                    &StaffRoute::Organization.of(one.id, at.lang),
                    one.name.shown(at.lang).0,
                ),
                Cell::words(name(one.parent)),
                Cell::words(&one.people.to_string()).ordered_by(format!("{:09}", one.people)),
            ],
            values: Vec::new(),
        })
        .collect();
    let actions = vec![(
        at.to(StaffRoute::NewOrganization).to_owned(),
        at.say("people-organization-new"),
    )];
    list_page(here, &sheet, asked, "people-organizations-title", actions)
}

fn fields(here: &SignedIn, name: &Text) -> Form {
    name_fields(Form::to(here.at.here()), &here.at, &name.en, &name.fr)
}

fn name(sent: &Fields) -> Text {
    Text::new(sent.get("name_en").trim(), sent.get("name_fr").trim())
}

/// The form of a new organization.
pub(crate) async fn new_form(here: SignedIn) -> Result<Response, Problem> {
    let form = fields(&here, &Text::default());
    show_new(&here, form)
}

/// Adds an organization.
pub(crate) async fn add(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let name = name(&sent);
    let new = NewOrganization {
        name: name.clone(),
        parent: None,
    };
    match site
        .store
        .add_organization(&here.actor, &new, &site.moment())
        .await
    {
        Ok(_) => Ok(here.done(here.at.to(StaffRoute::Organizations), "saved")),
        Err(error) => {
            let mut form = fields(&here, &name);
            blame(&mut form, &here.at, error)?;
            show_new(&here, form)
        }
    }
}

fn show_new(here: &SignedIn, form: Form) -> Result<Response, Problem> {
    let frame = here.frame(here.at.say("people-organization-new"));
    back(FormPage::new(frame, form, here.at.say("people-save")), here)
        .saying(here.at.say("people-name-lead"))
        .show()
}

fn back<'a>(shown: FormPage<'a>, here: &SignedIn) -> FormPage<'a> {
    shown.back(
        here.at.to(StaffRoute::Organizations),
        here.at.say("people-organizations-back"),
    )
}

async fn organization(site: &Site, here: &SignedIn) -> Result<StaffOrganization, Problem> {
    let id = here.at.id()?;
    let organizations = site.store.staff_organizations(&here.actor).await?;
    organizations
        .into_iter()
        .find(|one| one.id == id)
        .ok_or(Problem::NotFound)
}

/// Everything that one says of an organization.
async fn record(site: &Site, here: &SignedIn) -> Result<OrganizationRecord, Problem> {
    let id = here.at.id()?;
    let found = site.store.organization_record(&here.actor, id).await?;
    found.ok_or(Problem::NotFound)
}

/// Field of the form, message of its name, language that is written in it.
const FORM: [(&str, &str, Option<Lang>); 6] = [
    ("name_en", "people-name-en", Some(Lang::En)),
    ("name_fr", "people-name-fr", Some(Lang::Fr)),
    (
        "description_en",
        "people-organization-about-en",
        Some(Lang::En),
    ),
    (
        "description_fr",
        "people-organization-about-fr",
        Some(Lang::Fr),
    ),
    ("website", "listings-field-website", None),
    ("email", "people-email", None),
];

/// The name that a field of the store has in the form.
fn in_form(field: &str) -> &'static str {
    let at = ORGANIZATION_FIELDS.iter().position(|one| *one == field);
    FORM[at.unwrap_or_default()].0
}

fn details(here: &SignedIn, version: i64, texts: &OrganizationTexts) -> Form {
    let at = &here.at;
    let mut form = Form::to(at.here()).along("version", version.to_string());
    for (field, (name, label, lang)) in ORGANIZATION_FIELDS.iter().zip(FORM) {
        let kind = if name.starts_with("description") {
            Kind::Long
        } else {
            Kind::Text
        };
        let text = texts.get(field).map_or("", String::as_str);
        let entry = Field::new(name, at.say(label), kind)
            .holding(text)
            .completing("off");
        form = form.with(match lang {
            Some(lang) => entry.written_in(lang),
            None => entry,
        });
    }
    form
}

/// One organization: what it is called, what it is, how it is reached, and the way to a chapter.
pub(crate) async fn form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let record = record(&site, &here).await?;
    let form = details(&here, record.version, &record.texts());
    show_organization(&here, &record, form)
}

/// Saves what was written; what somebody else changed meanwhile stays, and where both changed the same, the
/// second chooses.
pub(crate) async fn save(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<LONG>,
) -> Result<Response, Problem> {
    let record = record(&site, &here).await?;
    let at = &here.at;
    let version = sent.get("version").parse().unwrap_or(record.version);
    let mut texts = OrganizationTexts::new();
    for (field, (name, ..)) in ORGANIZATION_FIELDS.iter().zip(FORM) {
        if sent.was_sent(name) {
            texts.insert(field, sent.get(name).to_owned());
        }
    }
    let id = record.organization.id;
    let edited = site
        .store
        .edit_organization(&here.actor, id, version, &texts, &site.moment())
        .await?;
    let faults = match edited {
        OrganizationEdited::Saved => {
            return Ok(here.done(&StaffRoute::Organization.of(id, at.lang), "saved"));
        }
        OrganizationEdited::Unchanged => {
            return Ok(here.done(&StaffRoute::Organization.of(id, at.lang), "unchanged"));
        }
        OrganizationEdited::Conflict {
            version,
            mut merged,
            conflicts,
        } => {
            // Their own words stay in the form, and what stands there now is said beside them.
            let theirs = conflicts.clone();
            for (field, _, mine) in conflicts {
                merged.insert(field, mine);
            }
            let mut form = details(&here, version, &merged);
            for (field, now, _) in theirs {
                let now = Markup::escaped(&now);
                let said = at.fill("people-organization-conflict", &[("now", (&now).into())]);
                form.blame(in_form(field), said);
            }
            return show_organization(&here, &record, form);
        }
        OrganizationEdited::Faulty(faults) => faults,
    };
    let mut said = record.texts();
    said.extend(texts);
    let mut form = details(&here, version, &said);
    for (field, fault) in faults {
        let words = match fault {
            OrganizationFault::NoName => at.say("people-fault-name-empty"),
            OrganizationFault::TooLong(limit) => {
                at.fill("people-organization-too-long", &[("limit", limit.into())])
            }
            OrganizationFault::Website => at.say("people-organization-website"),
            OrganizationFault::Email => at.say("people-fault-email-bad"),
        };
        form.blame(in_form(field), words);
    }
    show_organization(&here, &record, form)
}

fn show_organization(
    here: &SignedIn,
    record: &OrganizationRecord,
    form: Form,
) -> Result<Response, Problem> {
    let at = &here.at;
    let organization = &record.organization;
    let frame = here.frame(say::text(&organization.name, at.messages()));
    let button = |route: StaffRoute, key: &str| {
        Markup::built(format!(
            "<a class=\"button\" href=\"{}\">{}</a>",
            route.of(organization.id, at.lang),
            at.say(key)
        ))
    };
    back(FormPage::new(frame, form, at.say("people-save")), here)
        .ending(button(StaffRoute::NewChapter, "people-chapter-new"))
        .ending(button(
            StaffRoute::MoveOrganization,
            "people-organization-move",
        ))
        .ending(button(
            StaffRoute::OrganizationHistory,
            "listings-history-title",
        ))
        .show()
}

/// What was changed of an organization: who, when, from what to what.
pub(crate) async fn history(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let record = record(&site, &here).await?;
    let id = record.organization.id;
    let entries = site.store.organization_history(&here.actor, id).await?;
    let at = &here.at;
    let back = StaffRoute::Organization.of(id, at.lang);
    let name = say::text(&record.organization.name, at.messages());
    listings::show_history(&site, &here, &entries, back, name)
}

/// The form of a chapter inside an organization.
pub(crate) async fn new_chapter_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let organization = organization(&site, &here).await?;
    let form = fields(&here, &Text::default());
    show_chapter(&here, &organization, form)
}

/// Adds a chapter.
pub(crate) async fn add_chapter(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let organization = organization(&site, &here).await?;
    let name = name(&sent);
    let new = NewOrganization {
        name: name.clone(),
        parent: Some(organization.id),
    };
    let kept = site
        .store
        .add_organization(&here.actor, &new, &site.moment())
        .await;
    match kept {
        Ok(_) => Ok(here.done(here.at.to(StaffRoute::Organizations), "saved")),
        Err(error) => {
            let mut form = fields(&here, &name);
            blame(&mut form, &here.at, error)?;
            show_chapter(&here, &organization, form)
        }
    }
}

fn show_chapter(
    here: &SignedIn,
    organization: &StaffOrganization,
    form: Form,
) -> Result<Response, Problem> {
    let at = &here.at;
    let parent = say::text(&organization.name, at.messages());
    let title = at.fill("people-chapter-of", &[("name", (&parent).into())]);
    FormPage::new(here.frame(title), form, at.say("people-save"))
        .saying(at.say("people-name-lead"))
        .back(
            StaffRoute::Organization.of(organization.id, at.lang),
            parent,
        )
        .show()
}

/// The form in which one chooses what an organization is a chapter of.
pub(crate) async fn move_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let organization = organization(&site, &here).await?;
    let form = parents(&site, &here, &organization, (organization.parent, "")).await?;
    show_move(&here, &organization, form)
}

/// Puts an organization inside another one, or takes it out.
pub(crate) async fn move_into(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let organization = organization(&site, &here).await?;
    let parent = match sent.get("parent") {
        "" => None,
        id => Some(Uuid::try_parse(id).map_err(|_| Problem::BadForm)?),
    };
    let words = sent.get(NARROW_WORDS);
    if sent.was_sent(NARROW) {
        let form = parents(&site, &here, &organization, (parent, words)).await?;
        return show_move(&here, &organization, form);
    }
    let kept = site
        .store
        .move_organization(&here.actor, organization.id, parent, &site.moment())
        .await;
    match kept {
        Ok(()) => Ok(here.done(here.at.to(StaffRoute::Organizations), "saved")),
        Err(error) => {
            let mut form = parents(&site, &here, &organization, (parent, words)).await?;
            blame(&mut form, &here.at, error)?;
            show_move(&here, &organization, form)
        }
    }
}

async fn parents(
    site: &Site,
    here: &SignedIn,
    organization: &StaffOrganization,
    (chosen, words): (Option<Uuid>, &str),
) -> Result<Form, Problem> {
    let at = &here.at;
    let none = at.say("people-organization-within-none");
    let mut choices = vec![Choice::new("", none, chosen.is_none())];
    let others = site.store.staff_organizations(&here.actor).await?;
    choices.extend(
        others
            .iter()
            .filter(|one| one.id != organization.id)
            .map(|one| {
                let name = say::text(&one.name, at.messages());
                Choice::new(one.id.to_string(), name, chosen == Some(one.id))
            }),
    );
    let label = at.say("people-organization-within");
    Ok(Form::to(at.here()).with_all(choosing(at, "parent", label, choices, words)))
}

fn show_move(
    here: &SignedIn,
    organization: &StaffOrganization,
    form: Form,
) -> Result<Response, Problem> {
    let at = &here.at;
    let name = say::text(&organization.name, at.messages());
    let title = at.fill("people-organization-move-of", &[("name", (&name).into())]);
    FormPage::new(
        here.frame(title),
        form,
        at.say("people-organization-move-go"),
    )
    .saying(at.say("people-organization-move-lead"))
    .back(StaffRoute::Organization.of(organization.id, at.lang), name)
    .show()
}
