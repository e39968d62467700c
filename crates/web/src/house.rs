//! What the pages need from the rest of the house.

use std::convert::Infallible;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

use ::directory::content::Content;
use axum::Router;
use axum::http::{HeaderMap, HeaderValue};
use casework::document::Scan;
use guidance::Library;
use jiff::tz::TimeZone;
use kernel::{Clock, Lang, Random, Text};
use search::{Finder, Index};
use store::{Moment, Store};

use crate::directory::browse::Kinds;
use crate::directory::call_now::CallNow;
use crate::directory::described::Descriptions;
use crate::directory::filters::TermNames;
use crate::freshness::Freshness;
use crate::hsds::{Api, Limit};
use crate::messages::Messages;
use crate::outside;
use crate::proxies::Proxies;
use crate::routes;
use crate::staff::cookie::is_secure;
use crate::staff::imports::Jobs;

/// Everything the pages are made from.
#[derive(Debug)]
pub struct House {
    /// The database. Of the public, only suggestions are written.
    pub store: Store,
    /// The search.
    pub finder: Arc<Finder>,
    /// Terms and places.
    pub content: Arc<Content>,
    /// The instruments that can be filled in.
    pub questionnaires: Arc<questionnaires::Library>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance, for reference numbers and ids.
    pub random: Arc<dyn Random>,
    /// What the operator chooses.
    pub settings: Settings,
    /// Whether the search shows the directory as it is.
    pub freshness: Freshness,
}

/// What the operator chooses about the pages.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where "leave this page" leads, in each language: an ordinary, busy site.
    pub exit_url: Text,
    /// The guides, and what the law of each jurisdiction asks: those that ship, with the operator's own
    /// laid over them.
    pub guides: Arc<Library>,
    /// The name of the organization that runs this house, for papers that people print. Empty: none is shown.
    pub name_on_paper: Text,
    /// Requests a minute that one network may make of the HSDS interface.
    pub api_per_minute: NonZeroU32,
    /// The program itself speaks TLS, so that the desk's cookie is for TLS only. Behind a proxy that
    /// speaks it, the proxy says so in each request.
    pub tls: bool,
    /// The house as passkeys know it; `None`: passkeys are not offered.
    #[cfg(feature = "passkeys")]
    pub passkeys: Option<signin::passkey::RelyingParty>,
    /// Where people may sign in instead; `None`: here only.
    #[cfg(feature = "oidc")]
    pub identity: Option<Arc<crate::identity::IdentityProvider>>,
    /// The folder of files that are being taken in; they have no names there. Only the program may read it.
    pub scratch: PathBuf,
    /// Bytes of a file that the desk takes in.
    pub upload_limit: u64,
    /// What looks through documents for viruses; `None`: nothing does, and the desk says so.
    pub scanner: Option<Arc<dyn DocumentScanner>>,
    /// Whose word is taken for where a request comes from.
    pub proxies: Proxies,
    /// How long browsers are to ask for this house over TLS only (HSTS), in days. `None`: they are not
    /// told, because the list they keep names the house.
    pub strict_transport_days: Option<NonZeroU32>,
    /// The time zone in which the people of the desk work: what is due "today", and how times are said.
    pub zone: TimeZone,
}

/// Looks through the files that people bring for viruses.
pub trait DocumentScanner: std::fmt::Debug + Send + Sync {
    /// What is found in these bytes. It may wait for another program: no request is held up elsewhere.
    fn scan(&self, bytes: &[u8]) -> Scan;
}

/// Bytes of a file that the desk takes in, when the operator says nothing: larger exports come in at the
/// command line.
pub const UPLOAD_LIMIT: u64 = 512 << 20;

/// Requests a minute of the HSDS interface, when the operator says nothing: enough to read a large
/// directory page by page, too few to keep the program from others.
pub const API_PER_MINUTE: NonZeroU32 = NonZeroU32::new(1_200).unwrap();

/// Tries of a code a minute from one network: a library has many people, and nobody types ten a minute. The
/// code itself is beyond guessing at any speed (`store::ResumeCode`).
pub(crate) const CODES_PER_MINUTE: NonZeroU32 = NonZeroU32::new(10).unwrap();

impl Default for Settings {
    fn default() -> Self {
        Self {
            exit_url: Text::new(
                "https://www.theweathernetwork.com/en",
                "https://www.meteomedia.com/fr",
            ),
            guides: crate::shipped_guides(),
            name_on_paper: Text::default(),
            api_per_minute: API_PER_MINUTE,
            tls: false,
            #[cfg(feature = "passkeys")]
            passkeys: None,
            #[cfg(feature = "oidc")]
            identity: None,
            scratch: std::env::temp_dir(),
            upload_limit: UPLOAD_LIMIT,
            scanner: None,
            proxies: Proxies::default(),
            strict_transport_days: None,
            zone: TimeZone::UTC,
        }
    }
}

