//! Questionnaires: what somebody without an account asked to keep, under a code that only they have.

pub(crate) mod kept_answers;
pub(crate) mod resume_code;
