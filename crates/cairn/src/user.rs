//! `cairn user`: people, from the machine's own command line. The links it prints are for the terminal
//! alone: they are never logged.

use std::collections::BTreeSet;

use anyhow::{Context as _, bail};
use kernel::{Actor, Clock as _, Lang, SystemClock, SystemRandom, Text};
use serde::Serialize;
use store::{LinkToken, Moment, NewOrganization, NewPerson, Person, PersonState, Store};
use uuid::Uuid;

use crate::cli::{AddUserArguments, JsonArguments, ResetUserArguments, RoleUserArguments};
use crate::config::Config;
use crate::{DONE, house, report};

const OPERATOR: Actor = Actor::Operator;

fn moment() -> Moment<'static> {
    Moment {
        now: SystemClock.now(),
        random: &SystemRandom,
    }
}

/// The address that a link stands under, in the language of whoever it is for.
fn link(config: &Config, lang: Lang, what: &str, token: &LinkToken) -> String {
    let scheme = if config.tls.is_some() {
        "https"
    } else {
        "http"
    };
    let desk = match lang {
        Lang::En => "en/desk",
        Lang::Fr => "fr/bureau",
    };
    let token = token.reveal();
    format!("{scheme}://{}/{desk}/{what}/{token}", config.listen)
}

/// The link that sets the house up.
pub(crate) fn setup_links(config: &Config, token: &LinkToken) -> [String; 2] {
    [
        link(config, Lang::En, "setup", token),
        link(config, Lang::Fr, "ouverture", token),
    ]
}

/// Prints a fresh link to set the house up, while nobody has an account.
pub async fn setup(config: &Config) -> anyhow::Result<u8> {
    let store = house::open_store(config).await?;
    let Some(token) = store.begin_setup(&OPERATOR, &moment()).await? else {
        bail!(
            "somebody has an account already: `cairn user list`, `cairn user add`, `cairn user reset`"
        );
    };
    println!("Set this house up, once, within 24 hours:");
    for link in setup_links(config, &token) {
        println!("  {link}");
    }
    Ok(DONE)
}

/// Invites somebody.
pub async fn add(config: &Config, arguments: &AddUserArguments) -> anyhow::Result<u8> {
    let store = house::open_store(config).await?;
    let roles = find_roles(&store, &arguments.role).await?;
    let organization_id = match (&arguments.organization, &arguments.new_organization) {
        (Some(_), Some(_)) => bail!("give --organization or --new-organization, not both"),
        (Some(wanted), None) => find_organization(&store, wanted).await?,
        (None, Some(name)) => {
            let name = match arguments.lang {
                Lang::En => Text::new(name, ""),
                Lang::Fr => Text::new("", name),
            };
            let new = NewOrganization { name, parent: None };
            store.add_organization(&OPERATOR, &new, &moment()).await?
        }
        (None, None) => {
            bail!("say whom they work for: --organization NAME, or --new-organization NAME")
        }
    };
    let new = NewPerson {
        name: arguments.name.clone(),
        email: arguments.email.clone(),
        lang: arguments.lang,
        organization_id,
        roles,
    };
    let (_, token) = store.invite(&OPERATOR, &new, &moment()).await?;
    println!(
        "Hand this link over to {}; it is good once, within 7 days:",
        arguments.name
    );
    println!("  {}", link(config, arguments.lang, "invitation", &token));
    Ok(DONE)
}

/// Makes a link with which somebody chooses a new passphrase, or accepts their invitation after all.
pub async fn reset(config: &Config, arguments: &ResetUserArguments) -> anyhow::Result<u8> {
    let store = house::open_store(config).await?;
    let person = find_person(&store, &arguments.email).await?;
    let (token, days) = match person.state {
        PersonState::Invited => {
            let token = store.invite_again(&OPERATOR, person.id, &moment()).await?;
            (token, "7 days")
        }
        PersonState::Active | PersonState::Suspended => {
            if person.state == PersonState::Suspended {
                store.reinstate(&OPERATOR, person.id, &moment()).await?;
            }
            let second_factor = arguments.second_factor;
            let token = store
                .reset(&OPERATOR, person.id, second_factor, &moment())
                .await?;
            (token, "24 hours")
        }
    };
    println!(
        "Hand this link over to {}; it is good once, within {days}:",
        person.name
    );
    println!("  {}", link(config, person.lang, "invitation", &token));
    Ok(DONE)
}

