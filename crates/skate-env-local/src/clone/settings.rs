//! What every server is told, so that it can be copied.

/// Settings for every server that may be a parent or a copy.
pub(crate) fn settings() -> Vec<(String, String)> {
    let everywhere = [
        // Both are PostgreSQL's defaults; copies do not work without them.
        ("wal_level", "replica"),
        ("max_wal_senders", "10"),
        // One for each copy that is being made at a time.
        ("max_replication_slots", "32"),
        // A copy needs a session, also when the users took all that are theirs.
        ("superuser_reserved_connections", "10"),
        // Old segments are removed, not kept under new names: an idle branch is small, and
        // no row outlives the emptying of a schema-only copy in a recycled file.
        ("wal_recycle", "off"),
    ];
    // The first start of a copy makes sure that all of it is on the disk: in one call here,
    // file by file elsewhere.
    let here: &[_] =
        if cfg!(target_os = "linux") { &[("recovery_init_sync_method", "syncfs")] } else { &[] };
    let all = everywhere.iter().chain(here);
    all.map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
}
