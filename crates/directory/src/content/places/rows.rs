//! A table with commas, read row by row.

use std::str::FromStr;

use crate::content::record::NAME;
use crate::content::sheet::Sheet;
use crate::geography::{Point, Province};

/// One row of a table with commas.
pub(super) struct Row<'r, 'a> {
    sheet: &'r Sheet<'a>,
    columns: &'r [&'static str],
    cells: &'r csv::StringRecord,
    pub(super) line: u64,
}

/// Reads a table with commas whose first line names exactly these columns.
pub(super) fn rows<T, const N: usize>(
    sheet: &Sheet,
    columns: [&'static str; N],
    mut read: impl FnMut(&Row) -> Option<T>,
) -> Vec<T> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(sheet.text().as_bytes());
    let mut cells = csv::StringRecord::new();
    let mut found = Vec::new();
    let mut first = true;
    loop {
        match reader.read_record(&mut cells) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                sheet.fault_in_file(
                    format!("the table cannot be read: {error}"),
                    "look for a missing quote",
                );
                break;
            }
        }
        let line = cells.position().map_or(1, csv::Position::line);
        if first {
            first = false;
            if cells.iter().ne(columns) {
                let remedy = format!("write: {}", columns.join(","));
                sheet.fault_on_line(line, "the first line does not name the columns", remedy);
                break;
            }
            continue;
        }
        if cells.len() != N {
            let problem = format!("the row has {} cells instead of {N}", cells.len());
            let remedy =
                "look for a missing or extra comma; text with a comma stands between double quotes";
            sheet.fault_on_line(line, problem, remedy);
            continue;
        }
        found.extend(read(&Row {
            sheet,
            columns: &columns,
            cells: &cells,
            line,
        }));
    }
    if first {
        sheet.fault_in_file(
            "the table is empty",
            format!("its first line is: {}", columns.join(",")),
        );
    }
    found
}

impl Row<'_, '_> {
    pub(super) fn get(&self, column: &str) -> &str {
        let at = self.columns.iter().position(|known| *known == column);
        at.and_then(|at| self.cells.get(at)).unwrap_or_default()
    }

    pub(super) fn fault(&self, problem: impl Into<String>, remedy: impl Into<String>) {
        self.sheet.fault_on_line(self.line, problem, remedy);
    }

    pub(super) fn text(&self, column: &str) -> Option<String> {
        let text = self.get(column);
        if (1..=NAME).contains(&text.chars().count()) {
            return Some(text.to_owned());
        }
        self.fault(
            format!("`{column}` is empty or longer than {NAME} characters"),
            "write the name",
        );
        None
    }

    pub(super) fn parsed<T: FromStr>(&self, column: &str, remedy: &str) -> Option<T> {
        let value = self.get(column).parse().ok();
        if value.is_none() {
            self.fault(format!("`{column}` is {:?}", self.get(column)), remedy);
        }
        value
    }

    pub(super) fn province(&self) -> Option<Province> {
        self.parsed(
            "province",
            "use its two capital letters, such as BC, QC or NT",
        )
    }

    pub(super) fn point(&self) -> Option<Point> {
        let remedy = "write degrees with a point, such as 53.9166";
        let point = Point {
            latitude: self.parsed("latitude", remedy)?,
            longitude: self.parsed("longitude", remedy)?,
        };
        if point.is_in_canada() {
            return Some(point);
        }
        self.fault(
            format!(
                "the point {}, {} is not in Canada",
                point.latitude, point.longitude
            ),
            "check both numbers: latitude is 41 to 84, longitude -142 to -52 with its minus sign",
        );
        None
    }
}
