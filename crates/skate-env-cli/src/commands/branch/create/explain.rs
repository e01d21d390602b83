//! Explains an unknown branch: the only branch that is looked up by name is the source.

use skate_env_core::{
    Class, Code,
    neon::{self, lifecycle::BranchSpec},
};

use crate::failure::Failure;

pub(super) fn explain(error: neon::Error, spec: &BranchSpec) -> Failure {
    let is_source = error.code() == Code::UnknownBranch && spec.source.is_none();
    let mut failure = Failure::from(error);
    if !is_source {
        return failure;
    }
    let hint = match spec.class {
        Class::Feature | Class::Preview | Class::Testing => {
            "Branches of this class are created from it. Run `skate-env branch create staging`, or \
             name another source with `--from`."
        }
        _ => "Branches of this class are created from it. Name another source with `--from`.",
    };
    hint.clone_into(&mut failure.hint);
    for problem in &mut failure.problems {
        hint.clone_into(&mut problem.hint);
    }
    failure
}
