//! A small load generator over raw sockets: so many keep-alive connections, each sending its next
//! request when the answer to the last has wholly arrived. Bounded in time and in memory.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::timing::{Summary, milliseconds};

/// Longest answer that is accepted.
const LONGEST: usize = 4 << 20;

/// What a few seconds of requests gave.
#[derive(Debug, Clone)]
pub struct Load {
    /// Requests answered with 200.
    pub requests: usize,
    /// Requests answered per second.
    pub per_second: f64,
    /// Mean bytes on the wire of an answer, headers included.
    pub wire_bytes: usize,
    /// Mean bytes of the body on the wire, chunk marks left out.
    pub body_bytes: usize,
    /// Time from the first byte sent to the last byte read.
    pub latency: Summary,
}

/// One page against its floor.
#[derive(Debug, Clone)]
pub struct Compared {
    /// The page.
    pub what: &'static str,
    /// Compressed.
    pub gzip: bool,
    /// What the program did.
    pub page: Load,
    /// What a bare handler with as many bytes did.
    pub floor: Load,
}

impl Compared {
    /// The page's requests per second, in hundredths of the floor's.
    pub fn percent(&self) -> f64 {
        100.0 * self.page.per_second / self.floor.per_second
    }

    /// For programs.
    pub fn json(&self) -> Value {
        json!({
            "what": self.what, "gzip": self.gzip,
            "requests_per_second": self.page.per_second, "floor_per_second": self.floor.per_second,
            "percent": self.percent(), "wire_bytes": self.page.wire_bytes,
            "p50_ms": milliseconds(self.page.latency.p50), "p99_ms": milliseconds(self.page.latency.p99),
            "requests": self.page.requests,
        })
    }
}

impl fmt::Display for Compared {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:12} {:8} {:>7.0} req/s (p50 {:.2} ms, p99 {:.2} ms, {} bytes on the wire); floor {:>7.0} req/s ({} bytes); {:.1} %",
            self.what,
            if self.gzip { "gzip" } else { "identity" },
            self.page.per_second,
            milliseconds(self.page.latency.p50),
            milliseconds(self.page.latency.p99),
            self.page.wire_bytes,
            self.floor.per_second,
            self.floor.wire_bytes,
            self.percent(),
        )
    }
}

/// The bytes of one request.
pub fn request(method: &str, path: &str, body: &str, gzip: bool) -> Vec<u8> {
    let encoding = if gzip { "gzip" } else { "identity" };
    let form = if method == "POST" {
        format!(
            "content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\
             sec-fetch-site: same-origin\r\n",
            body.len()
        )
    } else {
        String::new()
    };
    format!(
        "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/html\r\n\
         accept-encoding: {encoding}\r\n{form}\r\n{body}"
    )
    .into_bytes()
}

/// Sends `requests` in turn over `connections` for `time`, from one thread of its own.
pub fn drive(
    address: SocketAddr,
    requests: Arc<Vec<Vec<u8>>>,
    connections: usize,
    time: Duration,
) -> Result<Load> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async move {
        let begun = Instant::now();
        let ends = begun + time;
        let tasks: Vec<_> = (0..connections)
            .map(|number| {
                let requests = Arc::clone(&requests);
                tokio::spawn(async move {
                    // Connections start at different requests, so that they do not march in step.
                    let first = number * requests.len() / connections;
                    connection(address, &requests, first, ends).await
                })
            })
            .collect();
        let (mut latencies, mut wire, mut body) = (Vec::new(), 0_usize, 0_usize);
        for task in tasks {
            let (times, wire_bytes, body_bytes) = task.await??;
            latencies.extend(times);
            wire += wire_bytes;
            body += body_bytes;
        }
        let seconds = begun.elapsed().as_secs_f64();
        let count = latencies.len();
        ensure!(count > 0, "no request was answered");
        Ok(Load {
            requests: count,
            per_second: count as f64 / seconds,
            wire_bytes: wire / count,
            body_bytes: body / count,
            latency: Summary::of(latencies),
        })
    })
}

