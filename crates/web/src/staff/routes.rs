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
//! | passkeys | `…/account/passkeys` | `…/compte/cles-d-acces` | `passkeys.rs` |
//! | identity provider: link, sign in and come back | `…/account/identity`, `…/identity` | `…/compte/identite`, `…/identite` | `identity.rs` |
//! | authenticator, codes | `…/account/authenticator`, `…/account/codes` | `…/compte/authentification`, `…/compte/codes` | `authenticator.rs` |
//! | people | `…/people…` | `…/personnes…` | `people.rs`, `person.rs` |
//! | roles | `…/roles…` | `…/roles…` | `roles.rs` |
//! | record of changes | `…/changes` | `…/changements` | `changes.rs` |
//! | listings | `…/listings…` | `…/fiches…` | `listings/` |
//! | suggestions | `…/suggestions…` | `…/suggestions…` | `listings/suggestions.rs` |
//! | imports, their rows and conflicts | `…/imports`, `…/import-rows…`, `…/import-conflicts` | `…/importations`, `…/rangees-importees…`, `…/divergences-importees` | `listings/imports.rs` |
//! | taking in an export | `…/new-import`, `…/import-runs…` | `…/nouvelle-importation`, `…/importations-faites…` | `imports/` |
//! | duplicates, a pair, looking for them | `…/duplicates…`, `…/find-duplicates` | `…/doublons…`, `…/chercher-doublons` | `listings/duplicates/` |
//! | merges and undoing one | `…/merges…` | `…/fusions…` | `listings/duplicates/merges.rs` |
//! | cases | `…/cases…`, `…/new-case`, `…/find-case`, `…/note` | `…/dossiers…`, `…/nouveau-dossier`, `…/trouver-dossier`, `…/noter` | `cases/` |
//! | appointments, safety plan, dependants and so on | `…/cases/{id}/…` | `…/dossiers/{id}/…` | `care/` |
//! | calendar, its feed | `…/account/calendar`, `…/feed/{token}` | `…/compte/agenda`, `…/flux/{token}` | `care/calendar.rs` |
//! | what is asked and shared of a case | `…/cases/{id}/sharing` and beside it | `…/dossiers/{id}/partage` | `cases/sharing/` |
//! | what was received from others | `…/received…` | `…/recus…`, `…-recus…`, `…-recues…` | `cases/sharing/received….rs` |
//! | agreements | `…/agreements…`, `…/new-agreement` | `…/ententes…`, `…/nouvelle-entente` | `agreements.rs` |
//! | caseloads, privacy, keeping, certificates, taking out, gaps | `…/caseloads`, `…/oversight`, `…/keeping`, `…/ended-cases`, `…/take-outs`, `…/gaps` | `…/charges-de-travail`, `…/vie-privee`, `…/conservation`, `…/dossiers-detruits`, `…/sorties`, `…/lacunes` | `oversight/` |
//! | organizations | `…/organizations…` | `…/organismes…` | `organizations.rs` |

mod address;
mod handlers;
mod needs;

use std::sync::Arc;

use kernel::Lang;
use uuid::Uuid;

