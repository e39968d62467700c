//! Web addresses and e-mail addresses in the exact form that HSDS asks for (`format: uri`, `email`).
//!
//! People type addresses with spaces and accents; a strict reader refuses the whole record for one.

use std::fmt::Write as _;

use super::validate::stands_for_itself;

/// A web address as RFC 3986 wants it; `None` where the text is none.
/// Accents and spaces behind the host are percent-encoded; a host with accents is not guessed at.
pub fn uri(written: &str) -> Option<String> {
    let written = written.trim();
    let rest = written
        .strip_prefix("https://")
        .or_else(|| written.strip_prefix("http://"))?;
    let host_ends = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, behind) = rest.split_at(host_ends);
    if !is_host(host) {
        return None;
    }
    let scheme = &written[..written.len() - rest.len()];
    let mut out = format!("{scheme}{host}");
    let mut in_fragment = false;
    let bytes = behind.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        let encoded = |ahead: usize| bytes.get(at + ahead).is_some_and(u8::is_ascii_hexdigit);
        let as_it_is = match byte {
            b'%' => encoded(1) && encoded(2),
            b'#' => !std::mem::replace(&mut in_fragment, true),
            _ => stands_for_itself(byte),
        };
        if as_it_is {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    Some(out)
}

/// A name of a host, with an optional port: `www.example.org:8080`.
fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "80"));
    is_domain(name)
        && (1..=5).contains(&port.len())
        && port.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_domain(name: &str) -> bool {
    name.len() <= 253
        && name.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
}

/// An e-mail address that every reader accepts (RFC 5321, dot-string); `None` where the text is none.
pub fn email(written: &str) -> Option<String> {
    let written = written.trim();
    let (local, domain) = written.rsplit_once('@')?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
    let is_local = local.len() <= 64
        && local
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(plain));
    (is_local && domain.contains('.') && is_domain(domain)).then(|| written.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_made_strict_or_left_out() {
        for (written, strict) in [
            ("https://example.org", Some("https://example.org")),
            (
                " http://example.org/a b?c=é#d#e ",
                Some("http://example.org/a%20b?c=%C3%A9#d%23e"),
            ),
            (
                "https://example.org/%41%",
                Some("https://example.org/%41%25"),
            ),
            (
                "https://example.org:8080/\"<x>",
                Some("https://example.org:8080/%22%3Cx%3E"),
            ),
            ("https://exämple.org/", None),
            ("https://", None),
            ("https://a..b/", None),
            ("https://user:password@example.org/", None),
            ("javascript:alert(1)", None),
            ("www.example.org", None),
            ("", None),
        ] {
            assert_eq!(uri(written).as_deref(), strict, "{written}");
        }
    }

    #[test]
    fn mail_is_plain_or_left_out() {
        assert_eq!(
            email(" a.b+c@example.org ").as_deref(),
            Some("a.b+c@example.org")
        );
        for other in [
            "a@b",
            "a..b@example.org",
            "a b@example.org",
            "@example.org",
            "é@example.org",
            "a@-x.org",
        ] {
            assert_eq!(email(other), None, "{other}");
        }
    }
}
