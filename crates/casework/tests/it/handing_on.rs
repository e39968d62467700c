//! Referrals, transfers and enquiries: who may do what from where, and what the other side sees.

use std::collections::{BTreeMap, BTreeSet};

use casework::Moment;
use casework::consent::{
    Answer, Consent, DataKind, Decision, Ground, HowGiven, Purpose, Recipient, Relationship, Told,
    Wording,
};
use casework::enquiry::{Enquiry, EnquiryAnswer, EnquiryRefused, EnquiryState, Known};
use casework::need::Need;
use casework::referral::{
    DeclineReason, EndReason, OutcomeKind, Party, RecipientView, Referral, ReferralMove,
    ReferralRefused, ReferralState as S,
};
use casework::transfer::{Transfer, TransferMove, TransferRefused, TransferState};
use casework::words::{
    CaseId, ConsentId, EnquiryId, OrganizationId, Private, ReferralId, TransferId, WorkerId,
};
use jiff::Timestamp;
use uuid::Uuid;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).expect("within range")
}

fn house(id: u128) -> OrganizationId {
    OrganizationId(Uuid::from_u128(id))
}

fn referral() -> Referral {
    Referral {
        id: ReferralId(Uuid::nil()),
        case: CaseId(Uuid::nil()),
        from: house(1),
        to: Recipient::Organization(house(2)),
        need: Need::ShelterHousing,
        enquiry: None,
        kinds: BTreeSet::from([DataKind::Outline, DataKind::Needs]),
        fields: BTreeSet::new(),
        message: Private::default(),
        until: at(100),
        answer_by: None,
        state: S::Draft,
        declined: None,
        outcome: None,
        ended: None,
        by: WorkerId(Uuid::nil()),
        sent_at: None,
        changed_at: at(0),
    }
}

fn allowing(kinds: &[DataKind]) -> Decision {
    let ground = Ground::Consent(ConsentId(Uuid::nil()));
    Decision {
        allowed: kinds.iter().map(|kind| (*kind, ground)).collect(),
        refused: BTreeMap::new(),
    }
}

#[test]
fn a_referral_goes_its_way() {
    let both = allowing(&[DataKind::Outline, DataKind::Needs]);
    let now: Moment = at(1).into();
    let steps = [
        (ReferralMove::Send(&both), Party::Lead, S::Sent),
        (ReferralMove::See, Party::Recipient, S::Seen),
        (ReferralMove::Accept, Party::Recipient, S::Accepted),
        (ReferralMove::Begin, Party::Recipient, S::InService),
        (
            ReferralMove::Report(OutcomeKind::Met),
            Party::Recipient,
            S::Outcome,
        ),
        (ReferralMove::Close, Party::Lead, S::Closed),
    ];
    let mut referral = referral();
    for (step, party, state) in steps {
        for &wrong in Party::ALL.iter().filter(|&&one| one != party) {
            assert_eq!(
                referral.after(&step, wrong, &now),
                Err(ReferralRefused::NotTheirs)
            );
        }
        referral = referral.after(&step, party, &now).expect("allowed");
        assert_eq!(referral.state, state);
    }
    assert_eq!(
        (referral.outcome, referral.sent_at),
        (Some(OutcomeKind::Met), Some(at(1)))
    );
}

#[test]
fn nothing_leaves_that_consent_does_not_name() {
    let now: Moment = at(1).into();
    let send = |referral: &Referral, kinds: &[DataKind], now: &Moment| {
        referral
            .after(&ReferralMove::Send(&allowing(kinds)), Party::Lead, now)
            .map(|sent| sent.state)
    };
    let all = [DataKind::Outline, DataKind::Needs];
    assert_eq!(send(&referral(), &all, &now), Ok(S::Sent));
    assert_eq!(
        send(&referral(), &all[..1], &now),
        Err(ReferralRefused::Consent)
    );
    let nothing = Referral {
        kinds: BTreeSet::new(),
        ..referral()
    };
    assert_eq!(
        send(&nothing, &[], &now),
        Err(ReferralRefused::NothingChosen)
    );
    assert_eq!(
        send(&referral(), &all, &at(100).into()),
        Err(ReferralRefused::EndDate)
    );
}

