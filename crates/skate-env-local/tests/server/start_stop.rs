//! Starting and stopping servers, with every PostgreSQL of this machine.

use std::thread;

use crate::fixture::{
    account, all_binaries, ask, connect, connect_to, folder, options, prepare, runs,
    template_folder,
};
use skate_env_local::{Cluster, free_port};

#[test]
fn three_concurrent_clusters_have_their_own_names_and_leave_no_process() {
    for binaries in all_binaries() {
        let folder = folder();
        thread::scope(|scope| {
            for name in ["production", "staging", "development"] {
                let (binaries, folder) = (binaries.clone(), folder.path().join(name));
                scope.spawn(move || {
                    let options = options(name, "correct horse");
                    let major = binaries.major().to_string();
                    let cluster = Cluster::prepare(binaries, account(), &folder, &options).unwrap();
                    assert!(cluster.created());
                    let server = cluster.start(free_port().unwrap()).unwrap();
                    let mut client = connect(&server, &options).unwrap();
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
    let right = options("guarded", "right");
    let server = prepare(folder.path(), &right).unwrap().start(free_port().unwrap()).unwrap();
    let refused = connect(&server, &options("guarded", "wrong")).err().unwrap();
    assert_eq!(refused.code().map(postgres::error::SqlState::code), Some("28P01"));
    let mut client = connect(&server, &right).unwrap();
    let stored = "SELECT rolpassword FROM pg_authid WHERE rolname = 'postgres'";
    assert!(ask(&mut client, stored).starts_with("SCRAM-SHA-256$"));
    let rules = "SELECT string_agg(DISTINCT auth_method, ' ') FROM pg_hba_file_rules";
    assert_eq!(ask(&mut client, rules), "scram-sha-256");
    assert!(!folder.path().join("password").exists());
}

#[test]
fn a_cluster_keeps_its_rows_and_is_not_made_twice() {
    let folder = folder();
    let options = options("kept", "secret");
    let server = prepare(folder.path(), &options).unwrap().start(free_port().unwrap()).unwrap();
    connect(&server, &options).unwrap().batch_execute("CREATE TABLE kept (id int)").unwrap();
    drop(server);
    let cluster = prepare(folder.path(), &options).unwrap();
    assert!(!cluster.created());
    let server = cluster.start(free_port().unwrap()).unwrap();
    let mut client = connect(&server, &options).unwrap();
    assert_eq!(ask(&mut client, "SELECT count(*)::text FROM kept"), "0");
}

#[test]
fn a_drop_stops_the_server_even_with_a_session_open() {
    let folder = folder();
    let options = options("dropped", "secret");
    let server = prepare(folder.path(), &options).unwrap().start(free_port().unwrap()).unwrap();
    let mut client = connect(&server, &options).unwrap();
    assert_eq!(ask(&mut client, "SELECT 'here'"), "here");
    let (process, port) = (server.process(), server.port());
    drop(server);
    assert!(!runs(process));
    assert!(connect_to(port, &options).is_err());
}

#[test]
fn clusters_of_one_template_have_their_own_passwords() {
    for binaries in all_binaries() {
        let folder = folder();
        let [first, second] = ["first", "second"].map(|name| {
            let mut options = options(name, name);
            options.template = Some(template_folder());
            let folder = folder.path().join(name);
            let cluster = Cluster::prepare(binaries.clone(), account(), &folder, &options).unwrap();
            assert!(cluster.created() && !folder.join("password").exists());
            (cluster.start(free_port().unwrap()).unwrap(), options)
        });
        let identifier = "SELECT system_identifier::text FROM pg_control_system()";
        let [one, other] = [&first, &second]
            .map(|(server, options)| ask(&mut connect(server, options).unwrap(), identifier));
        assert_eq!(one, other, "copies of one template");
        let refused = connect(&first.0, &second.1).err().unwrap();
        assert_eq!(refused.code().map(postgres::error::SqlState::code), Some("28P01"));
    }
}
