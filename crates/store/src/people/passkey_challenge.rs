//! The table `passkey_challenge`: questions to passkeys that were answered; none is answered twice.
//!
//! An open question is nowhere in the database, so that asking for the sign-in page writes nothing, however
//! often it is asked for. It carries chance, an end, and a keyed digest of both and of what it is for.

use std::fmt::Write as _;

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;
use vault::Vault;

use super::{Moment, stored};
use crate::engine::Transaction;
use crate::error::StoreError;
use crate::statements::statements;

/// How long a question may be answered.
const GOOD_FOR: SignedDuration = SignedDuration::from_mins(10);
/// Bytes of chance.
const CHANCE: usize = 16;
/// Bytes of chance and end.
const HEAD: usize = CHANCE + 8;

/// A question to a passkey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyChallenge(Vec<u8>);

impl PasskeyChallenge {
    /// As it is given to the browser (base64url).
    pub fn reveal(&self) -> String {
        signin::base64url(&self.0)
    }
}

/// What a question is for: the answer to one is none to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Whoever it is wants to come in.
    SignIn,
    /// This person adds a passkey, in this session.
    Add { person: Uuid, session: Uuid },
}

impl Purpose {
    fn digested(self, vault: &Vault, head: &[u8]) -> Vec<String> {
        let mut value = head.to_vec();
        let column = match self {
            Self::SignIn => "sign_in",
            Self::Add { person, session } => {
                value.extend_from_slice(person.as_bytes());
                value.extend_from_slice(session.as_bytes());
                "add"
            }
        };
        vault.blind_indexes("passkey_challenge", column, &value)
    }
}

statements! {
    Both USE_UP =
        "INSERT INTO passkey_challenge (challenge_digest, expires_at) VALUES ($1, $2)
         ON CONFLICT (challenge_digest) DO NOTHING";
    Both DELETE_EXPIRED = "DELETE FROM passkey_challenge WHERE expires_at <= $1";
}

/// A new question.
pub(super) fn ask(vault: &Vault, purpose: Purpose, moment: &Moment<'_>) -> PasskeyChallenge {
    let mut challenge = vec![0; CHANCE];
    moment.random.fill(&mut challenge);
    challenge.extend(moment.after(GOOD_FOR).as_second().to_be_bytes());
    let proof = purpose.digested(vault, &challenge).swap_remove(0);
    challenge.extend(proof.bytes());
    PasskeyChallenge(challenge)
}

/// Whether a question is ours, for this, and still good.
pub(super) fn is_ours(vault: &Vault, purpose: Purpose, challenge: &[u8], now: Timestamp) -> bool {
    let Some((head, proof)) = challenge.split_at_checked(HEAD) else {
        return false;
    };
    let ours = purpose
        .digested(vault, head)
        .iter()
        .any(|own| bool::from(own.as_bytes().ct_eq(proof)));
    ours && end(head).is_some_and(|end| now < end)
}

fn end(challenge: &[u8]) -> Option<Timestamp> {
    let seconds = challenge.get(CHANCE..HEAD)?.try_into().ok()?;
    Timestamp::from_second(i64::from_be_bytes(seconds)).ok()
}

/// Uses a question up; `false` when it was answered already.
pub(super) async fn use_up(
    transaction: &mut Transaction,
    challenge: &[u8],
    moment: &Moment<'_>,
) -> Result<bool, StoreError> {
    transaction
        .execute(&DELETE_EXPIRED, &[stored(moment.now).into()])
        .await?;
    let mut digest = String::with_capacity(64);
    for byte in Sha256::digest(challenge) {
        let _ = write!(digest, "{byte:02x}");
    }
    let end = end(challenge).unwrap_or(moment.now);
    let values = [digest.into(), stored(end).into()];
    Ok(transaction.execute(&USE_UP, &values).await? == 1)
}

#[cfg(test)]
mod tests {
    use kernel::SeededRandom;

    use super::*;
    use crate::testing::fixed_vault;

    #[test]
    fn a_question_is_for_one_thing_and_for_ten_minutes() {
        let random = SeededRandom::new(1);
        let now: Timestamp = "2026-11-24T12:00:00Z".parse().expect("a moment");
        let moment = Moment {
            now,
            random: &random,
        };
        let vault = fixed_vault();
        let add = |person, session| Purpose::Add {
            person: Uuid::from_u128(person),
            session: Uuid::from_u128(session),
        };
        let asked = ask(&vault, add(1, 2), &moment).0;
        let later = |minutes| now + SignedDuration::from_mins(minutes);
        assert!(is_ours(&vault, add(1, 2), &asked, later(9)));
        assert!(!is_ours(&vault, add(1, 2), &asked, later(10)));
        for other in [Purpose::SignIn, add(1, 3), add(3, 2)] {
            assert!(!is_ours(&vault, other, &asked, now), "{other:?}");
        }
        for at in 0..asked.len() {
            let mut changed = asked.clone();
            changed[at] ^= 1;
            assert!(!is_ours(&vault, add(1, 2), &changed, now), "byte {at}");
        }
        assert!(!is_ours(&vault, add(1, 2), &asked[..HEAD], now));
        assert!(!is_ours(&vault, add(1, 2), &[], now));
        assert_ne!(
            ask(&vault, Purpose::SignIn, &moment),
            ask(&vault, Purpose::SignIn, &moment)
        );
    }
}
