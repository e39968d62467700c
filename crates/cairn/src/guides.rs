//! The guides that are served: those that ship, with the operator's folder laid over them. What is wrong in
//! the folder is told with file and line, and what ships is served in its place.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::bail;
use guidance::{Fault, Library, Severity, Vocabulary};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::Clock;
use search::Index;

/// Folders of `content/` that an operator may lay something over.
const FOLDERS: [&str; 2] = ["guides", "jurisdictions"];
/// Bytes of a file that are read: more than any guide has, and the reader refuses it with a reason.
const MOST: u64 = 1 << 20;

/// Files by path, such as `content/guides/respond/en.md`.
type Files = BTreeMap<String, Vec<u8>>;

/// A guide is `guides/<name>/<file>`: nothing lies deeper, and a link to a folder above would never end.
const DEEPEST: usize = 3;

/// The guides, with what is wrong in them among their faults; each fault is also said in the log.
///
/// Numbers are held against the directory as it is served, which holds more than what ships.
///
/// # Errors
/// The folder is not there: that is a mistake in the settings, and nothing in the folder would be served.
pub fn open(
    folder: Option<&Path>,
    index: &Index,
    clock: &dyn Clock,
) -> anyhow::Result<Arc<Library>> {
    let Some(folder) = folder else {
        return Ok(web::shipped_guides());
    };
    if !folder.is_dir() {
        bail!("content: {} is not a folder", folder.display());
    }
    let (own, unread) = read(folder);
    let today = TimeZone::UTC.to_datetime(clock.now()).date();
    let mut vocabulary = web::guide_vocabulary().clone();
    for (_, listing) in index.listings() {
        for phone in listing?.phones {
            vocabulary.add_telephone(phone.number.digits());
        }
    }
    let mut library = laid_over(own, &vocabulary, today);
    library.faults.extend(unread);
    for fault in &library.faults {
        tracing::warn!("{fault}");
    }
    Ok(Arc::new(library))
}

/// What ships with `own` over it. A guide or a sheet that does not hold with what the operator wrote is served
/// as it ships; the faults that were found on the way are kept.
fn laid_over(mut own: Files, vocabulary: &Vocabulary, today: Date) -> Library {
    let shipped: Vec<(&str, &[u8])> = guidance::shipped_files().collect();
    let mut told = BTreeSet::new();
    loop {
        let mut files: BTreeMap<&str, &[u8]> = shipped.iter().copied().collect();
        files.extend(
            own.iter()
                .map(|(path, bytes)| (path.as_str(), bytes.as_slice())),
        );
        let mut library = Library::read(files, vocabulary, today);
        let wrong = wrong(&library, &own);
        told.append(&mut wrong.values().flatten().cloned().collect());
        if wrong.is_empty() {
            told.extend(library.faults);
            library.faults = told.into_iter().collect();
            return library;
        }
        // Each round takes something of the operator's away, so that there is an end to it.
        own.retain(|path, _| !wrong.contains_key(unit(path)));
    }
}

/// The folders of guides and the sheets of the operator's that cannot be served, with why.
fn wrong(library: &Library, own: &Files) -> BTreeMap<String, Vec<Fault>> {
    let mut wrong: BTreeMap<String, Vec<Fault>> = BTreeMap::new();
    let units: BTreeSet<&str> = own.keys().map(|path| unit(path)).collect();
    for fault in &library.faults {
        let error = fault.severity == Severity::Error;
        if let Some(&unit) = units.get(unit(&fault.file)).filter(|_| error) {
            let told = wrong.entry(unit.to_owned()).or_default();
            told.push(fault.clone());
        }
    }
    // A new guide must not push one that ships out of its number, whichever of them was read first.
    let shipped = web::shipped_guides();
    for guide in &shipped.guides {
        let folder = format!("content/guides/{}", guide.slug);
        if library.guide_of(&guide.slug).is_some() || units.contains(folder.as_str()) {
            continue;
        }
        let Some(other) = library.guide(guide.number) else {
            continue;
        };
        let folder = format!("content/guides/{}", other.slug);
        if let Some(&unit) = units.get(folder.as_str()) {
            wrong.entry(unit.to_owned()).or_default().push(Fault {
                file: format!("{folder}/guide.toml"),
                line: None,
                severity: Severity::Error,
                problem: format!("the guide “{}” has the number {}", guide.slug, guide.number),
                remedy: "take a number that no guide has".to_owned(),
            });
        }
    }
    wrong
}

/// What is served or left out as one: the folder of a guide, the file of a sheet.
fn unit(path: &str) -> &str {
    let is_guide = path.starts_with("content/guides/");
    match path.rsplit_once('/') {
        Some((folder, _)) if is_guide && folder.len() > "content/guides".len() => folder,
        _ => path,
    }
}

