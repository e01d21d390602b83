//! Schema-only copies.

use crate::clone::fixture::{RunningCluster, TestClusters, files_with};
use crate::clone::{copy_running, remove_rows};
use crate::fixture::all_binaries;

const CANARY: &str = "Canary7Row9Value";

/// Rows in every place that can hold them, in a form that no compression hides.
const SCHEMA_WITH_ROWS: &str = "
    CREATE TABLE plain (id serial PRIMARY KEY, note text UNIQUE, long text);
    ALTER TABLE plain ALTER long SET STORAGE EXTERNAL;
    CREATE TABLE child (id int GENERATED ALWAYS AS IDENTITY, plain int REFERENCES plain, note text);
    CREATE TABLE heir () INHERITS (plain);
    CREATE TABLE parted (id int PRIMARY KEY, note text) PARTITION BY RANGE (id);
    CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (1000000);
    CREATE TABLE lead (id int REFERENCES parted);
    CREATE UNLOGGED TABLE quick (note text);
    CREATE TABLE _prisma_migrations (name text);
    CREATE STATISTICS together (mcv) ON note, long FROM plain;
    INSERT INTO plain (note, long) SELECT 'CANARY' || i, repeat('CANARY', 300)
        FROM generate_series(1, 500) i;
    INSERT INTO heir (note, long) VALUES ('CANARY', 'CANARY');
    INSERT INTO child (plain, note) SELECT 1, 'CANARY' FROM generate_series(1, 500);
    INSERT INTO parted SELECT i, 'CANARY' FROM generate_series(1, 500) i;
    INSERT INTO lead VALUES (1);
    INSERT INTO quick VALUES ('CANARY');
    INSERT INTO _prisma_migrations VALUES ('CANARY');
    CREATE MATERIALIZED VIEW seen AS SELECT note FROM plain;
    CREATE SEQUENCE alone START 5;
    SELECT nextval('alone') FROM generate_series(1, 10);
    SELECT lo_from_bytea(0, repeat('CANARY', 300)::bytea);
    ANALYZE;
    CREATE TABLE noise (what text);
    CREATE FUNCTION record_trigger() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN INSERT INTO noise VALUES (TG_NAME); RETURN NULL; END $$;
    CREATE FUNCTION record_event() RETURNS event_trigger LANGUAGE plpgsql AS
        $$ BEGIN INSERT INTO noise VALUES (TG_TAG); END $$;
    CREATE TRIGGER ordinary AFTER TRUNCATE ON plain EXECUTE FUNCTION record_trigger();
    CREATE TRIGGER \"always fires\" AFTER TRUNCATE ON plain EXECUTE FUNCTION record_trigger();
    ALTER TABLE plain ENABLE ALWAYS TRIGGER \"always fires\";
    CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION record_event();
    CREATE EVENT TRIGGER watch_always ON ddl_command_end EXECUTE FUNCTION record_event();
    ALTER EVENT TRIGGER watch_always ENABLE ALWAYS;
    INSERT INTO noise VALUES ('CANARY');";

#[tokio::test(flavor = "multi_thread")]
async fn a_schema_only_copy_has_the_schema_and_no_byte_of_a_row() {
    for binaries in all_binaries() {
        let clusters = TestClusters::new(binaries);
        let parent = clusters.start("parent").await;
        let schema = SCHEMA_WITH_ROWS.replace("CANARY", CANARY);
        parent.run("CREATE DATABASE shut").await;
        for database in ["postgres", "shut"] {
            parent.session(database).await.run(&schema).await.unwrap();
        }
        parent.run("ALTER DATABASE shut ALLOW_CONNECTIONS false").await;
        let remote = format!(
            "CREATE EXTENSION postgres_fdw; \
             CREATE SERVER home FOREIGN DATA WRAPPER postgres_fdw \
                 OPTIONS (host '127.0.0.1', port '{}', dbname 'postgres'); \
             CREATE USER MAPPING FOR postgres SERVER home \
                 OPTIONS (user 'postgres', password 'secret'); \
             CREATE TABLE far_away (id int); INSERT INTO far_away VALUES (1); \
             CREATE TABLE mixed (id int) PARTITION BY LIST (id); \
             CREATE FOREIGN TABLE mixed_1 PARTITION OF mixed FOR VALUES IN (1) \
                 SERVER home OPTIONS (table_name 'far_away'); \
             CREATE TABLE rooted (id int); CREATE FOREIGN TABLE far_heir () INHERITS (rooted) \
                 SERVER home OPTIONS (table_name 'far_away')",
            parent.server.port()
        );
        parent.run(&remote).await;
        // An open transaction: its files are copied, and are orphans in the copy.
        let open = parent.session("postgres").await;
        let started = format!(
            "BEGIN; CREATE TABLE never AS SELECT '{CANARY}' || i AS n FROM generate_series(1, 9) i"
        );
        open.run(&started).await.unwrap();
        parent.run("CHECKPOINT").await;
        assert!(files_with(&parent.source.data, CANARY).len() > 20);

        // Rows in the log of the copy: from its parent, and its own.
        let writer = parent.session("postgres").await;
        let row = format!("INSERT INTO noise SELECT '{CANARY}' FROM generate_series(1, 500)");
        let writing = tokio::spawn(async move { while writer.run(&row).await.is_ok() {} });
        copy_running(&parent.source, &clusters.path("child")).await.unwrap();
        writing.abort();
        assert_ne!(files_with(&clusters.path("child").join("data/pg_wal"), CANARY).len(), 0);
        let child = clusters.start("child").await;
        child.run(&format!("INSERT INTO noise VALUES ('{CANARY}')")).await;
        remove_rows(&child.source).await.unwrap();
        child.run("CHECKPOINT").await;
        assert_eq!(files_with(&child.source.data, CANARY), [] as [std::path::PathBuf; 0]);
        assert_empty(&child).await;
        drop(child);
        let child = clusters.start("child").await;
        assert_empty(&child).await;
        assert_eq!(files_with(&child.source.data, CANARY), [] as [std::path::PathBuf; 0]);
        assert_eq!(parent.ask("SELECT count(*) FROM plain").await, "501");
        assert_eq!(parent.ask("SELECT count(*) FROM far_away").await, "1");
    }
}

async fn assert_empty(child: &RunningCluster) {
    for table in
        ["plain", "child", "heir", "parted", "lead", "quick", "_prisma_migrations", "noise"]
    {
        assert_eq!(child.ask(&format!("SELECT count(*) FROM {table}")).await, "0", "{table}");
    }
    for (query, answer) in [
        ("SELECT relispopulated FROM pg_class WHERE relname = 'seen'", "false"),
        ("SELECT last_value || ' ' || is_called FROM alone", "5 false"),
        ("SELECT last_value FROM plain_id_seq", "1"),
        ("SELECT count(*) FROM pg_largeobject_metadata", "0"),
        ("SELECT string_agg(evtenabled::text, '' ORDER BY evtname) FROM pg_event_trigger", "OA"),
        (
            "SELECT string_agg(tgenabled::text, '' ORDER BY tgname) FROM pg_trigger \
             WHERE tgtype & 32 <> 0",
            "AO",
        ),
        ("SELECT datallowconn FROM pg_database WHERE datname = 'shut'", "false"),
        ("SELECT count(*) FROM pg_statistic_ext", "1"),
    ] {
        assert_eq!(child.ask(query).await, answer, "{query}");
    }
    child.run("SELECT 1 FROM plain").await;
}
