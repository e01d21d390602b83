//! From the pool to the drop: one test, one database.

use std::time::Duration;

use skate_env_testing::{
    Options, TestDatabase, drop_kept, list_kept, status_of_server, stop_server,
};

use crate::fixture::{Server, administrator, ask, connect, create, try_connect, until};

#[tokio::test]
async fn every_test_has_a_database_of_its_own_with_the_content_of_the_template() {
    let server = Server::shared();
    let options = server.options().migrate(server.sql("own", "CREATE TABLE rows (id int)"));
    let (first, second) = (create(&options).await, create(&options).await);
    assert_ne!(first.name(), second.name());
    for database in [&first, &second] {
        let client = connect(database.url()).await;
        assert_eq!(ask::<i64>(&client, "SELECT count(*) FROM rows").await, 0);
        client.batch_execute("INSERT INTO rows VALUES (1)").await.unwrap();
        assert_eq!(
            ask::<String>(&client, "SELECT current_database()::text").await,
            database.name()
        );
    }
}

#[tokio::test]
async fn a_test_is_no_superuser_and_owns_what_the_migrations_made() {
    let server = Server::shared();
    let options = server.options().migrate(server.sql("owner", "CREATE TABLE mine (id int)"));
    let database = create(&options).await;
    let client = connect(database.url()).await;
    let superuser = "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user";
    assert!(!ask::<bool>(&client, superuser).await);
    client.batch_execute("DROP TABLE mine; CREATE EXTENSION citext").await.unwrap();
    let control = database.url().replace(database.name(), "skate_env_test_1");
    let refused = tokio_postgres::connect(&control, tokio_postgres::NoTls).await.err().unwrap();
    assert!(refused.to_string().contains("db error"), "{refused}");
}

#[tokio::test]
async fn a_database_that_was_given_back_is_dropped_and_never_handed_out_again() {
    let server = Server::shared();
    let options = server.options().migrate(server.sql("back", "CREATE TABLE back (id int)"));
    let mut names = std::collections::HashSet::new();
    for _ in 0..12 {
        let database = create(&options).await;
        let client = connect(database.url()).await;
        // An open session does not keep it.
        assert_eq!(ask::<i64>(&client, "SELECT count(*) FROM back").await, 0);
        client.batch_execute("INSERT INTO back VALUES (1)").await.unwrap();
        assert!(names.insert(database.name().to_owned()));
        drop(database);
    }
    let client = administrator(&server).await;
    let names: Vec<_> = names.into_iter().map(|name| format!("'{name}'")).collect();
    let gone = "NOT EXISTS (SELECT FROM pg_database WHERE datname IN";
    until(&client, &format!("{gone} ({}))", names.join(","))).await;
}

#[tokio::test]
async fn a_reset_gives_the_same_url_the_content_of_the_template() {
    let server = Server::shared();
    let options = server.options().migrate(server.sql("reset", "CREATE TABLE reset (id int)"));
    let database = create(&options).await;
    for _ in 0..3 {
        let client = connect(database.url()).await;
        assert_eq!(ask::<i64>(&client, "SELECT count(*) FROM reset").await, 0);
        client.batch_execute("INSERT INTO reset VALUES (1)").await.unwrap();
        database.reset().await.unwrap();
        assert!(client.batch_execute("SELECT 1").await.is_err(), "the old session has ended");
    }
    let client = administrator(&server).await;
    let name = database.name().to_owned();
    let states = format!("SELECT state FROM databases WHERE name = '{name}'");
    assert_eq!(ask::<String>(&client, &states).await, "taken");
    assert_eq!(
        ask::<i64>(&client, "SELECT count(*) FROM pg_database WHERE datname ~ '_reset$'").await,
        0
    );
}

#[tokio::test]
async fn a_kept_database_is_listed_opened_and_dropped() {
    let server = Server::new();
    let options = server.options().migrate(server.sql("kept", "CREATE TABLE kept (id int)"));
    let database = create(&options.label("orders.test.ts")).await;
    let (name, url) = (database.name().to_owned(), database.url().to_owned());
    let line = database.keep().await.unwrap();
    assert_eq!(line, format!("kept: psql \"{url}\" (skate-env test keep list|drop)"));
    let choice = server.choice();
    let listed = tokio::task::spawn_blocking(move || {
        let listed = list_kept(&choice).unwrap();
        assert_eq!(drop_kept(&choice, &["another".to_owned()]).unwrap(), [""; 0]);
        (listed, choice)
    });
    let (listed, choice) = listed.await.unwrap();
    assert_eq!(listed.len(), 1);
    let kept = (listed[0].name.as_str(), listed[0].label.as_str(), listed[0].url.as_str());
    assert_eq!(kept, (name.as_str(), "orders.test.ts", url.as_str()));
    assert_eq!(ask::<i64>(&connect(&url).await, "SELECT count(*) FROM kept").await, 0);
    let dropped = tokio::task::spawn_blocking(move || drop_kept(&choice, &[]).unwrap());
    assert_eq!(dropped.await.unwrap(), [name]);
    assert!(tokio_postgres::connect(&url, tokio_postgres::NoTls).await.is_err());
}

