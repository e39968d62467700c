//! Which languages a made-up service speaks, what sources say of it, and the two lines of one service.

use directory::geography::Province;

use super::super::chance::Chance;
use super::{Real, phone};

/// Languages beside the official ones.
const OTHERS: &[&str] = &["pa", "zh", "ar", "es", "tl", "ur", "hi", "so", "uk", "fa"];

/// What a service of this province speaks.
pub(super) fn languages(chance: &mut Chance, province: Province) -> Vec<String> {
    let mut spoken: Vec<&str> = match (province, chance.below(10)) {
        (Province::QC, 0..4) => vec!["fr"],
        (Province::QC, 4..9) => vec!["fr", "en"],
        (Province::QC, _) | (_, 0..7) => vec!["en"],
        _ => vec!["en", "fr"],
    };
    if chance.percent(18) {
        for _ in 0..=chance.below(3) {
            let other = *chance.pick(OTHERS);
            if !spoken.contains(&other) {
                spoken.push(other);
            }
        }
    }
    spoken.into_iter().map(str::to_owned).collect()
}

/// What the first source says: often nothing, unless it is what sets the service apart.
pub(super) fn told(chance: &mut Chance, real: &Real) -> Vec<String> {
    if chance.percent(35) && !real.only_languages_differ {
        return Vec::new();
    }
    real.languages.clone()
}

/// What another source makes of it: one left out, one more, rarely another one altogether.
pub(super) fn told_again(chance: &mut Chance, languages: &mut Vec<String>) {
    match chance.below(200) {
        0..24 if languages.len() > 1 => {
            languages.pop();
        }
        24..40 => {
            let other = *chance.pick(OTHERS);
            if !languages.is_empty() && !languages.iter().any(|known| known == other) {
                languages.push(other.to_owned());
            }
        }
        40..43 if !languages.is_empty() => {
            let english = languages.iter().any(|known| known == "en");
            *languages = vec![if english { "fr" } else { "en" }.to_owned()];
        }
        _ => {}
    }
}

/// A service that answers in English on one line and in French on another is two services: two numbers,
/// and nothing else that differs but the language, in the names or in what is said to be spoken.
pub(super) fn two_lines(chance: &mut Chance, real: &Real) -> [Real; 2] {
    let named = chance.percent(60);
    // Where the names say nothing and one line speaks what the other speaks, nobody could tell them apart from
    // one line whose number moved.
    let both_speak_french = named && chance.percent(40);
    let line = |chance: &mut Chance, english: bool| {
        let mut line = real.clone();
        line.phones = vec![phone(chance, &real.town)];
        line.languages = match (english, both_speak_french) {
            (true, true) => vec!["fr".to_owned(), "en".to_owned()],
            (true, false) => vec!["en".to_owned()],
            (false, _) => vec!["fr".to_owned()],
        };
        line.only_languages_differ = !named;
        line
    };
    let mut lines = [line(chance, true), line(chance, false)];
    if named {
        let words = [
            (" (English service)", " (service en anglais)"),
            (" (French service)", " (service en français)"),
        ];
        let organization = chance.percent(50);
        for (line, (en, fr)) in lines.iter_mut().zip(words) {
            let name = if organization {
                &mut line.organization
            } else {
                &mut line.name
            };
            name.en.push_str(en);
            name.fr.push_str(fr);
        }
    }
    lines
}
