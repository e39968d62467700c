//! What changes with the clock: who is open, and the points that depend on it. Worked out once a
//! minute for the whole directory, from its few distinct opening hours.

use directory::hours::OpenState;
use directory::ranking::{Call, Facts, facts_points};
use jiff::Timestamp;

use crate::bits;
use crate::columns::{BLOCK, Columns};
use crate::flags::Flags;
use crate::tables::Schedule;

/// The directory at one minute.
pub(crate) struct Moment {
    /// Minutes since 1970.
    minute: i64,
    /// Documents that are open, or have a line that is.
    pub(crate) open: Vec<u64>,
    /// How many they are.
    pub(crate) open_count: u32,
    /// Points of the facts of each document, when nobody is in danger.
    points: Vec<i16>,
    /// The highest of each block, without and with danger.
    best: Vec<[i32; 2]>,
}

impl Moment {
    pub(crate) fn minute_of(now: Timestamp) -> i64 {
        now.as_second().div_euclid(60)
    }

    pub(crate) fn minute(&self) -> i64 {
        self.minute
    }

    pub(crate) fn new(columns: &Columns, now: Timestamp) -> Self {
        let states: Vec<OpenState> = columns
            .tables
            .hours
            .iter()
            .map(|hours| hours.at(now))
            .collect();
        let schedules: Vec<(bool, Call)> = columns
            .tables
            .schedules
            .iter()
            .map(|schedule| state(schedule, &states))
            .collect();
        let mut moment = Self {
            minute: Self::minute_of(now),
            open: vec![0; bits::words_for(columns.documents)],
            open_count: 0,
            points: Vec::with_capacity(columns.documents),
            best: vec![[i32::MIN; 2]; columns.documents.div_ceil(BLOCK)],
        };
        for document in 0..columns.documents as u32 {
            let (open, call) = schedules[columns.schedule(document) as usize];
            if open {
                bits::insert(&mut moment.open, document);
                moment.open_count += 1;
            }
            let facts = facts(columns.flags(document), call);
            let best = &mut moment.best[document as usize / BLOCK];
            let points = facts_points(&facts, false);
            best[0] = best[0].max(points);
            best[1] = best[1].max(facts_points(&facts, true));
            // The rule keeps facts well within 16 bits, and half the bytes are twice as quick to read.
            debug_assert!(i16::try_from(points).is_ok(), "{points}");
            moment.points.push(points as i16);
        }
        moment
    }

    /// Points of the facts of a document.
    pub(crate) fn points(&self, columns: &Columns, document: u32, urgent: bool) -> i32 {
        let points = i32::from(self.points[document as usize]);
        if urgent {
            points + danger_points(columns.flags(document))
        } else {
            points
        }
    }

    /// No document of the block has more.
    pub(crate) fn best_points(&self, block: usize, urgent: bool) -> i32 {
        self.best[block][usize::from(urgent)]
    }
}

/// What danger adds: the difference the rule makes, asked of the rule itself.
fn danger_points(flags: Flags) -> i32 {
    let facts = facts(flags, Call::NoPhone);
    facts_points(&facts, true) - facts_points(&facts, false)
}

fn facts(flags: Flags, call: Call) -> Facts {
    Facts {
        call,
        reachable: flags.has(Flags::REACHABLE),
        dedicated: flags.has(Flags::DEDICATED),
        emergency: flags.has(Flags::EMERGENCY),
        trust: flags.trust(),
        far: flags.has(Flags::FAR),
    }
}

/// Whether anything is open, and whether a line answers: `Listing::open_state` and `Listing::can_call` over
/// states that many listings share. The tests in `tests/it/made_up.rs` hold the two together.
fn state(schedule: &Schedule, states: &[OpenState]) -> (bool, Call) {
    let at = |hours: u32| states[hours as usize];
    let lines = || schedule.lines.iter().map(|&hours| at(hours));
    let call = if schedule.lines.is_empty() {
        Call::NoPhone
    } else if schedule.closed {
        Call::Closed
    } else if lines().any(OpenState::is_open) {
        Call::Now
    } else if lines().any(|state| state == OpenState::Unknown) {
        Call::HoursUnknown
    } else {
        Call::Closed
    };
    let open = !schedule.closed && (at(schedule.own).is_open() || call == Call::Now);
    (open, call)
}
