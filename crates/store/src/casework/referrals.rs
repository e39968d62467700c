//! Referrals: prepared and sent by those who lead, read and answered by those who receive. What a recipient
//! sees is decided anew each time they look.

use std::collections::BTreeSet;

use casework::case::{Case, Person};
use casework::consent::{DataKind, Decision, Recipient};
use casework::moment::Moment as Now;
use casework::need::Need;
use casework::referral::{
    DeclineReason, OutcomeKind, Party, RecipientView, Referral, ReferralMove, ReferralRefused,
    ReferralState,
};
use casework::words::OrganizationId;
use jiff::Timestamp;
use kernel::Actor;
use uuid::Uuid;
use vault::CaseKey;

use super::change::{Change, Intent};
use super::consents::{Ending, Grounds};
use super::history::{self, CaseEvent, Entry};
use super::item;
use super::items::AnyItem;
use super::kinds::{ItemKind, Payload, organization_of};
use super::problem::CaseError;
use super::record;
use crate::Store;
use crate::error::StoreError;
use crate::people::Moment;
use crate::policy::{self, Action};

/// What the lead organization does with a referral that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeadMove {
    /// Send a draft.
    Send,
    /// Take it back.
    Recall,
    /// It is done.
    Close,
}

/// What the recipient does with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferralAnswer {
    /// They will.
    Accept,
    /// They will not.
    Decline(DeclineReason),
    /// They begin.
    Begin,
    /// What came of it.
    Report(OutcomeKind),
}

/// A line in the recipient's list: nothing of the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedReferral {
    /// Its id.
    pub id: Uuid,
    /// The case.
    pub case_id: Uuid,
    /// Who asks.
    pub from: OrganizationId,
    /// For which need; `None` once it is over.
    pub need: Option<Need>,
    /// How it stands.
    pub view: RecipientView,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
    /// When an answer is needed.
    pub answer_by: Option<Timestamp>,
    /// When the share ends.
    pub until: Timestamp,
}

/// What a recipient sees of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedCase {
    /// The referral.
    pub referral: Referral,
    /// Its version.
    pub version: i64,
    /// The kinds of data that may be shown now.
    pub kinds: BTreeSet<DataKind>,
    /// What stands on the case itself, when the outline may be shown.
    pub outline: Option<Case>,
    /// Of the person, what may be shown.
    pub person: Option<Person>,
    /// Everything else of the kinds that may be shown.
    pub items: Vec<AnyItem>,
}

impl Store {
    /// Prepares a referral. Nothing leaves before it is sent.
    pub async fn add_referral(
        &self,
        actor: &Actor,
        case: Uuid,
        referral: &Referral,
        moment: &Moment<'_>,
    ) -> Result<Uuid, StoreError> {
        let action = Action::ReferCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        change.refuse_closed()?;
        change.known_recipient(referral.to).await?;
        let draft = Referral {
            from: OrganizationId(change.held.summary.lead_organization_id),
            state: ReferralState::Draft,
            declined: None,
            outcome: None,
            ended: None,
            sent_at: None,
            ..referral.clone()
        };
        let id = change.add_item(&draft, CaseEvent::ItemAdded).await?;
        change.commit().await?;
        Ok(id)
    }

    /// Moves a referral on, for the lead organization. It is sent only if every kind of data that was
    /// chosen may travel.
    pub async fn move_referral(
        &self,
        actor: &Actor,
        case: Uuid,
        referral: Uuid,
        step: LeadMove,
        moment: &Moment<'_>,
    ) -> Result<i64, StoreError> {
        let action = Action::ReferCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        let now = change.now();
        let (held, found) = change.item::<Referral>(referral).await?;
        let decision;
        let step = match step {
            LeadMove::Send => {
                change.refuse_closed()?;
                change.known_recipient(found.to).await?;
                decision = change.decide_to_send(&found).await?;
                if !decision.refused.is_empty() {
                    let refused = decision.refused.into_keys().collect();
                    return Err(CaseError::NotConsented(refused).into());
                }
                ReferralMove::Send(&decision)
            }
            LeadMove::Recall => ReferralMove::Recall,
            LeadMove::Close => ReferralMove::Close,
        };
        let next = found
            .after(&step, Party::Lead, &now)
            .map_err(CaseError::Referral)?;
        let version = change
            .save_item(&held, &next, CaseEvent::ItemChanged)
            .await?;
        change.commit().await?;
        Ok(version)
    }

