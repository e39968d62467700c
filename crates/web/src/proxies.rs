//! Whose word is taken for where a request comes from: a proxy that the operator names, and nobody else.
//!
//! Used to count, by network, what the HSDS interface and the sign-in are asked; kept nowhere, written
//! nowhere. A proxy adds the address it heard from at the end of what it was told, so that the list is
//! read from its end: the last hop that is no proxy of ours is the client, and whatever stands before it
//! is only what the client says of itself.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

use axum::extract::ConnectInfo;
use axum::http::header::FORWARDED;
use axum::http::{Extensions, HeaderMap, HeaderName};

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
/// Hops that are looked at, from the end.
const MOST_HOPS: usize = 32;

/// Addresses that begin alike: `10.0.0.0/8`, `2001:db8::/32`, or one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Range {
    base: u128,
    bits: u32,
}

/// IPv4 lies inside IPv6 (RFC 4291, 2.5.5.2), so that one comparison serves both.
fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
        IpAddr::V6(address) => address.to_bits(),
    }
}

impl Range {
    fn holds(self, address: IpAddr) -> bool {
        let apart = number(address) ^ self.base;
        apart.checked_shr(128 - self.bits).unwrap_or(0) == 0
    }
}

impl FromStr for Range {
    type Err = ();

    fn from_str(written: &str) -> Result<Self, ()> {
        let (address, length) = match written.split_once('/') {
            Some((address, length)) => (address, Some(length)),
            None => (written, None),
        };
        let address: IpAddr = address.trim().parse().map_err(|_| ())?;
        let (most, before) = if address.is_ipv4() {
            (32, 96)
        } else {
            (128, 0)
        };
        let length: u32 = match length {
            Some(length) => length.trim().parse().map_err(|_| ())?,
            None => most,
        };
        if length > most {
            return Err(());
        }
        Ok(Self {
            base: number(address),
            bits: before + length,
        })
    }
}

/// The proxies whose word is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proxies(Vec<Range>);

/// Not a list of networks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotNetworks;

impl fmt::Display for NotNetworks {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(
            "trusted_proxy takes addresses and networks with commas between them, such as \
             10.0.0.2,2001:db8::/64, or the word none",
        )
    }
}

impl std::error::Error for NotNetworks {}

/// A proxy on this very machine: whoever is on it could as well come in person.
impl Default for Proxies {
    fn default() -> Self {
        Self(vec![
            Range {
                base: number(IpAddr::V4(Ipv4Addr::new(127, 0, 0, 0))),
                bits: 96 + 8,
            },
            Range {
                base: number(IpAddr::V6(Ipv6Addr::LOCALHOST)),
                bits: 128,
            },
        ])
    }
}

impl FromStr for Proxies {
    type Err = NotNetworks;

    fn from_str(written: &str) -> Result<Self, NotNetworks> {
        if written.trim() == "none" {
            return Ok(Self(Vec::new()));
        }
        let ranges: Result<Vec<Range>, ()> =
            written.split(',').map(|one| one.trim().parse()).collect();
        ranges.map(Self).map_err(|()| NotNetworks)
    }
}

impl Proxies {
    fn trust(&self, address: IpAddr) -> bool {
        self.0.iter().any(|range| range.holds(address))
    }

    /// Where a request comes from; `None` where there is no connection, as in a test.
    pub(crate) fn client(&self, extensions: &Extensions, headers: &HeaderMap) -> Option<IpAddr> {
        let peer = extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|ConnectInfo(peer)| peer.ip().to_canonical())?;
        Some(self.behind(peer, headers))
    }

    fn behind(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        if !self.trust(peer) {
            return peer;
        }
        let told = |name: HeaderName, hop: fn(&str) -> Option<IpAddr>| {
            let lines = headers.get_all(name);
            let mut lines = lines.iter().rev().peekable();
            lines.peek()?;
            let hops = lines.flat_map(|line| line.to_str().unwrap_or_default().rsplit(','));
            Some(self.walk(peer, hops.take(MOST_HOPS).map(hop)))
        };
        match (
            told(X_FORWARDED_FOR, address),
            told(FORWARDED, address_of_element),
        ) {
            // A proxy writes one of the two and may pass on the other as the client sent it. Where they
            // differ, nobody knows which is the client's own tale.
            (Some(one), Some(other)) if one != other => peer,
            (Some(one), _) | (None, Some(one)) => one,
            (None, None) => peer,
        }
    }

    /// From the proxy we hear outwards, to the first hop that is no proxy of ours.
    fn walk(&self, peer: IpAddr, hops: impl Iterator<Item = Option<IpAddr>>) -> IpAddr {
        let mut reached = peer;
        for hop in hops {
            // Whoever cannot be read is counted with the proxy that told of them.
            let Some(hop) = hop else {
                return reached;
            };
            reached = hop;
            if !self.trust(hop) {
                break;
            }
        }
        reached
    }
}

/// `203.0.113.7`, `203.0.113.7:4711`, `2001:db8::7`, `[2001:db8::7]:4711`
fn address(written: &str) -> Option<IpAddr> {
    let written = written.trim();
    let found = match written.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?.0.parse().ok().map(IpAddr::V6),
        None => written.parse().ok().or_else(|| {
            let (address, port) = written.split_once(':')?;
            port.parse::<u16>().ok()?;
            address.parse().ok().map(IpAddr::V4)
        }),
    };
    found.map(|address: IpAddr| address.to_canonical())
}

