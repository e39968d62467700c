//! Who may do what: every method of the store × every kind of actor, and no method left out.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::pin::Pin;

use access::SHIPPED_ROLES;
use directory::capacity::Unit;
use directory::content::Content;
use directory::edit::{Field, Known};
use kernel::{Actor, Lang, Secret, SystemRandom, Text};
use uuid::Uuid;

use super::people::{Fixture, PASSPHRASE};
use super::policy_duplicates::{merge_services, not_the_same, undo_merge};
use super::policy_imports::{decide_conflict, each_listing, import, retry_quarantined};
use super::policy_roles::ROLES;
use super::{sample, statements::sources};
use crate::testing::stores;
use crate::{
    ChallengeToken, CodeAttempt, Device, Edit, LinkToken, Moment, NewOrganization, NewPerson,
    NewRole, NewSuggestion, PersonDetails, ProofOf, SessionToken, SetUp, SignIn, Store, StoreError,
};

/// Sendable, or a web server could not wait for it.
pub(super) type Answer<'a> = Pin<Box<dyn Future<Output = Result<(), StoreError>> + Send + 'a>>;
type Call = for<'a> fn(&'a Store, &'a Actor, &'a Given) -> Answer<'a>;

/// What a method is called with. Reads as the content, of which most methods take something.
pub(super) struct Given {
    content: Content,
    /// The organization that the act is about.
    organization: Uuid,
    /// Somebody there.
    person: Uuid,
    /// A listing of theirs.
    listing: Uuid,
}

impl Deref for Given {
    type Target = Content;

    fn deref(&self) -> &Content {
        &self.content
    }
}

const MOMENT: Moment<'static> = Moment {
    now: sample::NOW,
    random: &SystemRandom,
};

fn secret(text: &str) -> Secret<String> {
    Secret::new(text.to_owned())
}

fn link() -> LinkToken {
    LinkToken::parse(&"A".repeat(43)).expect("a token")
}

fn session_token() -> SessionToken {
    SessionToken::parse(&"A".repeat(43)).expect("a token")
}

fn nothing() -> NewRole {
    NewRole {
        name: Text::new("A role", ""),
        description: Text::default(),
        permissions: [].into(),
    }
}

