//! A QR code drawn into the page: nothing is fetched, nothing leaves.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

use crate::markup::Markup;

/// Blank modules around the code (ISO/IEC 18004: at least four).
const QUIET: usize = 4;

/// Draws `text`, described by `label`; nothing when it is too long for a code.
pub(crate) fn qr_code(text: &str, label: &Markup) -> Option<Markup> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let (column, row) = (at % width + QUIET, at / width + QUIET);
            let _ = write!(path, "M{column} {row}h1v1h-1z");
        }
    }
    let side = width + 2 * QUIET;
    Some(Markup::built(format!(
        "<svg class=\"picture\" viewBox=\"0 0 {side} {side}\" role=\"img\" aria-label=\"{label}\" \
         shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}h-{side}z\"></path>\
         <path fill=\"#000\" d=\"{path}\"></path></svg>"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_square_with_its_three_corners() {
        let drawn = qr_code("otpauth://totp/x?secret=ABC", &Markup::ours("x")).expect("a code");
        let svg = drawn.as_str();
        for corner in ["M4 4h1", "M10 4h1", "M4 10h1"] {
            assert!(svg.contains(corner), "{corner}");
        }
        assert!(!svg.contains("ABC"), "the secret is in the picture only");
        assert_eq!(qr_code(&"x".repeat(5_000), &Markup::ours("x")), None);
    }
}
