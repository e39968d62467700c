//! The record of changes: who did what about people, roles and organizations. It is read, never written.

use std::collections::BTreeMap;
use std::sync::Arc;

use access::Permission;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use kernel::Text;
use store::{ChangedBy, PeopleChange, PeopleChangeKind as Kind};
use uuid::Uuid;

use super::account::moment;
use super::door::SignedIn;
use super::frame::At;
use super::list::{Asked, Cell, Filter, Row, Sheet, plain};
use super::pages::list_page;
use crate::form::{self, ORDINARY};
use crate::house::Site;
use crate::messages;
use crate::problem::Problem;

/// The newest acts that are read at once; a house of hundreds of people does not do as many in years.
const MOST: u16 = u16::MAX;

/// The list, as its address asks.
pub(crate) async fn list(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    show(&site, &here, &Asked::in_query(uri.query())?.last_first()).await
}

/// The list, narrowed by words.
pub(crate) async fn list_by_words(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    show(&site, &here, &Asked::in_form(&sent)?.last_first()).await
}

async fn show(site: &Site, here: &SignedIn, asked: &Asked) -> Result<Response, Problem> {
    let at = &here.at;
    let changes = site
        .store
        .people_changes(&here.actor, site.clock.now(), MOST);
    let changes = changes.await?;
    let names = Names::read(site, here).await?;
    let mut sheet = Sheet::with_columns(vec![
        ("when", at.say("people-changes-when")),
        ("who", at.say("people-changes-who")),
        ("what", at.say("people-changes-what")),
        ("about", at.say("people-changes-about")),
        ("detail", at.say("people-changes-detail")),
    ]);
    sheet.filters = vec![Filter {
        key: "kind",
        label: at.say("people-changes-what"),
        choices: KINDS
            .into_iter()
            .map(|kind| (key(kind).to_owned(), at.say(key(kind))))
            .collect(),
    }];
    // Within one second they stay in the order in which they were done.
    sheet.rows = changes
        .iter()
        .rev()
        .enumerate()
        .map(|(place, change)| Row {
            cells: vec![
                Cell::said(moment(change.at, at)).ordered_by(format!("{place:09}")),
                Cell::words(&who(change, at)),
                Cell::said(at.say(key(change.what))),
                Cell::words(&names.about(change, at)),
                Cell::words(&names.detail(&change.detail, at)),
            ],
            values: vec![("kind", key(change.what).to_owned())],
        })
        .collect();
    let actions = Vec::new();
    list_page(here, &sheet, asked, "people-changes-title", actions)
}

/// Who did it: by name, where it was a person that is still known.
fn who(change: &PeopleChange, at: &At) -> String {
    let word = match change.by {
        ChangedBy::Person => match &change.by_name {
            Some(name) => return name.clone(),
            None => "people-changes-by-person",
        },
        ChangedBy::Operator => "people-changes-by-operator",
        ChangedBy::System => "people-changes-by-system",
        ChangedBy::Link => "people-changes-by-link",
    };
    plain(&at.say(word))
}

/// The names that ids stand for.
struct Names {
    roles: BTreeMap<Uuid, Text>,
    organizations: BTreeMap<Uuid, Text>,
}

impl Names {
    async fn read(site: &Site, here: &SignedIn) -> Result<Self, Problem> {
        let roles = site.store.roles(&here.actor).await?;
        let organizations = site.store.staff_organizations(&here.actor).await?;
        Ok(Self {
            roles: roles.into_iter().map(|one| (one.id, one.name)).collect(),
            organizations: organizations
                .into_iter()
                .map(|one| (one.id, one.name))
                .collect(),
        })
    }

    fn of(&self, id: Uuid, at: &At) -> String {
        let name = self.roles.get(&id).or_else(|| self.organizations.get(&id));
        name.map_or_else(
            || plain(&at.say("people-changes-gone")),
            |name| name.shown(at.lang).0.to_owned(),
        )
    }

