//! The settings of every server that make it possible to copy it.

pub(crate) fn settings() -> Vec<(String, String)> {
    let everywhere = [
        // Both are PostgreSQL's defaults; copies need them.
        ("wal_level", "replica"),
        ("max_wal_senders", "10"),
        // One for each copy that is made at the same time.
        ("max_replication_slots", "32"),
        // A copy needs a session even when clients use all of theirs.
        ("superuser_reserved_connections", "10"),
        // Old log files are removed and not renamed for reuse: an idle branch is small, and no row
        // remains in a reused file of a schema-only copy.
        ("wal_recycle", "off"),
    ];
    // The first start of a copy syncs all of its files: by one call on Linux, file by file elsewhere.
    let here: &[_] =
        if cfg!(target_os = "linux") { &[("recovery_init_sync_method", "syncfs")] } else { &[] };
    let all = everywhere.iter().chain(here);
    all.map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
}
