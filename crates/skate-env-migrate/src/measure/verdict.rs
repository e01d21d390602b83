//! What the figures of a statement mean. Pure.

use std::{fmt, time::Duration};

use serde::Serialize;

use super::Measured;

/// What a statement means for those who use the database meanwhile, mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nobody waits.
    Harmless,
    /// Somebody waits, not for long.
    BriefLock,
    /// Every row of a table was written again, and nobody waits for long here: where the table
    /// is larger, they will.
    Rewrite,
    /// Reads or writes wait longer than the limit.
    LongLock,
    /// They do while every row of a table is written again.
    LongRewrite,
}

/// Judges what was measured. The limit is for locks that others wait for; a statement that takes
/// long and holds up nobody is harmless.
#[must_use]
pub fn judge(measured: &Measured, limit: Duration) -> Verdict {
    let waits = measured.blocks() || (measured.locks_rows && measured.rows > 0);
    let is_long = waits && measured.held_milliseconds > limit.as_secs_f64() * 1000.0;
    match (!measured.rewritten.is_empty(), is_long) {
        (true, true) => Verdict::LongRewrite,
        (true, false) => Verdict::Rewrite,
        (false, true) => Verdict::LongLock,
        (false, false) if measured.blocks() => Verdict::BriefLock,
        (false, false) => Verdict::Harmless,
    }
}

impl Verdict {
    /// Whether it is beyond the limit.
    #[must_use]
    pub fn is_unsafe(self) -> bool {
        matches!(self, Self::LongLock | Self::LongRewrite)
    }
}

impl fmt::Display for Verdict {
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
        super::{Lock, Mode, Table},
        *,
    };

    fn measured(mode: Mode, held_milliseconds: f64) -> Measured {
        let table = Table { name: "User".into(), rows: Some(3), bytes: 8192 };
        let lock = Lock { table, mode, earlier: false };
        Measured { locks: vec![lock], held_milliseconds, ..Measured::default() }
    }

    #[test]
    fn a_lock_counts_where_somebody_waits_for_it_and_then_by_its_time() {
        let limit = Duration::from_secs(1);
        for (mode, milliseconds, verdict) in [
            (Mode::AccessExclusive, 0.3, Verdict::BriefLock),
            (Mode::AccessExclusive, 1000.0, Verdict::BriefLock),
            (Mode::AccessExclusive, 1000.1, Verdict::LongLock),
            (Mode::Share, 1000.1, Verdict::LongLock),
            (Mode::ShareUpdateExclusive, 60_000.0, Verdict::Harmless),
            (Mode::RowExclusive, 60_000.0, Verdict::Harmless),
        ] {
            assert_eq!(judge(&measured(mode, milliseconds), limit), verdict, "{mode}");
        }
        assert_eq!(judge(&measured(Mode::Share, 1.0), Duration::ZERO), Verdict::LongLock);
    }

    #[test]
    fn a_rewrite_is_one_however_quick_it_was() {
        let table = Table { name: "User".into(), rows: Some(3), bytes: 8192 };
        let rewritten = |milliseconds| Measured {
            rewritten: vec![table.clone()],
            ..measured(Mode::AccessExclusive, milliseconds)
        };
        let limit = Duration::from_secs(1);
        assert_eq!(judge(&rewritten(0.3), limit), Verdict::Rewrite);
        assert_eq!(judge(&rewritten(1001.0), limit), Verdict::LongRewrite);
        assert!(!Verdict::Rewrite.is_unsafe() && Verdict::LongRewrite.is_unsafe());
    }

    #[test]
    fn rows_that_were_there_are_waited_for_and_new_ones_are_not() {
        let limit = Duration::from_secs(1);
        let changed = |locks_rows, rows| Measured {
            rows,
            locks_rows,
            ..measured(Mode::RowExclusive, 1001.0)
        };
        assert_eq!(judge(&changed(true, 5), limit), Verdict::LongLock);
        assert_eq!(judge(&changed(true, 0), limit), Verdict::Harmless);
        assert_eq!(judge(&changed(false, 5), limit), Verdict::Harmless);
    }
}