/// A method, how to call it, and whether the public, the system, the operator and a signed-in
/// person without a role may.
struct Expected(&'static str, Call, [bool; 4]);

macro_rules! call {
    (|$store:ident, $actor:ident, $content:ident| $call:expr) => {
        |$store, $actor, $content| {
            let _ = &$content;
            Box::pin(async move { $call.await.map(|_| ()) })
        }
    };
}

const EVERYONE: [bool; 4] = [true; 4];
const HOUSE: [bool; 4] = [false, true, true, false];
const OPERATOR: [bool; 4] = [false, false, true, false];
/// One's own account: whoever is signed in, and nobody else.
const SIGNED_IN: [bool; 4] = [false, false, false, true];
/// Whoever is signed in, and the operator.
const STAFF: [bool; 4] = [false, false, true, true];

const TABLE: &[Expected] = &[
    Expected(
        "load_content",
        call!(|s, a, c| s.load_content(a, c, sample::NOW)),
        HOUSE,
    ),
    Expected(
        "listings",
        call!(|s, a, c| s.listings(a, &c.gazetteer)),
        EVERYONE,
    ),
    Expected(
        "listing",
        call!(|s, a, c| s.listing(a, &c.gazetteer, Uuid::nil())),
        EVERYONE,
    ),
    Expected("each_listing", each_listing, EVERYONE),
    Expected("import", import, OPERATOR),
    Expected("quarantine", call!(|s, a, c| s.quarantine(a)), OPERATOR),
    Expected(
        "quarantined_row",
        call!(|s, a, c| s.quarantined_row(a, Uuid::nil())),
        OPERATOR,
    ),
    Expected("retry_quarantined", retry_quarantined, OPERATOR),
    Expected(
        "set_aside_quarantined",
        call!(|s, a, c| async {
            let about = Uuid::from_u128(0xdec);
            let decided = s.set_aside_quarantined(a, about, "no", sample::NOW).await;
            match decided {
                Err(StoreError::UnknownQuarantinedRow(_)) => Ok(()),
                other => other,
            }
        }),
        OPERATOR,
    ),
    Expected(
        "import_sources",
        call!(|s, a, c| s.import_sources(a)),
        OPERATOR,
    ),
    Expected("conflicts", call!(|s, a, c| s.conflicts(a)), OPERATOR),
    Expected("decide_conflict", decide_conflict, OPERATOR),
    Expected(
        "public_organizations",
        call!(|s, a, c| s.public_organizations(a)),
        EVERYONE,
    ),
    Expected("organizations", call!(|s, a, c| s.organizations(a)), HOUSE),
    Expected("services", call!(|s, a, c| s.services(a)), HOUSE),
    Expected(
        "taxonomy_terms",
        call!(|s, a, c| s.taxonomy_terms(a)),
        EVERYONE,
    ),
    Expected(
        "change_counter",
        call!(|s, a, c| s.change_counter(a)),
        EVERYONE,
    ),
    Expected("statistics", call!(|s, a, c| s.statistics(a)), EVERYONE),
    Expected("add_suggestion", add_suggestion, EVERYONE),
    Expected("suggestions", call!(|s, a, c| s.suggestions(a)), OPERATOR),
    Expected(
        "find_duplicates",
        call!(|s, a, c| s.find_duplicates(a, 0.9, 1, sample::NOW)),
        HOUSE,
    ),
    Expected(
        "duplicate_candidates",
        call!(|s, a, c| s.duplicate_candidates(a)),
        OPERATOR,
    ),
    Expected(
        "duplicate_pair",
        call!(|s, a, c| s.duplicate_pair(a, c.services[0].id, c.services[1].id)),
        OPERATOR,
    ),
    Expected("not_the_same", not_the_same, OPERATOR),
    Expected("merge_services", merge_services, OPERATOR),
    Expected("undo_merge", undo_merge, OPERATOR),
    Expected(
        "service_merges",
        call!(|s, a, c| s.service_merges(a, c.services[0].id)),
        OPERATOR,
    ),
    Expected("merges", call!(|s, a, c| s.merges(a)), OPERATOR),
    Expected(
        "merged_into",
        call!(|s, a, c| s.merged_into(a, c.services[0].id)),
        EVERYONE,
    ),
    Expected(
        "decline_suggestion",
        call!(|s, a, c| async {
            let about = Uuid::from_u128(0xdec);
            let declined = s.decline_suggestion(a, about, "no", sample::NOW).await;
            match declined {
                Err(StoreError::UnknownSuggestion(_)) => Ok(()),
                other => other,
            }
        }),
        OPERATOR,
    ),
    Expected("record", call!(|s, a, c| s.record(a, c.listing)), OPERATOR),
    Expected("records", call!(|s, a, c| s.records(a)), OPERATOR),
    Expected(
        "edit_service",
        call!(|s, a, c| s.edit_service(a, known(c), c.listing, no_edit(), sample::NOW)),
        OPERATOR,
    ),
    Expected("add_service", add_service, OPERATOR),
    Expected(
        "verify_services",
        call!(|s, a, c| s.verify_services(a, known(c), &[(c.listing, 0)], sample::NOW)),
        OPERATOR,
    ),
    Expected(
        "set_capacity",
        call!(|s, a, c| s.set_capacity(a, c.listing, Unit::Bed, None, sample::NOW)),
        OPERATOR,
    ),
    Expected(
        "history",
        call!(|s, a, c| s.history(a, c.listing)),
        OPERATOR,
    ),
    Expected("seal_places", call!(|s, a, c| s.seal_places(a)), HOUSE),
    Expected(
        "ask_reminders",
        call!(|s, a, c| s.ask_reminders(a, sample::NOW, || MOMENT.id())),
        HOUSE,
    ),
    Expected(
        "claim_reminder",
        call!(|s, a, c| s.claim_reminder(a, sample::NOW)),
        HOUSE,
    ),
    Expected(
        "reminder_sent",
        call!(|s, a, c| s.reminder_sent(a, Uuid::nil(), sample::NOW)),
        HOUSE,
    ),
    Expected("health", call!(|s, a, c| s.health(a)), HOUSE),
    Expected("check_keys", call!(|s, a, c| s.check_keys(a)), HOUSE),
    Expected("has_keys", call!(|s, a, c| s.has_keys(a)), HOUSE),
    Expected("reseal", call!(|s, a, c| s.reseal(a, &MOMENT)), HOUSE),
    Expected(
        "begin_setup",
        call!(|s, a, c| s.begin_setup(a, &MOMENT)),
        HOUSE,
    ),
    Expected(
        "link",
        call!(|s, a, c| s.link(a, &link(), &MOMENT)),
        EVERYONE,
    ),
    Expected(
        "set_up",
        call!(|s, a, c| s.set_up(a, &link(), &set_up(), &MOMENT)),
        EVERYONE,
    ),
    Expected(
        "accept_link",
        call!(|s, a, c| s.accept_link(a, &link(), &secret(PASSPHRASE), &MOMENT)),
        EVERYONE,
    ),
    Expected(
        "sign_in",
        call!(|s, a, c| s.sign_in(a, &sign_in(), &MOMENT)),
        EVERYONE,
    ),
    Expected(
        "sign_in_with_code",
        call!(|s, a, c| s.sign_in_with_code(a, &code(), &MOMENT)),
        EVERYONE,
    ),
    Expected(
        "session",
        call!(|s, a, c| s.session(a, &session_token(), &MOMENT)),
        EVERYONE,
    ),
    Expected(
        "sign_out",
        call!(|s, a, c| s.sign_out(a, &session_token())),
        EVERYONE,
    ),
    Expected("me", call!(|s, a, c| s.me(a)), SIGNED_IN),
    Expected(
        "sessions",
        call!(|s, a, c| s.sessions(a, &MOMENT)),
        SIGNED_IN,
    ),
    Expected(
        "end_session",
        call!(|s, a, c| s.end_session(a, Uuid::nil())),
        SIGNED_IN,
    ),
    Expected(
        "end_other_sessions",
        call!(|s, a, c| s.end_other_sessions(a, Uuid::nil())),
        SIGNED_IN,
    ),
    Expected(
        "step_up",
        call!(|s, a, c| s.step_up(a, Uuid::nil(), &proof(), &MOMENT)),
        SIGNED_IN,
    ),
    Expected(
        "change_passphrase",
        call!(|s, a, c| s.change_passphrase(a, Uuid::nil(), &secret("x"), &secret("y"), &MOMENT)),
        SIGNED_IN,
    ),
    Expected(
        "change_own_details",
        call!(|s, a, c| s.change_own_details(a, "Ana", Lang::En, &MOMENT)),
        SIGNED_IN,
    ),
    Expected(
        "start_totp",
        call!(|s, a, c| s.start_totp(a, &MOMENT)),
        SIGNED_IN,
    ),
    Expected(
        "pending_totp",
        call!(|s, a, c| s.pending_totp(a)),
        SIGNED_IN,
    ),
    Expected(
        "confirm_totp",
        call!(|s, a, c| s.confirm_totp(a, &secret("0"), &MOMENT)),
        SIGNED_IN,
    ),
    Expected(
        "remove_totp",
        call!(|s, a, c| s.remove_totp(a, &MOMENT)),
        SIGNED_IN,
    ),
    Expected(
        "new_recovery_codes",
        call!(|s, a, c| s.new_recovery_codes(a, &MOMENT)),
        SIGNED_IN,
    ),
    Expected(
        "recovery_codes_left",
        call!(|s, a, c| s.recovery_codes_left(a)),
        SIGNED_IN,
    ),
    Expected("roles", call!(|s, a, c| s.roles(a)), STAFF),
    Expected(
        "staff_organizations",
        call!(|s, a, c| s.staff_organizations(a)),
        STAFF,
    ),
    Expected(
        "people",
        call!(|s, a, c| s.people(a, Some(c.organization))),
        OPERATOR,
    ),
    Expected("person", call!(|s, a, c| s.person(a, c.person)), OPERATOR),
    Expected(
        "invite",
        call!(|s, a, c| s.invite(a, &new_person(c.organization), &MOMENT)),
        OPERATOR,
    ),
    Expected(
        "invite_again",
        call!(|s, a, c| s.invite_again(a, c.person, &MOMENT)),
        OPERATOR,
    ),
    Expected(
        "change_person",
        call!(|s, a, c| s.change_person(a, c.person, &details(c.organization), &MOMENT)),
        OPERATOR,
    ),
    Expected(
        "set_roles",
        call!(|s, a, c| s.set_roles(a, c.person, &[].into(), &MOMENT)),
        OPERATOR,
    ),
    Expected(
        "suspend",
        call!(|s, a, c| s.suspend(a, c.person, &MOMENT)),
        OPERATOR,
    ),
    Expected(
        "reinstate",
        call!(|s, a, c| s.reinstate(a, c.person, &MOMENT)),
        OPERATOR,
    ),
    Expected(
        "reset",
        call!(|s, a, c| s.reset(a, c.person, false, &MOMENT)),
        OPERATOR,
    ),
    Expected(
        "add_role",
        call!(|s, a, c| s.add_role(a, &nothing(), &MOMENT)),
        OPERATOR,
    ),
    Expected(
        "change_role",
        call!(|s, a, c| s.change_role(a, Uuid::nil(), &nothing(), &MOMENT)),
        OPERATOR,
    ),
    Expected(
        "delete_role",
        call!(|s, a, c| s.delete_role(a, Uuid::nil(), &MOMENT)),
        OPERATOR,
    ),
    Expected(
        "add_organization",
        call!(|s, a, c| s.add_organization(a, &new_organization(), &MOMENT)),
        OPERATOR,
    ),
    Expected(
        "rename_organization",
        call!(|s, a, c| s.rename_organization(a, c.organization, &Text::new("A", ""), &MOMENT)),
        OPERATOR,
    ),
    Expected(
        "move_organization",
        call!(|s, a, c| s.move_organization(a, c.organization, None, &MOMENT)),
        OPERATOR,
    ),
    Expected(
        "people_changes",
        call!(|s, a, c| s.people_changes(a, sample::NOW, 1)),
        OPERATOR,
    ),
];

fn set_up() -> SetUp {
    SetUp {
        name: "Ana".to_owned(),
        email: "ana@example.org".to_owned(),
        lang: Lang::Fr,
        passphrase: secret(PASSPHRASE),
        organization: Text::new("A", ""),
    }
}

fn sign_in() -> SignIn {
    SignIn {
        email: secret("nobody@example.org"),
        passphrase: secret(PASSPHRASE),
        device: Device::Other,
        network: None,
    }
}

fn code() -> CodeAttempt {
    CodeAttempt {
        challenge: ChallengeToken::parse(&"A".repeat(43)).expect("a token"),
        code: secret("000000"),
        network: None,
    }
}

fn proof() -> ProofOf {
    ProofOf::Passphrase(secret("not it"))
}

fn new_person(organization_id: Uuid) -> NewPerson {
    let mut new = Fixture::new_person("somebody", organization_id, &[]);
    new.email = format!("{}@example.org", MOMENT.id());
    new
}

fn details(organization_id: Uuid) -> PersonDetails {
    PersonDetails {
        name: "Somebody".to_owned(),
        email: format!("{}@example.org", MOMENT.id()),
        lang: Lang::En,
        organization_id,
    }
}

fn new_organization() -> NewOrganization {
    NewOrganization {
        name: Text::new("Another", ""),
        parent: None,
    }
}

pub(super) fn known(content: &Content) -> Known<'_> {
    Known {
        taxonomy: &content.taxonomy,
        gazetteer: &content.gazetteer,
    }
}

