//! Configuration: flags over environment over file over defaults, described once for all of them.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;
use figment::Figment;
use figment::providers::{Env, Format as _, Serialized, Toml};
use kernel::Secret;
use serde::{Deserialize, Serialize};

use jiff::tz::TimeZone;

use crate::mail::MailSettings;

/// What may be said on the command line, in the environment or in the file; all of it optional.
#[derive(Debug, Clone, Default, Args, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Folder for the embedded database and the index
    #[arg(long, global = true, value_name = "DIR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<PathBuf>,
    /// Use this PostgreSQL database instead of the embedded one
    #[arg(long, global = true, value_name = "URL", hide_env_values = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// The key that seals what must not be read; made where there is none
    #[arg(long, global = true, value_name = "FILE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_file: Option<PathBuf>,
    /// Ask this program for the keys instead of reading a file
    #[arg(
        long,
        global = true,
        value_name = "COMMAND",
        conflicts_with = "key_file",
        hide_env_values = true
    )]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_command: Option<String>,
    /// Read settings from this file instead of cairn.toml in the data folder
    #[arg(long, global = true, value_name = "FILE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub config: Option<PathBuf>,
    /// Address and port to serve on
    #[arg(long, global = true, value_name = "ADDR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<SocketAddr>,
    /// Serve over TLS with this certificate chain (PEM); needs --tls-key
    #[arg(long, global = true, value_name = "FILE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_cert: Option<PathBuf>,
    /// The private key of --tls-cert (PEM)
    #[arg(long, global = true, value_name = "FILE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_key: Option<PathBuf>,
    /// Ask this program to look through documents for viruses
    #[arg(long, global = true, value_name = "PROGRAM")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scan_command: Option<String>,
    /// Connections served at one time; others wait their turn
    #[arg(long, global = true, value_name = "N")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connections: Option<usize>,
    /// Where "leave this page" leads in English
    #[arg(long, global = true, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exit_url_en: Option<String>,
    /// Where "leave this page" leads in French
    #[arg(long, global = true, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exit_url_fr: Option<String>,
    /// Guides and facts of jurisdictions of your own, in a folder laid out like content/
    #[arg(long, global = true, value_name = "DIR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<PathBuf>,
    /// The name of your organization on papers that people print, in English
    #[arg(long, global = true, value_name = "NAME")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_on_paper_en: Option<String>,
    /// The same in French
    #[arg(long, global = true, value_name = "NAME")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_on_paper_fr: Option<String>,
    /// Requests a minute that one network may make of the HSDS interface
    #[arg(long, global = true, value_name = "N")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api_per_minute: Option<NonZeroU32>,
    /// Proxies whose word is taken for where a request comes from (addresses, networks)
    #[arg(long, global = true, value_name = "CIDR,…")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trusted_proxy: Option<String>,
    /// Tell browsers to ask for this house over TLS only, for so many days
    #[arg(long, global = true, value_name = "N")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strict_transport_days: Option<NonZeroU32>,
    /// Send reminders by this mail server, or to files in a folder
    #[arg(long, global = true, value_name = "URL", hide_env_values = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub smtp_url: Option<String>,
    /// The sender of reminders; needs --smtp-url
    #[arg(long, global = true, value_name = "ADDRESS")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mail_from: Option<String>,
    /// The address at which people reach this house, for the link in a reminder
    #[arg(long, global = true, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_url: Option<String>,
    /// The address that names the identity provider people may sign in with
    #[cfg(feature = "oidc")]
    #[arg(long, global = true, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oidc_issuer: Option<String>,
    /// Its name, for the button of the sign-in
    #[cfg(feature = "oidc")]
    #[arg(long, global = true, value_name = "NAME")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oidc_name: Option<String>,
    /// What the identity provider calls this house
    #[cfg(feature = "oidc")]
    #[arg(long, global = true, value_name = "ID")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oidc_client_id: Option<String>,
    /// A file that holds the secret of this house at the identity provider
    #[cfg(feature = "oidc")]
    #[arg(long, global = true, value_name = "FILE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oidc_secret_file: Option<PathBuf>,
    /// When a sign-in there counts as both factors: amr, acr:CLASS, always
    #[cfg(feature = "oidc")]
    #[arg(long, global = true, value_name = "RULE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oidc_second_factor: Option<String>,
    /// Trust the certificates in this file (PEM) when reaching the identity provider
    #[cfg(feature = "oidc")]
    #[arg(long, global = true, value_name = "FILE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oidc_ca_file: Option<PathBuf>,
    /// The time zone in which the people of the desk work, such as America/Toronto
    #[arg(long, global = true, value_name = "NAME")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// How much the program says about itself: error, warn, info, debug
    #[arg(long, global = true, value_name = "LEVEL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
}

