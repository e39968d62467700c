//! The address that names a provider, and that everything about it is found from.

/// The name of a provider: an `https` address, or one of this very machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer(String);

impl Issuer {
    /// Reads an issuer (OpenID Connect Discovery 1.0, section 3: `https`, no query, no fragment). Without TLS
    /// only on this machine, for trying things out.
    pub fn parse(address: &str) -> Option<Self> {
        let plain = !address.contains(['?', '#', '@', ' ', '"', '<', '>', '\\'])
            && address.bytes().all(|byte| byte.is_ascii_graphic());
        (plain && is_safe(address)).then(|| Self(address.to_owned()))
    }

    /// As the provider writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where the provider says what it can do (section 4).
    pub fn metadata_address(&self) -> String {
        let address = self.0.trim_end_matches('/');
        format!("{address}/.well-known/openid-configuration")
    }

    /// Whether an address that the provider names may be used: with TLS, unless all of it is on this machine.
    pub(super) fn may_name(&self, address: &str) -> bool {
        let plain = address.bytes().all(|byte| byte.is_ascii_graphic())
            && !address.contains(['#', '"', '<', '>', '\\']);
        let local = !self.0.starts_with("https://");
        plain && (address.starts_with("https://") || (local && is_safe(address)))
    }
}

/// Has TLS and a host, or stays on this machine.
fn is_safe(address: &str) -> bool {
    if let Some(rest) = address.strip_prefix("https://") {
        return !rest.is_empty() && !rest.starts_with(['/', ':']);
    }
    let Some(rest) = address.strip_prefix("http://") else {
        return false;
    };
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let host = authority.split(':').next().unwrap_or_default();
    matches!(host, "localhost" | "127.0.0.1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_speaks_tls() {
        for good in [
            "https://id.example",
            "https://id.example/realms/house",
            "http://127.0.0.1:9/x",
            "http://localhost",
        ] {
            assert!(Issuer::parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "https://",
            "https:///x",
            "http://id.example",
            "http://localhost.evil.example",
            "http://127.0.0.1.evil.example",
            "http://127.0.0.1@evil.example",
            "https://id.example?x",
            "https://id.example#x",
            "https://id.example/\"x",
            "ftp://id.example",
        ] {
            assert_eq!(Issuer::parse(bad), None, "{bad}");
        }
        let issuer = Issuer::parse("https://id.example/realms/house/").expect("an issuer");
        assert_eq!(
            issuer.metadata_address(),
            "https://id.example/realms/house/.well-known/openid-configuration"
        );
        assert!(issuer.may_name("https://keys.example/x?y=z"));
        assert!(!issuer.may_name("http://127.0.0.1/x") && !issuer.may_name("http://id.example/"));
    }
}
