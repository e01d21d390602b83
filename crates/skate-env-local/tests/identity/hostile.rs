//! Roles, databases and servers that were given something that looks like Neon's.

use crate::ground::{all_binaries, ask, open, setup, start_with};
use skate_env_core::verify::identify;

#[tokio::test]
async fn every_postgres_here_says_who_it_is() {
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
    }
}

#[tokio::test]
async fn settings_that_somebody_made_up_have_no_context() {
    for binaries in all_binaries() {
        let running = start_with(binaries, setup("plain")).await;
        let session = open(&running.url()).await.unwrap();
        session
            .client()
            .batch_execute("SET neon.branch_id = 'br-cool-forest-123456'")
            .await
            .unwrap();
        let set = identify(session.client()).await.unwrap();
        println!("SET {set:?}");
    }
}
