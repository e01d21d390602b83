//! Parsing a point of a branch's history.

use jiff::Timestamp;

use crate::state::{ApiError, HistoryPoint};

/// A point is an LSN or a timestamp; without either it is the present.
pub(in crate::api) fn history_point(
    lsn: Option<String>,
    timestamp: Option<Timestamp>,
) -> Result<Option<HistoryPoint>, ApiError> {
    match (lsn.filter(|lsn| !lsn.is_empty()), timestamp) {
        (None, None) => Ok(None),
        (None, Some(time)) => Ok(Some(HistoryPoint::Time(time))),
        (Some(lsn), None) if is_lsn(&lsn) => Ok(Some(HistoryPoint::Lsn(lsn))),
        (Some(_), None) => Err(ApiError::invalid("an LSN looks like 0/1DE2850")),
        (Some(_), Some(_)) => Err(ApiError::invalid("either an LSN or a timestamp, not both")),
    }
}

fn is_lsn(text: &str) -> bool {
    let hex = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    text.split_once('/').is_some_and(|(high, low)| hex(high) && hex(low))
}
