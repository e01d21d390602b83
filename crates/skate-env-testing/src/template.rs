//! Templates: one for each content of migrations, seeds and extensions.

mod build;
mod evict;
mod settings;

use sha2::{Digest as _, Sha256};

pub(crate) use build::migrate;
pub(crate) use evict::evict;
pub(crate) use settings::settings_statements;

use crate::control::{Control, DATABASE, Lock, identifier};
use crate::error::of_postgres;
use crate::migration::{hexadecimal, part};
use crate::{Options, Result};

/// What changes when this crate builds the same input into another template.
const HELPER: &str = concat!(env!("CARGO_PKG_VERSION"), " 1");
/// A template that was evicted between two statements is built again.
const ATTEMPTS: usize = 5;

/// A template that exists, and that stays while this process lives.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    pub(crate) id: i32,
    pub(crate) name: String,
    /// Measured by the first filler; until then the one that usually is faster.
    pub(crate) strategy: Option<String>,
    pub(crate) settings: Vec<String>,
}

/// Why there is no template.
pub(crate) enum NoTemplate {
    /// It was built, and failed; or the server refused.
    Failed(skate_env_core::Error),
    /// Another process builds it for longer than this one waits.
    StillBuilt,
}

impl From<skate_env_core::Error> for NoTemplate {
    fn from(failed: skate_env_core::Error) -> Self {
        Self::Failed(failed)
    }
}

/// The hash of everything that a template is made from.
pub(crate) fn hash(options: &Options, control: &Control) -> Result<String> {
    let mut hash = Sha256::new();
    part(&mut hash, HELPER.as_bytes());
    part(&mut hash, control.version.to_string().as_bytes());
    part(&mut hash, control.address.owner.name.as_bytes());
    for extension in &options.extensions {
        part(&mut hash, extension.as_bytes());
    }
    for step in &options.steps {
        part(&mut hash, b"step");
        step.add_to(&mut hash)?;
    }
    Ok(hexadecimal(&hash.finalize()[..16]))
}

/// Finds the template, or builds it, and keeps it from being dropped by other processes.
pub(crate) async fn ensure(
    options: &Options,
    control: &Control,
    hash: &str,
) -> Result<Template, NoTemplate> {
    for _ in 0..ATTEMPTS {
        if let Some(found) = find(control, hash).await? {
            return Ok(found);
        }
        build::build(options, control, hash).await?;
    }
    Err(NoTemplate::Failed(crate::error::error(
        skate_env_core::Code::DatabaseUnavailable,
        "The template of the test databases disappears again and again.",
        "See which other process drops databases of the test server.",
    )))
}

async fn find(control: &Control, hash: &str) -> Result<Option<Template>> {
    const TOUCH: &str = "UPDATE templates SET last_used = now() WHERE hash = $1 \
        RETURNING id, pg_advisory_lock_shared($2, id)::text";
    const CHECK: &str = "SELECT strategy, settings FROM templates WHERE id = $1 AND hash = $2 \
        AND EXISTS (SELECT FROM pg_database WHERE datname = $3 AND datistemplate AND NOT datallowconn)";
    let name = name_of(hash);
    let found = async {
        let touched = control.client.query_opt(TOUCH, &[&hash, &Lock::Template.class()]).await?;
        let Some(touched) = touched else { return Ok(None) };
        let id: i32 = touched.get(0);
        // Only now is nobody dropping it.
        let row = control.client.query_opt(CHECK, &[&id, &hash, &name]).await?;
        Ok(row.map(|row| Template { id, name, strategy: row.get(0), settings: row.get(1) }))
    };
    found.await.map_err(of_postgres("look for the template"))
}

/// The template of a hash. Its name tells which schema of ours lists it.
pub(crate) fn name_of(hash: &str) -> String {
    format!("{DATABASE}_template_{hash}")
}

/// Creates a database from a template, by a strategy of CREATE DATABASE.
pub(crate) fn create_statement(
    name: &str,
    template: &Template,
    strategy: &str,
    owner: &str,
) -> String {
    format!(
        "CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY {strategy}",
        identifier(name),
        identifier(owner),
        identifier(&template.name)
    )
}
