//! What the made-up services are: 116 kinds of help in 17 needs, named in both languages.

/// A kind of service: its need, and its English and French names.
pub type ServiceType = (&'static str, &'static str, &'static str);

/// Kinds of help. The first column is a term of `content/taxonomy/needs.toml`.
pub const SERVICE_TYPES: &[ServiceType] = &[
    ("crisis-line", "Crisis line", "Ligne d'écoute"),
    (
        "crisis-line",
        "Distress and support line",
        "Ligne de détresse et de soutien",
    ),
    (
        "crisis-line",
        "Sexual assault support line",
        "Ligne d'aide aux victimes d'agression sexuelle",
    ),
    (
        "crisis-line",
        "Family violence information line",
        "Ligne d'information sur la violence familiale",
    ),
    (
        "crisis-line",
        "Youth text line",
        "Ligne de texto pour les jeunes",
    ),
    ("crisis-line", "Night line", "Ligne de nuit"),
    (
        "crisis-line",
        "Indigenous hope line",
        "Ligne d'espoir autochtone",
    ),
    (
        "information-referral",
        "Community information service",
        "Service d'information communautaire",
    ),
    (
        "information-referral",
        "Newcomer welcome desk",
        "Guichet d'accueil des nouveaux arrivants",
    ),
    (
        "information-referral",
        "Resource navigation",
        "Orientation vers les ressources",
    ),
    (
        "information-referral",
        "Rights information clinic",
        "Clinique d'information sur les droits",
    ),
    (
        "information-referral",
        "Women's resource centre",
        "Centre de ressources pour femmes",
    ),
    (
        "information-referral",
        "Neighbourhood house",
        "Maison de quartier",
    ),
    ("shelter-housing", "Emergency shelter", "Refuge d'urgence"),
    (
        "shelter-housing",
        "Transition house",
        "Maison de transition",
    ),
    (
        "shelter-housing",
        "Second-stage housing",
        "Logement de deuxième étape",
    ),
    ("shelter-housing", "Safe house", "Maison sûre"),
    ("shelter-housing", "Youth shelter", "Hébergement jeunesse"),
    (
        "shelter-housing",
        "Supportive housing",
        "Logement avec soutien",
    ),
    (
        "shelter-housing",
        "Rent supplement program",
        "Programme de supplément au loyer",
    ),
    (
        "shelter-housing",
        "Host family program",
        "Programme de familles d'accueil",
    ),
    (
        "shelter-housing",
        "Overnight warming centre",
        "Halte-chaleur de nuit",
    ),
    (
        "counselling",
        "Trauma counselling",
        "Counseling en traumatisme",
    ),
    (
        "counselling",
        "Sexual violence counselling",
        "Counseling en violence sexuelle",
    ),
    ("counselling", "Family counselling", "Thérapie familiale"),
    ("counselling", "Peer support circle", "Cercle d'entraide"),
    ("counselling", "Art therapy", "Art-thérapie"),
    ("counselling", "Healing circle", "Cercle de guérison"),
    (
        "counselling",
        "Walk-in counselling",
        "Consultation sans rendez-vous",
    ),
    (
        "counselling",
        "Group therapy for survivors",
        "Thérapie de groupe pour survivantes",
    ),
    ("counselling", "Grief support", "Soutien au deuil"),
    ("legal", "Legal aid clinic", "Clinique d'aide juridique"),
    (
        "legal",
        "Family law duty counsel",
        "Avocat de service en droit de la famille",
    ),
    (
        "legal",
        "Workers' rights clinic",
        "Clinique des droits des travailleurs",
    ),
    ("legal", "Court accompaniment", "Accompagnement à la cour"),
    (
        "legal",
        "Protection order help",
        "Aide à l'ordonnance de protection",
    ),
    (
        "legal",
        "Human rights legal support",
        "Soutien juridique en droits de la personne",
    ),
    (
        "legal",
        "Independent legal advice",
        "Conseils juridiques indépendants",
    ),
    (
        "legal",
        "Wage recovery clinic",
        "Clinique de recouvrement du salaire",
    ),
    ("immigration", "Refugee reception", "Accueil des réfugiés"),
    (
        "immigration",
        "Immigration legal clinic",
        "Clinique juridique en immigration",
    ),
    (
        "immigration",
        "Temporary resident permit help",
        "Aide au permis de séjour temporaire",
    ),
    (
        "immigration",
        "Settlement program",
        "Programme d'établissement",
    ),
    (
        "immigration",
        "Migrant worker support centre",
        "Centre de soutien aux travailleurs migrants",
    ),
    (
        "immigration",
        "Open work permit application help",
        "Aide à la demande de permis de travail ouvert",
    ),
    (
        "immigration",
        "Document replacement service",
        "Service de remplacement de documents",
    ),
    (
        "child-protection",
        "Child protection intake",
        "Signalement en protection de la jeunesse",
    ),
    (
        "child-protection",
        "Child advocacy centre",
        "Centre d'appui aux enfants",
    ),
    (
        "child-protection",
        "Youth outreach team",
        "Équipe de proximité jeunesse",
    ),
    (
        "child-protection",
        "Foster care support",
        "Soutien au placement familial",
    ),
    (
        "child-protection",
        "Supervised visits",
        "Visites supervisées",
    ),
    (
        "child-protection",
        "School social work",
        "Travail social scolaire",
    ),
    (
        "child-protection",
        "Runaway prevention program",
        "Programme de prévention des fugues",
    ),
    (
        "case-coordination",
        "Case coordination",
        "Coordination de dossier",
    ),
    (
        "case-coordination",
        "Anti-trafficking response team",
        "Équipe d'intervention contre la traite",
    ),
    (
        "case-coordination",
        "Survivor navigator",
        "Intervenante pivot",
    ),
    (
        "case-coordination",
        "Intensive case management",
        "Gestion intensive de cas",
    ),
    (
        "case-coordination",
        "Integrated outreach",
        "Intervention intégrée de proximité",
    ),
    (
        "case-coordination",
        "Regional coordination table",
        "Table régionale de concertation",
    ),
    (
        "education-training",
        "Adult upgrading",
        "Formation de base des adultes",
    ),
    ("education-training", "English classes", "Cours d'anglais"),
    ("education-training", "French classes", "Cours de français"),
    (
        "education-training",
        "Literacy program",
        "Programme d'alphabétisation",
    ),
    (
        "education-training",
        "Computer basics workshop",
        "Atelier d'initiation à l'informatique",
    ),
    (
        "education-training",
        "Training for front-line workers",
        "Formation des intervenants",
    ),
    (
        "education-training",
        "Prevention workshops in schools",
        "Ateliers de prévention en milieu scolaire",
    ),
    (
        "education-training",
        "Scholarship fund for survivors",
        "Fonds de bourses pour survivantes",
    ),
    ("exit-programme", "Exit program", "Programme de sortie"),
    (
        "exit-programme",
        "Sex worker outreach",
        "Travail de rue auprès des travailleuses du sexe",
    ),
    (
        "exit-programme",
        "Drop-in for people in the sex industry",
        "Halte-accueil pour personnes de l'industrie du sexe",
    ),
    (
        "exit-programme",
        "Survivor-led mentoring",
        "Mentorat par des survivantes",
    ),
    (
        "exit-programme",
        "Mobile van outreach",
        "Unité mobile de proximité",
    ),
    (
        "exit-programme",
        "Life skills program",
        "Programme de compétences de vie",
    ),
    (
        "safety-planning",
        "Safety planning",
        "Planification de la sécurité",
    ),
    (
        "safety-planning",
        "Home security assessment",
        "Évaluation de la sécurité du domicile",
    ),
    (
        "safety-planning",
        "Technology safety clinic",
        "Clinique de sécurité technologique",
    ),
    (
        "safety-planning",
        "Escort to collect belongings",
        "Accompagnement pour récupérer des effets",
    ),
    (
        "safety-planning",
        "Emergency phone loan",
        "Prêt de téléphone d'urgence",
    ),
    (
        "safety-planning",
        "Safe pet care",
        "Garde sécuritaire d'animaux",
    ),
    (
        "victim-services",
        "Police-based victim services",
        "Services aux victimes en milieu policier",
    ),
    (
        "victim-services",
        "Community victim services",
        "Services communautaires aux victimes",
    ),
    (
        "victim-services",
        "Crime victim assistance centre",
        "Centre d'aide aux victimes d'actes criminels",
    ),
    (
        "victim-services",
        "Victim compensation help",
        "Aide à l'indemnisation des victimes",
    ),
    ("victim-services", "Witness support", "Soutien aux témoins"),
    (
        "victim-services",
        "Hospital sexual assault program",
        "Programme hospitalier d'agression sexuelle",
    ),
    (
        "victim-services",
        "Restorative justice program",
        "Programme de justice réparatrice",
    ),
    ("basic-needs", "Food bank", "Banque alimentaire"),
    ("basic-needs", "Community kitchen", "Cuisine collective"),
    ("basic-needs", "Clothing room", "Vestiaire"),
    ("basic-needs", "Furniture bank", "Banque de meubles"),
    (
        "basic-needs",
        "Shower and laundry program",
        "Douches et buanderie",
    ),
    (
        "basic-needs",
        "Emergency transportation fund",
        "Fonds de transport d'urgence",
    ),
    (
        "basic-needs",
        "Diaper and formula program",
        "Programme de couches et de lait maternisé",
    ),
    (
        "basic-needs",
        "Income assistance help",
        "Aide à la demande d'aide sociale",
    ),
    (
        "employment",
        "Job search centre",
        "Centre de recherche d'emploi",
    ),
    (
        "employment",
        "Employment preparation for women",
        "Préparation à l'emploi pour femmes",
    ),
    (
        "employment",
        "Social enterprise placement",
        "Stage en entreprise d'insertion",
    ),
    (
        "employment",
        "Apprenticeship support",
        "Soutien à l'apprentissage",
    ),
    (
        "employment",
        "Employment standards complaint help",
        "Aide aux plaintes sur les normes du travail",
    ),
    (
        "employment",
        "Farm worker outreach",
        "Intervention auprès des travailleurs agricoles",
    ),
    (
        "employment",
        "Live-in caregiver association",
        "Association d'aides familiales résidantes",
    ),
    (
        "police-reporting",
        "Police human trafficking unit",
        "Escouade policière de lutte contre la traite",
    ),
    (
        "police-reporting",
        "Anonymous tip line",
        "Ligne de dénonciation anonyme",
    ),
    (
        "police-reporting",
        "Third-party reporting",
        "Signalement par un tiers",
    ),
    (
        "police-reporting",
        "Labour inspection complaints",
        "Plaintes à l'inspection du travail",
    ),
    (
        "health",
        "Community health centre",
        "Centre de santé communautaire",
    ),
    (
        "health",
        "Sexual health clinic",
        "Clinique de santé sexuelle",
    ),
    ("health", "Midwifery practice", "Cabinet de sages-femmes"),
    (
        "health",
        "Addiction treatment",
        "Traitement des dépendances",
    ),
    (
        "health",
        "Withdrawal management",
        "Centre de désintoxication",
    ),
    (
        "health",
        "Mental health outreach",
        "Équipe mobile de santé mentale",
    ),
    ("health", "Dental clinic", "Clinique dentaire"),
    ("health", "Street nursing", "Soins infirmiers de rue"),
    (
        "interpretation",
        "Community interpreters",
        "Interprètes communautaires",
    ),
    (
        "interpretation",
        "Document translation",
        "Traduction de documents",
    ),
    (
        "interpretation",
        "Sign language interpretation",
        "Interprétation en langue des signes",
    ),
];

/// Terms of `content/taxonomy/populations.toml`, commonest first.
pub const POPULATIONS: &[&str] = &[
    "women",
    "youth",
    "children",
    "families",
    "migrant-workers",
    "indigenous",
    "men",
    "lgbtq2s",
    "trans-nonbinary",
];

/// Terms of `content/taxonomy/exploitation.toml`.
pub const EXPLOITATION: &[&str] = &["sexual", "labour"];

/// Languages besides English and French, commonest first (BCP 47).
pub const OTHER_LANGUAGES: &[&str] = &[
    "es", "zh", "yue", "pa", "ar", "tl", "hi", "vi", "fa", "uk", "pt", "ur", "ko", "so", "ti",
    "cr", "iu", "oj",
];
