//! The formats and the patterns that the schemas name.
//!
//! Read strictly, by the RFCs. Two things are narrower or wider than in the `jsonschema` crate: an
//! e-mail address never has a person's name before it (RFC 5321, `Mailbox`), and a label in Punycode is
//! not decoded.

use std::net::{Ipv4Addr, Ipv6Addr};

/// A `format` of JSON Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// RFC 4122, with hyphens.
    Uuid,
    /// RFC 3986, with a scheme.
    Uri,
    /// RFC 5321, `Mailbox`.
    Email,
    /// RFC 3339, `full-date`.
    Date,
    /// RFC 3339, `date-time`.
    DateTime,
}

impl Format {
    const ALL: [Self; 5] = [
        Self::Uuid,
        Self::Uri,
        Self::Email,
        Self::Date,
        Self::DateTime,
    ];

    /// As schemas write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Uuid => "uuid",
            Self::Uri => "uri",
            Self::Email => "email",
            Self::Date => "date",
            Self::DateTime => "date-time",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// A text has this format.
    pub fn is_valid(self, text: &str) -> bool {
        match self {
            Self::Uuid => uuid(text.as_bytes()),
            Self::Uri => uri(text.as_bytes()).is_some(),
            Self::Email => email(text),
            Self::Date => date(text.as_bytes()),
            Self::DateTime => date_time(text.as_bytes()),
        }
    }
}

/// Every byte is looked at whatever came before: nearly every identifier is sound, and without a way out
/// the processor takes many bytes at a time.
fn uuid(text: &[u8]) -> bool {
    let Ok(text): Result<&[u8; 36], _> = text.try_into() else {
        return false;
    };
    let (known, hyphens) = text.iter().fold((true, 0_u8), |(known, hyphens), byte| {
        let hyphen = *byte == b'-';
        let known = known & (hyphen | byte.is_ascii_hexdigit());
        (known, hyphens + u8::from(hyphen))
    });
    let in_place = [8, 13, 18, 23].iter().all(|at| text[*at] == b'-');
    known && hyphens == 4 && in_place
}

/// Two digits as a number; more than 99 when they are none.
fn two(text: &[u8], at: usize) -> u8 {
    match (text.get(at), text.get(at + 1)) {
        (Some(tens @ b'0'..=b'9'), Some(ones @ b'0'..=b'9')) => (tens - b'0') * 10 + (ones - b'0'),
        _ => u8::MAX,
    }
}

fn date(text: &[u8]) -> bool {
    let (century, year) = (two(text, 0), two(text, 2));
    if text.len() != 10 || text[4] != b'-' || text[7] != b'-' || century > 99 || year > 99 {
        return false;
    }
    let leap = if year == 0 { century } else { year } % 4 == 0;
    let days = match two(text, 5) {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    (1..=days).contains(&two(text, 8))
}

fn date_time(text: &[u8]) -> bool {
    let Some((day, rest)) = text.split_at_checked(10) else {
        return false;
    };
    let [b'T' | b't', time @ ..] = rest else {
        return false;
    };
    let (hour, minute, second) = (two(time, 0), two(time, 3), two(time, 6));
    let written = time.get(2) == Some(&b':') && time.get(5) == Some(&b':');
    if !date(day) || !written || hour > 23 || minute > 59 || second > 60 {
        return false;
    }
    let mut zone = &time[8..];
    if let [b'.', digits @ ..] = zone {
        let length = digits.iter().take_while(|one| one.is_ascii_digit()).count();
        if length == 0 {
            return false;
        }
        zone = &digits[length..];
    }
    let minutes_ahead = match zone {
        [b'Z' | b'z'] => 0,
        [sign @ (b'+' | b'-'), _, _, b':', _, _] => {
            let (hours, minutes) = (two(zone, 1), two(zone, 4));
            if hours > 23 || minutes > 59 {
                return false;
            }
            let ahead = i32::from(hours) * 60 + i32::from(minutes);
            if *sign == b'+' { ahead } else { -ahead }
        }
        _ => return false,
    };
    // A leap second comes at the end of a day in UTC.
    let of_day = i32::from(hour) * 60 + i32::from(minute) - minutes_ahead;
    second < 60 || of_day.rem_euclid(24 * 60) == 24 * 60 - 1
}

/// Unreserved characters and sub-delimiters (RFC 3986, section 2).
const PLAIN: u8 = 1;
/// What may also stand in a path (section 3.3) ...
const PATH: u8 = 1 << 1;
/// ... in a query or a fragment (sections 3.4 and 3.5) ...
const QUERY: u8 = 1 << 2;
/// ... and before the `@` of an authority (section 3.2.1).
const USER: u8 = 1 << 3;
/// A hexadecimal digit.
const HEX: u8 = 1 << 4;
/// What may follow the first letter of a scheme (section 3.1).
const SCHEME: u8 = 1 << 5;

/// What each byte may be. Addresses are most of what there is to read in a service, and one look at a
/// table is quicker than the questions it answers.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        let mut class = 0;
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            class |= PLAIN;
        }
        if matches!(
            byte,
            b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'='
        ) {
            class |= PLAIN;
        }
        if byte.is_ascii_hexdigit() {
            class |= HEX;
        }
        if byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.') {
            class |= SCHEME;
        }
        class |= match byte {
            b':' => PATH | QUERY | USER,
            b'@' | b'/' => PATH | QUERY,
            b'?' => QUERY,
            _ => 0,
        };
        classes[byte as usize] = class;
        byte += 1;
    }
    classes
};

