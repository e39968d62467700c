//! What the store would not do, as a sentence beside the field that it is about.

use std::time::Duration;

use store::{PeopleError, StoreError};

use super::fields::Form;
use super::frame::At;
use crate::markup::Markup;
use crate::problem::Problem;

/// Puts the sentence beside its field, or beside the first of the form when the form has no such field;
/// what a person cannot mend in a form is a problem page.
pub(crate) fn blame(form: &mut Form, at: &At, error: StoreError) -> Result<(), Problem> {
    let StoreError::People(error) = error else {
        return Err(error.into());
    };
    let (field, word) = about(error)?;
    let there = form.fields.iter().any(|known| known.name == field);
    let name = match form.fields.first() {
        Some(first) if !there => first.name,
        _ => field,
    };
    form.blame(name, at.say(&format!("people-fault-{word}")));
    Ok(())
}

/// The field that an error is about, and the last part of its message's key.
fn about(error: PeopleError) -> Result<(&'static str, &'static str), Problem> {
    use PeopleError as E;
    Ok(match error {
        E::EmptyName => ("name", "name-empty"),
        E::NameTooLong => ("name", "name-long"),
        E::BadEmail => ("email", "email-bad"),
        E::EmailTaken => ("email", "email-taken"),
        E::UnknownOrganization => ("organization", "organization-unknown"),
        E::UnknownRole => ("roles", "role-unknown"),
        E::ShippedRole => ("name_en", "role-shipped"),
        E::ChangedSince => ("name_en", "changed-since"),
        E::RoleInUse => ("name_en", "role-in-use"),
        E::BeyondOwn => ("roles", "beyond-own"),
        E::LastAdministrator => ("roles", "last-administrator"),
        E::WrongState => ("roles", "wrong-state"),
        E::Cycle => ("parent", "cycle"),
        E::WrongCode => ("code", "wrong-code"),
        E::PasskeyRefused => ("name", "passkey-refused"),
        E::PasskeyTooLate => ("name", "passkey-late"),
        E::PasskeyKnown => ("name", "passkey-known"),
        E::TooManyPasskeys => ("name", "passkey-many"),
        E::PassphraseTooShort => ("passphrase", "passphrase-short"),
        E::PassphraseTooLong => ("passphrase", "passphrase-long"),
        E::PassphraseCommon => ("passphrase", "passphrase-common"),
        E::PassphraseIsOwnName => ("passphrase", "passphrase-own-name"),
        E::UnknownPerson
        | E::UnknownSession
        | E::SetUpAlready
        | E::NoSecondFactor
        | E::UnknownPasskey
        | E::UnknownIdentity
        | E::IdentityTaken
        | E::IdentityTooLate
        | E::LinkGone => return Err(error.into()),
    })
}

/// How long to wait, said in whole minutes, or in seconds below one.
pub(crate) fn wait(at: &At, wait: Duration) -> Markup {
    let seconds = wait.as_secs().max(1);
    match seconds {
        ..=59 => at.fill("staff-sign-in-wait-seconds", &[("count", seconds.into())]),
        _ => at.fill(
            "staff-sign-in-wait-minutes",
            &[("count", seconds.div_ceil(60).into())],
        ),
    }
}
