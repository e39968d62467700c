//! Every address of the desk, in each language, with what it takes to open it.
//!
//! The door (`door.rs`) reads this table before any handler runs, so that a new page is closed until its
//! line here says who may come in. A test walks every line as everybody.
//!
//! | page | English | French | code |
//! |---|---|---|---|
//! | today | `/en/desk` | `/fr/bureau` | `today.rs` |
//! | search | `…/search` | `…/recherche` | `search.rs` |
//! | set-up | `…/setup/{token}` | `…/ouverture/{token}` | `arrival.rs` |
//! | invitation, reset | `…/invitation/{token}` | `…/invitation/{token}` | `arrival.rs` |
//! | sign in, sign out | `…/sign-in`, `…/sign-out` | `…/connexion`, `…/deconnexion` | `sign_in.rs` |
//! | step up | `…/confirm` | `…/confirmer` | `step_up.rs` |
//! | account | `…/account` | `…/compte` | `account.rs` |
//! | authenticator, codes | `…/account/authenticator`, `…/account/codes` | `…/compte/authentification`, `…/compte/codes` | `authenticator.rs` |
//! | people | `…/people…` | `…/personnes…` | `people.rs`, `person.rs` |
//! | roles | `…/roles…` | `…/roles…` | `roles.rs` |
//! | record of changes | `…/changes` | `…/changements` | `changes.rs` |
//! | listings | `…/listings…` | `…/fiches…` | `listings/` |
//! | suggestions | `…/suggestions…` | `…/suggestions…` | `listings/suggestions.rs` |
//! | imports, their rows and conflicts | `…/imports`, `…/import-rows…`, `…/import-conflicts` | `…/importations`, `…/rangees-importees…`, `…/divergences-importees` | `listings/imports.rs` |
//! | cases | `…/cases…`, `…/new-case`, `…/find-case`, `…/note` | `…/dossiers…`, `…/nouveau-dossier`, `…/trouver-dossier`, `…/noter` | `cases/` |
//! | organizations | `…/organizations…` | `…/organismes…` | `organizations.rs` |

use std::sync::Arc;

use access::Permission as P;
use axum::routing::{MethodRouter, get, post};
use kernel::Lang;
use uuid::Uuid;

use super::{
    account, arrival, authenticator, cases, changes, listings, organizations, people, person,
    roles, search, sign_in, step_up, today,
};
use crate::front_door::lang_of;
use crate::house::Site;

/// A page of the desk, whatever the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StaffRoute {
    /// What needs me.
    Today,
    /// People, organizations and listings by name.
    Search,
    /// The first account of the house.
    SetUp,
    /// A new person, or one whose account was reset, chooses a passphrase.
    Invitation,
    /// Coming in.
    SignIn,
    /// Going out.
    SignOut,
    /// Proving once more who one is, before something that cannot be undone.
    StepUp,
    /// One's own name and language, and the way to the rest.
    Account,
    /// One's own passphrase.
    Passphrase,
    /// One's own authenticator.
    Authenticator,
    /// One's own recovery codes.
    RecoveryCodes,
    /// Taking one's own authenticator off.
    RemoveAuthenticator,
    /// Where one is signed in.
    Sessions,
    /// Everyone one may look after.
    People,
    /// A new person.
    Invite,
    /// One person.
    Person,
    /// What one person may do.
    PersonRoles,
    /// Keeping one person out.
    Suspend,
    /// Letting one person in again.
    Reinstate,
    /// A new one-time link for one person.
    Reset,
    /// What roles there are.
    Roles,
    /// A new role.
    NewRole,
    /// One role.
    Role,
    /// Taking a role away.
    DeleteRole,
    /// Organizations and their chapters.
    Organizations,
    /// A new organization.
    NewOrganization,
    /// One organization: its names, its chapters.
    Organization,
    /// A new chapter inside an organization.
    NewChapter,
    /// Putting an organization inside another one, or taking it out.
    MoveOrganization,
    /// Who did what about people, roles and organizations.
    Changes,
    /// The listings one may tend.
    Listings,
    /// Saying of many listings at once that they are still true.
    ConfirmListings,
    /// One listing; saying that it is still true.
    Listing,
    /// Every field of one listing.
    EditListing,
    /// Closed for now, free places.
    ListingNow,
    /// What was changed in one listing.
    ListingHistory,
    /// A new listing.
    NewListing,
    /// What the public suggests.
    Suggestions,
    /// Declining one suggestion.
    DeclineSuggestion,
    /// What was taken in from other systems.
    Imports,
    /// Rows of imports that cannot stand alone.
    ImportRows,
    /// One of them: mending it and trying it again.
    ImportRow,
    /// Setting one of them aside.
    SetAsideRow,
    /// Fields that were edited here and changed at their source.
    ImportConflicts,
    /// The caseload, and what is due.
    Cases,
    /// A new case.
    NewCase,
    /// Finding a case again.
    FindCase,
    /// Quick capture: a code and words.
    QuickNote,
    /// One case.
    Case,
    /// What stands on a case beside its stage.
    CaseDetails,
    /// Who she is.
    CasePerson,
    /// How she may be reached safely.
    CaseContact,
    /// What she needs.
    CaseNeeds,
    /// What was said and done.
    CaseNotes,
    /// What is to be done.
    CaseTasks,
    /// Where a case goes next.
    CaseStage,
    /// Who works on a case.
    CaseTeam,
    /// Everything that was written into a case.
    CaseTimeline,
    /// A summary to print, in chosen parts.
    CaseSummary,
}