async fn connection(
    address: SocketAddr,
    requests: &[Vec<u8>],
    first: usize,
    ends: Instant,
) -> Result<(Vec<Duration>, usize, usize)> {
    let mut socket = TcpStream::connect(address).await?;
    socket.set_nodelay(true)?;
    let mut buffer = Vec::with_capacity(64 << 10);
    let (mut times, mut wire, mut body, mut at) = (Vec::new(), 0, 0, first);
    while Instant::now() < ends {
        let request = &requests[at % requests.len()];
        at += 1;
        let begun = Instant::now();
        socket.write_all(request).await?;
        buffer.clear();
        body += answer(&mut socket, &mut buffer).await.with_context(|| {
            format!(
                "request: {}",
                String::from_utf8_lossy(request).replace("\r\n", " | ")
            )
        })?;
        times.push(begun.elapsed());
        wire += buffer.len();
    }
    Ok((times, wire, body))
}

/// Reads one whole answer into `buffer`; gives the bytes of its body.
async fn answer(socket: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<usize> {
    let mut head: Option<Head> = None;
    loop {
        ensure!(
            socket.read_buf(buffer).await? > 0,
            "the server closed the connection"
        );
        ensure!(buffer.len() <= LONGEST, "the answer is too long");
        if head.is_none() {
            head = Head::parse(buffer)?;
        }
        let Some(head) = &head else { continue };
        let body = &buffer[head.length..];
        match head.content_length {
            Some(length) if body.len() >= length => return Ok(length),
            Some(_) => {}
            None => {
                if let Some(length) = chunked(body)? {
                    return Ok(length);
                }
            }
        }
    }
}

/// What must be known of an answer's head to find its end.
#[derive(Debug, Clone, Copy)]
struct Head {
    length: usize,
    content_length: Option<usize>,
}

impl Head {
    fn parse(bytes: &[u8]) -> Result<Option<Self>> {
        let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
            return Ok(None);
        };
        let text = std::str::from_utf8(&bytes[..end])?;
        let mut lines = text.split("\r\n");
        let status = lines.next().unwrap_or_default();
        ensure!(
            status.starts_with("HTTP/1.1 200"),
            "the server answered {status:?}"
        );
        let (mut content_length, mut in_chunks) = (None, false);
        for line in lines {
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            if name.eq_ignore_ascii_case("content-length") {
                content_length = Some(value.trim().parse()?);
            } else if name.eq_ignore_ascii_case("transfer-encoding") {
                in_chunks = true;
            }
        }
        if content_length.is_none() && !in_chunks {
            bail!("an answer without a length: {text}");
        }
        Ok(Some(Self {
            length: end + 4,
            content_length,
        }))
    }
}

/// The bytes in the chunks, once the last one is there.
fn chunked(body: &[u8]) -> Result<Option<usize>> {
    let (mut rest, mut total) = (body, 0);
    loop {
        let Some(line) = rest.windows(2).position(|window| window == b"\r\n") else {
            return Ok(None);
        };
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..line])?.trim(), 16)?;
        let end = line + 2 + size + 2;
        if rest.len() < end {
            return Ok(None);
        }
        if size == 0 {
            return Ok(Some(total));
        }
        total += size;
        rest = &rest[end..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_end_where_they_end() {
        assert_eq!(
            chunked(b"5\r\nhello\r\n0\r\n\r\n").expect("chunks"),
            Some(5)
        );
        assert_eq!(chunked(b"5\r\nhello\r\n0\r\n").expect("chunks"), None);
        assert_eq!(chunked(b"5\r\nhel").expect("chunks"), None);
        assert!(chunked(b"zz\r\n").is_err());
    }

    #[test]
    fn anything_but_200_is_an_error() {
        assert!(Head::parse(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n").is_err());
        let head = Head::parse(b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nxx").expect("a head");
        assert_eq!(head.and_then(|head| head.content_length), Some(12));
    }
}
