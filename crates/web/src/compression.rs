//! Gzip for whole pages, cheap enough to do for each answer.
//!
//! A page is complete before it is sent, so nothing is streamed. Two things make it cheap: one
//! compressor per thread, because its state (a quarter of a megabyte) is dear to make; and the
//! style at the head and the script at the tail of every page, more than half of most, are
//! compressed once and copied. A deflate stream is a row of blocks, and blocks that end on a byte
//! can be put one behind the other.

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

static STYLE_PART: LazyLock<Part> = LazyLock::new(|| Part::new(&STYLE));
static SCRIPT_PART: LazyLock<Part> = LazyLock::new(|| Part::new(&SCRIPT));

thread_local! {
    static COMPRESSOR: RefCell<Compress> =
        RefCell::new(Compress::new(Compression::new(QUICK), false));
}

/// What is compressed once.
struct Part {
    blocks: Vec<u8>,
    sum: Crc,
}

impl Part {
    fn new(text: &str) -> Self {
        let mut blocks = Vec::with_capacity(text.len());
        let mut compressor = Compress::new(Compression::new(THOROUGH), false);
        deflate(&mut compressor, text.as_bytes(), &mut blocks).expect("memory can be written to");
        let mut sum = Crc::new();
        sum.update(text.as_bytes());
        Self { blocks, sum }
    }

    fn copy(&self, out: &mut Vec<u8>, sum: &mut Crc) {
        out.extend_from_slice(&self.blocks);
        sum.combine(&self.sum);
    }
}

/// `page` as a gzip file; `None` when the compressor fails, then it is sent as it is.
pub(crate) fn gzip(page: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(page.len() / 2 + 64);
    out.extend_from_slice(&HEADER);
    let mut sum = Crc::new();
    let (middle, end) = match parts(page) {
        Some((before, middle, end)) => {
            store(before, false, &mut out);
            sum.update(before);
            STYLE_PART.copy(&mut out, &mut sum);
            (middle, Some(end))
        }
        None => (page, None),
    };
    COMPRESSOR.with_borrow_mut(|compressor| deflate(compressor, middle, &mut out))?;
    sum.update(middle);
    if end.is_some() {
        SCRIPT_PART.copy(&mut out, &mut sum);
    }
    let end = end.unwrap_or_default();
    store(end, true, &mut out);
    sum.update(end);
    out.extend_from_slice(&sum.sum().to_le_bytes());
    out.extend_from_slice(&sum.amount().to_le_bytes());
    Some(out)
}

/// What stands before the style, between style and script, and behind the script of a page of ours.
fn parts(page: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let style = memmem::find(page, b"<style>")? + b"<style>".len();
    let script = memmem::rfind(page, b"<script>")? + b"<script>".len();
    let middle = style + STYLE.len();
    let end = script + SCRIPT.len();
    let ours = middle <= script
        && page.get(style..)?.starts_with(STYLE.as_bytes())
        && page.get(script..)?.starts_with(SCRIPT.as_bytes())
        && style <= LONGEST_STORED
        && page.len() - end <= LONGEST_STORED;
    ours.then(|| (&page[..style], &page[middle..script], &page[end..]))
}

/// Appends `part` as one block that is not compressed: for a few bytes that is the cheapest.
fn store(part: &[u8], last: bool, out: &mut Vec<u8>) {
    let length = u16::try_from(part.len()).expect("only short parts are stored");
    out.push(u8::from(last));
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(&(!length).to_le_bytes());
    out.extend_from_slice(part);
}

/// Appends `part` as blocks that end on a byte and do not look back behind it.
fn deflate(compressor: &mut Compress, part: &[u8], out: &mut Vec<u8>) -> Option<()> {
    compressor.reset();
    loop {
        let done = usize::try_from(compressor.total_in()).ok()?;
        match compressor.compress_vec(&part[done..], out, FlushCompress::Sync) {
            // The flush is complete when room is left behind it.
            Ok(Status::Ok | Status::BufError)
                if out.capacity() > out.len() && compressor.total_in() == part.len() as u64 =>
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

    #[test]
    fn what_goes_in_comes_out() {
        let noise: String = (0_u32..40_000)
            .map(|at| char::from(b'!' + (at.wrapping_mul(2_654_435_761) >> 25) as u8 % 90))
            .collect();
        let page = format!(
            "<head><style>{}</style></head><p>é</p><script>{}</script></html>",
            *STYLE, *SCRIPT
        );
        let other = page.replace("color", "colour");
        let only_script = format!("<script>{}</script>", *SCRIPT);
        let long = "abc ".repeat(20_000);
        let twice = format!("{page}{page}");
        for page in [
            "",
            "<p>é</p>",
            &long,
            &noise,
            &page,
            &other,
            &only_script,
            &twice,
            &page,
        ] {
            let packed = gzip(page.as_bytes()).expect("the compressor works");
            let mut unpacked = String::new();
            flate2::read::GzDecoder::new(&packed[..])
                .read_to_string(&mut unpacked)
                .expect("a gzip file");
            assert_eq!(unpacked, *page);
        }
    }
}
