//! A suspended branch has no process, and a connection to its port wakes it.

use std::net::TcpListener;

use skate_env_core::neon::calls::endpoints;
use skate_env_core::neon::model::EndpointState;

use crate::fixture::Fixture;
use crate::helpers::database::{ask, connect};
use crate::helpers::processes::servers;

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_branch_has_no_process_and_a_connection_wakes_it() {
    let fixture = Fixture::new().await;
    let (api, main) = (&fixture.api, fixture.main.id.clone());
    let (endpoint, url) = (api.endpoint(&main).await.unwrap(), api.url(&main).await.unwrap());
    connect(&url).await.unwrap().batch_execute("CREATE TABLE kept AS SELECT 7 AS n").await.unwrap();
    let answer = api.send(&endpoints::suspend(&api.project, &endpoint)).await.unwrap();
    api.done(&answer.operations.unwrap()).await;
    assert_eq!(servers(&fixture.home()), []);
    let look = endpoints::get(&api.project, &endpoint);
    assert_eq!(api.send(&look).await.unwrap().endpoint.current_state, EndpointState::Idle);
    let client = connect(&url).await.unwrap();
    assert_eq!(ask(&client, "SELECT n FROM kept").await, "7");
    assert_eq!(servers(&fixture.home()).len(), 1);
    fixture.plane.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_restart_every_branch_is_suspended_until_a_client_connects() {
    let fixture = Fixture::new().await;
    let main = fixture.main.id.clone();
    let child = fixture.child("child", &main).await;
    let url = fixture.api.url(&child).await.unwrap();
    let fixture = fixture.restart(|| ()).await.unwrap();
    assert_eq!(servers(&fixture.home()), []);
    let client = connect(&url).await.unwrap();
    assert_eq!(ask(&client, "current_setting('cluster_name')").await, child.as_str());
    assert_eq!(servers(&fixture.home()).len(), 1);
    fixture.plane.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_port_that_another_program_took_is_reported_when_its_endpoint_starts() {
    let fixture = Fixture::new().await;
    let main = fixture.main.id.clone();
    let child = fixture.child("child", &main).await;
    let endpoint = fixture.api.endpoint(&child).await.unwrap();
    let url: tokio_postgres::Config = fixture.api.url(&child).await.unwrap().parse().unwrap();
    let port = url.get_ports()[0];
    let mut listener = None;
    let occupy = || listener = Some(TcpListener::bind(("127.0.0.1", port)).unwrap());
    let fixture = fixture.restart(occupy).await.unwrap();
    let start = endpoints::start(&fixture.api.project, &endpoint);
    let answer = fixture.api.send(&start).await.unwrap();
    let error = fixture.api.ended(&answer.operations.unwrap()).await.unwrap().expect("it fails");
    assert!(error.contains("[port_taken]") && error.contains(&port.to_string()), "{error}");
    assert_eq!(ask(&fixture.connect(&main).await, "SELECT 1").await, "1", "the rest works");

    drop(listener);
    let answer = fixture.api.send(&start).await.unwrap();
    fixture.api.done(&answer.operations.unwrap()).await;
    assert_eq!(ask(&fixture.connect(&child).await, "SELECT 1").await, "1");
    fixture.plane.shut_down().await;
}
