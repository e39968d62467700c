//! The table of who may do what, cell by cell, held against the same rules written another way.

use std::collections::BTreeSet;

use casework::matrix::{
    Circumstance as C, MATRIX, Matrix, MatrixAction as A, MatrixRole as R, TABLE,
};

/// Every set of circumstances.
fn all_circumstances() -> Vec<BTreeSet<C>> {
    (0..1_u32 << C::ALL.len())
        .map(|bits| {
            C::ALL
                .iter()
                .enumerate()
                .filter(|(at, _)| bits >> at & 1 == 1)
                .map(|(_, circumstance)| *circumstance)
                .collect()
        })
        .collect()
}

/// casework.md 6.3 and issue 4 as sentences: what each role needs, told once more from the reference.
#[expect(clippy::match_same_arms, reason = "it is read role by role")]
fn reference(action: A, role: R, has: impl Fn(C) -> bool) -> bool {
    let assigned = has(C::Assigned);
    let (team, reason, second) = (has(C::Team), has(C::Reason), has(C::SecondPerson));
    // An office of two: whoever coordinates reads the cases of their own organization.
    let reads = match role {
        R::CaseWorker => assigned,
        R::LeadCoordinator => assigned || team,
        _ => false,
    };
    let works = matches!(role, R::CaseWorker | R::LeadCoordinator);
    match (role, action) {
        // An administrator of the system never sees a case, nor does an analyst.
        (R::SystemAdministrator, _) => false,
        (R::Analyst | R::Supervisor | R::PrivacyOfficer | R::LeadCoordinator, A::ReadCounts) => {
            has(C::Suppressed)
        }
        (R::Analyst, _) => false,
        // She sees and takes what is hers, withdraws, and writes notes of her own.
        (
            R::Survivor,
            A::SeeIdentity | A::SeeOutline | A::WithdrawConsent | A::ExportCase | A::ReadAccessList,
        ) => has(C::Own),
        (R::Survivor, A::SeeNarrative) => has(C::Own) && has(C::Consent),
        (R::Survivor, A::Edit) => has(C::Own) && has(C::OwnRows),
        (R::Survivor, _) => false,
        // Another organization sees by share and consent, and answers.
        (R::PartnerAgency, A::SeeIdentity | A::SeeNarrative | A::EnterMatching) => {
            has(C::Shared) && has(C::Consent)
        }
        (R::PartnerAgency, A::SeeOutline | A::AnswerReferral) => has(C::Shared),
        (R::PartnerAgency, _) => false,
        // Whoever is assigned works on the case; approving is another's.
        (
            _,
            A::SeeIdentity
            | A::SeeNarrative
            | A::SeeOutline
            | A::Edit
            | A::RecordConsent
            | A::WithdrawConsent
            | A::Refer
            | A::RequestClosing
            | A::ReadAccessList
            | A::SecondException
            | A::HandleRequest,
        ) if works => reads,
        (_, A::UseException) if works => reads && reason && second,
        (_, A::EnterMatching) if works => assigned && has(C::Consent),
        (R::LeadCoordinator, A::ApproveClosing | A::ExportCase | A::ApproveFund) => team && second,
        (R::LeadCoordinator, A::Assign | A::AskEnd) => team,
        (R::CaseWorker | R::LeadCoordinator, _) => false,
        // A supervisor sees who she is through the broken glass, never narratives, and is the second person.
        (R::Supervisor, A::SeeIdentity) => team && reason && has(C::GlassBroken),
        (R::Supervisor, A::BreakGlass) => team && reason,
        (
            R::Supervisor,
            A::SeeOutline
            | A::RecordConsent
            | A::WithdrawConsent
            | A::ReadAccessList
            | A::SecondException
            | A::Assign
            | A::AskEnd,
        ) => team,
        (R::Supervisor, A::ApproveClosing | A::ApproveFund) => team && second,
        (R::Supervisor, _) => false,
        // The privacy officer breaks the glass, and looks after exports, requests, holds and the end.
        (R::PrivacyOfficer, A::SeeIdentity | A::SeeNarrative) => has(C::GlassBroken) && reason,
        (
            R::PrivacyOfficer,
            A::SeeOutline
            | A::RecordConsent
            | A::WithdrawConsent
            | A::ExportCase
            | A::ReadAccessList
            | A::SecondException
            | A::HandleRequest
            | A::AskEnd
            | A::GuardKeeping,
        ) => true,
        (R::PrivacyOfficer, A::ExportMany) => reason && second,
        (R::PrivacyOfficer, A::BreakGlass | A::SetLegalHold) => reason,
        (R::PrivacyOfficer, A::Shred) => has(C::RetentionOver) && second,
        (R::PrivacyOfficer, _) => false,
    }
}

#[test]
fn every_cell_is_what_the_reference_says() {
    let mut cells = 0_u32;
    for circumstances in all_circumstances() {
        for &action in A::ALL {
            for &role in R::ALL {
                let told = MATRIX.allows(action, role, &circumstances);
                let expected = reference(action, role, |one| circumstances.contains(&one));
                assert_eq!(told, expected, "{role} {action} {circumstances:?}");
                cells += 1;
            }
        }
    }
    // 2^11 sets of circumstances, 25 actions, 8 roles.
    assert_eq!(cells, 2048 * 25 * 8);
}

#[test]
fn with_nothing_true_hardly_anything_is_allowed() {
    let allowed: Vec<_> = A::ALL
        .iter()
        .flat_map(|&action| R::ALL.iter().map(move |&role| (action, role)))
        .filter(|(action, role)| MATRIX.allows(*action, *role, &BTreeSet::new()))
        .collect();
    let officer = |action| (action, R::PrivacyOfficer);
    assert_eq!(
        allowed,
        [
            officer(A::SeeOutline),
            officer(A::RecordConsent),
            officer(A::WithdrawConsent),
            officer(A::ExportCase),
            officer(A::ReadAccessList),
            officer(A::SecondException),
            officer(A::HandleRequest),
            officer(A::AskEnd),
            officer(A::GuardKeeping),
        ]
    );
}

#[test]
fn a_broken_table_is_refused() {
    let broken = |from: &str, to: &str| {
        Matrix::parse(&TABLE.replacen(from, to, 1))
            .expect_err(to)
            .what
    };
    assert_eq!(
        broken("see-identity\n", "see-everything\n"),
        "unknown action"
    );
    assert_eq!(
        broken("survivor: own", "survivor: always"),
        "unknown circumstance"
    );
    assert_eq!(broken("  analyst: no\n", ""), "see-identity lacks analyst");
    assert_eq!(
        broken("  analyst: no\n", "  survivor: no\n"),
        "the same cell twice"
    );
    assert_eq!(
        broken("  analyst: no\n", "  analyst no\n"),
        "a role and its cell are parted by a colon"
    );
    assert_eq!(broken("  analyst: no\n", "  owner: no\n"), "unknown role");
    assert!(Matrix::parse("").is_err());
}

#[test]
fn words_are_stable() {
    for &action in A::ALL {
        assert_eq!(A::parse(action.as_str()), Some(action));
    }
    for &role in R::ALL {
        assert_eq!(R::parse(role.as_str()), Some(role));
    }
    for &one in C::ALL {
        assert_eq!(C::parse(one.as_str()), Some(one));
    }
}
