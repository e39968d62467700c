//! What a person at the terminal sees while long work runs, and how answers for programs are written.

use std::fmt;
use std::io::{ErrorKind, Write as _};
use std::process::exit;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

/// `println!` and `print!` of this crate: whoever reads may stop reading (`cairn find … | head`), and the
/// standard ones panic then.
macro_rules! println {
    () => { $crate::report::line(format_args!("\n")) };
    ($($text:tt)*) => { $crate::report::line(format_args!("{}\n", format_args!($($text)*))) };
}
macro_rules! print {
    ($($text:tt)*) => { $crate::report::line(format_args!($($text)*)) };
}

/// Writes to the standard output. Where nobody reads it any more, the program has nothing left to say: it
/// ends, as others in a pipe do. All work is done and written before anything is said of it.
pub(crate) fn line(text: fmt::Arguments<'_>) {
    let mut out = std::io::stdout().lock();
    let said = out.write_fmt(text).and_then(|()| out.flush());
    match said {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::BrokenPipe => exit(0),
        Err(error) => {
            eprintln!("cairn: the output could not be written: {error}");
            exit(i32::from(crate::USED_WRONGLY));
        }
    }
}

/// Makes panics say where they happened and nothing else: the usual message repeats the value at fault,
/// which may be somebody's words or an address. `serve` puts its own in place, which goes to the log.
pub(crate) fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map_or_else(|| "somewhere".to_owned(), ToString::to_string);
        eprintln!("cairn: a fault of the program at {place}; please report it");
    }));
}

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