/// What it takes to open a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Anyone: whoever comes has no account yet, or is not signed in.
    Nothing,
    /// An account.
    Account,
    /// An account with one of these permissions.
    OneOf(&'static [P]),
}

const LOOKS_AFTER_PEOPLE: Needs = Needs::OneOf(&[P::ManageOwnPeople, P::ManageAnyPeople]);
const MANAGES_ROLES: Needs = Needs::OneOf(&[P::ManageRoles]);
const MANAGES_ORGANIZATIONS: Needs = Needs::OneOf(&[P::ManageOrganizations]);
const SEES_AUDIT: Needs = Needs::OneOf(&[P::SeeAudit]);

const TENDS_LISTINGS: Needs = Needs::OneOf(&[
    P::EditOwnListings,
    P::VerifyOwnListings,
    P::EditAnyListing,
    P::Curate,
]);
const VERIFIES_LISTINGS: Needs = Needs::OneOf(&[P::VerifyOwnListings, P::EditAnyListing]);
const EDITS_LISTINGS: Needs = Needs::OneOf(&[P::EditOwnListings, P::EditAnyListing]);
const CURATES: Needs = Needs::OneOf(&[P::Curate]);
const IMPORTS: Needs = Needs::OneOf(&[P::Import]);
const WORKS_CASES: Needs = Needs::OneOf(&[P::WorkCases, P::CoordinateCases]);
// Who supervises or guards privacy reads a case only through the broken glass: the store sees to it.
const READS_CASES: Needs = KNOWS_CASES;
const KNOWS_CASES: Needs = Needs::OneOf(&[
    P::WorkCases,
    P::CoordinateCases,
    P::SuperviseCases,
    P::GuardPrivacy,
]);

impl StaffRoute {
    /// All of them.
    pub const ALL: [Self; 59] = [
        Self::Today,
        Self::Search,
        Self::SetUp,
        Self::Invitation,
        Self::SignIn,
        Self::SignOut,
        Self::StepUp,
        Self::Account,
        Self::Passphrase,
        Self::Authenticator,
        Self::RecoveryCodes,
        Self::RemoveAuthenticator,
        Self::Sessions,
        Self::People,
        Self::Invite,
        Self::Person,
        Self::PersonRoles,
        Self::Suspend,
        Self::Reinstate,
        Self::Reset,
        Self::Roles,
        Self::NewRole,
        Self::Role,
        Self::DeleteRole,
        Self::Organizations,
        Self::NewOrganization,
        Self::Organization,
        Self::NewChapter,
        Self::MoveOrganization,
        Self::Changes,
        Self::Listings,
        Self::ConfirmListings,
        Self::Listing,
        Self::EditListing,
        Self::ListingNow,
        Self::ListingHistory,
        Self::NewListing,
        Self::Suggestions,
        Self::DeclineSuggestion,
        Self::Imports,
        Self::ImportRows,
        Self::ImportRow,
        Self::SetAsideRow,
        Self::ImportConflicts,
        Self::Cases,
        Self::NewCase,
        Self::FindCase,
        Self::QuickNote,
        Self::Case,
        Self::CaseDetails,
        Self::CasePerson,
        Self::CaseContact,
        Self::CaseNeeds,
        Self::CaseNotes,
        Self::CaseTasks,
        Self::CaseStage,
        Self::CaseTeam,
        Self::CaseTimeline,
        Self::CaseSummary,
    ];

