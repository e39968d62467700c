//! Everything that can be asked of the house, by the name it has in the policies.

/// Defines the actions with their names, so that none can lack one.
macro_rules! actions {
    ($($(#[$about:meta])* $action:ident = $name:literal,)*) => {
        /// Something that can be asked of the house. To add one: a line here, its name in
        /// `policies/cairn.cedarschema`, and a policy that permits it to somebody (a test asks).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action {
            $($(#[$about])* $action,)*
        }

        impl Action {
            /// Every action.
            pub const ALL: &[Self] = &[$(Self::$action),*];

            /// Its name in the policies.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$action => $name,)*
                }
            }
        }
    };
}

actions! {
    /// Read what the public may see of services.
    ReadListings = "read-listings",
    /// Read the taxonomy.
    ReadTaxonomy = "read-taxonomy",
    /// Count what the public may see.
    ReadStatistics = "read-statistics",
    /// Ask whether the directory has changed.
    ReadChangeCounter = "read-change-counter",
    /// Suggest a correction.
    AddSuggestion = "add-suggestion",
    /// Have answers kept under a code, and come back to them: the code proves itself.
    KeepAnswers = "keep-answers",
    /// Sign in, or follow a one-time link: whoever does it is not known yet.
    SignIn = "sign-in",

    /// Replace the shipped directory by the one in the content files.
    LoadContent = "load-content",
    /// Read whole records, with unlisted services and confidential locations.
    ReadRecords = "read-records",
    /// Examine the database itself.
    CheckHealth = "check-health",
    /// Make the link with which the first administrator sets the house up.
    BeginSetup = "begin-setup",
    /// Compare the deployment's key with the database, and seal anew under a newer key.
    TendKeys = "tend-keys",
    /// Send what waits to be sent.
    SendReminders = "send-reminders",

    /// Delete what was kept under codes and whose day has come.
    SweepKeptAnswers = "sweep-kept-answers",

    /// Read one record as whoever tends it sees it: unlisted too, but nothing confidential.
    ReadRecord = "read-record",
    /// Change, add or close a listing.
    EditListing = "edit-listing",
    /// Say that a listing is still true.
    VerifyListing = "verify-listing",
    /// Read where a confidential place is.
    ReadConfidential = "read-confidential",
    /// Read the suggested corrections, and how to reach whoever made them.
    ReadSuggestions = "read-suggestions",
    /// Accept, amend or decline a suggested correction.
    DecideSuggestion = "decide-suggestion",
    /// Stale listings, duplicates, quarantine.
    Curate = "curate",
    /// Look through the whole directory for records of one service, and keep what is found.
    FindDuplicates = "find-duplicates",
    /// Bring records in from another system.
    ImportDirectory = "import-directory",
    /// Take the directory out as whoever tends it sees it.
    ExportDirectory = "export-directory",

    /// One's own account: passphrase, second factor, sessions.
    UseOwnAccount = "use-own-account",
    /// Read the names of roles and of organizations, as every signed-in person's pages show them.
    ReadHouse = "read-house",
    /// Read who the people of an organization are.
    ReadPeople = "read-people",
    /// Invite people to an organization, give them roles, suspend, reinstate, reset.
    ManagePeople = "manage-people",
    /// Make roles.
    ManageRoles = "manage-roles",
    /// Add and rename organizations and chapters.
    ManageOrganizations = "manage-organizations",
    /// Read who changed what about people, roles and organizations.
    ReadPeopleChanges = "read-people-changes",

    /// Open a case for an organization.
    OpenCase = "open-case",
    /// See which cases there are, by code and state, and what is due: never a word of what is in them.
    ListCases = "list-cases",
    /// Find a case again by its code, an alias or a telephone number.
    FindCase = "find-case",
    /// See the state of one case, who works on it and the ages of its tasks.
    ReadCaseSummary = "read-case-summary",
    /// Read who the person is and what was written down.
    ReadCase = "read-case",
    /// See who the person is and how she may be reached, and nothing of what was told.
    ReadCaseIdentity = "read-case-identity",
    /// Write into a case.
    WriteCase = "write-case",
    /// Record a consent.
    RecordConsent = "record-consent",
    /// Withdraw a consent: whoever hears it may write it down.
    WithdrawConsent = "withdraw-consent",
    /// Ask other organizations, refer, share.
    ReferCase = "refer-case",
    /// Ask that a case be closed or handed over.
    RequestCaseMove = "request-case-move",
    /// Close, reopen or hand over a case, and approve money.
    ApproveCaseMove = "approve-case-move",
    /// Say who works on a case.
    AssignCase = "assign-case",
    /// Read the history of a case, and who has read it.
    ReadCaseHistory = "read-case-history",
    /// Take a whole case out, for the person or for another system.
    ExportCase = "export-case",
    /// Be the second person where two are needed.
    SecondCase = "second-case",
    /// Open a case that is not one's own, with a reason, for a time.
    BreakGlass = "break-glass",
    /// Keep a case from being destroyed, or destroy it.
    RetainCase = "retain-case",
    /// See what one's organization was asked or sent.
    ReceiveReferral = "receive-referral",
    /// Read what a consent lets one's organization see, and answer.
    ReadSharedCase = "read-shared-case",
    /// Follow a one-time link into a referral: the link and its code prove themselves.
    OpenOutsideLink = "open-outside-link",
    /// Read the agreements between organizations.
    ReadAgreements = "read-agreements",
    /// Write them.
    ManageAgreements = "manage-agreements",
    /// See what is in one's organization's assistance fund, and put money in.
    ManageFund = "manage-fund",
    /// Read the log of what was missing, which names nobody.
    ReadGaps = "read-gaps",
    /// See that somebody looked into a case that was not theirs, that an exception was asked for, that a case
    /// was destroyed: by code and day, never why.
    ReadOversight = "read-oversight",
    /// Say how long an organization keeps its cases, and how soon it answers a person who asks for hers.
    SetKeepingRules = "set-keeping-rules",
    /// Take all cases of an organization out, as one of two.
    ExportCases = "export-cases",
    /// Verify the history of all cases, and sign a checkpoint of it.
    VerifyHistory = "verify-history",
}
