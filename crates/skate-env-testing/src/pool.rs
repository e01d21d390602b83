//! The pool of clones: handed out once, by one query, to the session that answers for them.

mod ahead;
mod clone;
mod fill;
mod sweep;

use std::sync::{Arc, PoisonError};

pub(crate) use ahead::Ahead;
pub(crate) use fill::wake;

use crate::control::{Control, Lock};
use crate::error::of_postgres;
use crate::template::{self, NoTemplate, Template};
use crate::{Options, Result, worker};

/// Takes a ready clone. The lock is held before anybody can see the row as taken; it says that this
/// session is alive, and is released with the session.
pub(crate) const TAKE: &str = "WITH picked AS MATERIALIZED (
        SELECT id FROM databases WHERE template = $1 AND state = 'ready'
        ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    UPDATE databases d SET state = 'taken', label = $2, changed_at = now()
    FROM picked WHERE d.id = picked.id
    RETURNING d.id, d.name, pg_advisory_lock($3, d.id)::text";

/// A database that this process answers for.
pub(crate) struct Taken {
    pub(crate) control: Arc<Control>,
    pub(crate) id: i32,
    pub(crate) name: String,
    /// Of which a reset takes another; `None` for one that was migrated by itself.
    pub(crate) template: Option<Template>,
    /// What the helper has to say: why this one was slower.
    pub(crate) notice: Option<&'static str>,
}

/// A database of its own for a test. Called on the worker's thread.
pub(crate) async fn take(options: &Options) -> Result<Taken> {
    let control = worker::control(&options.server).await?;
    match template(options, &control).await {
        Ok(template) => {
            fill::start(&control, &template, options);
            let ahead = if options.pool > 0 {
                ahead::next(&control, &template, &options.label)
            } else {
                None
            };
            let (id, name) = match ahead {
                Some(taken) => taken,
                None => take_clone(&control, &template, &options.label).await?,
            };
            Ok(Taken { control, id, name, template: Some(template), notice: None })
        }
        Err(NoTemplate::Failed(failed)) => Err(failed),
        Err(NoTemplate::StillBuilt) => {
            let (id, name) = clone::migrated(options, &control).await?;
            let notice = Some(
                "another process still builds the template of the test databases; \
                 this database was migrated by itself, which is slower",
            );
            Ok(Taken { control, id, name, template: None, notice })
        }
    }
}

/// A ready clone, or one that is made now.
pub(crate) async fn take_clone(
    control: &Control,
    template: &Template,
    label: &str,
) -> Result<(i32, String)> {
    match take_ready(control, template, label).await? {
        Some(taken) => Ok(taken),
        None => clone::cloned(control, template, label).await,
    }
}

/// A clone that is ready, if there is one.
async fn take_ready(
    control: &Control,
    template: &Template,
    label: &str,
) -> Result<Option<(i32, String)>> {
    let class = Lock::Database.class();
    let row = control.client.query_opt(&control.take, &[&template.id, &label, &class]).await;
    let row = row.map_err(of_postgres("hand out a database"))?;
    Ok(row.map(|row| {
        wake();
        (row.get(0), row.get(1))
    }))
}

/// Gives a database back: it is dropped in the background, and never handed out again.
pub(crate) async fn release(control: &Control, id: i32) -> Result<()> {
    end_use(control, id, "used").await
}

/// Keeps a database for a person to look at.
pub(crate) async fn keep(control: &Control, id: i32) -> Result<()> {
    end_use(control, id, "kept").await
}

async fn end_use(control: &Control, id: i32, state: &str) -> Result<()> {
    const END: &str = "UPDATE databases SET state = $3, changed_at = now() \
        WHERE id = $2 AND state = 'taken' RETURNING pg_advisory_unlock($1, id)";
    let class = Lock::Database.class();
    let ended = control.client.execute(END, &[&class, &id, &state]).await;
    ended.map_err(of_postgres("give a database back"))?;
    wake();
    Ok(())
}

/// The template of these options: for a session it is looked for once.
async fn template(options: &Options, control: &Control) -> Result<Template, NoTemplate> {
    let hash = template::hash(options, control)?;
    let cell = {
        let mut known = control.templates.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(hash.clone()).or_default())
    };
    let found = cell.get_or_try_init(|| template::ensure(options, control, &hash)).await?;
    Ok(found.clone())
}
