//! The gateway ends with the last process that has its lifeline.

use std::{io, os::fd::OwnedFd, process::Command, time::Duration};

use skate_env_core::{Environment, Purpose};
use skate_env_gateway::lifeline;
use tokio::{net::TcpStream, time::timeout};

use crate::fixture::Database;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lifeline_ends_with_the_last_descendant_that_inherited_it() {
    let (reader, writer) = io::pipe().unwrap();
    let ended = lifeline(OwnedFd::from(reader)).unwrap();
    tokio::pin!(ended);
    // A grandchild that outlives its parent keeps it.
    let mut child =
        Command::new("sh").args(["-c", "sleep 0.3 & exit 0"]).stdout(writer).spawn().unwrap();
    child.wait().unwrap();
    assert!(timeout(Duration::from_millis(50), &mut ended).await.is_err());
    timeout(Duration::from_secs(20), ended).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_gateway_that_has_ended_leaves_no_port_and_no_session() {
    let database = Database::start().await;
    let gateway = database.gateway(Environment::Production, Purpose::App).await;
    let ports = gateway.ports;
    let client = gateway.connect().await;
    client.simple_query("BEGIN").await.unwrap();
    gateway.stop().await;
    for port in [ports.pooled, ports.direct] {
        assert!(TcpStream::connect(("127.0.0.1", port)).await.is_err());
    }
    client.simple_query("SELECT 1").await.unwrap_err();
    let watcher = crate::fixture::connect(&database.url()).await.unwrap();
    let question = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' \
                    AND datname = current_database() AND pid <> pg_backend_pid()";
    let gone = async {
        while crate::fixture::ask(&watcher, question).await != "0" {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(Duration::from_secs(20), gone).await.unwrap();
}
