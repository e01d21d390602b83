//! A server with the database `shop`, and gateways to it.
#![expect(
    clippy::disallowed_methods,
    reason = "`cargo xtask test` says in a variable where it installed PostgreSQL"
)]

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    sync::{Arc, Mutex},
    time::Duration,
};

use skate_env_core::{
    Config, Environment, Facts, Purpose, Request, ResolvedDatabase, Variables, resolve,
};
use skate_env_gateway::{
    Event, Gateway, GatewayOptions, Observer, Ports, Proof, judge::Committed, judge::Policy,
};
use skate_env_local::{
    Account, Binaries, Cluster, ClusterOptions, Durability, Search, Server, free_port,
};
use tempfile::TempDir;
use tokio::{sync::oneshot, task::JoinHandle};
use tokio_postgres::{Client, NoTls, SimpleQueryMessage};

/// The database's own password: in no frame, log or error.
pub(crate) const UPSTREAM: &str = "c4n4ry-of-the-database";
/// What clients of the gateway know.
pub(crate) const PASSWORD: &str = "only-for-this-run";

const TABLES: &str = "
    CREATE TABLE users (id serial PRIMARY KEY, email text UNIQUE, name text, active bool);
    INSERT INTO users (email, name, active)
        SELECT 'u' || n || '@example.com', 'n' || n, n % 2 = 0 FROM generate_series(1, 100) AS n;
    CREATE TABLE posts (id serial PRIMARY KEY, author int REFERENCES users, title text);
    INSERT INTO posts (author, title) SELECT n, 't' || n FROM generate_series(1, 50) AS n;
    CREATE TABLE \"_prisma_migrations\" (id text PRIMARY KEY, finished_at timestamptz);
    CREATE SEQUENCE counter;
    CREATE FUNCTION wipe() RETURNS int LANGUAGE plpgsql AS $$
        BEGIN DELETE FROM posts; DELETE FROM users; RETURN 1; END $$;
    CREATE FUNCTION unlock(value text) RETURNS text LANGUAGE plpgsql AS $$
        BEGIN RETURN set_config('default_transaction_read_only', value, false); END $$;
    CREATE FUNCTION rewrite(value text) RETURNS text LANGUAGE plpgsql AS $$
        BEGIN RETURN set_config('standard_conforming_strings', value, false); END $$;
    CREATE PROCEDURE wipe_all() LANGUAGE plpgsql AS $$
        BEGIN COMMIT; DELETE FROM posts; COMMIT; END $$;";

pub(crate) struct Database {
    server: Server,
    _folder: TempDir,
}

impl Database {
    pub(crate) async fn start() -> Self {
        Self::with(|setup| setup).await
    }

    pub(crate) async fn with(change: impl FnOnce(ClusterOptions) -> ClusterOptions) -> Self {
        let folder = tempfile::Builder::new().prefix("skate-env-gateway-").tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let path = folder.path().join("cluster");
        let setup = ClusterOptions::new("gateway", UPSTREAM.into()).durability(Durability::Relaxed);
        let setup = change(setup);
        let start = move || {
            let search = std::env::var("SKATE_ENV_TEST_POSTGRES").map(Search::only);
            let binaries = Binaries::find(&search.unwrap_or_default())
                .expect("no PostgreSQL: run `cargo xtask test rust`");
            let account = Account::for_servers().unwrap();
            Cluster::prepare(binaries, account, &path, &setup)?.start(free_port()?)
        };
        let server = tokio::task::spawn_blocking(start).await.unwrap().unwrap();
        let database = Self { server, _folder: folder };
        database.run_in("postgres", "CREATE DATABASE shop").await;
        database.run_in("shop", TABLES).await;
        database
    }

    pub(crate) fn url(&self) -> String {
        format!("postgresql://postgres:{UPSTREAM}@127.0.0.1:{}/shop", self.server.port())
    }

    pub(crate) fn port(&self) -> u16 {
        self.server.port()
    }

    pub(crate) async fn run_in(&self, database: &str, statements: &str) {
        let url = self.url().replace("/shop", &format!("/{database}"));
        connect(&url).await.unwrap().batch_execute(statements).await.unwrap();
    }

    /// Everything that the database holds, as one number.
    pub(crate) async fn checksum(&self) -> String {
        let client = connect(&self.url()).await.unwrap();
        let mut sums = Vec::new();
        for question in [
            "SELECT md5(string_agg(t::text, ',' ORDER BY id)) FROM users t",
            "SELECT md5(string_agg(t::text, ',' ORDER BY id)) FROM posts t",
            "SELECT md5(string_agg(t::text, ',' ORDER BY id)) FROM _prisma_migrations t",
            "SELECT last_value::text || is_called::text FROM counter",
            "SELECT md5(string_agg(c.relname || c.relkind::text || c.relnatts, ',' ORDER BY c.oid)) \
             FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
             WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'",
            "SELECT md5(string_agg(p.proname || p.prosrc, ',' ORDER BY p.oid)) FROM pg_proc p \
             WHERE p.pronamespace = 'public'::regnamespace",
            "SELECT count(*)::text FROM pg_largeobject_metadata",
            "SELECT count(*)::text FROM pg_db_role_setting",
            "SELECT count(*)::text FROM pg_roles",
            "SELECT count(*)::text FROM pg_database",
            "SELECT count(*)::text FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'",
        ] {
            sums.push(ask(&client, question).await);
        }
        sums.join("/")
    }

