//! `unmasked_data`: the refusals that keep real data off branches that must be masked.

use super::{BranchSpec, MASKED, UNMASKED, context::EnsureContext};
use crate::Code;
use crate::neon::{Error, FoundBranch};

/// Whether it was made to hold masked data only.
pub(super) fn is_to_be_masked(found: &FoundBranch) -> bool {
    found.annotation.as_ref().is_some_and(|it| it.value.contains_key(MASKED))
}

/// `unmasked_data` for a branch whose masking was not finished, or was undone.
pub(super) fn refuse_unfinished(found: &FoundBranch) -> Result<(), Error> {
    let name = &found.branch.name;
    let reason = if name.starts_with(UNMASKED) {
        "its masking was not finished"
    } else if is_to_be_masked(found) && found.branch.last_reset_at.is_some() {
        "it was reset since it was masked"
    } else {
        return Ok(());
    };
    Err(Error::new(
        Code::UnmaskedData,
        format!("Branch `{name}` holds real data: {reason}."),
        format!("Run `skate-env branch delete {name}`, then create it again."),
    ))
}

/// A reset brings the parent's rows back, at the URL that is in use.
pub(super) fn refuse_reset(found: &FoundBranch) -> Result<(), Error> {
    if is_to_be_masked(found) { Err(unmasking(&found.branch.name, "a reset")) } else { Ok(()) }
}

/// A restore brings rows of another branch or time, at the URL that is in use: neither to a branch
/// that must be masked, nor from a state before the masking.
pub(super) fn refuse_restore(
    found: &FoundBranch,
    class_is_masked: bool,
    source: &FoundBranch,
    is_past: bool,
) -> Result<(), Error> {
    if class_is_masked || is_to_be_masked(found) {
        return Err(unmasking(&found.branch.name, "a restore"));
    }
    refuse_unfinished(source)?;
    if is_past && is_to_be_masked(source) {
        let name = &source.branch.name;
        return Err(Error::new(
            Code::UnmaskedData,
            format!("Branch `{name}` is masked now; its history may hold its parent's real data."),
            "Restore its present state: leave out the moment.",
        ));
    }
    Ok(())
}

fn unmasking(name: &str, action: &str) -> Error {
    Error::new(
        Code::UnmaskedData,
        format!("Branch `{name}` is masked; {action} would bring back real data."),
        format!("Run `skate-env branch delete {name}`, then create it again."),
    )
}

/// A branch that must be masked is created under the reserved name.
pub(super) fn refuse_unmasked_name(
    spec: &BranchSpec,
    context: &EnsureContext,
) -> Result<(), Error> {
    if context.rules.masked == spec.name.starts_with(UNMASKED) {
        return Ok(());
    }
    Err(Error::new(
        Code::UnmaskedData,
        if context.rules.masked {
            format!("Branch `{}` must be masked, which this call does not do.", spec.name)
        } else {
            format!(
                "Names that start with `{UNMASKED}` are reserved for branches that must be masked."
            )
        },
        if context.rules.masked {
            "Create it with `skate-env branch create`."
        } else {
            "Give the branch another name."
        },
    ))
}
