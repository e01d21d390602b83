//! A branch whose data is masked before anybody gets its URL.

mod by_neon;
mod report;
mod rules;

use skate_env_core::{
    Code, DatabaseUrl, Error, MaskingEngine, Problem,
    neon::{
        lifecycle::{BranchSpec, Connection, EnsuredBranch, MaskingStart, TemporaryBranch},
        model::Branch,
    },
    verify::{self, VerifyOptions, identify},
};
use skate_env_mask::{Report, Rules, holds_tables, mask, recycle_wal};
use url::Url;

pub(super) use self::report::Masking;
use super::explain;
use crate::{control_plane::ControlPlane, failure::Failure, neon_session::NeonSession};

/// Whatever ends it early, the branch is deleted; where that cannot be done, its name says what
/// it holds, and nobody is led to it.
const LEFT: &str = "The branch was deleted; if it could not be, its name begins with `unmasked/`, \
                    and `skate-env branch cleanup` removes it.";
/// The database that every server has beside the others.
const MAINTENANCE: &str = "postgres";

pub(super) async fn make(
    session: &NeonSession<'_>,
    wanted: &BranchSpec,
) -> Result<(EnsuredBranch, Option<Masking>), Failure> {
    let rules = rules::gather(&session.context)?;
    let policy = session.context.config.masking.as_ref();
    match policy.map(|policy| policy.engine).unwrap_or_default() {
        MaskingEngine::Sql => by_sql(session, wanted, &rules).await,
        MaskingEngine::Neon => by_neon::make(session, wanted, &rules).await,
    }
}

async fn by_sql(
    session: &NeonSession<'_>,
    wanted: &BranchSpec,
    rules: &Rules,
) -> Result<(EnsuredBranch, Option<Masking>), Failure> {
    let (name, plane, progress) = (&wanted.name, &session.plane, session.progress);
    let doing = format!("Creating branch `{name}` {plane}, to be masked");
    let begun = progress.step(doing, LEFT, Box::pin(session.branches.begin_masked(wanted))).await;
    let lent = match begun.map_err(|error| explain(error, wanted))? {
        MaskingStart::AlreadyMasked(ensured) => return Ok((ensured, None)),
        MaskingStart::NeedsMasking(lent) => lent,
    };
    let masking = Box::pin(mask_branch(&lent, rules, plane));
    let report = progress.step("Masking its data", LEFT, masking).await?;
    for leak in &report.leaks {
        progress.note(&format!("warning: `{}` still holds values of masked columns", leak.column));
    }
    warn_of_unclassified(session, &report.unclassified);
    let keeping = Box::pin(lent.keep_as(name, wanted.class.environment()));
    let ensured = progress.step("Locking out whoever knew it before", LEFT, keeping).await?;
    Ok((ensured, Some(Masking::Sql(report))))
}

/// Only where the rules are not strict.
fn warn_of_unclassified(session: &NeonSession<'_>, columns: &[String]) {
    for column in columns {
        session.progress.note(&format!("warning: `{column}` has no rule, and is as it was"));
    }
}

async fn mask_branch(
    lent: &TemporaryBranch,
    rules: &Rules,
    plane: &ControlPlane,
) -> Result<Report, Failure> {
    let mut session = open(lent.branch(), lent.connection(), rules).await?;
    let report = mask(session.client_mut(), rules).await?;
    if matches!(plane, ControlPlane::Local { .. }) {
        recycle_wal(session.client()).await?;
    }
    Ok(report)
}

/// A session on the database that rules speak of, where no other of the branch needs rules.
async fn open(
    branch: &Branch,
    connection: &Connection,
    rules: &Rules,
) -> Result<verify::Session, Failure> {
    let url = &connection.direct;
    let session = session_on(branch, url).await?;
    if rules.strict && connection.database.name != MAINTENANCE {
        let beside = session_on(branch, &maintenance(url)?).await?;
        if holds_tables(beside.client()).await? {
            return Err(Problem::new(
                Code::UnmaskedData,
                format!("The branch's database `{MAINTENANCE}` holds tables, too."),
                "Rules speak of one database: keep those tables elsewhere.",
            )
            .into());
        }
    }
    Ok(session)
}

/// A session on the branch, and on no other: what it says of itself decides.
async fn session_on(branch: &Branch, url: &DatabaseUrl) -> Result<verify::Session, Failure> {
    let session = verify::Session::open(url, &VerifyOptions::default()).await?;
    let identity = identify(session.client()).await?;
    let id = branch.id.as_str();
    if identity.branch() == Some(id) {
        return Ok(session);
    }
    let code = identity.branch().map_or(Code::IdentityUnproven, |_| Code::IdentityMismatch);
    let message = format!("The database that answered does not say that it is branch {id}.");
    Err(Problem::new(code, message, "Nothing was masked. Check what stands between.").into())
}

fn maintenance(url: &DatabaseUrl) -> Result<DatabaseUrl, Error> {
    let unreadable = |_| {
        let message = "The branch's URL cannot be read.";
        Error::from_problem(Problem::new(Code::InternalError, message, "Report it."))
    };
    let mut url = Url::parse(url.expose_secret()).map_err(unreadable)?;
    url.set_path(MAINTENANCE);
    DatabaseUrl::parse(url.as_str())
}
