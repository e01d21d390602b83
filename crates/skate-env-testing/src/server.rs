//! The server that test databases live on: this machine's own, or a local one that the user named.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use skate_env_core::verify::{Proof, Session, VerifyOptions, identify, judge, prove};
use skate_env_core::{
    Code, Config, Environment, Error, Facts, Purpose, Request, Variables, Verdict, files, names,
    resolve,
};
use skate_env_local::{Binaries, Search, TestServer, TestServerHome, TestServerOptions};

use crate::Result;
use crate::address::Address;
use crate::error::{error, of_local, of_postgres};

const SERVER: &str = "SKATE_ENV_TEST_SERVER";
const HOME: &str = "SKATE_ENV_TEST_HOME";
/// After how many seconds without a client our server stops, instead of ten minutes.
const IDLE: &str = "SKATE_ENV_TEST_IDLE";
const POSTGRES: &str = "SKATE_ENV_POSTGRES_BIN";
const PATH: &str = "PATH";

/// Which server test databases live on, as the variables of a process choose it.
#[derive(Clone, Debug)]
pub struct ServerChoice {
    directory: PathBuf,
    variables: Variables,
}

impl ServerChoice {
    /// `SKATE_ENV_TEST_SERVER`, or else the test server of this machine.
    #[must_use]
    pub fn new(directory: impl Into<PathBuf>, variables: &Variables) -> Self {
        Self { directory: directory.into(), variables: variables.clone() }
    }

    /// What tells one server from another, within a process.
    pub(crate) fn key(&self) -> String {
        let values = [SERVER, HOME, POSTGRES, PATH].map(|name| self.get(name).unwrap_or_default());
        format!("{}\0{}", values.join("\0"), self.directory.display())
    }

    pub(crate) fn policy(&self) -> Result<Config> {
        Ok(files::find_config(&self.directory)?.config)
    }

    /// Where it is; our own one is started if it does not run.
    pub(crate) async fn address(&self) -> Result<Address> {
        if let Some(url) = self.get(SERVER) {
            return self.named(url).await;
        }
        let choice = self.clone();
        let started = tokio::task::spawn_blocking(move || choice.start());
        let (server, _) = started.await.map_err(|_| stopped_thread())??;
        Ok(Address::of_test_server(&server))
    }

    fn start(&self) -> Result<(TestServer, bool)> {
        let binaries = Binaries::find(&self.search()).map_err(|failed| of_local(&failed))?;
        let mut options = TestServerOptions::new(self.home(binaries.major()));
        if let Some(seconds) = self.get(IDLE) {
            let seconds = seconds.parse().ok().filter(|seconds| *seconds > 0);
            options.idle = Duration::from_secs(seconds.ok_or_else(invalid_idle)?);
        }
        TestServer::start(&binaries, &options).map_err(|failed| of_local(&failed))
    }

    fn home(&self, major: u32) -> TestServerHome {
        let named = self.get(HOME).map(|folder| self.directory.join(folder));
        TestServerHome::of_user(named.as_deref(), major)
    }

    fn search(&self) -> Search {
        if let Some(folder) = self.get(POSTGRES) {
            return Search::only(self.directory.join(folder));
        }
        let folders = self.directory.ancestors().map(|folder| folder.join("node_modules"));
        let mut search = Search::default();
        search.path = self.get(PATH).map(OsString::from);
        search.node_modules = folders.filter(|folder| folder.is_dir()).collect();
        search
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name)
    }

    /// A server that the user named: local by its URL, and by what it answers.
    async fn named(&self, url: &str) -> Result<Address> {
        let config = self.policy()?;
        let own = config.url_variables(Environment::Testing)[0].clone();
        let mut variables = Variables::from([(own.as_ref(), url)]);
        // What completes a URL, and what says which databases are others'.
        let of_libpq = [names::PGHOST, names::PGPORT, names::PGHOSTADDR, names::PGSERVICE];
        let others = [Environment::Production, Environment::Staging];
        let others = others.into_iter().flat_map(|it| config.url_variables(it).to_vec());
        let others: Vec<_> = others.map(|name| name.to_string()).collect();
        let others = others.iter().map(String::as_str);
        for name in of_libpq.into_iter().chain([names::SKATE_ENV_PRODUCTION]).chain(others) {
            if let Some(value) = self.get(name) {
                variables.set(name, value);
            }
        }
        let request = Request::new().environment(Environment::Testing).purpose(Purpose::Test);
        let resolved = resolve(&variables, Facts::new(), &config, &request)
            .map_err(|refused| of_variable(&refused))?;
        if resolved.verdict != Verdict::Local {
            return Err(not_local());
        }
        let session = Session::open(&resolved.url, &VerifyOptions::default()).await?;
        let identity = identify(session.client()).await?;
        match prove(&identity, &resolved, &config) {
            // A pin by host alone cannot tell a tunnel to production from a container on this
            // machine, but production's database has tables.
            Proof::Unproven(_) if !has_tables(&session).await? => {}
            _ => judge(&identity, &resolved, &config)?,
        }
        if identity.neon.is_compute || identity.branch().is_some() || identity.is_in_recovery {
            return Err(not_local());
        }
        Address::of_url(&resolved.url)
    }
}

