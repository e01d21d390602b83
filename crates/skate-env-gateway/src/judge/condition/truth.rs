//! What a condition does to the rows, and how AND, OR and NOT combine.

/// What a condition does to the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::judge) enum Truth {
    /// Every row fulfils it.
    Always,
    /// No row does.
    Never,
    /// It does not depend on the row: a parameter, a function of constants.
    Constant,
    /// It depends on the row.
    PerRow,
}

impl Truth {
    /// Whether it narrows the rows that a statement changes.
    pub(in crate::judge) fn narrows(self) -> bool {
        matches!(self, Self::Never | Self::PerRow)
    }

    pub(super) fn not(self) -> Self {
        match self {
            Self::Always => Self::Never,
            Self::Never => Self::Always,
            other => other,
        }
    }

    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Never, _) | (_, Self::Never) => Self::Never,
            (Self::PerRow, _) | (_, Self::PerRow) => Self::PerRow,
            (Self::Constant, _) | (_, Self::Constant) => Self::Constant,
            (Self::Always, Self::Always) => Self::Always,
        }
    }

    /// `$1 IS NULL OR id = $1` still counts as a condition of its own.
    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Always, _) | (_, Self::Always) => Self::Always,
            (Self::PerRow, _) | (_, Self::PerRow) => Self::PerRow,
            (Self::Constant, _) | (_, Self::Constant) => Self::Constant,
            (Self::Never, Self::Never) => Self::Never,
        }
    }
}
