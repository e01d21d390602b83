//! Templates: once for each content, and never a part of one.

use std::time::Duration;

use crate::fixture::{Server, administrator, ask, connect, create, until};

#[tokio::test]
async fn a_template_is_built_once_for_each_content_by_however_many() {
    let server = Server::shared();
    let log = server.path("builds.log");
    let line = format!("echo built >> {}", log.display());
    let folder = server.folder().to_owned();
    let step = skate_env_testing::Migration::command("sh", ["-c", &line], folder, [""; 0]);
    let options = server.options().migrate(step);
    let tasks: Vec<_> = (0..6)
        .map(|_| {
            tokio::spawn({
                let options = options.clone();
                async move { create(&options).await.name().to_owned() }
            })
        })
        .collect();
    let mut names = std::collections::HashSet::new();
    for task in tasks {
        names.insert(task.await.unwrap());
    }
    assert_eq!(names.len(), 6);
    assert_eq!(std::fs::read_to_string(&log).unwrap(), "built\n");
    // Another content is another template.
    create(&options.migrate(server.sql("more", "SELECT 1"))).await;
    assert_eq!(std::fs::read_to_string(&log).unwrap(), "built\nbuilt\n");
}

#[tokio::test]
async fn files_that_change_while_they_are_applied_make_no_template() {
    let server = Server::shared();
    let sql = server.sql("changing", "SELECT 1");
    let path = server.path("changing.sql");
    let change = skate_env_testing::Migration::function("change", move |_| {
        let changed = std::fs::write(&path, "SELECT 2");
        async move { changed }
    });
    let options = server.options().migrate(change).migrate(sql);
    let error = skate_env_testing::TestDatabase::create(&options).await.err().unwrap();
    let sentence = "The migrations or seeds changed while the template was built.";
    assert_eq!(error.message(), sentence);
    create(&options).await;
}

#[tokio::test]
async fn a_draft_of_a_killed_process_is_never_used() {
    let server = Server::new();
    let options = server.options().migrate(server.sql("draft", "CREATE TABLE whole (id int)"));
    let client = administrator_after(&server, &options).await;
    // As a process leaves it that is killed before the rename: closed, and a template.
    let hash: String = ask(&client, "SELECT hash FROM templates").await;
    for statement in [
        format!("ALTER DATABASE skate_env_test_1_template_{hash} IS_TEMPLATE false"),
        format!("DROP DATABASE skate_env_test_1_template_{hash} WITH (FORCE)"),
        format!(
            "CREATE DATABASE skate_env_test_1_draft_{hash} IS_TEMPLATE true ALLOW_CONNECTIONS false"
        ),
        "UPDATE databases SET state = 'used'".to_owned(),
    ] {
        client.batch_execute(&statement).await.unwrap();
    }
    // Another process, for this one knows the template.
    let mut variables = server.variables();
    variables.set("PATH", "another");
    let other = skate_env_testing::Options::new(server.folder(), &variables)
        .migrate(server.sql("draft", "CREATE TABLE whole (id int)"));
    let database = create(&other).await;
    assert_eq!(ask::<i64>(&connect(database.url()).await, "SELECT count(*) FROM whole").await, 0);
    let drafts = "SELECT count(*) FROM pg_database WHERE datname ~ 'draft'";
    assert_eq!(ask::<i64>(&client, drafts).await, 0);
}

async fn administrator_after(
    server: &Server,
    options: &skate_env_testing::Options,
) -> tokio_postgres::Client {
    create(options).await.release().await.unwrap();
    administrator(server).await
}

