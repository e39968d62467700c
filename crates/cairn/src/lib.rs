//! Cairn's binary as a library, so that tests can open the same house that the program serves.
//!
//! `config` reads flags, environment and file; `house` opens database, directory and index; `serve`
//! listens; the other modules are one command each.

#![expect(clippy::print_stderr, reason = "this is the command line")]

// First, because its `println!` is that of all the others.
#[macro_use]
mod report;

pub mod audit;
pub mod cli;
pub mod config;
pub mod content;
pub mod directory;
pub mod doctor;
pub mod duplicates;
pub mod export;
pub mod find;
pub mod guides;
pub mod house;
#[cfg(feature = "oidc")]
pub mod identity;
pub mod import;
mod import_report;
pub mod key;
mod limits;
pub mod mail;
mod scanner;
mod schema_report;
pub mod serve;
mod sharing;
pub mod user;

use std::process::ExitCode;

use cli::{AuditCommand, Cli, Command, ContentCommand, DirectoryCommand, KeyCommand, UserCommand};
use config::Config;

/// Exit code: done.
const DONE: u8 = 0;
/// Exit code: the command ran and found faults.
const FOUND_FAULTS: u8 = 1;
/// Exit code: used wrongly, or could not run.
const USED_WRONGLY: u8 = 2;

/// Runs one command to its end.
pub fn run(cli: Cli) -> ExitCode {
    report::quiet_panics();
    let outcome = Config::read(&cli.settings).and_then(|config| {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()?;
        runtime.block_on(dispatch(cli.command.unwrap_or_default(), config))
    });
    match outcome {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("cairn: {error:#}");
            ExitCode::from(USED_WRONGLY)
        }
    }
}

async fn dispatch(command: Command, config: Config) -> anyhow::Result<u8> {
    match command {
        Command::Serve => serve::run(&config).await,
        Command::Find(arguments) => find::run(&config, &arguments).await,
        Command::Directory(DirectoryCommand::Check(arguments)) => directory::check(&arguments),
        Command::Directory(DirectoryCommand::Stats(arguments)) => {
            directory::stats(&config, &arguments).await
        }
        Command::Directory(DirectoryCommand::Duplicates(arguments)) => {
            duplicates::run(&config, &arguments).await
        }
        Command::Content(ContentCommand::Check(arguments)) => content::check(&arguments),
        Command::User(UserCommand::Setup) => user::setup(&config).await,
        Command::User(UserCommand::Add(arguments)) => user::add(&config, &arguments).await,
        Command::User(UserCommand::Reset(arguments)) => user::reset(&config, &arguments).await,
        Command::User(UserCommand::Role(arguments)) => user::role(&config, &arguments).await,
        Command::User(UserCommand::List(arguments)) => user::list(&config, &arguments).await,
        Command::Key(KeyCommand::New) => key::new(&config),
        Command::Key(KeyCommand::Check) => key::check(&config).await,
        Command::Key(KeyCommand::Rotate) => key::rotate(&config).await,
        Command::Directory(DirectoryCommand::Import(arguments)) => {
            import::run(&config, &arguments).await
        }
        Command::Directory(DirectoryCommand::Quarantine(arguments)) => {
            import::quarantine(&config, &arguments).await
        }
        Command::Directory(DirectoryCommand::Export(arguments)) => {
            export::run(&config, &arguments).await
        }
        Command::Audit(AuditCommand::Verify(arguments)) => audit::verify(&config, &arguments).await,
        Command::Audit(AuditCommand::Checkpoint(arguments)) => {
            audit::checkpoint(&config, &arguments).await
        }
        Command::Doctor(arguments) => doctor::run(&config, &arguments).await,
        Command::HelpConfig => {
            print!("{}", config::help());
            Ok(DONE)
        }
    }
}
