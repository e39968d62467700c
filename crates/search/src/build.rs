//! Building an index: read every listing once, put the documents in their order, write everything.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use directory::Listing;
use directory::taxonomy::Taxonomy;
use tantivy::directory::{Directory, TerminatingWrite};
use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::store::Compressor;
use tantivy::{IndexSettings, TantivyDocument};

use crate::storage::{self, MadeFrom, RECORDS};
use crate::{Error, Result};

mod columns;
mod draft;
mod interner;
mod vocabulary;

use draft::Draft;

/// Words of the name of a service and of its organization.
pub(crate) const NAME: &str = "name";
/// All words.
pub(crate) const ALL: &str = "all";

/// Writes an index of `listings` into the empty `folder`.
pub(crate) fn build(
    folder: &dyn Directory,
    listings: impl IntoIterator<Item = Listing>,
    taxonomy: &Arc<Taxonomy>,
    change_counter: u64,
) -> Result<()> {
    let mut draft = Draft::new(taxonomy);
    let records_length = write_records(folder, listings, &mut draft)?;
    let order = draft.order();
    write_words(folder, &draft, &order)?;
    let made_from = MadeFrom {
        change_counter,
        fingerprint: taxonomy.fingerprint(),
    };
    let sections = columns::sections(&draft, &order, taxonomy)?;
    storage::write(
        folder,
        made_from,
        order.len() as u32,
        records_length,
        &sections,
    )
}

/// Streams the listings through: records to disk at once, everything else into the draft.
fn write_records(
    folder: &dyn Directory,
    listings: impl IntoIterator<Item = Listing>,
    draft: &mut Draft<'_>,
) -> Result<u64> {
    let mut file = storage::create(folder, RECORDS)?;
    let mut written = 0_u64;
    for listing in listings {
        if draft.len() >= u32::MAX as usize - 1 {
            return Err(Error::TooMany("listings"));
        }
        let record = postcard::to_stdvec(&listing).map_err(Error::Encode)?;
        draft.add(&listing, written);
        file.write_all(&(storage::check(&record) as u32).to_le_bytes())?;
        file.write_all(&record)?;
        written += 4 + record.len() as u64;
    }
    file.terminate()?;
    Ok(written)
}

/// Two fields of words that are stemmed already; nothing stored, no positions, no lengths.
fn schema() -> Schema {
    let mut schema = Schema::builder();
    for field in [NAME, ALL] {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("whitespace")
            .set_index_option(IndexRecordOption::Basic)
            .set_fieldnorms(false);
        schema.add_text_field(field, TextOptions::default().set_indexing_options(indexing));
    }
    schema.build()
}

/// Feeds tantivy the stems of every document in one segment, so that its document numbers are ours.
fn write_words(folder: &dyn Directory, draft: &Draft<'_>, order: &[u32]) -> Result<()> {
    let schema = schema();
    let (name, all) = (schema.get_field(NAME)?, schema.get_field(ALL)?);
    let settings = IndexSettings {
        docstore_compression: Compressor::None,
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    };
    // Only sizes the first hash table: a small directory must stay small.
    let budget = (draft.len() * 2_000).clamp(4_000_000, 200_000_000);
    let mut writer = tantivy::Index::builder()
        .schema(schema)
        .settings(settings)
        .single_segment_index_writer(folder.box_clone(), budget)?;
    for &listing in order {
        let (in_name, elsewhere) = draft.words(listing);
        let mut text = String::with_capacity(8 * (in_name.len() + elsewhere.len()));
        draft.spell(in_name, &mut text);
        let mut document = TantivyDocument::default();
        document.add_text(name, &text);
        draft.spell(elsewhere, &mut text);
        document.add_text(all, &text);
        writer.add_document(document)?;
    }
    writer.finalize()?;
    Ok(())
}

/// Builds beside `folder` and moves the finished index there, so that a crash leaves either the old
/// one or none.
pub(crate) fn build_on_disk(
    folder: &Path,
    listings: impl IntoIterator<Item = Listing>,
    taxonomy: &Arc<Taxonomy>,
    change_counter: u64,
) -> Result<()> {
    let (fresh, old) = (beside(folder, "new"), beside(folder, "old"));
    for leftover in [&fresh, &old] {
        if leftover.exists() {
            std::fs::remove_dir_all(leftover)?;
        }
    }
    std::fs::create_dir_all(&fresh)?;
    let files = crate::index::mapped(&fresh)?;
    build(&files, listings, taxonomy, change_counter)?;
    drop(files);
    if folder.exists() {
        std::fs::rename(folder, &old)?;
    }
    std::fs::rename(&fresh, folder)?;
    if old.exists() {
        std::fs::remove_dir_all(&old)?;
    }
    Ok(())
}

fn beside(folder: &Path, suffix: &str) -> std::path::PathBuf {
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(suffix);
    folder.with_file_name(name)
}