#[tokio::test]
async fn at_most_ten_databases_are_kept_and_none_for_longer_than_a_day() {
    let server = Server::new();
    let options = server.options().migrate(server.sql("ten", "SELECT 1"));
    for _ in 0..12 {
        create(&options).await.keep().await.unwrap();
    }
    let client = administrator(&server).await;
    until(&client, "(SELECT count(*) FROM databases WHERE state = 'kept') = 10").await;
    let old = "UPDATE databases SET changed_at = now() - interval '25 hours' WHERE state = 'kept'";
    client.batch_execute(old).await.unwrap();
    until(&client, "NOT EXISTS (SELECT FROM databases WHERE state IN ('kept', 'used'))").await;
}

#[tokio::test]
async fn the_server_stops_after_its_last_client_and_the_next_test_starts_it() {
    let server = Server::new();
    let mut variables = server.variables();
    variables.set("SKATE_ENV_TEST_IDLE", "2");
    let choice = skate_env_testing::ServerChoice::new(server.folder(), &variables);
    let (first, started) = skate_env_testing::start_server(&choice).unwrap();
    assert!(started);
    let deadline = std::time::Instant::now() + crate::fixture::TIMEOUT;
    while status_of_server(&choice).unwrap().is_some() {
        assert!(std::time::Instant::now() < deadline, "it still runs");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let options = server.options().migrate(server.sql("again", "SELECT 1"));
    let database = create(&options).await;
    assert_ne!(status_of_server(&choice).unwrap().unwrap().process, first.process);
    ask::<i32>(&connect(database.url()).await, "SELECT 1").await;
}

#[tokio::test]
async fn a_server_that_was_killed_is_built_anew() {
    let server = Server::new();
    let options = server.options().migrate(server.sql("killed", "CREATE TABLE a (id int)"));
    let database = create(&options).await;
    let process = status_of_server(&server.choice()).unwrap().unwrap().process.to_string();
    let killed = std::process::Command::new("kill").args(["-9", &process]).status().unwrap();
    assert!(killed.success());
    drop(database);
    let (_next, client) = create_again(&options).await;
    assert_eq!(ask::<i64>(&client, "SELECT count(*) FROM a").await, 0);
}

/// Until everybody has seen that a server has gone: its sessions may answer once more.
async fn create_again(options: &Options) -> (TestDatabase, tokio_postgres::Client) {
    let deadline = std::time::Instant::now() + crate::fixture::TIMEOUT;
    loop {
        match TestDatabase::create(options).await {
            Ok(next) => match try_connect(next.url()).await {
                Ok(client) => return (next, client),
                Err(failed) => assert!(std::time::Instant::now() < deadline, "{failed}"),
            },
            Err(failed) => assert!(std::time::Instant::now() < deadline, "{failed}"),
        }
    }
}

/// What a process knows of templates ends with the server: the ids of another one are others.
#[tokio::test]
async fn a_process_that_outlives_its_servers_gets_the_right_template_from_each() {
    let server = Server::new();
    let one = server.options().migrate(server.sql("one", "CREATE TABLE one (id int)"));
    let two = server.options().migrate(server.sql("two", "CREATE TABLE two (id int)"));
    for turn in 0..4 {
        let mut order = [("one", &one), ("two", &two)];
        if turn % 2 == 1 {
            order.reverse();
        }
        // Several of each: the second and later ones were taken ahead.
        for (table, options) in order.into_iter().cycle().take(6) {
            let (_database, client) = create_again(options).await;
            let tables = "SELECT string_agg(relname, ',') FROM pg_class WHERE relkind = 'r' \
                AND relnamespace = 'public'::regnamespace";
            assert_eq!(ask::<String>(&client, tables).await, table);
        }
        let choice = server.choice();
        assert!(tokio::task::spawn_blocking(move || stop_server(&choice)).await.unwrap().unwrap());
    }
}

#[tokio::test]
async fn a_database_that_was_taken_ahead_is_kept_under_the_name_of_its_test() {
    let server = Server::new();
    let options = server.options().migrate(server.sql("ahead", "CREATE TABLE ahead (id int)"));
    for number in 0..5 {
        let label = format!("test {number}");
        create(&options.clone().label(&label)).await.keep().await.unwrap();
        let choice = server.choice();
        let kept = tokio::task::spawn_blocking(move || list_kept(&choice).unwrap()).await.unwrap();
        assert!(kept.iter().any(|kept| kept.label == label), "{label}: {kept:?}");
    }
}
