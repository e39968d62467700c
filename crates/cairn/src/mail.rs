//! E-mail to the people who tend listings: a neutral subject and a link, nothing else. Whoever sees the
//! message over a shoulder, or on a server on the way, learns nothing.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use kernel::{Actor, Lang, Secret};
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::{
    AsyncFileTransport, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
};
use store::Reminder;

/// How often the program looks for what waits to be sent.
const EVERY: Duration = Duration::from_mins(10);
/// Messages sent at one look, so that a large house does not flood its mail server.
const MOST: usize = 200;

/// What is needed to send.
#[derive(Debug, Clone)]
pub struct MailSettings {
    /// `smtps://user:password@host:465`, `smtp://host:587?tls=required`; or a folder to write to.
    pub transport: Transport,
    /// The sender.
    pub from: Mailbox,
    /// The beginning of this house's addresses, without a slash at the end.
    pub public_url: String,
}

/// Where messages go.
#[derive(Debug, Clone)]
pub enum Transport {
    /// A mail server; the address may hold a password.
    Smtp(Secret<String>),
    /// One file for each message in this folder: for tests, and for trying things out.
    Folder(PathBuf),
}

impl MailSettings {
    /// Puts the three settings together; `None` when no mail server is named. `smtp_url` may be
    /// `file:FOLDER`.
    pub fn new(
        smtp_url: Option<&str>,
        mail_from: Option<&str>,
        public_url: Option<&str>,
    ) -> anyhow::Result<Option<Self>> {
        let Some(url) = smtp_url else {
            return Ok(None);
        };
        let from = mail_from.context("smtp_url needs mail_from: the address of the sender")?;
        let public_url = public_url
            .context("smtp_url needs public_url: the address at which people reach this house")?;
        anyhow::ensure!(
            public_url.starts_with("https://") || public_url.starts_with("http://"),
            "public_url begins with https://"
        );
        let transport = match url.strip_prefix("file:") {
            Some(folder) => Transport::Folder(PathBuf::from(folder)),
            None => Transport::Smtp(Secret::new(url.to_owned())),
        };
        Ok(Some(Self {
            transport,
            from: from.parse().context("mail_from is not an e-mail address")?,
            public_url: public_url.trim_end_matches('/').to_owned(),
        }))
    }
}

/// The message: the link to one's own listings, due ones first.
pub fn message(settings: &MailSettings, reminder: &Reminder) -> anyhow::Result<Message> {
    // Neutral: neither says what the house is about.
    let (subject, path) = match reminder.lang {
        Lang::En => ("Reminder", "/en/desk/listings"),
        Lang::Fr => ("Rappel", "/fr/bureau/fiches"),
    };
    // What the address library says could repeat the address.
    let to = reminder
        .email
        .parse()
        .map_err(|_| anyhow::anyhow!("the address of a person cannot be used"))?;
    Ok(Message::builder()
        .from(settings.from.clone())
        .to(to)
        .subject(subject)
        .header(ContentType::TEXT_PLAIN)
        .body(format!("{}{path}\r\n", settings.public_url))?)
}

async fn send(settings: &MailSettings, message: Message) -> anyhow::Result<()> {
    match &settings.transport {
        Transport::Smtp(url) => {
            AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose())
                .map_err(|_| anyhow::anyhow!("smtp_url cannot be read"))?
                .timeout(Some(Duration::from_secs(30)))
                .build()
                .send(message)
                .await
                // What the server says may repeat the address.
                .map_err(|error| {
                    anyhow::anyhow!(
                        "the mail server refused (permanent: {})",
                        error.is_permanent()
                    )
                })?;
        }
        Transport::Folder(folder) => {
            AsyncFileTransport::<Tokio1Executor>::new(folder)
                .send(message)
                .await
                .map_err(|_| anyhow::anyhow!("a message could not be written to the folder"))?;
        }
    }
    Ok(())
}

/// Asks for what is due and sends what waits; how many messages went out.
pub async fn send_due(house: &web::House, settings: &MailSettings) -> anyhow::Result<usize> {
    let store = &house.store;
    let now = house.clock.now();
    store
        .ask_reminders(&Actor::System, now, || house.random.uuid())
        .await?;
    let mut sent = 0;
    while sent < MOST {
        let now = house.clock.now();
        let Some(reminder) = store.claim_reminder(&Actor::System, now).await? else {
            break;
        };
        send(settings, message(settings, &reminder)?).await?;
        // Between the two lines a message may go out twice; never not at all.
        store
            .reminder_sent(&Actor::System, reminder.id, house.clock.now())
            .await?;
        sent += 1;
    }
    Ok(sent)
}

/// Sends what is due, again and again. Never returns.
pub async fn keep_sending(house: Arc<web::House>, settings: MailSettings) {
    loop {
        match send_due(&house, &settings).await {
            Ok(0) => {}
            Ok(sent) => tracing::info!(sent, "reminders sent"),
            Err(error) => tracing::error!("reminders wait: {error:#}"),
        }
        tokio::time::sleep(EVERY).await;
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn settings(url: &str) -> MailSettings {
        let settings = MailSettings::new(
            Some(url),
            Some("Cairn <desk@example.org>"),
            Some("https://cairn.example.org/"),
        );
        settings.expect("sound").expect("complete")
    }

    #[test]
    fn a_message_holds_a_link_and_nothing_else() {
        for (lang, subject, link) in [
            (
                Lang::En,
                "Reminder",
                "https://cairn.example.org/en/desk/listings",
            ),
            (
                Lang::Fr,
                "Rappel",
                "https://cairn.example.org/fr/bureau/fiches",
            ),
        ] {
            let reminder = Reminder {
                id: Uuid::nil(),
                email: "wo@example.org".to_owned(),
                lang,
            };
            let message = message(&settings("file:/nowhere"), &reminder).expect("a message");
            let text = String::from_utf8(message.formatted()).expect("text");
            let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
            assert_eq!(body.trim(), link);
            assert!(head.contains(&format!("Subject: {subject}\r\n")), "{head}");
            assert!(head.contains("To: wo@example.org"), "{head}");
            for word in ["traffic", "traite", "Example House", "overdue"] {
                assert!(!text.contains(word), "{word}");
            }
        }
    }

    #[test]
    fn half_of_the_settings_is_refused_without_repeating_the_password() {
        assert!(
            MailSettings::new(None, None, None)
                .expect("nothing")
                .is_none()
        );
        let server = "smtps://desk:hunter2@mail.example.org";
        let url = Some(server);
        for (from, public) in [
            (None, Some("https://cairn.example.org")),
            (Some("desk@example.org"), None),
            (Some("nobody"), Some("https://cairn.example.org")),
            (Some("desk@example.org"), Some("cairn.example.org")),
        ] {
            let error = MailSettings::new(url, from, public).expect_err("half");
            assert!(!format!("{error:?}").contains("hunter2"));
        }
        let settings = settings(server);
        assert!(!format!("{settings:?}").contains("hunter2"));
    }
}
