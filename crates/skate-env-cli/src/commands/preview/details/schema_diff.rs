//! How the schema of the branch differs from its source's, as the control plane says.

use skate_env_core::neon::{calls, lifecycle::EnsuredBranch};
use skate_env_preview::markdown::block;

use crate::{failure::Failure, neon_session::NeonSession};

/// So many bytes of a diff are shown: GitHub refuses comments of more than 65,536 characters.
const LONGEST: usize = 20_000;

/// The diff as a block of code; `None` where nothing differs.
pub(super) async fn of(
    session: &NeonSession<'_>,
    ensured: &EnsuredBranch,
) -> Result<Option<String>, Failure> {
    let database = &ensured.connection.database.name;
    let (branch, base) = (&ensured.branch.id, &ensured.source.id);
    let call = calls::schema::compare(&session.project, branch, base, database);
    let diff = session.client().send(&call).await?.diff.unwrap_or_default();
    Ok((!diff.trim().is_empty()).then(|| block("diff", &shortened(&diff))))
}

/// Whole lines only.
fn shortened(diff: &str) -> String {
    if diff.len() <= LONGEST {
        return diff.to_owned();
    }
    let mut short = String::new();
    for line in diff.split_inclusive('\n') {
        if short.len() + line.len() > LONGEST {
            break;
        }
        short.push_str(line);
    }
    short + "… more\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_diff_ends_with_a_whole_line() {
        let long = "+ ä line\n".repeat(10_000);
        let short = shortened(&long);
        assert!(short.len() < LONGEST + 10 && short.ends_with("+ ä line\n… more\n"));
        assert_eq!(shortened("+a\n"), "+a\n");
    }
}
