//! Lists of the desk: every one sorts, filters, pages and exports.
//!
//! What one chooses (order, filter, page) stands in the address, so that a list can be kept and gone back
//! to. Words that a person types never do: they are sent by POST, and while they narrow the list every
//! step is a button of the same form.

use std::fmt::Write as _;

use directory::text::fold;
use kernel::Lang;

use super::csv;
use super::fields::Choice;
use crate::form::Fields;
use crate::frame::HiddenFields;
use crate::markup::Markup;
use crate::messages::Messages;
use crate::problem::Problem;

/// Rows of one page, where the list does not say.
const PAGE: usize = 25;
/// Letters of the words that narrow a list.
const WORDS: usize = 200;

/// What is in a list: its columns, its rows, and by what it can be narrowed.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) columns: Vec<Column>,
    pub(crate) filters: Vec<Filter>,
    pub(crate) rows: Vec<Row>,
    /// Rows of one page.
    page: Option<usize>,
}

/// A column: the word for it in addresses, and its heading.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) key: &'static str,
    pub(crate) heading: Markup,
}

/// Something to narrow a list by; an empty value means all.
#[derive(Debug)]
pub(crate) struct Filter {
    pub(crate) key: &'static str,
    pub(crate) label: Markup,
    /// Value and name of each choice, without "all".
    pub(crate) choices: Vec<(String, Markup)>,
}

/// One row.
#[derive(Debug, Default)]
pub(crate) struct Row {
    pub(crate) cells: Vec<Cell>,
    /// The row's value for each filter, by the filter's key.
    pub(crate) values: Vec<(&'static str, String)>,
}

/// What stands in a cell.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    /// In the page.
    pub(crate) shown: Markup,
    /// In an export, and where words are looked for.
    plain: String,
    /// By what the column is sorted.
    order: String,
}

impl Cell {
    /// Words.
    pub(crate) fn words(words: &str) -> Self {
        Self {
            shown: Markup::escaped(words),
            plain: words.to_owned(),
            order: fold(words),
        }
    }

    /// Words that lead to a page.
    pub(crate) fn link(href: &str, words: &str) -> Self {
        let (href, shown) = (Markup::escaped(href), Markup::escaped(words));
        Self {
            shown: Markup::built(format!("<a href=\"{href}\">{shown}</a>")),
            ..Self::words(words)
        }
    }

    /// Words of a message.
    pub(crate) fn said(words: Markup) -> Self {
        let plain = plain(&words);
        Self {
            order: fold(&plain),
            shown: words,
            plain,
        }
    }

    /// The same cell, sorted by this (a date, a number with leading zeros).
    pub(crate) fn ordered_by(self, order: impl Into<String>) -> Self {
        Self {
            order: order.into(),
            ..self
        }
    }
}

/// A message is escaped for HTML; an export is not HTML.
pub(crate) fn plain(words: &Markup) -> String {
    words
        .as_str()
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// What someone asked of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    /// Words to look for.
    words: String,
    /// Order, filters and page: what may stand in an address.
    steps: Vec<(String, String)>,
}

/// Words of addresses that are no filters.
const SORT: &str = "sort";
const ORDER: &str = "order";
const DOWN: &str = "down";
const PAGE_KEY: &str = "page";
const FORMAT: &str = "format";

impl Asked {
    /// What an address asks.
    pub(crate) fn in_query(query: Option<&str>) -> Result<Self, Problem> {
        let steps = Fields::read(query.unwrap_or_default().as_bytes())?;
        Ok(Self::new(String::new(), &steps))
    }

    /// What a form asks: its words, and the button that was pressed or the state that it carried.
    pub(crate) fn in_form(fields: &Fields) -> Result<Self, Problem> {
        let words = fields.get("words").trim().chars().take(WORDS).collect();
        let pressed = fields.get("go");
        if pressed.is_empty() && !fields.was_sent("steps") {
            // The form of the filters: its fields are the steps.
            return Ok(Self::new(words, fields));
        }
        let state = match pressed {
            "" => fields.get("steps"),
            pressed => pressed,
        };
        Ok(Self::new(words, &Fields::read(state.as_bytes())?))
    }

    fn new(words: String, fields: &Fields) -> Self {
        let steps = fields
            .iter()
            .filter(|(name, value)| {
                !value.is_empty() && !matches!(*name, "words" | "go" | "steps" | "done")
            })
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        Self { words, steps }
    }

    /// The filter that was chosen, for a list that is narrowed before it is read.
    pub(crate) fn chosen(&self, filter: &str) -> &str {
        self.get(filter)
    }

    fn get(&self, key: &str) -> &str {
        let mut found = self.steps.iter().rev().filter(|(known, _)| known == key);
        found.next().map_or("", |(_, value)| value)
    }

