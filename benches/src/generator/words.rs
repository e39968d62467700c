//! The vocabulary the made-up descriptions are cut from, English and French side by side.

/// The same thing in English and in French.
pub type Pair = (&'static str, &'static str);

/// Surnames and saints that organizations are called after: used as they are in both languages.
pub const NAMESAKES: &[&str] = &[
    "Abbott",
    "Arsenault",
    "Beauchemin",
    "Bergeron",
    "Blackwood",
    "Bouchard",
    "Brandt",
    "Cardinal",
    "Carmichael",
    "Chartrand",
    "Cloutier",
    "Cormier",
    "Desrosiers",
    "Doucette",
    "Drummond",
    "Falardeau",
    "Fontaine",
    "Gagnon",
    "Galloway",
    "Gauthier",
    "Gladstone",
    "Guillemette",
    "Hargrave",
    "Hébert",
    "Iqaluk",
    "Jolicoeur",
    "Kowalchuk",
    "Labelle",
    "Lachance",
    "Lafrenière",
    "Lavallée",
    "Lefebvre",
    "Letourneau",
    "Lindqvist",
    "MacIsaac",
    "MacKinnon",
    "Marchand",
    "McAllister",
    "Mercredi",
    "Montour",
    "Morrisseau",
    "Nadeau",
    "Okpik",
    "Ouellette",
    "Paquette",
    "Pelletier",
    "Petrenko",
    "Quesnel",
    "Rousseau",
    "Sauvé",
    "Sinclair",
    "Sunderland",
    "Thibodeau",
    "Tremblay",
    "Vaillancourt",
    "Wapachee",
    "Whitford",
    "Yellowhead",
    "Zacharias",
    "Zimmer",
];

/// Things of the land that organizations are called after.
pub const EMBLEMS: &[Pair] = &[
    ("Cedar", "du Cèdre"),
    ("Maple", "de l'Érable"),
    ("Willow", "du Saule"),
    ("Aspen", "du Tremble"),
    ("Tamarack", "du Mélèze"),
    ("Harbour", "du Havre"),
    ("Lighthouse", "du Phare"),
    ("Northern Star", "de l'Étoile du Nord"),
    ("Two Rivers", "des Deux-Rivières"),
    ("Bluebird", "du Merle bleu"),
    ("Sparrow", "du Moineau"),
    ("Heron", "du Héron"),
    ("Snow Goose", "de l'Oie blanche"),
    ("Loon Lake", "du Lac au Huard"),
    ("Prairie Sky", "du Ciel des Prairies"),
    ("Saltwater", "de l'Eau salée"),
    ("Sweetgrass", "du Foin d'odeur"),
    ("Wild Rose", "de l'Églantine"),
    ("Trillium", "du Trille"),
    ("Fireweed", "de l'Épilobe"),
    ("Open Door", "de la Porte ouverte"),
    ("New Dawn", "de l'Aube nouvelle"),
    ("Stepping Stones", "du Pas à pas"),
    ("Threshold", "du Seuil"),
    ("Horizon", "de l'Horizon"),
    ("Bridge", "du Pont"),
    ("Anchor", "de l'Ancre"),
    ("Hearth", "du Foyer"),
    ("Lantern", "de la Lanterne"),
    ("Riverbend", "du Méandre"),
];

/// What kind of body an organization is.
pub const BODIES: &[Pair] = &[
    ("Centre", "Centre"),
    ("House", "Maison"),
    ("Society", "Société"),
    ("Community Services", "Services communautaires"),
    ("Association", "Association"),
    ("Foundation", "Fondation"),
    ("Network", "Réseau"),
    ("Alliance", "Alliance"),
    ("Outreach", "Équipe de rue"),
    ("Friendship Centre", "Centre d'amitié"),
    ("Collective", "Collectif"),
    ("Family Services", "Services à la famille"),
];

/// Things a service does.
pub const ACTIVITIES: &[Pair] = &[
    ("crisis intervention", "intervention de crise"),
    ("safety planning", "planification de la sécurité"),
    ("emotional support", "soutien émotionnel"),
    ("referrals to housing", "orientation vers le logement"),
    (
        "accompaniment to appointments",
        "accompagnement aux rendez-vous",
    ),
    ("help with forms", "aide pour remplir des formulaires"),
    ("one-on-one counselling", "counseling individuel"),
    ("support groups", "groupes de soutien"),
    ("meals and groceries", "repas et épicerie"),
    (
        "advocacy with landlords",
        "défense des droits auprès des propriétaires",
    ),
    (
        "child care during sessions",
        "garde d'enfants pendant les rencontres",
    ),
    ("transportation to court", "transport au tribunal"),
    ("legal information", "information juridique"),
    ("medical follow-up", "suivi médical"),
    (
        "clothing and hygiene kits",
        "trousses de vêtements et d'hygiène",
    ),
    (
        "job readiness workshops",
        "ateliers de préparation à l'emploi",
    ),
    ("language practice", "pratique de la langue"),
    (
        "help opening a bank account",
        "aide pour ouvrir un compte bancaire",
    ),
    (
        "help replacing a passport",
        "aide pour remplacer un passeport",
    ),
    ("tax preparation", "préparation des impôts"),
    ("addictions counselling", "counseling en toxicomanie"),
    (
        "cultural teachings with Elders",
        "enseignements culturels avec des Aînés",
    ),
    ("parenting courses", "cours sur le rôle parental"),
    (
        "harm reduction supplies",
        "matériel de réduction des méfaits",
    ),
    ("overnight beds", "lits pour la nuit"),
    ("storage for belongings", "entreposage d'effets personnels"),
    ("telephone reassurance", "appels de réconfort"),
    ("online chat", "clavardage"),
    ("home visits", "visites à domicile"),
    ("budget coaching", "accompagnement budgétaire"),
    ("respite for caregivers", "répit pour proches aidants"),
    ("recreation afternoons", "après-midis de loisirs"),
    ("nutrition advice", "conseils en nutrition"),
    (
        "sewing and craft sessions",
        "séances de couture et d'artisanat",
    ),
    ("mentoring by survivors", "mentorat par des survivantes"),
    (
        "complaints against an employer",
        "plaintes contre un employeur",
    ),
    (
        "recovery of unpaid wages",
        "recouvrement de salaires impayés",
    ),
    (
        "letters for immigration officers",
        "lettres aux agents d'immigration",
    ),
    ("vaccination and testing", "vaccination et dépistage"),
    ("dental vouchers", "bons pour soins dentaires"),
    ("eyeglasses", "lunettes"),
    ("school enrolment", "inscription à l'école"),
    ("summer camps", "camps d'été"),
    ("bus tickets", "billets d'autobus"),
    ("gardening", "jardinage"),
    ("music lessons", "leçons de musique"),
    ("conflict mediation", "médiation de conflits"),
    ("guardianship papers", "documents de tutelle"),
];