    /// What was sent to an organization, the newest last.
    pub async fn received_referrals(
        &self,
        actor: &Actor,
        organization: Uuid,
        moment: &Moment<'_>,
    ) -> Result<Vec<ReceivedReferral>, StoreError> {
        let vault = self.vault()?;
        let mut transaction = self.read().await?;
        let asked = Some(organization);
        policy::allow(&mut transaction, actor, Action::ReceiveReferral, asked).await?;
        let latest = history::look(&mut transaction)
            .await?
            .map(|head| head.latest);
        let now = Now::new(moment.now, latest);
        let rows =
            item::of_organization(&mut transaction, organization, ItemKind::Referral).await?;
        let mut found = Vec::new();
        for held in rows {
            let Some(case) = record::one(&mut transaction, held.case).await? else {
                continue;
            };
            let Some(wrapped) = case.wrapped_key else {
                continue;
            };
            let key = CaseKey::unwrap(vault, &held.case.to_string(), &wrapped)?;
            let referral: Referral = item::open(&key, held.id, held.version, &held.sealed)?;
            let grounds = Grounds::read(&mut transaction, Some(&key), held.case).await?;
            found.extend(line(&held, &referral, &grounds, &now));
        }
        Ok(found)
    }

    /// What a referral lets its recipient see now. That they opened it, and what they saw, is recorded.
    pub async fn shared_case(
        &self,
        actor: &Actor,
        case: Uuid,
        referral: Uuid,
        moment: &Moment<'_>,
    ) -> Result<SharedCase, StoreError> {
        let action = Action::ReadSharedCase;
        // The history is taken first: a consent that is being withdrawn is withdrawn before or after.
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        change.refuse_other_recipient(referral).await?;
        let shared = change.show(referral).await?;
        // Also where nothing is shown: the share was ended just now.
        change.commit().await?;
        shared.ok_or_else(|| CaseError::Referral(ReferralRefused::Consent).into())
    }

    /// Answers a referral, for its recipient.
    pub async fn answer_referral(
        &self,
        actor: &Actor,
        case: Uuid,
        referral: Uuid,
        answer: ReferralAnswer,
        moment: &Moment<'_>,
    ) -> Result<i64, StoreError> {
        let action = Action::ReadSharedCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        change.refuse_other_recipient(referral).await?;
        if change.end_shares(Ending::Consent).await? > 0 {
            change.commit().await?;
            return Err(CaseError::Referral(ReferralRefused::Consent).into());
        }
        let version = change.answer(referral, answer).await?;
        change.commit().await?;
        Ok(version)
    }

    /// Ends everything that was sent to organizations that are no longer there; how much that was. For the
    /// program, after an import or a merge.
    pub async fn end_orphaned_shares(
        &self,
        actor: &Actor,
        moment: &Moment<'_>,
    ) -> Result<usize, StoreError> {
        policy::decide(actor, Action::TendKeys)?;
        let mut transaction = self.read().await?;
        let orphans = item::orphans(&mut transaction).await?;
        drop(transaction);
        let mut ended = 0;
        for (case, organization) in orphans {
            let action = Action::TendKeys;
            let begun =
                Change::begin_unasked(self, actor, case, action, moment, Intent::Write).await;
            let mut change = begun?;
            ended += change
                .end_shares(Ending::RecipientGone(organization))
                .await?;
            change.commit().await?;
        }
        Ok(ended)
    }
}

