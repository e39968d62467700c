//! The identity provider that people may sign in with: its settings, and how the program reaches it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, bail};
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST, HeaderValue};
use http::{Method, Request, Uri};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use kernel::Secret;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use signin::oidc::{Issuer, SecondFactor};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use web::identity::{
    IdentityProvider, ProviderAnswer, ProviderRequest, ProviderSettings, Reach, Reached,
    Unreachable,
};

use crate::config::Config;

/// How long one request to the provider may take, its answer included.
const PATIENCE: Duration = Duration::from_secs(4);
/// Bytes of an answer; keys and metadata have a few thousand.
const LONGEST: usize = 256 * 1024;

/// What the operator says, as it was said.
#[derive(Debug, Clone, Copy, Default)]
pub struct Said<'a> {
    /// `oidc_issuer`.
    pub issuer: Option<&'a str>,
    /// `oidc_name`.
    pub name: Option<&'a str>,
    /// `oidc_client_id`.
    pub client_id: Option<&'a str>,
    /// `oidc_secret_file`.
    pub secret_file: Option<&'a Path>,
    /// `oidc_second_factor`.
    pub second_factor: Option<&'a str>,
    /// `oidc_ca_file`.
    pub ca_file: Option<&'a Path>,
}

/// The same, checked. Files are read when the house opens.
#[derive(Debug, Clone)]
pub struct IdentitySettings {
    issuer: Issuer,
    name: String,
    client_id: String,
    secret_file: PathBuf,
    second_factor: SecondFactor,
    ca_file: Option<PathBuf>,
    public_url: String,
}

impl IdentitySettings {
    /// Puts the settings together; `None` when no provider is named.
    pub fn read(said: &Said<'_>, public_url: Option<&str>) -> anyhow::Result<Option<Self>> {
        let Some(issuer) = said.issuer else {
            return Ok(None);
        };
        let Some(issuer) = Issuer::parse(issuer) else {
            bail!(
                "oidc_issuer begins with https:// and holds neither ? nor # (http:// on this machine only)"
            );
        };
        let name = said.name.map(str::trim).filter(|name| !name.is_empty());
        Ok(Some(Self {
            issuer,
            name: name
                .context("oidc_issuer needs oidc_name: its name for the button")?
                .to_owned(),
            client_id: said
                .client_id
                .context("oidc_issuer needs oidc_client_id: what the provider calls this house")?
                .to_owned(),
            secret_file: said
                .secret_file
                .context("oidc_issuer needs oidc_secret_file: a file that holds the secret")?
                .to_owned(),
            second_factor: match said.second_factor {
                None => SecondFactor::default(),
                Some(rule) => SecondFactor::parse(rule)
                    .context("oidc_second_factor is amr, always, or acr:CLASS")?,
            },
            ca_file: said.ca_file.map(Path::to_owned),
            public_url: public_url
                .context("oidc_issuer needs public_url: the provider sends people back there")?
                .to_owned(),
        }))
    }
}

/// The provider, when one is named. It is not asked yet: the house opens whether or not it is there.
pub fn provider(config: &Config) -> anyhow::Result<Option<Arc<IdentityProvider>>> {
    let Some(said) = &config.identity else {
        return Ok(None);
    };
    let secret = fs::read_to_string(&said.secret_file)
        .with_context(|| format!("reading oidc_secret_file {}", said.secret_file.display()))?;
    let secret = secret.trim();
    anyhow::ensure!(!secret.is_empty(), "the file of oidc_secret_file is empty");
    let settings = ProviderSettings {
        name: said.name.clone(),
        issuer: said.issuer.clone(),
        client_id: said.client_id.clone(),
        client_secret: Secret::new(secret.to_owned()),
        second_factor: said.second_factor.clone(),
        public_url: said.public_url.clone(),
    };
    let line = Line::new(said.ca_file.as_deref())?;
    let provider = IdentityProvider::new(settings, Arc::new(line));
    Ok(Some(Arc::new(provider)))
}

/// Reaches a provider over HTTP/1.1, with TLS where its address has it: one connection for each request, as
/// there are a few of them for each sign-in.
#[derive(Clone)]
pub struct Line {
    tls: TlsConnector,
}

impl std::fmt::Debug for Line {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Line")
    }
}

