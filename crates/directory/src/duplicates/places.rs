//! Telephone numbers, addresses of pages, of mailboxes and of houses, made comparable.

use super::folding::{beginning, fold};
use super::hashing::{hash, mix};
use crate::text;

/// Letters of an address that are looked at.
const ADDRESS_LIMIT: usize = 300;
/// Words of a street that are kept.
const STREET_WORDS: usize = 3;

/// Kinds and directions of streets, which every source writes its own way, and parts of a building.
const STREET_KINDS: &[&str] = &[
    "street",
    "st",
    "str",
    "avenue",
    "ave",
    "av",
    "road",
    "rd",
    "drive",
    "dr",
    "boulevard",
    "blvd",
    "boul",
    "bd",
    "lane",
    "ln",
    "court",
    "crt",
    "ct",
    "place",
    "pl",
    "highway",
    "hwy",
    "route",
    "rte",
    "rue",
    "chemin",
    "ch",
    "way",
    "crescent",
    "cres",
    "square",
    "sq",
    "north",
    "south",
    "east",
    "west",
    "n",
    "s",
    "e",
    "w",
    "nord",
    "sud",
    "est",
    "ouest",
    "o",
    "promenade",
    "prom",
    "the",
    "de",
    "du",
    "des",
    "la",
    "le",
    "les",
    "l",
    "d",
    "th",
    "nd",
];

/// Parts of a building: the number behind one is not the house's.
const PARTS: &[&str] = &[
    "unit", "unite", "suite", "apt", "app", "bureau", "floor", "etage", "room", "local", "po",
    "box", "cp",
];

/// The digits of a North American number without its leading 1, as one number; 0 when there are
/// fewer than three. An extension is left out.
pub(super) fn phone(text: &str) -> u64 {
    let text = beginning(text, 60);
    let number = text
        .find(|letter: char| letter.is_alphabetic())
        .filter(|&at| text[..at].bytes().filter(u8::is_ascii_digit).count() >= 7)
        .map_or(text, |at| &text[..at]);
    let (mut digits, mut count) = (0_u64, 0);
    for digit in number.bytes().filter(u8::is_ascii_digit).take(15) {
        digits = digits * 10 + u64::from(digit - b'0');
        count += 1;
    }
    if count < 3 {
        return 0;
    }
    if count == 11 && digits / 10_000_000_000 == 1 {
        digits %= 10_000_000_000;
    }
    digits
}

/// The host of a page's address without `www.`, and its path.
pub(super) fn page(text: &str) -> (u32, u32) {
    let text = beginning(text.trim(), ADDRESS_LIMIT).to_ascii_lowercase();
    let text = text
        .split_once("://")
        .map_or(text.as_str(), |(_, rest)| rest);
    let end = text.find(['/', '?', '#']).unwrap_or(text.len());
    let (host, path) = text.split_at(end);
    let host = host.strip_prefix("www.").unwrap_or(host);
    let host = host.split(':').next().unwrap_or(host);
    if !host.contains('.') {
        return (0, 0);
    }
    let path = path
        .split(['?', '#'])
        .next()
        .unwrap_or(path)
        .trim_matches('/');
    let path = if path.is_empty() {
        0
    } else {
        short(path.as_bytes())
    };
    (short(host.as_bytes()), path)
}

/// A mailbox, and its host unless half the country has its mailbox there.
pub(super) fn mailbox(text: &str) -> (u32, u32) {
    const EVERYBODYS: &[&str] = &[
        "gmail.com",
        "hotmail.com",
        "hotmail.ca",
        "outlook.com",
        "yahoo.com",
        "yahoo.ca",
        "live.ca",
        "live.com",
        "icloud.com",
        "bell.net",
        "videotron.ca",
        "shaw.ca",
        "telus.net",
        "rogers.com",
        "sympatico.ca",
    ];
    let text = beginning(text.trim(), ADDRESS_LIMIT).to_ascii_lowercase();
    let Some((_, host)) = text.rsplit_once('@') else {
        return (0, 0);
    };
    let shared = EVERYBODYS.contains(&host);
    let host = if shared { 0 } else { short(host.as_bytes()) };
    (short(text.as_bytes()), host)
}

/// The first three characters of a postal code, or the beginning of another country's; 0: none.
pub(super) fn postal_area(text: &str) -> u32 {
    let mut area = 0_u32;
    for byte in text.bytes().filter(u8::is_ascii_alphanumeric).take(3) {
        area = (area << 8) | u32::from(byte.to_ascii_uppercase());
    }
    area
}

/// A house: its number and the words of its street.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct House {
    /// 0: none.
    pub(super) number: u32,
    /// Sorted; 0 where there is none.
    pub(super) street: [u32; STREET_WORDS],
}

impl House {
    /// Whether any address is known.
    pub(super) const fn is_known(&self) -> bool {
        self.street[0] != 0 || self.number != 0
    }

    /// The street's words as one number; 0: none.
    pub(super) fn street_key(&self) -> u64 {
        if self.street[0] == 0 {
            return 0;
        }
        self.street
            .iter()
            .fold(7, |key, &word| mix(key ^ u64::from(word)))
    }

