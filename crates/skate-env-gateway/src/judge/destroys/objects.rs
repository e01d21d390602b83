//! What is dropped, renamed, moved or handed over, and whether it holds data.

use super::{super::tables::is_temporary, destruction::Destruction};
use crate::grammar::{Kind, Node, Tree as _};

/// `DROP`: what holds no data may be dropped, without `CASCADE`.
pub(super) fn dropped(statement: &Node) -> Option<Destruction> {
    let object = statement.children().find(|node| {
        matches!(
            node.kind(),
            Kind::object_type_any_name | Kind::drop_type_name | Kind::object_type_name_on_any_name
        )
    });
    let words: Vec<Kind> = match object {
        Some(object) => object.words().collect(),
        None => statement.shape(),
    };
    if holds_data(&words) {
        return (!is_temporary(statement)).then_some(Destruction::Drop);
    }
    cascades(statement).then_some(Destruction::DropCascade)
}

/// `DROP` of something that never holds data.
pub(super) fn dropped_with_dependents(statement: &Node) -> Option<Destruction> {
    cascades(statement).then_some(Destruction::DropCascade)
}

/// `RENAME`, `SET SCHEMA` and `OWNER TO`: whoever looks for the data, or may read it, does not
/// find it any more. What may not be dropped may not be moved either.
pub(super) fn moved(statement: &Node) -> Option<Destruction> {
    // `ALTER TABLE t RENAME CONSTRAINT a TO b`
    let is_harmless = statement.has_word(Kind::CONSTRAINT) || keeps_owner(statement);
    let moves = !is_harmless && holds_data(&object(statement)) && !is_temporary(statement);
    moves.then_some(Destruction::Move)
}

/// `OWNER TO` among the commands of an `ALTER TABLE`, `ALTER VIEW` and so on.
pub(super) fn handed_over(command: &Node) -> Option<Destruction> {
    let statement = command.ancestors().find(|it| it.kind() == Kind::AlterTableStmt)?;
    let moves = holds_data(&object(statement)) && !keeps_owner(command) && !is_temporary(statement);
    moves.then_some(Destruction::Move)
}

/// Whether a statement takes along what depends on its object.
pub(super) fn cascades(statement: &Node) -> bool {
    statement.find(Kind::opt_drop_behavior).is_some_and(|it| it.has_word(Kind::CASCADE))
}

/// `OWNER TO CURRENT_USER`: to whoever the session is.
fn keeps_owner(node: &Node) -> bool {
    let is_self =
        |word| matches!(word, Kind::CURRENT_USER | Kind::CURRENT_ROLE | Kind::SESSION_USER);
    node.child(Kind::RoleSpec).is_some_and(|role| role.words().any(is_self))
}

/// The words after `ALTER` that say what is altered.
fn object(statement: &Node) -> Vec<Kind> {
    let words = statement
        .children_with_tokens()
        .skip(1)
        .map_while(|element| element.as_token().map(|token| token.kind()));
    words.collect()
}

/// Whether objects of a kind hold data, or a kind that is not listed here might.
fn holds_data(words: &[Kind]) -> bool {
    use Kind as K;
    let holds_none = |word: &Kind| {
        matches!(
            word,
            K::INDEX
                | K::VIEW
                | K::TRIGGER
                | K::RULE
                | K::POLICY
                | K::COLLATION
                | K::CONVERSION_P
                | K::STATISTICS
                | K::SEARCH
                | K::EVENT
                | K::PUBLICATION
                | K::WRAPPER
                | K::FUNCTION
                | K::PROCEDURE
                | K::ROUTINE
                | K::AGGREGATE
                | K::OPERATOR
                | K::ROLE
                | K::USER
                | K::GROUP_P
        )
    };
    words.contains(&K::MATERIALIZED) || !words.iter().any(holds_none)
}