/// Every file of the folders an operator may lay over; what cannot be read is told and left out.
fn read(folder: &Path) -> (Files, Vec<Fault>) {
    let mut files = Files::new();
    let mut faults = Vec::new();
    for name in FOLDERS {
        let inside = folder.join(name);
        if inside.is_dir() {
            let path = format!("content/{name}");
            gather(&inside, &path, DEEPEST, &mut files, &mut faults);
        }
    }
    (files, faults)
}

fn gather(folder: &Path, path: &str, deep: usize, files: &mut Files, faults: &mut Vec<Fault>) {
    let mut tell = |file: &str, error: std::io::Error| {
        faults.push(Fault {
            file: file.to_owned(),
            line: None,
            severity: Severity::Error,
            problem: format!("it cannot be read: {error}"),
            remedy: "let the account that runs Cairn read it".to_owned(),
        });
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return tell(path, error),
    };
    let mut folders = Vec::new();
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        // Editors and version control keep files of their own beside the text.
        if name.starts_with('.') || name.ends_with('~') {
            continue;
        }
        let (whole, path) = (entry.path(), format!("{path}/{name}"));
        if whole.is_dir() {
            folders.push((whole, path));
            continue;
        }
        let mut bytes = Vec::new();
        let read = File::open(&whole).and_then(|file| file.take(MOST).read_to_end(&mut bytes));
        match read {
            Ok(_) => drop(files.insert(path, bytes)),
            Err(error) => tell(&path, error),
        }
    }
    for (folder, path) in folders {
        if deep > 0 {
            gather(&folder, &path, deep - 1, files, faults);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn laid(own: &[(&str, &str)]) -> Library {
        let own = own.iter().map(|(path, text)| {
            let path = format!("content/{path}");
            (path, text.as_bytes().to_vec())
        });
        laid_over(own.collect(), web::guide_vocabulary(), date(2026, 11, 25))
    }

    fn shipped(path: &str) -> String {
        let path = format!("content/{path}");
        let mut files = guidance::shipped_files();
        let (_, bytes) = files.find(|(known, _)| *known == path).expect("ships");
        String::from_utf8(bytes.to_vec()).expect("text")
    }

    #[test]
    fn a_guide_is_replaced_and_another_added() {
        let en = shipped("guides/respond/en.md").replacen("# Something", "# Here, something", 1);
        let head = shipped("guides/first-things/guide.toml").replace("number = 2", "number = 77");
        let library = laid(&[
            ("guides/respond/en.md", &en),
            ("guides/ours/guide.toml", &head),
            ("guides/ours/en.md", &shipped("guides/first-things/en.md")),
            ("guides/ours/fr.md", &shipped("guides/first-things/fr.md")),
        ]);
        assert!(library.faults.is_empty(), "{:?}", library.faults);
        let respond = library.guide_of("respond").expect("served");
        assert!(respond.en.title.starts_with("Here, something"));
        assert_eq!(library.guide(77).expect("added").slug, "ours");
        assert_eq!(library.guides.len(), web::shipped_guides().guides.len() + 1);
    }

    #[test]
    fn what_is_wrong_is_told_and_what_ships_is_served_in_its_place() {
        let en = shipped("guides/respond/en.md").replace("(guide:first-things)", "(guide:nowhere)");
        let sheet =
            shipped("jurisdictions/mb/duty-to-report.toml").replace("\"mb-child\"", "\"no-such\"");
        let library = laid(&[
            ("guides/respond/en.md", &en),
            ("guides/half/en.md", "# Half"),
            ("jurisdictions/mb/duty-to-report.toml", &sheet),
        ]);
        let told: Vec<String> = library.faults.iter().map(ToString::to_string).collect();
        let told = told.join("\n");
        for part in [
            "content/guides/respond/en.md:",
            "nowhere",
            "content/guides/half/guide.toml: the file is not there",
            "content/jurisdictions/mb/duty-to-report.toml:6: the directory has no service",
        ] {
            assert!(told.contains(part), "{part} is not among\n{told}");
        }
        let shipped = web::shipped_guides();
        assert_eq!(library.guides, shipped.guides);
        assert_eq!(library.sheets, shipped.sheets);
    }

    #[test]
    fn a_new_guide_takes_no_number_of_one_that_ships() {
        let files = ["guide.toml", "en.md", "fr.md"];
        let texts = files.map(|name| shipped(&format!("guides/respond/{name}")));
        // Read before the one that ships, and after it.
        for slug in ["aaa", "zzz"] {
            let own: Vec<(String, &str)> = files
                .iter()
                .zip(&texts)
                .map(|(name, text)| (format!("guides/{slug}/{name}"), text.as_str()))
                .collect();
            let own: Vec<(&str, &str)> = own
                .iter()
                .map(|(path, text)| (path.as_str(), *text))
                .collect();
            let library = laid(&own);
            assert_eq!(library.guides, web::shipped_guides().guides, "{slug}");
            let told: Vec<String> = library.faults.iter().map(ToString::to_string).collect();
            assert!(
                told.join("\n")
                    .contains(&format!("content/guides/{slug}/guide.toml")),
                "{told:?}"
            );
        }
    }
}