/// Who a service has in mind.
pub const AUDIENCES: &[Pair] = &[
    ("women and their children", "les femmes et leurs enfants"),
    ("young people", "les jeunes"),
    (
        "people new to Canada",
        "les personnes nouvellement arrivées au Canada",
    ),
    (
        "temporary foreign workers",
        "les travailleurs étrangers temporaires",
    ),
    (
        "survivors of exploitation",
        "les personnes survivantes d'exploitation",
    ),
    ("Indigenous families", "les familles autochtones"),
    (
        "anyone who feels unsafe",
        "toute personne qui ne se sent pas en sécurité",
    ),
    ("people without a home", "les personnes sans domicile"),
    (
        "people leaving a violent partner",
        "les personnes qui quittent un partenaire violent",
    ),
    (
        "seasonal farm workers",
        "les ouvriers agricoles saisonniers",
    ),
    ("domestic workers", "les employées de maison"),
    (
        "two-spirit and trans people",
        "les personnes bispirituelles et trans",
    ),
    ("older adults", "les personnes âgées"),
    ("international students", "les étudiants étrangers"),
    ("refugee claimants", "les demandeurs d'asile"),
    (
        "parents worried about a child",
        "les parents inquiets pour un enfant",
    ),
    ("men and boys", "les hommes et les garçons"),
    ("people with disabilities", "les personnes handicapées"),
    ("students away from home", "les élèves loin de chez eux"),
    (
        "hotel and restaurant staff",
        "le personnel d'hôtel et de restaurant",
    ),
];

/// How a service is.
pub const QUALITIES: &[Pair] = &[
    ("free", "gratuit"),
    ("confidential", "confidentiel"),
    ("bilingual", "bilingue"),
    ("volunteer-run", "bénévole"),
    ("anonymous", "anonyme"),
    ("wheelchair accessible", "accessible en fauteuil roulant"),
    ("trauma-informed", "sensible aux traumatismes"),
    ("culturally safe", "culturellement sécurisant"),
    ("low-barrier", "à bas seuil"),
    ("non-judgmental", "sans jugement"),
    ("discreet", "discret"),
    ("flexible", "souple"),
    ("patient", "patient"),
    ("welcoming", "chaleureux"),
    ("independent", "indépendant"),
    ("mobile", "itinérant"),
];

/// Parts of town, for directions.
pub const CORNERS: &[Pair] = &[
    ("the public library", "la bibliothèque publique"),
    ("the bus terminal", "la gare d'autobus"),
    ("city hall", "l'hôtel de ville"),
    ("the general hospital", "l'hôpital général"),
    ("the farmers' market", "le marché fermier"),
    ("the old post office", "l'ancien bureau de poste"),
    ("the curling rink", "le club de curling"),
    ("the community college", "le collège communautaire"),
    ("the waterfront", "le bord de l'eau"),
    ("the courthouse", "le palais de justice"),
    ("the railway station", "la gare"),
    ("the shopping mall", "le centre commercial"),
    ("the elementary school", "l'école primaire"),
    ("the church hall", "la salle paroissiale"),
    ("the fire station", "la caserne de pompiers"),
    ("the arena", "l'aréna"),
];

/// Beginnings and endings of invented names, so that the vocabulary grows with the directory as a
/// real one does: 40 x 36 x 3 names, most of them rare.
pub const NAME_BEGINNINGS: &[&str] = &[
    "Al", "Bel", "Bran", "Cal", "Car", "Cor", "Dal", "Del", "Dun", "El", "Fal", "Fen", "Gar",
    "Glen", "Har", "Hol", "Is", "Kel", "Kin", "Lan", "Lor", "Mal", "Mar", "Mel", "Mor", "Nor",
    "Or", "Pen", "Quil", "Ral", "Ros", "Sal", "Sel", "Tam", "Tor", "Ul", "Val", "Wen", "Wil",
    "Yar",
];

/// Middles of invented names.
pub const NAME_MIDDLES: &[&str] = &["a", "e", "ing"];

/// Endings of invented names.
pub const NAME_ENDINGS: &[&str] = &[
    "brook", "bury", "by", "combe", "cote", "croft", "dale", "den", "don", "field", "ford", "gate",
    "grove", "ham", "haven", "hurst", "lea", "ley", "lin", "lock", "mere", "mont", "more", "nau",
    "ney", "quette", "rault", "ridge", "shaw", "stead", "ston", "thorpe", "vaux", "ville", "wick",
    "worth",
];
