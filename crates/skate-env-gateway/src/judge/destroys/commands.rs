//! Commands of `ALTER TABLE`, `ALTER TYPE` and of partitions.

use super::{destruction::Destruction, objects};
use crate::grammar::{Kind, Node, Tree as _};

/// A command of `ALTER TABLE`, or of `ALTER TYPE` for a composite type.
pub(super) fn found(command: &Node) -> Option<Destruction> {
    let shape = command.shape();
    match shape[..] {
        [Kind::DROP, Kind::CONSTRAINT, ..] => {
            objects::cascades(command).then_some(Destruction::DropCascade)
        }
        [Kind::DROP, ..] => Some(Destruction::DropColumn),
        [Kind::ALTER, ..] if is_rewrite(&shape) => Some(Destruction::Rewrite),
        [Kind::SET, Kind::UNLOGGED] => Some(Destruction::Unlogged),
        [Kind::OWNER, ..] => objects::handed_over(command),
        // Rows are no longer the parent's, or no longer seen by everybody.
        [Kind::NO, Kind::INHERIT, ..] | [Kind::ENABLE_P | Kind::FORCE, Kind::ROW, ..] => {
            Some(Destruction::Hide)
        }
        // Options of a foreign table lead to another one.
        _ if shape.contains(&Kind::alter_generic_options) => Some(Destruction::Redirect),
        _ => None,
    }
}

fn is_rewrite(shape: &[Kind]) -> bool {
    shape.contains(&Kind::TYPE_P)
        || shape.windows(2).any(|pair| pair == [Kind::SET, Kind::EXPRESSION])
}

/// `ATTACH PARTITION` and `DETACH PARTITION`.
pub(super) fn of_partition(command: &Node) -> Option<Destruction> {
    command.has_word(Kind::DETACH).then_some(Destruction::Hide)
}
