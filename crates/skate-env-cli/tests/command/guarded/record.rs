//! The record of a guarded connection, where it cannot be written.

use std::{fs, os::unix::fs::symlink};

use super::fixture::Fixture;

/// `/dev/full` is a disk without space.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_loses_the_record_and_nothing_else() {
    let fixture = Fixture::new();
    let command = fixture.production(&[]);
    assert_eq!(command.ask("DATABASE_URL", "SELECT 'recorded'"), "recorded");
    drop(command);
    fixture.waits_until_nothing_is_left();
    let events = fixture.project().path().join(".skate-env/events");
    for file in fs::read_dir(events).unwrap().map(|it| it.unwrap().path()) {
        fs::remove_file(&file).unwrap();
        symlink("/dev/full", &file).unwrap();
    }
    let mut command = fixture.production(&[]);
    for _ in 0..3 {
        assert_eq!(command.ask("DATABASE_URL", "SELECT 'not recorded'"), "not recorded");
        let refused = command.ask("DATABASE_URL", "DELETE FROM users");
        assert!(refused.starts_with("SK001"), "{refused}");
    }
    assert_eq!(command.end(), Some(5));
    drop(command);
    fixture.waits_until_nothing_is_left();
    assert_eq!(fixture.rows(), "100");
}
