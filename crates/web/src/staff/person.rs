//! One person, as whoever looks after them sees them: roles, suspension, a new link.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::{Person, PersonDetails, PersonState, StaffOrganization, StoreError};
use uuid::Uuid;

use super::arrival::{lang, lang_field};
use super::door::{Origin, SignedIn};
use super::explain::blame;
use super::fields::{Choice, Field, Form, Kind, NARROW, NARROW_WORDS};
use super::frame::StaffFrame;
use super::pages::FormPage;
use super::people::{
    Staff, chosen_roles, organization_fields, own_organizations, roles_field, show_link,
    state_words,
};
use super::routes::StaffRoute;
use crate::form::{self, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;

async fn person(site: &Site, here: &SignedIn) -> Result<Person, Problem> {
    let id = here.at.id()?;
    match site.store.person(&here.actor, id).await {
        Err(StoreError::People(_)) => Err(Problem::NotFound),
        found => Ok(found?),
    }
}

/// The person's page.
pub(crate) async fn show(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let person = person(&site, &here).await?;
    let organizations = own_organizations(&site, &here).await?;
    let details = PersonDetails {
        name: person.name.clone(),
        email: person.email.clone(),
        lang: person.lang,
        organization_id: person.organization_id,
    };
    let form = details_fields(&here, &details, &organizations, "");
    show_person(&site, &here, &person, organizations, form).await
}

/// Keeps who the person is.
pub(crate) async fn save(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let person = person(&site, &here).await?;
    let organizations = own_organizations(&site, &here).await?;
    let details = PersonDetails {
        name: sent.get("name").trim().to_owned(),
        email: sent.get("email").trim().to_owned(),
        lang: lang(&sent, person.lang),
        organization_id: Uuid::try_parse(sent.get("organization"))
            .unwrap_or(person.organization_id),
    };
    let words = sent.get(NARROW_WORDS);
    if sent.was_sent(NARROW) {
        let form = details_fields(&here, &details, &organizations, words);
        return show_person(&site, &here, &person, organizations, form).await;
    }
    let kept = site
        .store
        .change_person(&here.actor, person.id, &details, &site.moment())
        .await;
    match kept {
        Ok(()) => Ok(here.done(&to(&here, person.id), "saved")),
        Err(error) => {
            let mut form = details_fields(&here, &details, &organizations, words);
            blame(&mut form, &here.at, error)?;
            show_person(&site, &here, &person, organizations, form).await
        }
    }
}

fn details_fields(
    here: &SignedIn,
    details: &PersonDetails,
    organizations: &[StaffOrganization],
    words: &str,
) -> Form {
    let at = &here.at;
    let name = Field::new("name", at.say("people-name"), Kind::Text).holding(&details.name);
    let email = Field::new("email", at.say("people-email"), Kind::Email).holding(&details.email);
    let chosen = details.organization_id.to_string();
    Form::to(at.here())
        .with(name)
        .with(email.completing("off"))
        .with(lang_field(at, details.lang))
        .with_all(organization_fields(at, organizations, &chosen, words))
}

async fn show_person(
    site: &Site,
    here: &SignedIn,
    person: &Person,
    organizations: Vec<StaffOrganization>,
    form: Form,
) -> Result<Response, Problem> {
    let staff = Staff {
        people: Vec::new(),
        organizations,
        roles: site.store.roles(&here.actor).await?,
    };
    page(&PersonPage::new(here, person, &staff, form))
}

/// The context of `templates/staff/person.html`.
#[derive(Template)]
#[template(path = "staff/person.html")]
struct PersonPage<'a> {
    frame: StaffFrame<'a>,
    form: Form,
    state: Markup,
    totp: Markup,
    roles: Vec<Markup>,
    /// Addresses and names of what can be done.
    actions: Vec<(String, Markup)>,
}

