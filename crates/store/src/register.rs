//! The register of everything the house can say to a database, for the tests that prepare every
//! statement on both engines and look for what must not be said.

use crate::casework::{
    agreement, calendar, caseload, colleagues, desk, documents, ending as case_end, fund, gap,
    history as case_history, item as case_item, keeping, lookup as case_lookup,
    outside as case_outside_link, oversight, receiving, record as case_record,
    take_out as case_take_out, verify as case_verify, worker as case_worker,
};
use crate::directory::{
    attribute, change, duplicates, hiding, history, imports, language, location, organization,
    organization_change, organization_edit, phone, reminder, runs, schedule, service, service_area,
    service_capacity, source_page, statistics, suggestion, taxonomy_term,
};
use crate::people::{
    failed_sign_in, identity_question, organization as people_organization, passkey,
    passkey_challenge, people_change, person, person_identity, person_link, recovery_code, role,
    session, sign_in_challenge, standing, vault_key,
};
use crate::questionnaires::kept_answers;
use crate::statements::{Batch, ByIds, Statement};
use crate::{health, migrations};

/// What one file says to a database.
#[derive(Debug)]
pub(crate) struct Said {
    /// The file, under `src/`.
    pub(crate) file: &'static str,
    /// Its statements.
    pub(crate) statements: &'static [Statement],
    /// Its inserts.
    pub(crate) batches: &'static [&'static Batch],
    /// Its statements for many ids.
    pub(crate) by_ids: &'static [&'static ByIds],
}

