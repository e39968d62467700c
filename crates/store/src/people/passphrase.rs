//! Passphrases: what one may be, and how it is kept.

use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use kernel::{Random, Secret};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use zeroize::Zeroizing;

use super::problem::PeopleError;
use crate::error::StoreError;

/// The fewest characters. Length and a list of what is guessed first, and no rules about kinds of
/// characters: as NIST SP 800-63B asks (checked against summaries of it, 2026-11-24), which allows
/// fewer; twelve is ours.
pub const SHORTEST: usize = 12;
/// The most characters; more would only be work for the machine.
pub const LONGEST: usize = 256;

/// Memory of one Argon2id in KiB: the least that the OWASP Password Storage Cheat Sheet allows with two
/// passes and one lane (19 MiB, t=2, p=1; checked against a copy of it, 2026-11-24).
const MEMORY: u32 = 19_456;
/// Passes over it.
const PASSES: u32 = 2;
/// Lanes.
const LANES: u32 = 1;
/// Bytes of a salt and of a hash.
const SALT: usize = 16;
const HASH: usize = 32;
/// How many run at once: each takes 19 MiB and a processor.
const AT_ONCE: usize = 2;
/// How many may wait for their turn; more are asked to come back.
const WAITING: usize = 32;

/// What is tried first, folded as [`folded`] does (content/passphrases/README.md).
static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("../../../../content/passphrases/common.txt")
        .lines()
        .collect()
});

/// Says what is wrong with a passphrase that somebody wants to use.
pub fn check_passphrase(passphrase: &str, name: &str, email: &str) -> Result<(), PeopleError> {
    let length = passphrase.chars().count();
    if length < SHORTEST {
        return Err(PeopleError::PassphraseTooShort);
    }
    if length > LONGEST {
        return Err(PeopleError::PassphraseTooLong);
    }
    let whole = folded(passphrase);
    let trimmed = whole.trim_matches(|character: char| !character.is_alphabetic());
    let domain = email.split_once('@').map_or("", |(_, domain)| domain);
    let domain = domain.split('.').next().unwrap_or_default();
    let local = email.split('@').next().unwrap_or_default();
    for own in [name, email, local, domain] {
        let own = folded(own);
        if !own.is_empty() && (whole == own || trimmed == own || trimmed == own.repeat(2)) {
            return Err(PeopleError::PassphraseIsOwnName);
        }
    }
    if [whole.as_str(), trimmed].into_iter().any(is_guessed_first) {
        return Err(PeopleError::PassphraseCommon);
    }
    Ok(())
}

fn is_guessed_first(folded: &str) -> bool {
    if COMMON.contains(folded) {
        return true;
    }
    let letters: Vec<char> = folded.chars().collect();
    // "abcabcabcabc", "passwordpassword": a piece over and over, the last one perhaps cut short.
    (1..=letters.len() / 2).any(|length| {
        let piece = &letters[..length];
        let repeats = letters.chunks(length).all(|next| piece.starts_with(next));
        repeats && (length <= 4 || COMMON.contains(piece.iter().collect::<String>().as_str()))
    })
}

