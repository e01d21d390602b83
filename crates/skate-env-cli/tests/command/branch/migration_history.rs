//! Branches without rows, and Prisma's word of what made their tables.

use super::{
    fixture::BranchFixture,
    prisma::{fixture, told},
};

/// As Prisma makes it.
const TABLE: &str = "CREATE TABLE public._prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0);
CREATE TABLE public.shop_order (id int);
INSERT INTO public.shop_order VALUES (1);
INSERT INTO public._prisma_migrations VALUES
    ('a', 'c0ffee', now(), '1_init', 'Key (email)=(c4n4ry)', NULL, now() - interval '1 second', 1),
    ('b', 'beef', now(), '2_back', NULL, now(), now(), 0),
    ('c', 'dead', NULL, '3_failed', 'c4n4ry', NULL, now(), 0);";
/// What a branch should have: all but the row's id, and data.
const ROWS: &str = "SELECT pg_catalog.concat_ws(' ', migration_name, checksum, applied_steps_count, \
     finished_at - started_at, coalesce(logs, 'none')) FROM public._prisma_migrations \
     ORDER BY started_at, migration_name";
const IDS: &str = "SELECT id FROM public._prisma_migrations";
const LATER: &str = "INSERT INTO public._prisma_migrations VALUES \
     ('d', 'f00d', now() + interval '1 hour', '4_later', NULL, NULL, now(), 1)";
const READ_ONLY: &str = "ALTER TABLE public._prisma_migrations RENAME TO before;
CREATE VIEW public._prisma_migrations AS
    SELECT id, checksum, finished_at, started_at, rolled_back_at, logs, applied_steps_count,
        current_setting('transaction_read_only')::varchar AS migration_name
    FROM public.before WHERE id = 'a'";

fn migrated(source: &str) -> BranchFixture {
    let fixture = fixture();
    fixture.sql(source, TABLE);
    fixture
}

#[test]
fn a_schema_only_branch_gets_the_history_of_its_source() {
    let fixture = migrated("staging");
    let create = |how: &str, history: &str| {
        fixture.prints(
            "branch create test/x --no-seed",
            0,
            &format!(
                "
branch      test/x ({how}) on this machine
class       testing, for testing
expires     TIME
database    postgresql://neondb_owner:***@127.0.0.1:PORT/neondb
.env.local  leads there
{history}migrations  applied
seed        skipped
"
            ),
            "
Creating branch `test/x` on this machine
Writing .env.local
Copying the migration history of `staging`
Applying migrations
",
        );
    };
    create("created", "history     copied from staging\n");
    assert_eq!(fixture.sql("test/x", ROWS), ["1_init c0ffee 1 00:00:01 none"]);
    assert_eq!(fixture.sql("test/x", "SELECT count(*) FROM public.shop_order"), ["0"]);
    // The same command again changes nothing, whatever its source has by now.
    let ids = fixture.sql("test/x", IDS);
    fixture.sql("staging", &LATER.replace("interval '1 hour'", "interval '0'"));
    create("reused", "");
    assert_eq!(fixture.sql("test/x", IDS), ids);
    assert_eq!(told(&fixture, "log").lines().count(), 2);
    assert_eq!(fixture.sql("staging", IDS).len(), 4);
}

/// What is not in its tables must not be taken for applied.
#[test]
fn migrations_that_the_source_applied_later_are_not_copied() {
    let fixture = migrated("staging");
    fixture.json("branch create test/x --no-migrate --no-seed --no-switch");
    assert!(fixture.sql("test/x", ROWS).is_empty());
    fixture.sql("staging", LATER);
    let made = fixture.json("branch create test/x --no-seed --no-switch");
    assert_eq!((&made["how"], &made["history"]), (&"reused".into(), &"done".into()));
    assert_eq!(fixture.sql("test/x", ROWS), ["1_init c0ffee 1 00:00:01 none"]);
}

/// It is asked where it is the source, and nobody learns its URL.
#[test]
fn production_s_history_is_read_without_showing_its_url() {
    let fixture = migrated("main");
    let create = "branch create x --schema-only --from production --no-seed";
    fixture.json(&format!("{create} --no-migrate"));
    // Whoever reads it now is told whether the session may write.
    fixture.sql("main", READ_ONLY);
    assert_eq!(fixture.json(create)["history"], "done");
    assert_eq!(fixture.sql("x", ROWS), ["on c0ffee 1 00:00:01 none"]);
    let url = fixture.direct_url("main");
    let address = url.expose_secret().split(['@', '?']).nth(1).unwrap().to_owned();
    let place = address.split('/').next().unwrap();
    let port = place.rsplit(':').next().unwrap();
    assert!(!told(&fixture, "urls").contains(port) && !fixture.env_file().unwrap().contains(port));
}

#[test]
fn an_unmigrated_source_and_a_branch_with_rows_are_unchanged() {
    let fixture = fixture();
    let table = "SELECT pg_catalog.to_regclass('public._prisma_migrations')";
    let made = fixture.json("branch create test/x --no-seed");
    assert_eq!((&made["migrations"], made.get("history")), (&"done".into(), None));
    assert_eq!(fixture.sql("test/x", table), ["NULL"]);
    fixture.sql("staging", TABLE);
    let made = fixture.json("branch create feature/x --no-seed");
    assert_eq!((&made["migrations"], made.get("history")), (&"done".into(), None));
    assert_eq!(fixture.sql("feature/x", IDS), ["a", "b", "c"]);
    // Somebody emptied it, who will know why.
    fixture.sql("feature/x", "DELETE FROM public._prisma_migrations");
    fixture.json("branch create feature/x --no-seed");
    assert!(fixture.sql("feature/x", IDS).is_empty());
}
