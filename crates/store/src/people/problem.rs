//! What can be wrong with what a person asks about people: each is a sentence of the pages.

/// Why an act about people, roles or organizations was not done. None repeats what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum PeopleError {
    /// A name without a letter.
    #[error("the name is empty")]
    EmptyName,
    /// More than [`super::person::NAME_LIMIT`] characters.
    #[error("the name is too long")]
    NameTooLong,
    /// Not an e-mail address.
    #[error("that is not an e-mail address")]
    BadEmail,
    /// Somebody has this address already.
    #[error("somebody has this e-mail address already")]
    EmailTaken,
    /// No such person, or none the asker may know of.
    #[error("there is no such person")]
    UnknownPerson,
    /// No such organization.
    #[error("there is no such organization")]
    UnknownOrganization,
    /// No such role.
    #[error("there is no such role")]
    UnknownRole,
    /// A role that ships with Cairn cannot be changed; a copy can.
    #[error("this role ships with Cairn and cannot be changed: copy it")]
    ShippedRole,
    /// Somebody else changed it since it was looked at.
    #[error("somebody else changed it meanwhile")]
    ChangedSince,
    /// Somebody has this role.
    #[error("somebody has this role")]
    RoleInUse,
    /// Nobody gives, or acts upon, more than they hold themselves.
    #[error("that goes beyond what the one who asks may do")]
    BeyondOwn,
    /// Somebody must remain who can look after people and roles.
    #[error("this is the last administrator")]
    LastAdministrator,
    /// Not from where the person stands: an invitation cannot be suspended, an active person not
    /// reinstated.
    #[error("the account is not in a state in which that can be done")]
    WrongState,
    /// An organization cannot be inside itself.
    #[error("an organization cannot be inside itself or one of its own chapters")]
    Cycle,
    /// A link that was used, has expired or never was.
    #[error("this link was used already or has expired")]
    LinkGone,
    /// The house was set up already.
    #[error("the house was set up already")]
    SetUpAlready,
    /// The session has ended, or is somebody else's.
    #[error("there is no such session")]
    UnknownSession,
    /// Not the code of this moment, or used already.
    #[error("the code is not right, or was used already")]
    WrongCode,
    /// Not a passkey that can be taken.
    #[error("the passkey cannot be taken")]
    PasskeyRefused,
    /// The question to the passkey is too old, or was answered already.
    #[error("that took too long: ask the passkey again")]
    PasskeyTooLate,
    /// Somebody has this very passkey already.
    #[error("this passkey is known already")]
    PasskeyKnown,
    /// [`super::passkey::PASSKEY_LIMIT`] are enough.
    #[error("there are enough passkeys")]
    TooManyPasskeys,
    /// No such passkey of one's own.
    #[error("there is no such passkey")]
    UnknownPasskey,
    /// Somebody has linked this account of the provider already, or has another one of it.
    #[error("this account of the identity provider, or another one, is linked already")]
    IdentityTaken,
    /// The session in which the link was begun has ended, or its proof is too old.
    #[error("begin the link again")]
    IdentityTooLate,
    /// No such link.
    #[error("no account of the identity provider is linked")]
    UnknownIdentity,
    /// There is no second factor to do this with.
    #[error("there is no second factor")]
    NoSecondFactor,
    /// Fewer than [`super::passphrase::SHORTEST`] characters.
    #[error("the passphrase is too short")]
    PassphraseTooShort,
    /// More than [`super::passphrase::LONGEST`] characters.
    #[error("the passphrase is too long")]
    PassphraseTooLong,
    /// On the list of what is tried first.
    #[error("the passphrase is one that is guessed first")]
    PassphraseCommon,
    /// The name or the address.
    #[error("the passphrase is the name or the e-mail address")]
    PassphraseIsOwnName,
}