    /// They stand in the same street, as far as the words tell.
    pub(super) fn shares_street(&self, other: &Self) -> bool {
        self.street[0] != 0
            && self
                .street
                .iter()
                .any(|&word| word != 0 && other.street.contains(&word))
    }
}

/// Reads a street address. The number of a flat is not the number of the house: in `204-1125 Howe`
/// and `1125 Howe, unit 204` the house is 1125.
pub(super) fn house(address: &str, folded: &mut String) -> House {
    let mut house = House::default();
    fold(beginning(address, ADDRESS_LIMIT), folded);
    // `204-1125 Howe`: of two numbers with a hyphen between, the second is the house.
    let words: Vec<&str> = text::words(folded).collect();
    let is_number = |word: &str| {
        word.bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_digit())
    };
    let mut kept = 0;
    for (at, &word) in words.iter().enumerate() {
        if is_number(word) {
            let next_is_number = words.get(at + 1).is_some_and(|next| is_number(next));
            let leads = folded.contains('-') && next_is_number && at == 0;
            if house.number == 0 && !leads && (kept == 0 || at == words.len() - 1) {
                house.number = short(word.as_bytes());
                continue;
            }
            // A numbered street: `12 104 Avenue`, `12, chemin 104`.
            let of_a_part = at > 0 && PARTS.contains(&words[at - 1]);
            if house.number != 0 && kept == 0 && !of_a_part {
                house.street[kept] = short(word.trim_end_matches(char::is_alphabetic).as_bytes());
                kept += 1;
            }
        } else if !STREET_KINDS.contains(&word) && !PARTS.contains(&word) && kept < STREET_WORDS {
            house.street[kept] = short(word.as_bytes());
            kept += 1;
        }
    }
    house.street[..kept].sort_unstable();
    house
}

/// A town's name as one number; 0: none.
pub(super) fn town(text: &str, folded: &mut String) -> u32 {
    fold(beginning(text, ADDRESS_LIMIT), folded);
    let mut key = 0_u64;
    for word in text::words(folded) {
        let word = match word {
            // Quebec City and Québec, Greater Sudbury and Grand Sudbury.
            "city" | "greater" | "grand" => continue,
            "st" => "saint",
            "ste" => "sainte",
            other => other,
        };
        key = mix(key ^ hash(word.as_bytes()));
    }
    key as u32
}

/// A hash that is never 0.
fn short(bytes: &[u8]) -> u32 {
    (hash(bytes) as u32).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same_house(one: &str, other: &str) -> bool {
        let mut folded = String::new();
        let (one, other) = (house(one, &mut folded), house(other, &mut folded));
        one.number == other.number && one.shares_street(&other)
    }

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        for text in [
            "604-555-0142",
            "(604) 555.0142",
            "+1 604 555 0142",
            "16045550142",
            "604 555 0142 ext. 12",
            "604\u{2011}555\u{2011}0142 poste 9",
        ] {
            assert_eq!(phone(text), 6_045_550_142, "{text}");
        }
        assert_eq!(phone("911"), 911);
        assert_eq!(phone("call us"), 0);
        assert_eq!(phone(""), 0);
        assert_eq!(phone("🏔"), 0);
    }

    #[test]
    fn a_page_is_the_same_however_it_is_written() {
        let plain = page("example.org/help");
        for text in [
            "https://www.example.org/help/",
            "http://example.org/help?x=1",
            "HTTPS://Example.org:443/help#top",
        ] {
            assert_eq!(page(text), plain, "{text}");
        }
        assert_ne!(page("example.org"), plain);
        assert_eq!(page("example.org").0, plain.0);
        assert_eq!(page("none"), (0, 0));
    }

    #[test]
    fn half_the_country_shares_no_mailbox_host() {
        assert_eq!(mailbox("a@gmail.com").1, 0);
        assert_ne!(mailbox("a@gmail.com").0, mailbox("b@gmail.com").0);
        assert_eq!(mailbox("a@help.example").1, mailbox("B@HELP.example").1);
        assert_eq!(mailbox("nobody"), (0, 0));
    }

    #[test]
    fn a_house_is_the_same_however_it_is_written() {
        assert!(same_house("1125 Howe Street", "1125 Howe St., Unit 204"));
        assert!(same_house("204-1125 Howe St", "1125 Howe Street"));
        assert!(same_house(
            "1600, boul. René-Lévesque Ouest",
            "1600 Rene Levesque Blvd W"
        ));
        assert!(same_house("12 rue des Érables", "12, des Erables"));
        assert!(!same_house("12 Howe Street", "14 Howe Street"));
        assert!(!same_house("12 Howe Street", "12 Main Street"));
        assert!(!house("", &mut String::new()).is_known());
    }

    #[test]
    fn a_town_is_the_same_in_both_spellings() {
        let mut folded = String::new();
        assert_eq!(town("Montréal", &mut folded), town("MONTREAL", &mut folded));
        assert_eq!(
            town("St. John's", &mut folded),
            town("Saint John’s", &mut folded)
        );
        assert_ne!(
            town("St. John's", &mut folded),
            town("Saint John", &mut folded)
        );
        assert_eq!(town("", &mut folded), 0);
        assert_eq!(postal_area("v5k 0a1"), postal_area("V5K"));
    }
}
