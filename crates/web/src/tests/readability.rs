//! Plain words: both languages at grade 8 or below. The measure itself is in `guidance::readability`.

use guidance::readability::count;
use kernel::Lang;

use super::QUESTIONNAIRES;
use crate::messages::Messages;

fn sentences(lang: Lang) -> Vec<(&'static str, String)> {
    let messages = Messages::of(lang);
    let mut found = Vec::new();
    for key in messages.keys() {
        let Some(text) = messages.plain(key) else {
            continue;
        };
        if text.ends_with(['.', '?', '!']) && text.split(' ').count() > 3 {
            found.push((key, text));
        }
    }
    found
}

#[test]
fn both_languages_are_plain() {
    for lang in Lang::ALL {
        // Page by page: a light page must not make up for a heavy one.
        for page in [
            "directory-",
            "service-",
            "site-safety-",
            "site-privacy-",
            "site-accessibility-",
            "site-about-",
            "site-problem-",
            "questions-",
            "application-",
            "staff-",
            "people-",
            "guidance-",
        ] {
            let text: Vec<String> = sentences(lang)
                .into_iter()
                .filter(|(key, _)| key.starts_with(page))
                .map(|(_, text)| text)
                .collect();
            assert!(text.len() >= 5, "{page} has text");
            let counts = count(&text.join(" "), lang);
            assert!(
                !counts.too_hard(lang),
                "{lang} {page}: grade {:.1}, ease {:.1}",
                counts.grade(),
                counts.ease()
            );
        }
    }
}

/// What an instrument says, in sentences: its description, notices, questions, reasons and steps. What stands
/// under a published licence in its own words would have to be left out here; none does.
#[test]
fn instruments_are_plain() {
    for instrument in QUESTIONNAIRES.all() {
        let questionnaire = instrument.questionnaire();
        let items = questionnaire.items();
        let items = items.iter().flat_map(|item| {
            let beside = item.help.iter().chain(&item.told);
            std::iter::once(&item.text).chain(beside)
        });
        let actions = questionnaire.action.iter().map(|action| &action.text);
        let lenses = questionnaire.lens.iter().map(|lens| &lens.description);
        let texts: Vec<_> = std::iter::once(&questionnaire.description)
            .chain(&questionnaire.notice)
            .chain(items)
            .chain(actions)
            .chain(lenses)
            .collect();
        for lang in Lang::ALL {
            let sentences: Vec<&str> = texts
                .iter()
                .map(|text| text.get(lang))
                .filter(|text| text.ends_with(['.', '?', '!']) && text.split(' ').count() > 3)
                .collect();
            assert!(sentences.len() >= 2, "{} has text", questionnaire.id);
            let counts = count(&sentences.join(" "), lang);
            assert!(
                !counts.too_hard(lang),
                "{} {lang}: grade {:.1}, ease {:.1}",
                questionnaire.id,
                counts.grade(),
                counts.ease()
            );
        }
    }
}
