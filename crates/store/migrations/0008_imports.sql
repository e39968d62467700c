-- What was taken in, run by run; and organizations and roles that two people may edit at once.

-- Every export that somebody looked at or took in.
CREATE TABLE import_run (
    id TEXT NOT NULL PRIMARY KEY,
    -- The name of the source, as in import_source; an export that was only looked at may have none there.
    source TEXT NOT NULL,
    -- 'csv', 'json', 'zip' or 'folder'.
    format TEXT NOT NULL,
    -- 'reading': it is being read, or was when the program ended. 'compared': it waits for somebody to apply
    -- it. 'unchanged': applied, and everything was as it said already.
    state TEXT NOT NULL CHECK (state IN
        ('reading', 'compared', 'applying', 'applied', 'unchanged', 'failed', 'discarded')),
    -- A person's id, 'operator' or 'system'; and RFC 3339, UTC.
    started_by TEXT NOT NULL,
    started_at TEXT NOT NULL,
    -- Who applied it or threw it away, and when it came to its state.
    ended_by TEXT,
    ended_at TEXT,
    -- Rows read, and faults in them.
    row_count BIGINT NOT NULL,
    fault_count BIGINT NOT NULL,
    -- Organizations and services together.
    new_count BIGINT NOT NULL,
    changed_count BIGINT NOT NULL,
    gone_count BIGINT NOT NULL,
    conflict_count BIGINT NOT NULL,
    -- Rows kept aside.
    quarantined_count BIGINT NOT NULL,
    -- JSON, sealed by the vault: the file's name, its size and digest, the report.
    sealed TEXT NOT NULL
);
CREATE INDEX import_run_started ON import_run (started_at);

-- Digests of imported services were plain where the place was public, and a place may be hidden later.
-- Empty means "not known": the record itself is compared at the next import, and the digest is made with
-- the key from then on.
UPDATE imported_record SET record_digest = '' WHERE kind = 'service';

-- Which edit of an organization or of a role somebody saw.
ALTER TABLE organization ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE role ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

-- What was changed of an organization, field by field, as in service_change. Nothing of it is secret.
CREATE TABLE organization_change (
    organization_id TEXT NOT NULL REFERENCES organization (id),
    -- The organization's version after the act.
    version BIGINT NOT NULL,
    position BIGINT NOT NULL CHECK (position >= 1),
    kind TEXT NOT NULL CHECK (kind IN ('edit', 'import', 'shipped')),
    field TEXT NOT NULL,
    -- NULL: nothing was known.
    before_text TEXT,
    after_text TEXT,
    -- A person's id, 'operator' or 'system'.
    changed_by TEXT NOT NULL,
    -- RFC 3339, UTC.
    changed_at TEXT NOT NULL,
    PRIMARY KEY (organization_id, version, position)
);

-- 1: the place of the record that stayed is confidential, and nothing of it stands in the row any more.
ALTER TABLE service_merge ADD COLUMN sealed BIGINT NOT NULL DEFAULT 0 CHECK (sealed IN (0, 1));
