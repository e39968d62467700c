//! Taking in an export from the desk: a file is sent, read and compared in the background, reported on, and
//! applied by a second decision. What imports leave for people is in `listings/imports.rs`.

mod apply;
mod job;
mod kind;
mod run;
mod runs;
mod upload;

pub(crate) use apply::{apply, apply_form};
pub(crate) use job::Jobs;
pub(crate) use run::{discard, run};
pub(crate) use runs::{runs, runs_by_words};
pub(crate) use upload::{form, let_pass, receive};

/// What a report says of each state of a run.
const fn state_key(state: store::ImportRunState) -> &'static str {
    use store::ImportRunState as S;
    match state {
        S::Reading => "imports-state-reading",
        S::Compared => "imports-state-compared",
        S::Applying => "imports-state-applying",
        S::Applied => "imports-state-applied",
        S::Unchanged => "imports-state-unchanged",
        S::Failed => "imports-state-failed",
        S::Discarded => "imports-state-discarded",
    }
}
