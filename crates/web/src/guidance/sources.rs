//! Where the facts of a guide come from, and how well each is known.

use std::collections::BTreeSet;

use ::guidance::Guide;

use crate::markup::Markup;
use crate::messages::Messages;
use crate::say;

/// One source, as it stands below a guide.
#[derive(Debug)]
pub(crate) struct SourceLine {
    /// Its number in the text.
    pub(crate) number: usize,
    pub(crate) title: Markup,
    /// When it was read, or that it was not.
    pub(crate) known: Markup,
    /// The address as words: a guide opens no other site.
    pub(crate) address: Option<String>,
    pub(crate) is_verified: bool,
}

/// The sources of a guide, or those of them that one step names.
pub(crate) fn lines(
    guide: &Guide,
    named: Option<&BTreeSet<usize>>,
    messages: &'static Messages,
) -> Vec<SourceLine> {
    let sources = guide.sources.iter().enumerate();
    let kept = sources.filter(|(at, _)| named.is_none_or(|named| named.contains(at)));
    kept.map(|(at, source)| {
        let is_verified = source.confidence.is_verified();
        let known = match &source.read_on {
            Some(month) if is_verified => {
                let month = say::month_of(month, messages);
                messages.fill("guidance-source-read", &[("date", (&month).into())])
            }
            _ => messages.say("guidance-source-unread"),
        };
        SourceLine {
            number: at + 1,
            title: say::text(&source.title, messages),
            known,
            address: source.url.as_deref().map(shown),
            is_verified,
        }
    })
    .collect()
}

/// An address without what everybody knows stands before it, nor a slash at its end.
pub(crate) fn shown(address: &str) -> String {
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))
        .unwrap_or(address);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.trim_end_matches('/').to_owned()
}

/// When the guide was checked, when it will be again, who has read it, its version and licence.
pub(crate) fn standing(guide: &Guide, messages: &'static Messages) -> Vec<Markup> {
    let checked = say::date(guide.checked_on, messages);
    let review = say::date(guide.review_by, messages);
    let mut lines = vec![messages.fill(
        "guidance-checked",
        &[("checked", (&checked).into()), ("review", (&review).into())],
    )];
    lines.push(if guide.reviewed_by.is_empty() {
        messages.say("guidance-reviewed-nobody")
    } else {
        let readers = guide.reviewed_by.join("; ");
        messages.fill("guidance-reviewed", &[("readers", (&readers).into())])
    });
    lines.push(messages.fill(
        "guidance-version",
        &[
            ("version", guide.version.into()),
            ("licence", (&guide.licence).into()),
        ],
    ));
    lines
}
