//! Our words and theirs. Most are the same but for their spelling; the rest stands here, with what it loses.

use super::fields::{field, plain};

/// Ours, theirs, and whether nothing is lost. `None`: they have no word for it.
type Line = (&'static str, Option<&'static str>, bool);

const CONTROL: &[Line] = &[
    ("threats", Some("PhysicalThreats"), false),
    (
        "threat-of-law-enforcement",
        Some("ThreatsLawEnforcement"),
        true,
    ),
    (
        "psychoactive-substances",
        Some("PsychoactiveSubstance"),
        true,
    ),
    // In the standard's prose and in CTDC, and not in its list.
    ("uses-children", Some("Other"), false),
    ("restricts-movement", Some("Other"), false),
];
const EXPLOITATION: &[Line] = &[
    (
        "forced-military",
        Some("ForcedMilitaryByNonStateActors"),
        true,
    ),
    ("forced-criminality", Some("Other"), false),
    ("slavery-and-practices", Some("Other"), false),
];
const GENDER: &[Line] = &[
    ("two-spirit", Some("NonConforming"), false),
    ("not-specified", Some("NonSpecifiedUnknown"), true),
];
const RELATION: &[Line] = &[
    ("family", Some("Familial"), true),
    ("intimate-partner", Some("Familial"), false),
    ("friend", Some("Acquainted"), false),
    ("employer", Some("Acquainted"), false),
    // So misspelt in the standard.
    ("stranger", Some("Unaquainted"), true),
    ("other", None, false),
    ("unknown", None, false),
];
const SEX: &[Line] = &[("other", None, false)];
const STATUS: &[Line] = &[
    ("possible", Some("PossibleVictimOfTrafficking"), true),
    // A view is not a finding.
    ("elements-present", Some("ActualVictimOfTrafficking"), false),
    ("something-else", Some("NotAVictimOfTrafficking"), true),
    ("no-view", None, true),
];
const ASSESSOR: &[Line] = &[(
    "non-police-government",
    Some("NonPoliceGovernmentalOrganization"),
    true,
)];

/// Spellings of theirs, plain, that mean a word of ours and are not led there by the lists above.
const ALIASES: &[(&str, &str, &str)] = &[
    (
        "vic_MethodsOfControl",
        "threatsoflawenforcement",
        "threat-of-law-enforcement",
    ),
    ("vic_RelationshipToTrafficker", "unacquainted", "stranger"),
    ("prs_Gender", "notspecifiedunknown", "not-specified"),
    ("prs_Gender", "female", "feminine"),
    ("prs_Gender", "male", "masculine"),
];

fn lines(name: &str) -> &'static [Line] {
    match name {
        "vic_MethodsOfControl" => CONTROL,
        "vic_TypeOfExploitation" => EXPLOITATION,
        "prs_Gender" => GENDER,
        "vic_RelationshipToTrafficker" => RELATION,
        "vic_TypeOfSexExploitation" => SEX,
        "vic_TraffickingStatus" => STATUS,
        "vic_TraffickingStatusDecisionMakingOrg" => ASSESSOR,
        _ => &[],
    }
}

/// Their word for ours, and whether nothing is lost.
pub(super) fn theirs(name: &str, ours: &str) -> Option<(&'static str, bool)> {
    if let Some((_, theirs, whole)) = lines(name).iter().find(|(word, ..)| *word == ours) {
        return theirs.map(|theirs| (theirs, *whole));
    }
    let ours = plain(ours);
    field(name)?
        .values
        .iter()
        .find(|value| plain(value) == ours)
        .map(|value| (*value, true))
}

/// Our word for theirs, among `words`. A word that several of ours become is read as the one that becomes it
/// whole.
pub(super) fn ours<'a>(
    name: &str,
    theirs: &str,
    words: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let theirs = plain(theirs);
    let line = lines(name)
        .iter()
        .filter(|(_, value, _)| value.is_some_and(|value| plain(value) == theirs))
        .max_by_key(|(_, _, whole)| *whole)
        .filter(|(_, value, whole)| *whole || *value != Some("Other"))
        .map(|(word, ..)| *word);
    let alias = ALIASES
        .iter()
        .find(|(field, alias, _)| *field == name && *alias == theirs)
        .map(|(_, _, word)| *word);
    let mut spelt = None;
    let mut led = None;
    for word in words {
        if plain(word) == theirs {
            spelt = Some(word);
        }
        if Some(word) == alias.or(line) {
            led = Some(word);
        }
    }
    spelt.or(led)
}
