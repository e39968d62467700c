//! A place named inside a question: "shelter in Thunder Bay", "un avocat à Sudbury", "near V2L".
//!
//! Only read when the person gave no place of its own. It must be hard to find one by accident:
//! many hamlets are called Hope, Help or Comfort.

use crate::geography::{Fsa, Gazetteer, Near};
use crate::text;

/// Words that come before a place.
const BEFORE: [&str; 17] = [
    "in", "near", "at", "around", "from", "to", "for", "outside", "a", "au", "en", "pres", "de",
    "d", "pour", "vers", "dans",
];
/// The few that come before one written without a capital.
const SURELY_BEFORE: [&str; 4] = ["in", "near", "a", "pres"];
/// Words of the longest name that is looked for.
const LONGEST: usize = 4;
/// A place written without a capital must have so many people.
const KNOWN_TO_MANY: u32 = 5_000;

/// A place that a question names, and the question without it.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedPlace {
    /// The place.
    pub near: Near,
    /// The other words: the place's name is where to look, not what to look for.
    pub question: String,
}

/// The first place that `question` names, if it names one plainly.
pub fn place_in(question: &str, gazetteer: &Gazetteer) -> Option<NamedPlace> {
    let words: Vec<&str> = text::words(question).take(super::MOST_WORDS * 2).collect();
    let postal = words.iter().enumerate().find_map(|(at, word)| {
        let near = Fsa::parse(word).ok().and_then(|_| gazetteer.find(word))?;
        // The second half of a postal code says which street: it is dropped with the first.
        let whole = words
            .get(at + 1)
            .is_some_and(|next| next.len() == 3 && Fsa::parse(&format!("{word}{next}")).is_ok());
        Some((near, at, if whole { 2 } else { 1 }))
    });
    let named = postal.or_else(|| {
        (1..words.len()).find_map(|at| {
            let before = text::fold(words[at - 1]);
            let longest = LONGEST.min(words.len() - at);
            (1..=longest).rev().find_map(|length| {
                let near = place_at(&words[at..at + length], &before, gazetteer)?;
                Some((near, at, length))
            })
        })
    });
    named.map(|(near, at, length)| NamedPlace {
        near,
        question: [&words[..at], &words[at + length..]].concat().join(" "),
    })
}

fn place_at(words: &[&str], before: &str, gazetteer: &Gazetteer) -> Option<Near> {
    let name = words.join(" ");
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    if capital(words[0]) && words.last().is_some_and(|last| capital(last)) {
        return gazetteer.find(&name).filter(|_| BEFORE.contains(&before));
    }
    // A phone's keyboard gives no capitals; then only a real town behind a clear "in" counts.
    let wanted = text::fold(&name);
    let town = SURELY_BEFORE.contains(&before)
        && gazetteer.town_named(&name).is_some_and(|place| {
            place.population >= KNOWN_TO_MANY
                && (text::fold(&place.name.en) == wanted || text::fold(&place.name.fr) == wanted)
        });
    if town { gazetteer.find(&name) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Content;

    fn label(question: &str) -> Option<String> {
        let content = Content::shipped().expect("the shipped content is good");
        place_in(question, &content.gazetteer).map(|named| named.near.label.en)
    }

    #[test]
    fn places_are_found_where_they_are_plainly_named() {
        for (question, begins) in [
            ("shelter in Thunder Bay", "Thunder Bay"),
            ("un avocat à Moncton", "Moncton"),
            (
                "truck stop near Swift Current SK, she is with a guy",
                "Swift Current",
            ),
            ("help in winnipeg", "Winnipeg"),
            ("near V2L please", "V2L"),
        ] {
            let found = label(question).unwrap_or_default();
            assert!(found.contains(begins), "{question:?} gave {found:?}");
        }
    }

    #[test]
    fn the_place_is_taken_out_of_the_question() {
        let content = Content::shipped().expect("the shipped content is good");
        let rest =
            |question: &str| place_in(question, &content.gazetteer).map(|named| named.question);
        assert_eq!(
            rest("shelter in Thunder Bay tonight").as_deref(),
            Some("shelter in tonight")
        );
        assert_eq!(rest("un avocat à Moncton").as_deref(), Some("un avocat à"));
        assert_eq!(rest("a bed, V2L 1A1, now").as_deref(), Some("a bed now"));
        assert_eq!(rest("a bed, V2L").as_deref(), Some("a bed"));
    }

    #[test]
    fn places_are_not_found_by_accident() {
        for question in [
            "I am in danger",
            "i need hope and help",
            "Hope for wellness",
            "my boss took my passport",
            "he sells me to men in hotels",
            "aide à domicile",
            "",
        ] {
            assert_eq!(label(question), None, "{question:?}");
        }
    }
}
