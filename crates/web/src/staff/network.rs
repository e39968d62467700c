//! Where a sign-in comes from, so that one network cannot try for ever. Asked for at sign-in only, kept in
//! memory only, under a key; never written down.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use store::NetworkKey;

use crate::house::Site;

/// The address that tries to sign in; none in a test without a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Network(pub(crate) Option<IpAddr>);

impl Network {
    /// The network as the store remembers it: a hash that is good in this process only.
    pub(crate) fn key(self, site: &Site) -> Option<NetworkKey> {
        self.0.map(|address| site.store.network_key(address))
    }
}

impl<S: Sync> FromRequestParts<S> for Network {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|ConnectInfo(peer)| peer.ip());
        let forwarded = parts
            .headers
            .get_all("x-forwarded-for")
            .iter()
            .next_back()
            .and_then(|value| value.to_str().ok());
        Ok(Self(seen(peer, forwarded)))
    }
}

/// A proxy on this very machine is believed about the last address it heard from; nobody else is, or a
/// guesser would name a new address for each guess.
fn seen(peer: Option<IpAddr>, forwarded: Option<&str>) -> Option<IpAddr> {
    let behind_proxy = peer.is_some_and(|peer| peer.to_canonical().is_loopback());
    let last = forwarded
        .filter(|_| behind_proxy)
        .and_then(|value| value.rsplit(',').next())
        .and_then(|address| address.trim().parse().ok());
    last.or(peer).map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_proxy_of_this_machine_is_believed() {
        let at = |address: &str| address.parse().ok();
        let cases = [
            ("127.0.0.1", Some("203.0.113.7"), "203.0.113.7"),
            ("::1", Some("10.0.0.1, 203.0.113.7"), "203.0.113.7"),
            ("127.0.0.1", Some("garbage"), "127.0.0.1"),
            ("127.0.0.1", None, "127.0.0.1"),
            ("198.51.100.4", Some("203.0.113.7"), "198.51.100.4"),
            ("::ffff:198.51.100.4", None, "198.51.100.4"),
        ];
        for (peer, forwarded, expected) in cases {
            assert_eq!(
                seen(at(peer), forwarded),
                at(expected),
                "{peer} {forwarded:?}"
            );
        }
        assert_eq!(seen(None, Some("203.0.113.7")), None);
    }
}
