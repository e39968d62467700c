//! Text that is already safe to stand in a page: escaped once, written as it is.

use std::borrow::Cow;
use std::fmt;

use askama::filters::HtmlSafe;
use askama::{FastWritable, Values};

/// A piece of HTML made by us, with everything that came from elsewhere escaped.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Markup(Cow<'static, str>);

impl Markup {
    /// Words of our own that are escaped already and live as long as the program.
    pub(crate) const fn ours(escaped: &'static str) -> Self {
        Self(Cow::Borrowed(escaped))
    }

    /// Words put together from escaped pieces.
    pub(crate) const fn built(escaped: String) -> Self {
        Self(Cow::Owned(escaped))
    }

    /// Any words, escaped here.
    pub fn escaped(words: &str) -> Self {
        let mut out = String::with_capacity(words.len());
        escape_into(words, &mut out);
        Self::built(out)
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The words of a text without elements, as they were before they were escaped.
    pub(crate) fn plain(&self) -> String {
        let mut words = self.0.to_string();
        for (escaped, letter) in [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&quot;", "\""),
            ("&#39;", "'"),
            ("&amp;", "&"),
        ] {
            words = words.replace(escaped, letter);
        }
        words
    }

    /// Nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FastWritable for Markup {
    fn write_into(&self, to: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        to.write_str(&self.0)?;
        Ok(())
    }
}

impl HtmlSafe for Markup {}

/// Escapes the five characters that mean something in HTML text and quoted attributes.
pub(crate) fn escape_into(words: &str, out: &mut String) {
    let mut rest = words;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_words_becomes_words() {
        let shown = Markup::escaped("<b a=\"1\" b='2'>& é</b>");
        assert_eq!(
            shown.as_str(),
            "&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp; é&lt;/b&gt;"
        );
    }
}