    /// The pages that every other one leads to, with the message of their name.
    pub(crate) const SECTIONS: [(Self, &'static str); 9] = [
        (Self::Today, "staff-today"),
        (Self::Cases, "cases-title"),
        (Self::Listings, "listings-title"),
        (Self::Suggestions, "listings-suggestions-title"),
        (Self::Imports, "imports-title"),
        (Self::People, "people-title"),
        (Self::Roles, "people-roles-title"),
        (Self::Organizations, "people-organizations-title"),
        (Self::Changes, "people-changes-title"),
    ];

    /// The address; `{id}` and `{token}` stand for what changes in it.
    pub const fn pattern(self, lang: Lang) -> &'static str {
        let (en, fr) = match self {
            Self::Today => ("/en/desk", "/fr/bureau"),
            Self::Search => ("/en/desk/search", "/fr/bureau/recherche"),
            Self::SetUp => ("/en/desk/setup/{token}", "/fr/bureau/ouverture/{token}"),
            Self::Invitation => (
                "/en/desk/invitation/{token}",
                "/fr/bureau/invitation/{token}",
            ),
            Self::SignIn => ("/en/desk/sign-in", "/fr/bureau/connexion"),
            Self::SignOut => ("/en/desk/sign-out", "/fr/bureau/deconnexion"),
            Self::StepUp => ("/en/desk/confirm", "/fr/bureau/confirmer"),
            Self::Account => ("/en/desk/account", "/fr/bureau/compte"),
            Self::Passphrase => (
                "/en/desk/account/passphrase",
                "/fr/bureau/compte/phrase-de-passe",
            ),
            Self::Authenticator => (
                "/en/desk/account/authenticator",
                "/fr/bureau/compte/authentification",
            ),
            Self::RecoveryCodes => ("/en/desk/account/codes", "/fr/bureau/compte/codes"),
            Self::RemoveAuthenticator => (
                "/en/desk/account/remove-authenticator",
                "/fr/bureau/compte/retirer-authentification",
            ),
            Self::Sessions => ("/en/desk/account/sessions", "/fr/bureau/compte/sessions"),
            Self::People => ("/en/desk/people", "/fr/bureau/personnes"),
            Self::Invite => ("/en/desk/invite", "/fr/bureau/inviter"),
            Self::Person => ("/en/desk/people/{id}", "/fr/bureau/personnes/{id}"),
            Self::PersonRoles => (
                "/en/desk/people/{id}/roles",
                "/fr/bureau/personnes/{id}/roles",
            ),
            Self::Suspend => (
                "/en/desk/people/{id}/suspend",
                "/fr/bureau/personnes/{id}/suspendre",
            ),
            Self::Reinstate => (
                "/en/desk/people/{id}/reinstate",
                "/fr/bureau/personnes/{id}/retablir",
            ),
            Self::Reset => (
                "/en/desk/people/{id}/reset",
                "/fr/bureau/personnes/{id}/reinitialiser",
            ),
            Self::Roles => ("/en/desk/roles", "/fr/bureau/roles"),
            Self::NewRole => ("/en/desk/new-role", "/fr/bureau/nouveau-role"),
            Self::Role => ("/en/desk/roles/{id}", "/fr/bureau/roles/{id}"),
            Self::DeleteRole => (
                "/en/desk/roles/{id}/delete",
                "/fr/bureau/roles/{id}/supprimer",
            ),
            Self::Organizations => ("/en/desk/organizations", "/fr/bureau/organismes"),
            Self::NewOrganization => ("/en/desk/new-organization", "/fr/bureau/nouvel-organisme"),
            Self::Organization => ("/en/desk/organizations/{id}", "/fr/bureau/organismes/{id}"),
            Self::NewChapter => (
                "/en/desk/organizations/{id}/new-chapter",
                "/fr/bureau/organismes/{id}/nouvelle-section",
            ),
            Self::MoveOrganization => (
                "/en/desk/organizations/{id}/move",
                "/fr/bureau/organismes/{id}/deplacer",
            ),
            Self::Changes => ("/en/desk/changes", "/fr/bureau/changements"),
            Self::Listings => ("/en/desk/listings", "/fr/bureau/fiches"),
            Self::ConfirmListings => ("/en/desk/confirm-listings", "/fr/bureau/confirmer-fiches"),
            Self::Listing => ("/en/desk/listings/{id}", "/fr/bureau/fiches/{id}"),
            Self::EditListing => (
                "/en/desk/listings/{id}/edit",
                "/fr/bureau/fiches/{id}/modifier",
            ),
            Self::ListingNow => (
                "/en/desk/listings/{id}/now",
                "/fr/bureau/fiches/{id}/maintenant",
            ),
            Self::ListingHistory => (
                "/en/desk/listings/{id}/history",
                "/fr/bureau/fiches/{id}/historique",
            ),
            Self::NewListing => ("/en/desk/new-listing", "/fr/bureau/nouvelle-fiche"),
            Self::Suggestions => ("/en/desk/suggestions", "/fr/bureau/suggestions"),
            Self::DeclineSuggestion => (
                "/en/desk/suggestions/{id}/decline",
                "/fr/bureau/suggestions/{id}/refuser",
            ),
            Self::Imports => ("/en/desk/imports", "/fr/bureau/importations"),
            Self::ImportRows => ("/en/desk/import-rows", "/fr/bureau/rangees-importees"),
            Self::ImportRow => (
                "/en/desk/import-rows/{id}",
                "/fr/bureau/rangees-importees/{id}",
            ),
            Self::SetAsideRow => (
                "/en/desk/import-rows/{id}/set-aside",
                "/fr/bureau/rangees-importees/{id}/mettre-de-cote",
            ),
            Self::ImportConflicts => (
                "/en/desk/import-conflicts",
                "/fr/bureau/divergences-importees",
            ),
            Self::Cases => ("/en/desk/cases", "/fr/bureau/dossiers"),
            Self::NewCase => ("/en/desk/new-case", "/fr/bureau/nouveau-dossier"),
            Self::FindCase => ("/en/desk/find-case", "/fr/bureau/trouver-dossier"),
            Self::QuickNote => ("/en/desk/note", "/fr/bureau/noter"),
            Self::Case => ("/en/desk/cases/{id}", "/fr/bureau/dossiers/{id}"),
            Self::CaseDetails => (
                "/en/desk/cases/{id}/details",
                "/fr/bureau/dossiers/{id}/details",
            ),
            Self::CasePerson => (
                "/en/desk/cases/{id}/person",
                "/fr/bureau/dossiers/{id}/personne",
            ),
            Self::CaseContact => (
                "/en/desk/cases/{id}/contact",
                "/fr/bureau/dossiers/{id}/contact",
            ),
            Self::CaseNeeds => (
                "/en/desk/cases/{id}/needs",
                "/fr/bureau/dossiers/{id}/besoins",
            ),
            Self::CaseNotes => (
                "/en/desk/cases/{id}/notes",
                "/fr/bureau/dossiers/{id}/notes",
            ),
            Self::CaseTasks => (
                "/en/desk/cases/{id}/tasks",
                "/fr/bureau/dossiers/{id}/taches",
            ),
            Self::CaseStage => (
                "/en/desk/cases/{id}/stage",
                "/fr/bureau/dossiers/{id}/etape",
            ),
            Self::CaseTeam => (
                "/en/desk/cases/{id}/team",
                "/fr/bureau/dossiers/{id}/equipe",
            ),
            Self::CaseTimeline => (
                "/en/desk/cases/{id}/timeline",
                "/fr/bureau/dossiers/{id}/chronologie",
            ),
            Self::CaseSummary => (
                "/en/desk/cases/{id}/summary",
                "/fr/bureau/dossiers/{id}/resume",
            ),
        };
        match lang {
            Lang::En => en,
            Lang::Fr => fr,
        }
    }

