//! What is handed out to be brought back: 256 bits from chance, of which only the SHA-256 is stored.

use std::fmt::{self, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kernel::Random;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

macro_rules! tokens {
    ($($(#[$about:meta])* $token:ident;)*) => {
        $(
            $(#[$about])*
            #[derive(Clone)]
            pub struct $token(Zeroizing<[u8; 32]>);

            impl $token {
                pub(crate) fn fresh(random: &dyn Random) -> Self {
                    let mut bytes = Zeroizing::new([0; 32]);
                    random.fill(bytes.as_mut());
                    Self(bytes)
                }

                /// Reads what [`Self::reveal`] wrote. Anything else is no token.
                pub fn parse(text: &str) -> Option<Self> {
                    let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text).ok()?);
                    Some(Self(Zeroizing::new(bytes.as_slice().try_into().ok()?)))
                }

                /// The token as text (base64url, 43 characters), for whom it is meant and nobody else.
                pub fn reveal(&self) -> String {
                    URL_SAFE_NO_PAD.encode(self.0.as_ref())
                }

                /// What is stored of it.
                pub(crate) fn digest(&self) -> String {
                    let mut text = String::with_capacity(64);
                    for byte in Sha256::digest(self.0.as_ref()) {
                        let _ = write!(text, "{byte:02x}");
                    }
                    text
                }
            }

            /// Says nothing.
            impl fmt::Debug for $token {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    formatter.write_str(concat!(stringify!($token), "(…)"))
                }
            }
        )*
    };
}

tokens! {
    /// Proves a session; the value of the cookie.
    SessionToken;
    /// Proves a one-time link; its last part.
    LinkToken;
    /// Proves that the passphrase was right, while the code is still asked for.
    ChallengeToken;
    /// Opens a worker's calendar feed; the last part of its address.
    CalendarToken;
    /// Comes back from an identity provider, in the address.
    StateToken;
    /// Proves that it comes back in the browser from which somebody went; the value of a cookie.
    BrowserToken;
}

#[cfg(test)]
mod tests {
    use kernel::SeededRandom;

    use super::*;

    #[test]
    fn a_token_round_trips_and_prints_nothing() {
        let token = SessionToken::fresh(&SeededRandom::new(1));
        let text = token.reveal();
        assert_eq!(text.len(), 43);
        let again = SessionToken::parse(&text).expect("a token");
        assert_eq!(again.digest(), token.digest());
        assert!(!token.digest().contains(&text));
        assert_eq!(format!("{token:?}"), "SessionToken(…)");
        for bad in [
            "",
            "a",
            &text[1..],
            &format!("{text}A"),
            "é".repeat(20).as_str(),
        ] {
            assert!(LinkToken::parse(bad).is_none());
        }
    }
}
