-- Pairs that are not the same, and merges that can be undone.

-- Where a record that was merged lives on; its public address leads there.
ALTER TABLE service ADD COLUMN merged_into TEXT;

-- Pairs that may be the same, as the last search found them. `first_service_id` is the smaller id.
CREATE TABLE duplicate_candidate (
    first_service_id TEXT NOT NULL REFERENCES service (id) ON DELETE CASCADE,
    second_service_id TEXT NOT NULL REFERENCES service (id) ON DELETE CASCADE,
    -- From 0 to 1.
    score DOUBLE PRECISION NOT NULL,
    -- JSON: field, agreement and weight, as directory::duplicates::Evidence writes them.
    evidence TEXT NOT NULL,
    -- RFC 3339, UTC.
    found_at TEXT NOT NULL,
    PRIMARY KEY (first_service_id, second_service_id),
    CHECK (first_service_id < second_service_id)
);

-- Pairs that a person judged not to be the same. Proposed again only when something that is
-- compared has changed in one of them.
CREATE TABLE duplicate_not_same (
    first_service_id TEXT NOT NULL REFERENCES service (id) ON DELETE CASCADE,
    second_service_id TEXT NOT NULL REFERENCES service (id) ON DELETE CASCADE,
    -- Digest of what is compared of both records.
    compared_digest TEXT NOT NULL,
    -- Id of the person; NULL: at the machine's own command line.
    decided_by TEXT,
    decided_at TEXT NOT NULL,
    PRIMARY KEY (first_service_id, second_service_id),
    CHECK (first_service_id < second_service_id)
);

-- Merges, with what undoing one exactly needs. The record that went keeps its own rows; of the one
-- that stayed, JSON before and after, without a place that is not public: a merge never touches one.
CREATE TABLE service_merge (
    id TEXT NOT NULL PRIMARY KEY,
    survivor_id TEXT NOT NULL REFERENCES service (id),
    merged_id TEXT NOT NULL REFERENCES service (id),
    survivor_before TEXT NOT NULL,
    survivor_after TEXT NOT NULL,
    -- `origin` of each before.
    survivor_origin TEXT NOT NULL,
    merged_origin TEXT NOT NULL,
    -- `version` of the record that went, after: another one means that somebody brought it back.
    merged_version BIGINT NOT NULL,
    -- JSON: ids of the suggestions that moved.
    suggestions TEXT NOT NULL,
    merged_by TEXT,
    merged_at TEXT NOT NULL,
    undone_by TEXT,
    undone_at TEXT
);
CREATE INDEX service_merge_of_survivor ON service_merge (survivor_id);
CREATE INDEX service_merge_of_merged ON service_merge (merged_id);
