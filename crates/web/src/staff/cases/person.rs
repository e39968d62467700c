//! Who she is: what she wants to be called, and more only for a purpose that is written beside it.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use casework::case::{Kept, LegalName, Person};
use casework::fact::Gender;
use casework::words::{Private, WorkerId};
use jiff::Timestamp;
use jiff::civil::Date;
use store::{CaseItem, Editable, OpenCase, Saved, StoreError};
use uuid::Uuid;

use crate::form::{self, Fields, ORDINARY};
use crate::house::Site;
use crate::problem::Problem;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::frame::At;
use crate::staff::routes::StaffRoute;

use super::{blame, case_at, choices, day_field, form_page};

/// What is kept for a purpose: the field, the field of its purpose, and the message of its name.
const KEPT: [(&str, &str, &str); 3] = [
    ("immigration", "immigration_why", "cases-person-immigration"),
    ("health", "health_why", "cases-person-health"),
    ("indigenous", "indigenous_why", "cases-person-indigenous"),
];

/// The form, with what is known.
pub(crate) async fn person_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let case = case_at(&site, &here).await?;
    let (person, version) = match &case.person {
        Some(item) => (item.payload.clone(), item.version),
        None => (Person::default(), 0),
    };
    show(&here, &case, fields(&here.at, &known(&person), version))
}

fn known(person: &Person) -> Fields {
    let mut pairs = vec![
        ("alias".to_owned(), person.alias.expose().to_owned()),
        ("pronouns".to_owned(), person.pronouns.expose().to_owned()),
        (
            "gender".to_owned(),
            person.gender.map(|one| one.to_string()).unwrap_or_default(),
        ),
    ];
    if let Some(name) = &person.legal_name {
        pairs.push(("first".to_owned(), name.value.first.expose().to_owned()));
        pairs.push(("second".to_owned(), name.value.second.expose().to_owned()));
        pairs.push(("name_why".to_owned(), name.purpose.expose().to_owned()));
    }
    if let Some(birth) = &person.birth_date {
        pairs.push(("birth".to_owned(), birth.value.to_string()));
        pairs.push(("birth_why".to_owned(), birth.purpose.expose().to_owned()));
    }
    let kept = [
        &person.immigration_status,
        &person.health,
        &person.indigenous_identity,
    ];
    for ((field, why, _), kept) in KEPT.into_iter().zip(kept) {
        if let Some(kept) = kept {
            pairs.push((field.to_owned(), kept.value.expose().to_owned()));
            pairs.push((why.to_owned(), kept.purpose.expose().to_owned()));
        }
    }
    Fields::of(pairs)
}

fn fields(at: &At, sent: &Fields, version: i64) -> Form {
    let line = |name, key: &str| Field::new(name, at.say(key), Kind::Text).holding(sent.get(name));
    let why = |name| line(name, "cases-person-why").hinting(at.say("cases-person-why-hint"));
    let gender = Gender::parse(sent.get("gender"));
    let mut genders = vec![Choice::new(
        "",
        at.say("cases-gender-not-asked"),
        gender.is_none(),
    )];
    genders.extend(choices(
        Gender::ALL,
        Gender::as_str,
        |word| at.say(&format!("cases-gender-{word}")),
        gender,
    ));
    let mut form = Form::to(at.here())
        .along("version", version.to_string())
        .with(line("alias", "cases-person-alias").hinting(at.say("cases-person-alias-hint")))
        .with(line("pronouns", "cases-person-pronouns"))
        .with(Field::new(
            "gender",
            at.say("cases-gender"),
            Kind::Select(genders),
        ))
        .with(line("first", "cases-person-first"))
        .with(line("second", "cases-person-second"))
        .with(why("name_why"))
        .with(day_field(
            at,
            "birth",
            "cases-person-birth",
            sent.get("birth"),
        ))
        .with(why("birth_why"));
    for (field, purpose, key) in KEPT {
        form = form.with(line(field, key)).with(why(purpose));
    }
    form
}

/// What was sent, kept for its purpose; what did not change keeps who wrote it and when.
fn kept<T: Clone + PartialEq>(
    value: Option<T>,
    purpose: &str,
    before: Option<&Kept<T>>,
    by: (WorkerId, Timestamp),
) -> Result<Option<Kept<T>>, ()> {
    let Some(value) = value else {
        return Ok(None);
    };
    let purpose = Private::new(purpose);
    if let Some(before) = before
        && before.value == value
        && before.purpose == purpose
    {
        return Ok(Some(before.clone()));
    }
    Kept::new(value, purpose, by.0, by.1).map(Some).ok_or(())
}