impl<'a> PersonPage<'a> {
    fn new(here: &'a SignedIn, person: &Person, staff: &Staff, form: Form) -> Self {
        let at = &here.at;
        let mut actions = vec![(StaffRoute::PersonRoles, "people-roles-change")];
        let own = person.id == here.me.id;
        match person.state {
            PersonState::Active if !own => actions.extend([
                (StaffRoute::Reset, "people-reset-title"),
                (StaffRoute::Suspend, "people-suspend-title"),
            ]),
            PersonState::Invited => actions.push((StaffRoute::Reset, "people-invite-again")),
            PersonState::Suspended => {
                actions.push((StaffRoute::Reinstate, "people-reinstate-title"));
            }
            PersonState::Active => {}
        }
        Self {
            state: state_words(person.state, at),
            totp: at.say(if person.totp {
                "people-yes"
            } else {
                "people-no"
            }),
            roles: staff
                .roles_of(person)
                .map(|role| say::text(&role.name, at.messages()))
                .collect(),
            actions: actions
                .into_iter()
                .map(|(route, name)| (route.of(person.id, at.lang), at.say(name)))
                .collect(),
            frame: here
                .frame(Markup::escaped(&person.name))
                .faulty(form.is_faulty()),
            form,
        }
    }
}

/// The form of a person's roles.
pub(crate) async fn roles_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let person = person(&site, &here).await?;
    let roles = site.store.roles(&here.actor).await?;
    let form =
        Form::to(here.at.here()).with(roles_field(&here, &roles, |id| person.roles.contains(&id)));
    show_roles(&here, &person, form)
}

/// Gives and takes roles; what the person may do changes at once.
pub(crate) async fn set_roles(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let person = person(&site, &here).await?;
    let chosen = chosen_roles(&sent)?;
    let kept = site
        .store
        .set_roles(&here.actor, person.id, &chosen, &site.moment())
        .await;
    let Err(error) = kept else {
        return Ok(here.done(&StaffRoute::Person.of(person.id, here.at.lang), "saved"));
    };
    let roles = site.store.roles(&here.actor).await?;
    let mut form =
        Form::to(here.at.here()).with(roles_field(&here, &roles, |id| chosen.contains(&id)));
    blame(&mut form, &here.at, error)?;
    show_roles(&here, &person, form)
}

fn show_roles(here: &SignedIn, person: &Person, form: Form) -> Result<Response, Problem> {
    let title = here
        .at
        .fill("people-roles-of", &[("name", (&person.name).into())]);
    FormPage::new(here.frame(title), form, here.at.say("people-save"))
        .back(
            StaffRoute::Person.of(person.id, here.at.lang),
            Markup::escaped(&person.name),
        )
        .show()
}

/// What is asked before something is done to a person.
struct Question {
    title: &'static str,
    lead: &'static str,
    go: &'static str,
}

const SUSPEND: Question = Question {
    title: "people-suspend-of",
    lead: "people-suspend-lead",
    go: "people-suspend-go",
};
const REINSTATE: Question = Question {
    title: "people-reinstate-of",
    lead: "people-reinstate-lead",
    go: "people-reinstate-go",
};
const INVITE_AGAIN: Question = Question {
    title: "people-invite-again-of",
    lead: "people-invite-again-lead",
    go: "people-reset-go",
};
const RESET: Question = Question {
    title: "people-reset-of",
    lead: "people-reset-lead",
    go: "people-reset-go",
};

fn ask(
    here: &SignedIn,
    person: &Person,
    question: &Question,
    form: Form,
) -> Result<Response, Problem> {
    let title = here
        .at
        .fill(question.title, &[("name", (&person.name).into())]);
    let asked = FormPage::new(here.frame(title), form, here.at.say(question.go))
        .saying(here.at.say(question.lead))
        .back(
            StaffRoute::Person.of(person.id, here.at.lang),
            Markup::escaped(&person.name),
        );
    match here.at.route {
        StaffRoute::Reinstate => asked.show(),
        _ => asked.dangerous().show(),
    }
}

