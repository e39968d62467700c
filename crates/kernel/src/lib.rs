//! The few words everyone shares: language, bilingual text, clock, randomness, who is asking, secrets.
//!
//! Nothing here knows about any domain, and nothing here does I/O but [`SystemClock`] and
//! [`SystemRandom`], the two places where the outside world's time and chance come in.

mod actor;
mod clock;
mod lang;
mod random;
mod secret;

pub use actor::Actor;
pub use clock::{Clock, FixedClock, SystemClock};
pub use lang::{Lang, Text, UnknownLang};
pub use random::{Random, SeededRandom, SystemRandom};
pub use secret::Secret;
