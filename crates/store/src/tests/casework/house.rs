//! A small house with people of every role, and cases as they are in life.

use std::collections::BTreeSet;

use casework::case::{AgeBand, Move, Person, Stage};
use casework::consent::{Answer, Consent, DataKind, HowGiven, Purpose, Recipient, Told, Wording};
use casework::need::Need;
use casework::note::{Note, NoteKind};
use casework::referral::{Referral, ReferralState};
use casework::words::{CaseId, ConsentId, NoteId, OrganizationId, Private, ReferralId, WorkerId};
use jiff::{SignedDuration, Timestamp};
use kernel::Actor;
use uuid::Uuid;

pub(super) use crate::testing::by_hand;
use crate::tests::people::{self, Fixture};
use crate::{LeadMove, Moment, NewCase, Store};

/// People of every role that has to do with cases, and some who have not.
pub(super) struct CaseHouse<'a> {
    pub(super) store: &'a Store,
    pub(super) own: Uuid,
    pub(super) other: Uuid,
    /// Opens the cases, and works on them.
    pub(super) worker: Actor,
    /// Another caseworker of the same organization, on no case.
    pub(super) colleague: Actor,
    pub(super) coordinator: Actor,
    pub(super) supervisor: Actor,
    /// Of another organization: privacy is looked after from outside.
    pub(super) officer: Actor,
    pub(super) second_officer: Actor,
    /// Receives referrals for the other organization.
    pub(super) partner: Actor,
    pub(super) foreign_coordinator: Actor,
    pub(super) analyst: Actor,
    pub(super) administrator: Actor,
}

impl<'a> CaseHouse<'a> {
    pub(super) async fn new(store: &'a Store) -> Self {
        let house = Fixture::new(store).await;
        Self {
            store,
            own: house.own,
            other: house.other,
            worker: house.person("worker", house.own, &["caseworker"]).await,
            colleague: house.person("colleague", house.own, &["caseworker"]).await,
            coordinator: house.person("lead", house.own, &["coordinator"]).await,
            supervisor: house.person("watch", house.own, &["supervisor"]).await,
            officer: house
                .person("officer", house.other, &["privacy-officer"])
                .await,
            second_officer: house
                .person("officer2", house.other, &["privacy-officer"])
                .await,
            partner: house
                .person("partner", house.other, &["referral-recipient"])
                .await,
            foreign_coordinator: house.person("theirs", house.other, &["coordinator"]).await,
            analyst: house.person("analyst", house.own, &["analyst"]).await,
            administrator: house
                .person("root", house.own, &["administrator", "coordinator"])
                .await,
        }
    }

    /// The house again, to invite more people.
    pub(super) fn fixture(&self) -> Fixture<'_> {
        Fixture {
            store: self.store,
            own: self.own,
            chapter: Uuid::nil(),
            other: self.other,
        }
    }

    /// A case with consent to a record, at work.
    pub(super) async fn case(&self, seconds: i64) -> Uuid {
        let case = opened(self.store, &self.worker, self.own, seconds).await;
        self.consent(
            case,
            &consent(Purpose::Record, self.own, &[DataKind::Outline], seconds),
            seconds,
        )
        .await;
        let intake = Move::To(Stage::Intake);
        let none = Private::default();
        self.store
            .move_case(&self.worker, case, 1, intake, &none, at(seconds))
            .await
            .expect("moved");
        case
    }

    pub(super) async fn consent(&self, case: Uuid, consent: &Consent, seconds: i64) -> Uuid {
        let recorded = self
            .store
            .record_consent(&self.worker, case, consent, at(seconds));
        recorded.await.expect("recorded").id
    }

    pub(super) async fn name(&self, case: Uuid, person: &Person, seconds: i64) -> Uuid {
        let added = self
            .store
            .add_case_item(&self.worker, case, person, at(seconds));
        added.await.expect("added")
    }

    pub(super) async fn note(&self, case: Uuid, words: &str, seconds: i64) -> Uuid {
        let note = note(words, seconds);
        let added = self.store.add_note(&self.worker, case, &note, at(seconds));
        added.await.expect("added")
    }

    /// A referral to the other organization, sent, of these kinds; consent must be there.
    pub(super) async fn referred(&self, case: Uuid, kinds: &[DataKind], seconds: i64) -> Uuid {
        let moment = at(seconds);
        let referral = referral(self.other, kinds, seconds);
        let id = self
            .store
            .add_referral(&self.worker, case, &referral, moment)
            .await
            .expect("added");
        self.store
            .move_referral(&self.worker, case, id, LeadMove::Send, moment)
            .await
            .expect("sent");
        id
    }

    /// Says something to the database as whoever holds it and no key.
    pub(super) async fn by_hand(&self, said: &str) -> u64 {
        by_hand(self.store, said).await
    }
}

