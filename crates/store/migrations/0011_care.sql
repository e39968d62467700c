-- What goes on with a case: a worker's calendar, the assistance fund, the bytes of documents.

-- When somebody is busy, taken from the appointments of cases: times and words of the program, no place, no
-- name, no code. A feed is made from this alone, so that nothing is opened for it.
CREATE TABLE calendar_entry (
    item_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    case_id TEXT NOT NULL REFERENCES case_record (id),
    -- What a calendar knows it by: from chance.
    calendar_uid TEXT NOT NULL,
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    state TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    PRIMARY KEY (item_id, person_id)
);
CREATE INDEX calendar_entry_of_person ON calendar_entry (person_id, starts_at);

-- The secret address of a worker's feed: one each, and of it only a digest.
CREATE TABLE calendar_feed (
    person_id TEXT NOT NULL PRIMARY KEY,
    token_digest TEXT NOT NULL UNIQUE,
    made_at TEXT NOT NULL
);

-- What is left in an organization's assistance fund, in cents: what was approved is taken out already.
CREATE TABLE assistance_fund (
    organization_id TEXT NOT NULL PRIMARY KEY,
    cents BIGINT NOT NULL CHECK (cents >= 0),
    changed_at TEXT NOT NULL
);

-- The bytes of a document, sealed under the case's key for its row.
CREATE TABLE case_document (
    item_id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES case_record (id),
    sealed TEXT NOT NULL
);
CREATE INDEX case_document_of_case ON case_document (case_id);