    /// What it takes to open it.
    pub const fn needs(self) -> Needs {
        match self {
            Self::SetUp | Self::Invitation | Self::SignIn | Self::SignOut => Needs::Nothing,
            Self::Today
            | Self::Search
            | Self::StepUp
            | Self::Account
            | Self::Passphrase
            | Self::Authenticator
            | Self::RecoveryCodes
            | Self::RemoveAuthenticator
            | Self::Sessions => Needs::Account,
            Self::People
            | Self::Invite
            | Self::Person
            | Self::PersonRoles
            | Self::Suspend
            | Self::Reinstate
            | Self::Reset => LOOKS_AFTER_PEOPLE,
            Self::Roles | Self::NewRole | Self::Role | Self::DeleteRole => MANAGES_ROLES,
            Self::Organizations
            | Self::NewOrganization
            | Self::Organization
            | Self::NewChapter
            | Self::MoveOrganization => MANAGES_ORGANIZATIONS,
            Self::Changes => SEES_AUDIT,
            Self::Listings | Self::Listing | Self::ListingHistory => TENDS_LISTINGS,
            Self::ConfirmListings => VERIFIES_LISTINGS,
            Self::EditListing | Self::ListingNow | Self::NewListing => EDITS_LISTINGS,
            Self::Suggestions | Self::DeclineSuggestion => CURATES,
            Self::Imports
            | Self::ImportRows
            | Self::ImportRow
            | Self::SetAsideRow
            | Self::ImportConflicts => IMPORTS,
            Self::Cases => KNOWS_CASES,
            Self::NewCase | Self::FindCase | Self::QuickNote => WORKS_CASES,
            Self::Case
            | Self::CaseDetails
            | Self::CasePerson
            | Self::CaseContact
            | Self::CaseNeeds
            | Self::CaseNotes
            | Self::CaseTasks
            | Self::CaseStage
            | Self::CaseTeam
            | Self::CaseTimeline
            | Self::CaseSummary => READS_CASES,
        }
    }