/// The person as the form has her, or the fields at fault with their messages.
fn read(
    sent: &Fields,
    before: &Person,
    by: (WorkerId, Timestamp),
) -> Result<Person, Vec<(&'static str, &'static str)>> {
    let mut faults = Vec::new();
    let why = "cases-fault-why";
    let filled = |name: &str| Some(Private::new(sent.get(name))).filter(|words| !words.is_empty());
    let name = LegalName {
        first: Private::new(sent.get("first")),
        middle: before
            .legal_name
            .as_ref()
            .map(|name| name.value.middle.clone())
            .unwrap_or_default(),
        second: Private::new(sent.get("second")),
    };
    let name = (!name.first.is_empty() || !name.second.is_empty()).then_some(name);
    let legal_name = kept(name, sent.get("name_why"), before.legal_name.as_ref(), by)
        .unwrap_or_else(|()| {
            faults.push(("name_why", why));
            None
        });
    let birth: Option<Date> = super::day(sent.get("birth")).unwrap_or_else(|()| {
        faults.push(("birth", "cases-fault-day"));
        None
    });
    let birth_date = kept(birth, sent.get("birth_why"), before.birth_date.as_ref(), by)
        .unwrap_or_else(|()| {
            faults.push(("birth_why", why));
            None
        });
    let mut words = |field: &'static str, purpose: &'static str, before: &Option<Kept<Private>>| {
        kept(filled(field), sent.get(purpose), before.as_ref(), by).unwrap_or_else(|()| {
            faults.push((purpose, why));
            None
        })
    };
    let person = Person {
        alias: Private::new(sent.get("alias")),
        pronouns: Private::new(sent.get("pronouns")),
        gender: Gender::parse(sent.get("gender")),
        immigration_status: words("immigration", "immigration_why", &before.immigration_status),
        health: words("health", "health_why", &before.health),
        indigenous_identity: words("indigenous", "indigenous_why", &before.indigenous_identity),
        legal_name,
        birth_date,
        citizenships: before.citizenships.clone(),
    };
    if faults.is_empty() {
        Ok(person)
    } else {
        Err(faults)
    }
}

/// Saves it. Whoever comes second is shown what the first wrote.
pub(crate) async fn save_person(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let case = case_at(&site, &here).await?;
    let version: i64 = sent.get("version").parse().map_err(|_| Problem::BadForm)?;
    let before = case.person.as_ref().map(|item| item.payload.clone());
    let by = (WorkerId(here.me.id), site.clock.now());
    let mut form = fields(&here.at, &sent, version);
    let person = match read(&sent, &before.unwrap_or_default(), by) {
        Ok(person) => person,
        Err(faults) => {
            for (field, key) in faults {
                form.blame(field, here.at.say(key));
            }
            return show(&here, &case, form);
        }
    };
    let id = case.summary.id;
    let kept = case.person.as_ref().map(|item| (item.id, version));
    let saved = keep_one(&site, &here, id, kept, &person).await;
    match saved {
        Ok(None) => Ok(here.done(&StaffRoute::Case.of(id, here.at.lang), "saved")),
        Ok(Some(theirs)) => {
            let known = known(&theirs.payload);
            let mut form = fields(&here.at, &sent, theirs.version);
            for field in &mut form.fields {
                let other = known.get(field.name);
                if sent.get(field.name).trim() != other {
                    let value = if other.is_empty() {
                        here.at.say("cases-nothing")
                    } else {
                        crate::markup::Markup::escaped(other)
                    };
                    field.fault = Some(
                        here.at
                            .fill("cases-fault-theirs", &[("value", (&value).into())]),
                    );
                }
            }
            show(&here, &case, form)
        }
        Err(error) => {
            blame(&mut form, &here.at, "alias", error)?;
            show(&here, &case, form)
        }
    }
}

fn show(here: &SignedIn, case: &OpenCase, form: Form) -> Result<Response, Problem> {
    form_page(here, case, "cases-person", form, "people-save")
        .saying(here.at.say("cases-person-lead"))
        .show()
}

/// Writes something of which a case has one: new, or over what stood at the version that was looked at.
/// `None`: it is kept; otherwise what somebody saved in between, and nothing was changed.
pub(super) async fn keep_one<T: Editable>(
    site: &Site,
    here: &SignedIn,
    case: Uuid,
    before: Option<(Uuid, i64)>,
    payload: &T,
) -> Result<Option<Box<CaseItem<T>>>, StoreError> {
    let (store, moment) = (&site.store, site.moment());
    let Some((item, version)) = before else {
        store
            .add_case_item(&here.actor, case, payload, &moment)
            .await?;
        return Ok(None);
    };
    let saved = store
        .save_case_item(&here.actor, case, item, version, payload, &moment)
        .await?;
    Ok(match saved {
        Saved::Done(_) => None,
        Saved::Theirs(theirs) => Some(theirs),
    })
}