#[test]
fn withdrawing_ends_it_from_every_state_and_says_no_more_than_that() {
    let now: Moment = at(1).into();
    for state in [S::Sent, S::Seen, S::Accepted, S::InService, S::Outcome] {
        let referral = Referral {
            state,
            ..referral()
        };
        assert!(matches!(
            referral.relationship(),
            Relationship::Share { .. }
        ));
        for party in [Party::Person, Party::Lead, Party::Program] {
            let end = ReferralMove::End(EndReason::ConsentWithdrawn);
            let ended = referral.after(&end, party, &now).expect("at any time");
            assert_eq!(ended.relationship(), Relationship::None);
            assert_eq!(ended.for_recipient(), Some(RecipientView::Over));
            for step in [ReferralMove::See, ReferralMove::Accept, ReferralMove::Begin] {
                assert_eq!(
                    ended.after(&step, Party::Recipient, &now),
                    Err(ReferralRefused::NotFromHere)
                );
            }
        }
        // A recipient cannot say that she withdrew.
        let end = ReferralMove::End(EndReason::ConsentWithdrawn);
        assert_eq!(
            referral.after(&end, Party::Recipient, &now),
            Err(ReferralRefused::NotTheirs)
        );
        // Nor do anything once its end has come.
        let late: Moment = at(100).into();
        let decline = ReferralMove::Decline(DeclineReason::NoCapacity);
        assert!(referral.after(&decline, Party::Recipient, &late).is_err());
    }
    assert_eq!(referral().for_recipient(), None);
}

#[test]
fn nothing_comes_after_the_end() {
    let both = allowing(&[DataKind::Outline, DataKind::Needs]);
    let now: Moment = at(1).into();
    for &state in S::ALL.iter().filter(|state| state.is_final()) {
        let referral = Referral {
            state,
            ..referral()
        };
        for step in [
            ReferralMove::Send(&both),
            ReferralMove::See,
            ReferralMove::Accept,
            ReferralMove::Expire,
            ReferralMove::Recall,
            ReferralMove::Close,
            ReferralMove::End(EndReason::EndDate),
        ] {
            for &party in Party::ALL {
                // Only a no can be closed, by those who asked: they have taken note of it.
                let noted = state == S::Declined && step == ReferralMove::Close;
                let expected = if !noted {
                    Err(ReferralRefused::NotFromHere)
                } else if party == Party::Lead {
                    Ok(S::Closed)
                } else {
                    Err(ReferralRefused::NotTheirs)
                };
                let moved = referral.after(&step, party, &now);
                assert_eq!(moved.map(|next| next.state), expected);
            }
        }
    }
}

fn transfer() -> Transfer {
    Transfer {
        id: TransferId(Uuid::nil()),
        case: CaseId(Uuid::nil()),
        from: house(1),
        to: house(2),
        reason: "she moves".into(),
        state: TransferState::Accepted,
        proposed_by: WorkerId(Uuid::from_u128(1)),
        proposed_at: at(10),
        until: at(100),
        approved_by: None,
        consent: None,
        changed_at: at(20),
    }
}

fn consent(taken: i64) -> Consent {
    Consent {
        id: ConsentId(Uuid::from_u128(8)),
        case: CaseId(Uuid::nil()),
        answer: Answer::Given,
        purpose: Purpose::Transfer,
        recipient: Recipient::Organization(house(2)),
        kinds: BTreeSet::from([DataKind::Outline]),
        from: at(taken),
        to: at(1000),
        how: HowGiven::Written,
        wording: Wording {
            version: "transfer-1".to_owned(),
            language: "fr".parse().expect("a tag"),
        },
        through: Private::default(),
        limits_told: true,
        told: Told::every(true),
        restrictions: Private::default(),
        taken_by: WorkerId(Uuid::nil()),
        taken_at: at(taken),
        withdrawn_at: None,
    }
}