const fn is(byte: u8, class: u8) -> bool {
    CLASSES[byte as usize] & class != 0
}

/// Whether a byte stands for itself behind the host of an address (RFC 3986, sections 3.3 to 3.5).
pub(in crate::hsds) const fn stands_for_itself(byte: u8) -> bool {
    is(byte, PLAIN | QUERY)
}

/// What is left after bytes of this class and sound percent-encodings.
fn after(mut text: &[u8], class: u8) -> Option<&[u8]> {
    loop {
        let end = text.iter().position(|byte| !is(*byte, class));
        text = match end {
            None => return Some(&[]),
            Some(end) => &text[end..],
        };
        text = match text {
            [b'%', high, low, rest @ ..] if is(*high, HEX) && is(*low, HEX) => rest,
            [b'%', ..] => return None,
            _ => return Some(text),
        };
    }
}

/// `None` where it is no URI.
fn uri(text: &[u8]) -> Option<()> {
    let scheme = text.iter().position(|byte| *byte == b':')?;
    let (first, others) = text[..scheme].split_first()?;
    let rest_of_scheme = others.iter().all(|byte| is(*byte, SCHEME));
    if !first.is_ascii_alphabetic() || !rest_of_scheme {
        return None;
    }
    let mut rest = &text[scheme + 1..];
    if let [b'/', b'/', with_authority @ ..] = rest {
        let end = with_authority
            .iter()
            .position(|byte| matches!(byte, b'/' | b'?' | b'#'))
            .unwrap_or(with_authority.len());
        let (authority, after) = with_authority.split_at(end);
        is_authority(authority)?;
        rest = after;
    }
    rest = after(rest, PLAIN | PATH)?;
    if let [b'?', query @ ..] = rest {
        rest = after(query, PLAIN | QUERY)?;
    }
    if let [b'#', fragment @ ..] = rest {
        rest = after(fragment, PLAIN | QUERY)?;
    }
    rest.is_empty().then_some(())
}

/// `[ userinfo "@" ] host [ ":" port ]`
fn is_authority(text: &[u8]) -> Option<()> {
    let host = match text.iter().position(|byte| *byte == b'@') {
        Some(at) => {
            after(&text[..at], PLAIN | USER)?.is_empty().then_some(())?;
            &text[at + 1..]
        }
        None => text,
    };
    let rest = match host {
        [b'[', literal @ ..] => {
            let end = literal.iter().position(|byte| *byte == b']')?;
            is_literal(&literal[..end])?;
            &literal[end + 1..]
        }
        name => after(name, PLAIN)?,
    };
    match rest {
        [] => Some(()),
        [b':', port @ ..] => port.iter().all(u8::is_ascii_digit).then_some(()),
        _ => None,
    }
}

