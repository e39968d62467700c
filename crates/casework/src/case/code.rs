//! The client code: how a case is spoken of before there is a name, and instead of one.

use std::fmt;
use std::str::FromStr;

use kernel::Random;
use serde::{Deserialize, Serialize};

/// Seventeen signs that are told apart by eye and by ear, over a bad line, in English and in French.
/// No vowel (no code spells a word), no 0/1/O/I, none of the letters that rhyme with B, no G and J (each
/// is called what the other is called in the other language), no N (heard as M), no S (heard as F).
/// Seventeen is a prime, which is what the check sign needs.
const SIGNS: [u8; 17] = *b"23456789DFHKLMRWX";
/// Signs of chance: 17⁹ is about 10¹¹, so that of fifty thousand cases one in two million guesses names
/// one. A code opens nothing: it is a name, not a key.
const CHANCE: usize = 9;
/// Signs in all: the last one checks the others.
const LENGTH: usize = CHANCE + 1;

/// A code such as `K4M-92H-XR7D`. It comes from chance alone, never from the person. Casework.md 4.3:
/// "client code (no name needed)".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClientCode([u8; LENGTH]);

/// Why something is not a client code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClientCodeError {
    /// It is too short or too long.
    #[error("a client code has ten letters and digits")]
    Length,
    /// It has a sign that no code has.
    #[error("a client code has only the digits 2 to 9 and the letters D F H K L M R W X")]
    Sign,
    /// One sign is wrong, or two have changed places.
    #[error("one of the letters or digits is wrong, or two have changed places")]
    Check,
}

impl ClientCode {
    /// A new code. The store keeps them apart: on the rare one that is taken, it asks again.
    pub fn new(random: &dyn Random) -> Self {
        let mut signs = [0; LENGTH];
        let mut filled = 0;
        let mut chance = [0; 32];
        while filled < CHANCE {
            random.fill(&mut chance);
            for byte in chance {
                // 255 is fifteen times seventeen: every sign is as likely as any other.
                if byte < 255 && filled < CHANCE {
                    signs[filled] = SIGNS[usize::from(byte % 17)];
                    filled += 1;
                }
            }
        }
        signs[CHANCE] = SIGNS[check(&signs)];
        Self(signs)
    }
}

/// The value that makes the weighted sum of all signs a multiple of 17. The weights are all different and
/// none is a multiple of 17, so any one wrong sign and any two exchanged ones are found.
fn check(signs: &[u8; LENGTH]) -> usize {
    let sum: usize = signs[..CHANCE]
        .iter()
        .enumerate()
        .map(|(at, sign)| (at + 2) * value(*sign).unwrap_or(0))
        .sum();
    // The check sign has weight 1.
    (17 - sum % 17) % 17
}

fn value(sign: u8) -> Option<usize> {
    SIGNS.iter().position(|known| *known == sign)
}

impl fmt::Display for ClientCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, sign) in self.0.iter().enumerate() {
            if at == 3 || at == 6 {
                formatter.write_str("-")?;
            }
            write!(formatter, "{}", char::from(*sign))?;
        }
        Ok(())
    }
}

impl FromStr for ClientCode {
    type Err = ClientCodeError;

    /// Reads a code as people write one: any case, with or without spaces, dots and hyphens of any kind.
    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let mut signs = [0; LENGTH];
        let mut count = 0;
        for character in written.chars() {
            if character.is_whitespace()
                || matches!(character, '-' | '.' | '\u{2010}'..='\u{2015}' | '\u{2212}')
            {
                continue;
            }
            let sign = u8::try_from(character.to_ascii_uppercase())
                .ok()
                .filter(|sign| value(*sign).is_some())
                .ok_or(ClientCodeError::Sign)?;
            *signs.get_mut(count).ok_or(ClientCodeError::Length)? = sign;
            count += 1;
        }
        if count != LENGTH {
            return Err(ClientCodeError::Length);
        }
        if SIGNS[check(&signs)] == signs[CHANCE] {
            Ok(Self(signs))
        } else {
            Err(ClientCodeError::Check)
        }
    }
}

impl TryFrom<String> for ClientCode {
    type Error = ClientCodeError;

    fn try_from(written: String) -> Result<Self, Self::Error> {
        written.parse()
    }
}

impl From<ClientCode> for String {
    fn from(code: ClientCode) -> Self {
        code.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SeededRandom;
    use std::collections::BTreeSet;

    #[test]
    fn every_wrong_sign_and_every_exchange_is_found() {
        let random = SeededRandom::new(4);
        for _ in 0..200 {
            let code = ClientCode::new(&random);
            for at in 0..LENGTH {
                for sign in SIGNS {
                    let mut other = code.0;
                    other[at] = sign;
                    let read = String::from_utf8(other.to_vec()).expect("ASCII").parse();
                    if sign == code.0[at] {
                        assert_eq!(read, Ok(code));
                    } else {
                        assert_eq!(read, Err(ClientCodeError::Check));
                    }
                }
                for with in at + 1..LENGTH {
                    let mut other = code.0;
                    other.swap(at, with);
                    let read: Result<ClientCode, _> =
                        String::from_utf8(other.to_vec()).expect("ASCII").parse();
                    assert_eq!(read.is_ok(), code.0[at] == code.0[with]);
                }
            }
        }
    }

    #[test]
    fn codes_are_read_as_people_write_them() {
        let code = ClientCode::new(&SeededRandom::new(7));
        let written = code.to_string();
        assert_eq!(written.len(), LENGTH + 2);
        for way in [
            written.clone(),
            written.to_lowercase(),
            written.replace('-', " "),
            written.replace('-', "\u{2011}"),
            format!(" {} ", written.replace('-', "")),
        ] {
            assert_eq!(way.parse(), Ok(code), "{way}");
        }
        for (bad, why) in [
            ("", ClientCodeError::Length),
            ("K4M-92H", ClientCodeError::Length),
            ("K4M-92H-XR7D2", ClientCodeError::Length),
            ("O4M-92H-XR7D", ClientCodeError::Sign),
            ("K4M-92H-XR7\u{ff24}", ClientCodeError::Sign),
        ] {
            assert_eq!(bad.parse::<ClientCode>(), Err(why), "{bad}");
        }
    }

    #[test]
    fn every_sign_is_as_likely_and_none_comes_twice() {
        let random = SeededRandom::new(11);
        let mut counts = [0_u32; 17];
        let mut seen = BTreeSet::new();
        for _ in 0..20_000 {
            let code = ClientCode::new(&random);
            assert!(seen.insert(code));
            for sign in &code.0[..CHANCE] {
                counts[value(*sign).expect("ours")] += 1;
            }
        }
        // 180,000 signs, 10,588 of each; five standard deviations are about 500.
        assert!(
            counts.iter().all(|count| (10_000..11_200).contains(count)),
            "{counts:?}"
        );
    }
}
