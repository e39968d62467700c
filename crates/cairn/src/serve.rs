//! `cairn serve`: opens the house and its front door, and closes both without dropping anyone.

use std::io::{IsTerminal as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use axum_server::Handle;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use hyper_util::rt::TokioTimer;
use kernel::Actor;
use store::Moment;

use crate::config::Config;
use crate::limits::Turns;
use crate::{DONE, duplicates, house, mail, sharing, user};

/// How long a client may take to send the head of a request.
const HEAD: Duration = Duration::from_secs(10);
/// How long requests under way may take once the program was asked to stop.
const FAREWELL: Duration = Duration::from_secs(10);
/// How often a node looks whether another has changed the directory.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// How often kept answers are looked through for those whose day has come.
const SWEEP_AGAIN: Duration = Duration::from_mins(15);

/// Asks the system for memory in small pages. The allocator asks for large ones, of which a house this
/// small leaves most of each empty: with them it takes 80 MB where 48 MB are enough.
#[cfg(target_os = "linux")]
fn ask_for_small_pages() {
    if let Err(error) = rustix::thread::disable_transparent_huge_pages(true) {
        tracing::debug!("memory comes in large pages: {error}");
    }
}

/// Elsewhere the system has no such pages, or does not let itself be asked.
#[cfg(not(target_os = "linux"))]
const fn ask_for_small_pages() {}

/// Serves until the program is asked to stop.
pub async fn run(config: &Config) -> anyhow::Result<u8> {
    start_log(&config.log)?;
    web::quiet_panics();
    ask_for_small_pages();
    let listener = bind(config.listen)?;
    let house = Arc::new(house::open(config).await?);
    tokio::spawn(keep_fresh(Arc::clone(&house), config.clone()));
    tokio::spawn(duplicates::keep_finding(Arc::clone(&house)));
    tokio::spawn(keep_sweeping(Arc::clone(&house)));
    tokio::spawn(sharing::keep_ending(Arc::clone(&house)));
    if let Some(mail) = &config.mail {
        tokio::spawn(mail::keep_sending(Arc::clone(&house), mail.clone()));
    }
    let address = listener.local_addr()?;
    let handle = Handle::new();
    tokio::spawn(stop_when_asked(handle.clone()));
    let scheme = if config.tls.is_some() {
        "https"
    } else {
        "http"
    };
    let mut out = std::io::stdout();
    writeln!(
        out,
        "Cairn is open at {scheme}://{address}/  (Ctrl+C to close)"
    )?;
    let opened = Config {
        listen: address,
        ..config.clone()
    };
    out.flush()?;
    let told = show_setup_link(&mut out, &opened, &house).await;
    // Whoever started the program may have stopped listening after the first line: the house opens
    // all the same, and `cairn user setup` gives the link.
    if let Err(error) = told {
        tracing::debug!("how to begin could not be shown: {error:#}");
    }
    listen(listener, web::router(house), config, handle).await?;
    tracing::info!("closed");
    Ok(DONE)
}

/// While nobody has an account: the link with which the first one is made. It stands on the terminal and
/// nowhere else; where the output goes to a file or a log, it says how to get one.
async fn show_setup_link(
    out: &mut std::io::Stdout,
    config: &Config,
    house: &web::House,
) -> anyhow::Result<()> {
    let moment = Moment {
        now: house.clock.now(),
        random: &*house.random,
    };
    if !out.is_terminal() {
        let people = house.store.people(&Actor::Operator, None).await?;
        if people.is_empty() {
            writeln!(
                out,
                "Nobody has an account yet: `cairn user setup` prints the link to begin with."
            )?;
        }
        return Ok(());
    }
    if let Some(token) = house.store.begin_setup(&Actor::System, &moment).await? {
        let [english, french] = user::setup_links(config, &token);
        writeln!(
            out,
            "Nobody has an account yet. Set this house up, once, within 24 hours:"
        )?;
        writeln!(out, "  {english}\n  {french}")?;
    }
    Ok(())
}

fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    let listener = TcpListener::bind(address).with_context(|| {
        format!(
            "cannot listen on {address}: another program may be using it; choose one with --listen"
        )
    })?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// The front door: time-outs, a bound on connections, TLS when it is configured.
pub async fn listen(
    listener: TcpListener,
    router: Router,
    config: &Config,
    handle: Handle<SocketAddr>,
) -> anyhow::Result<()> {
    let turns = Turns::new(affordable(config.connections));
    // Counted by the HSDS interface and by the sign-in of the desk, and forgotten; nothing else looks at it.
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    match &config.tls {
        None => {
            let mut server = axum_server::from_tcp(listener)?
                .handle(handle)
                .acceptor(turns);
            server
                .http_builder()
                .http1()
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD);
            server.first_request_timeout(HEAD).serve(service).await?;
        }
        Some((certificate, key)) => {
            // Another crate in the process may have chosen already; either choice is ring.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let tls = RustlsConfig::from_pem_file(certificate, key)
                .await
                .context("reading tls_cert and tls_key")?;
            let acceptor = RustlsAcceptor::new(tls)
                .handshake_timeout(HEAD)
                .acceptor(turns);
            let mut server = axum_server::from_tcp(listener)?
                .handle(handle)
                .acceptor(acceptor);
            server
                .http_builder()
                .http1()
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD);
            server.first_request_timeout(HEAD).serve(service).await?;
        }
    }
    Ok(())
}

