//! Telephone numbers.

use directory::phone::{PhoneNumber, PhoneNumberError};
use proptest::prelude::*;

#[test]
fn numbers_are_read_however_they_are_printed() {
    for (written, digits, shown, uri) in [
        (
            "1-800-555-0100",
            "8005550100",
            "1‑800‑555‑0100",
            "+18005550100",
        ),
        (
            "+1 (800) 555.0100",
            "8005550100",
            "1‑800‑555‑0100",
            "+18005550100",
        ),
        (
            "1‑833‑900‑1010",
            "8339001010",
            "1‑833‑900‑1010",
            "+18339001010",
        ),
        (
            "(613) 555-0100",
            "6135550100",
            "613‑555‑0100",
            "+16135550100",
        ),
        ("6135550100", "6135550100", "613‑555‑0100", "+16135550100"),
        (
            "613\u{a0}555\u{202f}0100",
            "6135550100",
            "613‑555‑0100",
            "+16135550100",
        ),
        ("911", "911", "911", "911"),
        ("9-1-1", "911", "911", "911"),
        ("686868", "686868", "686868", "686868"),
        ("310-1234", "3101234", "310‑1234", "3101234"),
    ] {
        let number: PhoneNumber = written
            .parse()
            .unwrap_or_else(|error| panic!("{written}: {error}"));
        assert_eq!(number.digits(), digits);
        assert_eq!(number.to_string(), shown);
        assert_eq!(number.uri(), uri);
        assert!(
            !number.to_string().contains('-'),
            "an ordinary hyphen breaks at the end of a line"
        );
    }
}

#[test]
fn what_is_no_number_is_refused_with_its_reason() {
    for (written, reason) in [
        ("", PhoneNumberError::Length),
        ("12", PhoneNumberError::Length),
        ("555-0100", PhoneNumberError::Length),
        ("12345678", PhoneNumberError::Length),
        ("2-800-555-0100", PhoneNumberError::Length),
        ("+44 20 7946 0958", PhoneNumberError::Length),
        ("+6135550100", PhoneNumberError::Length),
        ("+911", PhoneNumberError::Length),
        ("1-800-555-01000", PhoneNumberError::Length),
        ("123-555-0100", PhoneNumberError::Plan),
        ("613-155-0100", PhoneNumberError::Plan),
        ("1-800-HELP", PhoneNumberError::Character),
        ("613-555-0100 x12", PhoneNumberError::Character),
        ("613+555-0100", PhoneNumberError::Character),
        ("٩١١", PhoneNumberError::Character),
    ] {
        assert_eq!(written.parse::<PhoneNumber>(), Err(reason), "{written}");
    }
}

proptest! {
    #[test]
    fn nothing_written_brings_it_down(written in any::<String>()) {
        if let Ok(number) = written.parse::<PhoneNumber>() {
            prop_assert!(matches!(number.digits().len(), 3..=7 | 10));
        }
    }

    #[test]
    fn what_is_shown_is_read_back(written in "(1?[-. ]?\\(?[2-9][0-9]{2}\\)?[-. ]?[2-9][0-9]{2}[-. ]?[0-9]{4})|([0-9]{3,6})|(310-?[0-9]{4})") {
        let number: PhoneNumber = written.parse().map_err(|error| TestCaseError::fail(format!("{written}: {error}")))?;
        prop_assert_eq!(number.to_string().parse::<PhoneNumber>(), Ok(number.clone()));
        prop_assert_eq!(number.uri().parse::<PhoneNumber>(), Ok(number.clone()));
        let json = serde_json::to_string(&number).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(serde_json::from_str::<PhoneNumber>(&json).ok(), Some(number));
    }

    #[test]
    fn a_uri_holds_only_digits_after_its_plus(written in "[-+. ()0-9]{0,16}") {
        if let Ok(number) = written.parse::<PhoneNumber>() {
            let uri = number.uri();
            let digits = uri.strip_prefix('+').unwrap_or(&uri);
            prop_assert!(digits.bytes().all(|byte| byte.is_ascii_digit()));
        }
    }
}
