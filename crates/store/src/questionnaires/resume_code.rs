//! The code under which answers are kept: 100 bits from chance, shown once, never stored.

use std::fmt;

use kernel::Random;
use zeroize::Zeroizing;

/// Letters and digits that are not taken for one another (Crockford's base 32): five bits each.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a code: 100 bits. A million guesses, each at another code, find one of ten thousand kept
/// with a chance of one in 10^20.
const LENGTH: usize = 20;
/// Characters that are written together.
const GROUP: usize = 5;

/// A code, as it is compared.
#[derive(Clone, PartialEq, Eq)]
pub struct ResumeCode(Zeroizing<String>);

impl ResumeCode {
    pub(crate) fn fresh(random: &dyn Random) -> Self {
        let mut chance = Zeroizing::new([0_u8; LENGTH]);
        random.fill(chance.as_mut());
        let letters = chance
            .iter()
            .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]));
        Self(Zeroizing::new(letters.collect()))
    }

    /// Reads a code however it was typed, with letters taken for digits put right. Anything else is none.
    pub fn parse(typed: &str) -> Option<Self> {
        let mut code = Zeroizing::new(String::with_capacity(LENGTH));
        for character in typed.trim().chars().take(2 * LENGTH) {
            match character.to_ascii_uppercase() {
                ' ' | '-' | '\u{a0}' | '\u{2011}' | '\u{2013}' => {}
                'O' => code.push('0'),
                'I' | 'L' => code.push('1'),
                other if other.is_ascii() && ALPHABET.contains(&(other as u8)) => code.push(other),
                _ => return None,
            }
        }
        (code.len() == LENGTH).then_some(Self(code))
    }

    /// The code as it is shown, for whom it is meant and nobody else.
    pub fn reveal(&self) -> String {
        let mut shown = String::with_capacity(LENGTH + LENGTH / GROUP);
        for (at, letter) in self.0.chars().enumerate() {
            if at > 0 && at % GROUP == 0 {
                shown.push('-');
            }
            shown.push(letter);
        }
        shown
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// Says nothing.
impl fmt::Debug for ResumeCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ResumeCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use kernel::SeededRandom;

    use super::*;

    #[test]
    fn a_code_is_read_however_it_was_typed() {
        let code = ResumeCode::fresh(&SeededRandom::new(1));
        let shown = code.reveal();
        assert_eq!(shown.len(), 23);
        for typed in [
            shown.clone(),
            shown.to_lowercase(),
            shown.replace('-', " "),
            shown.replace('-', ""),
            format!("  {shown} "),
            shown.replace('-', "\u{2011}"),
        ] {
            assert_eq!(ResumeCode::parse(&typed), Some(code.clone()), "{typed}");
        }
        let (short, long) = (&shown[1..], format!("{shown}A"));
        for bad in ["", "é", short, &long, &"A".repeat(5_000)] {
            assert_eq!(ResumeCode::parse(bad), None);
        }
        assert_eq!(format!("{code:?}"), "ResumeCode(…)");
    }
}
