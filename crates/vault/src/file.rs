//! The key file: made on first need, readable by its owner only, and refused when it is not.
//!
//! Plain text, one key to a line: the version, a space, 32 bytes in base64. Lines that begin with `#`
//! are for the reader.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kernel::Random;
use zeroize::Zeroizing;

use crate::{KEY_LENGTH, Key, KeySource, Vault, VaultError};

/// What stands at the top of the file.
const PREFACE: &str = "\
# The keys of this Cairn. Whoever has this file and a copy of the database can read what is sealed in it;
# without this file nobody can, you included. Keep a copy apart from the backups of the database.
# One key to a line; the last one seals. Never edit a line: `cairn key rotate` adds one.
";

/// Larger than any key file of ours.
const LARGEST: u64 = 64 * 1024;

/// Why there is no vault. Names the file, never what is in it.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// There is none.
    #[error("the key file {} is not there", .0.display())]
    Missing(PathBuf),
    /// There is one already.
    #[error("the key file {} is there already; nothing was changed", .0.display())]
    Exists(PathBuf),
    /// Others can read it.
    #[error("the key file {path} can be read by others on this machine (mode {mode:o}): chmod 600 {path}, and if somebody may have read it, `cairn key rotate`", path = path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// It does not look as we write it.
    #[error("the key file {path} is damaged at line {line}: put the copy back that you kept", path = path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The line, from 1; 0: the file as a whole.
        line: usize,
    },
    /// Its keys cannot be used together.
    #[error("the key file {path}: {problem}", path = path.display())]
    Keys {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        problem: VaultError,
    },
    /// The system does not let us.
    #[error("the key file {path}: {problem}", path = path.display())]
    System {
        /// The file.
        path: PathBuf,
        /// What the system says.
        problem: std::io::Error,
    },
}

/// Reads the key file. One that others can read is refused: its keys may be known already.
pub fn load(path: &Path) -> Result<Vault, KeyFileError> {
    let about = match fs::symlink_metadata(path).and_then(|_| fs::metadata(path)) {
        Ok(about) => about,
        Err(problem) if problem.kind() == ErrorKind::NotFound => {
            return Err(KeyFileError::Missing(path.to_owned()));
        }
        Err(problem) => return Err(system(path, problem)),
    };
    refuse_open(path, &about)?;
    if !about.is_file() || about.len() > LARGEST {
        return Err(damaged(path, 0));
    }
    let text = fs::read(path).map_err(|problem| system(path, problem))?;
    let text = Zeroizing::new(text);
    let keys = parse_keys(&text).map_err(|line| damaged(path, line))?;
    vault(path, keys)
}

/// The keys in a text, or the line (from 1; 0: the text as a whole) that is none.
pub(crate) fn parse_keys(text: &[u8]) -> Result<Vec<Key>, usize> {
    let text = std::str::from_utf8(text).map_err(|_| 0_usize)?;
    let mut keys = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if !line.is_empty() && !line.starts_with('#') {
            keys.push(parse(line).ok_or(at + 1)?);
        }
    }
    Ok(keys)
}

/// Makes a key file with one fresh key. One that is there already is never touched.
pub fn create(path: &Path, random: &dyn Random) -> Result<Vault, KeyFileError> {
    let vault = vault(path, vec![Key::fresh(1, random)])?;
    let draft = write_draft(path, &vault, random)?;
    // A link, unlike a renaming, fails where there is a file: of two programs that start together,
    // one makes the key and the other is told.
    let linked = fs::hard_link(&draft, path);
    let _ = fs::remove_file(&draft);
    match linked {
        Ok(()) => {
            sync_folder(path);
            Ok(vault)
        }
        Err(problem) if problem.kind() == ErrorKind::AlreadyExists => {
            Err(KeyFileError::Exists(path.to_owned()))
        }
        Err(problem) => Err(system(path, problem)),
    }
}

/// Reads the key file, making it where there is none.
pub fn load_or_create(path: &Path, random: &dyn Random) -> Result<Vault, KeyFileError> {
    match load(path) {
        Err(KeyFileError::Missing(_)) => match create(path, random) {
            Err(KeyFileError::Exists(_)) => load(path),
            made => made,
        },
        loaded => loaded,
    }
}

/// Adds a fresh key, with which everything is sealed from now on. Older keys stay: what was sealed
/// with them, here and in backups, must still open.
pub fn rotate(path: &Path, random: &dyn Random) -> Result<Vault, KeyFileError> {
    let old = load(path)?;
    let mut keys = old.keys().to_vec();
    keys.push(Key::fresh(old.current_version().saturating_add(1), random));
    let new = vault(path, keys)?;
    let draft = write_draft(path, &new, random)?;
    fs::rename(&draft, path).map_err(|problem| {
        let _ = fs::remove_file(&draft);
        system(path, problem)
    })?;
    sync_folder(path);
    Ok(new)
}

/// The key file, asked again when something is sealed under a key that came later.
#[derive(Debug, Clone)]
pub struct KeyFile(pub PathBuf);

impl KeySource for KeyFile {
    fn keys(&self) -> Option<Vec<Key>> {
        load(&self.0).ok().map(|vault| vault.keys().to_vec())
    }
}

fn vault(path: &Path, keys: Vec<Key>) -> Result<Vault, KeyFileError> {
    Vault::new(keys).map_err(|problem| KeyFileError::Keys {
        path: path.to_owned(),
        problem,
    })
}

