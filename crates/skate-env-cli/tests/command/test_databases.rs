//! `skate-env test`: the test server, and the databases of failed tests.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use secrecy::ExposeSecret as _;
use skate_env_core::Variables;
use skate_env_testing::{Options, TestDatabase};

use crate::{
    branch::postgres,
    harness::{Project, Run},
};

/// A project with a test server of its own.
struct Home(Project);

impl Home {
    fn new() -> Self {
        let project = Project::new();
        // Servers of root run as somebody else.
        fs::set_permissions(project.path(), fs::Permissions::from_mode(0o755)).unwrap();
        Self(project)
    }

    fn variables(&self) -> Vec<(&'static str, String)> {
        let home = self.0.path().join("server").to_string_lossy().into_owned();
        let postgres = match postgres() {
            Some(folder) => ("SKATE_ENV_POSTGRES_BIN", folder.to_string_lossy().into_owned()),
            None => ("PATH", "/usr/bin:/bin".to_owned()),
        };
        vec![("SKATE_ENV_TEST_HOME", home), ("SKATE_ENV_TEST_IDLE", "60".to_owned()), postgres]
    }

    fn run(&self, words: &str) -> Run<'_> {
        let variables = self.variables().into_iter();
        variables.fold(self.0.run(words), |run, (name, value)| run.variable(name, value))
    }

    /// What it prints, with names for what is another in every run.
    #[track_caller]
    fn prints(&self, words: &str, expected: &str) {
        let ending = self.run(words).ends();
        let major = fs::read_dir(self.0.path().join("server")).ok();
        let major = major.and_then(|mut folders| folders.next()?.ok()).map(|it| it.file_name());
        let major = major.unwrap_or_default().to_string_lossy().into_owned();
        let mut found = ending.stdout.clone();
        if !major.is_empty() {
            found = found.replace(&format!("  {major}\n"), "  MAJOR\n");
            found = found.replace(&format!("server/{major}"), "server/MAJOR");
        }
        let port = found.split_once("127.0.0.1:").map(|(_, rest)| rest.chars().take(5).collect());
        found = port.map_or(found.clone(), |port: String| found.replace(&port, "PORT"));
        assert_eq!((ending.exit, found.as_str()), (0, expected.trim_start()), "{ending}");
    }

    fn database(&self, label: &str) -> TestDatabase {
        let variables: Variables = self.variables().into_iter().collect();
        let options = Options::new(self.0.path(), &variables).pool(1).label(label);
        TestDatabase::create_blocking(&options).unwrap()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = self.run("test server stop").command().output();
    }
}

#[test]
fn the_server_starts_is_found_again_and_stops() {
    let home = Home::new();
    home.prints("test server status", "test server  stopped\n");
    home.prints("test server stop", "It was not running.\n");
    let running = "
test server  STATE
address      127.0.0.1:PORT
postgresql   MAJOR
folder       [DIR]/server/MAJOR
";
    home.prints("test server start", &running.replace("STATE", "started"));
    home.prints("test server start", &running.replace("STATE", "running"));
    home.prints("test server status", &running.replace("STATE", "running"));
    let json = home.run("test server status --output json").ends();
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["state"], "running");
    assert!(json["process"].is_u64() && json.get("password").is_none(), "{json}");
    home.prints("test server stop", "Stopped.\n");
    home.prints("test server status", "test server  stopped\n");
}

#[test]
fn kept_databases_are_listed_and_dropped() {
    let home = Home::new();
    home.prints("test keep list", "No database is kept.\n");
    let url = secrecy::SecretString::from(home.database("orders.test.ts").url());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let first = home.database("orders.test.ts");
    let (name, line) = (first.name().to_owned(), first.url().to_owned());
    runtime.block_on(first.keep()).unwrap();
    assert_ne!(url.expose_secret(), line);
    let ending = home.run("test keep list").ends();
    let width = name.len();
    let table = format!("{:width$}  age  test\n{name}  ", "name");
    assert!(ending.stdout.starts_with(&table), "{ending}");
    assert!(ending.stdout.contains("  orders.test.ts\n\n"), "{ending}");
    assert!(ending.stdout.ends_with(&format!("psql \"{line}\"\n")), "{ending}");
    home.prints("test keep drop another", "another is not kept.\nDropped 0 databases.\n");
    home.prints(&format!("test keep drop {name}"), "Dropped 1 database.\n");
    home.prints("test keep drop", "Dropped 0 databases.\n");
    home.prints("test keep list", "No database is kept.\n");
}

#[test]
fn a_server_of_your_own_is_neither_started_nor_stopped() {
    let home = Home::new();
    let url = "postgresql://app:c4n4ry@localhost:5432/postgres";
    home.run("test server stop").variable("SKATE_ENV_TEST_SERVER", url).prints(
        4,
        "",
        "
error: SKATE_ENV_TEST_SERVER names a server, which is not started or stopped here. [invalid_config]
  help: Unset SKATE_ENV_TEST_SERVER to use the test server of this machine.
",
    );
    assert!(!Path::new(&home.0.path().join("server")).exists());
}

#[test]
fn a_server_that_is_not_of_this_machine_is_refused() {
    let home = Home::new();
    let url = "postgresql://app:c4n4ry@db.example.com/shop?sslmode=require";
    home.run("test keep list").variable("SKATE_ENV_TEST_SERVER", url).prints(
        3,
        "",
        "
error: SKATE_ENV_TEST_SERVER does not lead to a plain PostgreSQL server of this machine. [test_server_not_local]
  help: Unset it, or set it to a server on localhost that is neither Neon's nor a replica.
",
    );
}
