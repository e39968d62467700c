//! The deployment's keys from another program, for those who keep them in a key service or on a token.
//!
//! The program writes what a key file holds to its standard output: one key to a line, the version, a
//! space, 32 bytes in base64; lines that begin with `#` are passed over. It ends with code 0 within
//! [`TIMEOUT`]. What it writes is never shown, whatever it is; what it says on standard error is dropped.

use std::fmt;
use std::io::Read as _;
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use zeroize::Zeroizing;

use crate::{Key, KeySource, Vault, VaultError, file};

/// How long the program may take: a key service may ask somebody for a touch.
pub const TIMEOUT: Duration = Duration::from_secs(30);

/// Why there is no vault. Never says what the program wrote.
#[derive(Debug, thiserror::Error)]
pub enum KeyCommandError {
    /// There is nothing to run.
    #[error("the key command is empty")]
    Empty,
    /// It cannot be run.
    #[error("the key command cannot be run: {0}")]
    CannotRun(std::io::Error),
    /// It took too long.
    #[error("the key command did not end within {} seconds and was stopped", .0.as_secs())]
    TooSlow(Duration),
    /// It ended badly.
    #[error("the key command failed ({0}); run it by hand to see why")]
    Failed(std::process::ExitStatus),
    /// It wrote something else.
    #[error(
        "the key command wrote something that is no key file at line {0}: each line must be a version, \
         a space and 32 bytes in base64"
    )]
    Damaged(usize),
    /// Its keys cannot be used together.
    #[error("the keys that the key command wrote: {0}")]
    Keys(VaultError),
}

/// Runs the program and reads the keys it writes. `line` is split at spaces; no shell reads it, so that
/// nothing in it means more than it says.
pub fn load(line: &str) -> Result<Vault, KeyCommandError> {
    load_within(line, TIMEOUT)
}

/// The program, asked again when something is sealed under a key that came later.
#[derive(Clone)]
pub struct KeyCommand(pub String);

impl KeySource for KeyCommand {
    fn keys(&self) -> Option<Vec<Key>> {
        load(&self.0).ok().map(|vault| vault.keys().to_vec())
    }
}

/// Never says which program: its arguments may hold a secret.
impl fmt::Debug for KeyCommand {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("KeyCommand(…)")
    }
}

fn load_within(line: &str, timeout: Duration) -> Result<Vault, KeyCommandError> {
    let mut words = line.split_whitespace();
    let program = words.next().ok_or(KeyCommandError::Empty)?;
    let mut running = Command::new(program)
        .args(words)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(KeyCommandError::CannotRun)?;
    let output = running.stdout.take();
    let (give, take) = channel();
    std::thread::spawn(move || {
        // Room enough from the start: a buffer that grows leaves pieces of itself behind.
        let mut text = Zeroizing::new(Vec::with_capacity(LARGEST));
        let read = output.map_or(Ok(0), |output| {
            output.take(LARGEST as u64).read_to_end(&mut text)
        });
        let _ = give.send(read.map(|_| text));
    });
    let answer = take.recv_timeout(timeout);
    if matches!(answer, Err(RecvTimeoutError::Timeout)) {
        let _ = running.kill();
    }
    let ended = running.wait().map_err(KeyCommandError::CannotRun)?;
    let text = match answer {
        Ok(text) => text.map_err(KeyCommandError::CannotRun)?,
        Err(_) => return Err(KeyCommandError::TooSlow(timeout)),
    };
    if !ended.success() {
        return Err(KeyCommandError::Failed(ended));
    }
    let keys = file::parse_keys(&text).map_err(KeyCommandError::Damaged)?;
    Vault::new(keys).map_err(KeyCommandError::Keys)
}

/// Larger than any answer of ours.
const LARGEST: usize = 64 * 1024;

#[cfg(all(test, unix))]
mod tests {
    use std::fs;

    use super::*;

    /// A program that does what `script` says; `sh` runs it, so that no file need be executable.
    fn run(script: &str, timeout: Duration) -> Result<Vault, KeyCommandError> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("keys.sh");
        fs::write(&path, script).expect("written");
        load_within(&format!("sh {}", path.display()), timeout)
    }

    const KEY: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

    #[test]
    fn the_keys_are_what_the_program_writes() {
        let script = format!("echo '# ours'; echo '1 {KEY}'; echo '3 {KEY}'; echo noise >&2");
        let vault = run(&script, TIMEOUT).expect("keys");
        assert_eq!(vault.current_version(), 3);
    }

    #[test]
    fn what_goes_wrong_is_said_and_what_was_written_is_not() {
        let said = |script: &str| run(script, TIMEOUT).expect_err("refused").to_string();
        assert!(said(&format!("echo '1 {KEY}'; exit 3")).contains("failed"));
        let damaged = said(&format!("echo '# x'; echo 'one {KEY}'"));
        assert!(
            damaged.contains("line 2") && !damaged.contains("AQEB"),
            "{damaged}"
        );
        assert!(said("true").contains("no key"));
        assert!(matches!(load(" "), Err(KeyCommandError::Empty)));
        assert!(matches!(
            load("/nowhere/at-all"),
            Err(KeyCommandError::CannotRun(_))
        ));
    }

    #[test]
    fn a_program_that_hangs_is_stopped() {
        // `exec`: the sleep itself is stopped, and not only the shell around it.
        let hung = run("exec sleep 600", Duration::from_millis(200));
        assert!(matches!(hung, Err(KeyCommandError::TooSlow(_))));
    }
}
