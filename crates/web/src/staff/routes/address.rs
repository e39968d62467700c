//! The address of every page of the desk, in each language.

use kernel::Lang;

use super::StaffRoute;

impl StaffRoute {
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
            #[cfg(feature = "passkeys")]
            Self::Passkeys => (
                "/en/desk/account/passkeys",
                "/fr/bureau/compte/cles-d-acces",
            ),
            #[cfg(feature = "oidc")]
            Self::Identity => ("/en/desk/account/identity", "/fr/bureau/compte/identite"),
            #[cfg(feature = "oidc")]
            Self::IdentitySignIn => ("/en/desk/identity", "/fr/bureau/identite"),
            Self::Sessions => ("/en/desk/account/sessions", "/fr/bureau/compte/sessions"),
            Self::Calendar => ("/en/desk/account/calendar", "/fr/bureau/compte/agenda"),
            Self::CalendarFeed => ("/en/desk/feed/{token}", "/fr/bureau/flux/{token}"),
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
            Self::NewImport => ("/en/desk/new-import", "/fr/bureau/nouvelle-importation"),
            Self::ImportRuns => ("/en/desk/import-runs", "/fr/bureau/importations-faites"),
            Self::ImportRun => (
                "/en/desk/import-runs/{id}",
                "/fr/bureau/importations-faites/{id}",
            ),
            Self::ApplyImport => (
                "/en/desk/import-runs/{id}/apply",
                "/fr/bureau/importations-faites/{id}/appliquer",
            ),
            Self::OrganizationHistory => (
                "/en/desk/organizations/{id}/history",
                "/fr/bureau/organismes/{id}/historique",
            ),
            Self::Duplicates => ("/en/desk/duplicates", "/fr/bureau/doublons"),
            Self::FindDuplicates => ("/en/desk/find-duplicates", "/fr/bureau/chercher-doublons"),
            Self::DuplicatePair => ("/en/desk/duplicates/{id}", "/fr/bureau/doublons/{id}"),
            Self::NotTheSame => (
                "/en/desk/duplicates/{id}/not-the-same",
                "/fr/bureau/doublons/{id}/differents",
            ),
            Self::Merges => ("/en/desk/merges", "/fr/bureau/fusions"),
            Self::UndoMerge => ("/en/desk/merges/{id}", "/fr/bureau/fusions/{id}"),
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
            Self::CaseConsents => (
                "/en/desk/cases/{id}/consents",
                "/fr/bureau/dossiers/{id}/consentements",
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
            Self::CaseAppointments => (
                "/en/desk/cases/{id}/appointments",
                "/fr/bureau/dossiers/{id}/rendez-vous",
            ),
            Self::CaseSafetyPlan => (
                "/en/desk/cases/{id}/safety-plan",
                "/fr/bureau/dossiers/{id}/plan-de-securite",
            ),
            Self::CaseDependants => (
                "/en/desk/cases/{id}/dependants",
                "/fr/bureau/dossiers/{id}/personnes-a-charge",
            ),
            Self::CaseOrders => (
                "/en/desk/cases/{id}/orders",
                "/fr/bureau/dossiers/{id}/ordonnances",
            ),
            Self::CaseImmigration => (
                "/en/desk/cases/{id}/immigration",
                "/fr/bureau/dossiers/{id}/immigration",
            ),
            Self::CaseFund => (
                "/en/desk/cases/{id}/money",
                "/fr/bureau/dossiers/{id}/argent",
            ),
            Self::CaseConferences => (
                "/en/desk/cases/{id}/conferences",
                "/fr/bureau/dossiers/{id}/rencontres",
            ),
            Self::CaseAssessments => (
                "/en/desk/cases/{id}/assessments",
                "/fr/bureau/dossiers/{id}/evaluations",
            ),
            Self::CaseFacts => (
                "/en/desk/cases/{id}/facts",
                "/fr/bureau/dossiers/{id}/faits",
            ),
            Self::CaseDocuments => (
                "/en/desk/cases/{id}/documents",
                "/fr/bureau/dossiers/{id}/documents",
            ),
            Self::Fund => ("/en/desk/fund", "/fr/bureau/fonds"),
            Self::CaseSharing => (
                "/en/desk/cases/{id}/sharing",
                "/fr/bureau/dossiers/{id}/partage",
            ),
            Self::CaseEnquiry => (
                "/en/desk/cases/{id}/enquiry",
                "/fr/bureau/dossiers/{id}/demande",
            ),
            Self::CaseReferral => (
                "/en/desk/cases/{id}/referral",
                "/fr/bureau/dossiers/{id}/aiguillage",
            ),
            Self::CaseTransfer => (
                "/en/desk/cases/{id}/transfer",
                "/fr/bureau/dossiers/{id}/transfert",
            ),
            Self::Received => ("/en/desk/received", "/fr/bureau/recus"),
            Self::ReceivedEnquiry => (
                "/en/desk/received-enquiries/{id}",
                "/fr/bureau/demandes-recues/{id}",
            ),
            Self::ReceivedReferral => (
                "/en/desk/received-referrals/{id}",
                "/fr/bureau/aiguillages-recus/{id}",
            ),
            Self::Agreements => ("/en/desk/agreements", "/fr/bureau/ententes"),
            Self::NewAgreement => ("/en/desk/new-agreement", "/fr/bureau/nouvelle-entente"),
            Self::Agreement => ("/en/desk/agreements/{id}", "/fr/bureau/ententes/{id}"),
            Self::CaseGlass => (
                "/en/desk/cases/{id}/look",
                "/fr/bureau/dossiers/{id}/consulter",
            ),
            Self::CaseExceptions => (
                "/en/desk/cases/{id}/exceptions",
                "/fr/bureau/dossiers/{id}/exceptions",
            ),
            Self::CaseAccess => (
                "/en/desk/cases/{id}/access",
                "/fr/bureau/dossiers/{id}/consultations",
            ),
            Self::CaseHistory => (
                "/en/desk/cases/{id}/history",
                "/fr/bureau/dossiers/{id}/historique",
            ),
            Self::CaseRequests => (
                "/en/desk/cases/{id}/requests",
                "/fr/bureau/dossiers/{id}/demandes",
            ),
            Self::CaseCopy => ("/en/desk/cases/{id}/copy", "/fr/bureau/dossiers/{id}/copie"),
            Self::CaseKeeping => (
                "/en/desk/cases/{id}/keeping",
                "/fr/bureau/dossiers/{id}/conservation",
            ),
            Self::CaseEnd => (
                "/en/desk/cases/{id}/end",
                "/fr/bureau/dossiers/{id}/destruction",
            ),
            Self::CaseFollowUps => (
                "/en/desk/cases/{id}/follow-ups",
                "/fr/bureau/dossiers/{id}/suivis",
            ),
            Self::Caseloads => ("/en/desk/caseloads", "/fr/bureau/charges-de-travail"),
            Self::Oversight => ("/en/desk/oversight", "/fr/bureau/vie-privee"),
            Self::Keeping => ("/en/desk/keeping", "/fr/bureau/conservation"),
            Self::EndCertificate => (
                "/en/desk/ended-cases/{id}",
                "/fr/bureau/dossiers-detruits/{id}",
            ),
            Self::TakeOuts => ("/en/desk/take-outs", "/fr/bureau/sorties"),
            Self::Gaps => ("/en/desk/gaps", "/fr/bureau/lacunes"),
        };
        match lang {
            Lang::En => en,
            Lang::Fr => fr,
        }
    }
}
