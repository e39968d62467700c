//! Organizations and their chapters, as the people who work in them are placed.

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use kernel::Text;
use store::{NewOrganization, StaffOrganization};
use uuid::Uuid;

use super::door::SignedIn;
use super::explain::blame;
use super::fields::{Choice, Field, Form, Kind};
use super::list::{Asked, Cell, Row, Sheet};
use super::pages::{FormPage, ListPage, name_fields};
use super::routes::StaffRoute;
use crate::form::{self, Fields, ORDINARY};
use crate::handler::page;
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
    if asked.wants_csv() {
        return Ok(sheet.csv(asked));
    }
    page(&ListPage {
        actions: vec![(
            at.to(StaffRoute::NewOrganization).to_owned(),
            at.say("people-organization-new"),
        )],
        list: sheet.view(asked, at.to(StaffRoute::Organizations), at.lang),
        frame: here.frame(at.say("people-organizations-title")),
    })
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

/// One organization's names, and the way to a chapter.
pub(crate) async fn form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let organization = organization(&site, &here).await?;
    let form = fields(&here, &organization.name);
    show_organization(&here, &organization, form)
}

/// Renames an organization.
pub(crate) async fn rename(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let organization = organization(&site, &here).await?;
    let name = name(&sent);
    let kept = site
        .store
        .rename_organization(&here.actor, organization.id, &name, &site.moment())
        .await;
    match kept {
        Ok(()) => Ok(here.done(here.at.to(StaffRoute::Organizations), "saved")),
        Err(error) => {
            let mut form = fields(&here, &name);
            blame(&mut form, &here.at, error)?;
            show_organization(&here, &organization, form)
        }
    }
}

fn show_organization(
    here: &SignedIn,
    organization: &StaffOrganization,
    form: Form,
) -> Result<Response, Problem> {
    let at = &here.at;
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
        .show()
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
    let form = parents(&site, &here, &organization, organization.parent).await?;
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
    let kept = site
        .store
        .move_organization(&here.actor, organization.id, parent, &site.moment())
        .await;
    match kept {
        Ok(()) => Ok(here.done(here.at.to(StaffRoute::Organizations), "saved")),
        Err(error) => {
            let mut form = parents(&site, &here, &organization, parent).await?;
            blame(&mut form, &here.at, error)?;
            show_move(&here, &organization, form)
        }
    }
}

async fn parents(
    site: &Site,
    here: &SignedIn,
    organization: &StaffOrganization,
    chosen: Option<Uuid>,
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
    let field = Field::new("parent", label, Kind::Select(choices));
    Ok(Form::to(at.here()).with(field))
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
