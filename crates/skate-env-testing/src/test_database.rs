//! A database of a test's own.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};

use crate::control::{Control, identifier, literal};
use crate::error::{error, of_postgres};
use crate::pool::{self, Taken};
use crate::template::Template;
use crate::{Options, Result, worker};

/// A database that nobody else has, with the schema and the rows of its template.
///
/// Dropping it gives it back, and it is dropped on the server in the background. When its thread
/// panics, it is kept, and a line on standard error says how to open it.
pub struct TestDatabase {
    name: String,
    url: SecretString,
    inner: Arc<Mutex<Option<Inner>>>,
    /// Whether [`TestDatabase::with_witness`] made another value that outlives this one.
    is_witnessed: bool,
}

struct Inner {
    control: Arc<Control>,
    id: i32,
    template: Option<Template>,
    label: String,
}

impl TestDatabase {
    /// Takes a database from the pool, or clones one; the first call for a template builds it, and
    /// starts the server if it does not run. Works on any async runtime.
    ///
    /// # Errors
    ///
    /// `template_failed` for a migration or a seed; `unreadable_file`; `postgres_not_found` and the
    /// errors of a server's start; for a server that was named `test_server_not_local`,
    /// `production_target`, `identity_mismatch`; `disk_full`, `database_unavailable`.
    pub async fn create(options: &Options) -> Result<Self> {
        let options = options.clone();
        worker::run(async move { Self::taken(&options).await }).await
    }

    /// The same for a test without an async runtime.
    ///
    /// # Errors
    ///
    /// Those of [`TestDatabase::create`].
    pub fn create_blocking(options: &Options) -> Result<Self> {
        let options = options.clone();
        worker::block_on(async move { Self::taken(&options).await })
    }

    async fn taken(options: &Options) -> Result<Self> {
        let Taken { control, id, name, template, notice } = pool::take(options).await?;
        if let Some(notice) = notice {
            print(&format!("skate-env: {notice}"));
        }
        let url = control.address.url(&name);
        let inner = Inner { control, id, template, label: options.label.clone() };
        Ok(Self { name, url, inner: Arc::new(Mutex::new(Some(inner))), is_witnessed: false })
    }

    /// The database for a test, and a second value that gives it back after the test's result is
    /// known.
    pub(crate) fn with_witness(mut self) -> (Self, Self) {
        self.is_witnessed = true;
        let witness = Self {
            name: self.name.clone(),
            url: self.url.clone(),
            inner: Arc::clone(&self.inner),
            is_witnessed: false,
        };
        (self, witness)
    }

    /// What a reset needs.
    fn known(&self) -> Option<(Arc<Control>, Option<Template>, String)> {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let Inner { control, template, label, .. } = inner.as_ref()?;
        Some((Arc::clone(control), template.clone(), label.clone()))
    }

    /// What was not given back yet.
    fn end(&self) -> Option<Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Its name on the server.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its URL, password included, for a driver. It is direct: there is no pooler in between.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.expose_secret()
    }

    /// Gives it the content of its template again; the URL stays. Sessions on it are ended.
    ///
    /// # Errors
    ///
    /// `database_unavailable`, `database_refused`; `invalid_config` for a database that has no
    /// template, because another process was building it.
    pub async fn reset(&self) -> Result<()> {
        let known = self.known();
        let Some((control, template, label)) = known else { return Ok(()) };
        let template = template.ok_or_else(|| {
            error(
                skate_env_core::Code::InvalidConfig,
                "This database was migrated by itself and has no template to be reset from.",
                "Run the tests again: the template has been built by then.",
            )
        })?;
        let name = self.name.clone();
        worker::run(async move { replace(&control, &template, &label, &name).await }).await
    }

    /// Keeps it after the test, and returns the line that says how to open it.
    ///
    /// # Errors
    ///
    /// `database_unavailable`.
    pub async fn keep(self) -> Result<String> {
        let Some(inner) = self.end() else { return Ok(String::new()) };
        let line = kept_line(&inner.control, &self.name);
        worker::run(async move { pool::keep(&inner.control, inner.id).await }).await?;
        Ok(line)
    }

    /// Gives it back now, and returns when the server knows.
    ///
    /// # Errors
    ///
    /// `database_unavailable`.
    pub async fn release(self) -> Result<()> {
        let Some(inner) = self.end() else { return Ok(()) };
        worker::run(async move { pool::release(&inner.control, inner.id).await }).await
    }

    /// Keeps it, from a test that has failed: prints the line.
    pub(crate) fn keep_failed(&self) {
        let Some(inner) = self.end() else { return };
        let line = kept_line(&inner.control, &self.name);
        let kept = worker::block_on(async move {
            let keep = pool::keep(&inner.control, inner.id);
            tokio::time::timeout(Duration::from_secs(5), keep).await.unwrap_or(Ok(()))
        });
        if kept.is_ok() {
            print(&line);
        }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.keep_failed();
        } else if self.is_witnessed {
            // Whether the test returns an error is not known yet.
        } else if let Some(inner) = self.end() {
            // If the process ends first, its session does, too, and the database is a stray.
            worker::spawn(async move { drop(pool::release(&inner.control, inner.id).await) });
        }
    }
}

impl fmt::Debug for TestDatabase {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("TestDatabase").field("name", &self.name).finish_non_exhaustive()
    }
}

fn kept_line(control: &Control, name: &str) -> String {
    let url = control.address.printed_url(name);
    format!("kept: psql \"{url}\" (skate-env test keep list|drop)")
}

/// Puts a new clone in the place of a database. At every moment, one name leads to it or to nothing;
/// what is left of an interruption is dropped by the filler.
async fn replace(control: &Control, template: &Template, label: &str, name: &str) -> Result<()> {
    const UNLOCK: &str = "SELECT pg_advisory_unlock($1, $2)";
    let (fresh_id, fresh) = pool::take_clone(control, template, label).await?;
    let old = format!("{name}_reset");
    let statements = [
        format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", identifier(&old)),
        format!("ALTER DATABASE {} ALLOW_CONNECTIONS false", identifier(name)),
        format!(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = {}",
            literal(name)
        ),
        format!("ALTER DATABASE {} RENAME TO {}", identifier(name), identifier(&old)),
        format!("ALTER DATABASE {} RENAME TO {}", identifier(&fresh), identifier(name)),
        format!("DELETE FROM databases WHERE id = {fresh_id}"),
        format!("DROP DATABASE {} WITH (FORCE)", identifier(&old)),
    ];
    for statement in statements {
        control.run("reset a database", &statement).await?;
    }
    let class = crate::control::Lock::Database.class();
    let unlocked = control.client.execute(UNLOCK, &[&class, &fresh_id]).await;
    unlocked.map(drop).map_err(of_postgres("reset a database"))
}

#[expect(clippy::print_stderr, reason = "the output of a test is where its author looks")]
pub(crate) fn print(line: &str) {
    eprintln!("{line}");
}
