//! Sessions on the branch that is to be masked, and what both engines print about it.

use skate_env_core::{
    Code, DatabaseUrl, Problem,
    neon::{lifecycle::Connection, model::Branch},
    verify::{self, VerifyOptions, identify},
};
use skate_env_mask::{Rules, holds_tables};

use crate::{
    failure::Failure,
    neon_session::NeonSession,
    verification::{MAINTENANCE, maintenance_url},
};

/// What Ctrl-C and errors leave: the branch is deleted. If that fails, its name says what it holds,
/// and .env.local does not lead to it.
pub(super) const DELETED: &str = "The branch was deleted. If that failed, its name begins with \
                                  `unmasked/`, and `skate-env branch cleanup` deletes it.";

/// Opens the database to which the rules apply. Under strict rules, no other database of the branch
/// may hold tables.
pub(super) async fn open(
    branch: &Branch,
    connection: &Connection,
    rules: &Rules,
) -> Result<verify::Session, Failure> {
    let url = &connection.direct;
    let session = open_proven(branch, url).await?;
    if rules.strict && connection.database.name != MAINTENANCE {
        let maintenance = open_proven(branch, &maintenance_url(url)?).await?;
        if holds_tables(maintenance.client()).await? {
            return Err(Problem::new(
                Code::UnmaskedData,
                format!("The branch's database `{MAINTENANCE}` holds tables, too."),
                "Rules apply to one database only. Move those tables elsewhere.",
            )
            .into());
        }
    }
    Ok(session)
}

/// Warns about columns without a rule; there are none under strict rules.
pub(super) fn warn_about_unclassified(session: &NeonSession<'_>, columns: &[String]) {
    for column in columns {
        session.progress.note(&format!("warning: `{column}` has no rule and is not masked"));
    }
}

/// Opens a session on a database that proves to be the branch.
async fn open_proven(branch: &Branch, url: &DatabaseUrl) -> Result<verify::Session, Failure> {
    let session = verify::Session::open(url, &VerifyOptions::default()).await?;
    let identity = identify(session.client()).await?;
    let id = branch.id.as_str();
    if identity.branch() == Some(id) {
        return Ok(session);
    }
    let code = identity.branch().map_or(Code::IdentityUnproven, |_| Code::IdentityMismatch);
    let message = format!("The database does not prove to be branch {id}.");
    let hint = "Nothing was masked. Check which server the branch's host leads to from here.";
    Err(Problem::new(code, message, hint).into())
}
