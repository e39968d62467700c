//! The table `case_outside_link`, and what an agency without an account does with a link: it opens once, with
//! the code that was told by telephone, and shows what consent names.

use std::collections::BTreeSet;

use casework::consent::{DataKind, Recipient};
use casework::outside_link::{LinkRefusal, Opening, OutsideLink, TRIES, code};
use casework::referral::Referral;
use casework::words::{OrganizationId, Private, ReferralId, WorkerId};
use jiff::Timestamp;
use kernel::Actor;
use uuid::Uuid;
use vault::Vault;

use super::change::{Change, Intent};
use super::consents::Ending;
use super::history::CaseEvent;
use super::problem::CaseError;
use super::referrals::{ReferralAnswer, SharedCase};
use crate::Store;
use crate::engine::Transaction;
use crate::error::StoreError;
use crate::people::Moment;
use crate::people::token::LinkToken;
use crate::policy::{self, Action};
use crate::statements::statements;

statements! {
    Both ADD =
        "INSERT INTO case_outside_link (token_digest, case_id, item_id, code_digest)
         VALUES ($1, $2, $3, $4)";
    Both FIND =
        "SELECT case_id, item_id, code_digest FROM case_outside_link WHERE token_digest = $1";
    Both FORGET = "DELETE FROM case_outside_link WHERE item_id = $1";
    Both SHRED = "DELETE FROM case_outside_link WHERE case_id = $1";
}

/// A link that was made: shown once, and kept by nobody here.
#[derive(Debug, Clone)]
pub struct MadeLink {
    /// The id of the link in the case.
    pub id: Uuid,
    /// The secret in the address.
    pub token: LinkToken,
    /// The code to be told by telephone.
    pub code: Private,
    /// Until when it can be opened.
    pub until: Timestamp,
}

/// A link whose item is over leads nowhere any more.
pub(super) async fn forget(transaction: &mut Transaction, item: Uuid) -> Result<(), StoreError> {
    transaction.execute(&FORGET, &[item.into()]).await?;
    Ok(())
}

/// Takes out the links of a case that is being destroyed.
pub(super) async fn shred(transaction: &mut Transaction, case: Uuid) -> Result<(), StoreError> {
    transaction.execute(&SHRED, &[case.into()]).await?;
    Ok(())
}

/// Six digits could all be tried against a plain digest: this one needs the deployment's key.
fn code_digest(vault: &Vault, token: &LinkToken, code: &Private) -> Vec<String> {
    let mut value = token.digest().into_bytes();
    value.extend(
        code.expose()
            .chars()
            .filter(char::is_ascii_digit)
            .map(|digit| digit as u8),
    );
    vault.blind_indexes("case_outside_link", "code_digest", &value)
}

struct Found {
    case: Uuid,
    item: Uuid,
    code_digest: String,
}

async fn find(
    transaction: &mut Transaction,
    token: &LinkToken,
) -> Result<Option<Found>, StoreError> {
    let found = transaction
        .all(&FIND, &[token.digest().into()], |row| {
            Ok(Found {
                case: row.parsed("case_id")?,
                item: row.parsed("item_id")?,
                code_digest: row.text("code_digest")?,
            })
        })
        .await?;
    Ok(found.into_iter().next())
}

impl Store {
    /// Makes a one-time link for an agency without an account. The referral must have been sent to it.
    pub async fn make_outside_link(
        &self,
        actor: &Actor,
        case: Uuid,
        referral: Uuid,
        until: Timestamp,
        moment: &Moment<'_>,
    ) -> Result<MadeLink, StoreError> {
        let action = Action::ReferCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        let (_, found) = change.item::<Referral>(referral).await?;
        let Recipient::Outside(to) = found.to else {
            return Err(CaseError::UnknownOrganization.into());
        };
        if !found.state.is_share() {
            return Err(CaseError::Link(LinkRefusal::NoConsent).into());
        }
        let link = new_link(change.worker(), &found, to, until, moment).bounded();
        let id = change.add_item(&link, CaseEvent::LinkMade).await?;
        let (token, code) = (LinkToken::fresh(moment.random), code(moment.random));
        let digest = code_digest(change.vault, &token, &code).swap_remove(0);
        let values = [token.digest().into(), case.into(), id.into(), digest.into()];
        change.transaction.execute(&ADD, &values).await?;
        change.commit().await?;
        Ok(MadeLink {
            id,
            token,
            code,
            until: link.until,
        })
    }

