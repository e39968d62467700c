//! Which file serves each page of the desk.

use std::sync::Arc;

use axum::routing::{MethodRouter, get, post};
use casework::assessment::Assessment;
use casework::conference::Conference;
use casework::dependant::Dependant;
use casework::fact::Fact;
use casework::immigration::ImmigrationClock;
use casework::protection_order::ProtectionOrder;

use super::StaffRoute;
use crate::house::Site;
use crate::staff::{
    account, agreements, arrival, authenticator, care, cases, changes, imports, listings,
    organizations, oversight, people, person, roles, search, sign_in, step_up, today,
};

impl StaffRoute {
    pub(super) fn handlers(self) -> MethodRouter<Arc<Site>> {
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
            Self::NewImport => get(imports::form).post(imports::receive),
            Self::ImportRuns => get(imports::runs).post(imports::runs_by_words),
            Self::ImportRun => get(imports::run).post(imports::discard),
            Self::ApplyImport => get(imports::apply_form).post(imports::apply),
            Self::OrganizationHistory => get(organizations::history),
            Self::Duplicates => {
                get(listings::duplicates::list).post(listings::duplicates::list_by_words)
            }
            Self::FindDuplicates => {
                get(listings::duplicates::find_form).post(listings::duplicates::find)
            }
            Self::DuplicatePair => {
                get(listings::duplicates::show).post(listings::duplicates::merge)
            }
            Self::NotTheSame => post(listings::duplicates::not_the_same),
            Self::Merges => {
                get(listings::duplicates::merges).post(listings::duplicates::merges_by_words)
            }
            Self::UndoMerge => {
                get(listings::duplicates::undo_form).post(listings::duplicates::undo)
            }
            Self::Cases => get(cases::list).post(cases::list_by_words),
            Self::NewCase => get(cases::new_form).post(cases::open),
            Self::FindCase => get(cases::find_form).post(cases::find),
            Self::QuickNote => get(cases::quick_form).post(cases::quick_note),
            Self::Case => get(cases::show),
            Self::CaseDetails => get(cases::details_form).post(cases::save_details),
            Self::CasePerson => get(cases::person_form).post(cases::save_person),
            Self::CaseContact => get(cases::contact_form).post(cases::save_contact),
            Self::CaseConsents => get(cases::consents).post(cases::change_consent),
            Self::CaseNeeds => get(cases::needs_form).post(cases::add_need),
            Self::CaseNotes => get(cases::notes).post(cases::add_note),
            Self::CaseTasks => get(cases::tasks).post(cases::change_task),
            Self::CaseStage => get(cases::stage_form).post(cases::move_case),
            Self::CaseSharing => get(cases::sharing::sharing).post(cases::sharing::change_sharing),
            Self::CaseEnquiry => {
                get(cases::sharing::enquiry_form).post(cases::sharing::send_enquiry)
            }
            Self::CaseReferral => {
                get(cases::sharing::referral_form).post(cases::sharing::send_referral)
            }
            Self::CaseTransfer => {
                get(cases::sharing::transfer).post(cases::sharing::change_transfer)
            }
            Self::Received => get(cases::sharing::received).post(cases::sharing::answer_transfer),
            Self::ReceivedEnquiry => {
                get(cases::sharing::received_enquiry).post(cases::sharing::answer_enquiry)
            }
            Self::ReceivedReferral => {
                get(cases::sharing::received_referral).post(cases::sharing::answer_referral)
            }
            Self::Agreements => get(agreements::list).post(agreements::list_by_words),
            Self::NewAgreement => get(agreements::new_form).post(agreements::add),
            Self::Agreement => get(agreements::edit_form).post(agreements::save),
            Self::CaseTeam => get(cases::team).post(cases::change_team),
            Self::CaseTimeline => get(cases::timeline),
            Self::CaseSummary => get(cases::summary_form).post(cases::print),
            Self::CaseGlass => get(cases::glass_form).post(cases::break_glass),
            Self::CaseExceptions => get(cases::exceptions).post(cases::change_exception),
            Self::CaseAccess => get(cases::access).post(cases::access_in),
            Self::CaseHistory => get(cases::history),
            Self::CaseRequests => get(cases::requests).post(cases::change_request),
            Self::CaseCopy => get(cases::copy_form).post(cases::copy),
            Self::CaseKeeping => get(cases::keeping).post(cases::change_keeping),
            Self::CaseEnd => get(cases::end_form).post(cases::end),
            Self::CaseFollowUps => get(cases::follow_ups).post(cases::answer_follow_up),
            Self::Caseloads => get(oversight::caseloads).post(oversight::caseloads_by_words),
            Self::Oversight => get(oversight::looks).post(oversight::see_look),
            Self::Keeping => get(oversight::rules).post(oversight::change_rules),
            Self::EndCertificate => get(oversight::certificate),
            Self::TakeOuts => get(oversight::take_outs).post(oversight::change_take_out),
            Self::Gaps => get(oversight::gaps),
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
            #[cfg(feature = "passkeys")]
            Self::Passkeys => {
                get(crate::staff::passkeys::form).post(crate::staff::passkeys::change)
            }
            #[cfg(feature = "oidc")]
            Self::Identity => {
                get(crate::staff::identity::form).post(crate::staff::identity::change)
            }
            #[cfg(feature = "oidc")]
            Self::IdentitySignIn => {
                get(crate::staff::identity::come_back).post(crate::staff::identity::go)
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
            Self::Organization => get(organizations::form).post(organizations::save),
            Self::NewChapter => {
                get(organizations::new_chapter_form).post(organizations::add_chapter)
            }
            Self::MoveOrganization => get(organizations::move_form).post(organizations::move_into),
            Self::Calendar => get(care::calendar_form).post(care::change_calendar),
            Self::CalendarFeed => get(care::feed),
            Self::CaseAppointments => get(care::appointments).post(care::save_appointment),
            Self::CaseSafetyPlan => get(care::plan).post(care::save_plan),
            Self::CaseDependants => get(care::room::<Dependant>).post(care::save::<Dependant>),
            Self::CaseOrders => {
                get(care::room::<ProtectionOrder>).post(care::save::<ProtectionOrder>)
            }
            Self::CaseImmigration => {
                get(care::room::<ImmigrationClock>).post(care::save::<ImmigrationClock>)
            }
            Self::CaseFund => get(care::fund).post(care::change_request),
            Self::CaseConferences => get(care::room::<Conference>).post(care::save::<Conference>),
            Self::CaseAssessments => get(care::room::<Assessment>).post(care::save::<Assessment>),
            Self::CaseFacts => get(care::room::<Fact>).post(care::save::<Fact>),
            Self::CaseDocuments => get(care::documents).post(care::change_document),
            Self::Fund => get(care::fund_form).post(care::change_fund),
            Self::Changes => get(changes::list).post(changes::list_by_words),
        }
    }
}
