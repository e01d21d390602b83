//! Migration tools find nothing left to do in a test database.

use std::fs;

use skate_env_testing::Migration;

use crate::fixture::{Server, ask, connect, create};

#[tokio::test]
async fn prisma_s_folder_leaves_the_rows_that_prisma_writes() {
    let server = Server::shared();
    let folder = server.path("prisma");
    for (name, text) in
        [("1_init", "CREATE TABLE a (id int);"), ("2_more", "ALTER TABLE a ADD b int;")]
    {
        fs::create_dir_all(folder.join(name)).unwrap();
        fs::write(folder.join(name).join("migration.sql"), text).unwrap();
    }
    fs::write(folder.join("migration_lock.toml"), "provider = \"postgresql\"").unwrap();
    let database = create(&server.options().migrate(Migration::prisma(&folder))).await;
    let client = connect(database.url()).await;
    let rows = "SELECT string_agg(migration_name || ' ' || left(checksum, 8) || ' ' || \
        applied_steps_count || ' ' || (finished_at IS NOT NULL), ', ' ORDER BY migration_name) \
        FROM _prisma_migrations";
    assert_eq!(
        ask::<String>(&client, rows).await,
        "1_init 168f4af7 1 true, 2_more 69ff7c0f 1 true"
    );
}

#[tokio::test]
async fn drizzle_s_journal_decides_the_order() {
    let server = Server::shared();
    let folder = server.path("drizzle");
    fs::create_dir_all(folder.join("meta")).unwrap();
    let journal = r#"{"version":"7","dialect":"postgresql","entries":[
        {"idx":0,"version":"7","when":1700000000000,"tag":"0000_z","breakpoints":true},
        {"idx":1,"version":"7","when":1700000000001,"tag":"0001_a","breakpoints":true}]}"#;
    fs::write(folder.join("meta/_journal.json"), journal).unwrap();
    let first = "CREATE TABLE a (id int);\n--> statement-breakpoint\nCREATE TABLE b (id int);";
    fs::write(folder.join("0000_z.sql"), first).unwrap();
    fs::write(folder.join("0001_a.sql"), "ALTER TABLE b ADD c int;").unwrap();
    fs::write(folder.join("9999_unlisted.sql"), "SELECT 1/0").unwrap();
    let database = create(&server.options().migrate(Migration::drizzle(&folder))).await;
    let client = connect(database.url()).await;
    let rows =
        "SELECT string_agg(created_at::text, ',' ORDER BY id) FROM drizzle.__drizzle_migrations";
    assert_eq!(ask::<String>(&client, rows).await, "1700000000000,1700000000001");
}

#[tokio::test]
async fn a_command_has_the_database_in_every_name_and_no_other() {
    let server = Server::shared();
    let names = "DATABASE_URL POSTGRES_PRISMA_URL_TEST POSTGRES_URL_NON_POOLING POSTGRES_PRISMA_URL_DEV \
        DATABASE_ENVIRONMENT SKATE_ENV_TEST";
    let out = server.path("variables");
    let line = format!("for name in {names}; do eval echo \\$$name; done > {}", out.display());
    let step = Migration::command("sh", ["-c", &line], server.folder(), [""; 0]);
    create(&server.options().migrate(step)).await;
    let text = fs::read_to_string(out).unwrap();
    let values: Vec<_> = text.lines().collect();
    assert!(values[0].contains("@127.0.0.1:") && values[0].contains("_draft_"), "{text}");
    assert_eq!([values[0]; 2], [values[1], values[2]]);
    assert_eq!(values[3], "postgresql://forgotten.invalid/no_test_database");
    assert_eq!(values[4], "testing");
    assert!(values[0].ends_with(values[5]), "{text}");
}