/// Configuration with every default filled in and every rule checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// Folder for the embedded database and the index.
    pub data: PathBuf,
    /// PostgreSQL instead of the embedded database; the address may hold a password.
    pub database: Option<Secret<String>>,
    /// Where the key file is; `None`: in the data folder.
    pub key_file: Option<PathBuf>,
    /// The program that is asked for the keys instead; its arguments may hold a secret.
    pub key_command: Option<Secret<String>>,
    /// Address and port.
    pub listen: SocketAddr,
    /// Certificate chain and key.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// The program that looks through documents for viruses.
    pub scan_command: Option<String>,
    /// Connections served at one time.
    pub connections: usize,
    /// Where "leave this page" leads, in English and in French.
    pub exit_url: kernel::Text,
    /// The operator's own guides and facts of jurisdictions.
    pub content: Option<PathBuf>,
    /// The name of the organization on papers that people print; empty: none.
    pub name_on_paper: kernel::Text,
    /// Requests a minute that one network may make of the HSDS interface.
    pub api_per_minute: NonZeroU32,
    /// Whose word is taken for where a request comes from.
    pub proxies: web::Proxies,
    /// How long browsers are to ask over TLS only, in days; `None`: they are not told.
    pub strict_transport_days: Option<NonZeroU32>,
    /// How reminders are sent, when they are.
    pub mail: Option<MailSettings>,
    /// The address at which people reach this house, without a slash at the end.
    pub public_url: Option<String>,
    /// Where people may sign in instead.
    #[cfg(feature = "oidc")]
    pub identity: Option<crate::identity::IdentitySettings>,
    /// The time zone in which the people of the desk work.
    pub time_zone: TimeZone,
    /// How much to say.
    pub log: String,
}

/// One setting, as `cairn help config` shows it. The variable is `CAIRN_` and the key in capitals.
struct Described {
    key: &'static str,
    default: &'static str,
    meaning: &'static str,
}