/// What could not be done, above the question.
fn again(
    here: &SignedIn,
    person: &Person,
    question: &Question,
    error: StoreError,
) -> Result<Response, Problem> {
    // The question has no field that could be wrong: what is wrong stands at its button.
    let mut form = Form::to(here.at.here()).with(Field::new(
        "sure",
        here.at.say("people-sure"),
        Kind::One(vec![Choice::new("yes", here.at.say("people-yes"), true)]),
    ));
    blame(&mut form, &here.at, error)?;
    ask(here, person, question, form)
}

/// Asks a question that has no field.
async fn question(site: &Site, here: &SignedIn, question: &Question) -> Result<Response, Problem> {
    let person = person(site, here).await?;
    ask(here, &person, question, Form::to(here.at.here()))
}

/// Goes on once it is done, or asks once more with what could not be.
fn answered(
    here: &SignedIn,
    person: &Person,
    question: &Question,
    done: Result<(), StoreError>,
    word: &str,
) -> Result<Response, Problem> {
    match done {
        Ok(()) => Ok(here.done(&to(here, person.id), word)),
        Err(error) => again(here, person, question, error),
    }
}

/// Asks before a person is kept out.
pub(crate) async fn suspend_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    question(&site, &here, &SUSPEND).await
}

/// Keeps a person out, everywhere, at once.
pub(crate) async fn suspend(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let person = person(&site, &here).await?;
    let moment = site.moment();
    let done = site.store.suspend(&here.actor, person.id, &moment).await;
    answered(&here, &person, &SUSPEND, done, "suspended")
}

/// Asks before a person is let in again.
pub(crate) async fn reinstate_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    question(&site, &here, &REINSTATE).await
}

/// Lets a person in again.
pub(crate) async fn reinstate(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let person = person(&site, &here).await?;
    let moment = site.moment();
    let done = site.store.reinstate(&here.actor, person.id, &moment).await;
    answered(&here, &person, &REINSTATE, done, "reinstated")
}

/// Asks before a new link is made.
pub(crate) async fn reset_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let person = person(&site, &here).await?;
    ask(
        &here,
        &person,
        reset_question(&person),
        reset_fields(&here, &person),
    )
}

fn reset_fields(here: &SignedIn, person: &Person) -> Form {
    let form = Form::to(here.at.here());
    if !person.totp {
        return form;
    }
    let choice = Choice::new("yes", here.at.say("people-reset-second"), false);
    let kind = Kind::Any(vec![(Markup::ours(""), vec![choice])]);
    form.with(
        Field::new("second", here.at.say("people-second"), kind)
            .hinting(here.at.say("people-reset-second-hint")),
    )
}

/// Makes a one-time link with which the person chooses a new passphrase.
pub(crate) async fn reset(
    State(site): State<Arc<Site>>,
    origin: Origin,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let person = person(&site, &here).await?;
    let moment = site.moment();
    // Who has not accepted yet gets another invitation.
    let (made, good_for) = match person.state {
        PersonState::Invited => (
            site.store
                .invite_again(&here.actor, person.id, &moment)
                .await,
            "people-link-week",
        ),
        _ => (
            site.store
                .reset(&here.actor, person.id, sent.has("second"), &moment)
                .await,
            "people-link-day",
        ),
    };
    match made {
        Ok(token) => show_link(&origin, &here, &token, person.lang, good_for),
        Err(error) => again(&here, &person, reset_question(&person), error),
    }
}

/// A new invitation takes nothing away; a reset does.
fn reset_question(person: &Person) -> &'static Question {
    match person.state {
        PersonState::Invited => &INVITE_AGAIN,
        _ => &RESET,
    }
}

fn to(here: &SignedIn, id: Uuid) -> String {
    StaffRoute::Person.of(id, here.at.lang)
}
