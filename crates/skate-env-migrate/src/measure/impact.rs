//! Classifies the impact of a measured statement on other users of the database. Pure.

use std::{fmt, time::Duration};

use serde::Serialize;

use super::MeasuredStatement;

/// The impact of a statement on other users of the database, mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Impact {
    /// Nothing waits.
    Harmless,
    /// Reads or writes wait, within the limit.
    BriefLock,
    /// A table was rewritten within the limit. A larger table takes longer.
    Rewrite,
    /// Reads or writes wait longer than the limit.
    LongLock,
    /// A table was rewritten, and reads or writes wait longer than the limit.
    LongRewrite,
}

/// Classifies a measured statement. The limit applies to locks that block others; a slow statement
/// that blocks nothing is harmless.
#[must_use]
pub fn impact_of(measured: &MeasuredStatement, limit: Duration) -> Impact {
    let waits = measured.blocks() || (measured.locks_rows && measured.rows > 0);
    let is_long = waits && measured.held_milliseconds > limit.as_secs_f64() * 1000.0;
    match (!measured.rewritten.is_empty(), is_long) {
        (true, true) => Impact::LongRewrite,
        (true, false) => Impact::Rewrite,
        (false, true) => Impact::LongLock,
        (false, false) if measured.blocks() => Impact::BriefLock,
        (false, false) => Impact::Harmless,
    }
}

impl Impact {
    /// Whether it exceeds the limit.
    #[must_use]
    pub fn is_unsafe(self) -> bool {
        matches!(self, Self::LongLock | Self::LongRewrite)
    }
}

impl fmt::Display for Impact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Harmless => "harmless",
            Self::BriefLock => "brief lock",
            Self::Rewrite => "rewrite",
            Self::LongLock => "long lock",
            Self::LongRewrite => "long rewrite",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Lock, LockMode, Table},
        *,
    };

    fn measured(mode: LockMode, held_milliseconds: f64) -> MeasuredStatement {
        let table = Table { name: "User".into(), rows: Some(3), bytes: 8192 };
        let lock = Lock { table, mode, earlier: false };
        MeasuredStatement { locks: vec![lock], held_milliseconds, ..MeasuredStatement::default() }
    }

    #[test]
    fn a_blocking_lock_is_classified_by_its_time() {
        let limit = Duration::from_secs(1);
        for (mode, milliseconds, impact) in [
            (LockMode::AccessExclusive, 0.3, Impact::BriefLock),
            (LockMode::AccessExclusive, 1000.0, Impact::BriefLock),
            (LockMode::AccessExclusive, 1000.1, Impact::LongLock),
            (LockMode::Share, 1000.1, Impact::LongLock),
            (LockMode::ShareUpdateExclusive, 60_000.0, Impact::Harmless),
            (LockMode::RowExclusive, 60_000.0, Impact::Harmless),
        ] {
            assert_eq!(impact_of(&measured(mode, milliseconds), limit), impact, "{mode}");
        }
        assert_eq!(impact_of(&measured(LockMode::Share, 1.0), Duration::ZERO), Impact::LongLock);
    }

    #[test]
    fn a_quick_rewrite_is_a_rewrite() {
        let table = Table { name: "User".into(), rows: Some(3), bytes: 8192 };
        let rewritten = |milliseconds| MeasuredStatement {
            rewritten: vec![table.clone()],
            ..measured(LockMode::AccessExclusive, milliseconds)
        };
        let limit = Duration::from_secs(1);
        assert_eq!(impact_of(&rewritten(0.3), limit), Impact::Rewrite);
        assert_eq!(impact_of(&rewritten(1001.0), limit), Impact::LongRewrite);
        assert!(!Impact::Rewrite.is_unsafe() && Impact::LongRewrite.is_unsafe());
    }

    #[test]
    fn only_changed_existing_rows_block() {
        let limit = Duration::from_secs(1);
        let changed = |locks_rows, rows| MeasuredStatement {
            rows,
            locks_rows,
            ..measured(LockMode::RowExclusive, 1001.0)
        };
        assert_eq!(impact_of(&changed(true, 5), limit), Impact::LongLock);
        assert_eq!(impact_of(&changed(true, 0), limit), Impact::Harmless);
        assert_eq!(impact_of(&changed(false, 5), limit), Impact::Harmless);
    }
}
