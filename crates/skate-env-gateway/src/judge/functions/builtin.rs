//! PostgreSQL's own functions: those that are volatile, and what each may do.
//!
//! `volatile.txt` and `pure.txt` are `pg_proc` of PostgreSQL 18.4: names with at least one volatile
//! function of that name, and names with none; with `pg_start_backup` and `pg_stop_backup`, the
//! volatile ones that PostgreSQL 14 has besides.

use std::{collections::HashSet, sync::LazyLock};

static VOLATILE: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("volatile.txt").lines().collect());
static PURE: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("pure.txt").lines().collect());

/// Whether a function of PostgreSQL's own of that name is volatile.
pub(in crate::judge) fn is_volatile(name: &str) -> bool {
    VOLATILE.contains(name)
}

/// Whether all functions of PostgreSQL's own of that name change nothing.
pub(in crate::judge) fn is_pure(name: &str) -> bool {
    PURE.contains(name)
}

/// Volatile, and still no more than reading: random values, clocks, sizes, states, locks of the
/// session. `set_config` is looked at by what it sets.
pub(super) fn reads(name: &str) -> bool {
    const READS: [&str; 43] = [
        "array_sample",
        "array_shuffle",
        "bernoulli",
        "system",
        "clock_timestamp",
        "current_query",
        "currtid2",
        "currval",
        "cursor_to_xml",
        "cursor_to_xmlschema",
        "gen_random_uuid",
        "lastval",
        "lo_get",
        "pg_blocking_pids",
        "pg_collation_actual_version",
        "pg_database_collation_actual_version",
        "pg_database_size",
        "pg_export_snapshot",
        "pg_get_sequence_data",
        "pg_hba_file_rules",
        "pg_ident_file_mappings",
        "pg_indexes_size",
        "pg_is_in_recovery",
        "pg_is_wal_replay_paused",
        "pg_isolation_test_session_is_blocked",
        "pg_jit_available",
        "pg_lock_status",
        "pg_partition_ancestors",
        "pg_partition_tree",
        "pg_relation_size",
        "pg_safe_snapshot_blocking_pids",
        "pg_sequence_last_value",
        "pg_sleep",
        "pg_sleep_for",
        "pg_sleep_until",
        "pg_table_size",
        "pg_tablespace_size",
        "pg_total_relation_size",
        "pg_notification_queue_usage",
        "pg_prepared_xact",
        "pg_xact_status",
        "random",
        "random_normal",
    ];
    const MORE: [&str; 17] = [
        "set_config",
        "setseed",
        "timeofday",
        "ts_rewrite",
        "ts_stat",
        "txid_status",
        "uuidv4",
        "uuidv7",
        "query_to_xml",
        "query_to_xmlschema",
        "query_to_xml_and_xmlschema",
        "pg_last_committed_xact",
        "pg_xact_commit_timestamp",
        "pg_xact_commit_timestamp_origin",
        "pg_current_logfile",
        "pg_show_all_file_settings",
        "pg_show_replication_origin_status",
    ];
    const STEMS: [&str; 8] = [
        "pg_advisory_",
        "pg_try_advisory_",
        "pg_stat_get_",
        "pg_control_",
        "pg_current_wal_",
        "pg_last_wal_",
        "pg_last_xact_",
        "pg_get_",
    ];
    READS.contains(&name) || MORE.contains(&name) || STEMS.iter().any(|it| name.starts_with(it))
}

/// Volatile, and what an application does: sequences, large objects, notifications.
pub(super) fn writes_rows(name: &str) -> bool {
    const WRITES: [&str; 22] = [
        "nextval",
        "setval",
        "pg_notify",
        "pg_cancel_backend",
        "pg_logical_emit_message",
        "pg_logical_slot_get_changes",
        "pg_logical_slot_get_binary_changes",
        "pg_logical_slot_peek_changes",
        "pg_logical_slot_peek_binary_changes",
        "brin_summarize_new_values",
        "brin_summarize_range",
        "gin_clean_pending_list",
        "lo_close",
        "lo_creat",
        "lo_create",
        "lo_from_bytea",
        "lo_open",
        "lo_put",
        "lo_unlink",
        "loread",
        "lowrite",
        "pg_stat_clear_snapshot",
    ];
    WRITES.contains(&name)
        || name.starts_with("lo_lseek")
        || name.starts_with("lo_tell")
        || name.starts_with("lo_truncate")
}