    /// The section that the page belongs to.
    pub(crate) const fn section(self) -> Self {
        match self {
            Self::People
            | Self::Invite
            | Self::Person
            | Self::PersonRoles
            | Self::Suspend
            | Self::Reinstate
            | Self::Reset => Self::People,
            Self::Roles | Self::NewRole | Self::Role | Self::DeleteRole => Self::Roles,
            Self::Organizations
            | Self::NewOrganization
            | Self::Organization
            | Self::NewChapter
            | Self::MoveOrganization => Self::Organizations,
            Self::Listings
            | Self::ConfirmListings
            | Self::Listing
            | Self::EditListing
            | Self::ListingNow
            | Self::ListingHistory
            | Self::NewListing => Self::Listings,
            Self::Suggestions | Self::DeclineSuggestion => Self::Suggestions,
            Self::Imports
            | Self::ImportRows
            | Self::ImportRow
            | Self::SetAsideRow
            | Self::ImportConflicts => Self::Imports,
            Self::NewCase
            | Self::FindCase
            | Self::QuickNote
            | Self::Case
            | Self::CaseDetails
            | Self::CasePerson
            | Self::CaseContact
            | Self::CaseNeeds
            | Self::CaseNotes
            | Self::CaseTasks
            | Self::CaseStage
            | Self::CaseTeam
            | Self::CaseTimeline
            | Self::CaseSummary => Self::Cases,
            Self::Account
            | Self::Passphrase
            | Self::Authenticator
            | Self::RecoveryCodes
            | Self::RemoveAuthenticator
            | Self::Sessions => Self::Account,
            other => other,
        }
    }

    /// The act behind the page cannot be undone, or could lock people out: whoever asks proves once more
    /// who they are, at most ten minutes before.
    pub const fn is_dangerous(self) -> bool {
        matches!(
            self,
            Self::PersonRoles
                | Self::Suspend
                | Self::Reset
                | Self::NewRole
                | Self::Role
                | Self::DeleteRole
                | Self::Authenticator
                | Self::RecoveryCodes
                | Self::RemoveAuthenticator
                | Self::MoveOrganization
        )
    }

    /// The page can be asked for (GET).
    pub const fn is_page(self) -> bool {
        !matches!(self, Self::SignOut | Self::Search)
    }

