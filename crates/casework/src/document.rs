//! Documents: what may be kept, and whether a file is what it says it is.
//!
//! Never kept (content.md 3.2): scans of identity papers, intimate images, passwords. The kinds have no word
//! for them. What a file is, is read from its first bytes; its name and what a browser says count for nothing.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::words::{CaseId, DocumentId, Private, WorkerId, words};

/// Largest file: 20 MiB, more than a long scanned order.
pub const LARGEST: usize = 20 * 1024 * 1024;

words! {
    /// What a document is.
    DocumentKind {
        /// A protection order or another order.
        CourtOrder = "court-order",
        /// A paper of a court that is not an order.
        CourtPaper = "court-paper",
        /// A letter about immigration. Not the permit itself: its dates are kept instead.
        ImmigrationLetter = "immigration-letter",
        /// A consent on paper.
        SignedConsent = "signed-consent",
        /// A letter from a doctor or a clinic.
        MedicalLetter = "medical-letter",
        /// A letter that supports an application.
        SupportLetter = "support-letter",
        /// A lease, a bill, a receipt.
        Receipt = "receipt",
        /// Evidence that she wants kept.
        Evidence = "evidence",
        /// Something else.
        Other = "other",
    }

    /// The types that are taken.
    FileType {
        /// PDF.
        Pdf = "pdf",
        /// PNG.
        Png = "png",
        /// JPEG.
        Jpeg = "jpeg",
        /// Plain text, UTF-8.
        Text = "text",
        /// Word, without macros.
        Docx = "docx",
    }

    /// Why a file is not taken.
    DocumentFault {
        /// There is nothing in it.
        Empty = "empty",
        /// It is too large.
        TooLarge = "too-large",
        /// It is none of the types that are taken.
        TypeNotTaken = "type-not-taken",
        /// Its name says one type, its bytes another.
        Lies = "lies",
        /// It can run something: a macro, a script, an attachment inside.
        Active = "active",
        /// It is said to be an identity paper: its facts are kept, not its picture.
        IdentityPaper = "identity-paper",
        /// It was not looked through for viruses.
        NotScanned = "not-scanned",
        /// Something was found in it.
        Infected = "infected",
    }

    /// What the virus scanner said.
    Scan {
        /// There is none, or it did not answer.
        NotDone = "not-done",
        /// Nothing was found.
        Clean = "clean",
        /// Something was.
        Infected = "infected",
    }
}

/// A document, beside its sealed bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// The case.
    pub case: CaseId,
    /// What it is.
    pub kind: DocumentKind,
    /// What its bytes are.
    pub file_type: FileType,
    /// What it is called.
    pub title: Private,
    /// How many bytes.
    pub size: u64,
    /// What the scanner said.
    pub scan: Scan,
    /// Who put it here.
    pub by: WorkerId,
    /// When.
    pub at: Timestamp,
}

/// What is offered.
#[derive(Debug, Clone, Copy)]
pub struct Offered<'a> {
    /// The bytes.
    pub bytes: &'a [u8],
    /// The name it came with.
    pub name: &'a str,
    /// Whoever offers it says that it is an identity paper.
    pub is_identity_paper: bool,
    /// What the scanner said.
    pub scan: Scan,
    /// The house takes nothing that was not scanned.
    pub scan_required: bool,
}

/// The type of the file, or why it is not taken.
pub fn check(offered: &Offered<'_>) -> Result<FileType, DocumentFault> {
    if offered.is_identity_paper {
        return Err(DocumentFault::IdentityPaper);
    }
    if offered.bytes.is_empty() {
        return Err(DocumentFault::Empty);
    }
    if offered.bytes.len() > LARGEST {
        return Err(DocumentFault::TooLarge);
    }
    let found = file_type(offered.bytes).ok_or(DocumentFault::TypeNotTaken)?;
    let said = said_type(offered.name);
    if said != Ending::Unknown && said != Ending::Of(found) {
        return Err(DocumentFault::Lies);
    }
    if is_active(found, offered.bytes) {
        return Err(DocumentFault::Active);
    }
    match offered.scan {
        Scan::Infected => Err(DocumentFault::Infected),
        Scan::NotDone if offered.scan_required => Err(DocumentFault::NotScanned),
        Scan::NotDone | Scan::Clean => Ok(found),
    }
}

/// What the first bytes say, and for text all of them.
pub fn file_type(bytes: &[u8]) -> Option<FileType> {
    if bytes.starts_with(b"%PDF-") {
        Some(FileType::Pdf)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(FileType::Png)
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Some(FileType::Jpeg)
    } else if bytes.starts_with(b"PK\x03\x04") {
        // A Word file is a package with this part in it; any other package is not taken.
        contains(bytes, b"word/document.xml").then_some(FileType::Docx)
    } else {
        is_text(bytes).then_some(FileType::Text)
    }
}

fn is_text(bytes: &[u8]) -> bool {
    let markup = {
        let start = bytes.trim_ascii_start();
        start.starts_with(b"<") || start.starts_with(b"\xef\xbb\xbf<") || start.starts_with(b"#!")
    };
    !markup
        && std::str::from_utf8(bytes).is_ok_and(|text| {
            text.chars()
                .all(|character| !character.is_control() || matches!(character, '\n' | '\r' | '\t'))
        })
}

