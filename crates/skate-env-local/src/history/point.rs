//! A moment in a server's past.

use std::fmt;

use jiff::Timestamp;
use tokio_postgres::types::PgLsn;

/// Which state is wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Point {
    /// With everything that was committed up to this moment, on the server's clock.
    Time(Timestamp),
    /// With everything that the log holds before this position.
    Lsn(PgLsn),
}

impl Point {
    /// The settings of PostgreSQL's that end a recovery there.
    pub(crate) fn settings(self) -> [String; 2] {
        match self {
            Self::Time(_) => {
                [format!("recovery_target_time={self}"), "recovery_target_inclusive=on".into()]
            }
            // A position is where the next record starts, and that one is not wanted.
            Self::Lsn(_) => {
                [format!("recovery_target_lsn={self}"), "recovery_target_inclusive=off".into()]
            }
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // Microseconds are what PostgreSQL counts (it would round up), and an offset in
            // digits is what it reads before it knows the names of time zones.
            Self::Time(time) => time.strftime("%Y-%m-%d %H:%M:%S%.6f+00").fmt(formatter),
            Self::Lsn(position) => position.fmt(formatter),
        }
    }
}