fn no_edit() -> Edit {
    Edit {
        base_version: 1,
        changes: BTreeMap::new(),
        reason: String::new(),
        verified: false,
        suggestion: None,
        look: false,
    }
}

fn add_service<'a>(store: &'a Store, actor: &'a Actor, given: &'a Given) -> Answer<'a> {
    Box::pin(async move { add(store, actor, given).await.map(|_| ()) })
}

async fn add(store: &Store, actor: &Actor, given: &Given) -> Result<Uuid, StoreError> {
    let changes = BTreeMap::from([(Field::NameEnglish, "New".to_owned())]);
    let id = MOMENT.id();
    let of = given.organization;
    let added = store.add_service(actor, known(given), of, &changes, id, sample::NOW);
    added.await.map(|_| id)
}

/// A listing of the organization that the act is about.
async fn listing(store: &Store, given: &Given) -> Uuid {
    add(store, &Actor::Operator, given)
        .await
        .expect("a listing")
}

fn add_suggestion<'a>(store: &'a Store, actor: &'a Actor, content: &'a Given) -> Answer<'a> {
    let suggestion = NewSuggestion {
        service_id: content.services[0].id,
        lang: Lang::En,
        message: "words".to_owned(),
        contact: None,
    };
    Box::pin(async move {
        let id = MOMENT.id();
        let now = jiff::Timestamp::UNIX_EPOCH;
        store.add_suggestion(actor, suggestion, now, id).await
    })
}

