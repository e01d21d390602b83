//! Moments of a branch's history.

use jiff::Timestamp;

use crate::state::{Point, Refusal};

/// The one of two ways in which a moment is named; none for the present.
pub(in crate::api) fn point(
    lsn: Option<String>,
    timestamp: Option<Timestamp>,
) -> Result<Option<Point>, Refusal> {
    match (lsn.filter(|lsn| !lsn.is_empty()), timestamp) {
        (None, None) => Ok(None),
        (None, Some(moment)) => Ok(Some(Point::Time(moment))),
        (Some(lsn), None) if is_lsn(&lsn) => Ok(Some(Point::Lsn(lsn))),
        (Some(_), None) => Err(Refusal::invalid("an LSN looks like 0/1DE2850")),
        (Some(_), Some(_)) => Err(Refusal::invalid("either an LSN or a timestamp, not both")),
    }
}

fn is_lsn(text: &str) -> bool {
    let hex = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    text.split_once('/').is_some_and(|(high, low)| hex(high) && hex(low))
}
