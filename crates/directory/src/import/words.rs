//! Text of an export as plain text: no HTML, no entities, no control characters, nothing that runs.

/// Longest text that is kept, in characters; HSDS sets no limit.
pub(super) const LONGEST: usize = 20_000;

/// A text and what was done to it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plain {
    pub(super) text: String,
    pub(super) html: bool,
    pub(super) cut: bool,
}

/// Makes plain text. What is no HTML keeps its `<` and `&`.
pub(super) fn plain(written: &str) -> Plain {
    let mut plain = Plain::default();
    let cut;
    let written = match written.char_indices().nth(LONGEST) {
        Some((at, _)) => {
            plain.cut = true;
            cut = &written[..at];
            cut
        }
        None => written,
    };
    if looks_like_html(written) {
        plain.html = true;
        plain.text = tidy(&without_html(written));
    } else {
        plain.text = tidy(written);
    }
    plain
}

/// One line of plain text, for names.
pub(super) fn line(written: &str) -> Plain {
    let mut plain = plain(written);
    if plain.text.contains('\n') {
        plain.text = plain.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    plain
}

/// A tag or an entity stands in it.
fn looks_like_html(text: &str) -> bool {
    let tag = text.match_indices('<').any(|(at, _)| {
        let rest = text[at + 1..].trim_start_matches('/');
        rest.starts_with(|next: char| next.is_ascii_alphabetic() || next == '!' || next == '?')
            && rest.contains('>')
    });
    tag || text.match_indices('&').any(|(at, _)| {
        let rest = &text[at + 1..];
        rest.find(';')
            .is_some_and(|end| (2..=10).contains(&end) && is_entity(&rest[..end]))
    })
}

fn is_entity(name: &str) -> bool {
    name.strip_prefix('#').map_or_else(
        || name.bytes().all(|byte| byte.is_ascii_alphanumeric()),
        |number| {
            let number = number.strip_prefix(['x', 'X']).unwrap_or(number);
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_hexdigit())
        },
    )
}

/// Parses as a browser does (html5ever, by way of ammonia), drops scripts and styles with what is in
/// them, and keeps the words. Ends of blocks become ends of lines.
fn without_html(text: &str) -> String {
    let mut written = text.to_owned();
    // Ends of blocks, before the tags are gone. Names of tags are ASCII, so folding keeps positions.
    let folded = text.to_ascii_lowercase();
    let mut breaks: Vec<usize> = Vec::new();
    for tag in [
        "<br",
        "</p",
        "</div",
        "</li",
        "</tr",
        "</h1",
        "</h2",
        "</h3",
        "</h4",
        "</h5",
        "</h6",
        "</ul",
        "</ol",
        "<li",
        "</td",
        "</blockquote",
    ] {
        breaks.extend(folded.match_indices(tag).map(|(at, _)| at));
    }
    breaks.sort_unstable();
    for at in breaks.into_iter().rev() {
        written.insert(at, '\n');
    }
    let mut cleaner = ammonia::Builder::default();
    cleaner.tags(std::collections::HashSet::new());
    let clean = cleaner.clean(&written).to_string();
    unescape(&clean)
}

/// ammonia writes text as HTML: these are the entities it makes.
fn unescape(text: &str) -> String {
    text.replace("&nbsp;", "\u{a0}")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// Spaces of every kind as one, no control characters, at most one empty line together.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines() {
        let mut words = line
            .split(|character: char| character.is_whitespace() || character.is_control())
            .filter(|word| !word.is_empty())
            .map(|word| word.trim_matches(['\u{feff}', '\u{200b}', '\u{fffe}']))
            .filter(|word| !word.is_empty())
            .peekable();
        if words.peek().is_none() {
            empty += 1;
            continue;
        }
        if !tidied.is_empty() {
            tidied.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        for (at, word) in words.enumerate() {
            if at > 0 {
                tidied.push(' ');
            }
            // Marks that turn the direction of text can make an address read as another.
            tidied.extend(word.chars().filter(
                |character| !matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'),
            ));
        }
    }
    tidied
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn html_becomes_words() {
        for (written, text) in [
            ("<p>One &amp; two</p><p>three</p>", "One & two\nthree"),
            ("Caf&eacute; &#8211; l&rsquo;aide", "Café – l’aide"),
            ("a<br>b<BR/>c", "a\nb\nc"),
            ("<ul><li>x</li><li>y</li></ul>", "x\n\ny"),
            ("hello<script>alert(1)</script> there", "hello there"),
            ("<style>p{}</style>words", "words"),
            ("<img src=x onerror=alert(1)>words", "words"),
            ("<a href=\"javascript:alert(1)\">click</a>", "click"),
        ] {
            let plain = plain(written);
            assert_eq!(plain.text, text);
            assert!(plain.html, "{written}");
        }
    }

    #[test]
    fn what_is_no_html_stays() {
        for text in ["ages <18", "A & B", "5 < 6 > 4", "R&D; more", "x <3"] {
            let plain = plain(text);
            assert_eq!((plain.text.as_str(), plain.html), (text, false));
        }
    }

    #[test]
    fn spaces_and_controls_are_tidied() {
        assert_eq!(
            tidy(" a\u{0}\u{7} b\t\tc \n\n\n\n d\u{202e}e "),
            "a b c\n\nde"
        );
        assert_eq!(line("a\n b").text, "a b");
        assert!(plain(&"x".repeat(LONGEST + 1)).cut);
    }

    proptest! {
        /// Made plain twice is made plain once, and no control character is left.
        #[test]
        fn plain_text_stays_plain(text in "[a-z<>&;#!/ é\n\t\u{0}]{0,80}") {
            let once = plain(&text).text;
            prop_assert!(once.chars().all(|one| one == '\n' || !one.is_control()));
            prop_assert_eq!(tidy(&once), once);
        }
    }
}
