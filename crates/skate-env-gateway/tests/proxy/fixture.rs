//! A database for a test, and gateways to it.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use skate_env_core::{
    Config, Environment, Facts, Purpose, Request, ResolvedDatabase, Variables, resolve,
};
use skate_env_gateway::{
    Event, Gateway, GatewayOptions, Observer, Ports, Proof, judge::Committed, judge::Policy,
};
use tokio::{sync::oneshot, task::JoinHandle};
use tokio_postgres::{Client, NoTls, SimpleQueryMessage, error::SqlState};

use crate::server::{Shared, shared};

/// The database's own password: in no frame, log or error.
pub(crate) const UPSTREAM: &str = "c4n4ry-of-the-database";
/// What clients of the gateway know.
pub(crate) const PASSWORD: &str = "only-for-this-run";

/// The name of the database that is copied for each test.
pub(crate) const TEMPLATE: &str = "shop";

/// A database of one test's own.
pub(crate) struct Database {
    shared: &'static Shared,
    pub(crate) name: String,
}

impl Database {
    pub(crate) async fn start() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("{TEMPLATE}_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let database = Self { shared: shared().await, name };
        let create = format!("CREATE DATABASE {} TEMPLATE {TEMPLATE}", database.name);
        // A session of the template's that has just ended may not be gone yet.
        let admin = connect(&database.url_of("postgres")).await.unwrap();
        while let Err(error) = admin.batch_execute(&create).await {
            assert_eq!(error.code(), Some(&SqlState::OBJECT_IN_USE), "{error:?}");
        }
        database
    }

    pub(crate) fn url(&self) -> String {
        self.url_of(&self.name)
    }

    fn url_of(&self, database: &str) -> String {
        format!("postgresql://postgres:{UPSTREAM}@127.0.0.1:{}/{database}", self.port())
    }

    pub(crate) fn port(&self) -> u16 {
        self.shared.server.port()
    }

    /// Runs statements in it, beside the gateway.
    pub(crate) async fn run(&self, statements: &str) {
        connect(&self.url()).await.unwrap().batch_execute(statements).await.unwrap();
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
            "SELECT count(*)::text FROM pg_db_role_setting \
             WHERE setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))",
            "SELECT count(*)::text FROM pg_roles",
            "SELECT count(*)::text FROM pg_database WHERE datname NOT LIKE 'shop%'",
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
            "[environments.production]\nhost = \"127.0.0.1:{}/{}\"\n\
             system_identifier = \"{identifier}\"\n",
            self.port(),
            self.name
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
    pub(crate) database: String,
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
        let database = resolved.target.as_ref().map(|it| it.database.clone());
        let options = GatewayOptions::new(policy, Proof::new(resolved, config), PASSWORD.into());
        let options = options.observer(events.clone()).timeout(Duration::from_secs(10));
        let gateway = Gateway::bind(options).await.unwrap();
        let ports = gateway.ports();
        let (end, ended) = oneshot::channel::<()>();
        let task = tokio::spawn(gateway.serve(async move { drop(ended.await) }));
        Self { ports, database: database.unwrap(), events, end: Some(end), task }
    }

    pub(crate) fn url(&self) -> String {
        let Self { ports, database, .. } = self;
        format!("postgresql://postgres:{PASSWORD}@127.0.0.1:{}/{database}", ports.direct)
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

/// Every refusal of a session stands in docs/connection.md; those of statements are compared with
/// it in `tests/judge`.
pub(crate) fn is_on_the_page(text: &str) {
    let page = include_str!("../../../../docs/connection.md");
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words(page).contains(&words(text)), "not in docs/connection.md: {text}");
}

/// Neither the database's password nor the gateway's is in what a client is told.
pub(crate) fn holds_no_secret(text: &str) {
    assert!(!text.contains(UPSTREAM) && !text.contains(PASSWORD), "{text}");
}

/// What a client is told: `SQLSTATE`, message and hint.
pub(crate) fn told(error: &tokio_postgres::Error) -> (String, String, String) {
    holds_no_secret(&format!("{error:?}"));
    let error = error.as_db_error().unwrap_or_else(|| panic!("not the server's: {error:?}"));
    let hint = error.hint().unwrap_or_default().to_owned();
    if error.code() == &SqlState::from_code("SK005") {
        is_on_the_page(error.message());
        is_on_the_page(hint.split(" [").next().unwrap_or_default());
    }
    (error.code().code().to_owned(), error.message().to_owned(), hint)
}