/// What a name's ending says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// One of the types that are taken.
    Of(FileType),
    /// A type that is not taken.
    NotTaken,
    /// Nothing that we know of.
    Unknown,
}

fn said_type(name: &str) -> Ending {
    let Some((_, ending)) = name.rsplit_once('.') else {
        return Ending::Unknown;
    };
    match ending.to_ascii_lowercase().as_str() {
        "pdf" => Ending::Of(FileType::Pdf),
        "png" => Ending::Of(FileType::Png),
        "jpg" | "jpeg" => Ending::Of(FileType::Jpeg),
        "txt" | "md" | "csv" => Ending::Of(FileType::Text),
        "docx" => Ending::Of(FileType::Docx),
        "exe" | "js" | "html" | "htm" | "svg" | "docm" | "zip" | "bat" | "sh" | "ps1" | "lnk" => {
            Ending::NotTaken
        }
        _ => Ending::Unknown,
    }
}

/// It holds something that can run. Looked for plainly: who hides it well is the scanner's matter.
fn is_active(found: FileType, bytes: &[u8]) -> bool {
    let signs: &[&[u8]] = match found {
        FileType::Pdf => &[b"/JavaScript", b"/Launch", b"/EmbeddedFile"],
        FileType::Docx => &[b"vbaProject.bin", b"word/embeddings/"],
        FileType::Png | FileType::Jpeg | FileType::Text => &[],
    };
    signs.iter().any(|sign| contains(bytes, sign))
}

fn contains(bytes: &[u8], sign: &[u8]) -> bool {
    bytes.windows(sign.len()).any(|window| window == sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::tests::hold;
    use proptest::prelude::*;

    fn offered<'a>(bytes: &'a [u8], name: &'a str) -> Offered<'a> {
        Offered {
            bytes,
            name,
            is_identity_paper: false,
            scan: Scan::Clean,
            scan_required: true,
        }
    }

    #[test]
    fn a_file_is_what_its_bytes_are() {
        for (bytes, name, expected) in [
            (b"%PDF-1.7 order".as_slice(), "order.pdf", Ok(FileType::Pdf)),
            (b"\x89PNG\r\n\x1a\n....", "photo.PNG", Ok(FileType::Png)),
            (b"\xff\xd8\xff\xe0", "photo.jpeg", Ok(FileType::Jpeg)),
            (
                "lettre à l’avocate\n".as_bytes(),
                "lettre.txt",
                Ok(FileType::Text),
            ),
            (
                b"PK\x03\x04...word/document.xml",
                "letter.docx",
                Ok(FileType::Docx),
            ),
            (b"%PDF-1.7", "order", Ok(FileType::Pdf)),
            (b"%PDF-1.7", "no.ending.known", Ok(FileType::Pdf)),
            (b"MZ\x90\x00", "order.pdf", Err(DocumentFault::TypeNotTaken)),
            (b"%PDF-1.7", "photo.png", Err(DocumentFault::Lies)),
            (b"\x89PNG\r\n\x1a\n", "order.pdf", Err(DocumentFault::Lies)),
            (b"plain", "run.exe", Err(DocumentFault::Lies)),
            (
                b"  <html><script>",
                "note.txt",
                Err(DocumentFault::TypeNotTaken),
            ),
            (b"#!/bin/sh", "note.txt", Err(DocumentFault::TypeNotTaken)),
            (
                b"PK\x03\x04 anything",
                "letter.docx",
                Err(DocumentFault::TypeNotTaken),
            ),
            (
                b"%PDF-1.7 /JavaScript",
                "order.pdf",
                Err(DocumentFault::Active),
            ),
            (
                b"PK\x03\x04word/document.xml vbaProject.bin",
                "a.docx",
                Err(DocumentFault::Active),
            ),
            (b"", "a.txt", Err(DocumentFault::Empty)),
            (b"\xff\xfe\x00", "a.txt", Err(DocumentFault::TypeNotTaken)),
        ] {
            assert_eq!(check(&offered(bytes, name)), expected, "{name}");
        }
        let large = vec![b'a'; LARGEST + 1];
        assert_eq!(
            check(&offered(&large, "a.txt")),
            Err(DocumentFault::TooLarge)
        );
    }

    #[test]
    fn identity_papers_and_unscanned_files_are_not_taken() {
        let mut file = offered(b"%PDF-1.7", "a.pdf");
        file.is_identity_paper = true;
        assert_eq!(check(&file), Err(DocumentFault::IdentityPaper));
        let mut file = offered(b"%PDF-1.7", "a.pdf");
        file.scan = Scan::NotDone;
        assert_eq!(check(&file), Err(DocumentFault::NotScanned));
        file.scan_required = false;
        assert_eq!(check(&file), Ok(FileType::Pdf));
        file.scan = Scan::Infected;
        assert_eq!(check(&file), Err(DocumentFault::Infected));
        hold::<DocumentKind>();
        hold::<FileType>();
        hold::<DocumentFault>();
        hold::<Scan>();
    }

    proptest! {
        #[test]
        fn any_bytes_can_be_checked(bytes in prop::collection::vec(any::<u8>(), 0..200), name in "\\PC{0,20}") {
            let _ = check(&offered(&bytes, &name));
        }
    }
}
