//! The command line: what can be asked of the program, and how each command reads in `--help`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::config::Settings;

/// A community's answer to human trafficking, in one program.
///
/// Without a command, Cairn serves its pages: open the address it prints. Everything it needs is
/// inside: the Canadian directory, an embedded database, both languages.
#[derive(Debug, Parser)]
#[command(name = "cairn", version, max_term_width = 100)]
#[command(
    after_help = "Settings can also come from the environment and from a file: see `cairn help config`.\n\
Exit codes: 0 done, 1 found faults, 2 used wrongly or could not run."
)]
pub struct Cli {
    /// Settings that every command takes.
    #[command(flatten)]
    pub settings: Settings,
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What can be asked of the program.
#[derive(Debug, Default, Subcommand)]
pub enum Command {
    /// Serve the pages (what happens without a command)
    #[default]
    Serve,
    /// Find help from the command line, as the start page does
    Find(FindArguments),
    /// Look after the directory
    #[command(subcommand)]
    Directory(DirectoryCommand),
    /// Look after what ships as data: directory, questionnaires
    #[command(subcommand)]
    Content(ContentCommand),
    /// Look after the people who sign in
    #[command(subcommand)]
    User(UserCommand),
    /// Look after the key that seals what must not be read
    #[command(subcommand)]
    Key(KeyCommand),
    /// Verify the history of all cases
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Look at the installation and say what is wrong with it
    Doctor(JsonArguments),
    /// Every setting: its flag, its variable, its line in the file (same as `cairn help config`)
    #[command(hide = true)]
    HelpConfig,
}

/// Words, a place, filters.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
#[derive(Debug, Args)]
pub struct FindArguments {
    /// What is happening, or what is needed, in English or French
    #[arg(default_value = "")]
    pub words: String,
    /// A town, or a postal code (only its first three characters are used)
    #[arg(long, value_name = "PLACE")]
    pub near: Option<String>,
    /// The language of the answer
    #[arg(long, value_name = "en|fr", default_value = "en")]
    pub lang: kernel::Lang,
    /// Only what answers now
    #[arg(long)]
    pub open_now: bool,
    /// Only what needs no police report
    #[arg(long)]
    pub no_police_report: bool,
    /// Only what needs no immigration status
    #[arg(long)]
    pub no_status: bool,
    /// Only what answers day and night
    #[arg(long)]
    pub always_open: bool,
    /// A need, by its id in content/taxonomy/needs.toml; may be repeated
    #[arg(long, value_name = "ID")]
    pub need: Vec<String>,
    /// A population, by its id in content/taxonomy/populations.toml; may be repeated
    #[arg(long, value_name = "ID")]
    pub population: Vec<String>,
    /// A language spoken there, by its code (fr, cr, tl…); may be repeated
    #[arg(long, value_name = "CODE")]
    pub spoken: Vec<String>,
    /// Nearest first instead of most fitting first
    #[arg(long)]
    pub nearest: bool,
    /// Which page of the results
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub page: u16,
    /// Results on a page
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=100))]
    pub per_page: u16,
    /// Answer in JSON, for a program to read
    #[arg(long)]
    pub json: bool,
}

/// Looking after the directory.
#[derive(Debug, Subcommand)]
pub enum DirectoryCommand {
    /// Read every content file and name the file, the line and the remedy of each fault
    Check(CheckArguments),
    /// Count what the directory holds
    Stats(JsonArguments),
    /// Look for records that speak of the same service, and say what speaks for it
    Duplicates(DuplicatesArguments),
    /// Take in an export from another system: HSDS 1.x to 3.x, iCarol, flat lists, any CSV with a mapping
    Import(ImportArguments),
    /// Rows of imports that cannot stand alone: list them, mend one and try it again, or set it aside
    Quarantine(QuarantineArguments),
    /// Write what is public of the directory to a file, for other programs
    Export(ExportArguments),
}

/// What to do with rows that cannot stand alone; without a command they are listed.
#[derive(Debug, Args)]
pub struct QuarantineArguments {
    /// What to do
    #[command(subcommand)]
    pub command: Option<QuarantineCommand>,
    /// Answer in JSON, for a program to read
    #[arg(long, global = true)]
    pub json: bool,
}

