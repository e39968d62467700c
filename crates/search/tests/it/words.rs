//! How words meet: typing mistakes, elision, accents, stems, in both languages.

use search::Page;

use crate::shipped::{CONTENT, ask, listings, slugs};

fn corrected(text: &str) -> Vec<(String, String)> {
    ask(text).corrected
}

fn ids(page: &Page) -> Vec<&str> {
    let results = page.results.iter();
    results.map(|found| found.listing.slug.as_str()).collect()
}

#[test]
fn one_typing_mistake_is_repaired_in_either_language() {
    for (typed, meant) in [
        ("shleter", "shelter"),
        ("sheltr", "shelter"),
        ("traficking", "trafficking"),
        ("imigration", "immigration"),
        ("violance", "violence"),
        ("refuje", "refuge"),
        ("hebergemnt", "hebergement"),
        ("hébergemnt", "hebergement"),
        ("juridque", "juridique"),
        ("polcie", "police"),
    ] {
        let page = ask(typed);
        let read_as: Vec<&str> = page
            .corrected
            .iter()
            .map(|(_, word)| word.as_str())
            .collect();
        assert_eq!(read_as, [meant], "{typed}");
        assert_eq!(
            ids(&page),
            ids(&ask(meant)),
            "{typed} finds what {meant} does"
        );
        assert!(page.total > 0, "{typed}");
    }
}

#[test]
fn long_words_have_two_mistakes_repaired() {
    assert_eq!(corrected("imigraton")[0].1, "immigration");
    assert_eq!(corrected("hebergmnt")[0].1, "hebergement");
}

#[test]
fn words_of_phrases_fillers_and_numbers_are_never_repaired() {
    let words = CONTENT.taxonomy.phrase_words();
    for word in words {
        assert_eq!(corrected(word), [], "{word}");
    }
    for word in ["dans", "with", "pour", "should", "911", "24h7", "b2b4"] {
        assert_eq!(corrected(word), [], "{word}");
    }
}

#[test]
fn words_of_listings_are_never_repaired() {
    for listing in listings() {
        for side in [&listing.name.en, &listing.name.fr] {
            assert_eq!(corrected(side), [], "{side}");
        }
    }
}

#[test]
fn short_words_are_repaired_in_short_questions_only() {
    // A slip in a few words, and the same word among many.
    assert_eq!(
        corrected("polce"),
        [("polce".to_owned(), "police".to_owned())]
    );
    for sentence in [
        "my hockey coach gave me money and pills and now he says that I owe him",
        "a grade 9 student came back with a new phone and bruises",
        "il m'ecrit tous les soirs et il veut que je lui envoie des photos",
        "he called the polce five times since last summer and nobody knows",
    ] {
        let short = corrected(sentence);
        let short: Vec<_> = short.iter().filter(|(typed, _)| typed.len() < 6).collect();
        assert!(short.is_empty(), "{short:?} in {sentence:?}");
    }
    // Longer words are repaired however many there are.
    let sentence = "he sold me at the hotel many times and now I need a shleter for the night";
    assert_eq!(
        corrected(sentence),
        [("shleter".to_owned(), "shelter".to_owned())]
    );
}

#[test]
fn three_letters_are_never_repaired() {
    for word in ["bde", "xyz", "hlp"] {
        assert_eq!(corrected(word), [], "{word}");
    }
}

#[test]
fn elision_is_cut_with_either_apostrophe() {
    for (one, other) in [
        ("l'aide", "l’aide"),
        ("l’aide", "aide"),
        ("besoin d'hébergement", "besoin d’hébergement"),
        ("besoin d’hébergement", "besoin hébergement"),
        ("j'ai peur qu'il m'enferme", "j’ai peur qu’il m’enferme"),
        ("don't let him find me", "don’t let him find me"),
    ] {
        let (first, second) = (ask(one), ask(other));
        assert_eq!(first.total, second.total, "{one} and {other}");
        assert_eq!(ids(&first), ids(&second), "{one} and {other}");
        assert!(first.total > 0 && first.corrected.is_empty(), "{one}");
    }
}

#[test]
fn accents_and_capitals_do_not_matter() {
    for (one, other) in [
        ("détresse", "detresse"),
        ("DÉTRESSE", "De\u{301}tresse"),
        ("hébergement d'urgence", "HEBERGEMENT D'URGENCE"),
        ("Québec", "quebec"),
        ("ｓｈｅｌｔｅｒ", "shelter"),
    ] {
        assert_eq!(slugs(one), slugs(other), "{one} and {other}");
        assert!(!slugs(one).is_empty(), "{one}");
    }
}

#[test]
fn forms_of_a_word_meet_in_both_languages() {
    for (one, other) in [
        ("shelters", "shelter"),
        ("counselling", "counselled"),
        ("interpreters", "interpreter"),
        ("refuges", "refuge"),
        ("juridiques", "juridique"),
        ("exploitées", "exploitée"),
    ] {
        assert_eq!(ask(one).total, ask(other).total, "{one} and {other}");
        assert_eq!(slugs(one), slugs(other), "{one} and {other}");
        assert!(!slugs(one).is_empty(), "{one}");
    }
}