/// Whether a method may be used. What is wrong with what is asked is not a matter of who asks.
async fn may(row: &Expected, store: &Store, actor: &Actor, given: &Given) -> bool {
    let Expected(method, call, _) = row;
    match call(store, actor, given).await {
        Err(StoreError::Forbidden(_)) => false,
        Ok(())
        | Err(StoreError::People(_) | StoreError::EditedSince { .. } | StoreError::NoSuchMerge) => {
            true
        }
        Err(error) => panic!("{method}: {error:?}"),
    }
}

#[tokio::test]
async fn every_method_decides_as_the_table_says() {
    for test in stores().await {
        let store = &test.store;
        let content = sample::content(sample::services());
        store
            .load_content(&Actor::System, &content, sample::NOW)
            .await
            .expect("loaded");
        let house = Fixture::new(store).await;
        let nobody = house.person("nobody", house.own, &[]).await;
        let mut people = Vec::new();
        for role in SHIPPED_ROLES {
            let person = house.person(role.slug, house.own, &[role.slug]).await;
            people.push((role.slug, person));
        }
        // Somebody must remain, whatever the rows below do to whom.
        house.person("root", house.other, &["administrator"]).await;
        let somebody =
            async |name: &str, organization| match house.person(name, organization, &[]).await {
                Actor::Person(id) => id,
                _ => unreachable!("an invited person"),
            };
        let mut given = Given {
            content,
            organization: house.own,
            person: somebody("theirs", house.own).await,
            listing: Uuid::nil(),
        };
        given.listing = listing(store, &given).await;
        for row in TABLE {
            let Expected(method, _, allowed) = row;
            let named = [Actor::Public, Actor::System, Actor::Operator, nobody];
            for (actor, allowed) in named.iter().zip(allowed) {
                let found = may(row, store, actor, &given).await;
                assert_eq!(found, *allowed, "{method} for {actor:?} on {}", test.name);
            }
            // An account that is not there may what anyone may.
            let stranger = Actor::Person(Uuid::from_u128(1));
            let found = may(row, store, &stranger, &given).await;
            assert_eq!(
                found, allowed[0],
                "{method} for a stranger on {}",
                test.name
            );
        }
        let others = somebody("others", house.other).await;
        for (organization, person) in [(house.own, given.person), (house.other, others)] {
            given.organization = organization;
            given.person = person;
            given.listing = listing(store, &given).await;
            let own = organization == house.own;
            for row in TABLE {
                let Expected(method, _, allowed) = row;
                let more = ROLES.iter().find(|(name, ..)| name == method);
                let more =
                    more.map_or(&[][..], |(_, ours, theirs)| if own { ours } else { theirs });
                for (slug, actor) in &people {
                    let found = may(row, store, actor, &given).await;
                    let expected = allowed[3] || more.contains(slug);
                    assert_eq!(
                        found, expected,
                        "{method} for {slug}, own: {own}, on {}",
                        test.name
                    );
                }
            }
        }
    }
}

