//! SQL expressions that compute masked values, with PostgreSQL's built-in functions and the key as
//! `$1` and `$2`.
//!
//! Equal values become equal masked values: each is computed from a keyed hash of the value, which
//! differs between masks. Hashes of 96 bits do not collide in practice: among 10⁹ values, the
//! probability is 10⁻¹¹.

use skate_env_core::Mask;

use crate::{Column, ValueKind};

/// 16 syllables, one for each value of four bits. Names made of them are not real.
const SYLLABLES: &str = "ba,do,fi,gu,ka,lo,mi,nu,pe,ro,sa,tu,ve,wi,zo,re";

/// The expression for the new value of a column. Parameters `$1` and `$2` are the pads of the key.
#[must_use]
pub fn expression(mask: &Mask, column: &Column) -> String {
    let value = identifier(&column.name);
    let kind = &column.type_name;
    match mask {
        Mask::Keep => value,
        Mask::Null => "NULL".to_owned(),
        Mask::Fixed(text) => {
            format!("CASE WHEN {value} IS NOT NULL THEN {}::{kind} END", literal(text))
        }
        Mask::Uuid if column.value_kind == ValueKind::Uuid => {
            format!("{}::{kind}", hashed(mask, column))
        }
        _ => {
            let hashed = hashed(mask, column);
            format!("(CASE {value}::text WHEN '' THEN '' ELSE {hashed} END)::{kind}")
        }
    }
}

/// The length of the values that a mask makes; `None` if it depends on the column.
#[must_use]
pub fn max_length(mask: &Mask) -> Option<i32> {
    match mask {
        Mask::Email => Some(39),
        Mask::Token => Some(32),
        Mask::Uuid => Some(36),
        Mask::Name | Mask::Phone | Mask::Text | Mask::Null | Mask::Fixed(_) | Mask::Keep => None,
    }
}

/// The expression of a mask that uses the hash of the value; computes the hash once.
fn hashed(mask: &Mask, column: &Column) -> String {
    let value = format!("{}::text", identifier(&column.name));
    // Values that the type treats as equal must stay equal.
    let value = if column.folds_case { format!("lower({value})") } else { value };
    let bytes = format!("convert_to('{mask}:' || {value}, 'UTF8')");
    let made = match mask {
        Mask::Email => "left(encode(hash, 'hex'), 24) || '@masked.invalid'".to_owned(),
        Mask::Token => "left(encode(hash, 'hex'), 32)".to_owned(),
        Mask::Uuid => "left(encode(hash, 'hex'), 32)::uuid::text".to_owned(),
        // No country has the code +999.
        Mask::Phone => truncated(
            "'+999' || lpad((('x' || left(encode(hash, 'hex'), 15))::bit(60)::bigint % 100000000000)::text, 11, '0')",
            column,
        ),
        Mask::Name => truncated(&name(), column),
        Mask::Text => {
            let value = identifier(&column.name);
            let length = format!("char_length({value}::text)");
            format!("left(repeat(encode(hash, 'hex'), {length} / 64 + 1), {length})")
        }
        Mask::Null | Mask::Fixed(_) | Mask::Keep => "''".to_owned(), // use no hash
    };
    format!(
        "(SELECT {made} FROM (SELECT sha256($2 || sha256($1 || {bytes})) AS hash OFFSET 0) AS keyed)"
    )
}

fn name() -> String {
    let syllable = |at: u8| format!("('{{{SYLLABLES}}}'::text[])[1 + (get_byte(hash, {at}) & 15)]");
    let word = |first: u8| {
        format!("{} || {} || {}", syllable(first), syllable(first + 1), syllable(first + 2))
    };
    format!("initcap({} || ' ' || {})", word(0), word(3))
}

fn truncated(made: &str, column: &Column) -> String {
    match column.limit {
        Some(limit) => format!("left({made}, {limit})"),
        None => made.to_owned(),
    }
}

/// Quotes an identifier.
pub(crate) fn identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Quotes a string literal.
pub(crate) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
