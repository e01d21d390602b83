//! The ways in which a statement destroys.

/// What in a statement destroys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::judge) enum Destruction {
    Truncate,
    Drop,
    /// Something that holds no data itself, with all that depends on it.
    DropCascade,
    DropColumn,
    /// What holds data gets another name, schema or owner.
    Move,
    /// Rows leave a table, or the sight of those who read it.
    Hide,
    /// A column's values are computed anew.
    Rewrite,
    Unlogged,
    DeleteAll,
    UpdateAll,
    MergeAll,
    /// Rows that are written later are lost.
    Instead,
    /// Rows of PostgreSQL's own tables.
    Catalogue,
    /// Another server changes rows, or other rows are read under the same name.
    Redirect,
    ServerSetting,
    ServerFile,
    Function,
    /// A body that is only a string here, and code when it runs.
    Code,
    /// Another body for a function that others call.
    Replace,
    /// A kind of statement that no rule knows.
    Unknown,
}
