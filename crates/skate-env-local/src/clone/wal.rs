//! The names of the files of the write-ahead log.

use std::ops::RangeInclusive;

use tokio_postgres::types::PgLsn;

use crate::Result;
use crate::postgres::Session;

/// How a server divides its log into files.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WalSegments {
    timeline: u32,
    size: u64,
}

impl WalSegments {
    /// Reads both from the server: `initdb` set the size, a point-in-time recovery the timeline.
    pub(crate) async fn of(session: &Session) -> Result<Self> {
        let query = "SELECT timeline_id, pg_size_bytes(current_setting('wal_segment_size')) \
                        FROM pg_control_checkpoint()";
        let row = session.row(query, &[]).await?;
        let (timeline, size): (i32, i64) = (row.get(0), row.get(1));
        Ok(Self { timeline: timeline.unsigned_abs(), size: size.unsigned_abs() })
    }

    /// The files that hold everything from `start` up to `end`, which is the first byte after.
    pub(crate) fn between(self, start: PgLsn, end: PgLsn) -> impl Iterator<Item = String> {
        let numbers: RangeInclusive<u64> =
            u64::from(start) / self.size..=u64::from(end).saturating_sub(1) / self.size;
        numbers.map(move |number| self.name(number))
    }

    /// PostgreSQL's name: timeline, then the number in units of 4 GiB, then the rest.
    fn name(self, number: u64) -> String {
        let per_unit = 0x1_0000_0000 / self.size;
        format!("{:08X}{:08X}{:08X}", self.timeline, number / per_unit, number % per_unit)
    }
}

#[cfg(test)]
mod tests {
    use super::WalSegments;

    #[test]
    fn names_are_those_of_pg_walfile_name() {
        let names = |size, start: &str, end: &str| {
            let (start, end) = (start.parse().unwrap(), end.parse().unwrap());
            WalSegments { timeline: 2, size }.between(start, end).collect::<Vec<_>>()
        };
        assert_eq!(names(16 << 20, "0/2000028", "0/3000000"), ["000000020000000000000002"]);
        assert_eq!(
            names(4 << 20, "0/FFC00028", "1/400001"),
            ["0000000200000000000003FF", "000000020000000100000000", "000000020000000100000001"]
        );
    }
}
