//! The finder, seen from outside the crate.

mod agreement;
mod answers;
mod blocks;
mod made_up;
mod on_disk;
mod plainly;
mod secrets;
mod shipped;
mod swapping;
mod words;
