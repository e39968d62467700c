//! Reads a Fluent file into messages that are quick to write out.

use std::collections::HashMap;

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey,
};
use fluent_syntax::parser;

use super::{Message, Piece};
use crate::markup::escape_into;

/// Reads `source` into `messages`.
///
/// # Panics
/// When the file does not parse or uses a part of Fluent that we do not; the files are part of the
/// program, so that is a mistake in the program, found by its first test.
pub(super) fn read(source: &str, messages: &mut HashMap<String, Message>) {
    let resource = parser::parse(source)
        .unwrap_or_else(|(_, errors)| panic!("a locale file does not parse: {errors:?}"));
    for entry in resource.body {
        if let Entry::Message(message) = entry
            && let Some(pattern) = message.value
        {
            let pieces = pieces(message.id.name, &pattern);
            let whole = match &pieces[..] {
                [Piece::Words(words)] => Some(words.clone()),
                _ => None,
            };
            let known = messages.insert(message.id.name.to_owned(), Message { pieces, whole });
            assert!(known.is_none(), "{} is written twice", message.id.name);
        }
    }
}

fn pieces(key: &str, pattern: &Pattern<&str>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for element in &pattern.elements {
        let piece = match element {
            PatternElement::TextElement { value } => words(value),
            PatternElement::Placeable { expression } => placeable(key, expression),
        };
        match (pieces.last_mut(), piece) {
            (Some(Piece::Words(before)), Piece::Words(more)) => before.push_str(&more),
            (_, piece) => pieces.push(piece),
        }
    }
    pieces
}

fn words(words: &str) -> Piece {
    let mut escaped = String::with_capacity(words.len());
    escape_into(words, &mut escaped);
    Piece::Words(escaped)
}

fn placeable(key: &str, expression: &Expression<&str>) -> Piece {
    match expression {
        Expression::Inline(InlineExpression::VariableReference { id }) => {
            Piece::Variable(id.name.to_owned())
        }
        Expression::Inline(InlineExpression::StringLiteral { value }) => words(value),
        Expression::Select {
            selector: InlineExpression::VariableReference { id },
            variants,
        } => choice(key, id.name, variants),
        _ => panic!("{key}: only variables and choices by number are read here"),
    }
}

fn choice(key: &str, variable: &str, variants: &[Variant<&str>]) -> Piece {
    let mut exact = Vec::new();
    let mut one = None;
    let mut other = Vec::new();
    for variant in variants {
        let form = pieces(key, &variant.value);
        match variant.key {
            VariantKey::NumberLiteral { value } => {
                let number = value.parse().unwrap_or_else(|_| panic!("{key}: [{value}]"));
                exact.push((number, form));
            }
            VariantKey::Identifier { name: "one" } => one = Some(form),
            VariantKey::Identifier { name: "other" } => other = form,
            VariantKey::Identifier { name } => {
                panic!("{key}: [{name}] is no form of a number here")
            }
        }
    }
    Piece::Choice {
        variable: variable.to_owned(),
        exact,
        one,
        other,
    }
}
