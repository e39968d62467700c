//! Languages as exports name them, and their BCP 47 codes.

use crate::text;

/// Codes (BCP 47, with ISO 639-2 and 639-3 forms that exports use) and names in English and French.
const LANGUAGES: &[(&str, &[&str])] = &[
    ("en", &["eng", "english", "anglais", "anglaise"]),
    ("fr", &["fra", "fre", "french", "francais", "francaise"]),
    ("es", &["spa", "spanish", "espagnol", "espanol"]),
    ("ar", &["ara", "arabic", "arabe"]),
    ("zh", &["zho", "chi", "chinese", "chinois"]),
    ("cmn", &["mandarin"]),
    ("yue", &["cantonese", "cantonais"]),
    ("pa", &["pan", "punjabi", "panjabi", "pendjabi"]),
    ("hi", &["hin", "hindi"]),
    ("ur", &["urd", "urdu", "ourdou"]),
    ("tl", &["tgl", "tagalog"]),
    ("fil", &["filipino", "philippin"]),
    ("vi", &["vie", "vietnamese", "vietnamien"]),
    ("ko", &["kor", "korean", "coreen"]),
    ("ja", &["jpn", "japanese", "japonais"]),
    ("pt", &["por", "portuguese", "portugais"]),
    ("ru", &["rus", "russian", "russe"]),
    ("uk", &["ukr", "ukrainian", "ukrainien"]),
    ("pl", &["pol", "polish", "polonais"]),
    ("de", &["deu", "ger", "german", "allemand"]),
    ("it", &["ita", "italian", "italien"]),
    ("fa", &["fas", "per", "farsi", "persian", "persan"]),
    ("prs", &["dari"]),
    ("ps", &["pus", "pashto", "pachto"]),
    ("so", &["som", "somali"]),
    ("am", &["amh", "amharic", "amharique"]),
    ("ti", &["tir", "tigrinya"]),
    ("sw", &["swa", "swahili"]),
    ("bn", &["ben", "bengali", "bangla"]),
    ("ta", &["tam", "tamil", "tamoul"]),
    ("gu", &["guj", "gujarati"]),
    ("ne", &["nep", "nepali"]),
    ("th", &["tha", "thai"]),
    ("tr", &["tur", "turkish", "turc"]),
    ("el", &["ell", "gre", "greek", "grec"]),
    ("hu", &["hun", "hungarian", "hongrois"]),
    ("ro", &["ron", "rum", "romanian", "roumain"]),
    ("he", &["heb", "hebrew", "hebreu"]),
    (
        "ht",
        &[
            "hat",
            "haitian creole",
            "creole",
            "haitian",
            "creole haitien",
        ],
    ),
    ("cr", &["cre", "cree", "cri"]),
    (
        "ojs",
        &["oji-cree", "oji-cri", "severn ojibwa", "anishininiimowin"],
    ),
    ("oj", &["oji", "ojibwe", "ojibway", "anishinaabemowin"]),
    ("iu", &["iku", "inuktitut"]),
    ("mic", &["mi kmaq", "mikmaq", "micmac"]),
    ("moe", &["innu", "innu aimun", "montagnais"]),
    ("den", &["dene", "slavey"]),
    ("ase", &["asl", "american sign language", "sign language"]),
    (
        "fcs",
        &[
            "lsq",
            "langue des signes quebecoise",
            "quebec sign language",
        ],
    ),
];

/// The code a code or a name means.
pub(super) fn code(written: &str) -> Option<&'static str> {
    let folded = text::fold(written);
    let mut key = text::words(&folded).collect::<Vec<_>>().join(" ");
    if let Some((language, region)) = folded.split_once(['-', '_'])
        && language.len() <= 3
        && region.len() == 2
    {
        // en-CA
        language.clone_into(&mut key);
    }
    LANGUAGES
        .iter()
        .find(|(code, names)| *code == key || names.contains(&key.as_str()))
        .map(|(code, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes() {
        for (written, read) in [
            ("English", Some("en")),
            ("FRA", Some("fr")),
            ("fr-CA", Some("fr")),
            ("Français", Some("fr")),
            ("Mi'kmaq", Some("mic")),
            ("Klingon", None),
            ("", None),
        ] {
            assert_eq!(code(written), read, "{written}");
        }
    }
}
