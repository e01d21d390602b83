//! Building a template: under a private name, by one process at a time, renamed when it is whole.

use std::time::Duration;

use tokio_postgres::Client;
use tokio_postgres::error::SqlState;

use super::{NoTemplate, name_of, settings};
use crate::control::{Control, DATABASE, Lock, identifier};
use crate::error::{is, of_postgres};
use crate::migration::Draft;
use crate::{Options, Result};

/// A session of a step that has just ended may be there a moment longer.
const RENAME_ATTEMPTS: usize = 100;
const PAUSE: Duration = Duration::from_millis(50);

/// Builds the template of a hash, unless another process has done so meanwhile.
pub(super) async fn build(
    options: &Options,
    control: &Control,
    hash: &str,
) -> Result<(), NoTemplate> {
    let client = control.open_beside().await?;
    let began = wait(options, &client, hash).await?;
    // The session's end releases the lock, also that of a killed process.
    if exists(&client, hash).await? {
        list(&client, hash, &settings::read(&client, &name_of(hash)).await?).await?;
        return Ok(());
    }
    failed_meanwhile(&client, hash, &began).await?;
    let built = build_draft(options, control, &client, hash).await;
    if let Err(failed) = &built {
        // Those who wait for the lock need not fail once more.
        let _ = record_failure(&client, hash, failed).await;
    }
    Ok(built?)
}

/// Waits for the right to build. Returns when the wait began, by the server's clock.
async fn wait(options: &Options, client: &Client, hash: &str) -> Result<String, NoTemplate> {
    const LOCK: &str = "SELECT pg_advisory_lock($1, ('x' || left($2, 8))::bit(32)::int)";
    let milliseconds = options.build_timeout.as_millis().max(1);
    let settings = format!(
        "SET lock_timeout = {milliseconds}; SET statement_timeout = 0; SELECT clock_timestamp()"
    );
    let began = client.simple_query(&settings).await.map_err(of_postgres("read its clock"))?;
    let began = began.iter().find_map(|message| match message {
        tokio_postgres::SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
        _ => None,
    });
    match client.execute(LOCK, &[&Lock::Build.class(), &hash]).await {
        Ok(_) => Ok(began.unwrap_or_default()),
        Err(failed) if is(&failed, &[SqlState::LOCK_NOT_AVAILABLE]) => Err(NoTemplate::StillBuilt),
        Err(failed) => Err(of_postgres("lock the template")(failed).into()),
    }
}

async fn exists(client: &Client, hash: &str) -> Result<bool> {
    const EXISTS: &str = "SELECT EXISTS (SELECT FROM pg_database \
        WHERE datname = $1 AND datistemplate AND NOT datallowconn)";
    let row = client.query_one(EXISTS, &[&name_of(hash)]).await;
    row.map(|row| row.get(0)).map_err(of_postgres("look for the template"))
}

/// Another process that built it while this one waited has failed: so would this one.
async fn failed_meanwhile(client: &Client, hash: &str, began: &str) -> Result<()> {
    const FAILURE: &str = "SELECT failure FROM templates \
        WHERE hash = $1 AND failed_at > $2::text::timestamptz AND failure IS NOT NULL";
    let row = client.query_opt(FAILURE, &[&hash, &began]).await;
    match row.map_err(of_postgres("look for the template"))? {
        None => Ok(()),
        Some(row) => Err(crate::error::error(
            skate_env_core::Code::TemplateFailed,
            row.get::<_, String>(0),
            "Fix it, and run the tests again: the template is built anew.",
        )),
    }
}

async fn build_draft(
    options: &Options,
    control: &Control,
    client: &Client,
    hash: &str,
) -> Result<()> {
    let owner = &control.address.owner.name;
    let draft = format!("{DATABASE}_draft_{hash}");
    drop_database(client, &draft).await?;
    let create = format!(
        "CREATE DATABASE {} OWNER {} TEMPLATE template0",
        identifier(&draft),
        identifier(owner)
    );
    run(client, "create a database", &create).await?;
    let built = migrate(options, control, &draft).await.and_then(|()| {
        // The files were read again since the hash was taken.
        if super::hash(options, control)? == hash { Ok(()) } else { Err(changed()) }
    });
    let built = match built {
        Ok(()) => finish(client, &draft, hash).await,
        failed => failed,
    };
    if built.is_err() {
        let _ = drop_database(client, &draft).await;
    }
    built
}