#[tokio::test]
async fn who_waits_too_long_for_a_builder_migrates_by_itself() {
    let server = Server::shared();
    let slow =
        server.options().migrate(skate_env_testing::Migration::function("slow", |_| async {
            tokio::time::sleep(Duration::from_secs(4)).await;
            Ok::<_, &str>(())
        }));
    let builder = tokio::spawn({
        let slow = slow.clone();
        async move { create(&slow).await }
    });
    let client = administrator(&server).await;
    // The builder has the lock.
    until(&client, "EXISTS (SELECT FROM pg_locks WHERE classid = 1936392195 AND granted)").await;
    // Another process: this one would wait for its own builder.
    let mut variables = server.variables();
    variables.set("PATH", "another");
    let waits = skate_env_testing::Options::new(server.folder(), &variables)
        .build_timeout(Duration::from_millis(50))
        .migrate(skate_env_testing::Migration::function("slow", |draft| async move {
            let client = connect(draft.url()).await;
            client.batch_execute("CREATE TABLE by_itself (id int)").await
        }));
    let database = create(&waits).await;
    let client = connect(database.url()).await;
    assert_eq!(ask::<i64>(&client, "SELECT count(*) FROM by_itself").await, 0);
    assert!(!builder.is_finished(), "the builder still holds the lock");
    builder.await.unwrap();
}

#[tokio::test]
async fn clones_have_the_settings_and_extensions_of_their_template() {
    let server = Server::shared();
    let settings = "DO $$ BEGIN
        EXECUTE format('ALTER DATABASE %I SET search_path TO app, public', current_database());
        EXECUTE format('ALTER DATABASE %I SET application_name TO %L', current_database(), 'it''s \\');
    END $$; CREATE SCHEMA app; CREATE TABLE app.found (id int, name citext)";
    let options = server.options().extension("citext").migrate(server.sql("settings", settings));
    for _ in 0..5 {
        let database = create(&options).await;
        let client = connect(database.url()).await;
        assert_eq!(ask::<i64>(&client, "SELECT count(*) FROM found").await, 0);
        assert_eq!(
            ask::<String>(&client, "SELECT current_setting('application_name')").await,
            "it's \\"
        );
    }
}

#[tokio::test]
async fn only_the_five_templates_that_were_used_last_are_kept() {
    let server = Server::new();
    // Of a process that has ended: nobody holds them.
    let first = server.options().migrate(server.sql("first", "SELECT 1"));
    create(&first).await.release().await.unwrap();
    let client = administrator(&server).await;
    let rows = "INSERT INTO templates (hash, last_used) \
        SELECT 'old' || n, now() - interval '1 hour' * n FROM generate_series(1, 6) n";
    client.batch_execute(rows).await.unwrap();
    client
        .batch_execute("CREATE DATABASE skate_env_test_1_template_old6 IS_TEMPLATE true")
        .await
        .unwrap();
    until(&client, "(SELECT count(*) FROM templates) = 5").await;
    until(&client, "NOT EXISTS (SELECT FROM pg_database WHERE datname ~ 'old6')").await;
}

#[tokio::test]
async fn what_another_version_of_the_helper_left_is_neither_used_nor_dropped() {
    let server = Server::new();
    let options = server.options().migrate(server.sql("own", "CREATE TABLE own (id int)"));
    let client = administrator_after(&server, &options).await;
    let hash: String = ask(&client, "SELECT hash FROM templates").await;
    // By its names: a helper with other tables of its own. By its hash: one with the same tables
    // that builds another template of the same files.
    for name in [format!("skate_env_test_0_template_{hash}"), "skate_env_test_0_7".to_owned()] {
        client.batch_execute(&format!("CREATE DATABASE {name}")).await.unwrap();
    }
    let template = "skate_env_test_1_template_older";
    client.batch_execute(&format!("CREATE DATABASE {template}")).await.unwrap();
    client
        .batch_execute(&format!(
            "ALTER DATABASE {template} IS_TEMPLATE true ALLOW_CONNECTIONS false;
            INSERT INTO templates (hash) VALUES ('older');
            INSERT INTO databases (id, template, name, state) SELECT 1000000, id, 'older', 'ready'
                FROM templates WHERE hash = 'older'"
        ))
        .await
        .unwrap();
    for _ in 0..6 {
        let database = create(&options).await;
        assert!(database.name().starts_with("skate_env_test_1_"), "{database:?}");
        let other = connect(database.url()).await;
        assert_eq!(ask::<i64>(&other, "SELECT count(*) FROM own").await, 0);
    }
    let kept = "SELECT count(*) FROM pg_database WHERE datname ~ '^skate_env_test_0_|_older$'";
    assert_eq!(ask::<i64>(&client, kept).await, 3);
}
