//! What the law of a province or territory asks, in words: each fact with its source, and what was not verified
//! said to be so.

use ::directory::Listing;
use ::directory::geography::Near;
use ::directory::listing::Covers;
use ::directory::phone::PhoneKind;
use ::directory::shipped_id;
use ::guidance::jurisdiction::{Rule, Sheet, Subject};

use crate::house::Site;
use crate::markup::Markup;
use crate::messages::Messages;
use crate::problem::Problem;
use crate::say::{self, PhoneLine};

/// A sheet in one language.
#[derive(Debug)]
pub(crate) struct Law {
    pub(crate) name: Markup,
    pub(crate) statute: Markup,
    pub(crate) statute_verified: bool,
    pub(crate) facts: Vec<Fact>,
    /// Whom to call, in the order of the file; those of the person's own region first and alone.
    pub(crate) contacts: Vec<Contact>,
}

/// One fact.
#[derive(Debug)]
pub(crate) struct Fact {
    pub(crate) label: Markup,
    pub(crate) text: Markup,
    /// "Section 18. Read in November 2026: web2.gov.mb.ca. To be checked again by May 31, 2027."
    pub(crate) source: Markup,
    pub(crate) is_verified: bool,
}

/// A service to call.
#[derive(Debug)]
pub(crate) struct Contact {
    pub(crate) name: Markup,
    pub(crate) lines: Vec<PhoneLine>,
    pub(crate) area: Markup,
    pub(crate) standing: Markup,
}

impl Law {
    pub(crate) fn new(
        site: &Site,
        sheet: &Sheet,
        near: Option<&Near>,
        messages: &'static Messages,
    ) -> Result<Self, Problem> {
        let index = site.finder.current();
        let mut listings = Vec::new();
        for id in &sheet.services {
            // One that is closed or hidden for now is not there.
            listings.extend(index.listing(shipped_id("service", id))?);
        }
        listings.retain(|listing| {
            listing
                .phones
                .iter()
                .any(|phone| phone.kind != PhoneKind::Fax)
        });
        let own = |listing: &Listing| {
            near.is_some_and(|near| near.measurable && listing.area.covers(near) == Covers::Yes)
        };
        if listings.iter().any(own) {
            listings.retain(own);
        }
        Ok(Self {
            name: say::text(&sheet.name, messages),
            statute: say::text(&sheet.statute, messages),
            statute_verified: sheet.statute_verified,
            facts: sheet
                .rules
                .iter()
                .map(|rule| Fact::new(rule, sheet.subject, messages))
                .collect(),
            contacts: listings
                .iter()
                .map(|listing| Contact::new(listing, messages))
                .collect(),
        })
    }

    /// Something on the page was not verified.
    pub(crate) fn has_unverified(&self) -> bool {
        !self.statute_verified || self.facts.iter().any(|fact| !fact.is_verified)
    }
}

impl Fact {
    fn new(rule: &Rule, subject: Subject, messages: &'static Messages) -> Self {
        let key = match subject {
            Subject::DutyToReport => format!("guidance-duty-rule-{}", rule.id),
            Subject::ProtectionOrder => format!("guidance-order-rule-{}", rule.id),
        };
        Self {
            label: messages.say(&key),
            text: say::text(&rule.text, messages),
            source: source(rule, messages),
            is_verified: rule.verified,
        }
    }
}

/// Where and when a rule was read.
fn source(rule: &Rule, messages: &'static Messages) -> Markup {
    let mut said = Vec::new();
    if let Some(section) = &rule.section {
        // "O. Reg. 346/18, 4" says itself what it is.
        let is_bare = section.starts_with(|first: char| first.is_ascii_digit());
        said.push(if is_bare {
            messages.fill("guidance-law-section", &[("section", section.into())])
        } else {
            Markup::built(format!("{}.", Markup::escaped(section)))
        });
    }
    let read = say::month_of(&rule.read_on, messages);
    said.push(match say::website(&rule.source) {
        Some(link) => {
            let values = [("date", (&read).into()), ("source", (&link).into())];
            messages.fill("guidance-law-read", &values)
        }
        // The file says in words that nothing was read.
        None => messages.fill("guidance-law-unread", &[("date", (&read).into())]),
    });
    let review = say::date(rule.review_by, messages);
    said.push(messages.fill("guidance-law-review", &[("date", (&review).into())]));
    let said: Vec<&str> = said.iter().map(Markup::as_str).collect();
    Markup::built(said.join(" "))
}

impl Contact {
    pub(crate) fn new(listing: &Listing, messages: &'static Messages) -> Self {
        let lines = listing
            .phones
            .iter()
            .filter(|phone| phone.kind != PhoneKind::Fax);
        Self {
            name: say::text(&listing.name, messages),
            lines: lines.map(|phone| PhoneLine::new(phone, messages)).collect(),
            area: say::area(listing, messages),
            standing: say::standing(listing, messages),
        }
    }
}