pub use needs::Needs;

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
    /// One's own passkeys.
    #[cfg(feature = "passkeys")]
    Passkeys,
    /// One's own account of the identity provider.
    #[cfg(feature = "oidc")]
    Identity,
    /// Going to the identity provider, and coming back from it.
    #[cfg(feature = "oidc")]
    IdentitySignIn,
    /// Where one is signed in.
    Sessions,
    /// One's own calendar feed.
    Calendar,
    /// The feed itself, for whoever has its secret address.
    CalendarFeed,
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
    /// Sending an export.
    NewImport,
    /// Every export that was looked at or taken in.
    ImportRuns,
    /// One of them: how far it is, and its report.
    ImportRun,
    /// Writing one of them to the directory.
    ApplyImport,
    /// What was changed of an organization.
    OrganizationHistory,
    /// Pairs of listings that may be the same service.
    Duplicates,
    /// Looking for them.
    FindDuplicates,
    /// One pair; merging it.
    DuplicatePair,
    /// Saying that a pair is not the same.
    NotTheSame,
    /// What was merged.
    Merges,
    /// Undoing one merge.
    UndoMerge,
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
    /// What she agreed to.
    CaseConsents,
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
    /// When and where somebody is expected.
    CaseAppointments,
    /// The safety plan.
    CaseSafetyPlan,
    /// Who depends on her.
    CaseDependants,
    /// Protection orders.
    CaseOrders,
    /// The immigration clock.
    CaseImmigration,
    /// Money that is asked for.
    CaseFund,
    /// Who met about a case, and what was decided.
    CaseConferences,
    /// What organizations saw.
    CaseAssessments,
    /// What is said of the trafficking.
    CaseFacts,
    /// Papers that are kept.
    CaseDocuments,
    /// What is in one's organization's assistance fund.
    Fund,
    /// What is asked and shared of a case.
    CaseSharing,
    /// An enquiry without a name.
    CaseEnquiry,
    /// A referral.
    CaseReferral,
    /// A transfer to another lead agency.
    CaseTransfer,
    /// What one's own organization was asked.
    Received,
    /// One enquiry that one's organization was asked.
    ReceivedEnquiry,
    /// One referral to one's organization.
    ReceivedReferral,
    /// Agreements between organizations.
    Agreements,
    /// A new agreement.
    NewAgreement,
    /// One agreement.
    Agreement,
    /// Looking into a case that is not one's own, with a reason.
    CaseGlass,
    /// Exceptions to consent.
    CaseExceptions,
    /// Who read a case, and the sheet for the person.
    CaseAccess,
    /// What was changed in a case, by whom.
    CaseHistory,
    /// Requests of the person for what is hers.
    CaseRequests,
    /// Her own copy.
    CaseCopy,
    /// How long a case is kept.
    CaseKeeping,
    /// Destroying a case.
    CaseEnd,
    /// Asking, after a case was closed, how it goes.
    CaseFollowUps,
    /// Who carries how much.
    Caseloads,
    /// Looks with a reason, exceptions, requests: what privacy asks for.
    Oversight,
    /// How long cases are kept, and those near their end.
    Keeping,
    /// What is left of a case that was destroyed.
    EndCertificate,
    /// All cases of an organization taken out, by two.
    TakeOuts,
    /// What was missing, counted.
    Gaps,
}

/// Routes that are there only when the program was built with them.
const PASSKEY_ROUTES: usize = if cfg!(feature = "passkeys") { 1 } else { 0 };
const IDENTITY_ROUTES: usize = if cfg!(feature = "oidc") { 2 } else { 0 };

impl StaffRoute {
    /// All of them.
    pub const ALL: [Self; 109 + PASSKEY_ROUTES + IDENTITY_ROUTES] = [
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
        #[cfg(feature = "passkeys")]
        Self::Passkeys,
        #[cfg(feature = "oidc")]
        Self::Identity,
        #[cfg(feature = "oidc")]
        Self::IdentitySignIn,
        Self::Sessions,
        Self::Calendar,
        Self::CalendarFeed,
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
        Self::NewImport,
        Self::ImportRuns,
        Self::ImportRun,
        Self::ApplyImport,
        Self::OrganizationHistory,
        Self::Duplicates,
        Self::FindDuplicates,
        Self::DuplicatePair,
        Self::NotTheSame,
        Self::Merges,
        Self::UndoMerge,
        Self::Cases,
        Self::NewCase,
        Self::FindCase,
        Self::QuickNote,
        Self::Case,
        Self::CaseDetails,
        Self::CasePerson,
        Self::CaseContact,
        Self::CaseConsents,
        Self::CaseNeeds,
        Self::CaseNotes,
        Self::CaseTasks,
        Self::CaseStage,
        Self::CaseTeam,
        Self::CaseTimeline,
        Self::CaseSummary,
        Self::CaseAppointments,
        Self::CaseSafetyPlan,
        Self::CaseDependants,
        Self::CaseOrders,
        Self::CaseImmigration,
        Self::CaseFund,
        Self::CaseConferences,
        Self::CaseAssessments,
        Self::CaseFacts,
        Self::CaseDocuments,
        Self::Fund,
        Self::CaseSharing,
        Self::CaseEnquiry,
        Self::CaseReferral,
        Self::CaseTransfer,
        Self::Received,
        Self::ReceivedEnquiry,
        Self::ReceivedReferral,
        Self::Agreements,
        Self::NewAgreement,
        Self::Agreement,
        Self::CaseGlass,
        Self::CaseExceptions,
        Self::CaseAccess,
        Self::CaseHistory,
        Self::CaseRequests,
        Self::CaseCopy,
        Self::CaseKeeping,
        Self::CaseEnd,
        Self::CaseFollowUps,
        Self::Caseloads,
        Self::Oversight,
        Self::Keeping,
        Self::EndCertificate,
        Self::TakeOuts,
        Self::Gaps,
    ];

