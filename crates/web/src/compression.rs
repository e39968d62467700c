//! Gzip for whole pages, cheap enough to do for each answer.
//!
//! A page is complete before it is sent, so nothing is streamed. Two things make it cheap: one
//! compressor per thread, because its state (a quarter of a megabyte) is dear to make; and what is
//! the same in every page (style, script, the frame, the fixed parts of the form: more than half of
//! most pages) is compressed once and copied. A deflate stream is a row of blocks, and blocks that
//! end on a byte can be put one behind the other. What is compressed once comes from the interface
//! and the directory alone, never from what a visitor asked.

use std::cell::RefCell;
use std::sync::LazyLock;

use flate2::{Compress, Compression, Crc, FlushCompress, Status};
use memchr::memmem;

use crate::assets::{SCRIPT, STYLE};

/// For what changes with every page: each step up costs more time than it saves bytes.
const QUICK: u32 = 1;
/// For what is compressed once.
const THOROUGH: u32 = 9;

/// RFC 1952: deflate, no flags, no time (it would tell when), unknown system.
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
/// The longest stored block (RFC 1951, 3.2.4); what stands around style and script is far shorter.
const LONGEST_STORED: usize = 1_000;
/// Shorter stretches are not worth a block of their own.
const WORTH_A_BLOCK: usize = 120;
/// To sum shorter ones anew is quicker than to combine sums.
const WORTH_COMBINING: usize = 2_000;
/// What is looked back at from the beginning of the changing part of a page.
const LOOKED_BACK_AT: usize = 800;

static STYLE_PART: LazyLock<Part> = LazyLock::new(|| Part::new(&STYLE, FlushCompress::Sync));
static SCRIPT_PART: LazyLock<Part> = LazyLock::new(|| Part::new(&SCRIPT, FlushCompress::Sync));

thread_local! {
    static COMPRESSOR: RefCell<Compress> =
        RefCell::new(Compress::new(Compression::new(QUICK), false));
}

/// What is compressed once.
#[derive(Debug)]
struct Part {
    finder: memmem::Finder<'static>,
    blocks: Vec<u8>,
    sum: Crc,
}

impl Part {
    fn new(text: &str, flush: FlushCompress) -> Self {
        let mut blocks = Vec::with_capacity(text.len());
        let mut compressor = Compress::new(Compression::new(THOROUGH), false);
        deflate(&mut compressor, text.as_bytes(), flush, &mut blocks)
            .expect("memory can be written to");
        let mut sum = Crc::new();
        sum.update(text.as_bytes());
        Self {
            finder: memmem::Finder::new(text).into_owned(),
            blocks,
            sum,
        }
    }

    fn text(&self) -> &[u8] {
        self.finder.needle()
    }

    fn copy(&self, out: &mut Vec<u8>, sum: &mut Crc) {
        out.extend_from_slice(&self.blocks);
        if self.text().len() < WORTH_COMBINING {
            sum.update(self.text());
        } else {
            sum.combine(&self.sum);
        }
    }
}

/// Stretches that are the same in many pages, compressed once.
#[derive(Debug, Default)]
pub(crate) struct Fixed {
    /// The beginning of most pages, the style in it.
    top: Option<Part>,
    /// In the order in which they stand.
    middle: Vec<Part>,
    /// The end of most pages, the script in it.
    bottom: Option<Part>,
}

impl Fixed {
    /// From the stretches of a page, in order: what stands between them changes from page to page.
    pub(crate) fn new<'a>(stretches: impl IntoIterator<Item = &'a str>) -> Self {
        let mut stretches: Vec<&str> = stretches.into_iter().collect();
        let bottom = stretches.pop_if(|last| last.contains(SCRIPT.as_str()));
        let mut stretches = stretches.into_iter().peekable();
        let top = stretches.next_if(|first| first.contains(STYLE.as_str()));
        Self {
            top: top.map(|text| Part::new(text, FlushCompress::Sync)),
            middle: stretches
                .filter(|text| text.len() >= WORTH_A_BLOCK)
                .map(|text| Part::new(text, FlushCompress::Sync))
                .collect(),
            bottom: bottom.map(|text| Part::new(text, FlushCompress::Finish)),
        }
    }
}

/// `page` as a gzip file; `None` when the compressor fails, then it is sent as it is.
pub(crate) fn gzip(page: &[u8], fixed: &Fixed) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(page.len() / 2 + 64);
    out.extend_from_slice(&HEADER);
    let mut sum = Crc::new();

    let (mut before, mut rest) = (&[][..], page);
    if let Some((top, after)) = begins_with(page, fixed.top.as_ref()) {
        top.copy(&mut out, &mut sum);
        before = &top.text()[top.text().len().saturating_sub(LOOKED_BACK_AT)..];
        rest = after;
    } else if let Some((head, after)) = around(page, b"<style>", &STYLE_PART) {
        store(head, false, &mut out);
        sum.update(head);
        STYLE_PART.copy(&mut out, &mut sum);
        rest = after;
    }
    let bottom = fixed.bottom.as_ref();
    let bottom = bottom.and_then(|bottom| Some((bottom, rest.strip_suffix(bottom.text())?)));
    let script = match bottom {
        Some(_) => None,
        None => around_last(rest, b"<script>", &SCRIPT_PART),
    };
    let changing = match (bottom, script) {
        (Some((_, changing)), _) | (None, Some((changing, _))) => changing,
        (None, None) => rest,
    };

    COMPRESSOR.with_borrow_mut(|compressor| {
        compressor.reset();
        stretches(
            compressor,
            before,
            changing,
            &fixed.middle,
            &mut out,
            &mut sum,
        )
    })?;
    if let Some((bottom, _)) = bottom {
        bottom.copy(&mut out, &mut sum);
    } else {
        let mut end = &[][..];
        if let Some((_, after)) = script {
            SCRIPT_PART.copy(&mut out, &mut sum);
            end = after;
        }
        store(end, true, &mut out);
        sum.update(end);
    }
    out.extend_from_slice(&sum.sum().to_le_bytes());
    out.extend_from_slice(&sum.amount().to_le_bytes());
    Some(out)
}

