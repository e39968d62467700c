//! The ids that guides may name: needs, populations and kinds of exploitation, and services of the directory.

use std::collections::BTreeSet;

use serde::Deserialize;

/// Ids that exist elsewhere in content/.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Ids of `content/taxonomy/needs.toml`.
    pub needs: BTreeSet<String>,
    /// Ids of `content/taxonomy/populations.toml`.
    pub populations: BTreeSet<String>,
    /// Ids of `content/taxonomy/exploitation.toml`.
    pub exploitation: BTreeSet<String>,
    /// Ids of services in `content/directory/`.
    pub services: BTreeSet<String>,
    /// Digits of the telephone numbers of `content/directory/`: a guide names no other.
    pub telephones: BTreeSet<String>,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    term: Vec<Id>,
    #[serde(default)]
    service: Vec<Service>,
}

#[derive(Deserialize)]
struct Id {
    id: String,
}

#[derive(Deserialize)]
struct Service {
    id: String,
    #[serde(default)]
    phones: Vec<Phone>,
}

#[derive(Deserialize)]
struct Phone {
    number: String,
}

impl Vocabulary {
    /// Reads ids from the files of content/; what cannot be read is passed over, for the directory's
    /// own check tells what is wrong with it.
    pub fn read<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        let mut vocabulary = Self::default();
        for (path, bytes) in files {
            let inside = path.strip_prefix("content/").unwrap_or(path);
            let Ok(text) = std::str::from_utf8(bytes) else {
                continue;
            };
            let known = inside.starts_with("directory/")
                || ["needs", "populations", "exploitation"]
                    .iter()
                    .any(|name| inside == format!("taxonomy/{name}.toml"));
            let Some(file) = known.then(|| toml::from_str::<File>(text).ok()).flatten() else {
                continue;
            };
            let ids = file.term.into_iter().map(|term| term.id);
            match inside {
                "taxonomy/needs.toml" => vocabulary.needs.extend(ids),
                "taxonomy/populations.toml" => vocabulary.populations.extend(ids),
                "taxonomy/exploitation.toml" => vocabulary.exploitation.extend(ids),
                _ => vocabulary.add(file.service),
            }
        }
        vocabulary
    }

    /// Knows one more number to call: the directory that is served holds more than the one that ships.
    pub fn add_telephone(&mut self, number: &str) {
        self.telephones.insert(digits(number));
    }

    fn add(&mut self, services: Vec<Service>) {
        for service in services {
            self.services.insert(service.id);
            self.telephones
                .extend(service.phones.iter().map(|phone| digits(&phone.number)));
        }
    }
}

/// The digits of a number, without the leading 1 of North America.
pub(crate) fn digits(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix('1') {
        Some(rest) if rest.len() == 10 => rest.to_owned(),
        _ => digits,
    }
}
