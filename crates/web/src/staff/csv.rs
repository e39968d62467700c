//! Tables as CSV (RFC 4180), safe to open in a spreadsheet.
//!
//! A spreadsheet runs a cell that begins like a formula, and cells hold what strangers wrote. Such a cell
//! gets an apostrophe in front, which spreadsheets read as "this is text" (OWASP, CSV Injection, checked
//! 2026-11-24).

use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};

/// Tells a spreadsheet that the file is UTF-8; without it, Excel garbles every accent.
const BYTE_ORDER_MARK: char = '\u{feff}';
/// First characters that begin a formula; the wide forms too, which East Asian spreadsheets fold.
const FORMULA: [char; 11] = [
    '=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

/// Writes rows of cells, headings first.
pub(crate) fn write<'a, Row>(rows: impl IntoIterator<Item = Row>) -> String
where
    Row: IntoIterator<Item = &'a str>,
{
    let mut out = String::from(BYTE_ORDER_MARK);
    for row in rows {
        let mut first = true;
        for cell in row {
            if !first {
                out.push(',');
            }
            first = false;
            write_cell(cell, &mut out);
        }
        out.push_str("\r\n");
    }
    out
}

fn write_cell(cell: &str, out: &mut String) {
    out.push('"');
    if is_formula(cell) {
        out.push('\'');
    }
    for letter in cell.chars() {
        if letter == '"' {
            out.push('"');
        }
        out.push(letter);
    }
    out.push('"');
}

/// Spreadsheets skip spaces before they look.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(FORMULA) || cell.trim_start().starts_with(FORMULA)
}

/// The answer that saves a file, under a name that tells nothing.
pub(crate) fn answer(csv: String) -> Response {
    let mut answer = csv.into_response();
    let headers = answer.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/csv; charset=utf-8; header=present"),
    );
    headers.insert(
        CONTENT_DISPOSITION,
        HeaderValue::from_static("attachment; filename=\"list.csv\""),
    );
    answer
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_formula_becomes_text() {
        for formula in [
            "=1+1",
            "+1 800 555 0100",
            "-2",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "  =HYPERLINK(\"http://example.org\")",
            "\u{a0}=1",
            "\u{ff1d}1",
        ] {
            let written = write([[formula]]);
            assert!(written.starts_with("\u{feff}\"'"), "{written}");
        }
        for text in ["", "Aide", "1-800", "a=b", "'quoted'", "é"] {
            assert!(!is_formula(text), "{text}");
        }
    }

    #[test]
    fn quotes_commas_and_lines_stay_in_their_cell() {
        let written = write([["a,b", "say \"hi\"", "one\ntwo", "=\",\"=1"]]);
        assert_eq!(
            written,
            "\u{feff}\"a,b\",\"say \"\"hi\"\"\",\"one\ntwo\",\"'=\"\",\"\"=1\"\r\n"
        );
    }

    /// Reads what `write` writes.
    fn read(written: &str) -> Vec<Vec<String>> {
        let mut rows = vec![vec![]];
        let mut letters = written
            .trim_start_matches(BYTE_ORDER_MARK)
            .chars()
            .peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '"' => {
                    let mut cell = String::new();
                    while let Some(letter) = letters.next() {
                        if letter == '"' && letters.next_if_eq(&'"').is_none() {
                            break;
                        }
                        cell.push(letter);
                    }
                    if let Some(row) = rows.last_mut() {
                        row.push(cell);
                    }
                }
                '\n' => rows.push(vec![]),
                _ => {}
            }
        }
        rows.pop();
        rows
    }

    proptest! {
        #[test]
        fn nothing_a_person_wrote_is_a_formula_or_leaves_its_cell(
            rows in proptest::collection::vec(
                proptest::collection::vec("([=+@\t\r\n -]|\\PC){0,6}", 2), 1..4)
        ) {
            let written = write(rows.iter().map(|row| row.iter().map(String::as_str)));
            let again = read(&written);
            prop_assert_eq!(again.len(), rows.len());
            for (cell, original) in again.iter().flatten().zip(rows.iter().flatten()) {
                prop_assert!(!is_formula(cell));
                let text = cell.strip_prefix('\'').filter(|_| is_formula(original));
                prop_assert_eq!(text.unwrap_or(cell), original.as_str());
            }
        }
    }
}
