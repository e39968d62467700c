-- Cases. Whatever could tell who somebody is stands sealed under the case's own key; in the open are ids,
-- words of the program, and days. Times are RFC 3339, UTC.

CREATE TABLE case_record (
    id TEXT NOT NULL PRIMARY KEY,
    -- From chance alone: what the case is called. It outlives the case, so that none is given twice.
    code TEXT NOT NULL UNIQUE,
    -- The case's data key under the deployment's key. Gone: everything that it sealed is gone.
    wrapped_key TEXT,
    -- casework's words.
    stage TEXT NOT NULL,
    lead_organization_id TEXT NOT NULL,
    lead_person_id TEXT,
    opened_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    closed_at TEXT,
    legal_hold BIGINT NOT NULL CHECK (legal_hold IN (0, 1)),
    -- From when it may be destroyed, once closed.
    retained_until TEXT,
    version BIGINT NOT NULL,
    -- casework::Case, sealed; none once the case is destroyed.
    sealed TEXT,
    CHECK ((wrapped_key IS NULL) = (sealed IS NULL))
);
CREATE INDEX case_record_of_organization ON case_record (lead_organization_id, stage);
CREATE INDEX case_record_by_retention ON case_record (retained_until);

-- Who works on a case.
CREATE TABLE case_worker (
    case_id TEXT NOT NULL REFERENCES case_record (id),
    person_id TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (case_id, person_id)
);
CREATE INDEX case_worker_of_person ON case_worker (person_id);

-- Everything in a case: one row for each note, need, consent, referral, task and so on. The clear columns
-- are what must be found without opening: what kind, where it stands, until when, whose turn it is. The
-- rest is one sealed value.
CREATE TABLE case_item (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES case_record (id),
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    -- The day or moment by which something is due, or until which it holds.
    due TEXT,
    -- Whose turn it is.
    assignee_id TEXT,
    -- The other organization: the recipient of a consent, of a referral, the one that was asked.
    organization_id TEXT,
    created_at TEXT NOT NULL,
    created_by TEXT,
    changed_at TEXT NOT NULL,
    version BIGINT NOT NULL,
    sealed TEXT NOT NULL
);
CREATE INDEX case_item_of_case ON case_item (case_id, kind, created_at);
CREATE INDEX case_item_of_organization ON case_item (organization_id, kind, state);
CREATE INDEX case_item_by_state ON case_item (kind, state);
CREATE INDEX case_item_of_assignee ON case_item (assignee_id, state, due);

-- Exact look-ups of what is sealed: keyed digests of an alias or a telephone number.
CREATE TABLE case_lookup (
    case_id TEXT NOT NULL REFERENCES case_record (id),
    item_id TEXT NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('alias', 'name', 'phone')),
    blind_index TEXT NOT NULL,
    PRIMARY KEY (case_id, item_id, what, blind_index)
);
CREATE INDEX case_lookup_by_index ON case_lookup (blind_index);

-- Every change to a case and every reading of one, in order. Rows are only added (a test looks at every
-- statement), and each stands on the hash of the one before (docs/decisions/0012-history.md). When a
-- case is destroyed, "sealed" is emptied; the hash holds a digest of it and stays right.
CREATE TABLE case_history (
    sequence BIGINT NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    -- 'person', 'operator', 'system', 'link'
    by_kind TEXT NOT NULL,
    by_person_id TEXT,
    -- The organization they worked for at that moment.
    by_organization_id TEXT,
    what TEXT NOT NULL,
    case_id TEXT NOT NULL,
    item_id TEXT,
    kind TEXT,
    -- The version of the case or of the item that was written; 0 where nothing was.
    version BIGINT NOT NULL,
    -- Words of the program: a purpose, a new state.
    detail TEXT NOT NULL,
    -- Digest of the row as it was written, clear columns and sealed value.
    digest TEXT NOT NULL,
    -- The sealed value as it was written, and its digest.
    sealed TEXT,
    sealed_digest TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX case_history_of_case ON case_history (case_id, sequence);
CREATE INDEX case_history_of_item ON case_history (item_id, sequence);

-- The last entry, and a mark on it that only the holder of the deployment's key can make.
CREATE TABLE case_history_head (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    sequence BIGINT NOT NULL,
    hash TEXT NOT NULL,
    mark TEXT NOT NULL,
    -- The latest moment that was ever recorded: a clock that is set back is noticed.
    latest TEXT NOT NULL
);

-- Signed statements of how far the history went. Exported, they prove it to others.
CREATE TABLE case_history_checkpoint (
    sequence BIGINT NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    hash TEXT NOT NULL,
    key_version BIGINT NOT NULL,
    public_key TEXT NOT NULL,
    signature TEXT NOT NULL
);

-- What was missing, refused or in the way: no person, no case, no organization, no day, and an id from
-- chance, so that not even the order of the rows leads back.
CREATE TABLE gap_entry (
    id TEXT NOT NULL PRIMARY KEY,
    need TEXT NOT NULL,
    region TEXT,
    month TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL
);
CREATE INDEX gap_entry_by_month ON gap_entry (month);

-- Agreements between organizations (MOUs): of no case. The contacts in them are sealed by the vault.
CREATE TABLE agreement (
    id TEXT NOT NULL PRIMARY KEY,
    expires_on TEXT,
    changed_at TEXT NOT NULL,
    version BIGINT NOT NULL,
    sealed TEXT NOT NULL
);

-- One-time links for agencies without an account: which item (casework::OutsideLink, sealed) a link leads
-- to. Of the link and of the code only keyed digests are here.
CREATE TABLE case_outside_link (
    token_digest TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES case_record (id),
    item_id TEXT NOT NULL,
    code_digest TEXT NOT NULL
);
CREATE INDEX case_outside_link_of_item ON case_outside_link (item_id);
