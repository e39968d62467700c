-- Answers to a questionnaire that somebody without an account asked to keep. A row names nobody, no network
-- and no moment, and nothing refers to it. Without the code that was shown once, nothing opens it.
CREATE TABLE kept_answers (
    -- A keyed digest of the code, by which the row is found.
    lookup TEXT NOT NULL PRIMARY KEY,
    -- Sealed under a key from the code, in steps of 8 KiB, so that its length tells little.
    sealed TEXT NOT NULL,
    -- The day (2026-12-02) from whose beginning it is gone, on the clock furthest west in the country.
    delete_on TEXT NOT NULL
);
CREATE INDEX kept_answers_delete_on ON kept_answers (delete_on);
