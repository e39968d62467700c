//! Everyone one may look after, and inviting someone new.

use std::collections::BTreeSet;
use std::sync::Arc;

use access::Permission;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use kernel::{Lang, Text};
use store::{LinkToken, NewPerson, Person, PersonState, Role, StaffOrganization};
use uuid::Uuid;

use super::arrival::{lang, lang_field};
use super::door::{Origin, SignedIn};
use super::explain::blame;
use super::fields::{Choice, Field, Form, Kind, NARROW, NARROW_WORDS, choosing};
use super::frame::At;
use super::list::{Asked, Cell, Filter, Row, Sheet};
use super::pages::{FormPage, OncePage, list_page};
use super::routes::StaffRoute;
use crate::form::{self, Fields, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;

/// The people whom one may look after, with what their ids stand for.
pub(crate) struct Staff {
    pub(crate) people: Vec<Person>,
    pub(crate) organizations: Vec<StaffOrganization>,
    pub(crate) roles: Vec<Role>,
}

impl Staff {
    pub(crate) async fn read(site: &Site, here: &SignedIn) -> Result<Self, Problem> {
        let organizations = own_organizations(site, here).await?;
        let mut people = Vec::new();
        if here.me.may(Permission::ManageAnyPeople) {
            people = site.store.people(&here.actor, None).await?;
        } else {
            for one in &organizations {
                people.extend(site.store.people(&here.actor, Some(one.id)).await?);
            }
        }
        Ok(Self {
            people,
            organizations,
            roles: site.store.roles(&here.actor).await?,
        })
    }

    /// The roles of a person, in the order of all roles.
    pub(crate) fn roles_of(&self, person: &Person) -> impl Iterator<Item = &Role> {
        self.roles
            .iter()
            .filter(|role| person.roles.contains(&role.id))
    }

    /// The name of the organization that a person works for.
    pub(crate) fn organization_of(&self, person: &Person) -> Text {
        let found = self
            .organizations
            .iter()
            .find(|one| one.id == person.organization_id);
        found.map_or_else(Text::default, |one| one.name.clone())
    }
}

/// The organizations whose people one may look after: one's own and its chapters, or every one.
pub(crate) async fn own_organizations(
    site: &Site,
    here: &SignedIn,
) -> Result<Vec<StaffOrganization>, Problem> {
    let mut all = site.store.staff_organizations(&here.actor).await?;
    if here.me.may(Permission::ManageAnyPeople) {
        return Ok(all);
    }
    let within = within(&all, here.me.organization_id);
    all.retain(|one| within.contains(&one.id));
    Ok(all)
}

/// An organization and its chapters, down to the last.
pub(crate) fn within(all: &[StaffOrganization], own: Uuid) -> BTreeSet<Uuid> {
    let mut within = BTreeSet::from([own]);
    // Each round goes one level down; a tree has no more levels than organizations.
    loop {
        let known = within.len();
        for one in all {
            if one.parent.is_some_and(|parent| within.contains(&parent)) {
                within.insert(one.id);
            }
        }
        if within.len() == known {
            return within;
        }
    }
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
    let staff = Staff::read(site, here).await?;
    let at = &here.at;
    let mut sheet = Sheet::with_columns(vec![
        ("name", at.say("people-name")),
        ("email", at.say("people-email")),
        ("organization", at.say("people-organization")),
        ("roles", at.say("people-roles")),
        ("state", at.say("people-state")),
        ("code", at.say("people-second")),
    ]);
    sheet.filters = vec![
        Filter {
            key: "state",
            label: at.say("people-state"),
            choices: STATES
                .into_iter()
                .map(|state| (word(state).to_owned(), state_words(state, at)))
                .collect(),
        },
        Filter {
            key: "code",
            label: at.say("people-second"),
            choices: ["yes", "no"]
                .map(|word| (word.to_owned(), yes(word == "yes", at)))
                .to_vec(),
        },
    ];
    sheet.rows = staff
        .people
        .iter()
        .map(|person| row(person, &staff, at))
        .collect();
    let actions = vec![(
        at.to(StaffRoute::Invite).to_owned(),
        at.say("people-invite-title"),
    )];
    list_page(here, &sheet, asked, "people-title", actions)
}

const STATES: [PersonState; 3] = [
    PersonState::Active,
    PersonState::Invited,
    PersonState::Suspended,
];

fn row(person: &Person, staff: &Staff, at: &At) -> Row {
    let roles: Vec<&str> = staff
        .roles_of(person)
        .map(|role| role.name.shown(at.lang).0)
        .collect();
    let totp = if person.totp { "yes" } else { "no" };
    Row {
        cells: vec![
            Cell::link(&StaffRoute::Person.of(person.id, at.lang), &person.name),
            Cell::words(&person.email),
            Cell::words(staff.organization_of(person).shown(at.lang).0),
            Cell::words(&roles.join(", ")),
            Cell::said(state_words(person.state, at)),
            Cell::said(yes(person.totp, at)),
        ],
        values: vec![
            ("state", word(person.state).to_owned()),
            ("code", totp.to_owned()),
        ],
    }
}

fn word(state: PersonState) -> &'static str {
    match state {
        PersonState::Active => "active",
        PersonState::Invited => "invited",
        PersonState::Suspended => "suspended",
    }
}

