//! A small house for tests: three organizations, and people made as they are in life.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use kernel::{Actor, Lang, Secret, SystemRandom, Text};
use uuid::Uuid;

use crate::{
    Device, Moment, NewOrganization, NewPerson, Session, SessionToken, SignIn, SignedIn, Store,
};

/// Everybody's, in tests.
pub(crate) const PASSPHRASE: &str = "un hibou lit sous la pluie";
const START: &str = "2026-11-24T12:00:00Z";

/// Three organizations: a federation, its chapter, and another one.
pub(crate) struct Fixture<'a> {
    pub(crate) store: &'a Store,
    pub(crate) own: Uuid,
    pub(crate) chapter: Uuid,
    pub(crate) other: Uuid,
}

/// So many seconds after the start.
pub(crate) fn at(seconds: i64) -> Moment<'static> {
    let start: Timestamp = START.parse().expect("a moment");
    Moment {
        now: start + SignedDuration::from_secs(seconds),
        random: &SystemRandom,
    }
}

pub(crate) fn secret(text: &str) -> Secret<String> {
    Secret::new(text.to_owned())
}

/// The id of a shipped role.
pub(crate) fn role(slug: &str) -> Uuid {
    access::SHIPPED_ROLES
        .iter()
        .find(|role| role.slug == slug)
        .expect("a shipped role")
        .id()
}

pub(crate) fn roles(slugs: &[&str]) -> BTreeSet<Uuid> {
    slugs.iter().map(|slug| role(slug)).collect()
}

impl<'a> Fixture<'a> {
    pub(crate) async fn new(store: &'a Store) -> Self {
        let add = async |name: &str, parent| {
            let new = NewOrganization {
                name: Text::new(name, ""),
                parent,
            };
            let added = store.add_organization(&Actor::Operator, &new, &at(0)).await;
            added.expect("added")
        };
        let own = add("Fictional Federation", None).await;
        let chapter = add("Fictional Chapter", Some(own)).await;
        let other = add("Another Fictional House", None).await;
        Self {
            store,
            own,
            chapter,
            other,
        }
    }

    pub(crate) fn new_person(name: &str, organization_id: Uuid, slugs: &[&str]) -> NewPerson {
        NewPerson {
            name: name.to_owned(),
            email: format!("{name}@{organization_id}.example"),
            lang: Lang::Fr,
            organization_id,
            roles: roles(slugs),
        }
    }

    /// Somebody who accepted an invitation.
    pub(crate) async fn person(&self, name: &str, organization: Uuid, slugs: &[&str]) -> Actor {
        let new = Self::new_person(name, organization, slugs);
        let invited = self.store.invite(&Actor::Operator, &new, &at(0)).await;
        let (id, token) = invited.expect("invited");
        self.store
            .accept_link(&Actor::Public, &token, &secret(PASSPHRASE), &at(0))
            .await
            .expect("accepted");
        Actor::Person(id)
    }

    /// Their address.
    pub(crate) fn email(name: &str, organization: Uuid) -> String {
        format!("{name}@{organization}.example")
    }

    pub(crate) async fn try_sign_in(
        &self,
        email: &str,
        passphrase: &str,
        seconds: i64,
    ) -> SignedIn {
        let attempt = SignIn {
            email: secret(email),
            passphrase: secret(passphrase),
            device: Device::Computer,
            network: None,
        };
        self.store
            .sign_in(&Actor::Public, &attempt, &at(seconds))
            .await
            .expect("an answer")
    }

    /// Signs somebody in who has no second factor.
    pub(crate) async fn sign_in(&self, email: &str, seconds: i64) -> (SessionToken, Session) {
        match self.try_sign_in(email, PASSPHRASE, seconds).await {
            SignedIn::Done(token, session) => (token, session),
            other => panic!("not signed in: {other:?}"),
        }
    }
}

/// The id of somebody.
pub(crate) fn id(actor: &Actor) -> Uuid {
    match actor {
        Actor::Person(id) => *id,
        _ => panic!("nobody"),
    }
}
