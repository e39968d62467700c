//! Notes: the log of contacts, with minutes. A note is corrected by a further note, never by writing over it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::words::{CaseId, NoteId, Private, WorkerId, words};

/// Longest note, in bytes of UTF-8: some forty pages. More belongs in a document.
pub const LONGEST: usize = 128 * 1024;
/// Most minutes of one contact: a day.
pub const MOST_MINUTES: u16 = 24 * 60;

words! {
    /// What the note is of.
    NoteKind {
        /// A call.
        Call = "call",
        /// Messages.
        Message = "message",
        /// A visit or a meeting with her.
        Visit = "visit",
        /// Something done for her without her: an agency called, a form filled in.
        OnBehalf = "on-behalf",
        /// An attempt that reached nobody.
        Attempt = "attempt",
        /// Something else.
        Other = "other",
    }

    /// Why a note is not taken.
    NoteFault {
        /// There is nothing in it.
        Empty = "empty",
        /// It is too long.
        TooLong = "too-long",
        /// More minutes than a day has.
        TooManyMinutes = "too-many-minutes",
        /// What it corrects is not there, or in another case, or corrected already.
        NothingToCorrect = "nothing-to-correct",
    }
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// The case.
    pub case: CaseId,
    /// What it is of.
    pub kind: NoteKind,
    /// When it happened, which is not always when it was written.
    pub happened_at: Timestamp,
    /// How long it took.
    pub minutes: Option<u16>,
    /// What is to be said.
    pub words: Private,
    /// The note that this one corrects.
    #[serde(default)]
    pub corrects: Option<NoteId>,
    /// Who wrote it.
    pub by: WorkerId,
    /// When it was written.
    pub at: Timestamp,
}

impl Note {
    /// Why it is not taken, if anything; `existing` are the notes of its case.
    pub fn faults(&self, existing: &[Self]) -> BTreeSet<NoteFault> {
        let corrected_wrongly = self.corrects.is_some_and(|corrects| {
            let there = existing
                .iter()
                .any(|note| note.id == corrects && note.case == self.case && note.id != self.id);
            let already = existing.iter().any(|note| note.corrects == Some(corrects));
            !there || already
        });
        [
            (self.words.is_empty(), NoteFault::Empty),
            (self.words.expose().len() > LONGEST, NoteFault::TooLong),
            (
                self.minutes.is_some_and(|minutes| minutes > MOST_MINUTES),
                NoteFault::TooManyMinutes,
            ),
            (corrected_wrongly, NoteFault::NothingToCorrect),
        ]
        .into_iter()
        .filter_map(|(holds, fault)| holds.then_some(fault))
        .collect()
    }
}

/// A note with all that corrected it, the first as it was written, the last as it stands.
pub type Thread<'a> = Vec<&'a Note>;

/// The notes as they are read: each with its corrections, in the order in which they happened. Whatever
/// order the rows come in, no note is lost and none is shown twice.
pub fn threads(notes: &[Note]) -> Vec<Thread<'_>> {
    let mut correction: BTreeMap<NoteId, &Note> = BTreeMap::new();
    let ids: BTreeSet<NoteId> = notes.iter().map(|note| note.id).collect();
    let mut firsts: Vec<&Note> = Vec::new();
    for note in notes {
        match note.corrects {
            // Two corrections of one note cannot be written; if they are there, both are shown.
            Some(corrects) if ids.contains(&corrects) && !correction.contains_key(&corrects) => {
                correction.insert(corrects, note);
            }
            _ => firsts.push(note),
        }
    }
    firsts.sort_by_key(|note| (note.happened_at, note.at, note.id));
    let mut shown = BTreeSet::new();
    let mut threads = Vec::new();
    for first in firsts {
        let mut thread = vec![first];
        shown.insert(first.id);
        let mut last = first;
        while let Some(next) = correction.get(&last.id) {
            if !shown.insert(next.id) {
                break;
            }
            thread.push(next);
            last = next;
        }
        threads.push(thread);
    }
    // A ring of corrections has no first; it is shown from wherever it is met.
    for note in notes {
        if shown.insert(note.id) {
            threads.push(vec![note]);
        }
    }
    threads
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn note(id: u128, corrects: Option<u128>) -> Note {
        Note {
            id: NoteId(Uuid::from_u128(id)),
            case: CaseId(Uuid::nil()),
            kind: NoteKind::Call,
            happened_at: Timestamp::from_second(i64::try_from(id).expect("small")).expect("a time"),
            minutes: Some(5),
            words: "she called".into(),
            corrects: corrects.map(|id| NoteId(Uuid::from_u128(id))),
            by: WorkerId(Uuid::nil()),
            at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_correction_stands_beside_what_it_corrects() {
        let notes = [
            note(1, None),
            note(2, None),
            note(3, Some(1)),
            note(4, Some(3)),
        ];
        let ids: Vec<Vec<u128>> = threads(&notes)
            .iter()
            .map(|thread| thread.iter().map(|note| note.id.0.as_u128()).collect())
            .collect();
        assert_eq!(ids, [vec![1, 3, 4], vec![2]]);
    }

    #[test]
    fn what_is_wrong_with_a_note_is_told() {
        let existing = [note(1, None), note(2, Some(1))];
        assert_eq!(note(3, None).faults(&existing), BTreeSet::new());
        assert_eq!(note(3, Some(2)).faults(&existing), BTreeSet::new());
        for corrects in [1, 3, 9] {
            assert_eq!(
                note(3, Some(corrects)).faults(&existing),
                BTreeSet::from([NoteFault::NothingToCorrect])
            );
        }
        let mut bad = note(3, None);
        bad.words = Private::new("x".repeat(1_000_000));
        bad.minutes = Some(1441);
        assert_eq!(
            bad.faults(&existing),
            BTreeSet::from([NoteFault::TooLong, NoteFault::TooManyMinutes])
        );
        bad.words = Private::new("\u{200b}\n");
        assert!(bad.faults(&existing).contains(&NoteFault::Empty));
        crate::words::tests::hold::<NoteKind>();
        crate::words::tests::hold::<NoteFault>();
    }

    proptest! {
        #[test]
        fn no_note_is_lost_or_shown_twice(corrects in prop::collection::vec(prop::option::of(0_u128..12), 0..12)) {
            let notes: Vec<_> = corrects
                .iter()
                .enumerate()
                .map(|(id, corrects)| note(id as u128, *corrects))
                .collect();
            let mut shown: Vec<_> = threads(&notes).concat().iter().map(|note| note.id).collect();
            shown.sort();
            let mut all: Vec<_> = notes.iter().map(|note| note.id).collect();
            all.sort();
            prop_assert_eq!(shown, all);
        }
    }
}
