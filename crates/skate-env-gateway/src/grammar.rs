//! SQL parsed with PostgreSQL's own grammar, and helpers to walk the syntax tree.

mod names;
mod script;
mod stack;
mod tree;

pub(crate) use names::{identifier, path, string_constant};
pub(crate) use script::normalized;
pub use script::{MAX_STATEMENT, Script, Unreadable};
pub use stack::DeepStack;
pub(crate) use tree::{Kind, Node, NodeOrToken, Tree};
