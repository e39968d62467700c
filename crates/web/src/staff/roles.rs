//! Roles: what they let people do, in plain words; own roles can be made, changed and taken away.

use std::collections::BTreeSet;
use std::sync::Arc;

use access::{Permission, PermissionGroup};
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use kernel::{Lang, Text};
use store::{NewRole, PeopleError, Role, StoreError};

use super::door::SignedIn;
use super::explain::blame;
use super::fields::{Choice, Field, Form, Kind};
use super::list::{Asked, Cell, Row, Sheet};
use super::pages::{FormPage, list_page, name_fields};
use super::routes::StaffRoute;
use crate::form::{self, Fields, ORDINARY};
use crate::house::Site;
use crate::markup::Markup;
use crate::messages;
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
    let roles = site.store.roles(&here.actor).await?;
    let mut sheet = Sheet::with_columns(vec![
        ("name", at.say("people-role")),
        ("about", at.say("people-role-about")),
        ("people", at.say("people-title")),
        ("made", at.say("people-role-made")),
    ]);
    sheet.rows = roles
        .iter()
        .map(|role| {
            let name = role.name.shown(at.lang).0;
            let made = if role.shipped.is_some() {
                "people-role-shipped"
            } else {
                "people-role-own"
            };
            Row {
                cells: vec![
                    Cell::link(&StaffRoute::Role.of(role.id, at.lang), name),
                    Cell::words(role.description.shown(at.lang).0),
                    Cell::words(&role.people.to_string()).ordered_by(format!("{:09}", role.people)),
                    Cell::said(at.say(made)),
                ],
                values: Vec::new(),
            }
        })
        .collect();
    let actions = vec![(
        at.to(StaffRoute::NewRole).to_owned(),
        at.say("people-role-new"),
    )];
    list_page(here, &sheet, asked, "people-roles-title", actions)
}

/// What a form says about a role.
struct Draft {
    name: Text,
    description: Text,
    permissions: BTreeSet<Permission>,
}

impl Draft {
    fn of(sent: &Fields) -> Result<Self, Problem> {
        let text = |en, fr| Text::new(sent.get(en).trim(), sent.get(fr).trim());
        Ok(Self {
            name: text("name_en", "name_fr"),
            description: text("about_en", "about_fr"),
            permissions: sent
                .all("permissions")
                .map(|word| word.parse().map_err(|_| Problem::BadForm))
                .collect::<Result<_, _>>()?,
        })
    }

    fn of_role(role: &Role) -> Self {
        Self {
            name: role.name.clone(),
            description: role.description.clone(),
            permissions: role.permissions.clone(),
        }
    }

    fn into_role(self) -> NewRole {
        NewRole {
            name: self.name,
            description: self.description,
            permissions: self.permissions,
        }
    }

    fn fields(&self, here: &SignedIn) -> Form {
        let at = &here.at;
        let about = |name, key, words: &str, lang: Lang| {
            Field::new(name, at.say(key), Kind::Long)
                .holding(words)
                .written_in(lang)
        };
        let form = name_fields(Form::to(at.here()), at, &self.name.en, &self.name.fr)
            .with(about(
                "about_en",
                "people-about-en",
                &self.description.en,
                Lang::En,
            ))
            .with(about(
                "about_fr",
                "people-about-fr",
                &self.description.fr,
                Lang::Fr,
            ));
        form.with(
            Field::new(
                "permissions",
                at.say("people-permissions"),
                Kind::Any(self.permissions_in_groups(here)),
            )
            .hinting(at.say("people-permissions-hint")),
        )
    }

    /// Every permission that the person may give, and those that the role has, by group.
    fn permissions_in_groups(&self, here: &SignedIn) -> Vec<(Markup, Vec<Choice>)> {
        let lang = here.at.lang;
        let said = |words: &str| Markup::escaped(&messages::set(words, lang));
        PermissionGroup::ALL
            .into_iter()
            .map(|group| {
                let choices = Permission::ALL
                    .iter()
                    .filter(|permission| permission.group() == group)
                    .filter(|permission| {
                        here.me.permissions.contains(permission)
                            || self.permissions.contains(permission)
                    })
                    .map(|permission| {
                        Choice::new(
                            permission.word(),
                            said(permission.label(lang)),
                            self.permissions.contains(permission),
                        )
                    })
                    .collect();
                (said(group.label(lang)), choices)
            })
            .filter(|(_, choices): &(Markup, Vec<Choice>)| !choices.is_empty())
            .collect()
    }
}

async fn role(site: &Site, here: &SignedIn) -> Result<Role, Problem> {
    let id = here.at.id()?;
    let roles = site.store.roles(&here.actor).await?;
    roles
        .into_iter()
        .find(|role| role.id == id)
        .ok_or(Problem::NotFound)
}

/// The form of a new role.
pub(crate) async fn new_form(here: SignedIn) -> Result<Response, Problem> {
    let form = Draft::of(&Fields::default())?.fields(&here);
    show_new(&here, form)
}

