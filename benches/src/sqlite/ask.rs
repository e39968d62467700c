//! A question put to SQLite: candidates, filters, total, counts, order, the ten records.

use std::collections::HashSet;
use std::sync::Arc;

use anyhow::{Context, Result};
use directory::Listing;
use directory::geography::Point;
use directory::taxonomy::{Taxonomy, Vocabulary};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Statement, ToSql, params};
use search::{Facets, Request, Sort};

use super::facts::{
    self, ALWAYS_OPEN, Ball, Facts, NO_POLICE_REPORT, NO_STATUS, Reach, TIMETABLE_SHIFT,
};
use super::tally::{Row, Tally};
use super::words::{self, Sought};

/// Kilometres in one degree of latitude.
const KM_PER_DEGREE: f64 = 111.195;

/// A filter narrower than this share of the directory is read through its own table; a wider one is
/// faster by reading all facts in order.
const NARROW: f64 = 0.04;

/// What does not reach the person is still shown when it stands so near: the finder's own limit.
const NEARBY_KM: f64 = 150.0;

/// Any-word search stops adding commoner words once it has so many listings: as the finder does.
const ENOUGH: usize = 200;

/// What SQLite answered.
#[derive(Debug, Default)]
pub struct Answer {
    /// Results on all pages.
    pub total: usize,
    /// Counts, in the finder's own form.
    pub facets: Facets,
    /// The first page, in order, with kilometres.
    pub results: Vec<(Listing, Option<f64>)>,
}

/// One connection and what it needs to ask.
#[derive(Debug)]
pub struct Asker {
    connection: Connection,
    facts: Arc<Facts>,
    taxonomy: Arc<Taxonomy>,
    /// Which timetables are open, for the moment they were last worked out for.
    open: Option<(Timestamp, Vec<bool>)>,
    /// Listings of each term and each language, to choose the narrowest way in.
    term_counts: Vec<usize>,
    language_counts: Vec<usize>,
    size: usize,
}

/// What a request means in this database.
struct Wanted {
    sought: Sought,
    terms: i64,
    languages: i64,
    traits: i64,
    open_now: bool,
    near: Option<Point>,
    ball: Option<Ball>,
    /// Kilometres around the person in which everything wanted lies that does not come from afar.
    circle_km: Option<f64>,
    place: Place,
    nearest: bool,
}

/// Which rows are left out because of their place.
enum Place {
    /// None.
    Anywhere,
    /// Those farther than this chord.
    Within(f32),
    /// Those that neither reach the person, by the number of their area, nor stand this near.
    Reaching(Vec<Reach>, f32),
}

impl Place {
    fn admits(&self, area: i64, chord: Option<f32>) -> bool {
        let within = |limit: f32| chord.is_some_and(|chord| chord <= limit);
        match self {
            Self::Anywhere => true,
            Self::Within(limit) => within(*limit),
            Self::Reaching(reaches, nearby) => {
                within(*nearby)
                    || match reaches[area as usize] {
                        Reach::Always => true,
                        Reach::Within(limit) => within(limit),
                        Reach::Never => false,
                    }
            }
        }
    }
}

/// How candidates are come by.
#[derive(Debug, Clone, Copy)]
enum Way<'a> {
    /// By an FTS5 expression.
    Words(&'a str),
    /// In a box around the person.
    Around,
    /// By the number of an area.
    Area(i64),
    /// By the number of a term.
    Term(i64),
    /// By the number of a language.
    Language(i64),
    /// All of them.
    Everything,
}

impl Way<'_> {
    fn sql(self, wanted: &Wanted) -> String {
        let conditions = "f.terms & ?1 = ?1 AND f.languages & ?2 = ?2 AND f.traits & ?3 = ?3";
        let by = |table: &str, key: &str| {
            format!(
                "{table} t CROSS JOIN fact f ON f.id = t.id WHERE t.{key} = ?4 AND {conditions}"
            )
        };
        let from = match self {
            Self::Words(_) => format!(
                "word w CROSS JOIN fact f ON f.id = w.rowid WHERE w.word MATCH ?4 AND {conditions}"
            ),
            Self::Around => format!(
                "place p CROSS JOIN fact f ON f.id = p.id WHERE p.north >= ?4 AND p.south <= ?5 \
                 AND p.east >= ?6 AND p.west <= ?7 AND {conditions}"
            ),
            Self::Area(_) => by("by_area", "area"),
            Self::Term(_) => by("by_term", "term"),
            Self::Language(_) => by("by_language", "language"),
            Self::Everything => format!("fact f WHERE {conditions}"),
        };
        let order = match self {
            // bm25 looks at every candidate's postings again: left out where distance orders the page
            // anyway, and where the strengths of terms do.
            Self::Words(_) if wanted.nearest || !wanted.sought.terms.is_empty() => "0.0",
            Self::Words(_) => "w.rank",
            _ => "-f.standing",
        };
        format!(
            "SELECT f.id, f.terms, f.languages, f.traits, f.x, f.y, f.z, {order}, f.area FROM {from}"
        )
    }
}

