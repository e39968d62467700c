//! What a person would use instead: SQLite with FTS5 and an R*Tree, doing the same work.
//!
//! It is given every advantage that leaves the work the same: the words come already analysed by the
//! finder's own rules and the question already understood (so both engines look for the same
//! thing); facts stand in one narrow table, apart from the records; the commonest filters have
//! covering tables; statements are prepared once; the file is mapped and its cache holds it; counts and
//! the ten best are kept by Rust code over streamed rows, which is far faster than `GROUP BY`.

mod ask;
mod facts;
mod tally;
mod words;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use directory::Listing;
use directory::taxonomy::Taxonomy;
use rusqlite::{Connection, OpenFlags, params};

pub use ask::{Answer, Asker};
use facts::Facts;
pub use words::of as words_of;

/// Tables. `word` is contentless and keeps no positions: no question here needs them, and without
/// them it is a third of the size.
const SCHEMA: &str = "
    PRAGMA page_size = 8192;
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE fact (
        id INTEGER PRIMARY KEY, terms INTEGER NOT NULL, languages INTEGER NOT NULL,
        traits INTEGER NOT NULL, area INTEGER NOT NULL, standing REAL NOT NULL, x REAL, y REAL, z REAL);
    CREATE TABLE record (id INTEGER PRIMARY KEY, body BLOB NOT NULL);
    CREATE TABLE by_term (term INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (term, id)) WITHOUT ROWID;
    CREATE TABLE by_language (language INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (language, id)) WITHOUT ROWID;
    CREATE TABLE by_area (area INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (area, id)) WITHOUT ROWID;
    CREATE VIRTUAL TABLE place USING rtree(id, south, north, west, east);
    CREATE VIRTUAL TABLE word USING fts5(
        name, rest, content='', detail=column, tokenize=\"unicode61 remove_diacritics 0\");
    CREATE VIRTUAL TABLE word_count USING fts5vocab(word, row);
";

/// The database and what is kept beside it in memory, as a program would.
#[derive(Debug, Clone)]
pub struct Alternative {
    file: PathBuf,
    facts: Arc<Facts>,
    taxonomy: Arc<Taxonomy>,
}

impl Alternative {
    /// Builds the database in a new file in `folder`.
    pub fn build(
        folder: &Path,
        listings: impl Iterator<Item = Listing>,
        taxonomy: Arc<Taxonomy>,
    ) -> Result<Self> {
        let file = folder.join("alternative.sqlite");
        let mut connection = Connection::open(&file).context("creating the SQLite database")?;
        connection.execute_batch(SCHEMA)?;
        let mut facts = Facts::default();
        let transaction = connection.transaction()?;
        {
            let mut insert = Insert::prepare(&transaction)?;
            for (at, listing) in listings.enumerate() {
                insert.listing(at as i64 + 1, &listing, &mut facts, &taxonomy)?;
            }
        }
        transaction.commit()?;
        connection.execute_batch(
            "INSERT INTO word(word) VALUES ('optimize'); ANALYZE; PRAGMA optimize;",
        )?;
        Ok(Self {
            file,
            facts: Arc::new(facts),
            taxonomy,
        })
    }

    /// A connection with its prepared statements, for one thread.
    pub fn asker(&self) -> Result<Asker> {
        let connection = Connection::open_with_flags(
            &self.file,
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        connection.execute_batch(
            "PRAGMA mmap_size = 8589934592; PRAGMA cache_size = -262144; PRAGMA temp_store = MEMORY;
             PRAGMA query_only = ON;",
        )?;
        connection.set_prepared_statement_cache_capacity(256);
        Asker::new(
            connection,
            Arc::clone(&self.facts),
            Arc::clone(&self.taxonomy),
        )
    }

    /// Bytes of the database.
    pub fn bytes(&self) -> Result<u64> {
        Ok(std::fs::metadata(&self.file)?.len())
    }
}

/// The statements that put one listing in.
struct Insert<'a> {
    fact: rusqlite::Statement<'a>,
    record: rusqlite::Statement<'a>,
    by_term: rusqlite::Statement<'a>,
    by_language: rusqlite::Statement<'a>,
    by_area: rusqlite::Statement<'a>,
    place: rusqlite::Statement<'a>,
    word: rusqlite::Statement<'a>,
}

impl<'a> Insert<'a> {
    fn prepare(connection: &'a Connection) -> Result<Self> {
        Ok(Self {
            fact: connection
                .prepare("INSERT INTO fact VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")?,
            record: connection.prepare("INSERT INTO record VALUES ($1, $2)")?,
            by_term: connection.prepare("INSERT INTO by_term VALUES ($1, $2)")?,
            by_language: connection.prepare("INSERT INTO by_language VALUES ($1, $2)")?,
            by_area: connection.prepare("INSERT INTO by_area VALUES ($1, $2)")?,
            place: connection.prepare("INSERT INTO place VALUES ($1, $2, $2, $3, $3)")?,
            word: connection.prepare("INSERT INTO word(rowid, name, rest) VALUES ($1, $2, $3)")?,
        })
    }

    fn listing(
        &mut self,
        id: i64,
        listing: &Listing,
        facts: &mut Facts,
        taxonomy: &Taxonomy,
    ) -> Result<()> {
        let row = facts.read(listing, taxonomy);
        self.fact.execute(params![
            id,
            row.terms,
            row.languages,
            row.traits,
            row.area,
            row.standing,
            row.ball.map(|ball| ball.x),
            row.ball.map(|ball| ball.y),
            row.ball.map(|ball| ball.z),
        ])?;
        self.record
            .execute(params![id, postcard::to_stdvec(listing)?])?;
        for term in facts::bits(row.terms) {
            self.by_term.execute(params![term, id])?;
        }
        for language in facts::bits(row.languages) {
            self.by_language.execute(params![language, id])?;
        }
        if row.wide {
            self.by_area.execute(params![row.area, id])?;
        }
        if let Some(point) = row.point {
            self.place
                .execute(params![id, point.latitude, point.longitude])?;
        }
        let (name, rest) = words::of(listing, taxonomy);
        self.word.execute(params![id, name, rest])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use directory::content::Content;
    use directory::hours::Rule;
    use directory::listing::Area;
    use directory::taxonomy::TermId;
    use jiff::Timestamp;
    use search::Request;

    use super::*;
    use crate::generator::Generator;
    use crate::measure;
    use crate::queries::queries;

    fn satisfies(listing: &Listing, request: &Request) -> bool {
        let filters = &request.filters;
        let is_for = |id: &TermId| listing.everyone || listing.populations.contains(id);
        let always = |hours: &directory::hours::Hours| {
            !listing.temporarily_closed && hours.rule == Rule::Always
        };
        let point = listing
            .location
            .as_ref()
            .and_then(|location| location.point);
        let place = request.near.as_ref().is_none_or(|near| {
            let within = |km: f64| point.is_some_and(|point| near.point.distance_km(point) <= km);
            let reached = match &listing.area {
                Area::National => true,
                Area::Provinces(provinces) => provinces.contains(&near.province),
                // A region ends at its province; a plain radius does not.
                Area::Circle {
                    name,
                    provinces,
                    centre,
                    radius_km,
                    ..
                } => {
                    (name.is_empty() || provinces.contains(&near.province))
                        && near.point.distance_km(*centre) <= *radius_km
                }
            };
            match filters.radius_km {
                Some(km) => within(f64::from(km)),
                None => reached || within(150.0),
            }
        });
        filters.needs.iter().all(|id| listing.needs.contains(id))
            && filters.populations.iter().all(is_for)
            && filters
                .languages
                .iter()
                .all(|code| listing.languages.contains(code))
            && (!filters.always_open
                || always(&listing.hours)
                || listing
                    .phones
                    .iter()
                    .any(|phone| phone.hours.as_ref().is_some_and(always)))
            && place
    }

    /// Every way into the database finds exactly what looking at each listing in turn finds.
    #[test]
    fn filters_and_circles_lose_nobody() {
        let content = Content::shipped().expect("the shipped content is sound");
        let taxonomy = Arc::new(content.taxonomy);
        let generator = Generator::new().expect("the shipped towns are sound");
        let folder = std::env::temp_dir().join(format!("cairn-bench-test-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        let size = 2_000;
        let alternative = Alternative::build(&folder, generator.listings(size), taxonomy)
            .expect("the database is built");
        let listings: Vec<Listing> = generator.listings(size).collect();
        let mut asker = alternative.asker().expect("a connection");
        let now: Timestamp = measure::NOW.parse().expect("a moment");
        let mut found = 0;
        for query in queries(&generator) {
            let request = Request {
                text: String::new(),
                ..query.request
            };
            let expected = listings
                .iter()
                .filter(|listing| satisfies(listing, &request))
                .count();
            let answer = asker.find(&request, now).expect("an answer");
            assert_eq!(answer.total, expected, "{}", measure::describe(&request));
            assert_eq!(answer.results.len(), expected.min(10));
            found += expected;
        }
        assert!(
            found > 20_000,
            "the queries find too little to prove anything: {found}"
        );
        std::fs::remove_dir_all(&folder).expect("the temporary folder can be removed");
    }

    /// The comparison compares the same work: where typo repair does not step in, totals and all
    /// counts are equal.
    #[test]
    fn the_finder_agrees() {
        let content = Content::shipped().expect("the shipped content is sound");
        let taxonomy = Arc::new(content.taxonomy);
        let generator = Generator::new().expect("the shipped towns are sound");
        let folder = std::env::temp_dir().join(format!("cairn-bench-agree-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        let size = 2_000;
        let alternative =
            Alternative::build(&folder, generator.listings(size), Arc::clone(&taxonomy))
                .expect("the database is built");
        let index = search::Index::in_memory(generator.listings(size), taxonomy)
            .expect("the index is built");
        let now: Timestamp = measure::NOW.parse().expect("a moment");
        let agreement = measure::agreement(&index, &alternative, &queries(&generator), now)
            .expect("both answer");
        assert_eq!(agreement.other, Vec::<String>::new());
        assert!(agreement.agree > 800, "{} agree", agreement.agree);
        std::fs::remove_dir_all(&folder).expect("the temporary folder can be removed");
    }

    #[test]
    fn words_of_one_text_find_it_in_both_languages() {
        let content = Content::shipped().expect("the shipped content is sound");
        let taxonomy = Arc::new(content.taxonomy);
        let generator = Generator::new().expect("the shipped towns are sound");
        let folder = std::env::temp_dir().join(format!("cairn-bench-words-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        let alternative = Alternative::build(&folder, generator.listings(300), taxonomy)
            .expect("the database is built");
        let mut asker = alternative.asker().expect("a connection");
        let now: Timestamp = measure::NOW.parse().expect("a moment");
        let mut count = |text: &str| {
            let request = Request {
                text: text.to_owned(),
                ..Request::default()
            };
            asker.find(&request, now).expect("an answer").total
        };
        let accented = count("caserne pompiers");
        assert!(accented > 0);
        assert_eq!(accented, count("CASERNES DE POMPIER"));
        assert_eq!(count("zzzyyyxxx"), 0);
        std::fs::remove_dir_all(&folder).expect("the temporary folder can be removed");
    }
}