    pub(crate) fn resolved(&self, environment: Environment, purpose: Purpose) -> ResolvedDatabase {
        resolved(&self.url(), environment, purpose)
    }

    /// A gateway to it that is served.
    pub(crate) async fn gateway(&self, environment: Environment, purpose: Purpose) -> Running {
        let policy = Policy::new(environment, purpose, false);
        let config = match environment {
            Environment::Production => self.config().await,
            _ => Config::default(),
        };
        Running::start(policy, self.resolved(environment, purpose), config).await
    }

    pub(crate) async fn gateway_with(&self, committed: Committed) -> Running {
        let (environment, purpose) = (Environment::Production, Purpose::Migrate);
        let policy = Policy::new(environment, purpose, false).with_committed(committed);
        Running::start(policy, self.resolved(environment, purpose), self.config().await).await
    }

    /// A policy that pins production to this server.
    pub(crate) async fn config(&self) -> Config {
        let client = connect(&self.url()).await.unwrap();
        let question = "SELECT system_identifier::text FROM pg_control_system()";
        let identifier = ask(&client, question).await;
        let text = format!(
            "[environments.production]\nhost = \"127.0.0.1:{}/shop\"\n\
             system_identifier = \"{identifier}\"\n",
            self.port()
        );
        Config::parse("skate-env.toml", &text).unwrap()
    }
}

/// The database of an environment, as a deployed process of it would find it.
pub(crate) fn resolved(url: &str, environment: Environment, purpose: Purpose) -> ResolvedDatabase {
    let suffix = match environment {
        Environment::Production => "",
        Environment::Staging => "_STAGING",
        Environment::Testing => "_TEST",
        _ => "_DEV",
    };
    let variable = format!("POSTGRES_PRISMA_URL{suffix}");
    let variables = Variables::from([(&*variable, url), ("SKATE_ENV_RUNTIME", "deployed")]);
    let request = Request::new().environment(environment).purpose(purpose);
    resolve(&variables, Facts::new(), &Config::default(), &request).unwrap()
}

/// A gateway that is served, until it is dropped.
pub(crate) struct Running {
    pub(crate) ports: Ports,
    pub(crate) events: Arc<Events>,
    end: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
}

#[derive(Default)]
pub(crate) struct Events(Mutex<Vec<Event>>);

impl Observer for Events {
    fn observe(&self, event: Event) {
        self.0.lock().unwrap().push(event);
    }
}

impl Events {
    pub(crate) fn all(&self) -> Vec<Event> {
        self.0.lock().unwrap().clone()
    }
}

impl Running {
    pub(crate) async fn start(policy: Policy, resolved: ResolvedDatabase, config: Config) -> Self {
        let events = Arc::new(Events::default());
        let options = GatewayOptions::new(policy, Proof::new(resolved, config), PASSWORD.into());
        let options = options.observer(events.clone()).timeout(Duration::from_secs(10));
        let gateway = Gateway::bind(options).await.unwrap();
        let ports = gateway.ports();
        let (end, ended) = oneshot::channel::<()>();
        let task = tokio::spawn(gateway.serve(async move { drop(ended.await) }));
        Self { ports, events, end: Some(end), task }
    }

    pub(crate) fn url(&self) -> String {
        format!("postgresql://postgres:{PASSWORD}@127.0.0.1:{}/shop", self.ports.direct)
    }

    pub(crate) async fn connect(&self) -> Client {
        connect(&self.url()).await.unwrap()
    }

    pub(crate) async fn stop(mut self) {
        drop(self.end.take());
        (&mut self.task).await.unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

pub(crate) async fn connect(url: &str) -> Result<Client, tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

pub(crate) async fn ask(client: &Client, question: &str) -> String {
    for message in client.simple_query(question).await.unwrap() {
        if let SimpleQueryMessage::Row(row) = message {
            return row.get(0).unwrap_or_default().to_owned();
        }
    }
    String::new()
}

/// What a client is told: `SQLSTATE`, message and hint.
pub(crate) fn told(error: &tokio_postgres::Error) -> (String, String, String) {
    let error = error.as_db_error().unwrap_or_else(|| panic!("not the server's: {error:?}"));
    let hint = error.hint().unwrap_or_default().to_owned();
    (error.code().code().to_owned(), error.message().to_owned(), hint)
}
