//! What cannot be done to a case, in words that a page can turn into its own.

use std::collections::BTreeSet;

use casework::access_request::AccessRequestRefused;
use casework::case::{ClientCodeError, MoveRefused};
use casework::consent::{ConsentFault, DataKind, ExceptionFault};
use casework::contact::ContactRefusal;
use casework::document::DocumentFault;
use casework::enquiry::EnquiryRefused;
use casework::fund::FundRefused;
use casework::note::NoteFault;
use casework::outside_link::LinkRefusal;
use casework::referral::ReferralRefused;
use casework::transfer::TransferRefused;

/// What cannot be done to a case.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CaseError {
    /// There is no such thing in this case.
    #[error("there is no such thing in this case")]
    UnknownItem,
    /// Somebody changed it since it was looked at.
    #[error("somebody changed it since (it is version {found} now)")]
    ChangedSince {
        /// The version it has now.
        found: i64,
    },
    /// The case does not go there.
    #[error(transparent)]
    Move(#[from] MoveRefused),
    /// The case is destroyed, or closed to what was asked.
    #[error("this case is closed")]
    Closed,
    /// A consent that does not count.
    #[error("the consent lacks something ({} faults)", .0.len())]
    ConsentFaults(BTreeSet<ConsentFault>),
    /// An exception that does not count.
    #[error("the exception lacks something ({} faults)", .0.len())]
    ExceptionFaults(BTreeSet<ExceptionFault>),
    /// A request for what is hers does not go there.
    #[error("the request does not go there: {0}")]
    Request(AccessRequestRefused),
    /// Not everything that was chosen may travel.
    #[error("consent does not cover everything that was chosen ({} kinds)", .0.len())]
    NotConsented(BTreeSet<DataKind>),
    /// A referral does not go there.
    #[error("the referral does not go there: {0}")]
    Referral(ReferralRefused),
    /// A transfer does not go there.
    #[error("the transfer does not go there: {0}")]
    Transfer(TransferRefused),
    /// A link does not open. Whoever stands outside is told only that.
    #[error("the link does not open")]
    Link(LinkRefusal),
    /// It needs a reason.
    #[error("this needs a reason")]
    NeedsReason,
    /// It needs somebody else than whoever asked.
    #[error("this needs a second person")]
    NeedsSecondPerson,
    /// Larger than anything of the kind.
    #[error("{found} bytes; {limit} are possible")]
    TooLarge {
        /// Bytes found.
        found: usize,
        /// Bytes possible.
        limit: usize,
    },
    /// Who was named does not work where they would have to.
    #[error("nobody of this name can work on the case")]
    UnknownWorker,
    /// The organization is not there, or no longer.
    #[error("there is no such organization")]
    UnknownOrganization,
    /// A note that is not taken.
    #[error("the note lacks something ({} faults)", .0.len())]
    NoteFaults(BTreeSet<NoteFault>),
    /// Nobody may reach her so, or then.
    #[error("nobody may reach them so ({} reasons)", .0.len())]
    Contact(BTreeSet<ContactRefusal>),
    /// A document that is not taken.
    #[error("the document is not taken: {0}")]
    Document(DocumentFault),
    /// An enquiry that is not sent, or does not go there.
    #[error("the enquiry does not go there: {0}")]
    Enquiry(EnquiryRefused),
    /// A request for money that does not go there.
    #[error("the request does not go there: {0}")]
    Fund(FundRefused),
    /// What was typed is no client code.
    #[error(transparent)]
    Code(#[from] ClientCodeError),
}

impl From<ReferralRefused> for CaseError {
    fn from(refused: ReferralRefused) -> Self {
        Self::Referral(refused)
    }
}

impl From<TransferRefused> for CaseError {
    fn from(refused: TransferRefused) -> Self {
        Self::Transfer(refused)
    }
}