/// The state of an account in words.
pub(crate) fn state_words(state: PersonState, at: &At) -> Markup {
    at.say(&format!("people-state-{}", word(state)))
}

fn yes(yes: bool, at: &At) -> Markup {
    at.say(if yes { "people-yes" } else { "people-no" })
}

/// The form of an invitation.
pub(crate) async fn invite_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let form = fields(&site, &here, &Fields::default()).await?;
    show_invite(&here, form)
}

/// Makes an invitation. Its link is shown once, to be handed over.
pub(crate) async fn invite(
    State(site): State<Arc<Site>>,
    origin: Origin,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let mut form = fields(&site, &here, &sent).await?;
    if sent.was_sent(NARROW) {
        return show_invite(&here, form);
    }
    let Ok(organization_id) = Uuid::try_parse(sent.get("organization")) else {
        form.blame(
            "organization",
            here.at.say("people-fault-organization-unknown"),
        );
        return show_invite(&here, form);
    };
    let lang = lang(&sent, here.at.lang);
    let new = NewPerson {
        name: sent.get("name").trim().to_owned(),
        email: sent.get("email").trim().to_owned(),
        lang,
        organization_id,
        roles: chosen_roles(&sent)?,
    };
    match site.store.invite(&here.actor, &new, &site.moment()).await {
        Ok((_, token)) => show_link(&origin, &here, &token, lang, "people-link-week"),
        Err(error) => {
            blame(&mut form, &here.at, error)?;
            show_invite(&here, form)
        }
    }
}

async fn fields(site: &Site, here: &SignedIn, sent: &Fields) -> Result<Form, Problem> {
    let at = &here.at;
    let organizations = own_organizations(site, here).await?;
    let own = here.me.organization_id.to_string();
    let chosen = match sent.get("organization") {
        "" => own.as_str(),
        sent => sent,
    };
    let roles = site.store.roles(&here.actor).await?;
    let chosen_roles: Vec<&str> = sent.all("roles").collect();
    Ok(Form::to(at.to(StaffRoute::Invite))
        .with(Field::new("name", at.say("people-name"), Kind::Text).holding(sent.get("name")))
        .with(
            Field::new("email", at.say("people-email"), Kind::Email)
                .holding(sent.get("email"))
                .hinting(at.say("people-email-hint"))
                .completing("off"),
        )
        .with(lang_field(at, lang(sent, at.lang)))
        .with_all(organization_fields(
            at,
            &organizations,
            chosen,
            sent.get(NARROW_WORDS),
        ))
        .with(roles_field(here, &roles, |id| {
            chosen_roles.contains(&&*id.to_string())
        })))
}

fn show_invite(here: &SignedIn, form: Form) -> Result<Response, Problem> {
    let frame = here.frame(here.at.say("people-invite-title"));
    FormPage::new(frame, form, here.at.say("people-invite-go"))
        .saying(here.at.say("people-invite-lead"))
        .back(here.at.to(StaffRoute::People), here.at.say("people-back"))
        .show()
}

/// The field in which one chooses an organization, and, where there are many, the words that narrow them.
pub(crate) fn organization_fields(
    at: &At,
    organizations: &[StaffOrganization],
    chosen: &str,
    words: &str,
) -> Vec<Field> {
    let choices = organizations
        .iter()
        .map(|one| {
            let id = one.id.to_string();
            let is_chosen = id == chosen;
            Choice::new(id, Markup::escaped(one.name.shown(at.lang).0), is_chosen)
        })
        .collect();
    let label = at.say("people-organization");
    choosing(at, "organization", label, choices, words)
}

/// The field in which one chooses roles: those that one may give.
pub(crate) fn roles_field(here: &SignedIn, roles: &[Role], chosen: impl Fn(Uuid) -> bool) -> Field {
    let at = &here.at;
    let choices = roles
        .iter()
        .filter(|role| role.permissions.is_subset(&here.me.permissions) || chosen(role.id))
        .map(|role| Choice {
            hint: say::text(&role.description, at.messages()),
            ..Choice::new(
                role.id.to_string(),
                say::text(&role.name, at.messages()),
                chosen(role.id),
            )
        })
        .collect();
    Field::new(
        "roles",
        at.say("people-roles"),
        Kind::Any(vec![(Markup::ours(""), choices)]),
    )
    .hinting(at.say("people-roles-hint"))
}

/// The roles that a form names.
pub(crate) fn chosen_roles(sent: &Fields) -> Result<BTreeSet<Uuid>, Problem> {
    sent.all("roles")
        .map(|id| Uuid::try_parse(id).map_err(|_| Problem::BadForm))
        .collect()
}

/// Shows a one-time link, once. `good_for` says for how long, as the store promises.
pub(crate) fn show_link(
    origin: &Origin,
    here: &SignedIn,
    token: &LinkToken,
    lang: Lang,
    good_for: &'static str,
) -> Result<Response, Problem> {
    let at = &here.at;
    let path = StaffRoute::Invitation.with_token(&token.reveal(), lang);
    page(&OncePage {
        frame: here.frame(at.say("people-link-title")),
        lead: vec![at.say("people-link-lead")],
        secrets: vec![format!("{}{path}", origin.0)],
        after: vec![at.say(good_for)],
        back: (at.to(StaffRoute::People).to_owned(), at.say("people-back")),
    })
}