/// `IPv6address / IPvFuture`
fn is_literal(text: &[u8]) -> Option<()> {
    let text = std::str::from_utf8(text).ok()?;
    if text.parse::<Ipv6Addr>().is_ok() {
        return Some(());
    }
    let (version, address) = text.strip_prefix(['v', 'V'])?.split_once('.')?;
    let plain = |byte: u8| is(byte, PLAIN | USER);
    let sound = !version.is_empty()
        && version.bytes().all(|byte| byte.is_ascii_hexdigit())
        && !address.is_empty()
        && address.bytes().all(plain);
    sound.then_some(())
}

fn email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let quoted = local
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let sound = match quoted {
        Some(inside) => is_quoted(inside.as_bytes()),
        None => local.split('.').all(|atom| {
            !atom.is_empty()
                && atom.bytes().all(|byte| {
                    byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte)
                })
        }),
    };
    sound && local.len() <= 64 && is_domain(domain)
}

fn is_quoted(mut text: &[u8]) -> bool {
    loop {
        match text {
            [] => return true,
            [b'\\', b'!'..=b'~', rest @ ..] => text = rest,
            [b'\\', ..] => return false,
            [b' ' | b'\t' | b'!' | b'#'..=b'~', rest @ ..] => text = rest,
            _ => return false,
        }
    }
}

fn is_domain(domain: &str) -> bool {
    let literal = domain
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    if let Some(literal) = literal {
        return match literal.get(..5) {
            Some(tag) if tag.eq_ignore_ascii_case("IPv6:") => {
                literal[5..].parse::<Ipv6Addr>().is_ok()
            }
            _ => literal.parse::<Ipv4Addr>().is_ok(),
        };
    }
    domain.len() <= 253
        && domain.split('.').all(|label| {
            let label = label.as_bytes();
            let hyphens = label.get(2..4) == Some(b"--") && !label.starts_with(b"xn--");
            (1..=63).contains(&label.len())
                && label.first() != Some(&b'-')
                && label.last() != Some(&b'-')
                && !hyphens
                && label
                    .iter()
                    .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
        })
}

/// The patterns of our profile: one class of characters, so many times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    written: String,
    ranges: Vec<(u8, u8)>,
    least: usize,
    most: usize,
}

impl Pattern {
    /// Reads `^[A-Z]{2}$` and `^[0-9]+$`, and refuses what is more than that.
    pub(super) fn read(written: &str) -> Option<Self> {
        let (class, times) = written
            .strip_prefix("^[")?
            .strip_suffix('$')?
            .split_once(']')?;
        let mut ranges = Vec::new();
        for range in class.as_bytes().chunks(3) {
            match range {
                [first, b'-', last]
                    if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() =>
                {
                    ranges.push((*first, *last));
                }
                _ => return None,
            }
        }
        let (least, most) = match times {
            "" => (1, 1),
            "+" => (1, usize::MAX),
            "*" => (0, usize::MAX),
            _ => {
                let times = times.strip_prefix('{')?.strip_suffix('}')?.parse().ok()?;
                (times, times)
            }
        };
        Some(Self {
            written: written.to_owned(),
            ranges,
            least,
            most,
        })
    }

    pub(super) fn written(&self) -> &str {
        &self.written
    }

    pub(super) fn matches(&self, text: &str) -> bool {
        let in_class = |byte: u8| {
            self.ranges
                .iter()
                .any(|(first, last)| (*first..=*last).contains(&byte))
        };
        (self.least..=self.most).contains(&text.len()) && text.bytes().all(in_class)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_read_or_refused() {
        let province = Pattern::read("^[A-Z]{2}$").expect("read");
        for (text, fits) in [
            ("BC", true),
            ("bc", false),
            ("B", false),
            ("BCD", false),
            ("BC\n", false),
            ("É", false),
        ] {
            assert_eq!(province.matches(text), fits, "{text:?}");
        }
        let digits = Pattern::read("^[0-9]+$").expect("read");
        assert!(digits.matches("0012") && !digits.matches("") && !digits.matches("1a"));
        for other in [
            "[A-Z]{2}",
            "^[A-Z]{2}",
            "^[A-Z]|b$",
            "^[A-Z]{2,3}$",
            "^[^A]$",
            "^a$",
            "^[A]$",
        ] {
            assert_eq!(Pattern::read(other), None, "{other}");
        }
    }
}