    /// About whom or what.
    fn about(&self, change: &PeopleChange, at: &At) -> String {
        match (change.person_id, change.role_id.or(change.organization_id)) {
            (Some(_), _) => match &change.person_name {
                Some(name) => name.clone(),
                None => plain(&at.say("people-changes-gone")),
            },
            (None, Some(id)) => self.of(id, at),
            (None, None) => String::new(),
        }
    }

    /// The program's own words of a change, as a reader wants them: what was added and taken away.
    fn detail(&self, detail: &str, at: &At) -> String {
        let one = |word: &str| {
            let (sign, word) = match word.split_at_checked(1) {
                Some(("+", rest)) => ("+ ", rest),
                Some(("-", rest)) => ("− ", rest),
                _ => ("", word),
            };
            let name = match (Uuid::try_parse(word), word.parse::<Permission>()) {
                (Ok(id), _) => self.of(id, at),
                (_, Ok(permission)) => {
                    messages::set(permission.label(at.lang), at.lang).into_owned()
                }
                _ => word.to_owned(),
            };
            format!("{sign}{name}")
        };
        let words: Vec<String> = detail.split_whitespace().map(one).collect();
        words.join("; ")
    }
}

/// Every kind, in the order of the filter.
const KINDS: [Kind; 26] = [
    Kind::SetUp,
    Kind::Invited,
    Kind::InvitedAgain,
    Kind::Accepted,
    Kind::Reset,
    Kind::ResetWithSecondFactor,
    Kind::ResetUsed,
    Kind::DetailsChanged,
    Kind::RolesChanged,
    Kind::Suspended,
    Kind::Reinstated,
    Kind::PassphraseChanged,
    Kind::SecondFactorAdded,
    Kind::SecondFactorRemoved,
    Kind::RecoveryCodesMade,
    Kind::PasskeyAdded,
    Kind::PasskeyRemoved,
    Kind::IdentityLinked,
    Kind::IdentityUnlinked,
    Kind::RoleAdded,
    Kind::RoleChanged,
    Kind::RoleDeleted,
    Kind::OrganizationAdded,
    Kind::OrganizationRenamed,
    Kind::OrganizationMoved,
    Kind::KeyRotated,
];

/// The message of a kind.
fn key(kind: Kind) -> &'static str {
    match kind {
        Kind::SetUp => "people-change-set-up",
        Kind::Invited => "people-change-invited",
        Kind::InvitedAgain => "people-change-invited-again",
        Kind::Accepted => "people-change-accepted",
        Kind::Reset => "people-change-reset",
        Kind::ResetWithSecondFactor => "people-change-reset-with-second-factor",
        Kind::ResetUsed => "people-change-reset-used",
        Kind::DetailsChanged => "people-change-details",
        Kind::RolesChanged => "people-change-roles",
        Kind::Suspended => "people-change-suspended",
        Kind::Reinstated => "people-change-reinstated",
        Kind::PassphraseChanged => "people-change-passphrase",
        Kind::SecondFactorAdded => "people-change-second-factor-added",
        Kind::SecondFactorRemoved => "people-change-second-factor-removed",
        Kind::RecoveryCodesMade => "people-change-recovery-codes",
        Kind::PasskeyAdded => "people-change-passkey-added",
        Kind::PasskeyRemoved => "people-change-passkey-removed",
        Kind::IdentityLinked => "people-change-identity-linked",
        Kind::IdentityUnlinked => "people-change-identity-unlinked",
        Kind::RoleAdded => "people-change-role-added",
        Kind::RoleChanged => "people-change-role-changed",
        Kind::RoleDeleted => "people-change-role-deleted",
        Kind::OrganizationAdded => "people-change-organization-added",
        Kind::OrganizationRenamed => "people-change-organization-renamed",
        Kind::OrganizationMoved => "people-change-organization-moved",
        Kind::KeyRotated => "people-change-key-rotated",
    }
}
