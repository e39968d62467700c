//! The identity provider that the operator has named: what is known of it, and asking it.
//!
//! What to ask and whether to believe the answer is `signin::oidc`'s; how an address is reached is for the
//! program that serves the pages to say ([`Reach`]), so that tests reach one of their own.

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use kernel::{Lang, Secret};
use signin::oidc::{
    Client, Disbelief, Expected, Identity, Issuer, Keys, Metadata, SecondFactor, read_token,
};

use crate::staff::routes::StaffRoute;

/// How long what the provider publishes is believed without looking again.
const FRESH: SignedDuration = SignedDuration::from_hours(1);
/// How soon its keys may be looked at again when a token is signed with an unknown one.
const KEYS_AGAIN: SignedDuration = SignedDuration::from_mins(1);

/// A request to the provider: a form when there is one, otherwise only asking.
#[derive(Clone)]
pub struct ProviderRequest {
    /// Where to.
    pub address: String,
    /// The header `Authorization`.
    pub authorization: Option<String>,
    /// A form, encoded.
    pub form: Option<String>,
}

/// Says where to, and nothing of what: codes and secrets are in it.
impl Debug for ProviderRequest {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "ProviderRequest({}, …)", self.address)
    }
}

/// What the provider answers.
#[derive(Clone)]
pub struct ProviderAnswer {
    /// The status.
    pub status: u16,
    /// The body, of a sensible size.
    pub body: Vec<u8>,
}

/// Says nothing: tokens are in it.
impl Debug for ProviderAnswer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "ProviderAnswer({}, …)", self.status)
    }
}

/// The provider could not be reached: no connection, no TLS, no answer in time, or far too long a one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the identity provider could not be reached")]
pub struct Unreachable;

/// An answer, once it is there.
pub type Reached<'a> =
    Pin<Box<dyn Future<Output = Result<ProviderAnswer, Unreachable>> + Send + 'a>>;

/// How the provider is reached.
pub trait Reach: Debug + Send + Sync {
    /// Sends a request and waits for its answer, for a few seconds at most. Follows no redirection.
    fn reach(&self, request: ProviderRequest) -> Reached<'_>;
}

/// What the operator says about the provider.
#[derive(Debug, Clone)]
pub struct ProviderSettings {
    /// Its name, as it stands on the button.
    pub name: String,
    /// The address that names it.
    pub issuer: Issuer,
    /// What it calls this house.
    pub client_id: String,
    /// What the house proves itself with.
    pub client_secret: Secret<String>,
    /// When a sign-in there counts as both factors.
    pub second_factor: SecondFactor,
    /// The address at which people reach this house, without a slash at the end.
    pub public_url: String,
}

/// The provider.
#[derive(Debug)]
pub struct IdentityProvider {
    settings: ProviderSettings,
    reach: Arc<dyn Reach>,
    metadata: Kept<Metadata>,
    keys: Kept<Keys>,
}

/// Why a person who came back is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotKnown {
    #[error(transparent)]
    Unreachable(#[from] Unreachable),
    #[error(transparent)]
    Disbelief(#[from] Disbelief),
}

impl IdentityProvider {
    /// A provider, reached in this way.
    pub fn new(settings: ProviderSettings, reach: Arc<dyn Reach>) -> Self {
        Self {
            settings,
            reach,
            metadata: Mutex::default(),
            keys: Mutex::default(),
        }
    }

    /// Its name, as it stands on the button.
    pub fn name(&self) -> &str {
        &self.settings.name
    }

    pub(crate) fn issuer(&self) -> &Issuer {
        &self.settings.issuer
    }

    pub(crate) fn second_factor(&self) -> &SecondFactor {
        &self.settings.second_factor
    }

    /// Where it sends people back, in each language. The operator names both to the provider.
    pub fn redirect_uri(&self, lang: Lang) -> String {
        let path = StaffRoute::IdentitySignIn.address(lang);
        format!("{}{path}", self.settings.public_url)
    }

    pub(crate) fn client<'a>(&'a self, redirect_uri: &'a str) -> Client<'a> {
        Client {
            issuer: &self.settings.issuer,
            id: &self.settings.client_id,
            redirect_uri,
        }
    }

    async fn look(&self, address: String) -> Result<Vec<u8>, NotKnown> {
        let request = ProviderRequest {
            address,
            authorization: None,
            form: None,
        };
        let answer = self.reach.reach(request).await?;
        if answer.status == 200 {
            Ok(answer.body)
        } else {
            Err(Unreachable.into())
        }
    }

    /// What the provider says about itself.
    pub(crate) async fn metadata(&self, now: Timestamp) -> Result<Arc<Metadata>, NotKnown> {
        if let Some(known) = kept(&self.metadata, now, FRESH) {
            return Ok(known);
        }
        let json = self.look(self.settings.issuer.metadata_address()).await?;
        let read = Arc::new(Metadata::read(&json, &self.settings.issuer)?);
        keep(&self.metadata, now, Arc::clone(&read));
        Ok(read)
    }

    async fn keys(
        &self,
        metadata: &Metadata,
        now: Timestamp,
        fresh: SignedDuration,
    ) -> Result<Arc<Keys>, NotKnown> {
        if let Some(known) = kept(&self.keys, now, fresh) {
            return Ok(known);
        }
        let json = self.look(metadata.jwks_uri.clone()).await?;
        let read = Arc::new(Keys::read(&json)?);
        keep(&self.keys, now, Arc::clone(&read));
        Ok(read)
    }

    /// Gives the code for a token and says who the token is about.
    pub(crate) async fn identify(
        &self,
        metadata: &Metadata,
        brought: Brought<'_>,
        now: Timestamp,
    ) -> Result<Identity, NotKnown> {
        let secret = self.settings.client_secret.expose();
        let client = self.client(brought.redirect_uri);
        let asked = client.token_request(metadata, secret, brought.code, brought.verifier);
        let answer = self.reach.reach(ProviderRequest {
            address: asked.address,
            authorization: asked.authorization,
            form: Some(asked.body),
        });
        let answer = answer.await?;
        if answer.status >= 500 {
            return Err(Unreachable.into());
        }
        let token = read_token(answer.status, &answer.body)?;
        let expected = Expected {
            issuer: &self.settings.issuer,
            client_id: &self.settings.client_id,
            nonce: brought.nonce,
            now,
        };
        let keys = self.keys(metadata, now, FRESH).await?;
        match token.verify(&keys, expected) {
            // It may have changed its keys since.
            Err(Disbelief::UnknownKey) => {
                let keys = self.keys(metadata, now, KEYS_AGAIN).await?;
                Ok(token.verify(&keys, expected)?)
            }
            verified => Ok(verified?),
        }
    }
}

/// What a person brings back, with what was kept of the question.
#[derive(Clone, Copy)]
pub(crate) struct Brought<'a> {
    pub(crate) code: &'a str,
    pub(crate) nonce: &'a str,
    pub(crate) verifier: &'a str,
    pub(crate) redirect_uri: &'a str,
}

type Kept<T> = Mutex<Option<(Timestamp, Arc<T>)>>;

fn kept<T>(of: &Kept<T>, now: Timestamp, fresh: SignedDuration) -> Option<Arc<T>> {
    let known = of.lock().unwrap_or_else(PoisonError::into_inner);
    let known = known.as_ref().filter(|(at, _)| {
        let age = now.duration_since(*at);
        age < fresh && !age.is_negative()
    });
    known.map(|(_, value)| Arc::clone(value))
}

fn keep<T>(of: &Kept<T>, now: Timestamp, value: Arc<T>) {
    *of.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, value));
}