/// A moment, for as long as a test may need it.
pub(super) fn at(seconds: i64) -> &'static Moment<'static> {
    Box::leak(Box::new(people::at(seconds)))
}

pub(super) fn now(seconds: i64) -> Timestamp {
    people::at(seconds).now
}

pub(super) fn new_case(organization: Uuid) -> NewCase {
    NewCase {
        organization,
        age_band: AgeBand::From25To34,
        languages: Vec::new(),
        interpreter: false,
        region: Some("Lower Mainland".to_owned()),
    }
}

/// A case that was opened, and nothing more.
pub(crate) async fn opened(store: &Store, actor: &Actor, organization: Uuid, seconds: i64) -> Uuid {
    store
        .open_case(actor, &new_case(organization), at(seconds))
        .await
        .expect("opened")
        .id
}

pub(super) fn consent(
    purpose: Purpose,
    organization: Uuid,
    kinds: &[DataKind],
    seconds: i64,
) -> Consent {
    Consent {
        id: ConsentId(Uuid::nil()),
        case: CaseId(Uuid::nil()),
        answer: Answer::Given,
        purpose,
        recipient: Recipient::Organization(OrganizationId(organization)),
        kinds: kinds.iter().copied().collect(),
        from: now(seconds),
        to: now(seconds) + SignedDuration::from_hours(24 * 90),
        how: HowGiven::Spoken,
        wording: Wording {
            version: "record-2026-11".to_owned(),
            language: "fr".parse().expect("a tag"),
        },
        through: Private::default(),
        limits_told: true,
        told: Told::every(true),
        restrictions: Private::default(),
        taken_by: WorkerId(Uuid::nil()),
        taken_at: now(seconds),
        withdrawn_at: None,
    }
}

pub(super) fn note(words: &str, seconds: i64) -> Note {
    Note {
        id: NoteId(Uuid::nil()),
        case: CaseId(Uuid::nil()),
        kind: NoteKind::Call,
        happened_at: now(seconds),
        minutes: Some(5),
        words: Private::new(words),
        corrects: None,
        by: WorkerId(Uuid::nil()),
        at: now(seconds),
    }
}

pub(super) fn referral(to: Uuid, kinds: &[DataKind], seconds: i64) -> Referral {
    let kinds: BTreeSet<DataKind> = kinds.iter().copied().collect();
    Referral {
        id: ReferralId(Uuid::nil()),
        case: CaseId(Uuid::nil()),
        from: OrganizationId(Uuid::nil()),
        to: Recipient::Organization(OrganizationId(to)),
        need: Need::ShelterHousing,
        enquiry: None,
        kinds,
        fields: BTreeSet::new(),
        message: Private::new("A room for three nights"),
        until: now(seconds) + SignedDuration::from_hours(24 * 30),
        answer_by: None,
        state: ReferralState::Draft,
        declined: None,
        outcome: None,
        ended: None,
        by: WorkerId(Uuid::nil()),
        sent_at: None,
        changed_at: now(seconds),
    }
}
