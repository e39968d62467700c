//! What a person asks, as it travels through forms: their words, their place, their filters.
//!
//! It lives in the fields of the page alone. Nothing of it is in an address, a cookie or a log.

use std::borrow::Cow;

use ::directory::content::Content;
use ::directory::geography::{Near, Province};
use ::directory::taxonomy::{Taxonomy, TermId, Vocabulary};
use kernel::Lang;
use search::{Filters, Request, Sort};

use crate::form::Fields;
use crate::frame::HiddenFields;

/// Names of the fields; plain, because some browsers remember names.
pub(crate) mod name {
    pub(crate) const TEXT: &str = "text";
    pub(crate) const PLACE: &str = "place";
    /// A button: the place that was meant, where the one in the field is not known.
    pub(crate) const PLACE_MEANT: &str = "place-meant";
    pub(crate) const NEED: &str = "need";
    pub(crate) const POPULATION: &str = "who";
    pub(crate) const EXPLOITATION: &str = "kind";
    pub(crate) const LANGUAGE: &str = "language";
    pub(crate) const OPEN_NOW: &str = "open";
    pub(crate) const ALWAYS_OPEN: &str = "always";
    pub(crate) const NO_POLICE_REPORT: &str = "no-police";
    pub(crate) const NO_STATUS: &str = "no-status";
    pub(crate) const PROVINCE: &str = "province";
    pub(crate) const ORDER: &str = "order";
    pub(crate) const PAGE: &str = "page";
    pub(crate) const COUNT: &str = "count";
}

/// Languages that can be ticked at one time.
const MOST_LANGUAGES: usize = 8;
/// Results on a page: the usual, and the choice.
pub(crate) const FEW: usize = 10;
/// Results on a page for those who ask for many, and on paper.
pub(crate) const MANY: usize = 30;

/// What a person asks.
#[derive(Clone, PartialEq)]
pub(crate) struct Question {
    /// Their own words, as typed.
    pub(crate) text: String,
    /// Their place, as typed.
    pub(crate) place: String,
    pub(crate) filters: Filters,
    pub(crate) nearest: bool,
    /// From 1.
    pub(crate) page: usize,
    pub(crate) per_page: usize,
}

impl Default for Question {
    fn default() -> Self {
        Self {
            text: String::new(),
            place: String::new(),
            filters: Filters::default(),
            nearest: false,
            page: 1,
            per_page: FEW,
        }
    }
}

impl Question {
    /// Reads a form. What no page of ours could send is left out: it can only be a mistake.
    pub(crate) fn read(fields: &Fields, taxonomy: &Taxonomy) -> Self {
        let terms = |name, vocabulary| terms(fields.all(name), taxonomy, vocabulary);
        Self {
            text: fields.get(name::TEXT).to_owned(),
            place: match fields.get(name::PLACE_MEANT) {
                "" => fields.get(name::PLACE),
                meant => meant,
            }
            .to_owned(),
            filters: Filters {
                needs: terms(name::NEED, Vocabulary::Need),
                populations: terms(name::POPULATION, Vocabulary::Population),
                exploitation: terms(name::EXPLOITATION, Vocabulary::Exploitation),
                languages: languages(fields.all(name::LANGUAGE)),
                open_now: fields.has(name::OPEN_NOW),
                no_police_report: fields.has(name::NO_POLICE_REPORT),
                no_status: fields.has(name::NO_STATUS),
                always_open: fields.has(name::ALWAYS_OPEN),
                province: fields.get(name::PROVINCE).parse().ok(),
                radius_km: None,
            },
            nearest: fields.get(name::ORDER) == "nearest",
            page: fields
                .get(name::PAGE)
                .parse()
                .unwrap_or(1)
                .clamp(1, 100_000),
            per_page: match fields.get(name::COUNT) {
                "30" => MANY,
                _ => FEW,
            },
        }
    }

    /// Where the person looks from, when the place is known.
    pub(crate) fn near(&self, content: &Content) -> Option<Near> {
        // No place has a name of 200 letters; the gazetteer need not look.
        Some(self.place.trim())
            .filter(|place| !place.is_empty() && place.len() <= 200)
            .and_then(|place| content.gazetteer.find(place))
    }