fn parse(line: &str) -> Option<Key> {
    let (version, bytes) = line.split_once(' ')?;
    let bytes = Zeroizing::new(STANDARD.decode(bytes).ok()?);
    let bytes: &[u8; KEY_LENGTH] = bytes.as_slice().try_into().ok()?;
    Some(Key::new(version.parse().ok()?, *bytes))
}

/// The whole file under another name beside it, on the disk before it gets its own.
fn write_draft(path: &Path, vault: &Vault, random: &dyn Random) -> Result<PathBuf, KeyFileError> {
    let mut text = Zeroizing::new(String::with_capacity(
        PREFACE.len() + vault.keys().len() * 64,
    ));
    text.push_str(PREFACE);
    for key in vault.keys().iter() {
        let bytes = Zeroizing::new(STANDARD.encode(key.bytes()));
        text.push_str(&key.version().to_string());
        text.push(' ');
        text.push_str(&bytes);
        text.push('\n');
    }
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}", random.uuid().simple()));
    let draft = PathBuf::from(name);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&draft).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    match written {
        Ok(()) => Ok(draft),
        Err(problem) => {
            let _ = fs::remove_file(&draft);
            Err(system(path, problem))
        }
    }
}

/// The new name itself must survive a power cut. Not every system can be asked to; then it may not.
fn sync_folder(path: &Path) {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    if let Ok(folder) = fs::File::open(folder.unwrap_or(Path::new("."))) {
        let _ = folder.sync_all();
    }
}

#[cfg(unix)]
fn refuse_open(path: &Path, about: &fs::Metadata) -> Result<(), KeyFileError> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = about.permissions().mode() & 0o777;
    let others = mode & 0o077;
    if others == 0 {
        return Ok(());
    }
    Err(KeyFileError::Open {
        path: path.to_owned(),
        mode,
    })
}

#[cfg(not(unix))]
fn refuse_open(_path: &Path, _about: &fs::Metadata) -> Result<(), KeyFileError> {
    Ok(())
}

fn damaged(path: &Path, line: usize) -> KeyFileError {
    KeyFileError::Damaged {
        path: path.to_owned(),
        line,
    }
}

fn system(path: &Path, problem: std::io::Error) -> KeyFileError {
    KeyFileError::System {
        path: path.to_owned(),
        problem,
    }
}

#[cfg(test)]
mod tests {
    use kernel::SystemRandom;

    use super::*;
    use crate::Place;

    const PLACE: Place<'_> = Place {
        table: "table",
        column: "column",
        row: "row",
    };

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a folder")
    }

    #[test]
    fn a_key_made_is_the_key_read() {
        let folder = folder();
        let path = folder.path().join("cairn.key");
        assert!(matches!(load(&path), Err(KeyFileError::Missing(_))));
        let made = load_or_create(&path, &SystemRandom).expect("made");
        let sealed = made.seal(PLACE, b"words", &SystemRandom);
        let read = load_or_create(&path, &SystemRandom).expect("read");
        assert_eq!(
            read.open(PLACE, &sealed).expect("opens").as_slice(),
            b"words"
        );
        assert!(matches!(
            create(&path, &SystemRandom),
            Err(KeyFileError::Exists(_))
        ));
        let left: Vec<_> = fs::read_dir(folder.path()).expect("a folder").collect();
        assert_eq!(left.len(), 1, "no draft is left behind");
    }

    #[test]
    fn rotating_keeps_the_old_key_and_seals_with_the_new() {
        let folder = folder();
        let path = folder.path().join("cairn.key");
        let old = create(&path, &SystemRandom).expect("made");
        let sealed = old.seal(PLACE, b"words", &SystemRandom);
        let new = rotate(&path, &SystemRandom).expect("rotated");
        assert_eq!(new.current_version(), 2);
        let read = load(&path).expect("read");
        assert_eq!(
            read.open(PLACE, &sealed).expect("opens").as_slice(),
            b"words"
        );
        assert!(read.seal(PLACE, b"words", &SystemRandom).starts_with("2."));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = folder();
        let path = folder.path().join("cairn.key");
        create(&path, &SystemRandom).expect("made");
        let mode = fs::metadata(&path).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        for mode in [0o640, 0o604, 0o620, 0o644] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("changed");
            let error = load(&path).expect_err("refused");
            assert!(matches!(error, KeyFileError::Open { .. }), "{mode:o}");
            assert!(error.to_string().contains("chmod 600"));
        }
    }

    #[test]
    fn a_damaged_file_is_named_with_its_line_and_never_repeated() {
        let folder = folder();
        let path = folder.path().join("cairn.key");
        create(&path, &SystemRandom).expect("made");
        let whole = fs::read_to_string(&path).expect("text");
        let key = whole.lines().last().expect("a key").to_owned();
        let write = |text: &str| {
            fs::write(&path, text).expect("written");
            load(&path).map(|_| ()).expect_err("refused").to_string()
        };
        for text in [
            key.replace(' ', ""),
            key[..key.len() - 4].to_owned(),
            format!("x{key}"),
            format!("{key}AAAA"),
        ] {
            let error = write(&format!("# about\n{text}\n"));
            assert!(error.contains("line 2"), "{error}");
            assert!(!error.contains(&key[2..12]), "{error}");
        }
        assert!(write("# nothing\n").contains("no key"));
        assert!(write(&format!("{key}\n{key}\n")).contains("twice"));
        fs::write(&path, [0xff, 0xfe]).expect("written");
        assert!(matches!(
            load(&path),
            Err(KeyFileError::Damaged { line: 0, .. })
        ));
    }
}
