//! One-time codes of an authenticator (RFC 6238) and the recovery codes for when it is lost.

use jiff::Timestamp;
use kernel::{Random, Secret};
use totp_rs::{Algorithm, Builder, Totp};
use zeroize::Zeroizing;

use crate::error::StoreError;

/// Bytes of a secret: what RFC 4226 (section 4, R6) recommends.
pub(super) const SECRET: usize = 20;
/// How many recovery codes there are.
pub(super) const RECOVERY_CODES: usize = 10;
/// Letters and digits that are not taken for one another (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a recovery code: 60 bits, kept under a keyed digest.
const RECOVERY_LENGTH: usize = 12;
/// What an authenticator shows beside the account: neutral on a phone that others may look at.
const ISSUER: &str = "Cairn";

/// What an authenticator needs, shown once.
#[derive(Debug, Clone)]
pub struct TotpSetup {
    /// The secret as an authenticator takes it by hand (base 32).
    pub secret: Secret<String>,
    /// The same as an address (`otpauth://…`), for a QR code.
    pub address: Secret<String>,
}

/// SHA-1, six digits, 30 seconds, one step early or late: what every authenticator understands.
fn totp(secret: &[u8], account: &str) -> Result<Totp, StoreError> {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_step_duration(30)
        .with_skew(1)
        .with_secret(secret.to_vec())
        // The address of an authenticator may not hold a colon here.
        .with_account_name(account.replace(':', " "))
        .with_issuer(Some(ISSUER))
        .build()
        .map_err(|problem| StoreError::damaged("person.totp_secret", problem))
}

/// What to show for a secret.
pub(super) fn setup(secret: &[u8], account: &str) -> Result<TotpSetup, StoreError> {
    let totp = totp(secret, account)?;
    let address = totp
        .to_url()
        .map_err(|problem| StoreError::damaged("person.totp_secret", problem))?;
    Ok(TotpSetup {
        secret: Secret::new(totp.secret().to_base32()),
        address: Secret::new(address),
    })
}

/// The step whose code this is, when it is later than `last_step`: no code is taken twice.
pub(super) fn step_of(
    secret: &[u8],
    code: &str,
    now: Timestamp,
    last_step: i64,
) -> Result<Option<i64>, StoreError> {
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    let others = code
        .chars()
        .any(|character| !character.is_ascii_digit() && !matches!(character, ' ' | '-' | '\u{a0}'));
    if digits.len() != 6 || others {
        return Ok(None);
    }
    let seconds = u64::try_from(now.as_second()).unwrap_or_default();
    let step = totp(secret, "x")?.check(&digits, seconds);
    Ok(step
        .and_then(|step| i64::try_from(step).ok())
        .filter(|step| *step > last_step))
}

/// Fresh recovery codes, `XXXX-XXXX-XXXX`.
pub(super) fn recovery_codes(random: &dyn Random) -> Vec<Secret<String>> {
    (0..RECOVERY_CODES)
        .map(|_| {
            let mut chance = Zeroizing::new([0u8; RECOVERY_LENGTH]);
            random.fill(chance.as_mut());
            let mut code = String::with_capacity(RECOVERY_LENGTH + 2);
            for (at, byte) in chance.iter().enumerate() {
                if at > 0 && at % 4 == 0 {
                    code.push('-');
                }
                code.push(char::from(ALPHABET[usize::from(byte % 32)]));
            }
            Secret::new(code)
        })
        .collect()
}

/// A recovery code as it is compared: however it was typed, with letters taken for digits put right.
pub(super) fn folded_recovery_code(typed: &str) -> Option<Zeroizing<String>> {
    let mut code = Zeroizing::new(String::with_capacity(RECOVERY_LENGTH));
    for character in typed.chars().take(64) {
        match character.to_ascii_uppercase() {
            ' ' | '-' | '\u{a0}' | '\u{2011}' => {}
            'O' => code.push('0'),
            'I' | 'L' => code.push('1'),
            other if other.is_ascii() && ALPHABET.contains(&(other as u8)) => code.push(other),
            _ => return None,
        }
    }
    (code.len() == RECOVERY_LENGTH).then_some(code)
}

#[cfg(test)]
mod tests {
    use kernel::SeededRandom;

    use super::*;

    /// RFC 6238, appendix B (SHA-1), the last six of its eight digits; read 2026-11-24.
    const SECRET: &[u8] = b"12345678901234567890";

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a moment")
    }

    fn step(code: &str, second: i64, last: i64) -> Option<i64> {
        step_of(SECRET, code, at(second), last).expect("a secret")
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(step(code, second, 0), Some(second / 30), "{second}");
        }
    }

    #[test]
    fn one_step_early_or_late_and_never_twice() {
        assert_eq!(step("287082", 59 + 30, 0), Some(1));
        assert_eq!(step("287082", 59 - 30, 0), Some(1));
        assert_eq!(step("287082", 59 + 60, 0), None);
        assert_eq!(step("287082", 59, 1), None, "used already");
        assert_eq!(step("287 082", 59, 0), Some(1));
    }

    #[test]
    fn what_is_no_code_is_no_code() {
        for code in [
            "",
            "28708",
            "2870821",
            "28708a",
            "٢٨٧٠٨٢",
            "287082x",
            "+287082",
        ] {
            assert_eq!(step(code, 59, 0), None, "{code}");
        }
    }

    #[test]
    fn the_address_is_what_an_authenticator_reads() {
        let setup = setup(SECRET, "rosalie@example.org").expect("a secret");
        assert_eq!(setup.secret.expose(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        let address = setup.address.expose();
        assert!(
            address.starts_with("otpauth://totp/Cairn:rosalie"),
            "{address}"
        );
        assert!(address.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
        assert!(address.contains("issuer=Cairn"));
        assert!(!format!("{setup:?}").contains("GEZD"));
    }

    #[test]
    fn recovery_codes_are_read_however_they_are_typed() {
        let codes = recovery_codes(&SeededRandom::new(1));
        assert_eq!(codes.len(), 10);
        let code = codes[0].expose();
        assert_eq!(code.len(), 14);
        let folded = folded_recovery_code(code).expect("a code");
        for typed in [
            code.to_lowercase(),
            code.replace('-', " "),
            format!(" {code} "),
        ] {
            assert_eq!(
                folded_recovery_code(&typed),
                Some(folded.clone()),
                "{typed}"
            );
        }
        assert_eq!(
            folded_recovery_code("oil0-0000-0000")
                .as_deref()
                .map(String::as_str),
            Some("011000000000")
        );
        for bad in ["", "ABCD-EFGH", "ABCD-EFGH-JKMU", "ABCD-EFGH-JKMN-P", "é"] {
            assert!(folded_recovery_code(bad).is_none(), "{bad}");
        }
    }
}
