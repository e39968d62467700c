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

use crate::assets::{SCRIPT, STYLE};

/// For what changes with every page: each step up costs more time than it saves bytes.
const QUICK: u32 = 1;
/// For what is compressed once.
const THOROUGH: u32 = 9;

/// RFC 1952: deflate, no flags, no time (it would tell when), unknown system.
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
/// The longest stored block (RFC 1951, 3.2.4); what stands around style and script is far shorter.
const LONGEST_STORED: usize = 1_000;

static STYLE_BLOCKS: LazyLock<Vec<u8>> = LazyLock::new(|| once(&STYLE));
static SCRIPT_BLOCKS: LazyLock<Vec<u8>> = LazyLock::new(|| once(&SCRIPT));

thread_local! {
    static COMPRESSOR: RefCell<Compress> =
        RefCell::new(Compress::new(Compression::new(QUICK), false));
}

/// `page` as a gzip file; `None` when the compressor fails, then it is sent as it is.
pub(crate) fn gzip(page: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(page.len() / 2 + 64);
    out.extend_from_slice(&HEADER);
    let (middle, end) = match parts(page) {
        Some((before, middle, end)) => {
            store(before, false, &mut out);
            out.extend_from_slice(&STYLE_BLOCKS);
            (middle, Some(end))
        }
        None => (page, None),
    };
    COMPRESSOR.with_borrow_mut(|compressor| deflate(compressor, middle, &mut out))?;
    if end.is_some() {
        out.extend_from_slice(&SCRIPT_BLOCKS);
    }
    store(end.unwrap_or_default(), true, &mut out);
    let mut sum = Crc::new();
    sum.update(page);
    out.extend_from_slice(&sum.sum().to_le_bytes());
    out.extend_from_slice(&sum.amount().to_le_bytes());
    Some(out)
}

/// What stands before the style, between style and script, and behind the script of a page of ours.
fn parts(page: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let text = std::str::from_utf8(page).ok()?;
    let style = text.find("<style>")? + "<style>".len();
    let script = text.rfind("<script>")? + "<script>".len();
    let middle = style + STYLE.len();
    let end = script + SCRIPT.len();
    let ours = middle <= script
        && text.get(style..)?.starts_with(&**STYLE)
        && text.get(script..)?.starts_with(&**SCRIPT)
        && style <= LONGEST_STORED
        && text.len() - end <= LONGEST_STORED;
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

fn once(part: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(part.len());
    let mut compressor = Compress::new(Compression::new(THOROUGH), false);
    deflate(&mut compressor, part.as_bytes(), &mut out).expect("memory can be written to");
    out
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