/// Everything the house can say to a database. A file with SQL that is missing here fails a test.
pub(crate) const ALL: &[Said] = &[
    said("migrations.rs", migrations::STATEMENTS, &[], &[]),
    said("health.rs", health::STATEMENTS, &[], &[]),
    said("casework/agreement.rs", agreement::STATEMENTS, &[], &[]),
    said("casework/calendar.rs", calendar::STATEMENTS, &[], &[]),
    said("casework/caseload.rs", caseload::STATEMENTS, &[], &[]),
    said("casework/ending.rs", case_end::STATEMENTS, &[], &[]),
    said("casework/keeping.rs", keeping::STATEMENTS, &[], &[]),
    said("casework/oversight.rs", oversight::STATEMENTS, &[], &[]),
    said("casework/take_out.rs", case_take_out::STATEMENTS, &[], &[]),
    said("casework/colleagues.rs", colleagues::STATEMENTS, &[], &[]),
    said("casework/desk.rs", desk::STATEMENTS, &[], &[]),
    said("casework/documents.rs", documents::STATEMENTS, &[], &[]),
    said("casework/fund.rs", fund::STATEMENTS, &[], &[]),
    said("casework/gap.rs", gap::STATEMENTS, &[], &[]),
    said("casework/history.rs", case_history::STATEMENTS, &[], &[]),
    said("casework/item.rs", case_item::STATEMENTS, &[], &[]),
    said("casework/lookup.rs", case_lookup::STATEMENTS, &[], &[]),
    said(
        "casework/outside.rs",
        case_outside_link::STATEMENTS,
        &[],
        &[],
    ),
    said("casework/receiving.rs", receiving::STATEMENTS, &[], &[]),
    said("casework/record.rs", case_record::STATEMENTS, &[], &[]),
    said("casework/verify.rs", case_verify::STATEMENTS, &[], &[]),
    said("casework/worker.rs", case_worker::STATEMENTS, &[], &[]),
    said(
        "directory/attribute.rs",
        attribute::STATEMENTS,
        &[&attribute::BATCH],
        &[&attribute::DELETE],
    ),
    said("directory/change.rs", change::STATEMENTS, &[], &[]),
    said(
        "directory/duplicates/candidates.rs",
        duplicates::candidates::STATEMENTS,
        &[&duplicates::candidates::BATCH],
        &[],
    ),
    said(
        "directory/duplicates/merges.rs",
        duplicates::merges::STATEMENTS,
        &[],
        &[],
    ),
    said("directory/hiding.rs", hiding::STATEMENTS, &[], &[]),
    said("directory/runs.rs", runs::STATEMENTS, &[], &[]),
    said(
        "directory/organization_change.rs",
        organization_change::STATEMENTS,
        &[&organization_change::BATCH],
        &[],
    ),
    said(
        "directory/organization_edit.rs",
        organization_edit::STATEMENTS,
        &[],
        &[],
    ),
    said(
        "directory/imports.rs",
        imports::STATEMENTS,
        &[
            &imports::SOURCE_BATCH,
            &imports::RECORD_BATCH,
            &imports::CONFLICT_BATCH,
            &imports::QUARANTINE_BATCH,
        ],
        &[
            &imports::GONE,
            &imports::LEFT_QUARANTINE,
            &imports::CLEAR_CONFLICTS,
        ],
    ),
    said(
        "directory/language.rs",
        language::STATEMENTS,
        &[&language::BATCH],
        &[&language::DELETE],
    ),
    said(
        "directory/location.rs",
        location::STATEMENTS,
        &[
            &location::BATCH,
            &location::SEALED_BATCH,
            &location::SERVICE_BATCH,
        ],
        &[&location::DELETE],
    ),
    said(
        "directory/organization.rs",
        organization::STATEMENTS,
        &[&organization::BATCH],
        &[&organization::WITHDRAW],
    ),
    said(
        "directory/phone.rs",
        phone::STATEMENTS,
        &[&phone::BATCH],
        &[&phone::DELETE],
    ),
    said(
        "directory/schedule.rs",
        schedule::STATEMENTS,
        &[&schedule::BATCH],
        &[&schedule::DELETE],
    ),
    said(
        "directory/service.rs",
        service::STATEMENTS,
        &[&service::BATCH],
        &[&service::WITHDRAW],
    ),
    said(
        "directory/service_area.rs",
        service_area::STATEMENTS,
        &[&service_area::BATCH],
        &[&service_area::DELETE],
    ),
    said(
        "directory/history.rs",
        history::STATEMENTS,
        &[&history::BATCH, &history::SEALED_BATCH],
        &[],
    ),
    said("directory/reminder.rs", reminder::STATEMENTS, &[], &[]),
    said(
        "directory/service_capacity.rs",
        service_capacity::STATEMENTS,
        &[],
        &[],
    ),
    said(
        "directory/source_page.rs",
        source_page::STATEMENTS,
        &[&source_page::BATCH],
        &[&source_page::DELETE],
    ),
    said("directory/statistics.rs", statistics::STATEMENTS, &[], &[]),
    said("directory/suggestion.rs", suggestion::STATEMENTS, &[], &[]),
    said(
        "directory/taxonomy_term.rs",
        taxonomy_term::STATEMENTS,
        &[&taxonomy_term::BATCH],
        &[&taxonomy_term::WITHDRAW],
    ),
    said(
        "people/failed_sign_in.rs",
        failed_sign_in::STATEMENTS,
        &[],
        &[],
    ),
    said(
        "people/identity_question.rs",
        identity_question::STATEMENTS,
        &[],
        &[],
    ),
    said(
        "people/organization.rs",
        people_organization::STATEMENTS,
        &[],
        &[],
    ),
    said("people/passkey.rs", passkey::STATEMENTS, &[], &[]),
    said(
        "people/passkey_challenge.rs",
        passkey_challenge::STATEMENTS,
        &[],
        &[],
    ),
    said(
        "people/people_change.rs",
        people_change::STATEMENTS,
        &[],
        &[],
    ),
    said("people/person.rs", person::STATEMENTS, &[], &[]),
    said(
        "people/person_identity.rs",
        person_identity::STATEMENTS,
        &[],
        &[],
    ),
    said("people/person_link.rs", person_link::STATEMENTS, &[], &[]),
    said(
        "people/recovery_code.rs",
        recovery_code::STATEMENTS,
        &[&recovery_code::BATCH],
        &[],
    ),
    said(
        "people/role.rs",
        role::STATEMENTS,
        &[&role::PERMISSION_BATCH, &role::PERSON_BATCH],
        &[],
    ),
    said("people/session.rs", session::STATEMENTS, &[], &[]),
    said(
        "people/sign_in_challenge.rs",
        sign_in_challenge::STATEMENTS,
        &[],
        &[],
    ),
    said("people/standing.rs", standing::STATEMENTS, &[], &[]),
    said("people/vault_key.rs", vault_key::STATEMENTS, &[], &[]),
    said(
        "questionnaires/kept_answers.rs",
        kept_answers::STATEMENTS,
        &[],
        &[],
    ),
];

const fn said(
    file: &'static str,
    statements: &'static [Statement],
    batches: &'static [&'static Batch],
    by_ids: &'static [&'static ByIds],
) -> Said {
    Said {
        file,
        statements,
        batches,
        by_ids,
    }
}