/// Appends `text`, which stands behind `before`. What of it is known is copied, and shown to the
/// compressor, so that what follows looks back to the right place.
fn stretches(
    compressor: &mut Compress,
    before: &[u8],
    text: &[u8],
    known: &[Part],
    out: &mut Vec<u8>,
    sum: &mut Crc,
) -> Option<()> {
    let (mut behind, mut rest) = (before, text);
    let mut known = known.iter();
    while !rest.is_empty() {
        if !behind.is_empty() {
            compressor.set_dictionary(behind).ok()?;
        }
        let next = known.find_map(|part| Some((part, part.finder.find(rest)?)));
        let (changing, after) = rest.split_at(next.map_or(rest.len(), |(_, at)| at));
        if !changing.is_empty() {
            deflate(compressor, changing, FlushCompress::Sync, out)?;
            sum.update(changing);
        }
        rest = after;
        if let Some((part, _)) = next {
            part.copy(out, sum);
            behind = part.text();
            rest = &after[behind.len()..];
        }
    }
    Some(())
}

/// `begin` and what follows it, when `page` begins with it.
fn begins_with<'a>(page: &'a [u8], begin: Option<&'a Part>) -> Option<(&'a Part, &'a [u8])> {
    let begin = begin?;
    Some((begin, page.strip_prefix(begin.text())?))
}

/// What stands before and behind the first `tag` of a page, when `part` follows it.
fn around<'a>(page: &'a [u8], tag: &[u8], part: &Part) -> Option<(&'a [u8], &'a [u8])> {
    let (before, after) = page.split_at(memmem::find(page, tag)? + tag.len());
    let after = after.strip_prefix(part.text())?;
    (before.len() <= LONGEST_STORED).then_some((before, after))
}

/// The same for the last `tag`.
fn around_last<'a>(page: &'a [u8], tag: &[u8], part: &Part) -> Option<(&'a [u8], &'a [u8])> {
    let (before, after) = page.split_at(memmem::rfind(page, tag)? + tag.len());
    let after = after.strip_prefix(part.text())?;
    (after.len() <= LONGEST_STORED).then_some((before, after))
}

/// Appends `part` as one block that is not compressed: for a few bytes that is the cheapest.
fn store(part: &[u8], last: bool, out: &mut Vec<u8>) {
    let length = u16::try_from(part.len()).expect("only short parts are stored");
    out.push(u8::from(last));
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(&(!length).to_le_bytes());
    out.extend_from_slice(part);
}

/// Appends `part` as blocks that end on a byte.
fn deflate(
    compressor: &mut Compress,
    part: &[u8],
    flush: FlushCompress,
    out: &mut Vec<u8>,
) -> Option<()> {
    let begun = compressor.total_in();
    loop {
        let done = usize::try_from(compressor.total_in() - begun).ok()?;
        match compressor.compress_vec(&part[done..], out, flush) {
            Ok(Status::StreamEnd) => return Some(()),
            // The flush is complete when room is left behind it.
            Ok(Status::Ok | Status::BufError)
                if out.capacity() > out.len()
                    && compressor.total_in() - begun == part.len() as u64 =>
            {
                return Some(());
            }
            Ok(_) => out.reserve(part.len() / 2 + 64),
            Err(_) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    fn unpacked(page: &str, fixed: &Fixed) -> (usize, String) {
        let packed = gzip(page.as_bytes(), fixed).expect("the compressor works");
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(&packed[..])
            .read_to_string(&mut unpacked)
            .expect("a gzip file");
        (packed.len(), unpacked)
    }

    #[test]
    fn what_goes_in_comes_out() {
        let noise: String = (0_u32..40_000)
            .map(|at| char::from(b'!' + (at.wrapping_mul(2_654_435_761) >> 25) as u8 % 90))
            .collect();
        let top = format!("<head><style>{}</style></head><body class=x><p>", *STYLE);
        let bottom = format!("</p></body><script>{}</script></html>", *SCRIPT);
        let page = format!("{top}é{bottom}");
        let other = page.replace("color", "colour");
        let only_script = format!("<script>{}</script>", *SCRIPT);
        let long = "abc ".repeat(20_000);
        let twice = format!("{page}{page}");
        let (form, list) = (&noise[300..900], &noise[7_000..7_400]);
        let both = format!("{top}{form}{list}{bottom}");
        let apart = format!("{top}x{form}abc {list}{long}{bottom}");
        let again = format!("{top}{list}{form}{form}{list}{noise}{list}{form}{bottom}");
        let fixed = Fixed::new([&*top, form, "short", list, &*bottom]);
        for page in [
            "",
            "<p>é</p>",
            &long,
            &noise,
            &page,
            &other,
            &only_script,
            &twice,
            &both,
            &apart,
            &again,
            &format!("{top}{bottom}"),
            &format!("{form}{list}"),
            &top,
            &bottom,
            &page,
        ] {
            for fixed in [&fixed, &Fixed::default()] {
                assert_eq!(unpacked(page, fixed).1, *page);
            }
        }
        let (with, without) = (
            unpacked(&both, &fixed).0,
            unpacked(&both, &Fixed::default()).0,
        );
        assert!(with < without, "{with} < {without}");
    }
}