impl Line {
    /// One that trusts the certificates in this file, or the public authorities.
    pub fn new(ca_file: Option<&Path>) -> anyhow::Result<Self> {
        let mut roots = RootCertStore::empty();
        match ca_file {
            Some(file) => {
                let read = || format!("reading oidc_ca_file {}", file.display());
                for certificate in CertificateDer::pem_file_iter(file).with_context(read)? {
                    roots
                        .add(certificate.with_context(read)?)
                        .with_context(read)?;
                }
                anyhow::ensure!(!roots.is_empty(), "no certificate in {}", file.display());
            }
            None => roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        }
        let ring = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(ring)
            .with_safe_default_protocol_versions()
            .context("TLS")?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self {
            tls: TlsConnector::from(Arc::new(config)),
        })
    }

    async fn ask(&self, asked: ProviderRequest) -> anyhow::Result<ProviderAnswer> {
        let address: Uri = asked.address.parse()?;
        let host = address.host().context("a host")?.to_owned();
        let has_tls = address.scheme_str() == Some("https");
        let port = address.port_u16().unwrap_or(if has_tls { 443 } else { 80 });
        let request = request(&address, asked)?;
        // An address of IPv6 stands in brackets in a URI, and not in a name.
        let plain = host.trim_matches(['[', ']']).to_owned();
        let stream = TcpStream::connect((plain.as_str(), port)).await?;
        if has_tls {
            let name = ServerName::try_from(plain)?;
            exchange(self.tls.connect(name, stream).await?, request).await
        } else {
            exchange(stream, request).await
        }
    }
}

fn request(address: &Uri, asked: ProviderRequest) -> anyhow::Result<Request<Full<Bytes>>> {
    let path = address.path_and_query().map_or("/", |path| path.as_str());
    let authority = address.authority().context("a host")?;
    let mut request = Request::builder()
        .uri(path)
        .header(HOST, authority.as_str())
        .header(ACCEPT, "application/json");
    if let Some(authorization) = asked.authorization {
        let mut value = HeaderValue::from_str(&authorization)?;
        value.set_sensitive(true);
        request = request.header(AUTHORIZATION, value);
    }
    Ok(match asked.form {
        Some(form) => request
            .method(Method::POST)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Full::from(form))?,
        None => request.body(Full::default())?,
    })
}

async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    request: Request<Full<Bytes>>,
) -> anyhow::Result<ProviderAnswer> {
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    let connection = tokio::spawn(connection);
    let answered = async {
        let answer = sender.send_request(request).await?;
        let status = answer.status().as_u16();
        let body = Limited::new(answer.into_body(), LONGEST).collect().await;
        let body = body.map_err(|error| anyhow::anyhow!(error))?;
        Ok(ProviderAnswer {
            status,
            body: body.to_bytes().to_vec(),
        })
    };
    let answer = answered.await;
    connection.abort();
    answer
}

impl Reach for Line {
    fn reach(&self, request: ProviderRequest) -> Reached<'_> {
        Box::pin(async move {
            let answer = tokio::time::timeout(PATIENCE, self.ask(request)).await;
            match answer {
                Ok(Ok(answer)) => Ok(answer),
                Ok(Err(error)) => {
                    tracing::warn!("the identity provider could not be reached: {error:#}");
                    Err(Unreachable)
                }
                Err(_) => {
                    tracing::warn!("the identity provider did not answer in time");
                    Err(Unreachable)
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_said() {
        let all = Said {
            issuer: Some("https://id.example"),
            name: Some("Example ID"),
            client_id: Some("cairn"),
            secret_file: Some(Path::new("secret")),
            second_factor: None,
            ca_file: None,
        };
        let here = Some("https://cairn.example");
        assert!(IdentitySettings::read(&all, here).is_ok_and(|read| read.is_some()));
        let none = IdentitySettings::read(&Said::default(), None);
        assert!(none.is_ok_and(|read| read.is_none()));
        let cases = [
            (
                Said {
                    issuer: Some("http://id.example"),
                    ..all
                },
                here,
                "oidc_issuer begins",
            ),
            (
                Said {
                    name: Some(" "),
                    ..all
                },
                here,
                "oidc_name",
            ),
            (
                Said {
                    client_id: None,
                    ..all
                },
                here,
                "oidc_client_id",
            ),
            (
                Said {
                    secret_file: None,
                    ..all
                },
                here,
                "oidc_secret_file",
            ),
            (
                Said {
                    second_factor: Some("sms"),
                    ..all
                },
                here,
                "oidc_second_factor",
            ),
            (all, None, "public_url"),
        ];
        for (said, public_url, word) in cases {
            let error = IdentitySettings::read(&said, public_url).expect_err(word);
            assert!(error.to_string().contains(word), "{error}");
        }
    }
}