    /// The search itself, from the place in its field or, when that is empty, one named in the words.
    pub(crate) fn request(&self, lang: Lang, content: &Content) -> Request {
        let mut request = Request {
            text: self.text.clone(),
            lang: Some(lang),
            near: self.near(content),
            filters: self.filters.clone(),
            sort: if self.nearest {
                Sort::Nearest
            } else {
                Sort::Best
            },
            page: self.page,
            per_page: self.per_page,
        };
        if self.place.trim().is_empty() {
            request.look_from_named_place(&content.gazetteer);
        }
        request
    }

    /// Something narrows the list.
    pub(crate) fn is_narrowed(&self) -> bool {
        self.filters != Filters::default() || self.nearest || self.per_page != FEW
    }

    /// Everything, as fields that nobody sees: for "back to your list" and for the other language.
    pub(crate) fn hidden(&self) -> HiddenFields {
        let mut fields: HiddenFields = Vec::new();
        let mut add = |name, value: &str| {
            if !value.is_empty() {
                fields.push((name, Cow::Owned(value.to_owned())));
            }
        };
        add(name::TEXT, &self.text);
        add(name::PLACE, &self.place);
        for (name, terms) in [
            (name::NEED, &self.filters.needs),
            (name::POPULATION, &self.filters.populations),
            (name::EXPLOITATION, &self.filters.exploitation),
        ] {
            for term in terms {
                add(name, term.as_str());
            }
        }
        for code in &self.filters.languages {
            add(name::LANGUAGE, code);
        }
        for (name, ticked) in [
            (name::OPEN_NOW, self.filters.open_now),
            (name::ALWAYS_OPEN, self.filters.always_open),
            (name::NO_POLICE_REPORT, self.filters.no_police_report),
            (name::NO_STATUS, self.filters.no_status),
        ] {
            add(name, if ticked { "1" } else { "" });
        }
        add(
            name::PROVINCE,
            self.filters.province.map_or("", Province::code),
        );
        add(name::ORDER, if self.nearest { "nearest" } else { "" });
        add(name::COUNT, if self.per_page == MANY { "30" } else { "" });
        if self.page > 1 {
            add(name::PAGE, &self.page.to_string());
        }
        fields
    }
}

fn terms<'a>(
    ids: impl Iterator<Item = &'a str>,
    taxonomy: &Taxonomy,
    vocabulary: Vocabulary,
) -> Vec<TermId> {
    let mut terms: Vec<TermId> = Vec::new();
    for id in ids.map(TermId::from) {
        let known = taxonomy
            .term(&id)
            .is_some_and(|term| term.vocabulary == vocabulary);
        if known && !terms.contains(&id) {
            terms.push(id);
        }
    }
    terms
}

fn languages<'a>(codes: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut languages: Vec<String> = Vec::new();
    for code in codes {
        let plain = (2..=8).contains(&code.len())
            && code
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if plain && languages.len() < MOST_LANGUAGES && !languages.iter().any(|known| known == code)
        {
            languages.push(code.to_owned());
        }
    }
    languages
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Question {
        let content = crate::tests::content();
        let fields = Fields::read(body.as_bytes()).unwrap_or_default();
        Question::read(&fields, &content.taxonomy)
    }

    fn written(question: &Question) -> String {
        let pairs: Vec<String> = question
            .hidden()
            .iter()
            .map(|(name, value)| format!("{name}={}", value.replace(' ', "+")))
            .collect();
        pairs.join("&")
    }

    #[test]
    fn a_question_survives_every_form() {
        let body = "text=my+boss&place=V2L&need=legal&need=labour-not&who=women&language=fr&open=1\
                    &no-status=1&province=BC&order=nearest&count=30&page=3";
        let question = read(body);
        assert_eq!(question.filters.needs, [TermId::from("legal")]);
        assert_eq!(question.per_page, MANY);
        assert!(read(&written(&question)) == question);
    }

    #[test]
    fn nonsense_is_the_usual_question() {
        let nonsense = read("need=%3Cb%3E&language=%22x&province=ZZ&page=-4&count=9999&order=up");
        assert!(nonsense == Question::default());
        assert_eq!(read("page=99999999").page, 100_000);
    }
}
