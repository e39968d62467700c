//! The roles that ship with Cairn. They follow the program; an administrator's own roles are rows.

use kernel::Lang;
use uuid::Uuid;

use crate::Permission as P;

/// A role that ships with Cairn. It cannot be edited, so that its name means the same in every house;
/// it can be copied, and the copy edited.
#[derive(Debug, Clone, Copy)]
pub struct ShippedRole {
    /// Its key in addresses and at the command line.
    pub slug: &'static str,
    /// Its name in English and in French.
    pub name: [&'static str; 2],
    /// What it is for, in English and in French.
    pub description: [&'static str; 2],
    /// What it lets its holder do.
    pub permissions: &'static [P],
}

impl ShippedRole {
    /// Its id: the same in every house.
    pub fn id(&self) -> Uuid {
        let name = format!("cairn:role:{}", self.slug);
        Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes())
    }

    /// Its name in `lang`.
    pub const fn name(&self, lang: Lang) -> &'static str {
        self.name[lang as usize]
    }

    /// What it is for, in `lang`.
    pub const fn description(&self, lang: Lang) -> &'static str {
        self.description[lang as usize]
    }
}

/// The role of whoever sets the house up.
pub const ADMINISTRATOR: &str = "administrator";

/// The shipped role of this id.
pub fn shipped_role(id: Uuid) -> Option<&'static ShippedRole> {
    SHIPPED_ROLES.iter().find(|role| role.id() == id)
}

/// Every role that ships with Cairn, in the order in which a page lists them.
///
/// The administrator holds everything but [`P::SeeConfidentialAny`]: whoever runs the house need not
/// know where every shelter is. Nobody grants what they do not hold, so that permission is first given
/// from the command line, by the person who holds the machine.
pub const SHIPPED_ROLES: &[ShippedRole] = &[
    ShippedRole {
        slug: ADMINISTRATOR,
        name: ["Administrator", "Administration"],
        description: [
            "Looks after people, roles and organizations, and may do everything else but see the confidential addresses of other organizations. Sees no case.",
            "S’occupe des personnes, des rôles et des organismes, et peut tout faire sauf voir les adresses confidentielles des autres organismes. Ne voit aucun dossier.",
        ],
        permissions: &[
            P::EditOwnListings,
            P::VerifyOwnListings,
            P::EditAnyListing,
            P::Curate,
            P::Import,
            P::SeeConfidentialOwn,
            P::ExportDirectory,
            P::ManageOwnPeople,
            P::ManageAnyPeople,
            P::ManageRoles,
            P::ManageOrganizations,
            P::SeeAudit,
            // To be able to give them to others. A policy keeps whoever manages accounts out of cases.
            P::CoordinateCases,
            P::WorkCases,
            P::SuperviseCases,
            P::GuardPrivacy,
            P::ReceiveReferrals,
            P::Train,
            P::Plan,
            P::Analyse,
        ],
    },
    ShippedRole {
        slug: "curator",
        name: ["Curator", "Responsable du répertoire"],
        description: [
            "Keeps the whole directory true: listings, suggestions, duplicates, imports.",
            "Veille à l’exactitude de tout le répertoire : fiches, suggestions, doublons, importations.",
        ],
        permissions: &[
            P::EditOwnListings,
            P::VerifyOwnListings,
            P::EditAnyListing,
            P::Curate,
            P::Import,
            P::SeeConfidentialOwn,
            P::ExportDirectory,
        ],
    },
    ShippedRole {
        slug: "listing-editor",
        name: ["Listing editor", "Rédaction des fiches"],
        description: [
            "Keeps the listings of their own organization true.",
            "Tient à jour les fiches de son organisme.",
        ],
        permissions: &[
            P::EditOwnListings,
            P::VerifyOwnListings,
            P::SeeConfidentialOwn,
        ],
    },
    ShippedRole {
        slug: "coordinator",
        name: ["Coordinator", "Coordination"],
        description: [
            "Leads cases that several organizations work on.",
            "Dirige les dossiers auxquels travaillent plusieurs organismes.",
        ],
        permissions: &[P::CoordinateCases, P::WorkCases, P::ReceiveReferrals],
    },
    ShippedRole {
        slug: "caseworker",
        name: ["Caseworker", "Intervention"],
        description: [
            "Accompanies people and works on the cases given to them.",
            "Accompagne les personnes et travaille aux dossiers qui lui sont confiés.",
        ],
        permissions: &[P::WorkCases, P::ReceiveReferrals],
    },
    ShippedRole {
        slug: "supervisor",
        name: ["Supervisor", "Supervision"],
        description: [
            "Sees who carries which cases and what is overdue, approves closures and transfers, and reads no case. With a recorded reason, sees who a person is and how she can be reached safely.",
            "Voit qui porte quels dossiers et ce qui est en retard, approuve les fermetures et les transferts, et ne lit aucun dossier. Avec un motif consigné, voit qui est la personne et comment la joindre sans danger.",
        ],
        permissions: &[P::SuperviseCases],
    },
    ShippedRole {
        slug: "privacy-officer",
        name: ["Privacy officer", "Protection de la vie privée"],
        description: [
            "Looks after who has read what, consents, requests for access and the end of a case.",
            "Veille aux consultations, aux consentements, aux demandes d’accès et à la fin des dossiers.",
        ],
        permissions: &[P::GuardPrivacy],
    },
    ShippedRole {
        slug: "referral-recipient",
        name: ["Referral recipient", "Réception des aiguillages"],
        description: [
            "Answers the referrals sent to their organization.",
            "Répond aux aiguillages destinés à son organisme.",
        ],
        permissions: &[P::ReceiveReferrals],
    },
    ShippedRole {
        slug: "trainer",
        name: ["Trainer", "Formation"],
        description: [
            "Prepares courses and leads groups of learners.",
            "Prépare des formations et anime des groupes.",
        ],
        permissions: &[P::Train],
    },
    ShippedRole {
        slug: "planner",
        name: ["Planner", "Planification"],
        description: [
            "Keeps plans, recommendations and their progress up to date.",
            "Tient à jour les plans, les recommandations et leur avancement.",
        ],
        permissions: &[P::Plan],
    },
    ShippedRole {
        slug: "analyst",
        name: ["Analyst", "Analyse"],
        description: [
            "Works with figures that identify nobody.",
            "Travaille avec des chiffres qui n’identifient personne.",
        ],
        permissions: &[P::Analyse],
    },
    ShippedRole {
        slug: "auditor",
        name: ["Auditor", "Vérification"],
        description: [
            "Reads who changed what about people, roles and organizations; changes nothing.",
            "Consulte qui a changé quoi touchant les personnes, les rôles et les organismes; ne change rien.",
        ],
        permissions: &[P::SeeAudit],
    },
    ShippedRole {
        slug: "confidential-reader",
        name: ["Reader of confidential places", "Lieux confidentiels"],
        description: [
            "Sees the confidential addresses of every organization. First given from the command line.",
            "Voit les adresses confidentielles de tous les organismes. Attribué d’abord en ligne de commande.",
        ],
        permissions: &[P::SeeConfidentialAny],
    },
];