    /// The pages that every other one leads to, with the message of their name.
    pub(crate) const SECTIONS: [(Self, &'static str); 16] = [
        (Self::Today, "staff-today"),
        (Self::Cases, "cases-title"),
        (Self::Received, "sharing-received"),
        (Self::Agreements, "agreements-title"),
        (Self::Caseloads, "oversight-caseloads"),
        (Self::Oversight, "oversight-looks"),
        (Self::Keeping, "oversight-keeping-title"),
        (Self::Gaps, "oversight-gaps"),
        (Self::Listings, "listings-title"),
        (Self::Suggestions, "listings-suggestions-title"),
        (Self::Duplicates, "duplicates-title"),
        (Self::Imports, "imports-title"),
        (Self::People, "people-title"),
        (Self::Roles, "people-roles-title"),
        (Self::Organizations, "people-organizations-title"),
        (Self::Changes, "people-changes-title"),
    ];

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
            | Self::MoveOrganization
            | Self::OrganizationHistory => Self::Organizations,
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
            | Self::ImportConflicts
            | Self::NewImport
            | Self::ImportRuns
            | Self::ImportRun
            | Self::ApplyImport => Self::Imports,
            Self::Duplicates
            | Self::FindDuplicates
            | Self::DuplicatePair
            | Self::NotTheSame
            | Self::Merges
            | Self::UndoMerge => Self::Duplicates,
            Self::NewCase
            | Self::FindCase
            | Self::QuickNote
            | Self::Case
            | Self::CaseDetails
            | Self::CasePerson
            | Self::CaseContact
            | Self::CaseConsents
            | Self::CaseNeeds
            | Self::CaseNotes
            | Self::CaseTasks
            | Self::CaseStage
            | Self::CaseTeam
            | Self::CaseTimeline
            | Self::CaseSummary
            | Self::CaseAppointments
            | Self::CaseSafetyPlan
            | Self::CaseDependants
            | Self::CaseOrders
            | Self::CaseImmigration
            | Self::CaseFund
            | Self::CaseConferences
            | Self::CaseAssessments
            | Self::CaseFacts
            | Self::CaseDocuments
            | Self::Fund
            | Self::CaseSharing
            | Self::CaseEnquiry
            | Self::CaseReferral
            | Self::CaseTransfer
            | Self::CaseGlass
            | Self::CaseExceptions
            | Self::CaseAccess
            | Self::CaseHistory
            | Self::CaseRequests
            | Self::CaseCopy
            | Self::CaseKeeping
            | Self::CaseEnd
            | Self::CaseFollowUps => Self::Cases,
            Self::EndCertificate | Self::TakeOuts => Self::Keeping,
            Self::ReceivedEnquiry | Self::ReceivedReferral => Self::Received,
            Self::NewAgreement | Self::Agreement => Self::Agreements,
            Self::Account
            | Self::Passphrase
            | Self::Authenticator
            | Self::RecoveryCodes
            | Self::RemoveAuthenticator
            | Self::Sessions
            | Self::Calendar => Self::Account,
            #[cfg(feature = "passkeys")]
            Self::Passkeys => Self::Account,
            #[cfg(feature = "oidc")]
            Self::Identity => Self::Account,
            other => other,
        }
    }

    /// The act behind the page cannot be undone, or could lock people out: whoever asks proves once more
    /// who they are, at most ten minutes before.
    pub const fn is_dangerous(self) -> bool {
        #[cfg(feature = "passkeys")]
        if matches!(self, Self::Passkeys) {
            return true;
        }
        #[cfg(feature = "oidc")]
        if matches!(self, Self::Identity) {
            return true;
        }
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
                | Self::NewImport
                | Self::ApplyImport
                | Self::CaseEnd
                | Self::TakeOuts
        )
    }

    /// The page can be asked for (GET).
    pub const fn is_page(self) -> bool {
        !matches!(self, Self::SignOut | Self::Search | Self::NotTheSame)
    }

    /// A form is sent to it (POST).
    pub const fn takes_form(self) -> bool {
        !matches!(
            self,
            Self::Today
                | Self::ListingHistory
                | Self::Suggestions
                | Self::Imports
                | Self::OrganizationHistory
                | Self::Case
                | Self::CaseTimeline
                | Self::CalendarFeed
                | Self::CaseHistory
                | Self::EndCertificate
                | Self::Gaps
        )
    }

    /// The form that is sent to it may hold a file: it may take longer, and cannot be kept while somebody
    /// proves who they are.
    pub(crate) const fn takes_file(self) -> bool {
        matches!(self, Self::NewImport | Self::CaseDocuments)
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

    /// The address of a page about two records.
    pub fn of_pair(self, one: Uuid, other: Uuid, lang: Lang) -> String {
        self.pattern(lang)
            .replace("{id}", &format!("{one}_{other}"))
    }

    /// The address that a one-time link leads to.
    pub fn with_token(self, token: &str, lang: Lang) -> String {
        self.pattern(lang).replace("{token}", token)
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

/// A form that is sent to the address may hold a file.
pub(crate) fn takes_file(path: &str) -> bool {
    Place::at(path).is_some_and(|place| place.route.takes_file())
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
mod tests;
