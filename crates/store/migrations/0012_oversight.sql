-- How long cases are kept, how soon people are answered, what is left of cases that were destroyed, and cases
-- that were taken out by two. Times are RFC 3339, UTC.

-- What an organization decided, or its law says, about keeping cases. A row is never changed: what no longer
-- holds is ended, and the next one is added, so that years later one can see what held when.
CREATE TABLE retention_schedule (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL,
    -- A name in the words of whoever set it, and where it comes from: a statute and section, a decision.
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    -- Months after the closing.
    months BIGINT NOT NULL CHECK (months >= 1),
    months_if_minor BIGINT CHECK (months_if_minor >= 1),
    warning_days BIGINT NOT NULL CHECK (warning_days >= 1),
    since TEXT NOT NULL,
    set_by TEXT,
    ended_at TEXT,
    ended_by TEXT
);
CREATE INDEX retention_schedule_of_organization ON retention_schedule (organization_id);

-- How many days an organization has to answer somebody who asks for what is theirs. The newest holds.
CREATE TABLE access_clock (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL,
    days BIGINT NOT NULL CHECK (days >= 1),
    extension_days BIGINT CHECK (extension_days >= 1),
    source TEXT NOT NULL,
    since TEXT NOT NULL,
    set_by TEXT
);
CREATE INDEX access_clock_of_organization ON access_clock (organization_id, since);

-- The certificate of a case that was destroyed: nothing of the person, and a signature that others can check.
CREATE TABLE case_end (
    case_id TEXT NOT NULL PRIMARY KEY REFERENCES case_record (id),
    organization_id TEXT NOT NULL,
    ended_at TEXT NOT NULL,
    certificate TEXT NOT NULL
);
CREATE INDEX case_end_by_day ON case_end (ended_at);

-- Cases of an organization that were taken out: asked for by one, agreed to by another, handed over once.
CREATE TABLE case_take_out (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL,
    -- Why, sealed by the vault.
    reason TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    agreed_by TEXT,
    agreed_at TEXT,
    -- Until when it can be handed over, not included.
    until TEXT NOT NULL,
    taken_by TEXT,
    taken_at TEXT,
    cases BIGINT,
    CHECK ((agreed_by IS NULL) = (agreed_at IS NULL)),
    CHECK (agreed_by IS NULL OR agreed_by <> asked_by)
);

-- Lists have an end and are read in their own order: the open cases of an organization, those of one stage,
-- and what waits for somebody. The states are those of `casework/desk.rs`, word for word.
CREATE INDEX case_record_open ON case_record (lead_organization_id, changed_at)
    WHERE stage NOT IN ('closed', 'sealed', 'shredded');
CREATE INDEX case_record_in_stage ON case_record (lead_organization_id, stage, changed_at);
CREATE INDEX case_item_waiting ON case_item (due, case_id)
    WHERE due IS NOT NULL AND state NOT IN ('done', 'closed', 'ended', 'cancelled', 'withdrawn', 'refused',
        'declined', 'answered', 'expired', 'completed', 'recalled', 'not-reached', 'not-asked');
CREATE INDEX case_item_asked ON case_item (case_id)
    WHERE kind IN ('enquiry-answer', 'referral', 'transfer')
        AND state IN ('sent', 'seen', 'could', 'could-if', 'cannot', 'call-us', 'accepted', 'declined');
CREATE INDEX case_item_of_case_by_due ON case_item (case_id, due);
