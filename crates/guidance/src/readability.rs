//! Plain words: both languages at grade 8 or below.
//!
//! English: the Flesch-Kincaid grade (Kincaid, Fishburne, Rogers and Chissom 1975, Naval Technical
//! Training Command, Research Branch Report 8-75). French: the reading ease of Kandel and Moles
//! (1958, "Application de l'indice de Flesch à la langue française", Cahiers d'Études de
//! Radio-Télévision 19), on Flesch's scale, where 60 to 70 is grades 8 and 9 and 70 to 80 grade 7:
//! so at least 65 stands for grade 8. Both look only at the length of words and sentences; they find
//! heavy text, they do not prove light text. Only whole sentences are measured: labels of two words
//! would make everything look easy. Syllables are counted by groups of vowels, with the silent e.

use kernel::Lang;

/// Counts of a text.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub struct Counts {
    sentences: f64,
    words: f64,
    syllables: f64,
}

/// Counts sentences, words and syllables.
pub fn count(text: &str, lang: Lang) -> Counts {
    let mut counts = Counts::default();
    for sentence in text.split(['.', '?', '!', ';', ':', '\u{2026}']) {
        let words: Vec<&str> = sentence
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| word.chars().any(char::is_alphabetic))
            .collect();
        // An elision (l', d', s') belongs to its word.
        let elided = |word: &&&str| {
            lang == Lang::Fr
                && word.chars().count() == 1
                && word.chars().all(|letter| "ldnsmtcjq".contains(letter))
        };
        let own: Vec<&&str> = words.iter().filter(|word| !elided(word)).collect();
        if own.is_empty() {
            continue;
        }
        counts.sentences += 1.0;
        counts.words += own.len() as f64;
        counts.syllables += own
            .iter()
            .map(|word| syllables(word, lang) as f64)
            .sum::<f64>();
    }
    counts
}

fn syllables(word: &str, lang: Lang) -> usize {
    let word = word.to_lowercase();
    let is_vowel = |letter: char| match lang {
        Lang::En => "aeiouy".contains(letter),
        Lang::Fr => "aeiouyàâäéèêëîïôöùûüœæ".contains(letter),
    };
    let mut groups = 0;
    let mut before = false;
    for letter in word.chars() {
        // A diaeresis or é after a vowel begins a new syllable: ma-ïs, cré-é.
        let again = lang == Lang::Fr && "ïëé".contains(letter);
        if is_vowel(letter) && (!before || again) {
            groups += 1;
        }
        before = is_vowel(letter);
    }
    let silent = match lang {
        Lang::En => word.ends_with('e') && !word.ends_with("le"),
        Lang::Fr => ["e", "es", "ent"].iter().any(|end| word.ends_with(end)) && word.len() > 3,
    };
    (groups - usize::from(silent && groups > 1)).max(1)
}

impl Counts {
    /// Flesch-Kincaid, years of school.
    pub fn grade(self) -> f64 {
        0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59
    }

    /// Kandel and Moles, 0 (hard) to 100 (easy).
    pub fn ease(self) -> f64 {
        207.0 - 1.015 * self.words / self.sentences - 73.6 * self.syllables / self.words
    }

    /// Above grade 8. A text without a sentence is not.
    pub fn too_hard(self, lang: Lang) -> bool {
        match lang {
            Lang::En => self.grade() > 8.0,
            Lang::Fr => self.ease() < 65.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_measure_tells_plain_from_heavy() {
        let light = count(
            "You do not give your name. We keep nothing that you type.",
            Lang::En,
        );
        let heavy = count(
            "Individuals experiencing exploitation may be eligible for comprehensive interdisciplinary assistance irrespective of immigration documentation.",
            Lang::En,
        );
        assert!(light.grade() < 4.0 && heavy.too_hard(Lang::En));
        let light = count(
            "Vous ne donnez pas votre nom. Nous ne gardons rien.",
            Lang::Fr,
        );
        let heavy = count(
            "Les personnes admissibles bénéficient d'un accompagnement interdisciplinaire indépendamment de leur situation administrative particulière.",
            Lang::Fr,
        );
        assert!(light.ease() > 80.0 && heavy.too_hard(Lang::Fr));
    }

    #[test]
    fn syllables_are_counted_well_enough() {
        for (word, number) in [("phone", 1), ("passport", 2), ("library", 3), ("people", 2)] {
            assert_eq!(syllables(word, Lang::En), number, "{word}");
        }
        for (word, number) in [
            ("passeport", 3),
            ("aide", 1),
            ("téléphone", 3),
            ("gens", 1),
            ("historique", 3),
        ] {
            assert_eq!(syllables(word, Lang::Fr), number, "{word}");
        }
    }

    #[test]
    fn no_text_is_not_hard() {
        for lang in Lang::ALL {
            assert!(!count("", lang).too_hard(lang));
            assert!(!count("… 12 !", lang).too_hard(lang));
        }
    }
}