const DESCRIBED: &[Described] = &[
    Described {
        key: "data",
        default: "the platform's data folder",
        meaning: "folder for the embedded database and the index; made with access for its owner only",
    },
    Described {
        key: "database",
        default: "the embedded database",
        meaning: "postgres://user:password@host/name, to share one database between several machines",
    },
    Described {
        key: "key_file",
        default: "cairn.key in the data folder",
        meaning: "the key that seals what must not be read; the same file on every machine that shares a database",
    },
    Described {
        key: "key_command",
        default: "none",
        meaning: "a program that is asked for the keys instead of a file, without a shell: it writes what a \
                  key file holds (one key to a line: version, space, 32 bytes in base64) and ends within \
                  30 seconds; what it writes is never shown",
    },
    Described {
        key: "scan_command",
        default: "none",
        meaning: "a program that looks through documents of cases for viruses, without a shell: it reads a file \
                  from its standard input and ends with 0 (nothing found) or 1 (something found) within a \
                  minute; with it, nothing is kept that was not looked through",
    },
    Described {
        key: "config",
        default: "cairn.toml in the data folder",
        meaning: "the settings file (not a key of the file itself)",
    },
    Described {
        key: "listen",
        default: "127.0.0.1:8080",
        meaning: "address and port; behind a proxy, leave it on the loopback",
    },
    Described {
        key: "tls_cert",
        default: "none",
        meaning: "certificate chain (PEM); with it and tls_key, Cairn serves HTTPS itself",
    },
    Described {
        key: "tls_key",
        default: "none",
        meaning: "private key of tls_cert (PEM)",
    },
    Described {
        key: "connections",
        default: "2048",
        meaning: "connections served at one time, so that memory stays bounded; others wait",
    },
    Described {
        key: "exit_url_en",
        default: "https://www.theweathernetwork.com/en",
        meaning: "where \"leave this page\" leads in English: an ordinary, busy site",
    },
    Described {
        key: "exit_url_fr",
        default: "https://www.meteomedia.com/fr",
        meaning: "the same in French",
    },
    Described {
        key: "content",
        default: "none",
        meaning: "a folder laid out like content/, read at the start: what is in its guides/ and jurisdictions/ is added \
                  to what ships, or takes its place; `cairn content check DIR` tells what is wrong with it",
    },
    Described {
        key: "name_on_paper_en",
        default: "none",
        meaning: "the name of your organization, in English, on papers that people print (not on a card with a plain cover)",
    },
    Described {
        key: "name_on_paper_fr",
        default: "none",
        meaning: "the same in French",
    },
    Described {
        key: "api_per_minute",
        default: "1200",
        meaning: "requests a minute that one network may make of the HSDS interface; behind a proxy, name it in trusted_proxy, or all clients are one network",
    },
    Described {
        key: "trusted_proxy",
        default: "127.0.0.0/8,::1",
        meaning: "proxies in front of Cairn (addresses and networks with commas between them, or none): \
                  where a request comes from is read from their X-Forwarded-For or Forwarded, and from \
                  nobody else's, to count what a network asks; it is kept nowhere",
    },
    Described {
        key: "strict_transport_days",
        default: "none",
        meaning: "send Strict-Transport-Security for so many days, over TLS; off, because browsers then keep \
                  the name of this house in a list that clearing the history may leave",
    },
    Described {
        key: "smtp_url",
        default: "none",
        meaning: "smtps://user:password@host or smtp://host?tls=required, to remind people of listings that \
                  are due; file:FOLDER writes the messages there instead",
    },
    Described {
        key: "mail_from",
        default: "none",
        meaning: "the sender of reminders, such as Cairn <desk@example.org>",
    },
    Described {
        key: "public_url",
        default: "none",
        meaning: "the address at which people reach this house, such as https://cairn.example.org; for reminders, \
                  passkeys and the identity provider. A passkey is good for this host only: decide on it first",
    },
    #[cfg(feature = "oidc")]
    Described {
        key: "oidc_issuer",
        default: "none",
        meaning: "an identity provider (OpenID Connect) that people may sign in with; needs public_url and the next three",
    },
    #[cfg(feature = "oidc")]
    Described {
        key: "oidc_name",
        default: "none",
        meaning: "its name as people know it, for the button of the sign-in",
    },
    #[cfg(feature = "oidc")]
    Described {
        key: "oidc_client_id",
        default: "none",
        meaning: "what it calls this house; allow it to send people back to {public_url}/en/desk/identity and \
                  {public_url}/fr/bureau/identite",
    },
    #[cfg(feature = "oidc")]
    Described {
        key: "oidc_secret_file",
        default: "none",
        meaning: "a file that holds the secret of this house there, and nothing else",
    },
    #[cfg(feature = "oidc")]
    Described {
        key: "oidc_second_factor",
        default: "amr",
        meaning: "when a sign-in there counts as both factors: amr (its token says mfa), acr:CLASS (its token \
                  is of this class), always (it lets nobody in without)",
    },
    #[cfg(feature = "oidc")]
    Described {
        key: "oidc_ca_file",
        default: "the public certificate authorities",
        meaning: "certificates (PEM) to trust instead, for a provider inside one's own walls",
    },
    Described {
        key: "time_zone",
        default: "the machine's",
        meaning: "the time zone in which the people of the desk work, by its IANA name, such as America/Toronto: \
                  what is due today, and how times are said",
    },
    Described {
        key: "log",
        default: "info",
        meaning: "error, warn, info or debug; never contains what a visitor typed or who they are",
    },
];

/// The text of `cairn help config`.
pub fn help() -> String {
    let mut text = String::from(
        "Settings of Cairn\n\n\
         A flag wins over the environment, the environment over the file, the file over the default.\n\
         The file is TOML; its keys are the names below.\n\n",
    );
    for Described {
        key,
        default,
        meaning,
    } in DESCRIBED
    {
        let flag = key.replace('_', "-");
        let variable = key.to_uppercase();
        let _ = write!(
            text,
            "{key}\n    {meaning}\n    flag --{flag}   variable CAIRN_{variable}   default: {default}\n\n",
        );
    }
    text.push_str(
        "Example of a file:\n\n    listen = \"127.0.0.1:8080\"\n    database = \"postgres://cairn@localhost/cairn\"\n",
    );
    text
}