/// An element of `Forwarded` (RFC 7239): the node after `for=`. Quotes are not looked into for commas:
/// a client could open one that swallows what the proxy adds.
fn address_of_element(element: &str) -> Option<IpAddr> {
    let node = element.split(';').find_map(|pair| {
        let (name, node) = pair.split_once('=')?;
        name.trim().eq_ignore_ascii_case("for").then_some(node)
    })?;
    address(node.trim().trim_matches('"'))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn seen(proxies: &str, peer: &str, headers: &[(&'static str, &str)]) -> String {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_str(value).expect("a header"));
        }
        let proxies: Proxies = match proxies {
            "" => Proxies::default(),
            written => written.parse().expect("networks"),
        };
        let peer: IpAddr = peer.parse().expect("an address");
        proxies.behind(peer.to_canonical(), &map).to_string()
    }

    #[test]
    fn only_named_proxies_are_believed() {
        const XFF: &str = "x-forwarded-for";
        for (proxies, peer, forwarded, expected) in [
            // Without a word from the operator: this machine only.
            ("", "127.0.0.1", "203.0.113.7", "203.0.113.7"),
            ("", "::1", "10.0.0.1, 203.0.113.7", "203.0.113.7"),
            ("", "198.51.100.4", "203.0.113.7", "198.51.100.4"),
            ("none", "127.0.0.1", "203.0.113.7", "127.0.0.1"),
            // One proxy: what the client wrote before is not read.
            (
                "10.0.0.2",
                "10.0.0.2",
                "1.1.1.1, 203.0.113.7",
                "203.0.113.7",
            ),
            ("10.0.0.2", "10.0.0.3", "203.0.113.7", "10.0.0.3"),
            ("10.0.0.2", "127.0.0.1", "203.0.113.7", "127.0.0.1"),
            // Two: the last hop that is no proxy of ours.
            (
                "10.0.0.0/8",
                "10.0.0.2",
                "1.1.1.1, 203.0.113.7, 10.9.9.9",
                "203.0.113.7",
            ),
            (
                "10.0.0.0/8",
                "10.0.0.2",
                "10.1.1.1, 203.0.113.7",
                "203.0.113.7",
            ),
            // Somebody of the house itself.
            ("10.0.0.0/8", "10.0.0.2", "10.1.1.1, 10.2.2.2", "10.1.1.1"),
            // What cannot be read is counted with who told it.
            ("10.0.0.2", "10.0.0.2", "garbage", "10.0.0.2"),
            ("10.0.0.2", "10.0.0.2", "203.0.113.7, unknown", "10.0.0.2"),
            ("10.0.0.2", "10.0.0.2", "203.0.113.7,", "10.0.0.2"),
            ("10.0.0.2", "10.0.0.2", "", "10.0.0.2"),
            // Ways of writing.
            (
                "10.0.0.2",
                "::ffff:10.0.0.2",
                "203.0.113.7:4711",
                "203.0.113.7",
            ),
            (
                "2001:db8::/32",
                "2001:db8::2",
                "[2001:db9::7]:4711",
                "2001:db9::7",
            ),
            ("10.0.0.2", "10.0.0.2", "::ffff:203.0.113.7", "203.0.113.7"),
            (
                "0.0.0.0/0",
                "10.0.0.2",
                "203.0.113.7, 198.51.100.4",
                "203.0.113.7",
            ),
        ] {
            let found = seen(proxies, peer, &[(XFF, forwarded)]);
            assert_eq!(found, expected, "{proxies} {peer} {forwarded}");
        }
        assert_eq!(seen("", "127.0.0.1", &[]), "127.0.0.1");
        // Two lines are one list.
        let lines = [(XFF, "1.1.1.1"), (XFF, "203.0.113.7")];
        assert_eq!(seen("", "127.0.0.1", &lines), "203.0.113.7");
    }

    #[test]
    fn the_other_header_is_read_too_and_two_tales_are_none() {
        const FORWARDED: &str = "forwarded";
        for (value, expected) in [
            ("for=203.0.113.7", "203.0.113.7"),
            ("For=\"[2001:db8::7]:4711\";proto=https", "2001:db8::7"),
            (
                "for=1.1.1.1, proto=https; for=\"203.0.113.7:80\"",
                "203.0.113.7",
            ),
            ("for=1.1.1.1;by=\", for=203.0.113.7", "203.0.113.7"),
            ("for=_hidden", "127.0.0.1"),
            ("proto=https", "127.0.0.1"),
        ] {
            assert_eq!(
                seen("", "127.0.0.1", &[(FORWARDED, value)]),
                expected,
                "{value}"
            );
        }
        let both = |forwarded| [("x-forwarded-for", "203.0.113.7"), (FORWARDED, forwarded)];
        assert_eq!(
            seen("", "127.0.0.1", &both("for=203.0.113.7")),
            "203.0.113.7"
        );
        assert_eq!(seen("", "127.0.0.1", &both("for=1.1.1.1")), "127.0.0.1");
    }

    #[test]
    fn networks_are_read_or_refused() {
        for written in ["10.0.0.0/8", " 10.0.0.1 , ::1/128", "none", "0.0.0.0/0"] {
            assert!(written.parse::<Proxies>().is_ok(), "{written}");
        }
        for written in [
            "",
            "10.0.0.0/33",
            "::/129",
            "10.0.0.0/-1",
            "proxy",
            "10.0.0.1,",
            "10.0.0.0/8/8",
        ] {
            assert_eq!(written.parse::<Proxies>(), Err(NotNetworks), "{written}");
        }
    }
}
