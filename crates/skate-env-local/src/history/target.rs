//! The target of a recovery: a time or a position in the log.

use std::fmt;

use jiff::Timestamp;
use tokio_postgres::types::PgLsn;

/// The state to recover.
#[derive(Clone, Copy, Debug)]
pub(crate) enum RecoveryTarget {
    /// With everything that was committed up to this server time.
    Time(Timestamp),
    /// With everything before this position in the log.
    Lsn(PgLsn),
}

impl RecoveryTarget {
    /// PostgreSQL's settings for this target.
    pub(crate) fn settings(self) -> [String; 2] {
        match self {
            Self::Time(_) => {
                [format!("recovery_target_time={self}"), "recovery_target_inclusive=on".into()]
            }
            // A position is where the next record starts, which is not part of the state.
            Self::Lsn(_) => {
                [format!("recovery_target_lsn={self}"), "recovery_target_inclusive=off".into()]
            }
        }
    }
}

impl fmt::Display for RecoveryTarget {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // Microseconds, as PostgreSQL counts (it would round up), and a numeric offset, because
            // it reads this before it knows the names of time zones.
            Self::Time(time) => time.strftime("%Y-%m-%d %H:%M:%S%.6f+00").fmt(formatter),
            Self::Lsn(position) => position.fmt(formatter),
        }
    }
}
