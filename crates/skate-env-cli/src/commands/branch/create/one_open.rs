//! One performance branch is open at a time: it is large, and two measure each other.

use skate_env_core::{
    Class, Code, Problem,
    neon::{FoundBranch, model::Branch},
};

use crate::{
    failure::Failure,
    neon_session::{NeonSession, owner_of},
};

/// Refuses to open another one than the one of this name.
pub(in crate::commands) async fn check(
    session: &NeonSession<'_>,
    name: &str,
) -> Result<(), Failure> {
    let other = find(session, |branch| branch.name != name).await?;
    other.map_or(Ok(()), |other| Err(refusal(&other)))
}

/// Refuses a branch that was created while another one was, if that one is older: of two commands
/// at once, one goes on.
pub(in crate::commands) async fn check_created(
    session: &NeonSession<'_>,
    own: &Branch,
) -> Result<(), Failure> {
    let age = |branch: &Branch| (branch.created_at.clone(), branch.id.as_str().to_owned());
    let older = find(session, |branch| age(branch) < age(own)).await?;
    older.map_or(Ok(()), |older| Err(refusal(&older)))
}

async fn find(
    session: &NeonSession<'_>,
    is_other: impl Fn(&Branch) -> bool,
) -> Result<Option<FoundBranch>, Failure> {
    let all = session.client().all_branches(&session.project).await?;
    let mut all = all.into_iter();
    Ok(all.find(|it| session.class(it) == Class::Performance && is_other(&it.branch)))
}

fn refusal(other: &FoundBranch) -> Failure {
    let name = &other.branch.name;
    let owner = owner_of(other).map(|owner| format!(" of {owner}")).unwrap_or_default();
    Problem::new(
        Code::ImpossiblePolicy,
        format!(
            "Branch `{name}`{owner} is open, and one performance branch may be open at a time."
        ),
        format!("Wait until it is deleted, or delete it: `skate-env branch delete {name}`."),
    )
    .into()
}