async fn has_tables(session: &Session) -> Result<bool> {
    const QUESTION: &str = "SELECT EXISTS (SELECT FROM pg_catalog.pg_class WHERE relkind IN ('r', 'p') \
        AND relnamespace NOT IN (SELECT oid FROM pg_catalog.pg_namespace \
        WHERE nspname IN ('pg_catalog', 'information_schema')))";
    let row = session.client().query_one(QUESTION, &[]).await;
    row.and_then(|row| row.try_get(0)).map_err(of_postgres("list its tables"))
}

#[expect(clippy::disallowed_methods, reason = "a test has no caller who could hand them in")]
pub(crate) fn variables_of_process() -> Variables {
    let text = |(name, value): (OsString, OsString)| {
        Some((name.into_string().ok()?, value.into_string().ok()?))
    };
    std::env::vars_os().filter_map(text).collect()
}

/// Starts the test server of this machine, if it does not run. Returns whether it was started.
///
/// # Errors
///
/// `postgres_not_found`, and the errors of a server's start; `test_server_not_local` where
/// `SKATE_ENV_TEST_SERVER` names a server, which nobody but its owner starts.
pub fn start_server(choice: &ServerChoice) -> Result<(TestServer, bool)> {
    choice.must_be_ours()?;
    choice.start()
}

/// The test server of this machine, if it runs.
///
/// # Errors
///
/// `postgres_not_found`, `io`; as [`start_server`] for a server that was named.
pub fn status_of_server(choice: &ServerChoice) -> Result<Option<TestServer>> {
    choice.must_be_ours()?;
    TestServer::find(&choice.home_of_found()?).map_err(|failed| of_local(&failed))
}

/// Stops the test server of this machine, and deletes its databases. Returns whether it was running.
///
/// # Errors
///
/// `stop_failed`, `io`; as [`start_server`] for a server that was named.
pub fn stop_server(choice: &ServerChoice) -> Result<bool> {
    choice.must_be_ours()?;
    TestServer::stop(&choice.home_of_found()?).map_err(|failed| of_local(&failed))
}

impl ServerChoice {
    fn home_of_found(&self) -> Result<TestServerHome> {
        let binaries = Binaries::find(&self.search()).map_err(|failed| of_local(&failed))?;
        Ok(self.home(binaries.major()))
    }

    fn must_be_ours(&self) -> Result<()> {
        match self.get(SERVER) {
            None => Ok(()),
            Some(_) => Err(error(
                Code::InvalidConfig,
                "SKATE_ENV_TEST_SERVER names a server, which is not started or stopped here.",
                "Unset SKATE_ENV_TEST_SERVER to use the test server of this machine.",
            )),
        }
    }
}

/// The guards speak of the variable that the URL was handed to them in.
fn of_variable(refused: &Error) -> Error {
    let why = refused.problems().map(|problem| problem.code.as_str()).collect::<Vec<_>>();
    let code = refused.code();
    match code {
        Code::ProductionTarget => error(
            code,
            "SKATE_ENV_TEST_SERVER leads to production.",
            "Unset it, or set it to a server of this machine.",
        ),
        _ => error(
            code,
            format!("SKATE_ENV_TEST_SERVER cannot be used ({}).", why.join(", ")),
            "Set it to a server of this machine: postgresql://role:password@localhost:5432/postgres.",
        ),
    }
}

fn not_local() -> Error {
    error(
        Code::TestServerNotLocal,
        "SKATE_ENV_TEST_SERVER does not lead to a plain PostgreSQL server of this machine.",
        "Unset it, or set it to a server on localhost that is neither Neon's nor a replica.",
    )
}

fn invalid_idle() -> Error {
    error(
        Code::InvalidConfig,
        "SKATE_ENV_TEST_IDLE is not a number of seconds.",
        "Unset it, or set it to a number such as 600.",
    )
}

pub(crate) fn stopped_thread() -> Error {
    error(
        Code::InternalError,
        "A thread of the test helper ended early.",
        "Please report this, with what the test printed.",
    )
}
