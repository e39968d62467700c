//! A bound on how many connections are served at one time, so that memory stays bounded when many
//! slow clients come at once: those beyond it wait, and after a while are let go.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum_server::accept::Accept;
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::Service;

/// How long a connection may wait for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

/// An acceptor that hands out at most so many turns.
#[derive(Debug, Clone)]
pub(crate) struct Turns(Arc<Semaphore>);

impl Turns {
    pub(crate) fn new(connections: usize) -> Self {
        Self(Arc::new(Semaphore::new(
            connections.min(Semaphore::MAX_PERMITS),
        )))
    }
}

type Accepting<S> = Pin<Box<dyn Future<Output = io::Result<(TcpStream, Held<S>)>> + Send>>;

impl<S: Send + 'static> Accept<TcpStream, S> for Turns {
    type Stream = TcpStream;
    type Service = Held<S>;
    type Future = Accepting<S>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let semaphore = Arc::clone(&self.0);
        Box::pin(async move {
            stream.set_nodelay(true)?;
            let turn = tokio::time::timeout(PATIENCE, semaphore.acquire_owned())
                .await
                .map_err(|_| io::Error::from(io::ErrorKind::TimedOut))?
                .map_err(|_| io::Error::from(io::ErrorKind::ConnectionAborted))?;
            Ok((
                stream,
                Held {
                    service,
                    _turn: Arc::new(turn),
                },
            ))
        })
    }
}

/// The service of one connection; its turn ends when the connection does.
#[derive(Debug, Clone)]
pub(crate) struct Held<S> {
    service: S,
    _turn: Arc<OwnedSemaphorePermit>,
}

impl<S: Service<Request>, Request> Service<Request> for Held<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.service.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        self.service.call(request)
    }
}