/// Gives somebody roles, or takes them away.
pub async fn role(config: &Config, arguments: &RoleUserArguments) -> anyhow::Result<u8> {
    let store = house::open_store(config).await?;
    let person = find_person(&store, &arguments.email).await?;
    let add = find_roles(&store, &arguments.add).await?;
    let remove = find_roles(&store, &arguments.remove).await?;
    let roles: BTreeSet<Uuid> = person
        .roles
        .union(&add)
        .filter(|role| !remove.contains(role))
        .copied()
        .collect();
    store
        .set_roles(&OPERATOR, person.id, &roles, &moment())
        .await?;
    let names = names_of(&store, &roles).await?;
    println!(
        "{}: {}",
        person.name,
        if names.is_empty() {
            "no role".to_owned()
        } else {
            names.join(", ")
        }
    );
    Ok(DONE)
}

/// One person, as a program reads them.
#[derive(Debug, Serialize)]
struct Listed {
    name: String,
    email: String,
    lang: Lang,
    organization: String,
    state: &'static str,
    second_factor: bool,
    roles: Vec<String>,
}

/// Everybody who has an account.
pub async fn list(config: &Config, arguments: &JsonArguments) -> anyhow::Result<u8> {
    let store = house::open_store(config).await?;
    let organizations = store.staff_organizations(&OPERATOR).await?;
    let mut listed = Vec::new();
    for person in store.people(&OPERATOR, None).await? {
        let organization = organizations
            .iter()
            .find(|one| one.id == person.organization_id);
        listed.push(Listed {
            organization: organization
                .map_or_else(String::new, |one| one.name.shown(person.lang).0.to_owned()),
            state: match person.state {
                PersonState::Invited => "invited",
                PersonState::Active => "active",
                PersonState::Suspended => "suspended",
            },
            second_factor: person.totp,
            roles: names_of(&store, &person.roles).await?,
            name: person.name,
            email: person.email,
            lang: person.lang,
        });
    }
    if arguments.json {
        report::json(&listed)?;
        return Ok(DONE);
    }
    if listed.is_empty() {
        println!("Nobody has an account yet: `cairn user setup` prints the link to begin with.");
    }
    for one in listed {
        let second = if one.second_factor {
            ""
        } else {
            ", no second factor"
        };
        println!(
            "{} <{}>: {}, {}{second}",
            one.name, one.email, one.organization, one.state
        );
        println!(
            "    {}",
            if one.roles.is_empty() {
                "no role".to_owned()
            } else {
                one.roles.join(", ")
            }
        );
    }
    Ok(DONE)
}

async fn find_person(store: &Store, email: &str) -> anyhow::Result<Person> {
    let wanted = email.trim().to_lowercase();
    let people = store.people(&OPERATOR, None).await?;
    let mut people = people.into_iter();
    people
        .find(|person| person.email.to_lowercase() == wanted)
        .context("nobody has this address: see `cairn user list`")
}

/// Roles by their key, their name in either language, or their id.
async fn find_roles(store: &Store, wanted: &[String]) -> anyhow::Result<BTreeSet<Uuid>> {
    let roles = store.roles(&OPERATOR).await?;
    let mut found = BTreeSet::new();
    for wanted in wanted {
        let folded = wanted.trim().to_lowercase();
        let role = roles.iter().find(|role| {
            role.shipped == Some(folded.as_str())
                || role.id.to_string() == folded
                || role.name.en.to_lowercase() == folded
                || role.name.fr.to_lowercase() == folded
        });
        let Some(role) = role else {
            let known: Vec<&str> = roles.iter().filter_map(|role| role.shipped).collect();
            bail!(
                "there is no role {wanted:?}; the roles that ship are {}",
                known.join(", ")
            );
        };
        found.insert(role.id);
    }
    Ok(found)
}

async fn names_of(store: &Store, roles: &BTreeSet<Uuid>) -> anyhow::Result<Vec<String>> {
    let all = store.roles(&OPERATOR).await?;
    let names = all.iter().filter(|role| roles.contains(&role.id));
    Ok(names
        .map(|role| {
            let shown = || role.name.shown(Lang::En).0.to_owned();
            role.shipped.map_or_else(shown, str::to_owned)
        })
        .collect())
}

/// An organization by its name in either language, or its id.
async fn find_organization(store: &Store, wanted: &str) -> anyhow::Result<Uuid> {
    let folded = wanted.trim().to_lowercase();
    let all = store.staff_organizations(&OPERATOR).await?;
    let found: Vec<Uuid> = all
        .iter()
        .filter(|one| {
            one.id.to_string() == folded
                || one.name.en.to_lowercase() == folded
                || one.name.fr.to_lowercase() == folded
        })
        .map(|one| one.id)
        .collect();
    match found.as_slice() {
        [id] => Ok(*id),
        [] => bail!("there is no organization {wanted:?}: --new-organization NAME adds one"),
        several => {
            let ids: Vec<String> = several.iter().map(Uuid::to_string).collect();
            bail!(
                "several organizations have this name; give one of their ids: {}",
                ids.join(", ")
            )
        }
    }
}