/// Methods that open, close and migrate: there is nobody to ask yet.
const BEFORE_ANYONE: [&str; 10] = [
    "sqlite",
    "sqlite_in_memory",
    "postgres",
    "close",
    "migrate",
    // What this process holds, and nothing of the database.
    "with_vault",
    "with_session_limits",
    "with_cheap_passphrases",
    "argon2_runs",
    "network_key",
];

#[test]
fn no_method_is_missing_from_the_table() {
    let mut found = Vec::new();
    for (file, text) in sources() {
        // Public methods inside `impl Store { … }`, whose closing brace stands at the line's start.
        for block in text.split("\nimpl Store {").skip(1) {
            let block = block.split("\n}").next().unwrap_or_default();
            for method in block.split("\n    pub ").skip(1) {
                let Some((_, signature)) = method.split_once("fn ") else {
                    continue;
                };
                let name = signature.split(['(', '<']).next().unwrap_or_default();
                let parameters = signature.split(") ->").next().unwrap_or_default();
                let first = parameters
                    .split_once("&self,")
                    .map(|(_, rest)| rest.trim_start());
                let asks = first.is_some_and(|first| first.starts_with("actor: &Actor"));
                assert!(
                    asks || BEFORE_ANYONE.contains(&name),
                    "{file}: {name} does not take the actor first"
                );
                if asks {
                    found.push(name.to_owned());
                }
            }
        }
    }
    found.sort();
    let mut expected: Vec<_> = TABLE
        .iter()
        .map(|Expected(name, ..)| (*name).to_owned())
        .collect();
    expected.sort();
    assert_eq!(found, expected);
}
