//! What takes a value's place, in SQL: PostgreSQL's own functions alone, and the key as `$1`, `$2`.
//!
//! Equal values become equal ones: everything comes from a keyed hash of the value, which differs
//! from mask to mask. Values of 96 bits and more never meet in practice: a thousand million of
//! them collide with a chance of one in a hundred thousand million.

use skate_env_core::Mask;

use crate::{Column, ValueKind};

/// As many as four bits tell apart. No name that is made of them is anybody's.
const SYLLABLES: &str = "ba,do,fi,gu,ka,lo,mi,nu,pe,ro,sa,tu,ve,wi,zo,re";

/// The expression for a column's new value; it takes the key's pads as `$1` and `$2`.
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

/// How many letters a mask makes of any value; `None` where it depends on the column.
#[must_use]
pub fn max_length(mask: &Mask) -> Option<i32> {
    match mask {
        Mask::Email => Some(39),
        Mask::Token => Some(32),
        Mask::Uuid => Some(36),
        Mask::Name | Mask::Phone | Mask::Text | Mask::Null | Mask::Fixed(_) | Mask::Keep => None,
    }
}

/// The hash is computed once, however often it is used.
fn hashed(mask: &Mask, column: &Column) -> String {
    let value = format!("{}::text", identifier(&column.name));
    // What the type takes for equal has to stay equal.
    let value = if column.folds_case { format!("lower({value})") } else { value };
    let bytes = format!("convert_to('{mask}:' || {value}, 'UTF8')");
    let made = match mask {
        Mask::Email => "left(encode(hash, 'hex'), 24) || '@masked.invalid'".to_owned(),
        Mask::Token => "left(encode(hash, 'hex'), 32)".to_owned(),
        Mask::Uuid => "left(encode(hash, 'hex'), 32)::uuid::text".to_owned(),
        // No country has +999.
        Mask::Phone => shortened(
            "'+999' || lpad((('x' || left(encode(hash, 'hex'), 15))::bit(60)::bigint % 100000000000)::text, 11, '0')",
            column,
        ),
        Mask::Name => shortened(&name(), column),
        Mask::Text => {
            let value = identifier(&column.name);
            let length = format!("char_length({value}::text)");
            format!("left(repeat(encode(hash, 'hex'), {length} / 64 + 1), {length})")
        }
        Mask::Null | Mask::Fixed(_) | Mask::Keep => "''".to_owned(), // they hash nothing
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

fn shortened(made: &str, column: &Column) -> String {
    match column.limit {
        Some(limit) => format!("left({made}, {limit})"),
        None => made.to_owned(),
    }
}

/// A name as SQL takes it.
pub(crate) fn identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A value as SQL takes it.
pub(crate) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
