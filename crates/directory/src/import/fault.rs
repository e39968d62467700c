//! What is wrong with an export: every kind of fault, counted exactly, with the rows it was found in.

use std::collections::BTreeMap;

use kernel::Text;
use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$about:meta])* $kind:ident = $code:literal, $en:literal, $fr:literal;)*) => {
        /// A kind of fault.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum FaultKind {
            $($(#[$about])* #[serde(rename = $code)] $kind,)*
        }

        impl FaultKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// Its name for a program.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$kind => $code,)* }
            }

            /// What it is, in plain words.
            pub fn words(self) -> Text {
                match self { $(Self::$kind => Text::new($en, $fr),)* }
            }
        }
    };
}

kinds! {
    /// Nobody knows what the file is.
    UnknownFile = "unknown-file", "a file that is no table of an export", "un fichier qui n’est pas une table d’exportation";
    /// The name was off by a letter.
    NearlyNamed = "nearly-named-file", "a file whose name is off by a letter", "un fichier dont le nom diffère d’une lettre";
    /// Not valid UTF-8.
    NotUtf8 = "not-utf-8", "bytes that are not UTF-8, read as Windows Latin", "des octets qui ne sont pas de l’UTF-8, lus comme du latin de Windows";
    /// More or fewer cells than the header.
    Ragged = "wrong-number-of-cells", "a row with more or fewer cells than the header", "une rangée qui n’a pas le même nombre de cellules que l’en-tête";
    /// Nothing in it.
    EmptyRow = "empty-row", "a row without any value", "une rangée sans aucune valeur";
    /// Not JSON.
    NotJson = "not-json", "something that is not JSON", "du contenu qui n’est pas du JSON";
    /// A JSON value of the wrong shape.
    WrongShape = "wrong-shape", "a value of the wrong shape", "une valeur de la mauvaise forme";
    /// Not as the schemas of HSDS have it.
    AgainstSchema = "against-schema", "a record that the schemas of HSDS 3.1 do not allow: taken in as far as it can be read", "une fiche non conforme aux schémas de HSDS 3.1 : prise en compte dans la mesure où elle est lisible";
    /// A type of row that no mapping speaks of.
    UnmappedRow = "unmapped-row", "a row of a kind that the mapping does not know", "une rangée d’un genre que la correspondance ne connaît pas";
    /// A mapping says that a column must be filled.
    RequiredCellBlank = "required-cell-blank", "a required cell is blank", "une cellule obligatoire est vide";
    /// No id.
    BlankId = "blank-id", "no id: one was made from the row's content", "pas d’identifiant : il a été créé à partir du contenu de la rangée";
    /// One id, two rows that say the same.
    SameTwice = "same-row-twice", "the same row twice", "deux fois la même rangée";
    /// One id, two rows that differ.
    IdReused = "id-reused", "an id used for two different rows", "un identifiant employé pour deux rangées différentes";
    /// No name.
    NoName = "no-name", "no name", "pas de nom";
    /// The organization is not in the export.
    OrphanService = "organization-not-there", "a service of an organization that is not there: a stand-in was made", "un service d’un organisme absent : un organisme provisoire a été créé";
    /// Not even an id of an organization.
    NoOrganization = "no-organization", "a service without any organization: a stand-in was made", "un service sans organisme : un organisme provisoire a été créé";
    /// Found by its name, since its id led nowhere.
    OrganizationByName = "organization-by-name", "an organization found by its name, because its id leads nowhere", "un organisme trouvé par son nom, parce que son identifiant ne mène nulle part";
    /// The service it belongs to is not there.
    OrphanOfService = "service-not-there", "it belongs to a service that is not there", "elle appartient à un service absent";
    /// The location it belongs to is not there.
    OrphanOfLocation = "location-not-there", "it belongs to a location that is not there", "elle appartient à un lieu absent";
    /// The organization it belongs to is not there.
    OrphanOfOrganization = "owner-organization-not-there", "it belongs to an organization that is not there", "elle appartient à un organisme absent";
    /// The service at location it belongs to is not there.
    OrphanOfPlace = "service-at-location-not-there", "it belongs to a service at a location that is not there", "elle appartient à un service en un lieu qui est absent";
    /// Belongs to nothing.
    BelongsToNothing = "belongs-to-nothing", "it belongs to nothing", "elle n’appartient à rien";
    /// A location that no service names.
    UnusedLocation = "location-without-service", "a location where no service is given", "un lieu où aucun service n’est offert";
    /// The organization of a location is not there.
    LocationWithoutOrganization = "location-without-organization", "a location whose organization is missing or not there", "un lieu dont l’organisme manque ou est absent";
    /// The parents go round.
    ParentCycle = "parent-cycle", "parent organizations that go round in a circle: the link was left out", "des organismes mères qui tournent en rond : le lien a été omis";
    /// The parent is not there.
    ParentMissing = "parent-not-there", "a parent organization that is not there: the link was left out", "un organisme mère absent : le lien a été omis";
    /// No status.
    BlankStatus = "blank-status", "no status: taken as active", "pas d’état : considéré comme actif";
    /// Not a status of HSDS.
    UnknownStatus = "unknown-status", "a status that is not known: taken as inactive", "un état inconnu : considéré comme inactif";
    /// Not a telephone number.
    BadPhone = "not-a-phone-number", "not a telephone number that can be dialled here", "pas un numéro de téléphone que l’on peut composer ici";
    /// A blank number.
    BlankPhone = "blank-phone", "a telephone without a number", "un téléphone sans numéro";
    /// Not for the public.
    PrivatePhone = "private-phone", "a telephone number marked as private: left out", "un numéro de téléphone marqué comme privé : omis";
    /// Not an address of a page.
    BadUrl = "not-a-web-address", "not a web address", "pas une adresse Web";
    /// Not an e-mail address.
    BadEmail = "not-an-email-address", "not an e-mail address", "pas une adresse de courriel";
    /// Not a time.
    BadTime = "not-a-time", "a time that cannot be read", "une heure illisible";
    /// Not a date.
    BadDate = "not-a-date", "a date that cannot be read", "une date illisible";
    /// A day before a month or a month before a day.
    AmbiguousDate = "ambiguous-date", "a date that could be two days: left out", "une date qui pourrait désigner deux jours : omise";
    /// Times stand where dates should.
    TimesInDates = "times-in-date-columns", "times in the columns of dates: read as times", "des heures dans les colonnes de dates : lues comme des heures";
    /// Not a day of the week, or no day.
    BadDay = "not-a-day", "hours without a day of the week that can be read", "des heures sans jour de la semaine lisible";
    /// A schedule beyond a week that repeats.
    ScheduleInWords = "schedule-kept-in-words", "a schedule that is no week that repeats: kept in words", "un horaire qui n’est pas une semaine qui se répète : gardé en mots";
    /// No time zone.
    NoTimeZone = "no-time-zone", "hours whose time zone is not known: kept in words", "des heures dont le fuseau est inconnu : gardées en mots";
    /// Latitude and longitude that cannot be.
    BadPoint = "impossible-coordinates", "coordinates that are nowhere in Canada: left out", "des coordonnées qui ne sont nulle part au Canada : omises";
    /// Another country.
    PlaceAbroad = "place-outside-canada", "a place outside Canada: the service was kept without its place", "un lieu hors du Canada : le service a été gardé sans son lieu";
    /// No town.
    NoTown = "place-without-town", "a place without a town: the service was kept without its place", "un lieu sans ville : le service a été gardé sans son lieu";
    /// The town is not in the gazetteer.
    UnknownTown = "town-not-known", "a town that is not in the gazetteer: no distance can be measured", "une ville absente du répertoire des lieux : aucune distance ne peut être mesurée";
    /// Confidential.
    Confidential = "confidential-place", "a place marked as confidential: hidden", "un lieu marqué comme confidentiel : caché";
    /// The address of a hidden place in public words.
    AddressInWords = "confidential-address-in-words", "the address of a hidden place in public words: not listed until somebody has looked", "l’adresse d’un lieu caché dans un texte public : non affiché avant vérification";
    /// HTML.
    Html = "html", "HTML made into plain text", "du HTML converti en texte simple";
    /// Too long.
    TooLong = "too-long", "a text that was too long: cut", "un texte trop long : coupé";
    /// Not a language.
    UnknownLanguage = "unknown-language", "a language that is not known", "une langue inconnue";
    /// A name of an area that is in no list.
    UnknownArea = "unknown-area", "a service area that is not known", "une aire de service inconnue";
    /// Not an age.
    BadAge = "not-an-age", "an age that cannot be read", "un âge illisible";
    /// Nobody could reach it.
    Unreachable = "no-way-to-reach", "no telephone, e-mail or web address: not listed", "ni téléphone, ni courriel, ni adresse Web : non affiché";
    /// The source does not want it shown.
    ExcludedBySource = "excluded-by-source", "the source keeps it from the public: not listed", "la source ne l’affiche pas au public : non affiché";
    /// Of no use to a finder of help.
    NoUseHere = "no-place-for-it", "nothing here holds such a row", "rien ici ne garde une telle rangée";
    /// A person.
    PersonalData = "personal-data", "a person's name or details: not kept", "le nom ou les coordonnées d’une personne : non gardés";
    /// Refers to a term.
    UnknownTerm = "term-not-there", "a term of a taxonomy that is not there", "un terme d’une taxonomie qui est absent";
}

/// Where a fault was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Spot {
    /// Which file, in the order of [`super::Report::files`].
    pub file: u16,
    /// The line in a file of lines; the number of the record in a file of JSON. 0: the file itself.
    pub line: u32,
}

/// Faults, by kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults(BTreeMap<FaultKind, Vec<Spot>>);

impl Faults {
    /// Notes one.
    pub fn note(&mut self, kind: FaultKind, spot: Spot) {
        self.0.entry(kind).or_default().push(spot);
    }

    /// How many of a kind.
    pub fn count(&self, kind: FaultKind) -> usize {
        self.0.get(&kind).map_or(0, Vec::len)
    }

    /// Each kind that was found, with every place it was found in.
    pub fn iter(&self) -> impl Iterator<Item = (FaultKind, &[Spot])> {
        self.0.iter().map(|(kind, spots)| (*kind, spots.as_slice()))
    }

    /// How many of all kinds.
    pub fn total(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }

    /// In the order of the files.
    pub(super) fn settle(&mut self) {
        for spots in self.0.values_mut() {
            spots.sort_unstable();
        }
    }
}