impl Config {
    /// Reads everything, flags last.
    pub fn read(flags: &Settings) -> anyhow::Result<Self> {
        let environment = Env::prefixed("CAIRN_").ignore(&[
            "test_postgres",
            "test_require_postgres",
            "test_long",
            "test_writes",
            "test_binary",
            "test_chromium",
        ]);
        let first: Settings = Figment::from(environment.clone())
            .merge(Serialized::defaults(flags))
            .extract()
            .map_err(explain)?;
        let data = match first.data.clone() {
            Some(folder) => folder,
            None => default_data_folder()?,
        };
        let mut figment = Figment::new();
        let file = first
            .config
            .clone()
            .unwrap_or_else(|| data.join("cairn.toml"));
        if file.exists() {
            figment = figment.merge(Toml::file_exact(&file));
        } else if first.config.is_some() {
            bail!("the settings file {} is not there", file.display());
        }
        let settings: Settings = figment
            .merge(environment)
            .merge(Serialized::defaults(flags))
            .extract()
            .map_err(explain)?;
        Self::check(settings, data)
    }

    fn check(settings: Settings, data: PathBuf) -> anyhow::Result<Self> {
        let tls = match (settings.tls_cert, settings.tls_key) {
            (Some(certificate), Some(key)) => Some((certificate, key)),
            (None, None) => None,
            (Some(_), None) => bail!("tls_cert is given without tls_key: give both, or neither"),
            (None, Some(_)) => bail!("tls_key is given without tls_cert: give both, or neither"),
        };
        if let Some(url) = &settings.database
            && !(url.starts_with("postgres://") || url.starts_with("postgresql://"))
        {
            bail!("the database must begin with postgres:// (leave it out for the embedded one)");
        }
        if settings.key_file.is_some() && settings.key_command.is_some() {
            bail!("key_file and key_command are both given: the keys come from one place");
        }
        let connections = settings.connections.unwrap_or(2048);
        if connections == 0 {
            bail!("connections must be at least 1");
        }
        let public_url = settings.public_url.as_deref().map(checked_address);
        let public_url = public_url.transpose()?;
        Ok(Self {
            #[cfg(feature = "oidc")]
            identity: crate::identity::IdentitySettings::read(
                &crate::identity::Said {
                    issuer: settings.oidc_issuer.as_deref(),
                    name: settings.oidc_name.as_deref(),
                    client_id: settings.oidc_client_id.as_deref(),
                    secret_file: settings.oidc_secret_file.as_deref(),
                    second_factor: settings.oidc_second_factor.as_deref(),
                    ca_file: settings.oidc_ca_file.as_deref(),
                },
                public_url.as_deref(),
            )?,
            data: settings.data.unwrap_or(data),
            database: settings.database.map(Secret::new),
            key_file: settings.key_file,
            key_command: settings.key_command.map(Secret::new),
            listen: match settings.listen {
                Some(address) => address,
                None => DESCRIBED_LISTEN.parse().context("the default address")?,
            },
            tls,
            scan_command: settings.scan_command,
            connections,
            exit_url: kernel::Text::new(
                checked_exit(settings.exit_url_en, "https://www.theweathernetwork.com/en")?,
                checked_exit(settings.exit_url_fr, "https://www.meteomedia.com/fr")?,
            ),
            content: settings.content,
            name_on_paper: kernel::Text::new(
                settings.name_on_paper_en.unwrap_or_default(),
                settings.name_on_paper_fr.unwrap_or_default(),
            ),
            api_per_minute: settings.api_per_minute.unwrap_or(web::API_PER_MINUTE),
            proxies: match settings.trusted_proxy {
                Some(written) => written.parse()?,
                None => web::Proxies::default(),
            },
            strict_transport_days: settings.strict_transport_days,
            mail: MailSettings::new(
                settings.smtp_url.as_deref(),
                settings.mail_from.as_deref(),
                public_url.as_deref(),
            )?,
            public_url,
            time_zone: time_zone(settings.time_zone.as_deref())?,
            log: settings.log.unwrap_or_else(|| "info".to_owned()),
        })
    }
}

const DESCRIBED_LISTEN: &str = "127.0.0.1:8080";

/// The address of the house stands in messages and in what is sent to others.
fn checked_address(given: &str) -> anyhow::Result<String> {
    let address = given.trim_end_matches('/');
    let begins = address.starts_with("https://") || address.starts_with("http://");
    if begins && !address.contains(['"', '<', '>', ' ', '\'', '?', '#']) {
        Ok(address.to_owned())
    } else {
        bail!("public_url begins with https:// and holds no spaces, quotes, ? or #");
    }
}

