//! Databases with production's rows that are not production: restored dumps and physical copies.

use std::process::Command;

use skate_env_core::Code;
use skate_env_core::verify::{identify, verify};

use crate::fixture::{
    all_binaries, ask, folder, open, options, policy, resolve, setup, start, start_in, url,
};

/// Everything that a dump restores and that could be taken for a marker of production.
const MARKERS: &str = "
    COMMENT ON DATABASE shop IS 'production';
    ALTER DATABASE shop SET neon.branch_id = 'br-cool-forest-123456';
    ALTER DATABASE shop SET neon.project_id = 'spring-example-302709';
    ALTER DATABASE shop SET app.environment = 'production';
    CREATE TABLE public.environment (name text);
    INSERT INTO public.environment VALUES ('production')";

#[tokio::test]
async fn a_restored_dump_is_not_production_whatever_its_markers_say() {
    let (production, restored) = (start(setup("plain")).await, start(setup("plain")).await);
    production.run(MARKERS).await;
    restored.run(MARKERS).await;
    let by_number = format!(
        "[environments.production]\nhost = \"db.example.com\"\nsystem_identifier = \"{}\"\n",
        production.system_identifier().await
    );
    let by_branch = "[environments.production]\nbranch_id = \"br-cool-forest-123456\"\n";
    for policy_text in [by_number.as_str(), by_branch] {
        let config = policy(policy_text);
        let resolved = resolve("development", &restored.url(), &config);
        let identity = verify(&resolved, &config, &options()).await.unwrap();
        assert!(identity.neon.has_forged_settings() && identity.neon.trusted_branch().is_none());
    }
    // It is not accepted as production either.
    let pinned = format!("{by_branch}host = \"localhost:{}\"\n", restored.server.port());
    let config = policy(&pinned);
    let resolved = resolve("production", &restored.url(), &config);
    let refused = verify(&resolved, &config, &options()).await.unwrap_err();
    assert_eq!(refused.code(), Code::IdentityUnproven);
    assert!(refused.message().contains("settings that imitate"), "{refused}");
}

/// It has production's system identifier, before and after it is promoted.
#[tokio::test]
async fn a_physical_copy_is_refused_as_production_is() {
    let binaries = all_binaries().remove(0);
    let original = folder();
    let server = start_in(binaries.clone(), original.path(), setup("plain")).await;
    let admin = url(server.port()).replace("/shop", "/postgres");
    open(&admin).await.unwrap().client().batch_execute("CREATE DATABASE shop").await.unwrap();
    let production = ask(&url(server.port())).await;
    drop(server.stop().unwrap());

    let copied = folder();
    let from = original.path().join(".");
    let copy = Command::new("cp").arg("-a").arg(from).arg(copied.path()).status().unwrap();
    assert!(copy.success());
    let signal = copied.path().join("data/standby.signal");
    std::fs::write(&signal, "").unwrap();
    let server = start_in(binaries, copied.path(), setup("plain")).await;

    let config = policy(&format!(
        "[environments.production]\nhost = \"db.example.com\"\nsystem_identifier = \"{}\"\n",
        production.system_identifier.unwrap()
    ));
    let resolved = resolve("development", &url(server.port()), &config);
    let session = open(&url(server.port())).await.unwrap();
    for is_in_recovery in [true, false] {
        let identity = identify(session.client()).await.unwrap();
        assert_eq!(identity.is_in_recovery, is_in_recovery);
        assert_eq!(identity.system_identifier, production.system_identifier);
        assert!(!identity.is_same_as(&production), "a copy is not the server it was taken of");
        let refused = verify(&resolved, &config, &options()).await.unwrap_err();
        assert_eq!(refused.code(), Code::IdentityMismatch);
        assert!(refused.message().contains("physical copy"), "{refused}");
        session.client().batch_execute("SELECT pg_catalog.pg_promote()").await.unwrap_or_default();
    }
}
