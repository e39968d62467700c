-- Keeping records true: history field by field, free places, decisions on suggestions, reminders.

-- What was changed, by whom, when, from what to what. Append-only: nothing in the program updates
-- or deletes a row. One act makes one version of the record and one row for each field it changed;
-- an act that changes no field ("still true" on the same day) has one row without texts.
CREATE TABLE service_change (
    service_id TEXT NOT NULL REFERENCES service (id),
    -- The record's version after the act.
    version BIGINT NOT NULL,
    position BIGINT NOT NULL CHECK (position >= 1),
    kind TEXT NOT NULL CHECK (kind IN
        ('add', 'edit', 'verify', 'capacity', 'suggestion', 'import', 'merge', 'shipped')),
    -- The stable name of the field (directory::edit::Field), or of a column that no form carries.
    field TEXT NOT NULL,
    -- NULL: nothing was known. Of a confidential change, both are NULL here.
    before_text TEXT,
    after_text TEXT,
    -- 1: the texts are in service_change_sealed.
    confidential BIGINT NOT NULL CHECK (confidential IN (0, 1)),
    -- A person's id, 'operator' or 'system'.
    changed_by TEXT NOT NULL,
    -- RFC 3339, UTC.
    changed_at TEXT NOT NULL,
    -- In the words of whoever changed it; empty when they gave none.
    reason TEXT NOT NULL,
    PRIMARY KEY (service_id, version, position),
    CHECK (confidential = 0 OR (before_text IS NULL AND after_text IS NULL))
);

-- What only the curators may read of a location that is not public, sealed by the vault: without the
-- key, a copy of the database tells nothing. It takes the place of location_confidential, whose rows are
-- sealed and taken out of it when the program starts (Store::seal_places).
CREATE TABLE location_sealed (
    location_id TEXT NOT NULL PRIMARY KEY REFERENCES location (id) ON DELETE CASCADE,
    sealed TEXT NOT NULL
);

-- The texts of changes to a place that the public may not know, sealed likewise.
CREATE TABLE service_change_sealed (
    service_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    position BIGINT NOT NULL,
    sealed TEXT NOT NULL,
    PRIMARY KEY (service_id, version, position),
    FOREIGN KEY (service_id, version, position)
        REFERENCES service_change (service_id, version, position)
);

-- Free places (HSDS service_capacity; the unit's name stands in the row).
CREATE TABLE service_capacity (
    service_id TEXT NOT NULL REFERENCES service (id),
    unit TEXT NOT NULL CHECK (unit IN ('bed', 'room', 'place')),
    available BIGINT NOT NULL CHECK (available >= 0),
    maximum BIGINT CHECK (maximum >= available),
    -- RFC 3339, UTC.
    updated TEXT NOT NULL,
    PRIMARY KEY (service_id, unit)
);

-- Who decided on a suggestion, on which day, and why. The contact details go with the decision.
ALTER TABLE suggestion ADD COLUMN decided_on TEXT;
ALTER TABLE suggestion ADD COLUMN decided_by TEXT;
ALTER TABLE suggestion ADD COLUMN decision TEXT;

-- E-mail to send: a link and nothing else, so a row holds no more than whom and about what kind of
-- thing. Claimed by one UPDATE; a claim that is not finished within its time may be claimed again.
CREATE TABLE mail_job (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('review')),
    person_id TEXT NOT NULL,
    -- The day (2026-11-24) on which it was asked for.
    asked_on TEXT NOT NULL,
    -- RFC 3339, UTC.
    claimed_at TEXT,
    sent_at TEXT,
    attempts BIGINT NOT NULL
);
CREATE INDEX mail_job_of_person ON mail_job (person_id, kind, asked_on);
