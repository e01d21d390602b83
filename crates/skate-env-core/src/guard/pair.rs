//! Pooled and direct must be two doors to one room.

use super::Findings;
use crate::{Code, Problem, Target, selection::Selection};

pub(super) fn check(selection: &Selection, findings: &mut Findings) {
    let (Some(pooled), Some(direct)) = (&selection.pooled, &selection.direct) else { return };
    let (Some(one), Some(other)) = (&pooled.target, &direct.target) else { return };
    if agree(one, other) {
        return;
    }
    findings.refuse(
        Problem::new(
            Code::PooledDirectMismatch,
            format!(
                "{} leads to {one}, but {} leads to {other}.",
                pooled.variable, direct.variable
            ),
            "Set both to the same database: the app would read one and migrate the other.",
        )
        .of_variable(direct.variable.clone(), direct.place.clone()),
    );
}

/// A pooler may be another machine; only where both say who they are can they disagree.
fn agree(one: &Target, other: &Target) -> bool {
    if one.server == other.server {
        return one.database == other.database;
    }
    !(one.server.is_identity() && other.server.is_identity())
}