/// Makes a role.
pub(crate) async fn add(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let draft = Draft::of(&sent)?;
    let mut form = draft.fields(&here);
    let new = draft.into_role();
    match site.store.add_role(&here.actor, &new, &site.moment()).await {
        Ok(id) => Ok(here.done(&StaffRoute::Role.of(id, here.at.lang), "saved")),
        Err(error) => {
            blame(&mut form, &here.at, error)?;
            show_new(&here, form)
        }
    }
}

fn show_new(here: &SignedIn, form: Form) -> Result<Response, Problem> {
    let frame = here.frame(here.at.say("people-role-new"));
    FormPage::new(frame, form, here.at.say("people-save"))
        .back(
            here.at.to(StaffRoute::Roles),
            here.at.say("people-roles-back"),
        )
        .show()
}

/// One role: to be changed when it was made here, to be copied when it came with the program.
pub(crate) async fn form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let role = role(&site, &here).await?;
    let form = Draft::of_role(&role).fields(&here);
    let form = form.along("version", role.version.to_string());
    show_role(&here, &role, form)
}

/// Changes a role, or makes a copy of one that came with the program.
pub(crate) async fn change(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let role = role(&site, &here).await?;
    let draft = Draft::of(&sent)?;
    let seen = sent.get("version").parse().unwrap_or(role.version);
    let mut form = draft
        .fields(&here)
        .along("version", role.version.to_string());
    let new = draft.into_role();
    let kept = if role.shipped.is_some() {
        site.store.add_role(&here.actor, &new, &site.moment()).await
    } else {
        site.store
            .change_role(&here.actor, (role.id, seen), &new, &site.moment())
            .await
            .map(|()| role.id)
    };
    match kept {
        Ok(id) => Ok(here.done(&StaffRoute::Role.of(id, here.at.lang), "saved")),
        Err(StoreError::People(PeopleError::ChangedSince)) => {
            form.blame("permissions", changed_since(&here, &role));
            show_role(&here, &role, form)
        }
        Err(error) => {
            blame(&mut form, &here.at, error)?;
            show_role(&here, &role, form)
        }
    }
}

/// What somebody else made of a role meanwhile: whoever saves once more has read it.
fn changed_since(here: &SignedIn, role: &Role) -> Markup {
    let lang = here.at.lang;
    let name = say::text(&role.name, here.at.messages());
    let may: Vec<String> = role
        .permissions
        .iter()
        .map(|one| messages::set(one.label(lang), lang).into_owned())
        .collect();
    let may = Markup::escaped(&may.join("; "));
    let values = [("name", (&name).into()), ("may", (&may).into())];
    here.at.fill("people-role-changed-since", &values)
}

fn show_role(here: &SignedIn, role: &Role, form: Form) -> Result<Response, Problem> {
    let at = &here.at;
    let frame = here.frame(say::text(&role.name, at.messages()));
    let go = if role.shipped.is_some() {
        "people-role-copy"
    } else {
        "people-save"
    };
    let shown = FormPage::new(frame, form, at.say(go))
        .back(at.to(StaffRoute::Roles), at.say("people-roles-back"));
    if role.shipped.is_some() {
        return shown.saying(at.say("people-role-shipped-lead")).show();
    }
    let delete = Markup::built(format!(
        "<a href=\"{}\">{}</a>",
        StaffRoute::DeleteRole.of(role.id, at.lang),
        at.say("people-role-delete")
    ));
    shown.ending(delete).show()
}

/// Asks before a role is taken away.
pub(crate) async fn delete_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let role = role(&site, &here).await?;
    show_delete(&here, &role, None)
}

/// Takes a role away, when nobody has it.
pub(crate) async fn delete(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let role = role(&site, &here).await?;
    match site
        .store
        .delete_role(&here.actor, role.id, &site.moment())
        .await
    {
        Ok(()) => Ok(here.done(here.at.to(StaffRoute::Roles), "deleted")),
        Err(error) => show_delete(&here, &role, Some(error)),
    }
}

fn show_delete(
    here: &SignedIn,
    role: &Role,
    error: Option<store::StoreError>,
) -> Result<Response, Problem> {
    let at = &here.at;
    let name = say::text(&role.name, at.messages());
    let mut form = Form::to(at.here());
    if let Some(error) = error {
        let yes = vec![Choice::new("yes", at.say("people-yes"), true)];
        form = form.with(Field::new("sure", at.say("people-sure"), Kind::One(yes)));
        blame(&mut form, at, error)?;
    }
    let title = at.fill("people-role-delete-of", &[("name", (&name).into())]);
    FormPage::new(here.frame(title), form, at.say("people-role-delete-go"))
        .saying(at.say("people-role-delete-lead"))
        .back(StaffRoute::Role.of(role.id, at.lang), name)
        .dangerous()
        .show()
}
