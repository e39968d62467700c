//! Which shipped roles may use which methods of the store.

/// Which shipped roles may more than a person without one: in their own organization, and in
/// another. A method that is not here is the same for every role.
pub(super) const ROLES: &[(&str, &[&str], &[&str])] = &[
    ("import", CURATORS, CURATORS),
    ("quarantine", CURATORS, CURATORS),
    ("quarantined_row", CURATORS, CURATORS),
    ("retry_quarantined", CURATORS, CURATORS),
    ("set_aside_quarantined", CURATORS, CURATORS),
    ("import_sources", CURATORS, CURATORS),
    ("import_runs", CURATORS, CURATORS),
    ("import_run", CURATORS, CURATORS),
    ("begin_import_run", CURATORS, CURATORS),
    ("mark_import_run", CURATORS, CURATORS),
    ("conflicts", CURATORS, CURATORS),
    ("decide_conflict", CURATORS, CURATORS),
    ("suggestions", CURATORS, CURATORS),
    ("find_duplicates", CURATORS, CURATORS),
    ("duplicate_candidates", CURATORS, CURATORS),
    ("duplicate_pair", CURATORS, CURATORS),
    ("not_the_same", CURATORS, CURATORS),
    ("merge_services", CURATORS, CURATORS),
    ("undo_merge", CURATORS, CURATORS),
    ("service_merges", CURATORS, CURATORS),
    ("merges", CURATORS, CURATORS),
    ("decline_suggestion", CURATORS, CURATORS),
    ("record", EDITORS, CURATORS),
    // One's own, wherever one asks from.
    ("records", EDITORS, EDITORS),
    ("edit_service", EDITORS, CURATORS),
    ("add_service", EDITORS, CURATORS),
    ("verify_services", EDITORS, CURATORS),
    ("set_capacity", EDITORS, CURATORS),
    ("history", EDITORS, CURATORS),
    ("people", ADMINISTRATOR, ADMINISTRATOR),
    ("person", ADMINISTRATOR, ADMINISTRATOR),
    ("invite", ADMINISTRATOR, ADMINISTRATOR),
    ("invite_again", ADMINISTRATOR, ADMINISTRATOR),
    ("change_person", ADMINISTRATOR, ADMINISTRATOR),
    ("set_roles", ADMINISTRATOR, ADMINISTRATOR),
    ("suspend", ADMINISTRATOR, ADMINISTRATOR),
    ("reinstate", ADMINISTRATOR, ADMINISTRATOR),
    ("reset", ADMINISTRATOR, ADMINISTRATOR),
    ("add_role", ADMINISTRATOR, ADMINISTRATOR),
    ("change_role", ADMINISTRATOR, ADMINISTRATOR),
    ("delete_role", ADMINISTRATOR, ADMINISTRATOR),
    ("add_organization", ADMINISTRATOR, ADMINISTRATOR),
    ("rename_organization", ADMINISTRATOR, ADMINISTRATOR),
    ("move_organization", ADMINISTRATOR, ADMINISTRATOR),
    ("organization_record", ADMINISTRATOR, ADMINISTRATOR),
    ("organization_history", ADMINISTRATOR, ADMINISTRATOR),
    ("edit_organization", ADMINISTRATOR, ADMINISTRATOR),
    ("people_changes", AUDITORS, AUDITORS),
];
const ADMINISTRATOR: &[&str] = &["administrator"];
const CURATORS: &[&str] = &["administrator", "curator"];
const EDITORS: &[&str] = &["administrator", "curator", "listing-editor"];
const AUDITORS: &[&str] = &["administrator", "auditor"];
