//! What a form sends: `application/x-www-form-urlencoded`, read strictly and within bounds.
//!
//! Strictly, because text that is not UTF-8 must be told, not silently changed; within bounds,
//! because anyone may send anything.

use axum::body::{Body, BodyDataStream};
use axum::extract::{FromRequest, Request};
use bytes::{Bytes, BytesMut};
use futures_util::TryStreamExt as _;

use crate::problem::Problem;

/// Bytes of an ordinary form: the 2,000 letters that the field takes, nine bytes each in some
/// alphabets once encoded, and every filter.
pub(crate) const ORDINARY: usize = 32 * 1024;
/// Bytes of a form with a long text: 2,000 characters of any alphabet, and room to be too long, so
/// that the person's words come back with the message.
pub(crate) const LONG: usize = 64 * 1024;
/// Bytes beyond the limit that are still received, unread: a client that is cut off while sending
/// would never see the answer.
const PATIENCE: usize = 1024 * 1024;
/// Fields of a form; ours have fewer than a hundred.
const MOST_FIELDS: usize = 300;

/// The fields of a form, in the order in which they were sent.
#[derive(Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Fields of our own making: what is known, as a form would send it.
    pub(crate) const fn of(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// Reads a body. Control characters other than line breaks and tabs are left out.
    pub(crate) fn read(body: &[u8]) -> Result<Self, Problem> {
        let mut fields = Self::read_as_sent(body)?;
        let shown = |letter: char| !letter.is_control() || matches!(letter, '\n' | '\r' | '\t');
        for (name, value) in &mut fields.0 {
            name.retain(shown);
            value.retain(shown);
        }
        Ok(fields)
    }

    /// The same with every character that was sent, for programs, which must be told of a mistake.
    pub(crate) fn read_as_sent(body: &[u8]) -> Result<Self, Problem> {
        let mut fields = Vec::new();
        for pair in body
            .split(|&byte| byte == b'&')
            .filter(|pair| !pair.is_empty())
        {
            if fields.len() == MOST_FIELDS {
                return Err(Problem::BadForm);
            }
            let at = pair
                .iter()
                .position(|&byte| byte == b'=')
                .unwrap_or(pair.len());
            let value = pair.get(at + 1..).unwrap_or_default();
            fields.push((decode(&pair[..at])?, decode(value)?));
        }
        Ok(Self(fields))
    }

    /// The last value of this name: a button that is pressed comes after a field of its name.
    pub(crate) fn get(&self, name: &str) -> &str {
        let mut found = self.0.iter().rev().filter(|(known, _)| known == name);
        found.next().map_or("", |(_, value)| value)
    }

    /// Every value of this name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// A field of this name was sent, be it empty.
    pub(crate) fn was_sent(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// Every field, in the order in which they were sent.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// A box of this name is ticked.
    pub(crate) fn has(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }
}

fn decode(written: &[u8]) -> Result<String, Problem> {
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written.iter();
    while let Some(&byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = rest.as_slice().get(..2).ok_or(Problem::BadForm)?;
                rest.nth(1);
                hexadecimal(digits[0])? << 4 | hexadecimal(digits[1])?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).map_err(|_| Problem::BadForm)
}

fn hexadecimal(digit: u8) -> Result<u8, Problem> {
    char::from(digit)
        .to_digit(16)
        .map(|value| value as u8)
        .ok_or(Problem::BadForm)
}

/// A form of at most `LIMIT` bytes, taken from a request.
pub(crate) struct Form<const LIMIT: usize>(pub(crate) Fields);

impl<const LIMIT: usize, S: Send + Sync> FromRequest<S> for Form<LIMIT> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let body = receive(request.into_body(), LIMIT).await?;
        Fields::read(&body).map(Self)
    }
}

/// A whole body of at most `limit` bytes.
pub(crate) async fn receive(body: Body, limit: usize) -> Result<Bytes, Problem> {
    let mut stream: BodyDataStream = body.into_data_stream();
    let mut kept = BytesMut::new();
    let mut received = 0_usize;
    while let Some(piece) = stream.try_next().await.map_err(|_| Problem::BadForm)? {
        received = received.saturating_add(piece.len());
        if received > limit.saturating_add(PATIENCE) {
            break;
        }
        if received <= limit {
            kept.extend_from_slice(&piece);
        }
    }
    if received > limit {
        return Err(Problem::TooLong);
    }
    Ok(kept.freeze())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_as_browsers_send_them() {
        let fields = Fields::read(b"text=o%C3%B9+est%3F&need=a&need=b&open=&place=x&place=y&flag")
            .unwrap_or_default();
        assert_eq!(fields.get("text"), "où est?");
        assert_eq!(fields.all("need").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(fields.get("place"), "y");
        assert!(!fields.has("open") && !fields.has("flag") && fields.has("need"));
    }

    #[test]
    fn what_is_not_text_is_refused() {
        for broken in [
            &b"text=%FF"[..],
            b"text=%C3",
            b"text=%",
            b"text=%2",
            b"text=%zz",
            b"\xff=1",
        ] {
            assert!(matches!(Fields::read(broken), Err(Problem::BadForm)));
        }
        assert!(Fields::read("a=1&".repeat(5_000).as_bytes()).is_err());
    }

    #[test]
    fn control_characters_are_left_out() {
        let fields = Fields::read(b"text=a%00b%1Bc%0D%0Ad").unwrap_or_default();
        assert_eq!(fields.get("text"), "abc\r\nd");
    }
}
