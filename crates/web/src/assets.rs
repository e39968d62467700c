//! The style and the script that stand in every page, made small once, and their hashes.
//!
//! Both are inlined so that a page is one request. The content security policy allows exactly these
//! two, by hash, and nothing else.

use std::fmt::Write as _;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};

/// The style of every public page.
pub(crate) static STYLE: LazyLock<String> =
    LazyLock::new(|| smaller_style(include_str!("../assets/style.css")));

/// The style of every page of the desk.
pub(crate) static STAFF_STYLE: LazyLock<String> =
    LazyLock::new(|| smaller_style(include_str!("../assets/staff.css")));

/// The script of every public page.
pub(crate) static SCRIPT: LazyLock<String> =
    LazyLock::new(|| smaller_script(include_str!("../assets/page.js")));

/// The content security policy of every answer.
pub(crate) static POLICY: LazyLock<String> = LazyLock::new(|| {
    let mut policy = String::from("default-src 'none'");
    // `data:` is for the empty icon, which keeps the browser from asking for one.
    let _ = write!(
        policy,
        "; style-src '{}'; script-src '{}'; img-src data:; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        hash(&STYLE),
        hash(&SCRIPT)
    );
    policy
});

/// Twenty-two characters that change when one byte does.
pub(crate) fn short_hash(bytes: impl AsRef<[u8]>) -> String {
    let mut hash = URL_SAFE_NO_PAD.encode(Sha256::digest(bytes));
    hash.truncate(22);
    hash
}

/// The script of the two pages of the desk that ask a passkey.
#[cfg(feature = "passkeys")]
pub(crate) static PASSKEY_SCRIPT: LazyLock<String> =
    LazyLock::new(|| smaller_script(include_str!("../assets/passkey.js")));

/// The content security policy of those two pages: that one script beside the style, and still nothing from
/// anywhere.
#[cfg(feature = "passkeys")]
pub(crate) static PASSKEY_POLICY: LazyLock<String> =
    LazyLock::new(|| format!("{}; script-src '{}'", *STAFF_POLICY, hash(&PASSKEY_SCRIPT)));

/// The content security policy of the desk: its style, and no script at all.
pub(crate) static STAFF_POLICY: LazyLock<String> = LazyLock::new(|| {
    format!(
        "default-src 'none'; style-src '{}'; img-src data:; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'",
        hash(&STAFF_STYLE)
    )
});

fn hash(source: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(source)))
}

/// Without comments and without white space that CSS does not need.
fn smaller_style(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some((before, comment)) = rest.split_once("/*") {
        squeeze_style(before, &mut out);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    squeeze_style(rest, &mut out);
    out
}

fn squeeze_style(source: &str, out: &mut String) {
    for word in source.split_ascii_whitespace() {
        // A space is needed between two words (`1px solid`, `a b`), never after a mark. Before `(`
        // and `:` it may matter (`and (min-width…)`, `.a :focus`), so it stays there.
        let after_mark = out.is_empty() || out.ends_with(['{', '}', ';', ':', ',']);
        if !after_mark && !word.starts_with(['{', '}']) {
            out.push(' ');
        }
        out.push_str(word);
    }
}

/// Without lines of comment and without indents.
fn smaller_script(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    for line in source.lines().map(str::trim) {
        if !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_keeps_its_meaning() {
        let source = "/* a */\nul a, .x :focus { color: #fff; border: 1px solid; }\n@media (min-width: 40em) { b { margin: 0 auto } }";
        assert_eq!(
            smaller_style(source),
            "ul a,.x :focus{color:#fff;border:1px solid;}@media (min-width:40em){b{margin:0 auto}}"
        );
    }

    #[test]
    fn script_keeps_its_lines() {
        assert_eq!(
            smaller_script("// why\n  a(); // x\n\n  b();\n"),
            "a(); // x\nb();"
        );
    }

    /// An old phone reads it: nothing newer than the fifth edition of the language.
    #[test]
    fn the_script_is_old_and_small() {
        for newer in ["=>", "let ", "const ", "`", "async", "?.", "fetch("] {
            assert!(!SCRIPT.contains(newer), "{newer}");
        }
        assert!(SCRIPT.len() < 3_500, "{}", SCRIPT.len());
    }

    /// Inlined text could end its own element.
    #[test]
    fn nothing_closes_its_own_element() {
        assert!(!STYLE.contains('<') && !SCRIPT.contains("</"));
        assert!(!STAFF_STYLE.contains('<'));
    }

    #[test]
    fn the_policy_names_both_hashes() {
        assert_eq!(POLICY.matches("'sha256-").count(), 2);
        assert!(!POLICY.contains("unsafe"));
        assert!(!STAFF_POLICY.contains("script") && !STAFF_POLICY.contains("unsafe"));
    }

    #[cfg(feature = "passkeys")]
    #[test]
    fn the_script_for_passkeys_is_small_and_asks_nobody_else() {
        assert!(PASSKEY_SCRIPT.len() < 4_000, "{}", PASSKEY_SCRIPT.len());
        for word in [
            "</",
            "fetch(",
            "XMLHttp",
            "http",
            "innerHTML",
            "eval",
            "Storage",
            "cookie",
        ] {
            assert!(!PASSKEY_SCRIPT.contains(word), "{word}");
        }
        assert_eq!(PASSKEY_POLICY.matches("'sha256-").count(), 2);
        assert!(!PASSKEY_POLICY.contains("unsafe") && !PASSKEY_POLICY.contains("connect"));
    }
}