    /// The same, from the last of the first column on where no order was asked for.
    pub(crate) fn last_first(mut self) -> Self {
        if self.get(SORT).is_empty() && self.get(ORDER).is_empty() {
            self.steps.push((ORDER.to_owned(), DOWN.to_owned()));
        }
        self
    }

    /// The same, from the last of this column on where no order was asked for.
    pub(crate) fn or_down_by(mut self, column: &'static str) -> Self {
        if self.get(SORT).is_empty() && self.get(ORDER).is_empty() {
            self.steps.push((SORT.to_owned(), column.to_owned()));
            self.steps.push((ORDER.to_owned(), DOWN.to_owned()));
        }
        self
    }

    /// An export is wanted, not a page.
    pub(crate) fn wants_csv(&self) -> bool {
        self.get(FORMAT) == "csv"
    }
}

/// A way to another view of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Go {
    /// An address.
    Link(String),
    /// A button of the form that holds the words.
    Press(String),
}

/// A heading of the table.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) name: Markup,
    pub(crate) step: Go,
    /// The list is sorted by it: for `aria-sort`.
    pub(crate) direction: Option<&'static str>,
}

/// A filter with what is chosen.
#[derive(Debug)]
pub(crate) struct Chosen {
    pub(crate) key: &'static str,
    pub(crate) label: Markup,
    pub(crate) choices: Vec<Choice>,
}

/// A list as a page shows it.
#[derive(Debug)]
pub(crate) struct ListView {
    pub(crate) address: String,
    pub(crate) words: String,
    /// Order and filters, for the form that holds the words.
    pub(crate) steps: String,
    /// The order, for the form that holds the filters.
    pub(crate) sorting: HiddenFields,
    pub(crate) filters: Vec<Chosen>,
    pub(crate) heads: Vec<Head>,
    pub(crate) rows: Vec<Vec<Cell>>,
    pub(crate) count: Markup,
    pub(crate) place: Markup,
    pub(crate) previous: Option<Go>,
    pub(crate) next: Option<Go>,
    pub(crate) csv: Go,
}

impl Sheet {
    /// A sheet with these columns.
    pub(crate) fn with_columns(columns: Vec<(&'static str, Markup)>) -> Self {
        Self {
            columns: columns
                .into_iter()
                .map(|(key, heading)| Column { key, heading })
                .collect(),
            ..Self::default()
        }
    }

    /// The same with pages of so many rows.
    pub(crate) fn with_pages_of(self, rows: usize) -> Self {
        Self {
            page: Some(rows),
            ..self
        }
    }

    /// The rows that were asked for, in the order that was asked for.
    fn chosen(&self, asked: &Asked) -> Vec<&Row> {
        let words = fold(&asked.words);
        let mut rows: Vec<&Row> = self
            .rows
            .iter()
            .filter(|row| {
                self.filters.iter().all(|filter| {
                    let wanted = asked.get(filter.key);
                    wanted.is_empty()
                        || row
                            .values
                            .iter()
                            .any(|(key, value)| *key == filter.key && value == wanted)
                })
            })
            .filter(|row| {
                words.split_whitespace().all(|word| {
                    row.cells
                        .iter()
                        .any(|cell| fold(&cell.plain).contains(word))
                })
            })
            .collect();
        let by = self.sorted_by(asked);
        rows.sort_by(|one, other| {
            let order = |row: &Row| row.cells.get(by).map(|cell| cell.order.clone());
            order(one).cmp(&order(other))
        });
        if asked.get(ORDER) == DOWN {
            rows.reverse();
        }
        rows
    }

    /// The column that sorts: the one asked for, or the first.
    fn sorted_by(&self, asked: &Asked) -> usize {
        let wanted = asked.get(SORT);
        self.columns
            .iter()
            .position(|column| column.key == wanted)
            .unwrap_or_default()
    }

    /// Everything that was asked for, as a file.
    pub(crate) fn csv(&self, asked: &Asked) -> axum::response::Response {
        let headings: Vec<Cell> = self
            .columns
            .iter()
            .map(|column| Cell::said(column.heading.clone()))
            .collect();
        let rows = self.chosen(asked);
        let lines = std::iter::once(&headings).chain(rows.iter().map(|row| &row.cells));
        csv::answer(csv::write(
            lines.map(|cells| cells.iter().map(|cell| cell.plain.as_str())),
        ))
    }

    /// The page that was asked for, of a list at `address`.
    pub(crate) fn view(&self, asked: &Asked, address: &str, lang: Lang) -> ListView {
        let messages = Messages::of(lang);
        let rows = self.chosen(asked);
        let size = self.page.unwrap_or(PAGE);
        let pages = rows.len().div_ceil(size).max(1);
        let page = asked.get(PAGE_KEY).parse().unwrap_or(1).clamp(1, pages);
        let steps = Steps {
            sheet: self,
            asked,
            address,
        };
        let by = self.sorted_by(asked);
        let down = asked.get(ORDER) == DOWN;
        let heads = self.columns.iter().enumerate().map(|(at, column)| Head {
            name: column.heading.clone(),
            direction: (at == by).then_some(if down { "descending" } else { "ascending" }),
            step: steps.to(&[
                (SORT, column.key),
                (ORDER, if at == by && !down { DOWN } else { "" }),
            ]),
        });
        let to_page = |page: usize| steps.to(&[(PAGE_KEY, &page.to_string())]);
        ListView {
            address: address.to_owned(),
            words: asked.words.clone(),
            steps: steps.state(&[]),
            sorting: [SORT, ORDER]
                .into_iter()
                .filter(|key| !asked.get(key).is_empty())
                .map(|key| (key, asked.get(key).to_owned().into()))
                .collect(),
            filters: self.chosen_filters(asked, messages),
            heads: heads.collect(),
            count: messages.fill("staff-list-count", &[("count", rows.len().into())]),
            place: messages.fill(
                "staff-list-page",
                &[("page", page.into()), ("pages", pages.into())],
            ),
            previous: (page > 1).then(|| to_page(page - 1)),
            next: (page < pages).then(|| to_page(page + 1)),
            csv: steps.to(&[(FORMAT, "csv")]),
            rows: rows
                .iter()
                .skip((page - 1) * size)
                .take(size)
                .map(|row| row.cells.clone())
                .collect(),
        }
    }

    fn chosen_filters(&self, asked: &Asked, messages: &'static Messages) -> Vec<Chosen> {
        let chosen = |filter: &Filter| {
            let wanted = asked.get(filter.key);
            let all = Choice::new("", messages.say("staff-list-all"), wanted.is_empty());
            let others = filter
                .choices
                .iter()
                .map(|(value, name)| Choice::new(value, name.clone(), value == wanted));
            Chosen {
                key: filter.key,
                label: filter.label.clone(),
                choices: std::iter::once(all).chain(others).collect(),
            }
        };
        self.filters.iter().map(chosen).collect()
    }
}

/// Makes the ways to other views.
struct Steps<'a> {
    sheet: &'a Sheet,
    asked: &'a Asked,
    address: &'a str,
}

