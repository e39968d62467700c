//! The house as passkeys know it: its host, which a passkey belongs to, and the origin of its pages.

/// The house as passkeys know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelyingParty {
    id: String,
    origin: String,
}

impl RelyingParty {
    /// From the address at which people reach the house. `None` where browsers have no passkeys: without
    /// TLS, but for `localhost`, and at a number instead of a name (Web Authentication, section 5.1.3: the
    /// origin must be a secure context, and its host a domain).
    pub fn of_address(address: &str) -> Option<Self> {
        let address = address.trim().to_ascii_lowercase();
        let (scheme, rest) = address.split_once("://")?;
        let authority = rest.split(['/', '?', '#']).next()?;
        let (host, port) = match authority.split_once(':') {
            Some((host, port)) => (host, Some(port.parse::<u16>().ok()?)),
            None => (authority, None),
        };
        let named = !host.is_empty()
            && host.split('.').all(|label| !label.is_empty())
            && host
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
            // The last part of a name is no number (URL Standard, "ends in a number").
            && !host
                .rsplit('.')
                .next()
                .is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
        let local = host == "localhost" || host.ends_with(".localhost");
        let usual = match scheme {
            "https" => 443,
            "http" if local => 80,
            _ => return None,
        };
        if !named {
            return None;
        }
        // As browsers write it: without the port that goes without saying.
        let origin = match port.filter(|port| *port != usual) {
            Some(port) => format!("{scheme}://{host}:{port}"),
            None => format!("{scheme}://{host}"),
        };
        Some(Self {
            id: host.to_owned(),
            origin,
        })
    }

    /// What passkeys of this house belong to: its host.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Where its pages are: scheme, host, and the port when it is not the usual one.
    pub fn origin(&self) -> &str {
        &self.origin
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_with_passkeys() {
        for (address, id, origin) in [
            (
                "https://cairn.example",
                "cairn.example",
                "https://cairn.example",
            ),
            (
                "https://Cairn.Example/",
                "cairn.example",
                "https://cairn.example",
            ),
            (
                "https://cairn.example:443/x",
                "cairn.example",
                "https://cairn.example",
            ),
            (
                "https://cairn.example:8443",
                "cairn.example",
                "https://cairn.example:8443",
            ),
            (
                "http://localhost:8080",
                "localhost",
                "http://localhost:8080",
            ),
        ] {
            let party = RelyingParty::of_address(address).expect(address);
            assert_eq!((party.id(), party.origin()), (id, origin));
        }
    }

    #[test]
    fn an_address_without() {
        for address in [
            "",
            "cairn.example",
            "http://cairn.example",
            "https://127.0.0.1",
            "https://192.0.2.1:8443",
            "https://[::1]",
            "https://",
            "https://a..b",
            "https://a@b.example",
            "https://a b.example",
            "https://b.example:x",
            "ftp://b.example",
        ] {
            assert_eq!(RelyingParty::of_address(address), None, "{address}");
        }
    }
}
