//! Roles with settings and functions that change the meaning of a query.

use skate_env_core::verify::{identify, verify_client};
use skate_env_core::{Code, DatabaseUrl};
use tokio_postgres::NoTls;

use crate::fixture::{PASSWORD, all_binaries, ask, open, policy, resolve, setup, start_with};

/// Functions, views and operators in a role's schema that hide PostgreSQL's own.
const SHADOWING_FUNCTIONS: &str = "
    CREATE ROLE app LOGIN PASSWORD 'c4n4ry-secret';
    CREATE SCHEMA evil AUTHORIZATION app;
    GRANT CREATE ON DATABASE shop TO app;
    SET search_path = evil, pg_catalog;
    CREATE FUNCTION evil.current_setting(text, boolean) RETURNS text LANGUAGE sql
        AS $$ SELECT 'br-cool-forest-123456' $$;
    CREATE FUNCTION evil.current_database() RETURNS name LANGUAGE sql AS $$ SELECT 'other'::name $$;
    CREATE FUNCTION evil.pg_is_in_recovery() RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
    CREATE FUNCTION evil.pg_control_system(OUT system_identifier bigint) LANGUAGE sql
        AS $$ SELECT 7412345678901234567 $$;
    CREATE VIEW evil.pg_settings AS SELECT 'neon.branch_id'::text AS name,
        'br-cool-forest-123456'::text AS setting, 'postmaster'::text AS context;
    CREATE TABLE evil.pg_database (oid oid, datname name);
    CREATE FUNCTION evil.yes(text, text) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
    CREATE OPERATOR evil.= (LEFTARG = text, RIGHTARG = text, FUNCTION = evil.yes);
    GRANT USAGE ON SCHEMA evil TO app;
    GRANT SELECT ON ALL TABLES IN SCHEMA evil TO app;
    ALTER ROLE app SET search_path = evil, pg_catalog;
    ALTER ROLE app SET statement_timeout = '1ms';
    ALTER ROLE app SET lock_timeout = '1ms';
    ALTER ROLE app SET idle_in_transaction_session_timeout = '1ms';
    ALTER ROLE app SET idle_session_timeout = '1ms';
    ALTER ROLE app SET default_transaction_isolation = 'serializable';
    ALTER ROLE app SET standard_conforming_strings = off;
    ALTER ROLE app SET DateStyle = 'SQL, DMY'";

fn as_app(url: &str) -> String {
    url.replace("//postgres:", "//app:")
}

#[tokio::test]
async fn every_postgres_of_this_machine_has_an_identity() {
    for binaries in all_binaries() {
        let major = binaries.major().to_string();
        let running = start_with(binaries, setup("br-cool-forest-123456")).await;
        let identity = running.identity().await;
        assert_eq!(identity.database, "shop");
        assert!(identity.database_oid.is_some());
        assert!(identity.system_identifier.is_some(), "{identity:?}");
        assert_eq!(identity.cluster_name.as_deref(), Some("br-cool-forest-123456"));
        assert_eq!(identity.branch(), Some("br-cool-forest-123456"));
        assert!(identity.server_version.starts_with(&major));
        assert!(!identity.is_in_recovery && !identity.neon.is_compute);
        assert_eq!(identity, ask(&running.url()).await, "the answer stays the same");
        assert!(identity.is_same_as(&ask(&running.url()).await));
    }
}

#[tokio::test]
async fn functions_that_hide_the_catalogue_are_not_called() {
    for binaries in all_binaries() {
        let running = start_with(binaries, setup("plain")).await;
        let honest = running.identity().await;
        running.run(SHADOWING_FUNCTIONS).await;

        // Our own session, and a session of the caller with the role's search path.
        assert_eq!(ask(&as_app(&running.url())).await, honest);
        let mut config = tokio_postgres::Config::new();
        config.host("127.0.0.1").port(running.server.port()).dbname("shop");
        config.user("app").password(PASSWORD);
        config.options("-c statement_timeout=0 -c idle_session_timeout=0");
        let (client, connection) = config.connect(NoTls).await.unwrap();
        tokio::spawn(connection);
        let fooled = client.query_one("SELECT current_database()::text", &[]).await.unwrap();
        assert_eq!(fooled.get::<_, String>(0), "other", "the role's own names come first");
        assert_eq!(identify(&client).await.unwrap(), honest);
    }
}

#[tokio::test]
async fn a_session_overrides_the_settings_of_its_role() {
    for binaries in all_binaries() {
        let running = start_with(binaries, setup("plain")).await;
        running.run(SHADOWING_FUNCTIONS).await;
        let session = open(&as_app(&running.url())).await.unwrap();
        for (name, value) in [
            ("search_path", "pg_catalog"),
            ("statement_timeout", "0"),
            ("lock_timeout", "0"),
            ("idle_in_transaction_session_timeout", "0"),
            ("idle_session_timeout", "0"),
            ("default_transaction_isolation", "read committed"),
            ("standard_conforming_strings", "on"),
            ("application_name", "skate-env"),
        ] {
            let question = format!("SELECT current_setting('{name}')");
            let row = session.client().query_one(&question, &[]).await.unwrap();
            assert_eq!(row.get::<_, String>(0), value, "{name}");
        }
    }
}

/// The role gets every other answer, and the surrounding transaction is not aborted.
#[tokio::test]
async fn a_role_without_the_right_to_the_system_identifier_gets_the_rest() {
    for binaries in all_binaries() {
        let running = start_with(binaries, setup("plain")).await;
        let number = running.system_identifier().await;
        running
            .run(
                "CREATE ROLE app LOGIN PASSWORD 'c4n4ry-secret';
                 REVOKE EXECUTE ON FUNCTION pg_catalog.pg_control_system() FROM PUBLIC",
            )
            .await;
        let url = as_app(&running.url());
        let mut session = open(&url).await.unwrap();
        let transaction = session.client_mut().transaction().await.unwrap();
        let identity = identify(transaction.client()).await.unwrap();
        assert_eq!((identity.system_identifier, identity.database.as_str()), (None, "shop"));
        transaction.batch_execute("SELECT 1").await.unwrap();
        transaction.commit().await.unwrap();

        let config = policy(&format!(
            "[environments.production]\nhost = \"db.example.com\"\nsystem_identifier = \"{number}\"\n"
        ));
        let resolved = resolve("development", &url, &config);
        let refused = verify_client(session.client(), &resolved, &config).await.unwrap_err();
        assert_eq!(refused.code(), Code::IdentityUnproven);
        assert!(refused.hint().contains("GRANT EXECUTE"), "{refused}");
    }
}

#[tokio::test]
async fn a_sqlite_file_and_a_build_placeholder_are_no_database() {
    for (url, code) in [
        ("file:./dev.db", Code::InvalidUrl),
        ("postgresql://unset.invalid/build", Code::MissingUrl),
    ] {
        DatabaseUrl::parse(url).unwrap();
        assert_eq!(open(url).await.unwrap_err().code(), code, "{url}");
    }
}
