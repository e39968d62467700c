//! What it takes to open each page of the desk.

use std::collections::BTreeSet;

use access::Permission as P;

use super::StaffRoute;

/// What it takes to open a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Anyone: whoever comes has no account yet, or is not signed in.
    Nothing,
    /// An account.
    Account,
    /// An account with one of these permissions.
    OneOf(&'static [P]),
    /// The same, and an account that manages no accounts or roles: whoever could give themselves any
    /// permission sees nothing of a case (`casework.cedar`).
    CaseWork(&'static [P]),
}

impl Needs {
    /// Whether somebody who is signed in, with these permissions, may come in.
    pub(crate) fn are_met(self, permissions: &BTreeSet<P>) -> bool {
        let any = |some: &[P]| some.iter().any(|one| permissions.contains(one));
        match self {
            Self::Nothing | Self::Account => true,
            Self::OneOf(some) => any(some),
            Self::CaseWork(some) => any(some) && !any(&[P::ManageAnyPeople, P::ManageRoles]),
        }
    }
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
const WORKS_CASES: Needs = Needs::CaseWork(&[P::WorkCases, P::CoordinateCases]);
const WORKS_OR_GUARDS: Needs =
    Needs::CaseWork(&[P::WorkCases, P::CoordinateCases, P::GuardPrivacy]);
const LOOKS_WITH_REASON: Needs = Needs::CaseWork(&[P::SuperviseCases, P::GuardPrivacy]);
const GIVES_COPIES: Needs = Needs::CaseWork(&[P::CoordinateCases, P::GuardPrivacy]);
const GUARDS_PRIVACY: Needs = Needs::CaseWork(&[P::GuardPrivacy]);
const SEES_CASELOADS: Needs = Needs::CaseWork(&[P::SuperviseCases, P::CoordinateCases]);
const OVERSEES: Needs = Needs::CaseWork(&[P::GuardPrivacy, P::SeeAudit]);
const COUNTS_GAPS: Needs = Needs::CaseWork(&[
    P::Analyse,
    P::Plan,
    P::CoordinateCases,
    P::SuperviseCases,
    P::GuardPrivacy,
]);
// Who supervises or guards privacy reads a case only through the broken glass: the store sees to it.
const READS_CASES: Needs = KNOWS_CASES;
const KEEPS_FUND: Needs = Needs::CaseWork(&[P::CoordinateCases]);
const KNOWS_CASES: Needs = Needs::CaseWork(&[
    P::WorkCases,
    P::CoordinateCases,
    P::SuperviseCases,
    P::GuardPrivacy,
]);

const RECEIVES: Needs = Needs::CaseWork(&[P::ReceiveReferrals]);
const READS_AGREEMENTS: Needs =
    Needs::CaseWork(&[P::WorkCases, P::CoordinateCases, P::SuperviseCases, P::Plan]);
const KEEPS_AGREEMENTS: Needs = Needs::CaseWork(&[P::CoordinateCases]);

impl StaffRoute {
    /// What it takes to open it.
    pub const fn needs(self) -> Needs {
        match self {
            Self::SetUp | Self::Invitation | Self::SignIn | Self::SignOut | Self::CalendarFeed => {
                Needs::Nothing
            }
            #[cfg(feature = "oidc")]
            Self::IdentitySignIn => Needs::Nothing,
            #[cfg(feature = "oidc")]
            Self::Identity => Needs::Account,
            #[cfg(feature = "passkeys")]
            Self::Passkeys => Needs::Account,
            Self::Today
            | Self::Search
            | Self::StepUp
            | Self::Account
            | Self::Passphrase
            | Self::Authenticator
            | Self::RecoveryCodes
            | Self::RemoveAuthenticator
            | Self::Sessions
            | Self::Calendar => Needs::Account,
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
            | Self::MoveOrganization
            | Self::OrganizationHistory => MANAGES_ORGANIZATIONS,
            Self::Changes => SEES_AUDIT,
            Self::Listings | Self::Listing | Self::ListingHistory => TENDS_LISTINGS,
            Self::ConfirmListings => VERIFIES_LISTINGS,
            Self::EditListing | Self::ListingNow | Self::NewListing => EDITS_LISTINGS,
            Self::Suggestions
            | Self::DeclineSuggestion
            | Self::Duplicates
            | Self::FindDuplicates
            | Self::DuplicatePair
            | Self::NotTheSame
            | Self::Merges
            | Self::UndoMerge => CURATES,
            Self::Imports
            | Self::ImportRows
            | Self::ImportRow
            | Self::SetAsideRow
            | Self::ImportConflicts
            | Self::NewImport
            | Self::ImportRuns
            | Self::ImportRun
            | Self::ApplyImport => IMPORTS,
            Self::Cases => KNOWS_CASES,
            Self::Fund => KEEPS_FUND,
            Self::NewCase | Self::QuickNote | Self::CaseFollowUps => WORKS_CASES,
            Self::FindCase | Self::CaseRequests => WORKS_OR_GUARDS,
            Self::CaseGlass => LOOKS_WITH_REASON,
            Self::CaseExceptions | Self::CaseAccess | Self::CaseHistory => KNOWS_CASES,
            Self::CaseCopy => GIVES_COPIES,
            Self::CaseKeeping | Self::CaseEnd | Self::Keeping | Self::TakeOuts => GUARDS_PRIVACY,
            Self::Caseloads => SEES_CASELOADS,
            Self::Oversight | Self::EndCertificate => OVERSEES,
            Self::Gaps => COUNTS_GAPS,
            Self::Case
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
            | Self::CaseSharing
            | Self::CaseEnquiry
            | Self::CaseReferral
            | Self::CaseTransfer => READS_CASES,
            Self::Received | Self::ReceivedEnquiry | Self::ReceivedReferral => RECEIVES,
            Self::Agreements | Self::Agreement => READS_AGREEMENTS,
            Self::NewAgreement => KEEPS_AGREEMENTS,
        }
    }
}
