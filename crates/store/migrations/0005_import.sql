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
    -- JSON, sealed by the vault: it may hold the address of a place that must stay hidden.
    sealed TEXT NOT NULL,
    -- Tells a changed record from an unchanged one. Of a record with a place that is not public it is
    -- made with the key: whoever has the other fields could try addresses until a plain digest fits.
    record_digest TEXT NOT NULL,
    -- 1: the source no longer has it.
    gone BIGINT NOT NULL CHECK (gone IN (0, 1)),
    -- 1: made of a row that was mended here; it does not go when the source still lacks it.
    mended BIGINT NOT NULL CHECK (mended IN (0, 1))
);
CREATE INDEX imported_record_of_source ON imported_record (source_id, kind, record_id);

-- A field that was edited here and then changed at the source too. What was edited here stays.
CREATE TABLE import_conflict (
    record_id TEXT NOT NULL REFERENCES imported_record (record_id),
    field TEXT NOT NULL,
    -- JSON, sealed by the vault: as both last agreed, and as the source has it now.
    sealed TEXT NOT NULL,
    PRIMARY KEY (record_id, field)
);

-- Rows that cannot stand alone, until they are mended.
CREATE TABLE quarantine (
    -- UUIDv5 of what the row says under the key, so that importing again finds it again and nobody can
    -- try addresses against it.
    id TEXT NOT NULL PRIMARY KEY,
    source_id TEXT NOT NULL REFERENCES import_source (id),
    file TEXT NOT NULL,
    line BIGINT NOT NULL,
    hsds_table TEXT NOT NULL,
    reason TEXT NOT NULL,
    -- JSON, sealed by the vault: the cells, column by column, and why it was set aside.
    sealed TEXT NOT NULL,
    -- 'gone': the last import no longer had it, or no longer needed to keep it aside.
    -- 'mended': its cells were changed here and it was taken in. 'set-aside': somebody decided so.
    state TEXT NOT NULL CHECK (state IN ('waiting', 'gone', 'mended', 'set-aside')),
    -- A person's id, 'operator' or 'system'; and RFC 3339, UTC: who mended it or set it aside, and when.
    decided_by TEXT,
    decided_at TEXT
);
CREATE INDEX quarantine_of_source ON quarantine (source_id, state);
