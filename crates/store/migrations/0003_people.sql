-- People who sign in, what they may do, and the organizations they work for.
-- Times are RFC 3339, UTC. Of a token, only the SHA-256 is here: a copy of the database opens no door.

CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    -- The address in lower case: two spellings of one address are one person.
    email_key TEXT NOT NULL UNIQUE,
    lang TEXT NOT NULL CHECK (lang IN ('en', 'fr')),
    organization_id TEXT NOT NULL REFERENCES organization (id),
    state TEXT NOT NULL CHECK (state IN ('invited', 'active', 'suspended')),
    -- Argon2id in PHC form; none before the first passphrase is chosen.
    passphrase_hash TEXT,
    -- Sealed by the vault.
    totp_secret TEXT,
    -- Shown, but not yet confirmed with a code. Sealed by the vault.
    totp_pending TEXT,
    -- The last 30-second step whose code was used: none is taken twice.
    totp_last_step BIGINT NOT NULL
);
CREATE INDEX person_of_organization ON person (organization_id);

-- Roles made here. The roles that ship with the program are in the program (access::SHIPPED_ROLES).
CREATE TABLE role (
    id TEXT NOT NULL PRIMARY KEY,
    name_en TEXT NOT NULL,
    name_fr TEXT NOT NULL,
    description_en TEXT NOT NULL,
    description_fr TEXT NOT NULL
);

CREATE TABLE role_permission (
    role_id TEXT NOT NULL REFERENCES role (id),
    permission TEXT NOT NULL,
    PRIMARY KEY (role_id, permission)
);

-- No foreign key: the role may be one of the program's.
CREATE TABLE person_role (
    person_id TEXT NOT NULL REFERENCES person (id),
    role_id TEXT NOT NULL,
    PRIMARY KEY (person_id, role_id)
);
CREATE INDEX person_role_of_role ON person_role (role_id);

-- One-time links: setting the house up, accepting an invitation, choosing a new passphrase.
CREATE TABLE person_link (
    token_digest TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('setup', 'invitation', 'reset')),
    person_id TEXT REFERENCES person (id),
    expires_at TEXT NOT NULL
);
CREATE INDEX person_link_of_person ON person_link (person_id);

CREATE TABLE session (
    id TEXT NOT NULL PRIMARY KEY,
    token_digest TEXT NOT NULL UNIQUE,
    person_id TEXT NOT NULL REFERENCES person (id),
    -- Coarse on purpose: "phone" or "computer", enough to recognise one's own.
    device TEXT NOT NULL CHECK (device IN ('computer', 'phone', 'other')),
    started_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    -- Until when dangerous acts are allowed; none: not since the sign-in.
    stepped_up_until TEXT
);
CREATE INDEX session_of_person ON session (person_id);

-- The passphrase was right, the code is still asked for.
CREATE TABLE sign_in_challenge (
    token_digest TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    device TEXT NOT NULL CHECK (device IN ('computer', 'phone', 'other')),
    expires_at TEXT NOT NULL
);
CREATE INDEX sign_in_challenge_of_person ON sign_in_challenge (person_id);

-- Recovery codes, as keyed digests; a row goes when its code is used.
CREATE TABLE recovery_code (
    person_id TEXT NOT NULL REFERENCES person (id),
    code_index TEXT NOT NULL,
    PRIMARY KEY (person_id, code_index)
);

-- Sign-ins that failed, per account: kept through a restart. The account is a keyed digest of what was
-- typed as the address, whether or not somebody has it: the answers must not differ.
CREATE TABLE failed_sign_in (
    account TEXT NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at TEXT NOT NULL,
    wait_until TEXT NOT NULL
);
CREATE INDEX failed_sign_in_by_time ON failed_sign_in (last_at);

-- Who did what about people, roles and organizations. Rows are added and never changed (a test looks at
-- every statement). No foreign keys: it outlives what it speaks of.
CREATE TABLE people_change (
    id TEXT NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    -- 'person', 'operator', 'system', 'link' (whoever held a one-time link)
    by_kind TEXT NOT NULL,
    by_person_id TEXT,
    what TEXT NOT NULL,
    person_id TEXT,
    role_id TEXT,
    organization_id TEXT,
    -- Words of the program (permissions, role ids), never what a person wrote.
    detail TEXT NOT NULL
);
CREATE INDEX people_change_by_time ON people_change (at);
CREATE INDEX people_change_of_person ON people_change (person_id);

-- Which keys this database was sealed with, so that another key is noticed before it does harm.
CREATE TABLE vault_key (
    version BIGINT NOT NULL PRIMARY KEY,
    fingerprint TEXT NOT NULL
);
