//! `pooled_direct_mismatch`: the pooled and the direct URL must lead to the same database.

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

/// A pooler may be another machine: two URLs disagree only where both identify their server.
fn agree(one: &Target, other: &Target) -> bool {
    if one.server == other.server {
        return one.database == other.database;
    }
    !(one.server.is_identity() && other.server.is_identity())
}
