-- What came from another system, row by row, and what could not stand alone.

-- A system that exports are taken in from.
CREATE TABLE import_source (
    -- UUIDv5 of its name: the namespace of its records' ids.
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    -- RFC 3339, UTC: when an import last changed anything.
    imported_at TEXT NOT NULL
);

-- Each record as its source last gave it. What differs from it in the directory was edited here.
CREATE TABLE imported_record (
    record_id TEXT NOT NULL PRIMARY KEY,
    source_id TEXT NOT NULL REFERENCES import_source (id),
    kind TEXT NOT NULL CHECK (kind IN ('organization', 'service')),
    -- JSON. Read by curators' tools only: it may hold the address of a place that must stay hidden.
    record TEXT NOT NULL,
    record_digest TEXT NOT NULL,
    -- 1: the source no longer has it.
    gone BIGINT NOT NULL CHECK (gone IN (0, 1))
);
CREATE INDEX imported_record_of_source ON imported_record (source_id, kind, record_id);

-- A field that was edited here and then changed at the source too. What was edited here stays.
CREATE TABLE import_conflict (
    record_id TEXT NOT NULL REFERENCES imported_record (record_id),
    field TEXT NOT NULL,
    -- JSON: as both last agreed, and as the source has it now.
    agreed TEXT NOT NULL,
    theirs TEXT NOT NULL,
    PRIMARY KEY (record_id, field)
);

-- Rows that cannot stand alone, until they are mended.
CREATE TABLE quarantine (
    -- UUIDv5 of what the row says, so that importing again finds it again.
    id TEXT NOT NULL PRIMARY KEY,
    source_id TEXT NOT NULL REFERENCES import_source (id),
    file TEXT NOT NULL,
    line BIGINT NOT NULL,
    hsds_table TEXT NOT NULL,
    reason TEXT NOT NULL,
    -- JSON, column by column. Read by curators' tools only.
    cells TEXT NOT NULL,
    -- 'gone': the last import no longer had it, or no longer needed to keep it aside.
    state TEXT NOT NULL CHECK (state IN ('waiting', 'gone'))
);
CREATE INDEX quarantine_of_source ON quarantine (source_id, state);
