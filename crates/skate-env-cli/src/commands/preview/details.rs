//! What a reviewer wants to know of the pull request's migrations: the linter's findings, what they
//! lock, and how the schema differs. Markdown for the comment and the summary.

mod findings;
mod locks;
mod schema_diff;

use skate_env_core::neon::lifecycle::EnsuredBranch;
use skate_env_migrate::Migration;
use skate_env_preview::{identity::short_digest, markdown::folded};

use super::setup::{Prepared, ProjectSetup};
use crate::{commands::migrate::MigrationsFolder, failure::Failure};

/// The migrations that the pull request adds, and what is to be said about them.
pub(super) struct Details<'s> {
    setup: &'s ProjectSetup<'s>,
    ensured: &'s EnsuredBranch,
    migrations: Vec<&'s Migration>,
    /// Whether they are measured on a copy.
    measures: bool,
}

impl<'s> Details<'s> {
    /// `None` where the pull request adds no migration.
    pub(super) fn new(
        setup: &'s ProjectSetup<'s>,
        ensured: &'s EnsuredBranch,
        prepared: &Prepared,
        measures: bool,
    ) -> Option<Self> {
        let all = setup.folder.iter().flat_map(|found| &found.folder.migrations);
        let migrations: Vec<_> = all.filter(|it| prepared.own.contains(&it.name)).collect();
        (!migrations.is_empty()).then_some(Self { setup, ensured, migrations, measures })
    }

    /// What the details depend on: while it stays, they are not worked out again.
    pub(super) fn key(&self) -> String {
        let branch = &self.ensured.branch;
        let mut parts = vec![branch.id.as_str().to_owned(), self.measures.to_string()];
        parts.extend(branch.last_reset_at.clone());
        for migration in &self.migrations {
            parts.extend([migration.name.clone(), migration.checksum()]);
        }
        short_digest(&parts.join("\0"))
    }

    /// Works them out. The database is handed out already: what fails here is said in its place.
    pub(super) async fn markdown(&self) -> String {
        let settings = self.setup.folder.as_ref().map(MigrationsFolder::settings);
        let mut parts: Vec<String> =
            settings.into_iter().map(|it| findings::markdown(&self.migrations, it)).collect();
        if self.measures {
            parts.push(or_failure("What they lock", self.locks().await));
        }
        let diff = schema_diff::of(self.setup.session, self.ensured).await;
        parts.extend(match diff {
            Ok(diff) => diff.map(|it| folded("How the schema differs from its source's", &it)),
            Err(failure) => Some(or_failure("How the schema differs", Err(failure))),
        });
        parts.join("\n\n")
    }

    async fn locks(&self) -> Result<String, Failure> {
        let session = self.setup.session;
        let Some(found) = &self.setup.folder else { return Ok(String::new()) };
        let measured = locks::measure(session, &self.ensured.source, &found.folder).await?;
        Ok(locks::markdown(&measured, &self.ensured.source.name))
    }
}

fn or_failure(what: &str, result: Result<String, Failure>) -> String {
    result.unwrap_or_else(|failure| format!("{what} is not known: `{}`.", failure.code))
}
