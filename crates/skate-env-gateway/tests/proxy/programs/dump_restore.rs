//! Dumps and restored dumps, as without the gateway.

use std::fs;

use skate_env_core::{Environment, Purpose};

use super::{Comparison, dump};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL's programs: cargo xtask test gateway"]
async fn a_dump_is_the_same_byte_for_byte() {
    for (environment, purpose) in [
        (Environment::Production, Purpose::Read),
        (Environment::Production, Purpose::App),
        (Environment::Development, Purpose::App),
    ] {
        let comparison = Comparison::start(environment, purpose).await;
        for arguments in [
            &[][..],
            &["--schema-only"],
            &["--data-only", "--inserts", "--rows-per-insert=10"],
            &["--clean", "--if-exists", "--create"],
            &["--serializable-deferrable", "--table=users"],
        ] {
            let said = comparison.same("pg_dump", arguments, "").await;
            assert_eq!((said.status, &*said.stderr), (Some(0), ""), "{arguments:?}");
            assert!(said.stdout.contains("users"), "{arguments:?}");
        }
        let failed = comparison.same("pg_dump", &["--table=nowhere"], "").await;
        assert_eq!(failed.status, Some(1));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL's programs: cargo xtask test gateway"]
async fn a_dump_is_restored() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("dump");
    let path = file.to_str().unwrap();
    let tables = ["--table=users", "--table=posts"];
    // What only adds goes into production as well; functions and whole dumps need consent.
    for (comparison, chosen) in [
        (Comparison::start(Environment::Production, Purpose::App).await, &tables[..]),
        (Comparison::with_consent().await, &[][..]),
    ] {
        let mut pg_dump = comparison.direct().program("pg_dump");
        pg_dump.args(["--format=custom", "--file", path]).args(chosen);
        assert!(pg_dump.status().unwrap().success());
        assert!(fs::metadata(&file).unwrap().len() > 0);
        for database in [&comparison.without, &comparison.with] {
            database.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public").await;
        }
        let words = ["--no-owner", "--dbname", "DATABASE", path];
        let restored = comparison
            .same_command(
                |target| {
                    let mut command = target.program("pg_restore");
                    command.args(&words[..2]).arg(&target.database);
                    command
                },
                &words[3..],
                "",
            )
            .await;
        assert_eq!((restored.status, &*restored.stderr), (Some(0), ""));
        assert_eq!(dump(&comparison.without), dump(&comparison.with));
    }
}
