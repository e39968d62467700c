//! Every guide and every sheet of facts, read from files: what is whole is served, what is wrong is told.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use kernel::Lang;

use crate::check::{check_alike, check_article, check_links, read_head};
use crate::fault::{Fault, Faults, any_error};
use crate::guide::Guide;
use crate::jurisdiction::{self, Sheet, Subject};
use crate::markdown;
use crate::vocabulary::Vocabulary;

/// What ships, as `(path, bytes)`; written by `build.rs`.
static SHIPPED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// A larger file is refused unread.
const LARGEST_FILE: usize = 256 << 10;

/// The files that were folded into the binary: paths such as `content/guides/respond/en.md`.
pub fn shipped_files() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    SHIPPED.iter().copied()
}

/// Everything that is wrong with the files, by file and line.
pub fn check<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    vocabulary: &Vocabulary,
    today: Date,
) -> Vec<Fault> {
    Library::read(files, vocabulary, today).faults
}

/// What the files say.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// Guides without an error, by number.
    pub guides: Vec<Guide>,
    /// Sheets without an error, by jurisdiction and subject.
    pub sheets: Vec<Sheet>,
    /// What is wrong, by file and line.
    pub faults: Vec<Fault>,
}

impl Library {
    /// Reads `guides/` and `jurisdictions/` among the files given by path (from content/ or from inside
    /// it) and bytes, in any order; other folders are others' to read. `today` is for review dates.
    pub fn read<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
        vocabulary: &Vocabulary,
        today: Date,
    ) -> Self {
        let mut library = Self::default();
        let mut guides: BTreeMap<&str, Folder<'_>> = BTreeMap::new();
        let mut files: Vec<(&str, &[u8])> = files.into_iter().collect();
        files.sort_unstable_by_key(|&(path, _)| path);
        for (path, bytes) in files {
            let inside = path.strip_prefix("content/").unwrap_or(path);
            let folders: Vec<&str> = inside.split('/').collect();
            let text = match folders[0] {
                "guides" | "jurisdictions" => match text(path, bytes) {
                    Ok(text) => text,
                    Err(fault) => {
                        library.faults.push(fault);
                        ""
                    }
                },
                _ => continue,
            };
            match folders[..] {
                ["guides", "README.md"] | ["jurisdictions", _] => {}
                ["guides", slug, name] => guides.entry(slug).or_default().put(name, path, text),
                ["jurisdictions", code, name] => {
                    library.sheet(path, code, name, text, vocabulary, today);
                }
                _ => library.faults.push(stray(path)),
            }
        }
        library.shelve(&guides, vocabulary, today);
        library.guides.sort_by_key(|guide| guide.number);
        library.faults.sort();
        library.faults.dedup();
        library
    }

    /// The guide of this number.
    pub fn guide(&self, number: u16) -> Option<&Guide> {
        self.guides.iter().find(|guide| guide.number == number)
    }

    /// The guide of this folder.
    pub fn guide_of(&self, slug: &str) -> Option<&Guide> {
        self.guides.iter().find(|guide| guide.slug == slug)
    }

    /// What a jurisdiction (`MB`) says about a subject.
    pub fn sheet_of(&self, jurisdiction: &str, subject: Subject) -> Option<&Sheet> {
        self.sheets
            .iter()
            .find(|sheet| sheet.subject == subject && sheet.jurisdiction == jurisdiction)
    }

    fn sheet(
        &mut self,
        path: &str,
        code: &str,
        name: &str,
        text: &str,
        vocabulary: &Vocabulary,
        today: Date,
    ) {
        // Files of other names are read by whoever computes with them.
        let Some(subject) = Subject::of(name) else {
            return;
        };
        let mut faults = Faults::new(path, text);
        let sheet = jurisdiction::read(text, code, subject, vocabulary, today, &mut faults);
        let faults = faults.into_vec();
        if !any_error(&faults) {
            self.sheets.extend(sheet);
        }
        self.faults.extend(faults);
    }

    fn shelve(
        &mut self,
        folders: &BTreeMap<&str, Folder<'_>>,
        vocabulary: &Vocabulary,
        today: Date,
    ) {
        // What a link may lead to: a guide that is there, faulty or not, and how many cards it has.
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        let mut read: Vec<(Guide, Vec<Fault>, &Folder<'_>)> = Vec::new();
        for (slug, folder) in folders {
            let (guide, faults) = folder.read(slug, vocabulary, today);
            known.insert(
                slug,
                guide
                    .as_ref()
                    .map_or(usize::MAX, |guide| guide.en.cards.len()),
            );
            match guide {
                Some(guide) => read.push((guide, faults, folder)),
                None => self.faults.extend(faults),
            }
        }
        let mut numbers = BTreeSet::new();
        for (guide, mut faults, folder) in read {
            for (lang, (path, text)) in folder.languages() {
                let mut links = Faults::new(path, text);
                check_links(guide.article(lang), &known, vocabulary, &mut links);
                faults.extend(links.into_vec());
            }
            if !numbers.insert(guide.number) {
                let (path, text) = folder.head.unwrap_or_default();
                let mut twice = Faults::new(path, text);
                twice.error(
                    twice.line_of("number"),
                    format!("another guide has the number {}", guide.number),
                    "take the next number that no guide ever had",
                );
                faults.extend(twice.into_vec());
            }
            if !any_error(&faults) {
                self.guides.push(guide);
            }
            self.faults.extend(faults);
        }
    }
}