impl Change<'_> {
    async fn known_recipient(&mut self, to: Recipient) -> Result<(), StoreError> {
        let Some(id) = organization_of(to) else {
            return Err(CaseError::UnknownOrganization.into());
        };
        if item::is_organization(&mut self.transaction, id.0).await? {
            Ok(())
        } else {
            Err(CaseError::UnknownOrganization.into())
        }
    }

    /// Whether what a draft chose may travel, as if it had been sent.
    async fn decide_to_send(&mut self, draft: &Referral) -> Result<Decision, StoreError> {
        let as_sent = Referral {
            state: ReferralState::Sent,
            ..draft.clone()
        };
        let (case, now) = (self.id(), self.now());
        let grounds = Grounds::read(&mut self.transaction, self.key.as_ref(), case).await?;
        Ok(grounds.of_referral(&now, &as_sent))
    }

    /// A referral is read by those it was sent to, also where another of theirs lets them near the case.
    async fn refuse_other_recipient(&mut self, referral: Uuid) -> Result<(), StoreError> {
        let (_, found) = self.item::<Referral>(referral).await?;
        let theirs = self.standing.as_ref().map(|standing| standing.organization);
        let to = match found.to {
            Recipient::Organization(id) => Some(id.0),
            Recipient::Outside(_) | Recipient::Person => None,
        };
        if theirs.is_some() && theirs == to {
            Ok(())
        } else {
            Err(StoreError::Forbidden(Action::ReadSharedCase))
        }
    }

    /// What a referral lets be seen now; `None` when nothing may be: then the share has been ended.
    pub(super) async fn show(&mut self, referral: Uuid) -> Result<Option<SharedCase>, StoreError> {
        self.end_shares(Ending::Consent).await?;
        let now = self.now();
        let (mut held, mut found) = self.item::<Referral>(referral).await?;
        if !found.state.is_share() {
            return Ok(None);
        }
        if found.state == ReferralState::Sent {
            found = found
                .after(&ReferralMove::See, Party::Recipient, &now)
                .map_err(CaseError::Referral)?;
            held.version = self
                .save_item(&held, &found, CaseEvent::ItemChanged)
                .await?;
        }
        let case = self.id();
        let grounds = Grounds::read(&mut self.transaction, self.key.as_ref(), case).await?;
        let decision = grounds.of_referral(&now, &found);
        let kinds = decision.kinds();
        let outline = if kinds.contains(&DataKind::Outline) {
            Some(self.case()?)
        } else {
            None
        };
        let people = self.items::<Person>().await?;
        let person = people
            .first()
            .and_then(|person| person.payload.shared(&kinds))
            .map(|person| person.narrowed(|name| found.shows(DataKind::Identity, name, &decision)));
        let mut items = Vec::new();
        for row in self.held_items(None).await? {
            let shown = row.kind != ItemKind::Person
                && row.kind.data().is_some_and(|data| kinds.contains(&data));
            if shown {
                items.push(AnyItem::open(self.key()?, row)?);
            }
        }
        let words: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
        let entry = Entry {
            item: None,
            kind: Some(ItemKind::Referral.word()),
            detail: &words.join(" "),
            ..Entry::default()
        };
        self.record(CaseEvent::SharedRead, entry).await?;
        Ok(Some(SharedCase {
            referral: found,
            version: held.version,
            kinds,
            outline,
            person,
            items,
        }))
    }

    /// Writes a recipient's answer.
    pub(super) async fn answer(
        &mut self,
        referral: Uuid,
        answer: ReferralAnswer,
    ) -> Result<i64, StoreError> {
        let now = self.now();
        let (held, found) = self.item::<Referral>(referral).await?;
        let step = match answer {
            ReferralAnswer::Accept => ReferralMove::Accept,
            ReferralAnswer::Decline(reason) => ReferralMove::Decline(reason),
            ReferralAnswer::Begin => ReferralMove::Begin,
            ReferralAnswer::Report(outcome) => ReferralMove::Report(outcome),
        };
        let next = found
            .after(&step, Party::Recipient, &now)
            .map_err(CaseError::Referral)?;
        let version = self.save_item(&held, &next, CaseEvent::ItemChanged).await?;
        self.end_shares(Ending::Consent).await?;
        Ok(version)
    }
}

fn line(
    held: &item::Held,
    referral: &Referral,
    grounds: &Grounds,
    now: &Now,
) -> Option<ReceivedReferral> {
    let mut view = referral.for_recipient()?;
    let open = matches!(view, RecipientView::Open(_))
        && !grounds.of_referral(now, referral).allowed.is_empty();
    if matches!(view, RecipientView::Open(_)) && !open {
        view = RecipientView::Over;
    }
    Some(ReceivedReferral {
        id: held.id,
        case_id: held.case,
        from: referral.from,
        need: open.then_some(referral.need),
        view,
        sent_at: referral.sent_at,
        answer_by: referral.answer_by.filter(|_| open),
        until: referral.until,
    })
}
