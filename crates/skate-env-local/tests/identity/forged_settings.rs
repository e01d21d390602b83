//! Forged settings that look like Neon's, set in every way that PostgreSQL offers.

use skate_env_core::Code;
use skate_env_core::verify::{identify, verify, verify_client};

use crate::fixture::{
    Running, all_binaries, ask, open, options, policy, resolve, setup, start_with,
};

const PRODUCTION: &str = "[project]\nneon_project_id = \"spring-example-302709\"\n\
    [environments.production]\nbranch_id = \"br-cool-forest-123456\"\n";

async fn assert_not_trusted(running: &Running, how: &str) {
    let identity = ask(&running.url()).await;
    let neon = &identity.neon;
    assert!(neon.has_forged_settings(), "{how}: {identity:?}");
    assert_eq!(neon.branch.value.as_deref(), Some("br-cool-forest-123456"), "{how}");
    assert_eq!(neon.branch.context, None, "{how}: pg_settings shows no row");
    assert!(!neon.is_compute && identity.branch().is_none(), "{how}");

    let pinned = format!("{PRODUCTION}host = \"localhost:{}\"\n", running.server.port());
    let config = policy(&pinned);
    let production = resolve("production", &running.url(), &config);
    let refused = verify(&production, &config, &options()).await.unwrap_err();
    assert_eq!(refused.code(), Code::IdentityUnproven, "{how}");
    let config = policy(PRODUCTION);
    let own = resolve("development", &running.url(), &config);
    verify(&own, &config, &options()).await.unwrap();
}

#[tokio::test]
async fn no_forged_setting_is_trusted() {
    for binaries in all_binaries() {
        let setup = setup("plain")
            .setting("neon.project_id", "spring-example-302709")
            .setting("neon.branch_id", "br-cool-forest-123456");
        let running = start_with(binaries.clone(), setup).await;
        assert_not_trusted(&running, "postgresql.conf").await;

        let running = start_with(binaries, crate::fixture::setup("plain")).await;
        for (how, statement, undo) in [
            ("ALTER DATABASE", "ALTER DATABASE shop SET", "ALTER DATABASE shop RESET ALL"),
            ("ALTER ROLE", "ALTER ROLE postgres SET", "ALTER ROLE postgres RESET ALL"),
            (
                "ALTER ROLE IN DATABASE",
                "ALTER ROLE postgres IN DATABASE shop SET",
                "ALTER ROLE postgres IN DATABASE shop RESET ALL",
            ),
        ] {
            running
                .run(&format!(
                    "{statement} neon.project_id = 'spring-example-302709';
                     {statement} neon.branch_id = 'br-cool-forest-123456'"
                ))
                .await;
            assert_not_trusted(&running, how).await;
            running.run(undo).await;
            assert!(!ask(&running.url()).await.neon.has_forged_settings(), "{how} was undone");
        }
    }
}

#[tokio::test]
async fn a_setting_of_the_session_is_not_trusted() {
    for binaries in all_binaries() {
        let running = start_with(binaries, setup("plain")).await;
        let session = open(&running.url()).await.unwrap();
        let forged = "SET neon.project_id = 'spring-example-302709';
            SET neon.branch_id = 'br-cool-forest-123456'";
        session.client().batch_execute(forged).await.unwrap();
        let identity = identify(session.client()).await.unwrap();
        assert!(identity.neon.has_forged_settings() && identity.branch().is_none());
        let config =
            policy(&format!("{PRODUCTION}host = \"localhost:{}\"\n", running.server.port()));
        let resolved = resolve("production", &running.url(), &config);
        let refused = verify_client(session.client(), &resolved, &config).await.unwrap_err();
        assert_eq!(refused.code(), Code::IdentityUnproven);
    }
}

/// PostgreSQL stores it in a file of its own, without its author.
#[tokio::test]
async fn a_setting_by_alter_system_is_not_trusted() {
    for binaries in all_binaries() {
        let running = start_with(binaries, setup("plain")).await;
        let session = open(&running.url()).await.unwrap();
        for statement in [
            "SET neon.branch_id = ''", // ALTER SYSTEM accepts only names that are known
            "ALTER SYSTEM SET neon.branch_id = 'br-cool-forest-123456'",
            "SELECT pg_catalog.pg_reload_conf()",
        ] {
            session.client().batch_execute(statement).await.unwrap();
        }
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(60);
        let identity = loop {
            let identity = ask(&running.url()).await;
            if identity.neon.branch.value.is_some() {
                break identity;
            }
            assert!(std::time::Instant::now() < deadline, "the server does not read its file");
        };
        assert_eq!(identity.neon.branch.context, None);
        assert!(identity.branch().is_none() && !identity.neon.is_compute);
    }
}
