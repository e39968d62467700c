//! Permissions: the small words that roles are made of.

use std::fmt;
use std::str::FromStr;

use kernel::Lang;
use serde::{Deserialize, Serialize};

/// What permissions are grouped by where a role is put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PermissionGroup {
    /// Tending the directory.
    Directory,
    /// People, roles, organizations.
    People,
    /// Cases and referrals.
    Cases,
    /// Courses, plans, figures.
    Knowledge,
}

impl PermissionGroup {
    /// Every group, in the order in which a page shows them.
    pub const ALL: [Self; 4] = [Self::Directory, Self::People, Self::Cases, Self::Knowledge];

    /// Its name in plain words.
    pub const fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Directory, Lang::En) => "The directory",
            (Self::Directory, Lang::Fr) => "Le répertoire",
            (Self::People, Lang::En) => "People and organizations",
            (Self::People, Lang::Fr) => "Personnes et organismes",
            (Self::Cases, Lang::En) => "Cases and referrals",
            (Self::Cases, Lang::Fr) => "Dossiers et aiguillages",
            (Self::Knowledge, Lang::En) => "Training, plans and figures",
            (Self::Knowledge, Lang::Fr) => "Formation, plans et chiffres",
        }
    }
}

/// Defines the permissions: word, group, plain words in both languages.
macro_rules! permissions {
    ($($(#[$about:meta])* $permission:ident = $word:literal, $group:ident, $en:literal, $fr:literal;)*) => {
        /// Something a role lets its holder do. The words are stored and stand in the policies: one is
        /// never renamed, and never given another meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Permission {
            $($(#[$about])* #[serde(rename = $word)] $permission,)*
        }

        impl Permission {
            /// Every permission, group by group.
            pub const ALL: &[Self] = &[$(Self::$permission),*];

            /// The word that is stored and that the policies use.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$permission => $word,)*
                }
            }

            /// Where it is shown.
            pub const fn group(self) -> PermissionGroup {
                match self {
                    $(Self::$permission => PermissionGroup::$group,)*
                }
            }

            /// What it lets one do, in plain words that follow "may" (« peut »).
            pub const fn label(self, lang: Lang) -> &'static str {
                match lang {
                    Lang::En => match self {
                        $(Self::$permission => $en,)*
                    },
                    Lang::Fr => match self {
                        $(Self::$permission => $fr,)*
                    },
                }
            }
        }
    };
}

permissions! {
    /// Edit listings of one's organization and its chapters.
    EditOwnListings = "edit-own-listings", Directory,
        "edit the listings of their own organization and its chapters",
        "modifier les fiches de son organisme et de ses sections";
    /// Verify listings of one's organization and its chapters.
    VerifyOwnListings = "verify-own-listings", Directory,
        "confirm that the listings of their own organization and its chapters are still true",
        "confirmer que les fiches de son organisme et de ses sections sont toujours exactes";
    /// Edit and verify every listing.
    EditAnyListing = "edit-any-listing", Directory,
        "edit and confirm every listing",
        "modifier et confirmer toutes les fiches";
    /// Suggestions, stale list, duplicates, quarantine.
    Curate = "curate", Directory,
        "decide on suggested corrections, outdated listings, duplicates and rows set aside",
        "trancher les corrections proposées, les fiches à revoir, les doublons et les lignes mises de côté";
    /// Import from other systems.
    Import = "import", Directory,
        "import records from another system",
        "importer des données d’un autre système";
    /// Confidential places of one's own organization, not of its chapters.
    SeeConfidentialOwn = "see-confidential-own", Directory,
        "see the confidential addresses of their own organization (not of its chapters)",
        "voir les adresses confidentielles de son organisme (pas celles de ses sections)";
    /// Confidential places of every organization.
    SeeConfidentialAny = "see-confidential-any", Directory,
        "see the confidential addresses of every organization",
        "voir les adresses confidentielles de tous les organismes";
    /// Export what whoever tends the directory sees.
    ExportDirectory = "export-directory", Directory,
        "export the directory",
        "exporter le répertoire";
    /// People of one's organization and its chapters.
    ManageOwnPeople = "manage-own-people", People,
        "invite, suspend and reset people of their own organization and its chapters",
        "inviter, suspendre et réinitialiser les personnes de son organisme et de ses sections";
    /// People of every organization.
    ManageAnyPeople = "manage-any-people", People,
        "invite, suspend and reset people of every organization",
        "inviter, suspendre et réinitialiser les personnes de tous les organismes";
    /// Own roles.
    ManageRoles = "manage-roles", People,
        "make and change roles, within what they may do themselves",
        "créer et modifier des rôles, dans la limite de ses propres droits";
    /// Organizations and chapters.
    ManageOrganizations = "manage-organizations", People,
        "add and rename organizations and chapters",
        "ajouter et renommer des organismes et des sections";
    /// The record of changes.
    SeeAudit = "see-audit", People,
        "read the record of who changed what about people, roles and organizations",
        "consulter le registre des changements touchant les personnes, les rôles et les organismes";
    /// Coordinate cases.
    CoordinateCases = "coordinate-cases", Cases,
        "coordinate cases across organizations",
        "coordonner des dossiers entre organismes";
    /// Work on cases.
    WorkCases = "work-cases", Cases,
        "work on the cases given to them",
        "travailler aux dossiers qui lui sont confiés";
    /// Supervise those who work on cases.
    SuperviseCases = "supervise-cases", Cases,
        "see the caseloads of their organization and its chapters, and approve closures and transfers, without reading the cases",
        "voir la charge de travail de son organisme et de ses sections et approuver fermetures et transferts, sans lire les dossiers";
    /// Guard the privacy of cases.
    GuardPrivacy = "guard-privacy", Cases,
        "look after the privacy of every case: who has read it, consents, access requests, destruction",
        "veiller à la confidentialité de tous les dossiers : consultations, consentements, demandes d’accès, destruction";
    /// Receive referrals.
    ReceiveReferrals = "receive-referrals", Cases,
        "receive referrals for their organization",
        "recevoir les aiguillages destinés à son organisme";
    /// Train.
    Train = "train", Knowledge,
        "prepare courses and lead groups of learners",
        "préparer des formations et animer des groupes";
    /// Plan.
    Plan = "plan", Knowledge,
        "keep plans and recommendations up to date",
        "tenir à jour les plans et les recommandations";
    /// Analyse.
    Analyse = "analyse", Knowledge,
        "work with figures that identify nobody",
        "travailler avec des chiffres qui n’identifient personne";
}

impl fmt::Display for Permission {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

/// A word that is no permission.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown permission {0:?}")]
pub struct UnknownPermission(pub String);

impl FromStr for Permission {
    type Err = UnknownPermission;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|permission| permission.word() == word)
            .ok_or_else(|| UnknownPermission(word.to_owned()))
    }
}