/// The exit address stands in every page: it must be an ordinary https address and nothing else.
fn checked_exit(given: Option<String>, default: &str) -> anyhow::Result<String> {
    let address = given.unwrap_or_else(|| default.to_owned());
    if address.starts_with("https://") && !address.contains(['"', '<', '>', ' ', '\'']) {
        Ok(address)
    } else {
        bail!("exit_url_en and exit_url_fr must begin with https:// and hold no spaces or quotes");
    }
}

/// The zone of this name, or the machine's; a machine that knows none keeps to UTC.
fn time_zone(name: Option<&str>) -> anyhow::Result<TimeZone> {
    match name {
        None => Ok(TimeZone::try_system().unwrap_or(TimeZone::UTC)),
        Some(name) => TimeZone::get(name).map_err(|_| {
            anyhow::anyhow!(
                "time_zone is not a time zone's name: write it as America/Toronto or America/Halifax"
            )
        }),
    }
}

fn default_data_folder() -> anyhow::Result<PathBuf> {
    directories::ProjectDirs::from("org", "Cairn", "cairn")
        .map(|folders| folders.data_dir().to_owned())
        .context("no home folder to keep data in: give --data DIR")
}

/// Figment's errors, with where the value came from but never the value of a secret.
fn explain(error: figment::Error) -> anyhow::Error {
    let mut text = String::from("settings:");
    for one in error {
        let key = one.path.join(".");
        let place = one
            .metadata
            .as_ref()
            .map_or_else(String::new, |metadata| format!(" (from {})", metadata.name));
        if key == "database" || key == "smtp_url" {
            let _ = write!(text, " {key}: not a text{place}.");
        } else {
            let _ = write!(text, " {key}: {}{place}.", one.kind);
        }
    }
    text.push_str(" See `cairn help config`.");
    anyhow::anyhow!(text)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    fn flags(folder: &std::path::Path) -> Settings {
        Settings {
            data: Some(folder.to_owned()),
            ..Settings::default()
        }
    }

    #[test]
    fn every_flag_is_described_and_every_description_is_a_flag() {
        let command = crate::cli::Cli::command();
        let mut flags: Vec<String> = command
            .get_arguments()
            .filter_map(|argument| argument.get_long())
            .filter(|name| !["help", "version"].contains(name))
            .map(|name| name.replace('-', "_"))
            .collect();
        flags.sort();
        let mut described: Vec<String> = DESCRIBED.iter().map(|one| one.key.to_owned()).collect();
        described.sort();
        assert_eq!(flags, described);
    }

    #[test]
    fn half_of_tls_is_refused() {
        let folder = std::env::temp_dir();
        let settings = Settings {
            tls_cert: Some("chain.pem".into()),
            ..flags(&folder)
        };
        let error = Config::read(&settings).expect_err("a certificate without a key");
        assert!(error.to_string().contains("without tls_key"));
    }

    #[test]
    fn another_kind_of_database_is_refused_without_repeating_its_password() {
        let settings = Settings {
            database: Some("mysql://root:hunter2@localhost".to_owned()),
            ..flags(&std::env::temp_dir())
        };
        let error = format!("{:?}", Config::read(&settings).expect_err("not PostgreSQL"));
        assert!(error.contains("postgres://"));
        assert!(!error.contains("hunter2"));
    }

    #[test]
    fn a_settings_file_that_is_not_there_is_said() {
        let settings = Settings {
            config: Some("nowhere/cairn.toml".into()),
            ..flags(&std::env::temp_dir())
        };
        let error = Config::read(&settings).expect_err("no such file");
        assert!(error.to_string().contains("is not there"));
    }

    #[test]
    fn an_exit_that_could_break_out_of_the_page_is_refused() {
        let settings = Settings {
            exit_url_en: Some("https://example.org/\"><script>".to_owned()),
            ..flags(&std::env::temp_dir())
        };
        assert!(Config::read(&settings).is_err());
    }

    #[test]
    fn proxies_that_are_no_networks_are_refused() {
        let settings = |written: &str| Settings {
            trusted_proxy: Some(written.to_owned()),
            ..flags(&std::env::temp_dir())
        };
        assert!(Config::read(&settings("10.0.0.0/8, 2001:db8::1")).is_ok());
        let error = Config::read(&settings("proxy.example.org")).expect_err("no network");
        assert!(error.to_string().contains("trusted_proxy"), "{error}");
    }

    #[test]
    fn help_names_every_variable() {
        let help = help();
        for one in DESCRIBED {
            assert!(help.contains(&format!("CAIRN_{}", one.key.to_uppercase())));
        }
    }
}
