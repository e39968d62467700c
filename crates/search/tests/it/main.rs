//! The finder, seen from outside the crate.

mod agreement;
mod blocks;
mod made_up;
mod on_disk;
mod plainly;
mod shipped;