    /// A form is sent to it (POST).
    pub const fn takes_form(self) -> bool {
        !matches!(
            self,
            Self::Today
                | Self::ListingHistory
                | Self::Suggestions
                | Self::Imports
                | Self::Case
                | Self::CaseTimeline
        )
    }

    /// The address of a page that is about nobody in particular.
    pub fn address(self, lang: Lang) -> &'static str {
        let address = self.pattern(lang);
        debug_assert!(!address.contains('{'), "{address} needs an id");
        address
    }

    /// The address of a page about `id`.
    pub fn of(self, id: Uuid, lang: Lang) -> String {
        self.pattern(lang).replace("{id}", &id.to_string())
    }

    /// The address that a one-time link leads to.
    pub fn with_token(self, token: &str, lang: Lang) -> String {
        self.pattern(lang).replace("{token}", token)
    }

    fn handlers(self) -> MethodRouter<Arc<Site>> {
        match self {
            Self::Today => get(today::show),
            Self::Listings => get(listings::list).post(listings::list_by_words),
            Self::ConfirmListings => get(listings::verify_form).post(listings::verify_all),
            Self::Listing => get(listings::record).post(listings::verify),
            Self::EditListing => get(listings::edit_form).post(listings::save),
            Self::ListingNow => get(listings::now_form).post(listings::save_now),
            Self::ListingHistory => get(listings::history),
            Self::NewListing => get(listings::new_form).post(listings::save_new),
            Self::Suggestions => get(listings::queue),
            Self::DeclineSuggestion => get(listings::decline_form).post(listings::decline),
            Self::Imports => get(listings::imports),
            Self::ImportRows => get(listings::import_rows).post(listings::import_rows_by_words),
            Self::ImportRow => get(listings::row_form).post(listings::row_retry),
            Self::SetAsideRow => get(listings::set_aside_form).post(listings::set_aside),
            Self::ImportConflicts => get(listings::conflicts).post(listings::decide),
            Self::Cases => get(cases::list).post(cases::list_by_words),
            Self::NewCase => get(cases::new_form).post(cases::open),
            Self::FindCase => get(cases::find_form).post(cases::find),
            Self::QuickNote => get(cases::quick_form).post(cases::quick_note),
            Self::Case => get(cases::show),
            Self::CaseDetails => get(cases::details_form).post(cases::save_details),
            Self::CasePerson => get(cases::person_form).post(cases::save_person),
            Self::CaseContact => get(cases::contact_form).post(cases::save_contact),
            Self::CaseNeeds => get(cases::needs_form).post(cases::add_need),
            Self::CaseNotes => get(cases::notes).post(cases::add_note),
            Self::CaseTasks => get(cases::tasks).post(cases::change_task),
            Self::CaseStage => get(cases::stage_form).post(cases::move_case),
            Self::CaseTeam => get(cases::team).post(cases::change_team),
            Self::CaseTimeline => get(cases::timeline),
            Self::CaseSummary => get(cases::summary_form).post(cases::print),
            Self::Search => post(search::answer),
            Self::SetUp => get(arrival::set_up_form).post(arrival::set_up),
            Self::Invitation => get(arrival::invitation_form).post(arrival::accept),
            Self::SignIn => get(sign_in::form).post(sign_in::sign_in),
            Self::SignOut => post(sign_in::sign_out),
            Self::StepUp => get(step_up::form).post(step_up::confirm),
            Self::Account => get(account::form).post(account::save),
            Self::Passphrase => get(account::passphrase_form).post(account::change_passphrase),
            Self::Authenticator => get(authenticator::form).post(authenticator::confirm),
            Self::RecoveryCodes => get(authenticator::codes_form).post(authenticator::new_codes),
            Self::RemoveAuthenticator => {
                get(authenticator::remove_form).post(authenticator::remove)
            }
            Self::Sessions => get(account::sessions).post(account::end_sessions),
            Self::People => get(people::list).post(people::list_by_words),
            Self::Invite => get(people::invite_form).post(people::invite),
            Self::Person => get(person::show).post(person::save),
            Self::PersonRoles => get(person::roles_form).post(person::set_roles),
            Self::Suspend => get(person::suspend_form).post(person::suspend),
            Self::Reinstate => get(person::reinstate_form).post(person::reinstate),
            Self::Reset => get(person::reset_form).post(person::reset),
            Self::Roles => get(roles::list).post(roles::list_by_words),
            Self::NewRole => get(roles::new_form).post(roles::add),
            Self::Role => get(roles::form).post(roles::change),
            Self::DeleteRole => get(roles::delete_form).post(roles::delete),
            Self::Organizations => get(organizations::list).post(organizations::list_by_words),
            Self::NewOrganization => get(organizations::new_form).post(organizations::add),
            Self::Organization => get(organizations::form).post(organizations::rename),
            Self::NewChapter => {
                get(organizations::new_chapter_form).post(organizations::add_chapter)
            }
            Self::MoveOrganization => get(organizations::move_form).post(organizations::move_into),
            Self::Changes => get(changes::list).post(changes::list_by_words),
        }
    }
}