impl Settings {
    /// `Strict-Transport-Security` for an answer to a request with these headers: only over TLS
    /// (RFC 6797, 7.2), and only where the operator wants it. Never for subdomains, which are not ours.
    pub(crate) fn strict_transport(&self, headers: &HeaderMap) -> Option<HeaderValue> {
        const DAY: u64 = 24 * 60 * 60;
        let days = self.strict_transport_days?;
        let secure = is_secure(headers, self.tls);
        let value = || HeaderValue::from_str(&format!("max-age={}", u64::from(days.get()) * DAY));
        secure.then(value)?.ok()
    }
}

/// All pages of the house.
pub fn router(house: Arc<House>) -> Router {
    routes::router(Arc::new(Site::new(house)))
}

/// The house, and what the pages have worked out from it.
#[derive(Debug)]
pub(crate) struct Site {
    house: Arc<House>,
    call_now: PerIndex<CallNow>,
    kinds: PerIndex<Kinds>,
    descriptions: PerIndex<Descriptions>,
    term_names: [OnceLock<TermNames>; Lang::ALL.len()],
    /// What the HSDS interface keeps.
    pub(crate) hsds: Api,
    /// How often one network may try a code of kept answers, or keep some.
    pub(crate) codes: Limit,
    /// How often one network may try one-time links.
    pub(crate) outside: Limit,
    /// Exports that are being taken in.
    pub(crate) imports: Jobs,
    /// Held by whoever looks through the directory for duplicates.
    pub(crate) looking: Arc<tokio::sync::Mutex<()>>,
}

/// Something that changes with the directory only, worked out once for each index.
#[derive(Debug)]
struct PerIndex<T>(Mutex<Option<(Weak<Index>, Arc<T>)>>);

impl<T> PerIndex<T> {
    fn get<E>(
        &self,
        index: &Arc<Index>,
        work_out: impl FnOnce(&Index) -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, value)) = &*known
            && of.as_ptr() == Arc::as_ptr(index)
        {
            return Ok(Arc::clone(value));
        }
        let value = Arc::new(work_out(index)?);
        *known = Some((Arc::downgrade(index), Arc::clone(&value)));
        Ok(value)
    }
}

impl<T> Default for PerIndex<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl Site {
    pub(crate) fn new(house: Arc<House>) -> Self {
        Self {
            hsds: Api::new(&house),
            codes: Limit::new(CODES_PER_MINUTE, &*house.random),
            outside: Limit::new(outside::TRIES_PER_MINUTE, &*house.random),
            imports: Jobs::default(),
            looking: Arc::default(),
            house,
            call_now: PerIndex::default(),
            kinds: PerIndex::default(),
            descriptions: PerIndex::default(),
            term_names: Default::default(),
        }
    }

    /// Where "leave this page" leads.
    pub(crate) fn exit_url(&self, lang: Lang) -> &str {
        self.house.settings.exit_url.shown(lang).0
    }

    /// Now, and chance, for what the store writes.
    pub(crate) fn moment(&self) -> Moment<'_> {
        Moment {
            now: self.house.clock.now(),
            random: &*self.house.random,
        }
    }

    /// Whom to call now, according to the directory.
    pub(crate) fn call_now(&self, index: &Arc<Index>) -> Arc<CallNow> {
        let now = self.house.clock.now();
        let work_out = |index: &Index| Ok::<_, Infallible>(CallNow::from_index(index, now));
        match self.call_now.get(index, work_out) {
            Ok(lines) => lines,
        }
    }

    /// How many services there are of each kind, for looking around.
    pub(crate) fn kinds(&self, index: &Arc<Index>) -> search::Result<Arc<Kinds>> {
        let now = self.house.clock.now();
        self.kinds.get(index, |index| Kinds::from_index(index, now))
    }

    /// What lists say of the services of `index`, whoever asks.
    pub(crate) fn descriptions(&self, index: &Arc<Index>) -> Arc<Descriptions> {
        let work_out = |index: &Index| Ok::<_, Infallible>(Descriptions::of(index));
        match self.descriptions.get(index, work_out) {
            Ok(descriptions) => descriptions,
        }
    }

    /// The names of the taxonomy's terms, as pages write them.
    pub(crate) fn term_names(&self, messages: &'static Messages) -> &TermNames {
        self.term_names[messages.lang() as usize]
            .get_or_init(|| TermNames::new(&self.content.taxonomy, messages))
    }
}

impl std::ops::Deref for Site {
    type Target = House;

    fn deref(&self) -> &House {
        &self.house
    }
}
