//! What her consent covers of a referral to one organization, kind by kind, and by which consent: so that the
//! page can say it plainly. The store decides again when it is sent, and each time somebody looks.

use std::collections::BTreeSet;

use casework::consent::{
    Ask, Consent, DataKind, Decision, Exception, Ground, Purpose, Recipient, Relationship, decide,
};
use casework::moment::Moment as Now;
use casework::words::CaseId;
use jiff::Timestamp;
use store::CaseItem;
use uuid::Uuid;

use super::super::{purpose, unknown};
use super::until_said;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::SignedIn;

/// Kinds of data that the desk has pages for, and that a recipient's page shows.
pub(super) const SHAREABLE: [DataKind; 8] = [
    DataKind::Outline,
    DataKind::Needs,
    DataKind::Contact,
    DataKind::Identity,
    DataKind::Notes,
    DataKind::Health,
    DataKind::Immigration,
    DataKind::IndigenousIdentity,
];

/// What may go to one recipient now.
pub(super) struct Cover {
    decision: Decision,
    consents: Vec<Consent>,
    exceptions: Vec<Exception>,
}

impl Cover {
    /// Reads the consents of the case; the reading is recorded.
    pub(super) async fn read(
        site: &Site,
        here: &SignedIn,
        case: Uuid,
        to: Recipient,
    ) -> Result<Self, Problem> {
        let (why, moment) = (purpose(&here.me), site.moment());
        let consents: Vec<CaseItem<Consent>> = site
            .store
            .case_items(&here.actor, case, why, &moment)
            .await
            .map_err(unknown)?;
        let exceptions: Vec<CaseItem<Exception>> = site
            .store
            .case_items(&here.actor, case, why, &moment)
            .await
            .map_err(unknown)?;
        let consents: Vec<Consent> = consents.into_iter().map(|item| item.payload).collect();
        let exceptions: Vec<Exception> = exceptions.into_iter().map(|item| item.payload).collect();
        let now: Now = site.clock.now().into();
        let ask = Ask {
            case: CaseId(case),
            role: SHAREABLE.into(),
            relationship: Relationship::Assigned,
            purpose: Purpose::Referral,
            kinds: SHAREABLE.into(),
            recipient: to,
            now,
        };
        let whole = exceptions.iter().find(|one| {
            one.purpose == Purpose::Referral && one.recipient == to && one.is_whole(&now)
        });
        Ok(Self {
            decision: decide(&ask, &consents, whole),
            consents,
            exceptions,
        })
    }

    /// The kinds that may go.
    pub(super) fn kinds(&self) -> BTreeSet<DataKind> {
        self.decision.kinds()
    }

    /// When the first of what these kinds stand on ends.
    pub(super) fn ends(&self, kinds: &BTreeSet<DataKind>) -> Option<Timestamp> {
        kinds
            .iter()
            .filter_map(|kind| self.decision.allowed.get(kind))
            .filter_map(|ground| match ground {
                Ground::Consent(id) => self
                    .consents
                    .iter()
                    .find(|one| one.id == *id)
                    .map(|one| one.to),
                Ground::Exception(id) => {
                    let found = self.exceptions.iter().find(|one| one.id == *id);
                    found.map(|one| one.to)
                }
                Ground::Own => None,
            })
            .min()
    }

    /// By what a kind may go, or the first reason why it may not.
    pub(super) fn said(&self, site: &Site, here: &SignedIn, kind: DataKind) -> Markup {
        let at = &here.at;
        let day = |moment: Timestamp| {
            say::date(site.settings.zone.to_datetime(moment).date(), at.messages())
        };
        match self.decision.allowed.get(&kind) {
            Some(Ground::Consent(id)) => {
                let Some(consent) = self.consents.iter().find(|one| one.id == *id) else {
                    return at.say("sharing-covered");
                };
                let (given, until) = (day(consent.from), until_said(site, at, consent.to));
                let values = [("given", (&given).into()), ("until", (&until).into())];
                at.fill("sharing-covered-by", &values)
            }
            Some(Ground::Exception(_)) => at.say("sharing-covered-exception"),
            Some(Ground::Own) => at.say("sharing-covered"),
            None => {
                let refused = self.decision.refused.get(&kind);
                let reason = refused.and_then(|reasons| reasons.iter().next());
                reason.map_or_else(
                    || at.say("sharing-refusal-no-consent"),
                    |reason| at.say(&format!("sharing-refusal-{reason}")),
                )
            }
        }
    }
}
