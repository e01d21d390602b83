//! Messages that the proxy writes itself, and the fields that it reads of others.

use skate_env_core::Code;

use super::frame::{HEADER, build, text};

/// How bad an error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The statement failed; the session lives.
    Error,
    /// The session ends.
    Fatal,
}

/// An `ErrorResponse`: the code stands at the end of the hint, where psql, Prisma and
/// node-postgres show it.
#[must_use]
pub fn error(severity: Severity, code: Code, message: &str, hint: &str) -> Vec<u8> {
    let severity = match severity {
        Severity::Error => "ERROR",
        Severity::Fatal => "FATAL",
    };
    let hint = format!("{hint} [{code}]");
    let mut body = Vec::new();
    for (field, value) in [
        (b'S', severity),
        (b'V', severity),
        (b'C', sqlstate(code)),
        (b'M', message),
        (b'H', hint.as_str()),
    ] {
        body.push(field);
        body.extend(value.bytes().filter(|byte| *byte != 0));
        body.push(0);
    }
    body.push(0);
    build(b'E', &body)
}

/// The `SQLSTATE` of a code. `SK` is a class of our own: the standard leaves classes that begin
/// with `I` to `Z` to implementations, and PostgreSQL and its extensions use none below `SK`.
#[must_use]
pub const fn sqlstate(code: Code) -> &'static str {
    match code {
        Code::DestructiveStatement => "SK001",
        Code::UncommittedMigration => "SK002",
        Code::ReadOnlyConnection => "SK003",
        Code::UnreadableStatement => "SK004",
        Code::GuardedConnection => "SK005",
        Code::IdentityMismatch | Code::NotProduction | Code::ProductionTarget => "SK006",
        Code::IdentityUnproven | Code::InsecureTransport => "SK007",
        // Drivers try these again, or say that the server cannot be reached.
        Code::DatabaseUnavailable => "08001",
        Code::DatabaseRefused => "08004",
        _ => "SK000",
    }
}

/// A query that PostgreSQL itself refuses, whatever the state of the session: it is sent in place
/// of a refused one, so that a transaction fails as it would of any error.
#[must_use]
pub fn failing_query(marker: &str) -> Vec<u8> {
    build(b'Q', &[marker.as_bytes(), &[0]].concat())
}

/// The same as a `Parse`.
#[must_use]
pub fn failing_parse(marker: &str) -> Vec<u8> {
    build(b'P', &[&[0], marker.as_bytes(), &[0, 0, 0]].concat())
}

/// The query of a `Query`.
#[must_use]
pub fn query_text(frame: &[u8]) -> Option<&[u8]> {
    text(frame.get(HEADER..)?).filter(|(_, rest)| rest.is_empty()).map(|(query, _)| query)
}

/// The name and the query of a `Parse`.
#[must_use]
pub fn parse_text(frame: &[u8]) -> Option<(&[u8], &[u8])> {
    let (name, rest) = text(frame.get(HEADER..)?)?;
    Some((name, text(rest)?.0))
}

/// The statement that a `Bind` binds.
#[must_use]
pub fn bound_statement(frame: &[u8]) -> Option<&[u8]> {
    let (_portal, rest) = text(frame.get(HEADER..)?)?;
    Some(text(rest)?.0)
}

/// The value of a parameter in a `Bind`, `$1` being 1: `None` where it is NULL, missing or not there
/// yet. Text has the same bytes in both formats.
#[must_use]
pub fn bound_value(frame: &[u8], number: u16) -> Option<&[u8]> {
    let (_portal, rest) = text(frame.get(HEADER..)?)?;
    let (_statement, rest) = text(rest)?;
    let (formats, rest) = rest.split_first_chunk::<2>()?;
    let rest = rest.get(2 * usize::from(u16::from_be_bytes(*formats))..)?;
    let (count, mut rest) = rest.split_first_chunk::<2>()?;
    if number == 0 || number > u16::from_be_bytes(*count) {
        return None;
    }
    for _ in 1..number {
        let (length, value) = rest.split_first_chunk::<4>()?;
        // -1 is NULL, which has no bytes.
        rest = value.get(usize::try_from(i32::from_be_bytes(*length)).unwrap_or(0)..)?;
    }
    let (length, value) = rest.split_first_chunk::<4>()?;
    value.get(..usize::try_from(i32::from_be_bytes(*length)).ok()?)
}

/// The number of the function that a `FunctionCall` calls.
#[must_use]
pub fn called_function(frame: &[u8]) -> Option<u32> {
    frame.get(HEADER..)?.first_chunk::<4>().map(|number| u32::from_be_bytes(*number))
}

/// The name and the value of a `ParameterStatus`.
#[must_use]
pub fn parameter(frame: &[u8]) -> Option<(&str, &str)> {
    let (name, rest) = text(frame.get(HEADER..)?)?;
    let (value, _) = text(rest)?;
    Some((str::from_utf8(name).ok()?, str::from_utf8(value).ok()?))
}

/// Whether an `ErrorResponse` ends its session.
#[must_use]
pub fn is_fatal(frame: &[u8]) -> bool {
    let mut rest = frame.get(HEADER..).unwrap_or_default();
    while let Some((&field, value)) = rest.split_first() {
        let Some((value, after)) = text(value) else { break };
        if field == b'V' {
            return value != b"ERROR";
        }
        rest = after;
    }
    false
}

#[cfg(test)]
mod tests {
    use skate_env_core::Code;

    use super::{
        Severity, bound_value, build, error, failing_parse, is_fatal, parse_text, sqlstate,
    };

    #[test]
    fn an_error_shows_its_code_where_clients_look() {
        let frame = error(Severity::Error, Code::DestructiveStatement, "It is refused.", "Do so.");
        let text = String::from_utf8_lossy(&frame[5..]).replace('\0', "|");
        assert_eq!(text, "SERROR|VERROR|CSK001|MIt is refused.|HDo so. [destructive_statement]||");
        assert!(!is_fatal(&frame));
        assert!(is_fatal(&error(Severity::Fatal, Code::GuardedConnection, "", "")));
    }

    #[test]
    fn every_code_has_a_sqlstate() {
        for code in Code::ALL {
            let state = sqlstate(*code);
            assert!(state.len() == 5 && state.is_ascii(), "{code}");
            assert!(state.starts_with("SK") || state.starts_with("08"), "{code}");
        }
    }

    #[test]
    fn values_of_parameters_are_found_by_their_numbers() {
        let body = b"\0name\0\0\x01\0\x01\0\x03\xff\xff\xff\xff\0\0\0\x02ab\0\0\0\0\0\0";
        let frame = build(b'B', body);
        assert_eq!(bound_value(&frame, 0), None);
        assert_eq!(bound_value(&frame, 1), None);
        assert_eq!(bound_value(&frame, 2), Some(&b"ab"[..]));
        assert_eq!(bound_value(&frame, 3), Some(&b""[..]));
        assert_eq!(bound_value(&frame, 4), None);
        for end in 0..frame.len() {
            assert!(bound_value(&frame[..end], 2).is_none_or(|value| value == b"ab"));
        }
    }

    #[test]
    fn a_statement_that_fails_is_a_parse_of_no_name() {
        assert_eq!(parse_text(&failing_parse("marker")), Some((&b""[..], &b"marker"[..])));
        assert_eq!(parse_text(b"P\0\0\0\x05a"), None);
    }
}
