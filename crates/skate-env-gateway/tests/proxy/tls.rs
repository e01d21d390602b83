//! TLS between the gateway and the server, with an authority of our own.

use skate_env_core::{Config, Environment, Purpose};
use skate_env_gateway::judge::Policy;
use tokio_postgres::{NoTls, error::SqlState};

use crate::{
    fixture::{Database, Running, ask, connect, resolved, told},
    server::shared,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_over_tls_works_and_can_be_cancelled() {
    let database = Database::start().await;
    for (purpose, consent) in [(Purpose::App, false), (Purpose::Read, false), (Purpose::App, true)]
    {
        let gateway = over_tls(&database, &shared().await.authority, purpose, consent).await;
        let client = gateway.connect().await;
        let question = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
        assert_eq!(ask(&client, question).await, "t");
        let large = client.query_one("SELECT repeat('x', 20000000)", &[]).await.unwrap();
        assert_eq!(large.get::<_, String>(0).len(), 20_000_000);
        let sent = "y".repeat(5_000_000);
        let row = client.query_one("SELECT length($1::text)", &[&sent]).await.unwrap();
        assert_eq!(row.get::<_, i32>(0), 5_000_000);
        let token = client.cancel_token();
        let cancels = async {
            let watcher = connect(&database.url()).await.unwrap();
            let running = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND \
                           query = 'SELECT pg_sleep(60)' AND datname = current_database()";
            while ask(&watcher, running).await == "0" {
                tokio::task::yield_now().await;
            }
            token.cancel_query(NoTls).await.unwrap();
        };
        let (cancelled, ()) = tokio::join!(client.simple_query("SELECT pg_sleep(60)"), cancels);
        assert_eq!(cancelled.unwrap_err().code(), Some(&SqlState::QUERY_CANCELED));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_certificate_of_another_authority_is_one_clear_error() {
    let database = Database::start().await;
    let other = &shared().await.other_authority;
    let gateway = over_tls(&database, other, Purpose::App, false).await;
    let refused = connect(&gateway.url()).await.map(drop).unwrap_err();
    let (_, message, hint) = told(&refused);
    assert!(hint.contains("sslrootcert"), "{message} {hint}");
    assert!(message.contains("certificate"), "{message} {hint}");
}

async fn over_tls(
    database: &Database,
    authority: &str,
    purpose: Purpose,
    consent: bool,
) -> Running {
    let environment = Environment::Staging;
    let url = format!("{}?sslmode=verify-full&sslrootcert={authority}", database.url());
    let policy = Policy::new(environment, purpose, consent);
    Running::start(policy, resolved(&url, environment, purpose), Config::default()).await
}