impl Steps<'_> {
    fn to(&self, change: &[(&str, &str)]) -> Go {
        let state = self.state(change);
        if self.asked.words.is_empty() {
            return Go::Link(if state.is_empty() {
                self.address.to_owned()
            } else {
                format!("{}?{state}", self.address)
            });
        }
        // A button must send something: an empty value would look as if none was pressed.
        Go::Press(if state.is_empty() {
            format!("{PAGE_KEY}=1")
        } else {
            state
        })
    }

    /// What was asked, changed; only words of our own that the list knows are repeated.
    fn state(&self, change: &[(&str, &str)]) -> String {
        let mut out = String::new();
        let filters = self.sheet.filters.iter().map(|filter| filter.key);
        // A page belongs to its order and its filters: it is kept by none of the ways but its own.
        for key in [SORT, ORDER]
            .into_iter()
            .chain(filters)
            .chain([PAGE_KEY, FORMAT])
        {
            let changed = change.iter().find(|(known, _)| *known == key);
            let value = match changed {
                Some((_, value)) => *value,
                None if matches!(key, PAGE_KEY | FORMAT) => "",
                None => self.asked.get(key),
            };
            if self.may_stand(key, value) {
                if !out.is_empty() {
                    out.push('&');
                }
                let _ = write!(out, "{key}={value}");
            }
        }
        out
    }

    /// The value is one that the list offers, so that nothing else is ever repeated in an address.
    fn may_stand(&self, key: &str, value: &str) -> bool {
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
        let known = match key {
            SORT => self.sheet.columns.iter().any(|column| column.key == value),
            ORDER => value == DOWN,
            PAGE_KEY => value.parse::<usize>().is_ok_and(|page| page > 1),
            FORMAT => value == "csv",
            _ => self
                .sheet
                .filters
                .iter()
                .filter(|filter| filter.key == key)
                .any(|filter| filter.choices.iter().any(|(known, _)| known == value)),
        };
        known && value.chars().all(plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        let mut sheet = Sheet::with_columns(vec![
            ("name", Markup::ours("Name")),
            ("since", Markup::ours("Since")),
        ]);
        sheet.filters = vec![Filter {
            key: "state",
            label: Markup::ours("State"),
            choices: vec![
                ("in".to_owned(), Markup::ours("In")),
                ("out".to_owned(), Markup::ours("Out")),
            ],
        }];
        for number in 0..120 {
            sheet.rows.push(Row {
                cells: vec![
                    Cell::link("/en", &format!("Élise {number:03}")),
                    Cell::words("x").ordered_by(format!("{:03}", 119 - number)),
                ],
                values: vec![(
                    "state",
                    if number % 2 == 0 { "in" } else { "out" }.to_owned(),
                )],
            });
        }
        sheet
    }

    fn view(query: &str) -> ListView {
        let asked = Asked::in_query(Some(query)).expect("a query");
        sheet().view(&asked, "/en/list", Lang::En)
    }

    fn first(view: &ListView) -> &str {
        view.rows[0][0].plain.as_str()
    }

    #[test]
    fn a_list_sorts_filters_and_pages() {
        let plain = view("");
        assert_eq!((plain.rows.len(), first(&plain)), (25, "Élise 000"));
        assert_eq!(plain.heads[0].direction, Some("ascending"));
        assert_eq!(plain.previous, None);
        assert_eq!(plain.next, Some(Go::Link("/en/list?page=2".to_owned())));
        let last = view("page=5&state=");
        assert_eq!((last.rows.len(), last.next), (20, None));
        assert_eq!(first(&view("sort=since")), "Élise 119");
        assert_eq!(first(&view("order=down")), "Élise 119");
        let out = view("state=out&order=down&sort=name");
        assert_eq!(first(&out), "Élise 119");
        assert_eq!(
            out.next,
            Some(Go::Link(
                "/en/list?sort=name&order=down&state=out&page=2".to_owned()
            ))
        );
        assert_eq!(
            out.heads[0].step,
            Go::Link("/en/list?sort=name&state=out".to_owned()),
            "the same column again turns the order round"
        );
        assert!(out.filters[0].choices[2].chosen);
    }

    #[test]
    fn a_list_may_have_an_order_and_pages_of_its_own() {
        let sheet = sheet().with_pages_of(25);
        let view = |query: &str| {
            let asked = Asked::in_query(Some(query)).expect("a query");
            sheet.view(&asked.or_down_by("since"), "/en/list", Lang::En)
        };
        let plain = view("");
        assert_eq!((plain.rows.len(), first(&plain)), (25, "Élise 000"));
        assert_eq!(plain.heads[1].direction, Some("descending"));
        assert_eq!(view("page=5").rows.len(), 20);
        assert_eq!(first(&view("sort=since")), "Élise 119");
    }

    #[test]
    fn words_stay_out_of_addresses() {
        let fields = Fields::read(b"words=elise+11&steps=sort%3Dname").expect("a form");
        let asked = Asked::in_form(&fields).expect("asked");
        let view = sheet().view(&asked, "/en/list", Lang::En);
        assert_eq!(view.rows.len(), 11, "accents do not matter");
        assert_eq!(view.csv, Go::Press("sort=name&format=csv".to_owned()));
        for head in &view.heads {
            assert!(matches!(head.step, Go::Press(_)));
        }
        let pressed = Fields::read(b"words=elise+11&steps=&go=sort%3Dname%26order%3Ddown");
        let asked = Asked::in_form(&pressed.expect("a form")).expect("asked");
        let view = sheet().view(&asked, "/en/list", Lang::En);
        assert_eq!(first(&view), "Élise 119");
    }

    #[test]
    fn nothing_foreign_is_repeated() {
        let odd = view("sort=<b>&order=sideways&state=%22x&page=-7&format=exe&more=1");
        assert_eq!(
            odd.heads[0].step,
            Go::Link("/en/list?sort=name&order=down".to_owned())
        );
        assert_eq!(
            odd.rows.len(),
            0,
            "a filter value that nobody has matches nobody"
        );
        let far = view("page=99999999999999999999");
        assert_eq!(first(&far), "Élise 000");
    }

    #[tokio::test]
    async fn an_export_has_every_row_that_was_asked_for() {
        let asked = Asked::in_query(Some("state=out&format=csv")).expect("a query");
        assert!(asked.wants_csv());
        let answer = sheet().csv(&asked);
        assert!(
            answer.headers()["content-disposition"]
                .to_str()
                .is_ok_and(|value| value.contains("list.csv"))
        );
        let body = axum::body::to_bytes(answer.into_body(), usize::MAX)
            .await
            .expect("a body");
        let text = String::from_utf8(body.to_vec()).expect("text");
        assert_eq!(text.lines().count(), 61);
        assert!(text.contains("\"Élise 119\",\"x\""));
    }
}
