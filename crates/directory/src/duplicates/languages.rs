//! Languages spoken, made comparable: a line that answers in English and one that answers in French are
//! two lines, however alike their records are.

use super::hashing::mix;
use super::names::Name;

/// Languages of a record that are compared: whoever lists more lists all there are.
const SPOKEN: usize = 8;

/// The languages of a record.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Languages {
    /// Those it speaks, five bits to a letter, sorted; 0 where there is none.
    spoken: [u16; SPOKEN],
    /// Those that its names name, one bit each.
    named: u8,
}

/// How the languages of two records compare, from the least to the most alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Common {
    /// One of them does not say.
    Unknown,
    /// The name of each names a language that the other's does not.
    NamedApart,
    /// Not one language in common.
    None,
    /// Some in common, some not.
    Some,
    /// All of one, which are not all of the other.
    Within,
    /// The same.
    Same,
}

/// The first part of a BCP 47 tag, five bits to a letter; 0: none.
fn primary(tag: &str) -> u16 {
    let letters = tag.bytes().take_while(u8::is_ascii_alphabetic).take(3);
    letters.fold(0, |packed, letter| {
        (packed << 5) | u16::from(letter.to_ascii_lowercase() - b'a' + 1)
    })
}

impl Languages {
    /// Of a record's tags and names.
    pub(super) fn of<'a>(tags: &[String], names: impl Iterator<Item = &'a Name>) -> Self {
        let mut all: Vec<u16> = tags.iter().map(|tag| primary(tag)).collect();
        all.sort_unstable();
        all.dedup();
        let mut spoken = [0; SPOKEN];
        let known = all.iter().filter(|&&language| language != 0);
        for (to, language) in spoken.iter_mut().zip(known) {
            *to = *language;
        }
        Self {
            spoken,
            named: names.fold(0, |named, name| named | name.names_languages),
        }
    }

    /// One number for all of it.
    pub(super) fn key(&self) -> u64 {
        let spoken = self.spoken.iter();
        spoken.fold(u64::from(self.named), |key, &language| {
            mix(key ^ u64::from(language))
        })
    }

    fn count(&self) -> usize {
        self.spoken
            .iter()
            .take_while(|&&language| language != 0)
            .count()
    }

    /// How they compare with another record's. Symmetric.
    pub(super) fn common(&self, other: &Self) -> Common {
        if self.named != 0 && other.named != 0 && self.named & other.named == 0 {
            return Common::NamedApart;
        }
        let (ones, others) = (self.count(), other.count());
        if ones == 0 || others == 0 {
            return Common::Unknown;
        }
        let spoken = &self.spoken[..ones];
        let shared = spoken
            .iter()
            .filter(|language| other.spoken.contains(language));
        match shared.count() {
            0 => Common::None,
            shared if shared == ones && shared == others => Common::Same,
            shared if shared == ones.min(others) => Common::Within,
            _ => Common::Some,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn languages(tags: &[&str], named: u8) -> Languages {
        let tags: Vec<String> = tags.iter().map(|&tag| tag.to_owned()).collect();
        Languages {
            named,
            ..Languages::of(&tags, std::iter::empty())
        }
    }

    #[test]
    fn languages_are_compared_by_what_is_spoken_and_what_is_named() {
        type Spoken = (&'static [&'static str], u8);
        let table: &[(Spoken, Spoken, Common)] = &[
            ((&[], 0), (&["en"], 0), Common::Unknown),
            ((&["en"], 0), (&["fr"], 0), Common::None),
            ((&["en", "fr"], 0), (&["fr-CA", "EN"], 0), Common::Same),
            ((&["en", "fr"], 0), (&["fr"], 0), Common::Within),
            ((&["en", "pa"], 0), (&["en", "zh"], 0), Common::Some),
            ((&["en", "fr"], 1), (&["fr"], 2), Common::NamedApart),
            ((&["en"], 3), (&["en"], 2), Common::Same),
            ((&["", "🏔", "1"], 0), (&["en"], 0), Common::Unknown),
        ];
        for &((one, named), (other, named_there), expected) in table {
            let (left, right) = (languages(one, named), languages(other, named_there));
            assert_eq!(left.common(&right), expected, "{one:?} {other:?}");
            assert_eq!(right.common(&left), expected, "{other:?} {one:?}");
        }
    }
}