/// A page of the desk as an address names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place<'a> {
    pub(crate) lang: Lang,
    pub(crate) route: StaffRoute,
    /// What stands for `{id}` or `{token}`; empty where there is none.
    pub(crate) about: &'a str,
}

impl<'a> Place<'a> {
    /// The page at `path`.
    pub(crate) fn at(path: &'a str) -> Option<Self> {
        let lang = lang_of(path)?;
        StaffRoute::ALL.into_iter().find_map(|route| {
            let about = about(route.pattern(lang), path)?;
            Some(Self { lang, route, about })
        })
    }

    /// The address of the same page in `lang`.
    pub(crate) fn in_lang(&self, lang: Lang) -> String {
        let pattern = self.route.pattern(lang);
        match pattern.split_once('{') {
            None => pattern.to_owned(),
            Some((before, after)) => {
                let after = after.split_once('}').map_or("", |(_, after)| after);
                format!("{before}{}{after}", self.about)
            }
        }
    }
}

/// What stands in `path` where `pattern` has a place for it.
fn about<'a>(pattern: &str, path: &'a str) -> Option<&'a str> {
    let Some((before, after)) = pattern.split_once('{') else {
        return (pattern == path).then_some("");
    };
    let after = after.split_once('}').map_or("", |(_, after)| after);
    let about = path.strip_prefix(before)?.strip_suffix(after)?;
    let plain = about
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    (!about.is_empty() && plain).then_some(about)
}

/// The address belongs to the desk.
pub(crate) fn is_desk(path: &str) -> bool {
    Lang::ALL.into_iter().any(|lang| {
        let desk = StaffRoute::Today.pattern(lang);
        path.strip_prefix(desk)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// Every route of the desk.
pub(crate) fn router() -> axum::Router<Arc<Site>> {
    let mut router = axum::Router::new();
    for route in StaffRoute::ALL {
        for lang in Lang::ALL {
            let pattern = route.pattern(lang);
            // The page of invitations has one word for both languages, never one address.
            router = router.route(pattern, route.handlers());
        }
    }
    router
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_address_is_one_page_and_belongs_to_the_desk() {
        let mut seen = HashSet::new();
        for route in StaffRoute::ALL {
            for lang in Lang::ALL {
                let pattern = route.pattern(lang);
                assert!(seen.insert(pattern), "{pattern} twice");
                assert!(is_desk(pattern), "{pattern}");
                let path = pattern
                    .replace("{id}", "0190d3c8-7a5e-4000-8000-000000000001")
                    .replace("{token}", "a-b_C9");
                let place = Place::at(&path).expect("a place");
                assert_eq!((place.route, place.lang), (route, lang), "{path}");
                let across = place.in_lang(lang.other());
                assert_eq!(Place::at(&across).map(|there| there.route), Some(route));
            }
            assert!(route.is_page() || route.takes_form());
        }
    }

    #[test]
    fn what_is_no_page_is_no_place() {
        for path in [
            "/en/desks",
            "/en/desk/",
            "/en/desk/people/",
            "/en/desk/people/a/b/roles",
            "/en/desk/people/a%2f",
            "//en/desk",
            "https://elsewhere.example/en/desk",
            "/fr/desk",
            "/en/find",
        ] {
            assert_eq!(Place::at(path), None, "{path}");
        }
        assert!(!is_desk("/en/desks") && !is_desk("/en") && is_desk("/en/desk/nothing"));
    }
}
