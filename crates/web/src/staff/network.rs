//! Where a sign-in comes from, so that one network cannot try for ever. Asked for at sign-in only, kept in
//! memory only, under a key; never written down.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::FromRequestParts;
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

impl FromRequestParts<Arc<Site>> for Network {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        site: &Arc<Site>,
    ) -> Result<Self, Self::Rejection> {
        let proxies = &site.settings.proxies;
        Ok(Self(proxies.client(&parts.extensions, &parts.headers)))
    }
}