#[test]
fn a_transfer_needs_acceptance_fresh_consent_and_another_person() {
    let complete = |transfer: &Transfer, consents: &[Consent], approver, now: i64| {
        let step = TransferMove::Complete {
            approver: WorkerId(Uuid::from_u128(approver)),
            consents,
        };
        transfer
            .after(&step, Party::Lead, &at(now).into())
            .map(|next| next.consent)
    };
    let fresh = [consent(15)];
    assert_eq!(complete(&transfer(), &fresh, 2, 30), Ok(Some(fresh[0].id)));
    assert_eq!(
        complete(&transfer(), &fresh, 1, 30),
        Err(TransferRefused::SamePerson)
    );
    assert_eq!(
        complete(&transfer(), &fresh, 2, 100),
        Err(TransferRefused::Expired)
    );
    assert_eq!(
        complete(&transfer(), &[consent(5)], 2, 30),
        Err(TransferRefused::NoFreshConsent)
    );
    assert_eq!(
        complete(&transfer(), &[], 2, 30),
        Err(TransferRefused::NoFreshConsent)
    );
    let withdrawn = [Consent {
        withdrawn_at: Some(at(16)),
        ..consent(15)
    }];
    assert_eq!(
        complete(&transfer(), &withdrawn, 2, 30),
        Err(TransferRefused::NoFreshConsent)
    );
    let said_no = [
        consent(15),
        Consent {
            answer: Answer::Refused,
            ..consent(12)
        },
    ];
    assert_eq!(
        complete(&transfer(), &said_no, 2, 30),
        Err(TransferRefused::NoFreshConsent)
    );
    let proposed = Transfer {
        state: TransferState::Proposed,
        ..transfer()
    };
    assert_eq!(
        complete(&proposed, &fresh, 2, 30),
        Err(TransferRefused::NotFromHere)
    );
    for (step, party) in [
        (TransferMove::Accept, Party::Lead),
        (TransferMove::Recall, Party::Recipient),
    ] {
        assert_eq!(
            proposed.after(&step, party, &at(30).into()),
            Err(TransferRefused::NotTheirs)
        );
    }
    assert_eq!(
        proposed.after(&TransferMove::Accept, Party::Recipient, &at(100).into()),
        Err(TransferRefused::Expired)
    );
}

#[test]
fn an_enquiry_goes_out_without_a_name_or_not_at_all() {
    let enquiry = Enquiry {
        id: EnquiryId(Uuid::nil()),
        case: None,
        needs: BTreeSet::from([Need::ShelterHousing]),
        languages: vec!["es".parse().expect("a tag")],
        adults: 1,
        children: 2,
        needed_by: None,
        words: "A woman with two children, tonight. A small dog.".to_owned(),
        until: at(100),
        by: WorkerId(Uuid::nil()),
        at: at(0),
    };
    let to = BTreeSet::from([house(2)]);
    let names = ["Exemple"];
    let known = Known { words: &names };
    let send = |enquiry: &Enquiry, to: &BTreeSet<OrganizationId>, now| {
        enquiry.may_be_sent(to, &known, &at(now).into())
    };
    assert_eq!(send(&enquiry, &to, 1), Ok(()));
    assert_eq!(
        send(&enquiry, &BTreeSet::new(), 1),
        Err(EnquiryRefused::NobodyAsked)
    );
    assert_eq!(send(&enquiry, &to, 100), Err(EnquiryRefused::Expired));
    for words in ["for exemple", "call 613 555 0100", "born 1999-01-02"] {
        let named = Enquiry {
            words: words.to_owned(),
            ..enquiry.clone()
        };
        assert_eq!(
            send(&named, &to, 1),
            Err(EnquiryRefused::SaysWho),
            "{words}"
        );
    }
    let empty = Enquiry {
        needs: BTreeSet::new(),
        words: " ".to_owned(),
        ..enquiry
    };
    assert_eq!(send(&empty, &to, 1), Err(EnquiryRefused::Empty));
}

#[test]
fn an_answer_may_change_while_the_enquiry_lasts() {
    let sent = EnquiryAnswer {
        enquiry: EnquiryId(Uuid::nil()),
        to: house(2),
        state: EnquiryState::Sent,
        words: String::new(),
        until: None,
        changed_at: at(0),
    };
    let step = |answer: &EnquiryAnswer, to, now| answer.after(to, at(100), &at(now).into());
    let could = step(&sent, EnquiryState::Could, 1).expect("without being marked as seen");
    let cannot = step(&could, EnquiryState::Cannot, 2).expect("the bed is taken");
    assert_eq!(
        step(&cannot, EnquiryState::Expired, 100),
        Err(EnquiryRefused::NotFromHere)
    );
    assert_eq!(
        step(&cannot, EnquiryState::Could, 100),
        Err(EnquiryRefused::Expired)
    );
    assert_eq!(
        step(&sent, EnquiryState::Expired, 99),
        Err(EnquiryRefused::NotFromHere)
    );
    assert_eq!(
        step(&sent, EnquiryState::Expired, 100).map(|one| one.state),
        Ok(EnquiryState::Expired)
    );
    let recalled = step(&could, EnquiryState::Recalled, 3).expect("no longer needed");
    assert_eq!(
        step(&recalled, EnquiryState::Could, 4),
        Err(EnquiryRefused::NotFromHere)
    );
}