/// Rows that cannot stand alone.
#[derive(Debug, Subcommand)]
pub enum QuarantineCommand {
    /// Say which rows wait, and what they say
    List,
    /// Change cells of one row and try it again, alone, as its source's
    Retry {
        /// The row's id, from the list
        id: uuid::Uuid,
        /// A cell to change; may be repeated. Without a value the cell is emptied
        #[arg(long, value_name = "COLUMN=VALUE")]
        set: Vec<String>,
        /// The language of the row's words
        #[arg(long, value_name = "en|fr", default_value = "en")]
        lang: kernel::Lang,
    },
    /// Say that nothing is to be made of one row, even when it comes again
    SetAside {
        /// The row's id, from the list
        id: uuid::Uuid,
        /// Why, for those who look later
        #[arg(long)]
        reason: String,
    },
}

/// How sure to be.
#[derive(Debug, Args)]
pub struct DuplicatesArguments {
    /// From 0 to 1: of 100 pairs that score 0.9, about 90 are the same
    #[arg(long, value_name = "SCORE", default_value_t = 0.9, value_parser = score)]
    pub min_score: f64,
    /// Answer in JSON, for a program to read
    #[arg(long)]
    pub json: bool,
}

/// What to take in, and how.
#[derive(Debug, Args)]
pub struct ImportArguments {
    /// A zip, a folder, or one file of CSV or JSON
    #[arg(value_name = "FILE|FOLDER")]
    pub path: PathBuf,
    /// The name of where it comes from; records are known again by it, so keep it the same
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// Which column means what: our TOML, or a YAML mapping of Open Referral's transformer
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// The language its texts are in
    #[arg(long, value_name = "en|fr", default_value = "en")]
    pub lang: kernel::Lang,
    /// The day it was made (2026-11-24); without it, the day of the file
    #[arg(long, value_name = "DATE")]
    pub read_on: Option<String>,
    /// The zone of hours that stand at no place in Canada, such as America/Chicago
    #[arg(long, value_name = "ZONE")]
    pub time_zone: Option<String>,
    /// Write it to the directory; without this, only say what would change
    #[arg(long)]
    pub apply: bool,
    /// Only say what would change (what happens without --apply)
    #[arg(long, conflicts_with = "apply")]
    pub dry_run: bool,
    /// Write the report to this file, as one page in both languages
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Answer in JSON, for a program to read
    #[arg(long)]
    pub json: bool,
}

fn score(text: &str) -> Result<f64, String> {
    let score: f64 = text
        .parse()
        .map_err(|_| "a score is a number, such as 0.9".to_owned())?;
    if (0.0..=1.0).contains(&score) {
        Ok(score)
    } else {
        Err("a score lies between 0 and 1".to_owned())
    }
}

/// What to write, and where.
#[derive(Debug, Args)]
pub struct ExportArguments {
    /// What to write
    #[arg(long, value_enum)]
    pub format: ExportFormat,
    /// The version of HSDS to speak: 3.0, 3.1, 3.2 or 3.3
    #[arg(long, value_name = "VERSION", default_value = "3.1")]
    pub version: ::directory::hsds::Version,
    /// The language of plain texts; the profile's fields have both
    #[arg(long, value_name = "en|fr", default_value = "en")]
    pub lang: kernel::Lang,
    /// The file; without it, text goes to the terminal
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ExportFormat {
    /// Services as HSDS writes them, in one JSON list
    HsdsJson,
    /// The same, a line for each service
    Ndjson,
    /// A tabular data package: a zip of CSV files and their description
    Datapackage,
    /// One table (CSV) for a person to work with
    Csv,
}

/// Looking after what ships as data.
#[derive(Debug, Subcommand)]
pub enum ContentCommand {
    /// Hold all content against its rules; a folder is laid over what the program holds
    Check(CheckArguments),
}

/// What to check.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// A folder laid out like `content/`; without it, the content inside the program is checked
    #[arg(value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
    /// Hold a file of HSDS JSON (a list, pages of an interface, a line each) against the schemas instead
    #[arg(long, value_name = "FILE", conflicts_with = "folder")]
    pub hsds: Option<PathBuf>,
    /// Answer in JSON, for a program to read
    #[arg(long)]
    pub json: bool,
}

