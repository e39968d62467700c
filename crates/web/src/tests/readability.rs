//! Plain words: both languages at grade 8 or below. The measure itself is in `guidance::readability`.

use guidance::readability::count;
use kernel::Lang;

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