fn changed() -> skate_env_core::Error {
    crate::error::error(
        skate_env_core::Code::TemplateFailed,
        "The migrations or seeds changed while the template was built.",
        "Run the tests again: the template is built from what stands there now.",
    )
}

/// Runs all steps in a database.
pub(crate) async fn migrate(options: &Options, control: &Control, name: &str) -> Result<()> {
    let address = &control.address;
    if !options.extensions.is_empty() {
        let session = address.connect(&address.administrator, name, "").await;
        let session = session.map_err(of_postgres("open a session"))?;
        for extension in &options.extensions {
            let create =
                format!("CREATE EXTENSION IF NOT EXISTS {} CASCADE", identifier(extension));
            run(&session, &format!("create the extension {extension:?}"), &create).await?;
        }
    }
    let config = options.server.policy()?;
    let draft = Draft { address, name, config: &config, timeout: options.step_timeout };
    for step in &options.steps {
        step.apply(&draft).await?;
    }
    // Once for all clones, which have no autovacuum.
    let session = address.connect(&address.administrator, name, "").await;
    let session = session.map_err(of_postgres("open a session"))?;
    run(&session, "vacuum the template", "VACUUM (ANALYZE)").await
}

/// Closes the draft, and gives it the template's name.
async fn finish(client: &Client, draft: &str, hash: &str) -> Result<()> {
    let name = identifier(draft);
    run(
        client,
        "close the template",
        &format!("ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false IS_TEMPLATE true"),
    )
    .await?;
    // Before the name: whoever finds the template finds its settings.
    list(client, hash, &settings::read(client, draft).await?).await?;
    let rename = format!("ALTER DATABASE {name} RENAME TO {}", identifier(&name_of(hash)));
    for attempt in 1.. {
        let end = format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}",
            crate::control::literal(draft)
        );
        run(client, "end the sessions of the migrations", &end).await?;
        match client.batch_execute(&rename).await {
            Err(failed) if is(&failed, &[SqlState::OBJECT_IN_USE]) && attempt < RENAME_ATTEMPTS => {
                tokio::time::sleep(PAUSE).await;
            }
            renamed => return renamed.map_err(of_postgres("name the template")),
        }
    }
    Ok(())
}

async fn list(client: &Client, hash: &str, settings: &[String]) -> Result<()> {
    const ROW: &str = "INSERT INTO templates (hash, settings) VALUES ($1, $2) \
        ON CONFLICT (hash) DO UPDATE SET settings = excluded.settings, last_used = now(), \
        failure = NULL, failed_at = NULL";
    let listed = client.execute(ROW, &[&hash, &settings]).await;
    listed.map(drop).map_err(of_postgres("list the template"))
}

async fn record_failure(
    client: &Client,
    hash: &str,
    failed: &skate_env_core::Error,
) -> Result<(), tokio_postgres::Error> {
    const ROW: &str = "INSERT INTO templates (hash, failure, failed_at) \
        VALUES ($1, $2, clock_timestamp()) \
        ON CONFLICT (hash) DO UPDATE SET failure = excluded.failure, failed_at = excluded.failed_at";
    client.execute(ROW, &[&hash, &failed.message()]).await.map(drop)
}

async fn drop_database(client: &Client, name: &str) -> Result<()> {
    const IS_TEMPLATE: &str = "SELECT datistemplate FROM pg_database WHERE datname = $1";
    let row = client.query_opt(IS_TEMPLATE, &[&name]).await.map_err(of_postgres("drop a draft"))?;
    if row.is_some_and(|row| row.get(0)) {
        let alter = format!("ALTER DATABASE {} IS_TEMPLATE false", identifier(name));
        run(client, "drop a draft", &alter).await?;
    }
    let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", identifier(name));
    run(client, "drop a draft", &drop).await
}

async fn run(client: &Client, doing: &str, statement: &str) -> Result<()> {
    client.batch_execute(statement).await.map_err(of_postgres(doing))
}
