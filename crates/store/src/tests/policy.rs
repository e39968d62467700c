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

use super::casework::{CASE_ROLES, CASE_TABLE, opened};
use super::people::{Fixture, PASSPHRASE};
use super::policy_duplicates::{merge_services, not_the_same, undo_merge};
use super::policy_imports::{
    begin_import_run, decide_conflict, each_listing, import, mark_import_run, retry_quarantined,
};
use super::policy_roles::ROLES;
use super::policy_sign_in::{self, code, proof, set_up, sign_in};
use super::sample;
use crate::testing::stores;
use crate::{
    Edit, LinkToken, Moment, NewOrganization, NewPerson, NewRole, NewSuggestion, PersonDetails,
    ResumeCode, SessionToken, Store, StoreError,
};

/// Sendable, or a web server could not wait for it.
pub(super) type Answer<'a> = Pin<Box<dyn Future<Output = Result<(), StoreError>> + Send + 'a>>;
pub(super) type Call = for<'a> fn(&'a Store, &'a Actor, &'a Given) -> Answer<'a>;

/// What a method is called with. Reads as the content, of which most methods take something.
pub(super) struct Given {
    content: Content,
    /// The organization that the act is about.
    organization: Uuid,
    /// Somebody there.
    person: Uuid,
    /// A listing of theirs.
    listing: Uuid,
    case: CaseGiven,
}

/// What a method about a case is called with.
#[derive(Clone, Copy)]
pub(super) struct CaseGiven {
    /// The lead organization.
    pub(super) organization: Uuid,
    /// The case.
    pub(super) case: Uuid,
}

impl Given {
    /// About a case alone.
    pub(super) fn of(organization: Uuid, case: Uuid) -> Self {
        Self {
            content: sample::content(Vec::new()),
            organization,
            person: Uuid::nil(),
            listing: Uuid::nil(),
            case: CaseGiven { organization, case },
        }
    }

    pub(super) const fn of_case(&self) -> CaseGiven {
        self.case
    }
}

/// Every row: methods about cases have a file of their own.
pub(super) fn table() -> impl Iterator<Item = &'static Expected> {
    TABLE.iter().chain(policy_sign_in::TABLE).chain(CASE_TABLE)
}

impl Deref for Given {
    type Target = Content;

    fn deref(&self) -> &Content {
        &self.content
    }
}

pub(super) const MOMENT: Moment<'static> = Moment {
    now: sample::NOW,
    random: &SystemRandom,
};

pub(super) fn secret(text: &str) -> Secret<String> {
    Secret::new(text.to_owned())
}

fn link() -> LinkToken {
    LinkToken::parse(&"A".repeat(43)).expect("a token")
}

fn session_token() -> SessionToken {
    SessionToken::parse(&"A".repeat(43)).expect("a token")
}

fn resume_code() -> ResumeCode {
    ResumeCode::parse(&"A".repeat(20)).expect("a code")
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
pub(super) struct Expected(
    pub(super) &'static str,
    pub(super) Call,
    pub(super) [bool; 4],
);

macro_rules! call {
    (|$store:ident, $actor:ident, $content:ident| $call:expr) => {
        |$store, $actor, $content| {
            let _ = &$content;
            Box::pin(async move { $call.await.map(|_| ()) })
        }
    };
}
pub(super) use call;

pub(super) const EVERYONE: [bool; 4] = [true; 4];
const HOUSE: [bool; 4] = [false, true, true, false];
const OPERATOR: [bool; 4] = [false, false, true, false];
/// One's own account: whoever is signed in, and nobody else.
pub(super) const SIGNED_IN: [bool; 4] = [false, false, false, true];
/// Whoever is signed in, and the operator.
const STAFF: [bool; 4] = [false, false, true, true];

const TABLE: &[Expected] = &[
    Expected(
        "keep_answers",
        call!(|s, a, c| s.keep_answers(a, None, b"{}", 7, &MOMENT)),
        EVERYONE,
    ),
    Expected(
        "kept_answers",
        call!(|s, a, c| s.kept_answers(a, &resume_code(), sample::NOW)),
        EVERYONE,
    ),
    Expected(
        "delete_kept_answers",
        call!(|s, a, c| s.delete_kept_answers(a, &resume_code())),
        EVERYONE,
    ),
    Expected(
        "sweep_kept_answers",
        call!(|s, a, c| s.sweep_kept_answers(a, sample::NOW)),
        HOUSE,
    ),
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
    Expected("import_runs", call!(|s, a, c| s.import_runs(a)), OPERATOR),
    Expected(
        "import_run",
        call!(|s, a, c| s.import_run(a, Uuid::nil())),
        OPERATOR,
    ),
    Expected("begin_import_run", begin_import_run, OPERATOR),
    Expected("mark_import_run", mark_import_run, OPERATOR),
    Expected(
        "organization_record",
        call!(|s, a, c| s.organization_record(a, c.organization)),
        OPERATOR,
    ),
    Expected(
        "organization_history",
        call!(|s, a, c| s.organization_history(a, c.organization)),
        OPERATOR,
    ),
    Expected(
        "edit_organization",
        call!(|s, a, c| s.edit_organization(a, c.organization, 1, &[].into(), &MOMENT)),
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
        call!(|s, a, c| s.change_role(a, (Uuid::nil(), 1), &nothing(), &MOMENT)),
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

/// A case that an organization leads, on which nobody works that is asked about.
async fn case_of(house: &Fixture<'_>, organization: Uuid) -> CaseGiven {
    let name = format!("opener-{}", MOMENT.id());
    let opener = house.person(&name, organization, &["caseworker"]).await;
    CaseGiven {
        organization,
        case: opened(house.store, &opener, organization, 1).await,
    }
}

/// Whether a method may be used. What is wrong with what is asked is not a matter of who asks.
async fn may(row: &Expected, store: &Store, actor: &Actor, given: &Given) -> bool {
    let Expected(method, call, _) = row;
    match call(store, actor, given).await {
        Err(StoreError::Forbidden(_)) => false,
        Ok(())
        | Err(
            StoreError::People(_)
            | StoreError::Case(_)
            | StoreError::EditedSince { .. }
            | StoreError::NoSuchMerge,
        ) => true,
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
            case: case_of(&house, house.own).await,
        };
        given.listing = listing(store, &given).await;
        for row in table() {
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
            given.case = case_of(&house, organization).await;
            let own = organization == house.own;
            for row in table() {
                let Expected(method, _, allowed) = row;
                let mut more = ROLES.iter().chain(CASE_ROLES);
                let more = more.find(|(name, ..)| name == method);
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