/// Lower case, without accents and spaces.
fn folded(text: &str) -> String {
    text.nfkd()
        .filter(|character| !is_combining_mark(*character) && !character.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Keeps and checks passphrases, few at a time.
#[derive(Debug)]
pub(crate) struct Passphrases {
    cost: Params,
    turns: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    runs: AtomicU64,
}

impl Default for Passphrases {
    fn default() -> Self {
        Self::with_cost(MEMORY, PASSES)
    }
}

impl Passphrases {
    /// Other costs than the house's are for tests.
    pub(crate) fn with_cost(memory: u32, passes: u32) -> Self {
        Self {
            cost: Params::new(memory, passes, LANES, Some(HASH))
                .expect("costs within Argon2's bounds"),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            queue: Arc::new(Semaphore::new(AT_ONCE + WAITING)),
            runs: AtomicU64::new(0),
        }
    }

    /// How often Argon2 ran: what guessing costs is counted in tests by this.
    #[cfg_attr(
        not(any(test, feature = "testing")),
        expect(dead_code, reason = "tests count")
    )]
    pub(crate) fn runs(&self) -> u64 {
        self.runs.load(Ordering::Relaxed)
    }

    /// The hash to store, in PHC form.
    pub(crate) async fn hash(
        &self,
        passphrase: &Secret<String>,
        random: &dyn Random,
    ) -> Result<String, StoreError> {
        let mut salt = [0; SALT];
        random.fill(&mut salt);
        let typed = Zeroizing::new(passphrase.expose().clone());
        self.run(move |argon| {
            let hash = argon.hash_password_with_salt(typed.as_bytes(), &salt);
            hash.map(|hash| hash.to_string())
                .map_err(|problem| StoreError::damaged("Argon2", problem))
        })
        .await?
    }

    /// Whether this is the passphrase. Where there is none to compare with, the same work is done, so
    /// that the time tells nothing.
    pub(crate) async fn verify(
        &self,
        passphrase: &Secret<String>,
        stored: Option<String>,
    ) -> Result<bool, StoreError> {
        // Nobody could have chosen it, and longer ones would be a way to keep the machine busy.
        let too_long = passphrase.expose().chars().count() > LONGEST;
        let typed = Zeroizing::new(if too_long {
            String::new()
        } else {
            passphrase.expose().clone()
        });
        let known = stored.is_some() && !too_long;
        let stored = stored.unwrap_or_else(|| self.nobodys());
        self.run(move |argon| {
            let hash = PasswordHash::new(&stored)
                .map_err(|problem| StoreError::damaged("person.passphrase_hash", problem))?;
            Ok(argon.verify_password(typed.as_bytes(), &hash).is_ok() && known)
        })
        .await?
    }

    /// Whether a stored hash costs less than one made today.
    pub(crate) fn is_outdated(&self, stored: &str) -> bool {
        let Ok(hash) = PasswordHash::new(stored) else {
            return false;
        };
        let Ok(cost) = Params::try_from(&hash) else {
            return true;
        };
        hash.algorithm.as_str() != "argon2id"
            || cost.m_cost() < self.cost.m_cost()
            || cost.t_cost() < self.cost.t_cost()
    }

    /// A hash at today's costs that no passphrase has.
    fn nobodys(&self) -> String {
        format!(
            "$argon2id$v=19$m={},t={},p={}$Y2Fpcm4gaXMgbm9ib2R5$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            self.cost.m_cost(),
            self.cost.t_cost(),
            self.cost.p_cost()
        )
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(Argon2<'static>) -> T + Send + 'static,
    ) -> Result<T, StoreError> {
        // Held until the end: who finds no place here would only make everybody wait longer.
        let _place = self.queue.try_acquire().map_err(|_| StoreError::Busy)?;
        // The turn goes with the work: a client that gives up does not make room for another.
        let turn = Arc::clone(&self.turns)
            .acquire_owned()
            .await
            .map_err(|_| StoreError::Busy)?;
        self.runs.fetch_add(1, Ordering::Relaxed);
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, self.cost.clone());
        tokio::task::spawn_blocking(move || {
            let done = work(argon);
            drop(turn);
            done
        })
        .await
        .map_err(|_| StoreError::Busy)
    }
}

#[cfg(test)]
mod tests {
    use kernel::SeededRandom;

    use super::*;

    fn check(passphrase: &str) -> Result<(), PeopleError> {
        check_passphrase(
            passphrase,
            "Rosalie Exemple",
            "rosalie@maison-fictive.example",
        )
    }

    #[test]
    fn length_counts_and_kinds_of_characters_do_not() {
        for good in [
            "un hibou lit sous la pluie",
            "correct donkey battery paperclip",
            "ééééàààààùçç",
            "73519284603715",
            "gris🏔verre moka",
        ] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        assert_eq!(check("ébène chaud"), Err(PeopleError::PassphraseTooShort));
        assert_eq!(
            check(&"xy z".repeat(65)),
            Err(PeopleError::PassphraseTooLong)
        );
        assert_eq!(check(""), Err(PeopleError::PassphraseTooShort));
    }

