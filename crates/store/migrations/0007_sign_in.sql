-- Passkeys, and accounts of other identity providers that open an account here. The tables are there whether
-- or not the program was built to use them: a reset has to take away what opens a door.

CREATE TABLE passkey (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    -- What the authenticator calls it. base64url.
    credential_id TEXT NOT NULL UNIQUE,
    -- A COSE key: it checks signatures and makes none. base64url.
    public_key TEXT NOT NULL,
    -- The authenticator's counter; one that does not advance tells of a copy. 0 where there is none.
    sign_count BIGINT NOT NULL,
    -- 1: it may be on several machines of its owner.
    backup_eligible BIGINT NOT NULL CHECK (backup_eligible IN (0, 1)),
    -- What its owner calls it.
    name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    last_used_at TEXT
);
CREATE INDEX passkey_of_person ON passkey (person_id);

-- Questions to passkeys that were answered, until they would be too old anyway: none is answered twice.
-- Open ones are nowhere: each carries the proof that it is ours.
CREATE TABLE passkey_challenge (
    challenge_digest TEXT NOT NULL PRIMARY KEY,
    expires_at TEXT NOT NULL
);

CREATE TABLE person_identity (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    issuer TEXT NOT NULL,
    -- What the provider calls the person.
    subject TEXT NOT NULL,
    linked_at TEXT NOT NULL,
    last_used_at TEXT,
    UNIQUE (issuer, subject),
    UNIQUE (person_id, issuer)
);

-- Somebody was sent to a provider and has not come back yet. Good for ten minutes, once, and in the browser
-- from which they went.
CREATE TABLE identity_question (
    state_digest TEXT NOT NULL PRIMARY KEY,
    browser_digest TEXT NOT NULL,
    nonce TEXT NOT NULL,
    verifier TEXT NOT NULL,
    -- Who links it to their account, and in which session; neither: somebody signs in.
    person_id TEXT REFERENCES person (id),
    session_id TEXT,
    -- The page of ours that they wanted.
    going_to TEXT NOT NULL,
    expires_at TEXT NOT NULL
);
CREATE INDEX identity_question_by_time ON identity_question (expires_at);
CREATE INDEX identity_question_of_person ON identity_question (person_id);
