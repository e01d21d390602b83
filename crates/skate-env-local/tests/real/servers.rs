//! Real servers, with every PostgreSQL of this machine.

use std::thread;

use crate::common::{
    account, all_binaries, ask, connect, connect_to, folder, prepare, runs, setup,
};
use skate_env_local::{Cluster, draw_port};

#[test]
fn three_clusters_at_once_answer_for_themselves_and_leave_nothing_running() {
    for binaries in all_binaries() {
        let folder = folder();
        thread::scope(|scope| {
            for name in ["production", "staging", "development"] {
                let (binaries, folder) = (binaries.clone(), folder.path().join(name));
                scope.spawn(move || {
                    let setup = setup(name, "correct horse");
                    let major = binaries.major().to_string();
                    let cluster = Cluster::prepare(binaries, account(), &folder, &setup).unwrap();
                    assert!(cluster.created());
                    let server = cluster.start(draw_port().unwrap()).unwrap();
                    let mut client = connect(&server, &setup).unwrap();
                    assert_eq!(ask(&mut client, "SHOW cluster_name"), name);
                    assert_eq!(ask(&mut client, "SHOW server_encoding"), "UTF8");
                    assert!(ask(&mut client, "SHOW server_version").starts_with(&major));
                    assert_eq!(ask(&mut client, "SELECT upper('é')"), "É");
                    let process = server.process();
                    server.stop().unwrap();
                    assert!(!runs(process));
                });
            }
        });
    }
}

#[test]
fn a_wrong_password_is_refused_and_the_right_one_is_kept_as_scram() {
    let folder = folder();
    let right = setup("guarded", "right");
    let server = prepare(folder.path(), &right).unwrap().start(draw_port().unwrap()).unwrap();
    let refused = connect(&server, &setup("guarded", "wrong")).err().unwrap();
    assert_eq!(refused.code().map(postgres::error::SqlState::code), Some("28P01"));
    let mut client = connect(&server, &right).unwrap();
    let kept = "SELECT rolpassword FROM pg_authid WHERE rolname = 'postgres'";
    assert!(ask(&mut client, kept).starts_with("SCRAM-SHA-256$"));
    let rules = "SELECT string_agg(DISTINCT auth_method, ' ') FROM pg_hba_file_rules";
    assert_eq!(ask(&mut client, rules), "scram-sha-256");
    assert!(!folder.path().join("password").exists());
}

#[test]
fn a_cluster_keeps_its_rows_and_is_not_made_twice() {
    let folder = folder();
    let setup = setup("kept", "secret");
    let server = prepare(folder.path(), &setup).unwrap().start(draw_port().unwrap()).unwrap();
    connect(&server, &setup).unwrap().batch_execute("CREATE TABLE kept (id int)").unwrap();
    drop(server);
    let cluster = prepare(folder.path(), &setup).unwrap();
    assert!(!cluster.created());
    let server = cluster.start(draw_port().unwrap()).unwrap();
    let mut client = connect(&server, &setup).unwrap();
    assert_eq!(ask(&mut client, "SELECT count(*)::text FROM kept"), "0");
}

#[test]
fn a_drop_stops_the_server_even_with_a_session_open() {
    let folder = folder();
    let setup = setup("dropped", "secret");
    let server = prepare(folder.path(), &setup).unwrap().start(draw_port().unwrap()).unwrap();
    let mut client = connect(&server, &setup).unwrap();
    assert_eq!(ask(&mut client, "SELECT 'here'"), "here");
    let (process, port) = (server.process(), server.port());
    drop(server);
    assert!(!runs(process));
    assert!(connect_to(port, &setup).is_err());
}