    #[test]
    fn what_is_guessed_first_is_refused() {
        for bad in [
            "password1234",
            "Motdepasse2026!",
            "mot de passe 2026",
            "123456789012",
            "qwertyuiop12",
            "AZERTYUIOP!!",
            "1q2w3e4r5t6y",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "abcdabcdabcda",
            "passwordpassword",
            "Je t'aime 123",
            "Montréal 2025",
            "!!!welcome2026",
            "ILoveYouForever",
        ] {
            let expected = if bad == "Je t'aime 123" {
                // An apostrophe inside is not folded away: said here so that nobody believes it is.
                Ok(())
            } else {
                Err(PeopleError::PassphraseCommon)
            };
            assert_eq!(check(bad), expected, "{bad}");
        }
    }

    #[test]
    fn ones_own_name_is_no_secret() {
        for bad in [
            "rosalie exemple",
            "RosalieExemple2026",
            "rosalie@maison-fictive.example",
            "rosalierosalie",
            "Maison-Fictive 12",
        ] {
            assert_eq!(check(bad), Err(PeopleError::PassphraseIsOwnName), "{bad}");
        }
    }

    #[test]
    fn the_list_is_as_its_readme_says() {
        assert!(COMMON.len() > 5_000);
        for &entry in COMMON.iter() {
            assert_eq!(folded(entry), entry);
        }
    }

    #[tokio::test]
    async fn a_hash_is_argon2id_at_the_costs_written_and_opens_to_its_passphrase_only() {
        let passphrases = Passphrases::default();
        let typed = Secret::new("un hibou lit sous la pluie".to_owned());
        let hash = passphrases
            .hash(&typed, &SeededRandom::new(1))
            .await
            .expect("hashed");
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        let verify = async |text: &str, stored: Option<String>| {
            let text = Secret::new(text.to_owned());
            passphrases.verify(&text, stored).await.expect("verified")
        };
        assert!(verify(typed.expose(), Some(hash.clone())).await);
        assert!(!verify("un hibou lit sous la neige", Some(hash.clone())).await);
        assert!(!verify(typed.expose(), None).await);
        assert!(!verify("", None).await);
        assert!(!verify(&"x".repeat(LONGEST + 1), Some(hash.clone())).await);
        assert_eq!(
            passphrases.runs(),
            6,
            "as much work for nobody as for somebody"
        );
        assert!(!passphrases.is_outdated(&hash));
        assert!(Passphrases::with_cost(MEMORY, PASSES + 1).is_outdated(&hash));
        assert!(Passphrases::with_cost(MEMORY * 2, PASSES).is_outdated(&hash));
    }

    #[tokio::test]
    async fn a_damaged_hash_is_said_and_never_passes() {
        let passphrases = Passphrases::with_cost(64, 1);
        let typed = Secret::new("un hibou lit sous la pluie".to_owned());
        for damaged in ["", "plain", "$argon2id$v=19$m=64,t=1,p=1$AAAA"] {
            let answer = passphrases.verify(&typed, Some(damaged.to_owned())).await;
            assert!(!matches!(answer, Ok(true)), "{damaged}");
        }
    }

    #[tokio::test]
    async fn only_so_many_wait() {
        let passphrases = Passphrases::with_cost(64, 1);
        let turns = Arc::clone(&passphrases.turns)
            .acquire_many_owned(AT_ONCE as u32)
            .await
            .expect("free");
        let typed = Secret::new("x".to_owned());
        let mut waiting = Vec::new();
        for _ in 0..AT_ONCE + WAITING {
            let mut verify = Box::pin(passphrases.verify(&typed, None));
            // Polled once: it stands in the queue.
            let polled = futures_util::poll!(&mut verify);
            assert!(polled.is_pending());
            waiting.push(verify);
        }
        let late = passphrases.verify(&typed, None).await;
        assert!(matches!(late, Err(StoreError::Busy)));
        drop(turns);
        for verify in waiting {
            assert!(!verify.await.expect("its turn came"));
        }
    }
}