impl Asker {
    pub(super) fn new(
        connection: Connection,
        facts: Arc<Facts>,
        taxonomy: Arc<Taxonomy>,
    ) -> Result<Self> {
        let terms = "SELECT term, count(*) FROM by_term GROUP BY term";
        let languages = "SELECT language, count(*) FROM by_language GROUP BY language";
        let size: i64 = connection.query_row("SELECT count(*) FROM fact", [], |row| row.get(0))?;
        Ok(Self {
            term_counts: counts(&connection, terms)?,
            language_counts: counts(&connection, languages)?,
            size: size as usize,
            connection,
            facts,
            taxonomy,
            open: None,
        })
    }

    /// Answers `request` as of `now`.
    pub fn find(&mut self, request: &Request, now: Timestamp) -> Result<Answer> {
        if self.open.as_ref().is_none_or(|(moment, _)| *moment != now) {
            self.open = Some((now, self.facts.open_at(now)));
        }
        let Some(wanted) = self.wanted(request) else {
            return Ok(Answer::default());
        };
        let mut tally = Tally::new(request.per_page, wanted.nearest);
        self.gather(&wanted, &mut tally)?;
        Ok(Answer {
            total: tally.total,
            results: self.records(&tally.best(), wanted.near)?,
            facets: self.named(&tally),
        })
    }

    /// `None`: a filter no listing can satisfy.
    fn wanted(&self, request: &Request) -> Option<Wanted> {
        let filters = &request.filters;
        let mut terms = 0;
        for id in filters
            .needs
            .iter()
            .chain(&filters.populations)
            .chain(&filters.exploitation)
        {
            terms |= 1 << self.taxonomy.index_of(id)?;
        }
        let mut languages = 0;
        for code in &filters.languages {
            languages |= 1 << self.facts.language(code)?;
        }
        let mut traits = 0;
        for (wanted, bit) in [
            (filters.no_police_report, NO_POLICE_REPORT),
            (filters.no_status, NO_STATUS),
            (filters.always_open, ALWAYS_OPEN),
        ] {
            traits |= if wanted { bit } else { 0 };
        }
        let near = request.near.as_ref().filter(|near| near.measurable);
        let (place, circle_km) = match (near, filters.radius_km.map(f64::from)) {
            (None, _) => (Place::Anywhere, None),
            (Some(_), Some(km)) => (Place::Within(Ball::chord_of_km(km)), Some(km)),
            (Some(near), None) => (
                Place::Reaching(self.facts.reaches(near), Ball::chord_of_km(NEARBY_KM)),
                Some(NEARBY_KM),
            ),
        };
        Some(Wanted {
            sought: Sought::read(&request.text, &self.taxonomy),
            terms,
            languages,
            traits,
            open_now: filters.open_now,
            near: near.map(|near| near.point),
            ball: near.map(|near| Ball::of(near.point)),
            circle_km,
            place,
            nearest: near.is_some() && request.sort == Sort::Nearest,
        })
    }

    /// Reads every candidate: by words, around a place, by a narrow filter, or everything.
    fn gather(&self, wanted: &Wanted, tally: &mut Tally) -> Result<()> {
        if let Some(expression) = wanted.sought.expression() {
            self.stream(wanted, Way::Words(&expression), tally)?;
            if tally.total == 0 && wanted.sought.words.len() > 1 {
                self.gather_any_word(wanted, tally)?;
            }
            return Ok(());
        }
        if wanted.circle_km.is_some() {
            self.stream(wanted, Way::Around, tally)?;
            if let Place::Reaching(reaches, _) = &wanted.place {
                for (area, reach) in reaches.iter().enumerate() {
                    if *reach == Reach::Always {
                        self.stream(wanted, Way::Area(area as i64), tally)?;
                    }
                }
            }
            return Ok(());
        }
        let way = self.narrowest(wanted).unwrap_or(Way::Everything);
        self.stream(wanted, way, tally)
    }

    /// Nothing has all the words: listings with the rarest one, then the next, until there are enough.
    fn gather_any_word(&self, wanted: &Wanted, tally: &mut Tally) -> Result<()> {
        let mut count = self
            .connection
            .prepare_cached("SELECT doc FROM word_count WHERE term = ?1")?;
        let mut words = Vec::new();
        for stems in &wanted.sought.words {
            let mut frequency = 0;
            for stem in stems {
                let found = count.query_row(params![stem], |row| row.get::<_, i64>(0));
                frequency += found.optional()?.unwrap_or(0);
            }
            if frequency > 0 {
                words.push((frequency, stems));
            }
        }
        words.sort_by_key(|&(frequency, _)| frequency);
        tally.seen = Some(HashSet::new());
        for (_, stems) in words {
            self.stream(wanted, Way::Words(&words::any_of(stems)), tally)?;
            if tally.taken >= ENOUGH {
                break;
            }
        }
        Ok(())
    }

