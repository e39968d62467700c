//! Reads the little of CBOR (RFC 8949) that authenticators write: integers, bytes, text, lists, maps, words.
//!
//! CTAP2's canonical form has no tags, no fractions and no lengths that are told at the end; what has them is
//! refused. Nothing is copied and nothing is reserved by a length that was only claimed.

use super::Refusal;

/// Lists and maps inside one another; an attestation has three.
const DEEPEST: u8 = 8;

/// What has not been read yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a>(&'a [u8]);

/// The beginning of a value: its kind (the first three bits) and its number.
struct Head {
    kind: u8,
    number: u64,
}

impl Head {
    fn length(&self) -> Result<usize, Refusal> {
        usize::try_from(self.number).map_err(|_| Refusal::Malformed)
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// Nothing may be left.
    pub(super) fn end(self) -> Result<(), Refusal> {
        self.0.is_empty().then_some(()).ok_or(Refusal::Malformed)
    }

    /// The next `length` bytes, as they are.
    pub(super) fn take(&mut self, length: usize) -> Result<&'a [u8], Refusal> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Refusal::Malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    /// The next `N` bytes, as they are.
    pub(super) fn array<const N: usize>(&mut self) -> Result<&'a [u8; N], Refusal> {
        let taken = self.take(N)?;
        taken.try_into().map_err(|_| Refusal::Malformed)
    }

    fn head(&mut self) -> Result<Head, Refusal> {
        let [first] = *self.array()?;
        let number = match first & 0x1f {
            small @ 0..24 => u64::from(small),
            24 => u64::from(u8::from_be_bytes(*self.array()?)),
            25 => u64::from(u16::from_be_bytes(*self.array()?)),
            26 => u64::from(u32::from_be_bytes(*self.array()?)),
            27 => u64::from_be_bytes(*self.array()?),
            _ => return Err(Refusal::Malformed),
        };
        let kind = first >> 5;
        // Of the seventh kind, only the words false, true and null are no fractions.
        if kind == 7 && !(0xf4..=0xf6).contains(&first) {
            return Err(Refusal::Malformed);
        }
        Ok(Head { kind, number })
    }

    fn head_of(&mut self, kind: u8) -> Result<Head, Refusal> {
        let head = self.head()?;
        (head.kind == kind)
            .then_some(head)
            .ok_or(Refusal::Malformed)
    }

    /// A whole number.
    pub(super) fn integer(&mut self) -> Result<i64, Refusal> {
        let head = self.head()?;
        let number = i64::try_from(head.number).map_err(|_| Refusal::Malformed)?;
        match head.kind {
            0 => Ok(number),
            1 => Ok(-1 - number),
            _ => Err(Refusal::Malformed),
        }
    }

    /// Bytes.
    pub(super) fn bytes(&mut self) -> Result<&'a [u8], Refusal> {
        let length = self.head_of(2)?.length()?;
        self.take(length)
    }

    /// Text.
    pub(super) fn text(&mut self) -> Result<&'a str, Refusal> {
        let length = self.head_of(3)?.length()?;
        std::str::from_utf8(self.take(length)?).map_err(|_| Refusal::Malformed)
    }

    /// How many pairs a map has; they follow.
    pub(super) fn map(&mut self) -> Result<usize, Refusal> {
        self.head_of(5)?.length()
    }

    /// One whole value, whatever it is, as it is written.
    pub(super) fn whole(&mut self) -> Result<&'a [u8], Refusal> {
        let before = self.0;
        self.skip(0)?;
        Ok(&before[..before.len() - self.0.len()])
    }

    fn skip(&mut self, depth: u8) -> Result<(), Refusal> {
        if depth > DEEPEST {
            return Err(Refusal::Malformed);
        }
        let head = self.head()?;
        let inside = match head.kind {
            0 | 1 | 7 => 0,
            2 | 3 => {
                self.take(head.length()?)?;
                0
            }
            4 => head.length()?,
            5 => head.length()?.checked_mul(2).ok_or(Refusal::Malformed)?,
            _ => return Err(Refusal::Malformed),
        };
        // What is claimed ends where the bytes do: each value takes at least one.
        for _ in 0..inside {
            self.skip(depth + 1)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Values and their bytes from RFC 8949, appendix A.
    #[test]
    fn numbers_are_read_as_the_standard_writes_them() {
        for (bytes, number) in [
            (&[0x00][..], 0),
            (&[0x17], 23),
            (&[0x18, 0x18], 24),
            (&[0x19, 0x03, 0xe8], 1000),
            (&[0x1a, 0x00, 0x0f, 0x42, 0x40], 1_000_000),
            (&[0x20], -1),
            (&[0x39, 0x01, 0x00], -257),
            (&[0x39, 0x03, 0xe7], -1000),
        ] {
            let mut reader = Reader::new(bytes);
            assert_eq!(reader.integer(), Ok(number));
            assert!(reader.end().is_ok());
        }
        assert_eq!(Reader::new(b"\x64IETF").text(), Ok("IETF"));
        assert_eq!(
            Reader::new(b"\x44\x01\x02\x03\x04").bytes(),
            Ok(&[1, 2, 3, 4][..])
        );
        let nested = b"\xa2\x61a\x01\x61b\x82\x02\x03\xff";
        assert_eq!(Reader::new(nested).whole(), Ok(&nested[..9]));
    }

    #[test]
    fn what_authenticators_do_not_write_is_refused() {
        let deep = [0x81; 64];
        for bytes in [
            &b""[..],
            b"\x18",
            b"\x44\x01",
            b"\x9f\xff",
            b"\x5f\xff",
            b"\xc0\x00",
            b"\xfb\x3f\xf1\x99\x99\x99\x99\x99\x9a",
            b"\xf8\xf4",
            b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff",
            b"\xbb\xff\xff\xff\xff\xff\xff\xff\xff",
            b"\x5b\xff\xff\xff\xff\xff\xff\xff\xff",
            &deep,
        ] {
            assert_eq!(
                Reader::new(bytes).whole(),
                Err(Refusal::Malformed),
                "{bytes:x?}"
            );
        }
        assert_eq!(Reader::new(b"\x62\xc3\x28").text(), Err(Refusal::Malformed));
        assert_eq!(
            Reader::new(b"\x3b\xff\xff\xff\xff\xff\xff\xff\xff").integer(),
            Err(Refusal::Malformed)
        );
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_stumble(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut reader = Reader::new(&bytes);
            while reader.whole().is_ok_and(|read| !read.is_empty()) {}
        }
    }
}
