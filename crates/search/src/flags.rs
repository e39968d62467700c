//! Yes-or-no facts of a listing that hold whatever the hour, sixteen to a document.

use directory::Listing;
use directory::hours::{Hours, OpenState};
use directory::listing::Area;
use directory::ranking::Trust;
use directory::service::Standing;
use jiff::Timestamp;
use kernel::Lang;

/// The need that makes a line answering day and night a line for danger.
const CRISIS_LINE: &str = "crisis-line";
/// The need of a roof.
const SHELTER: &str = "shelter-housing";
/// The emergency number in Canada.
const EMERGENCY_NUMBER: &str = "911";

/// Yes-or-no facts of a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Flags(u16);

impl Flags {
    /// It has any telephone, website or e-mail address.
    pub(crate) const REACHABLE: u16 = 1;
    /// It exists for people touched by trafficking or exploitation.
    pub(crate) const DEDICATED: u16 = 1 << 1;
    /// It is a crisis line that answers day and night.
    pub(crate) const CRISIS: u16 = 1 << 2;
    /// It is the emergency number.
    pub(crate) const EMERGENCY: u16 = 1 << 3;
    /// It, or a line of it, is open day and night.
    pub(crate) const ALWAYS: u16 = 1 << 4;
    /// It serves everyone.
    pub(crate) const EVERYONE: u16 = 1 << 5;
    /// Its facts were read in a source.
    const READ: u16 = 1 << 6;
    /// The organization confirmed it.
    const VERIFIED: u16 = 1 << 7;
    /// No police report is needed.
    pub(crate) const NO_POLICE: u16 = 1 << 8;
    /// No immigration status is needed.
    pub(crate) const NO_STATUS: u16 = 1 << 9;
    /// It says which languages it speaks, and English is not among them.
    const NOT_ENGLISH: u16 = 1 << 10;
    /// The same for French.
    const NOT_FRENCH: u16 = 1 << 11;
    /// It names kinds of exploitation.
    pub(crate) const NAMES_KINDS: u16 = 1 << 12;
    /// It is a roof in one place that takes people from all of Canada.
    pub(crate) const FAR: u16 = 1 << 13;

    /// What holds of `listing`.
    pub(crate) fn of(listing: &Listing) -> Self {
        // A week without a gap is day and night too; so long ago, no exception interrupts it.
        let always = |hours: &Hours| matches!(hours.at(Timestamp::UNIX_EPOCH), OpenState::Always);
        let line_always = !listing.temporarily_closed
            && listing
                .lines()
                .any(|phone| always(phone.hours.as_ref().unwrap_or(&listing.hours)));
        let own_always = !listing.temporarily_closed && always(&listing.hours);
        let reachable =
            !listing.phones.is_empty() || listing.website.is_some() || listing.email.is_some();
        let emergency = listing
            .phones
            .iter()
            .any(|phone| phone.number.digits() == EMERGENCY_NUMBER);
        let crisis = listing
            .needs
            .iter()
            .any(|need| need.as_str() == CRISIS_LINE);
        let roof = listing
            .needs
            .first()
            .is_some_and(|need| need.as_str() == SHELTER);
        let (verified, read) = match listing.standing() {
            Standing::Verified(_) => (true, false),
            Standing::ReadInSource => (false, true),
            Standing::NotYetVerified => (false, false),
        };
        let access = &listing.access;
        let facts = [
            (Self::REACHABLE, reachable),
            (Self::DEDICATED, listing.dedicated),
            (Self::CRISIS, crisis && line_always),
            (Self::EMERGENCY, emergency),
            (Self::ALWAYS, own_always || line_always),
            (Self::EVERYONE, listing.everyone),
            (Self::READ, read),
            (Self::VERIFIED, verified),
            (Self::NO_POLICE, access.police_report_needed == Some(false)),
            (Self::NO_STATUS, access.status_needed == Some(false)),
            (Self::NOT_ENGLISH, speaks_without(listing, Lang::En)),
            (Self::NOT_FRENCH, speaks_without(listing, Lang::Fr)),
            (Self::NAMES_KINDS, !listing.exploitation.is_empty()),
            (Self::FAR, roof && listing.area == Area::National),
        ];
        Self(
            facts
                .into_iter()
                .filter(|&(_, holds)| holds)
                .fold(0, |flags, (flag, _)| flags | flag),
        )
    }

    pub(crate) fn from_bits(bits: u16) -> Self {
        Self(bits)
    }

    pub(crate) fn bits(self) -> u16 {
        self.0
    }

    pub(crate) fn has(self, flag: u16) -> bool {
        self.0 & flag != 0
    }

    pub(crate) fn trust(self) -> Trust {
        if self.has(Self::VERIFIED) {
            Trust::Verified
        } else if self.has(Self::READ) {
            Trust::ReadInSource
        } else {
            Trust::NotYetVerified
        }
    }

    /// It says which languages it speaks, and this is not one of them.
    pub(crate) fn lacks(self, lang: Lang) -> bool {
        self.has(match lang {
            Lang::En => Self::NOT_ENGLISH,
            Lang::Fr => Self::NOT_FRENCH,
        })
    }
}

/// Languages spoken by a listing or on one of its lines (BCP 47).
pub(crate) fn languages(listing: &Listing) -> impl Iterator<Item = &String> {
    let of_lines = listing.phones.iter().flat_map(|phone| &phone.languages);
    listing.languages.iter().chain(of_lines)
}

/// A listing says which languages it speaks, and this is not among them. Interpretation may bring
/// it: then nothing speaks against the listing.
fn speaks_without(listing: &Listing, lang: Lang) -> bool {
    listing.interpretation.is_empty()
        && languages(listing).next().is_some()
        && languages(listing).all(|code| code != lang.code())
}
