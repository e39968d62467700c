//! What a person at the terminal sees while long work runs, and how answers for programs are written.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

/// Work that may take a while. Shown only on a terminal, and only once it has taken a moment.
#[derive(Debug)]
pub(crate) struct Waiting(ProgressBar);

impl Waiting {
    pub(crate) fn on(work: &'static str) -> Self {
        let bar = ProgressBar::new_spinner().with_message(work);
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Self(bar)
    }

    pub(crate) fn done(self) {
        self.0.finish_and_clear();
    }
}

/// Work that is counted. Shown only on a terminal.
pub(crate) fn counting(work: &'static str) -> ProgressBar {
    let bar = ProgressBar::new_spinner().with_message(work);
    if let Ok(style) =
        ProgressStyle::with_template("{spinner} {msg}: {human_pos} ({elapsed}, {per_sec})")
    {
        bar.set_style(style);
    }
    bar
}

/// An answer for a program to read.
pub(crate) fn json(value: &impl Serialize) -> anyhow::Result<()> {
    println!("{}", serde_json::to_string_pretty(value)?);
    Ok(())
}
