//! Files that people bring, looked through for viruses by a program of the operator's choice.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use web::{DocumentScanner, Scan};

/// How long the program may take.
const PATIENCE: Duration = Duration::from_mins(1);
/// How often it is asked whether it has ended.
const STEP: Duration = Duration::from_millis(50);

/// A program that reads a file from its standard input: it ends with 0 when nothing was found and with 1 when
/// something was, as `clamdscan -` does. Anything else means that the file was not looked through.
#[derive(Debug)]
pub(crate) struct ScanCommand {
    program: String,
    arguments: Vec<String>,
}

impl ScanCommand {
    /// The program and its arguments, parted by spaces; no shell reads them.
    pub(crate) fn new(written: &str) -> Option<Self> {
        let mut words = written.split_whitespace().map(str::to_owned);
        Some(Self {
            program: words.next()?,
            arguments: words.collect(),
        })
    }
}

impl DocumentScanner for ScanCommand {
    fn scan(&self, bytes: &[u8]) -> Scan {
        let started = Command::new(&self.program)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut child) = started else {
            return Scan::NotDone;
        };
        let input = child.stdin.take();
        let code = thread::scope(|scope| {
            // Written beside the waiting: a program that does not read must not hold us for ever.
            scope.spawn(move || {
                if let Some(mut input) = input {
                    // One that stops reading has decided already, or has failed: its code says which.
                    let _ = input.write_all(bytes);
                }
            });
            let end = Instant::now() + PATIENCE;
            loop {
                match child.try_wait() {
                    Ok(Some(status)) => return status.code(),
                    Ok(None) if Instant::now() < end => thread::sleep(STEP),
                    Ok(None) | Err(_) => {
                        let _ = child.kill();
                        let _ = child.wait();
                        return None;
                    }
                }
            }
        });
        match code {
            Some(0) => Scan::Clean,
            Some(1) => Scan::Infected,
            _ => Scan::NotDone,
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_the_program_says_counts_and_silence_is_no_yes() {
        let said = |written: &str| {
            let command = ScanCommand::new(written).expect("a program");
            command.scan(&vec![b'x'; 300_000])
        };
        assert_eq!(said("true"), Scan::Clean);
        assert_eq!(said("false"), Scan::Infected);
        assert_eq!(said("grep -q y"), Scan::Infected);
        assert_eq!(said("grep -q x"), Scan::Clean);
        assert_eq!(said("/nowhere/no-such-program"), Scan::NotDone);
        assert_eq!(said("ls /nowhere/no-such-folder"), Scan::NotDone);
        assert!(ScanCommand::new("  ").is_none());
    }
}