    fn narrowest(&self, wanted: &Wanted) -> Option<Way<'static>> {
        let terms = facts::bits(wanted.terms)
            .map(|term| (self.term_counts[term as usize], Way::Term(term)));
        let languages = facts::bits(wanted.languages)
            .map(|number| (self.language_counts[number as usize], Way::Language(number)));
        let (count, way) = terms.chain(languages).min_by_key(|&(count, _)| count)?;
        (count as f64 <= NARROW * self.size as f64).then_some(way)
    }

    /// Reads the candidates that come one way.
    fn stream(&self, wanted: &Wanted, way: Way<'_>, tally: &mut Tally) -> Result<()> {
        let mut statement = self.connection.prepare_cached(&way.sql(wanted))?;
        bind(&mut statement, wanted, way)?;
        let open = self.open.as_ref().map_or(&[][..], |(_, open)| open);
        let circle = wanted.circle_km.map_or(f32::NAN, Ball::chord_of_km);
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            let chord = match (wanted.ball, row.get::<_, Option<f32>>(4)?) {
                (Some(person), Some(x)) => {
                    let (y, z) = (row.get(5)?, row.get(6)?);
                    Some(person.chord(Ball { x, y, z }))
                }
                _ => None,
            };
            // What stands in the circle is taken once: when the circle is read.
            let in_circle = chord.is_some_and(|chord| chord <= circle);
            if matches!(
                (way, in_circle),
                (Way::Area(_), true) | (Way::Around, false)
            ) || !wanted.place.admits(row.get(8)?, chord)
            {
                continue;
            }
            let (terms, traits) = (row.get(1)?, row.get::<_, i64>(3)?);
            let is_open = open[(traits >> TIMETABLE_SHIFT) as usize];
            if wanted.open_now && !is_open {
                continue;
            }
            tally.take(&Row {
                id: row.get(0)?,
                terms,
                languages: row.get(2)?,
                traits,
                is_open,
                chord,
                order: row.get::<_, f64>(7)? - wanted.sought.strength(terms),
            });
        }
        Ok(())
    }

    fn records(&self, best: &[i64], near: Option<Point>) -> Result<Vec<(Listing, Option<f64>)>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT body FROM record WHERE id = ?1")?;
        best.iter()
            .map(|id| {
                let listing = statement.query_row(params![id], |row| {
                    Ok(postcard::from_bytes::<Listing>(row.get_ref(0)?.as_blob()?))
                })?;
                let listing = listing.context("a record of the SQLite database")?;
                let point = listing
                    .location
                    .as_ref()
                    .and_then(|location| location.point);
                let distance_km = near.zip(point).map(|(near, point)| near.distance_km(point));
                Ok((listing, distance_km))
            })
            .collect()
    }

    fn named(&self, tally: &Tally) -> Facets {
        let of = |vocabulary| {
            self.taxonomy
                .terms()
                .iter()
                .zip(&tally.terms)
                .filter(|(term, count)| term.vocabulary == vocabulary && **count > 0)
                .map(|(term, &count)| (term.id.clone(), count))
                .collect()
        };
        let languages = self.facts.languages().iter().zip(&tally.languages);
        Facets {
            needs: of(Vocabulary::Need),
            populations: of(Vocabulary::Population),
            languages: languages
                .filter(|(_, count)| **count > 0)
                .map(|(code, &count)| (code.clone(), count))
                .collect(),
            open_now: tally.open_now,
            no_police_report: tally.traits[0],
            no_status: tally.traits[1],
            always_open: tally.traits[2],
        }
    }
}

/// How many listings each numbered value has.
fn counts(connection: &Connection, sql: &str) -> Result<Vec<usize>> {
    let mut counts = vec![0; 64];
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        counts[row.get::<_, i64>(0)? as usize] = row.get::<_, i64>(1)? as usize;
    }
    Ok(counts)
}

fn bind(statement: &mut Statement<'_>, wanted: &Wanted, way: Way<'_>) -> Result<()> {
    let mut number = 0;
    let mut next = |value: &dyn ToSql| {
        number += 1;
        statement.raw_bind_parameter(number, value)
    };
    for value in [wanted.terms, wanted.languages, wanted.traits] {
        next(&value)?;
    }
    match way {
        Way::Words(expression) => next(&expression)?,
        Way::Around => {
            for side in bounds(wanted) {
                next(&side)?;
            }
        }
        Way::Area(key) | Way::Term(key) | Way::Language(key) => next(&key)?,
        Way::Everything => {}
    }
    Ok(())
}

/// South, north, west, east of the box around the circle.
fn bounds(wanted: &Wanted) -> [f64; 4] {
    let (Some(near), Some(km)) = (wanted.near, wanted.circle_km) else {
        return [-90.0, 90.0, -180.0, 180.0];
    };
    // A hair wider than the circle, so that rounding loses nobody: the distance itself decides.
    let tall = km * 1.001 / KM_PER_DEGREE;
    let furthest = (near.latitude.abs() + tall).min(89.0).to_radians();
    let wide = tall / furthest.cos();
    [
        near.latitude - tall,
        near.latitude + tall,
        near.longitude - wide,
        near.longitude + wide,
    ]
}
