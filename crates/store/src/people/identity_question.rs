//! The table `identity_question`: who was sent to an identity provider and has not come back yet.
//!
//! Somebody comes back once, in the browser from which they went, within ten minutes. What the provider then
//! says is checked elsewhere (`signin::oidc`); here is what it is held against.

use std::time::Duration;

use jiff::SignedDuration;
use kernel::Actor;
use uuid::Uuid;

use super::throttle::NetworkKey;
use super::token::{BrowserToken, StateToken};
use super::{Moment, person, session, stored};
use crate::Store;
use crate::engine::Value;
use crate::error::StoreError;
use crate::policy::{self, Action};
use crate::statements::statements;

/// How long one may be away.
const GOOD_FOR: SignedDuration = SignedDuration::from_mins(10);
/// Questions that are open at one time: what a flood can fill is bounded.
const OPEN: i64 = 10_000;

/// What somebody wants who is sent to a provider.
#[derive(Debug, Clone)]
pub struct IdentityQuestion {
    /// To link it to their account, in this session; `None`: to sign in.
    pub linking: Option<Uuid>,
    /// The page of ours that they wanted; may be empty.
    pub going_to: String,
    /// Where they come from, when they are not signed in.
    pub network: Option<NetworkKey>,
}

/// What is to be sent along.
#[derive(Debug, Clone)]
pub struct IdentityAsked {
    /// Comes back in the address.
    pub state: StateToken,
    /// For a cookie of the browser.
    pub browser: BrowserToken,
    /// Comes back in the token.
    pub nonce: String,
    /// Goes with the code (RFC 7636).
    pub verifier: String,
}

/// Whether somebody may go.
#[derive(Debug, Clone)]
pub enum IdentityBegun {
    /// They may.
    Go(IdentityAsked),
    /// Too many went from there: not before this long.
    Wait(Duration),
}

/// Somebody who came back. Only [`Store::take_identity_question`] makes one.
#[derive(Debug, Clone)]
pub struct IdentityReturn {
    /// Must stand in the token.
    pub nonce: String,
    /// Goes with the code.
    pub verifier: String,
    /// The page of ours that they wanted.
    pub going_to: String,
    /// Who links, and in which session.
    pub(crate) linking: Option<(Uuid, Uuid)>,
}

impl IdentityReturn {
    /// They want to link it to their account; otherwise they want to sign in.
    pub fn is_linking(&self) -> bool {
        self.linking.is_some()
    }
}

statements! {
    Both ADD =
        "INSERT INTO identity_question
            (state_digest, browser_digest, nonce, verifier, person_id, session_id, going_to, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    Both TAKE =
        "DELETE FROM identity_question
         WHERE state_digest = $1 AND browser_digest = $2 AND expires_at > $3
         RETURNING nonce, verifier, person_id, session_id, going_to";
    Both DELETE_EXPIRED = "DELETE FROM identity_question WHERE expires_at <= $1";
    /// Beyond so many, the oldest go.
    Both BOUND =
        "DELETE FROM identity_question WHERE expires_at < (
            SELECT expires_at FROM identity_question ORDER BY expires_at DESC LIMIT 1 OFFSET $1
         )";
}

impl Store {
    /// Sends somebody to a provider.
    pub async fn ask_identity(
        &self,
        actor: &Actor,
        question: &IdentityQuestion,
        moment: &Moment<'_>,
    ) -> Result<IdentityBegun, StoreError> {
        policy::decide(actor, Action::SignIn)?;
        let mut transaction = self.write().await?;
        let linking = match question.linking {
            Some(session) => {
                let person = person::own(&mut transaction, actor).await?;
                session::one_of(&mut transaction, person, session).await?;
                Some((person, session))
            }
            None => None,
        };
        if let Err(wait) = self.take_try(question.network, moment) {
            return Ok(IdentityBegun::Wait(wait));
        }
        let now = stored(moment.now);
        transaction.execute(&DELETE_EXPIRED, &[now.into()]).await?;
        transaction.execute(&BOUND, &[(OPEN - 1).into()]).await?;
        let asked = IdentityAsked {
            state: StateToken::fresh(moment.random),
            browser: BrowserToken::fresh(moment.random),
            nonce: StateToken::fresh(moment.random).reveal(),
            verifier: StateToken::fresh(moment.random).reveal(),
        };
        let (person, session) = linking.unzip();
        let id = |id: Option<Uuid>| Value::from(id.map(|id| id.to_string()));
        let values = [
            asked.state.digest().into(),
            asked.browser.digest().into(),
            (&asked.nonce).into(),
            (&asked.verifier).into(),
            id(person),
            id(session),
            (&question.going_to).into(),
            stored(moment.after(GOOD_FOR)).into(),
        ];
        transaction.execute(&ADD, &values).await?;
        transaction.commit().await?;
        Ok(IdentityBegun::Go(asked))
    }

    /// What somebody was sent with who comes back, once; `None` when they were not sent from here, in this
    /// browser, a short while ago.
    pub async fn take_identity_question(
        &self,
        actor: &Actor,
        state: &StateToken,
        browser: &BrowserToken,
        moment: &Moment<'_>,
    ) -> Result<Option<IdentityReturn>, StoreError> {
        policy::decide(actor, Action::SignIn)?;
        let mut transaction = self.write().await?;
        let values = [
            state.digest().into(),
            browser.digest().into(),
            stored(moment.now).into(),
        ];
        let taken = transaction
            .all(&TAKE, &values, |row| {
                let person: Option<Uuid> = row.optional_parsed("person_id")?;
                let session: Option<Uuid> = row.optional_parsed("session_id")?;
                Ok(IdentityReturn {
                    nonce: row.text("nonce")?,
                    verifier: row.text("verifier")?,
                    going_to: row.text("going_to")?,
                    linking: person.zip(session),
                })
            })
            .await?;
        transaction.commit().await?;
        Ok(taken.into_iter().next())
    }
}