/// Files that the program needs beside its connections: database, index, log.
const OTHER_FILES: u64 = 128;

/// As many connections as were asked for, or as the machine's limit of open files can hold.
fn affordable(connections: usize) -> usize {
    let wanted = connections as u64 + OTHER_FILES;
    let limit = rlimit::increase_nofile_limit(wanted).unwrap_or(1024);
    let room = limit.saturating_sub(OTHER_FILES).max(1);
    if room < connections as u64 {
        tracing::warn!(
            connections = room,
            "the limit of open files allows fewer connections"
        );
    }
    connections.min(usize::try_from(room).unwrap_or(connections))
}

/// Puts a new index in place when the directory has changed, here or on another node.
async fn keep_fresh(house: Arc<web::House>, config: Config) {
    let known = house
        .store
        .change_counter(&Actor::System)
        .await
        .unwrap_or_default();
    let index = |house: Arc<web::House>| {
        let config = config.clone();
        async move {
            house::open_index(&config, &house.store, &house.content)
                .await
                .map_err(|error| format!("{error:#}"))
        }
    };
    web::keep_fresh(house, known, LOOK_AGAIN, index).await;
}

/// Deletes answers that were kept under codes, once their day has come.
async fn keep_sweeping(house: Arc<web::House>) {
    loop {
        let now = house.clock.now();
        if let Err(error) = house.store.sweep_kept_answers(&Actor::System, now).await {
            tracing::error!("kept answers wait to be deleted: {error:#}");
        }
        tokio::time::sleep(SWEEP_AGAIN).await;
    }
}

async fn stop_when_asked(handle: Handle<SocketAddr>) {
    asked().await;
    tracing::info!("closing: requests under way are finished first");
    handle.graceful_shutdown(Some(FAREWELL));
}

#[cfg(unix)]
async fn asked() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupt = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => {
            let _ = interrupt.await;
        }
    }
}

#[cfg(not(unix))]
async fn asked() {
    let _ = tokio::signal::ctrl_c().await;
}

/// The program's own voice, on standard error. Nothing of a visitor ever goes through it.
fn start_log(level: &str) -> anyhow::Result<()> {
    let level: tracing::Level = level
        .parse()
        .map_err(|_| anyhow::anyhow!("log must be error, warn, info or debug"))?;
    // A second call in one process (tests) keeps the first.
    let _ = tracing_subscriber::fmt()
        .with_max_level(level.min(tracing::Level::DEBUG))
        .with_writer(std::io::stderr)
        .with_target(false)
        .try_init();
    Ok(())
}
