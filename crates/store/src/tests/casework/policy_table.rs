//! How each method on cases is called so that nothing comes of it, and who may in any case.

use casework::case::Person;
use casework::fact::Fact;
use jiff::civil::date;

use super::given::{
    REPLY, add_schedule, agreement, asked, calendar_token, code, details, exception, faulty,
    fund_request, may_contact_now, need, new_document, nil, none, not_asked, own_copy, plan,
    plan_reminder, send_enquiry, set_access_clock, step, token, transfer,
};
use super::house::{new_case, note, now, referral};
use crate::tests::policy::{Expected, SIGNED_IN};
use crate::{CaseList, CaseParts, FundMove, LeadMove, ReferralAnswer, RequestStep};

use super::policy::{EVERYONE, HOUSE, MOMENT, NOBODY, WORK};

macro_rules! call {
    (|$store:ident, $actor:ident, $given:ident| $call:expr) => {
        |$store, $actor, given| {
            Box::pin(async move {
                let $given = given.of_case();
                let _ = $given;
                $call.await.map(|_| ())
            })
        }
    };
}

/// A row: the method, how to call it so that nothing comes of it, and who may in any case.
pub(in crate::tests) const CASE_TABLE: &[Expected] = &[
    Expected(
        "open_case",
        call!(|s, a, g| s.open_case(a, &new_case(g.organization), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "caseload",
        call!(|s, a, g| s.caseload(a, CaseList::Mine, None)),
        NOBODY,
    ),
    Expected(
        "carried_cases",
        call!(|s, a, g| s.carried_cases(a, date(2026, 1, 1), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "case_view",
        call!(|s, a, g| s.case_view(a, g.case, CaseParts::Everything, WORK, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "case_exceptions",
        call!(|s, a, g| s.case_exceptions(a, g.case, WORK, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "oversight",
        call!(|s, a, g| s.oversight(a, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "case_requests",
        call!(|s, a, g| s.case_requests(a, g.case, WORK, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "add_request",
        call!(|s, a, g| s.add_request(a, g.case, &asked(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "step_request",
        call!(|s, a, g| s.step_request(a, g.case, nil(), &RequestStep::Withdraw, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "requests_waiting",
        call!(|s, a, g| s.requests_waiting(a, &MOMENT)),
        NOBODY,
    ),
    Expected("own_copy", own_copy, NOBODY),
    Expected(
        "take_outs",
        call!(|s, a, g| s.take_outs(a, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "ask_take_out",
        call!(|s, a, g| s.ask_take_out(a, g.organization, &none(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "agree_take_out",
        call!(|s, a, g| s.agree_take_out(a, nil(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "take_out",
        call!(|s, a, g| s.take_out(a, nil(), &MOMENT)),
        NOBODY,
    ),
    Expected("may_contact_now", may_contact_now, NOBODY),
    Expected(
        "answer_follow_up",
        call!(|s, a, g| s.answer_follow_up(a, g.case, nil(), &not_asked(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "keeping_rules",
        call!(|s, a, g| s.keeping_rules(a, &MOMENT)),
        NOBODY,
    ),
    Expected("add_schedule", add_schedule, NOBODY),
    Expected(
        "end_schedule",
        call!(|s, a, g| s.end_schedule(a, nil(), &MOMENT)),
        NOBODY,
    ),
    Expected("set_access_clock", set_access_clock, NOBODY),
    Expected(
        "kept_cases",
        call!(|s, a, g| s.kept_cases(a, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "warn_of_end",
        call!(|s, a, g| s.warn_of_end(a, g.case, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "keeping_of",
        call!(|s, a, g| s.keeping_of(a, g.case, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "end_certificates",
        call!(|s, a, g| s.end_certificates(a, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "end_certificate",
        call!(|s, a, g| s.end_certificate(a, nil(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "find_case",
        call!(|s, a, g| s.find_case(a, &code(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "case",
        call!(|s, a, g| s.case(a, g.case, WORK, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "case_colleagues",
        call!(|s, a, g| s.case_colleagues(a, g.case, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "case_summary",
        call!(|s, a, g| s.case_summary(a, g.case, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "save_case",
        call!(|s, a, g| s.save_case(a, g.case, 0, &details(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "move_case",
        call!(|s, a, g| s.move_case(a, g.case, 0, step(), &none(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "case_items",
        call!(|s, a, g| s.case_items::<Fact>(a, g.case, WORK, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "case_timeline",
        call!(|s, a, g| s.case_timeline(a, g.case, WORK, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "add_case_item",
        call!(|s, a, g| s.add_case_item(a, g.case, &Person::default(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "save_case_item",
        call!(|s, a, g| s.save_case_item(a, g.case, nil(), 0, &Person::default(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "calendar_feed",
        call!(|s, a, g| s.calendar_feed(a)),
        SIGNED_IN,
    ),
    Expected(
        "make_calendar_feed",
        call!(|s, a, g| s.make_calendar_feed(a, &MOMENT)),
        SIGNED_IN,
    ),
    Expected(
        "end_calendar_feed",
        call!(|s, a, g| s.end_calendar_feed(a)),
        SIGNED_IN,
    ),
    Expected(
        "calendar",
        call!(|s, a, g| s.calendar(a, &calendar_token(), None, &MOMENT)),
        EVERYONE,
    ),
    Expected("plan_reminder", plan_reminder, NOBODY),
    Expected(
        "add_fund_request",
        call!(|s, a, g| s.add_fund_request(a, g.case, &fund_request(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "move_fund_request",
        call!(|s, a, g| {
            let about = (nil(), 1);
            s.move_fund_request(
                a,
                g.case,
                about,
                &FundMove::Approve,
                date(2026, 11, 24),
                &MOMENT,
            )
        }),
        NOBODY,
    ),
    Expected(
        "fund_balance",
        call!(|s, a, g| s.fund_balance(a, g.case, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "change_fund",
        call!(|s, a, g| s.change_fund(a, g.organization, 0, &MOMENT)),
        NOBODY,
    ),
    Expected("fund", call!(|s, a, g| s.fund(a, g.organization)), NOBODY),
    Expected(
        "add_document",
        call!(|s, a, g| s.add_document(a, g.case, &new_document(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "document",
        call!(|s, a, g| s.document(a, g.case, nil(), WORK, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "add_note",
        call!(|s, a, g| s.add_note(a, g.case, &note("", 0), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "finish_task",
        call!(|s, a, g| s.finish_task(a, g.case, nil(), date(2026, 1, 1), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "add_need",
        call!(|s, a, g| s.add_need(a, g.case, &need(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "assign_case",
        call!(|s, a, g| s.assign_case(a, g.case, nil(), false, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "unassign_case",
        call!(|s, a, g| s.unassign_case(a, g.case, nil(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "record_consent",
        call!(|s, a, g| s.record_consent(a, g.case, &faulty(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "withdraw_consent",
        call!(|s, a, g| s.withdraw_consent(a, g.case, nil(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "ask_exception",
        call!(|s, a, g| s.ask_exception(a, g.case, &exception(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "second_exception",
        call!(|s, a, g| s.second_exception(a, g.case, nil(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "end_exception",
        call!(|s, a, g| s.end_exception(a, g.case, nil(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "add_referral",
        call!(|s, a, g| s.add_referral(a, g.case, &referral(nil(), &[], 0), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "move_referral",
        call!(|s, a, g| s.move_referral(a, g.case, nil(), LeadMove::Send, &MOMENT)),
        NOBODY,
    ),
    Expected("send_enquiry", send_enquiry, NOBODY),
    Expected(
        "received_enquiries",
        call!(|s, a, g| s.received_enquiries(a, g.organization)),
        NOBODY,
    ),
    Expected(
        "answer_enquiry",
        call!(|s, a, g| s.answer_enquiry(a, g.case, nil(), &REPLY, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "recall_enquiry",
        call!(|s, a, g| s.recall_enquiry(a, g.case, nil(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "receiving_organizations",
        call!(|s, a, g| s.receiving_organizations(a)),
        NOBODY,
    ),
    Expected(
        "save_safety_plan",
        call!(|s, a, g| s.save_safety_plan(a, g.case, 9, &plan(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "received_referrals",
        call!(|s, a, g| s.received_referrals(a, g.organization, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "shared_case",
        call!(|s, a, g| s.shared_case(a, g.case, nil(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "answer_referral",
        call!(|s, a, g| s.answer_referral(a, g.case, nil(), ReferralAnswer::Accept, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "end_orphaned_shares",
        call!(|s, a, g| s.end_orphaned_shares(a, &MOMENT)),
        HOUSE,
    ),
    Expected(
        "propose_transfer",
        call!(|s, a, g| s.propose_transfer(a, g.case, &transfer(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "proposed_transfers",
        call!(|s, a, g| s.proposed_transfers(a, g.organization)),
        NOBODY,
    ),
    Expected(
        "answer_transfer",
        call!(|s, a, g| s.answer_transfer(a, g.case, nil(), true, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "recall_transfer",
        call!(|s, a, g| s.recall_transfer(a, g.case, nil(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "complete_transfer",
        call!(|s, a, g| s.complete_transfer(a, g.case, nil(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "make_outside_link",
        call!(|s, a, g| s.make_outside_link(a, g.case, nil(), now(9), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "open_outside_link",
        call!(|s, a, g| s.open_outside_link(a, &token(), &none(), &MOMENT)),
        EVERYONE,
    ),
    Expected(
        "answer_outside_link",
        call!(|s, a, g| s.answer_outside_link(
            a,
            &token(),
            &none(),
            ReferralAnswer::Accept,
            &MOMENT
        )),
        EVERYONE,
    ),
    Expected(
        "break_glass",
        call!(|s, a, g| s.break_glass(a, g.case, &none(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "broken_glasses",
        call!(|s, a, g| s.broken_glasses(a, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "see_broken_glass",
        call!(|s, a, g| s.see_broken_glass(a, g.case, nil(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "case_desk",
        call!(|s, a, g| s.case_desk(a, CaseList::Mine, date(2026, 1, 1), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "case_history",
        call!(|s, a, g| s.case_history(a, g.case, None, 5, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "case_accesses",
        call!(|s, a, g| s.case_accesses(a, g.case, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "hold_case",
        call!(|s, a, g| s.hold_case(a, g.case, true, &none(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "set_retention",
        call!(|s, a, g| s.set_retention(a, g.case, now(9), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "cases_due_for_end",
        call!(|s, a, g| s.cases_due_for_end(a, now(9), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "ask_end",
        call!(|s, a, g| s.ask_end(a, g.case, &none(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "shred_case",
        call!(|s, a, g| s.shred_case(a, g.case, &MOMENT)),
        NOBODY,
    ),
    Expected(
        "gap_counts",
        call!(|s, a, g| s.gap_counts(a, 2026, &MOMENT)),
        NOBODY,
    ),
    Expected("agreements", call!(|s, a, g| s.agreements(a)), NOBODY),
    Expected(
        "add_agreement",
        call!(|s, a, g| s.add_agreement(a, &agreement(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "save_agreement",
        call!(|s, a, g| s.save_agreement(a, nil(), 0, &agreement(), &MOMENT)),
        NOBODY,
    ),
    Expected(
        "rewrap_case_keys",
        call!(|s, a, g| s.rewrap_case_keys(a, &MOMENT)),
        HOUSE,
    ),
    Expected(
        "verify_history",
        call!(|s, a, g| s.verify_history(a, &[])),
        HOUSE,
    ),
    Expected(
        "sign_checkpoint",
        call!(|s, a, g| s.sign_checkpoint(a, &MOMENT)),
        HOUSE,
    ),
];
