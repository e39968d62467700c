//! Who may do what to a case: the table of casework.md 6.3, as a file that people read and machines check.
//!
//! `matrix/table.txt` has a row for each action and a column for each role. A cell says no, or which
//! circumstances must all be true; several ways are parted by `or`. The policies and the tests of the store
//! are held against it cell by cell. Consent to what leaves the lead organization is decided by
//! [`crate::consent::decide`] besides: this table says who may try.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::words::words;

words! {
    /// What is done.
    MatrixAction {
        /// See who she is.
        SeeIdentity = "see-identity",
        /// See what happened, and the notes.
        SeeNarrative = "see-narrative",
        /// See that there is a case, its stage, its dates, the ages of its tasks.
        SeeOutline = "see-outline",
        /// Write in it.
        Edit = "edit",
        /// Record a consent.
        RecordConsent = "record-consent",
        /// Withdraw a consent.
        WithdrawConsent = "withdraw-consent",
        /// Refer.
        Refer = "refer",
        /// Answer a referral, and tell what came of it.
        AnswerReferral = "answer-referral",
        /// Ask that it be transferred or closed.
        RequestClosing = "request-closing",
        /// Agree that it be transferred or closed.
        ApproveClosing = "approve-closing",
        /// Take one case out.
        ExportCase = "export-case",
        /// Take many out.
        ExportMany = "export-many",
        /// Counts, suppressed.
        ReadCounts = "read-counts",
        /// Break the glass.
        BreakGlass = "break-glass",
        /// Use an exception to consent.
        UseException = "use-exception",
        /// Enter an exploiter for matching.
        EnterMatching = "enter-matching",
        /// Read who saw it.
        ReadAccessList = "read-access-list",
        /// Approve money.
        ApproveFund = "approve-fund",
        /// Destroy it.
        Shred = "shred",
        /// Put a legal hold on it, or take it off.
        SetLegalHold = "set-legal-hold",
        /// Be the second person of an exception.
        SecondException = "second-exception",
        /// Say who works on it.
        Assign = "assign",
        /// Write a person's request for what is hers down, and answer it.
        HandleRequest = "handle-request",
        /// Say from when it may be destroyed, and ask that it be.
        AskEnd = "ask-end",
        /// See why somebody broke the glass, and warn before the end.
        GuardKeeping = "guard-keeping",
    }

    /// Who does it.
    MatrixRole {
        /// She herself.
        Survivor = "survivor",
        /// A worker.
        CaseWorker = "case-worker",
        /// The worker who leads.
        LeadCoordinator = "lead-coordinator",
        /// Somebody of another organization.
        PartnerAgency = "partner-agency",
        /// A supervisor.
        Supervisor = "supervisor",
        /// The privacy officer.
        PrivacyOfficer = "privacy-officer",
        /// An analyst.
        Analyst = "analyst",
        /// An administrator of the system.
        SystemAdministrator = "system-administrator",
    }

    /// What must be true.
    Circumstance {
        /// The case is about whoever asks.
        Own = "own",
        /// They are assigned to it.
        Assigned = "assigned",
        /// It is of their team.
        Team = "team",
        /// A live share reaches them: a referral, a transfer.
        Shared = "shared",
        /// A live consent names this, for them.
        Consent = "consent",
        /// A reason is written.
        Reason = "reason",
        /// Another person agreed.
        SecondPerson = "second-person",
        /// They broke the glass, and it has not closed again.
        GlassBroken = "glass-broken",
        /// It is about rows of their own: notes they wrote, services they give, what they did.
        OwnRows = "own-rows",
        /// It holds back small counts.
        Suppressed = "suppressed",
        /// The time it is kept is over, and no hold lies on it.
        RetentionOver = "retention-over",
    }
}

/// One way to be allowed: everything in it must be true.
pub type Way = BTreeSet<Circumstance>;

/// The ways of each cell; none: never.
#[derive(Debug)]
pub struct Matrix(BTreeMap<(MatrixAction, MatrixRole), Vec<Way>>);

/// The shipped table, as it is written.
pub const TABLE: &str = include_str!("matrix/table.txt");

/// The shipped table. A test reads it; were it broken, it would allow nothing.
pub static MATRIX: LazyLock<Matrix> =
    LazyLock::new(|| Matrix::parse(TABLE).unwrap_or_else(|_| Matrix(BTreeMap::new())));

/// What is wrong with a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct MatrixError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

impl Matrix {
    /// Reads a table. Every action must have every role, once; a word that none of ours is, is an error and
    /// never a permission.
    pub fn parse(text: &str) -> Result<Self, MatrixError> {
        let mut cells = BTreeMap::new();
        let mut action = None;
        for (at, line) in text.lines().enumerate() {
            let error = |what: &str| MatrixError {
                line: at + 1,
                what: what.to_owned(),
            };
            let line = line.split('#').next().unwrap_or_default().trim_end();
            if line.is_empty() {
                continue;
            }
            let Some(cell) = line.strip_prefix(' ') else {
                let known = MatrixAction::parse(line).ok_or_else(|| error("unknown action"))?;
                action = Some(known);
                continue;
            };
            let action = action.ok_or_else(|| error("a role before any action"))?;
            let (role, ways) = cell
                .split_once(':')
                .ok_or_else(|| error("a role and its cell are parted by a colon"))?;
            let role = MatrixRole::parse(role.trim()).ok_or_else(|| error("unknown role"))?;
            let ways = parse_cell(ways.trim()).ok_or_else(|| error("unknown circumstance"))?;
            if cells.insert((action, role), ways).is_some() {
                return Err(error("the same cell twice"));
            }
        }
        for &action in MatrixAction::ALL {
            for &role in MatrixRole::ALL {
                if !cells.contains_key(&(action, role)) {
                    return Err(MatrixError {
                        line: text.lines().count(),
                        what: format!("{action} lacks {role}"),
                    });
                }
            }
        }
        Ok(Self(cells))
    }

    /// The ways of a cell.
    pub fn ways(&self, action: MatrixAction, role: MatrixRole) -> &[Way] {
        self.0.get(&(action, role)).map_or(&[], Vec::as_slice)
    }

    /// Whether this role may do this in these circumstances.
    pub fn allows(
        &self,
        action: MatrixAction,
        role: MatrixRole,
        circumstances: &BTreeSet<Circumstance>,
    ) -> bool {
        self.ways(action, role)
            .iter()
            .any(|way| way.is_subset(circumstances))
    }
}

/// `no`, `yes`, or circumstances with `and`, in ways with `or`.
fn parse_cell(written: &str) -> Option<Vec<Way>> {
    match written {
        "no" => Some(Vec::new()),
        "yes" => Some(vec![Way::new()]),
        _ => written
            .split(" or ")
            .map(|way| {
                way.split(" and ")
                    .map(|word| Circumstance::parse(word.trim()))
                    .collect()
            })
            .collect(),
    }
}
