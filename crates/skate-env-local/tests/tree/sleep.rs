//! A branch that nobody uses costs no process, and its port wakes it.

use std::net::TcpListener;

use skate_env_core::neon::calls::endpoints;
use skate_env_core::neon::model::EndpointState;

use crate::ground::Ground;
use crate::helpers::database::{ask, connect};
use crate::helpers::processes::servers;

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_branch_has_no_process_and_a_connection_wakes_it() {
    let ground = Ground::new().await;
    let (api, main) = (&ground.api, ground.main.id.clone());
    let (endpoint, url) = (api.endpoint(&main).await.unwrap(), api.url(&main).await.unwrap());
    connect(&url).await.unwrap().batch_execute("CREATE TABLE kept AS SELECT 7 AS n").await.unwrap();
    let answer = api.send(&endpoints::suspend(&api.project, &endpoint)).await.unwrap();
    api.done(&answer.operations.unwrap()).await;
    assert_eq!(servers(&ground.home()), []);
    let look = endpoints::get(&api.project, &endpoint);
    assert_eq!(api.send(&look).await.unwrap().endpoint.current_state, EndpointState::Idle);
    let client = connect(&url).await.unwrap();
    assert_eq!(ask(&client, "SELECT n FROM kept").await, "7");
    assert_eq!(servers(&ground.home()).len(), 1);
    ground.plane.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_restart_every_branch_sleeps_until_it_is_asked() {
    let ground = Ground::new().await;
    let main = ground.main.id.clone();
    let child = ground.child("child", &main).await;
    let url = ground.api.url(&child).await.unwrap();
    let ground = ground.again(|| ()).await.unwrap();
    assert_eq!(servers(&ground.home()), []);
    let client = connect(&url).await.unwrap();
    assert_eq!(ask(&client, "current_setting('cluster_name')").await, child.as_str());
    assert_eq!(servers(&ground.home()).len(), 1);
    ground.plane.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_port_that_somebody_else_took_is_told_when_its_endpoint_is_started() {
    let ground = Ground::new().await;
    let main = ground.main.id.clone();
    let child = ground.child("child", &main).await;
    let endpoint = ground.api.endpoint(&child).await.unwrap();
    let url: tokio_postgres::Config = ground.api.url(&child).await.unwrap().parse().unwrap();
    let port = url.get_ports()[0];
    let mut stranger = None;
    let occupy = || stranger = Some(TcpListener::bind(("127.0.0.1", port)).unwrap());
    let ground = ground.again(occupy).await.unwrap();
    let start = endpoints::start(&ground.api.project, &endpoint);
    let answer = ground.api.send(&start).await.unwrap();
    let why = ground.api.ended(&answer.operations.unwrap()).await.unwrap().expect("it fails");
    assert!(why.contains("[port_taken]") && why.contains(&port.to_string()), "{why}");
    assert_eq!(ask(&ground.connect(&main).await, "SELECT 1").await, "1", "the rest works");

    drop(stranger);
    let answer = ground.api.send(&start).await.unwrap();
    ground.api.done(&answer.operations.unwrap()).await;
    assert_eq!(ask(&ground.connect(&child).await, "SELECT 1").await, "1");
    ground.plane.shut_down().await;
}
