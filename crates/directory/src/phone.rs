//! Telephone numbers as people in Canada read and dial them (HSDS `phone`).

use std::fmt;
use std::str::FromStr;

use kernel::Text;
use serde::{Deserialize, Serialize};

use crate::hours::Hours;

/// A way to call or text (HSDS `phone`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Phone {
    /// HSDS `number`.
    pub number: PhoneNumber,
    /// HSDS `type`.
    pub kind: PhoneKind,
    /// The word to text, for some SMS lines.
    pub keyword: Option<String>,
    /// HSDS `extension`, digits.
    pub extension: Option<String>,
    /// HSDS `description`.
    pub label: Text,
    /// When they differ from the service's.
    pub hours: Option<Hours>,
    /// BCP 47 codes when they differ from the service's.
    pub languages: Vec<String>,
}

/// HSDS `phone.type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PhoneKind {
    /// A call.
    Voice,
    /// A teletypewriter.
    Tty,
    /// A text message.
    Sms,
    /// A fax.
    Fax,
}

/// A North American number (ten digits), a province-wide 310 number (seven digits, dialled without
/// area code) or a short code such as 911, 988 or 686868.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhoneNumber(String);

/// Why a text is not a telephone number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PhoneNumberError {
    /// There is a character that is neither a digit nor punctuation of numbers.
    #[error("a telephone number has only digits, spaces, dots, hyphens, brackets and a leading +")]
    Character,
    /// Wrong count of digits.
    #[error(
        "a telephone number here has 10 digits (or 11 beginning with 1), a 310 number 7, a short code 3 to 6"
    )]
    Length,
    /// The area code or exchange cannot exist (NANP: both begin with 2 to 9).
    #[error("no North American number has this area code or exchange")]
    Plan,
}

impl PhoneNumber {
    /// Digits only: ten for a number, seven for a 310 number, three to six for a short code.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// What stands after `tel:` or `sms:`: `+18005550100`, or a 310 number or short code itself.
    pub fn uri(&self) -> String {
        if self.0.len() == 10 {
            format!("+1{}", self.0)
        } else {
            self.0.clone()
        }
    }
}

/// Written the Canadian way in both languages, with non-breaking hyphens (U+2011):
/// `1‑800‑555‑0100` for toll-free, `613‑555‑0100` otherwise (Translation Bureau), `310‑0100`.
impl fmt::Display for PhoneNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        const TOLL_FREE: [&str; 8] = ["800", "822", "833", "844", "855", "866", "877", "888"];
        let (area, rest) = match self.0.len() {
            7 | 10 => self.0.split_at(3),
            _ => return formatter.write_str(&self.0),
        };
        if self.0.len() == 7 {
            return write!(formatter, "{area}\u{2011}{rest}");
        }
        let (exchange, line) = rest.split_at(3);
        if TOLL_FREE.contains(&area) {
            formatter.write_str("1\u{2011}")?;
        }
        write!(formatter, "{area}\u{2011}{exchange}\u{2011}{line}")
    }
}

impl FromStr for PhoneNumber {
    type Err = PhoneNumberError;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let written = written.trim();
        let mut digits = String::with_capacity(11);
        for (at, character) in written.char_indices() {
            match character {
                '0'..='9' => digits.push(character),
                '+' if at == 0 => {}
                ' ' | '\u{a0}' | '\u{202f}' | '.' | '-' | '(' | ')' | '\u{2010}'..='\u{2015}' => {}
                _ => return Err(PhoneNumberError::Character),
            }
            if digits.len() > 11 {
                return Err(PhoneNumberError::Length);
            }
        }
        let international = written.starts_with('+');
        if digits.len() == 11 && digits.starts_with('1') {
            digits.remove(0);
        } else if international {
            return Err(PhoneNumberError::Length);
        }
        let exists = match *digits.as_bytes() {
            [area, _, _, exchange, _, _, _, _, _, _] => area >= b'2' && exchange >= b'2',
            [b'3', b'1', b'0', _, _, _, _] => true,
            _ if (3..=6).contains(&digits.len()) => true,
            _ => return Err(PhoneNumberError::Length),
        };
        if exists {
            Ok(Self(digits))
        } else {
            Err(PhoneNumberError::Plan)
        }
    }
}

impl TryFrom<String> for PhoneNumber {
    type Error = PhoneNumberError;

    fn try_from(written: String) -> Result<Self, Self::Error> {
        written.parse()
    }
}

impl From<PhoneNumber> for String {
    fn from(number: PhoneNumber) -> Self {
        number.0
    }
}
