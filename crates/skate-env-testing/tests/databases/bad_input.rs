//! What is wrong is said once, clearly, and no test gets a wrong database.

use std::time::{Duration, Instant};

use skate_env_core::{Code, Error};
use skate_env_testing::{Migration, Options, TestDatabase};

use crate::fixture::{Server, administrator, ask};

async fn refused(options: &Options) -> Error {
    TestDatabase::create(options).await.err().unwrap()
}

#[tokio::test]
async fn a_migration_that_fails_is_named_with_what_the_server_answered() {
    let server = Server::new();
    let options = server
        .options()
        .migrate(server.sql("1_works", "CREATE TABLE half (id int)"))
        .migrate(server.sql("2_broken", "ALTER TABLE nowhere ADD COLUMN id int"));
    for _ in 0..2 {
        let error = refused(&options).await;
        assert_eq!(error.code(), Code::TemplateFailed);
        let answer = "The migration 2_broken failed: relation \"nowhere\" does not exist (42P01).";
        assert_eq!(error.message(), answer);
    }
    let client = administrator(&server).await;
    let left = "SELECT count(*) FROM pg_database WHERE datname ~ 'draft|template_'";
    assert_eq!(ask::<i64>(&client, left).await, 0, "nothing half built is left");
    // Mended, it works.
    server.sql("2_broken", "SELECT 1");
    TestDatabase::create(&options).await.unwrap();
}

#[tokio::test]
async fn a_seed_that_hangs_is_ended_with_everything_that_it_started() {
    let server = Server::shared();
    let marker = format!("{}", 600_000 + std::process::id() % 1000);
    let hang = format!("sleep {marker} & sleep {marker}");
    let seed = Migration::command("sh", ["-c", &hang], server.folder(), [""; 0]);
    let options = server.options().migrate(seed).step_timeout(Duration::from_secs(1));
    let begun = Instant::now();
    let error = refused(&options).await;
    assert_eq!(error.code(), Code::TemplateFailed);
    assert!(error.message().ends_with("did not end within 1 seconds."), "{error}");
    assert!(begun.elapsed() < Duration::from_secs(60));
    let running = std::process::Command::new("ps").args(["-A", "-o", "args="]).output().unwrap();
    let running = String::from_utf8_lossy(&running.stdout).into_owned();
    assert!(!running.lines().any(|line| line == format!("sleep {marker}")), "{running}");
}

#[tokio::test]
async fn sql_that_hangs_is_ended() {
    let server = Server::shared();
    let options = server
        .options()
        .migrate(server.sql("hangs", "SELECT pg_sleep(600)"))
        .step_timeout(Duration::from_secs(1));
    let error = refused(&options).await;
    assert_eq!(error.message(), "The migration hangs did not end within 1 seconds.");
}

#[tokio::test]
async fn a_command_that_fails_shows_its_last_lines_without_the_password() {
    let server = Server::shared();
    let line = "echo lots; echo \"at $DATABASE_URL\" >&2; exit 3";
    let step = Migration::command("sh", ["-c", line], server.folder(), [""; 0]);
    let error = refused(&server.options().migrate(step)).await;
    assert!(error.message().contains("at postgresql://test:***@127.0.0.1:"), "{error}");
}

#[tokio::test]
async fn a_folder_or_a_program_that_is_not_there_is_named() {
    let server = Server::shared();
    let missing = server.path("no-such-folder");
    let error = refused(&server.options().migrate(Migration::sql(&missing))).await;
    assert_eq!(error.code(), Code::UnreadableFile);
    assert!(error.message().contains("no-such-folder"), "{error}");
    let step = Migration::command("no-such-program", [""; 0], server.folder(), [""; 0]);
    let error = refused(&server.options().migrate(step)).await;
    assert!(error.message().starts_with("`no-such-program` failed: "), "{error}");
}

#[tokio::test]
async fn without_postgresql_the_answer_says_how_to_install_it() {
    let server = Server::new();
    let mut variables = server.variables();
    variables.set("SKATE_ENV_POSTGRES_BIN", server.path("nothing").to_string_lossy());
    let error = refused(&Options::new(server.folder(), &variables)).await;
    assert_eq!(error.code(), Code::PostgresNotFound);
    assert!(error.hint().contains("@embedded-postgres/"), "{error}");
}
