//! `SKATE_ENV_TEST_SERVER`: a server of this machine that is nobody's production, or none.

use std::fs;

use secrecy::SecretString;
use skate_env_core::{Code, Variables};
use skate_env_local::{
    Account, Binaries, Cluster, ClusterOptions, Durability, Search, Server as Postgres, free_port,
};
use skate_env_testing::{Options, ServerChoice, TestDatabase, start_server};
use tempfile::TempDir;

use crate::fixture::{Server, ask, connect, open_to_all};

/// A plain server, as a service container is one.
struct Plain {
    server: Postgres,
    folder: TempDir,
}

impl Plain {
    fn start(name: &str) -> Self {
        let folder = tempfile::Builder::new().prefix("skate-env-testing-").tempdir().unwrap();
        open_to_all(folder.path());
        let ours = Server::new();
        let search = ours.variables().get("SKATE_ENV_POSTGRES_BIN").map(Search::only);
        let binaries = Binaries::find(&search.unwrap_or_default()).unwrap();
        let options =
            ClusterOptions::new(name, SecretString::from("secret")).durability(Durability::Relaxed);
        let data = folder.path().join("cluster");
        let account = Account::for_servers().unwrap();
        let cluster = Cluster::prepare(binaries, account, &data, &options).unwrap();
        Self { server: cluster.start(free_port().unwrap()).unwrap(), folder }
    }

    fn url(&self) -> String {
        format!("postgresql://postgres:secret@localhost:{}/postgres", self.server.port())
    }

    fn variables(&self, url: &str) -> Variables {
        let _ = &self.folder;
        Variables::from([("SKATE_ENV_TEST_SERVER", url)])
    }

    fn options(&self, url: &str) -> Options {
        let sql = self.folder.path().join("1.sql");
        fs::write(&sql, "CREATE TABLE a (id int)").unwrap();
        Options::new(self.folder.path(), &self.variables(url)).pool(2).seed_file(sql)
    }

    fn policy(&self, text: &str) {
        fs::write(self.folder.path().join("skate-env.toml"), text).unwrap();
    }

    async fn refused(&self, url: &str) -> Code {
        TestDatabase::create(&self.options(url)).await.err().unwrap().code()
    }
}

#[tokio::test]
async fn a_plain_server_of_this_machine_is_used() {
    let plain = Plain::start("container");
    // A production that is pinned by its host alone says nothing about a container.
    plain.policy("[environments.production]\nhost = \"db.example.com\"\n");
    for _ in 0..4 {
        let database = TestDatabase::create(&plain.options(&plain.url())).await.unwrap();
        let client = connect(database.url()).await;
        assert_eq!(ask::<i64>(&client, "SELECT count(*) FROM a").await, 0);
        assert_eq!(
            ask::<String>(&client, "SELECT current_setting('cluster_name')").await,
            "container"
        );
        let line = database.keep().await.unwrap();
        assert!(!line.contains("secret"), "{line}");
    }
}

#[tokio::test]
async fn another_machine_is_refused_before_anything_connects() {
    let plain = Plain::start("container");
    for host in ["db.example.com", "10.0.0.9", "ep-cool-darkness-123456.eu.aws.neon.tech"] {
        let url = format!("postgresql://app:secret@{host}/shop?sslmode=require");
        assert_eq!(plain.refused(&url).await, Code::TestServerNotLocal, "{host}");
    }
    plain.policy("[environments.production]\nhost = \"db.example.com\"\n");
    let production = "postgresql://app:secret@db.example.com/shop?sslmode=require";
    assert_eq!(plain.refused(production).await, Code::ProductionTarget);
}

#[tokio::test]
async fn a_local_port_that_leads_to_production_or_staging_is_refused_by_what_answers() {
    let plain = Plain::start("container");
    let client = connect(&plain.url()).await;
    let identifier = "SELECT system_identifier::text FROM pg_control_system()";
    let identifier: String = ask(&client, identifier).await;
    for environment in ["production", "staging"] {
        plain.policy(&format!(
            "[environments.{environment}]\nsystem_identifier = \"{identifier}\"\n"
        ));
        let code = plain.refused(&plain.url()).await;
        assert_eq!(code, Code::IdentityMismatch, "{environment}");
    }
    // Production is pinned by its host, and what answers has somebody's tables.
    plain.policy("[environments.production]\nhost = \"db.example.com\"\n");
    client.batch_execute("CREATE TABLE orders (id int)").await.unwrap();
    assert_eq!(plain.refused(&plain.url()).await, Code::IdentityUnproven);
    let databases = "SELECT count(*) FROM pg_database WHERE datname ~ 'skate'";
    assert_eq!(ask::<i64>(&client, databases).await, 0, "nothing was created");
}

#[tokio::test]
async fn what_the_variables_pin_as_production_is_refused() {
    let plain = Plain::start("container");
    let url = plain.url();
    let pin = format!("localhost:{}/postgres", plain.server.port());
    for (name, value) in [("SKATE_ENV_PRODUCTION", &pin), ("POSTGRES_PRISMA_URL", &url)] {
        let mut variables = plain.variables(&url);
        variables.set(name, value);
        let options = Options::new(plain.folder.path(), &variables);
        let refused = TestDatabase::create(&options).await.err().unwrap();
        assert_eq!(refused.code(), Code::ProductionTarget, "{name}");
    }
}

#[tokio::test]
async fn a_branch_of_this_machine_and_a_replica_are_refused() {
    let plain = Plain::start("br-cool-darkness-12345678");
    assert_eq!(plain.refused(&plain.url()).await, Code::TestServerNotLocal);
}

#[test]
fn a_server_that_was_named_is_neither_started_nor_stopped() {
    let variables = Variables::from([("SKATE_ENV_TEST_SERVER", "postgresql://a@localhost/b")]);
    let refused = start_server(&ServerChoice::new("/", &variables)).err().unwrap();
    assert_eq!(refused.code(), Code::InvalidConfig);
}