/// Looking after the people who sign in.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Print a fresh link to set the house up, while nobody has an account
    Setup,
    /// Invite somebody: prints a one-time link to hand over
    Add(AddUserArguments),
    /// Print a one-time link for somebody who cannot sign in any more; lets in again who was suspended
    Reset(ResetUserArguments),
    /// Give somebody roles, or take them away
    Role(RoleUserArguments),
    /// List everybody who has an account
    List(JsonArguments),
}

/// Who is invited.
#[derive(Debug, Args)]
pub struct AddUserArguments {
    /// Their work address
    #[arg(value_name = "EMAIL")]
    pub email: String,
    /// Their name
    #[arg(long)]
    pub name: String,
    /// The language they read
    #[arg(long, value_name = "en|fr", default_value = "en")]
    pub lang: kernel::Lang,
    /// The organization they work for, by its name in either language or its id
    #[arg(long, value_name = "NAME")]
    pub organization: Option<String>,
    /// The organization they work for, to be added first
    #[arg(long, value_name = "NAME")]
    pub new_organization: Option<String>,
    /// A role (administrator, curator, listing-editor…); may be repeated
    #[arg(long, value_name = "ROLE")]
    pub role: Vec<String>,
}

/// Whose account is reset.
#[derive(Debug, Args)]
pub struct ResetUserArguments {
    /// Their work address
    #[arg(value_name = "EMAIL")]
    pub email: String,
    /// Also take the authenticator off, for who has lost it and the recovery codes
    #[arg(long)]
    pub second_factor: bool,
}

/// Whose roles change.
#[derive(Debug, Args)]
pub struct RoleUserArguments {
    /// Their work address
    #[arg(value_name = "EMAIL")]
    pub email: String,
    /// A role to give; may be repeated
    #[arg(long, value_name = "ROLE")]
    pub add: Vec<String>,
    /// A role to take away; may be repeated
    #[arg(long, value_name = "ROLE")]
    pub remove: Vec<String>,
}

/// Looking after the key.
#[derive(Debug, Subcommand)]
pub enum KeyCommand {
    /// Make the key file now, instead of at the first start
    New,
    /// Look at the key file, and whether it belongs to the database
    Check,
    /// Add a fresh key and seal everything anew under it
    Rotate,
}

/// Verifying the history.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Find whatever was changed, deleted, reordered or cut off, also straight in the database
    Verify(VerifyArguments),
    /// Sign how far the history goes, to be kept elsewhere
    Checkpoint(CheckpointArguments),
}

/// Against what.
#[derive(Debug, Args)]
pub struct VerifyArguments {
    /// A checkpoint that was kept elsewhere; may be repeated
    #[arg(long, value_name = "FILE")]
    pub checkpoint: Vec<PathBuf>,
    /// Answer in JSON, for a program to read
    #[arg(long)]
    pub json: bool,
}

/// Where to.
#[derive(Debug, Args)]
pub struct CheckpointArguments {
    /// Write it to this file instead of the terminal
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Nothing but the form of the answer.
#[derive(Debug, Args)]
pub struct JsonArguments {
    /// Answer in JSON, for a program to read
    #[arg(long)]
    pub json: bool,
}

/// `cairn help config` is a topic, not a command: clap's own `help` knows commands only.
pub fn with_help_topics(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.collect();
    if arguments.len() == 3 && arguments[1] == "help" && arguments[2] == "config" {
        arguments.truncate(1);
        arguments.push("help-config".into());
    }
    arguments
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn help_config_is_a_topic() {
        let words = ["cairn", "help", "config"].map(OsString::from);
        assert_eq!(
            with_help_topics(words.into_iter()),
            ["cairn", "help-config"].map(OsString::from)
        );
    }

    #[test]
    fn no_command_means_serve() {
        let cli = Cli::parse_from(["cairn"]);
        assert!(matches!(cli.command.unwrap_or_default(), Command::Serve));
    }

    #[test]
    fn an_unknown_language_is_refused_with_what_is_possible() {
        let error = Cli::try_parse_from(["cairn", "find", "aide", "--lang", "de"])
            .expect_err("German is not there yet")
            .to_string();
        assert!(error.contains("use en or fr"), "{error}");
    }
}
