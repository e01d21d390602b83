//! Braces: `{a,b}c` makes two words.

use brush_parser::word::{BraceExpressionMember, BraceExpressionOrText};

/// Braces multiply words.
const MAX_WORDS: usize = 64;

/// The words that braces make; `None` where these are too many, or a sequence.
pub(super) fn expand(parts: &[BraceExpressionOrText]) -> Option<Vec<String>> {
    let mut words = vec![String::new()];
    for part in parts {
        let choices = match part {
            BraceExpressionOrText::Text(text) => vec![text.clone()],
            BraceExpressionOrText::Expr(members) => {
                let mut choices = Vec::new();
                for member in members {
                    let BraceExpressionMember::Child(child) = member else { return None };
                    choices.extend(expand(child)?);
                }
                choices
            }
        };
        if words.len() * choices.len() > MAX_WORDS {
            return None;
        }
        let joined =
            words.iter().flat_map(|word| choices.iter().map(move |it| format!("{word}{it}")));
        words = joined.collect();
    }
    Some(words)
}
