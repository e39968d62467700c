//! Cairn: a community's answer to human trafficking, in one program.

use std::process::ExitCode;

use clap::Parser as _;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cairn::run(cairn::cli::Cli::parse_from(cairn::cli::with_help_topics(
        std::env::args_os(),
    )))
}
