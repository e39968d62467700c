//! The front door as the network meets it: TLS, slow clients, closing, databases it must not touch.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use sqlx::{Connection as _, Executor as _};

/// The program, serving on a free port from a data folder of its own.
struct Serving {
    program: Child,
    address: SocketAddr,
    data: PathBuf,
}

impl Serving {
    fn start(name: &str, more: &[&str]) -> Self {
        let data = data_folder(name);
        let mut program = Command::new(env!("CARGO_BIN_EXE_cairn"))
            .arg("--data")
            .arg(&data)
            .args(["--listen", "127.0.0.1:0"])
            .args(more)
            .env_clear()
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        BufReader::new(program.stdout.take().expect("its output"))
            .read_line(&mut line)
            .expect("it says where it is open");
        let address = line
            .split("://")
            .nth(1)
            .and_then(|rest| rest.split('/').next())
            .and_then(|address| address.parse().ok())
            .unwrap_or_else(|| panic!("no address in {line:?}"));
        Self {
            program,
            address,
            data,
        }
    }

    fn resident_kilobytes(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.program.id()))
            .expect("Linux tells about processes");
        status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .and_then(|rest| rest.split_whitespace().next())
            .and_then(|number| number.parse().ok())
            .expect("a number")
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
        let _ = fs::remove_dir_all(&self.data);
    }
}

fn data_folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("cairn-serve-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    folder
}

fn ask(address: SocketAddr) -> String {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream
        .set_read_timeout(Some(Duration::from_mins(1)))
        .expect("a limit");
    stream
        .write_all(b"GET /en HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

#[test]
fn a_thousand_slow_clients_do_not_keep_anyone_else_waiting() {
    let serving = Serving::start("slow", &[]);
    assert!(ask(serving.address).starts_with("HTTP/1.1 200"));
    let before = serving.resident_kilobytes();
    let slow: Vec<TcpStream> = (0..1_000)
        .map(|number| {
            let mut stream = TcpStream::connect(serving.address).expect("a connection");
            // Half a head, or a whole head and half a body: neither ever ends.
            let sent: &[u8] = if number % 2 == 0 {
                b"POST /en/find HTTP/1.1\r\nHost: local"
            } else {
                b"POST /en/find HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\r\ntext=he"
            };
            stream.write_all(sent).expect("sent");
            stream
        })
        .collect();
    for _ in 0..5 {
        assert!(ask(serving.address).starts_with("HTTP/1.1 200"));
    }
    let grown = serving.resident_kilobytes().saturating_sub(before);
    assert!(grown < 64 * 1024, "a thousand slow clients took {grown} kB");
    // Each is told to go, or simply let go; none is kept for ever.
    for mut stream in slow {
        stream
            .set_read_timeout(Some(Duration::from_secs(90)))
            .expect("a limit");
        let mut rest = Vec::new();
        let ended = stream.read_to_end(&mut rest);
        assert!(
            ended.is_ok()
                || ended.is_err_and(|error| error.kind() == std::io::ErrorKind::ConnectionReset),
            "a slow client was never let go"
        );
    }
}

#[test]
fn connections_beyond_the_bound_wait_their_turn() {
    let serving = Serving::start("bound", &["--connections", "2"]);
    let first = TcpStream::connect(serving.address).expect("a connection");
    let second = TcpStream::connect(serving.address).expect("a connection");
    std::thread::sleep(Duration::from_millis(300));
    let address = serving.address;
    let third = std::thread::spawn(move || ask(address));
    drop(first);
    drop(second);
    assert!(third.join().expect("answered").starts_with("HTTP/1.1 200"));
}

#[test]
fn it_serves_tls_by_itself() {
    let certificate =
        rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).expect("a certificate");
    let folder = data_folder("certificates");
    fs::create_dir_all(&folder).expect("a folder");
    let (chain, key) = (folder.join("chain.pem"), folder.join("key.pem"));
    fs::write(&chain, certificate.cert.pem()).expect("written");
    fs::write(&key, certificate.signing_key.serialize_pem()).expect("written");
    let path = |file: &Path| file.to_str().expect("an ordinary path").to_owned();
    let serving = Serving::start(
        "tls",
        &["--tls-cert", &path(&chain), "--tls-key", &path(&key)],
    );

    let mut roots = rustls::RootCertStore::empty();
    roots.add(certificate.cert.der().clone()).expect("a root");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = "localhost".try_into().expect("a name");
    let connection = rustls::ClientConnection::new(Arc::new(config), name).expect("a client");
    let socket = TcpStream::connect(serving.address).expect("a connection");
    let mut stream = rustls::StreamOwned::new(connection, socket);
    stream
        .write_all(b"GET /fr HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .expect("sent");
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(
        answer.starts_with(b"HTTP/1.1 200"),
        "{}",
        String::from_utf8_lossy(&answer)
    );
    drop(serving);
    let _ = fs::remove_dir_all(&folder);
}

#[cfg(unix)]
#[test]
fn asked_to_stop_it_ends_by_itself() {
    let mut serving = Serving::start("stop", &[]);
    assert!(ask(serving.address).starts_with("HTTP/1.1 200"));
    let asked = Command::new("kill")
        .args(["-TERM", &serving.program.id().to_string()])
        .status()
        .expect("kill is on every Unix");
    assert!(asked.success());
    let ended = serving.program.wait().expect("it ends");
    assert!(ended.success(), "{ended}");
}

#[tokio::test]
async fn a_newer_database_is_refused_and_left_alone() {
    let data = data_folder("newer");
    let find = |data: &Path| {
        Command::new(env!("CARGO_BIN_EXE_cairn"))
            .arg("--data")
            .arg(data)
            .args(["find", "shelter"])
            .env_clear()
            .output()
            .expect("the program starts")
    };
    assert!(find(&data).status.success());
    let file = data.join("cairn.sqlite");
    let url = format!("sqlite://{}", file.display());
    let mut connection = sqlx::SqliteConnection::connect(&url).await.expect("opens");
    connection
        .execute("INSERT INTO schema_version (application, version, name) SELECT application, 9999, name FROM schema_version LIMIT 1")
        .await
        .expect("a version from the future");
    connection
        .execute("PRAGMA wal_checkpoint(TRUNCATE)")
        .await
        .expect("written out");
    connection.close().await.expect("closed");
    let before = fs::read(&file).expect("there");
    let output = find(&data);
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{complaint}");
    assert!(complaint.contains("9999"), "{complaint}");
    assert!(complaint.contains("newer"), "{complaint}");
    assert_eq!(
        before,
        fs::read(&file).expect("there"),
        "it must not be touched"
    );
    let _ = fs::remove_dir_all(&data);
}