    /// Opens a link, once. Whatever stands in the way, whoever is outside learns only that it does not open.
    pub async fn open_outside_link(
        &self,
        actor: &Actor,
        token: &LinkToken,
        code: &Private,
        moment: &Moment<'_>,
    ) -> Result<SharedCase, StoreError> {
        policy::decide(actor, Action::OpenOutsideLink)?;
        let (mut change, found) = self.follow(actor, token, moment).await?;
        let ended = change.end_shares(Ending::Consent).await?;
        let (held, link) = change.item::<OutsideLink>(found.item).await?;
        let matches = code_digest(change.vault, token, code)
            .iter()
            .any(|digest| subtle_eq(digest, &found.code_digest));
        let live = ended == 0 && link.ended_at.is_none();
        let opening = link.open(matches, live, &change.now());
        let (next, event, outcome) = match opening {
            Opening::Opened(next) => (next, CaseEvent::LinkOpened, None),
            Opening::Refused(refusal, next) => (next, CaseEvent::ItemChanged, Some(refusal)),
        };
        if next != link {
            change.save_item(&held, &next, event).await?;
        }
        let shared = match outcome {
            None => change.show(link.referral.0).await?,
            Some(_) => None,
        };
        // Also where nothing is shown: the try that is used up counts.
        change.commit().await?;
        let refusal = outcome.unwrap_or(LinkRefusal::NoConsent);
        shared.ok_or_else(|| CaseError::Link(refusal).into())
    }

    /// Answers a referral through the link that was opened, while it may be answered. It takes the code
    /// again: whoever has only the address cannot answer for those who opened it.
    pub async fn answer_outside_link(
        &self,
        actor: &Actor,
        token: &LinkToken,
        code: &Private,
        answer: ReferralAnswer,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        policy::decide(actor, Action::OpenOutsideLink)?;
        let (mut change, found) = self.follow(actor, token, moment).await?;
        let (held, link) = change.item::<OutsideLink>(found.item).await?;
        if !link.may_answer(&change.now()) || link.tries_left == 0 {
            return Err(CaseError::Link(LinkRefusal::Expired).into());
        }
        let matches = code_digest(change.vault, token, code)
            .iter()
            .any(|digest| subtle_eq(digest, &found.code_digest));
        if !matches {
            let next = OutsideLink {
                tries_left: link.tries_left.saturating_sub(1),
                ..link
            };
            change
                .save_item(&held, &next, CaseEvent::ItemChanged)
                .await?;
            change.commit().await?;
            return Err(CaseError::Link(LinkRefusal::WrongCode).into());
        }
        if change.end_shares(Ending::Consent).await? > 0 {
            change.commit().await?;
            return Err(CaseError::Link(LinkRefusal::NoConsent).into());
        }
        change.answer(link.referral.0, answer).await?;
        change.commit().await
    }

    async fn follow<'a>(
        &'a self,
        actor: &Actor,
        token: &LinkToken,
        moment: &'a Moment<'a>,
    ) -> Result<(Change<'a>, Found), StoreError> {
        let nowhere = || StoreError::from(CaseError::Link(LinkRefusal::Ended));
        let mut transaction = self.read().await?;
        let found = find(&mut transaction, token).await?.ok_or_else(nowhere)?;
        drop(transaction);
        let action = Action::OpenOutsideLink;
        let intent = Intent::Write;
        let begun = Change::begin_unasked(self, actor, found.case, action, moment, intent).await;
        let mut change = begun?;
        // It may have been ended in between.
        let found = find(&mut change.transaction, token)
            .await?
            .ok_or_else(nowhere)?;
        Ok((change, found))
    }
}

fn new_link(
    by: WorkerId,
    referral: &Referral,
    to: OrganizationId,
    until: Timestamp,
    moment: &Moment<'_>,
) -> OutsideLink {
    let kinds: BTreeSet<DataKind> = referral.kinds.clone();
    OutsideLink {
        id: casework::words::OutsideLinkId(Uuid::nil()),
        case: referral.case,
        referral: ReferralId(referral.id.0),
        to,
        kinds,
        by,
        made_at: moment.now,
        until,
        tries_left: TRIES,
        opened_at: None,
        ended_at: None,
    }
}

fn subtle_eq(one: &str, other: &str) -> bool {
    use subtle::ConstantTimeEq as _;
    one.as_bytes().ct_eq(other.as_bytes()).into()
}