fn stray(path: &str) -> Fault {
    let mut faults = Faults::new(path, "");
    faults.error(
        None,
        "nothing reads a file of this name in this place",
        "a guide is guides/<name>/guide.toml, en.md and fr.md; a sheet is jurisdictions/<code>/<subject>.toml",
    );
    faults.into_vec().remove(0)
}

fn text<'a>(path: &str, bytes: &'a [u8]) -> Result<&'a str, Fault> {
    let mut faults = Faults::new(path, "");
    if bytes.len() > LARGEST_FILE {
        faults.error(
            None,
            format!("the file is larger than {} KiB", LARGEST_FILE >> 10),
            "cut it into smaller guides, or look whether it is the right one",
        );
        return Err(faults.into_vec().remove(0));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let good = String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or_default());
        let line = 1 + good.matches('\n').count() as u32;
        faults.error(
            Some(line),
            "there is a character that is not UTF-8",
            "save the file again with the encoding UTF-8",
        );
        faults.into_vec().remove(0)
    })
}

/// The files of one guide: path and text.
#[derive(Debug, Default)]
struct Folder<'a> {
    head: Option<(&'a str, &'a str)>,
    en: Option<(&'a str, &'a str)>,
    fr: Option<(&'a str, &'a str)>,
    strays: Vec<&'a str>,
}

impl<'a> Folder<'a> {
    fn put(&mut self, name: &str, path: &'a str, text: &'a str) {
        match name {
            "guide.toml" => self.head = Some((path, text)),
            "en.md" => self.en = Some((path, text)),
            "fr.md" => self.fr = Some((path, text)),
            _ => self.strays.push(path),
        }
    }

    fn languages(&self) -> impl Iterator<Item = (Lang, (&'a str, &'a str))> {
        [(Lang::En, self.en), (Lang::Fr, self.fr)]
            .into_iter()
            .filter_map(|(lang, file)| Some((lang, file?)))
    }

    fn read(
        &self,
        slug: &str,
        vocabulary: &Vocabulary,
        today: Date,
    ) -> (Option<Guide>, Vec<Fault>) {
        let mut found: Vec<Fault> = self.strays.iter().map(|path| stray(path)).collect();
        let (path, text) = self.head.unwrap_or_default();
        let mut faults = Faults::new(path, text);
        if self.head.is_none() {
            let path = format!("content/guides/{slug}/guide.toml");
            let mut missing = Faults::new(&path, "");
            missing.error(None, "the file is not there", "copy it from another guide");
            found.extend(missing.into_vec());
        }
        let head = self
            .head
            .and_then(|_| read_head(text, vocabulary, today, &mut faults));
        found.extend(faults.into_vec());
        // Without its head every source in the text would seem to be missing.
        let Some(head) = head else {
            return (None, found);
        };
        let mut article = |lang: Lang, file: Option<(&'a str, &'a str)>| {
            let Some((path, text)) = file else {
                let path = format!("content/guides/{slug}/{lang}.md");
                let mut missing = Faults::new(&path, "");
                missing.error(
                    None,
                    "the guide is missing in this language",
                    "write it: both languages go together, or neither",
                );
                found.extend(missing.into_vec());
                return None;
            };
            let mut faults = Faults::new(path, text);
            let article = markdown::read(text, lang, &head.source, &mut faults);
            if let Some(article) = &article {
                check_article(article, lang, &head, &mut faults);
            }
            found.extend(faults.into_vec());
            article
        };
        let en = article(Lang::En, self.en);
        let fr = article(Lang::Fr, self.fr);
        let (Some(en), Some(fr)) = (en, fr) else {
            return (None, found);
        };
        let (path, text) = self.fr.unwrap_or_default();
        let mut faults = Faults::new(path, text);
        check_alike(&en, &fr, &mut faults);
        found.extend(faults.into_vec());
        let guide = Guide {
            slug: slug.to_owned(),
            number: head.number,
            kind: head.kind,
            licence: head.licence,
            version: head.version,
            checked_on: head.checked_on,
            review_by: head.review_by,
            reviewed_by: head.reviewed_by,
            sources: head.source,
            local_services: head.local_services,
            en,
            fr,
        };
        (Some(guide), found)
    }
}
