//! A whole masking run over the database in `shop.sql`.

use skate_env_mask::Rules;

use crate::fixture::{Fixture, messages, rules};

const SHOP: &str = include_str!("shop.sql");

/// Rules for all personal data in `shop.sql`.
fn whole() -> Rules {
    rules(
        true,
        &[
            ("public.User.email", "email"),
            ("public.User.name", "name"),
            ("public.User.phone", "phone"),
            ("public.User.handle", "token"),
            ("public.User.bio", "text"),
            ("public.User.token", "token"),
            ("public.User.avatar", "null"),
            ("public.User.profile", "fixed:{}"),
            ("public.User.tags", "fixed:{}"),
            ("public.User.external_id", "uuid"),
            ("public.*.id", "keep"),
            ("billing.customer.email", "email"),
            ("billing.customer.address", "fixed:somewhere"),
            ("billing.invoice.note", "text"),
            ("public.audit.old_email", "email"),
            ("public.event.what", "text"),
            ("public.person.nick", "name"),
            ("public.secret_club.member", "name"),
        ],
    )
}

const FIGURES: &str = "
    (SELECT jsonb_build_array(
        (SELECT jsonb_build_array(count(*), count(name), count(distinct email), count(phone),
             count(distinct lower(email)), count(distinct handle), count(distinct external_id),
             sum(length(bio)), sum(score)) FROM \"User\"),
        (SELECT count(*) FROM \"Newsletter\" JOIN \"User\" USING (email)),
        (SELECT count(*) FROM billing.customer c JOIN \"User\" u ON u.email = c.email),
        (SELECT count(*) FROM billing.invoice i JOIN \"User\" u ON u.id = i.user_id),
        (SELECT jsonb_agg(jsonb_build_array(tableoid::regclass, n) ORDER BY tableoid) FROM (
             SELECT event.tableoid, count(*) AS n FROM event JOIN \"User\" ON actor = email
             GROUP BY 1) AS events),
        (SELECT count(*) FROM readers), (SELECT count(*) FROM audit),
        (SELECT count(*) FROM person), (SELECT count(distinct member) FROM secret_club)))";

/// Constraints, indexes, triggers, rules, policies and comments, as SQL.
const SHAPE: &str = "
    (SELECT string_agg(line, E'\\n' ORDER BY line) FROM (
        SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || convalidated
            || coalesce(obj_description(oid, 'pg_constraint'), '') AS line
            FROM pg_constraint WHERE conrelid > 16000
        UNION ALL SELECT pg_get_indexdef(indexrelid) || indisvalid FROM pg_index
            JOIN pg_class c ON c.oid = indrelid WHERE indrelid > 16000 AND c.relkind <> 't'
        UNION ALL SELECT pg_get_triggerdef(oid) || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT rulename || ev_enabled::text FROM pg_rewrite WHERE oid > 16000
        UNION ALL SELECT relname || relforcerowsecurity FROM pg_class WHERE oid > 16000
            AND relkind IN ('r', 'p', 'm')
        UNION ALL SELECT matviewname || ispopulated FROM pg_matviews
    ) AS lines)";

#[tokio::test(flavor = "multi_thread")]
async fn no_personal_value_remains_and_the_schema_is_unchanged() {
    let fixture = Fixture::with(SHOP).await;
    assert!(!fixture.files_with_canary().await.is_empty(), "the search finds nothing at all");
    let (figures, shape) = (fixture.ask(FIGURES).await, fixture.ask(SHAPE).await);
    let report = fixture.mask(&whole()).await.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(fixture.files_with_canary().await, [""; 0]);
    assert_eq!(fixture.ask(FIGURES).await, figures);
    assert_eq!(fixture.ask(SHAPE).await, shape);
    assert!(report.samples > 100 && report.leaks.is_empty() && report.unclassified.is_empty());
    assert!(report.masked.contains(&("public.event.actor".to_owned(), "email".to_owned())));

    // Empty strings and NULL stay, and masked values have the expected format.
    assert_eq!(
        fixture.ask("SELECT name || coalesce(phone, '-') FROM \"User\" WHERE id = 'nobody'").await,
        "-"
    );
    for (column, shape) in [
        ("email", "^[0-9a-f]{24}@masked\\.invalid$"),
        ("name", "^[A-Z][a-z]{5} [A-Z][a-z]{5}$"),
        ("phone", "^\\+999[0-9]{11}$"),
        ("token", "^[0-9a-f]{32}$"),
        ("domain", "^[0-9a-f]{24}$"),
    ] {
        let question =
            format!("SELECT bool_and(\"{column}\" ~ '{shape}') FROM \"User\" WHERE id <> 'nobody'");
        assert_eq!(fixture.ask(&question).await, "true", "{column}");
    }
    // Statistics describe the new rows.
    let question = "SELECT count(*) FROM pg_stats WHERE tablename = 'User' \
                    AND histogram_bounds::text LIKE '%masked.invalid%'";
    assert_eq!(fixture.ask(question).await, "1");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_run_has_another_key() {
    let fixture =
        Fixture::with("CREATE TABLE a (email text); INSERT INTO a VALUES ('c4n4ry@mail.test')")
            .await;
    let only = rules(true, &[("public.a.email", "email")]);
    fixture.mask(&only).await.unwrap();
    let first = fixture.ask("SELECT email FROM a").await;
    let again =
        Fixture::with("CREATE TABLE a (email text); INSERT INTO a VALUES ('c4n4ry@mail.test')")
            .await;
    again.mask(&only).await.unwrap();
    assert_ne!(again.ask("SELECT email FROM a").await, first);
}

/// An older session would keep old rows in the files.
#[tokio::test(flavor = "multi_thread")]
async fn masking_waits_for_an_older_session() {
    let fixture =
        Fixture::with("CREATE TABLE a (email text); INSERT INTO a VALUES ('c4n4ry@mail.test')")
            .await;
    let reader = fixture.app().await;
    // A snapshot that holds no lock on the table.
    reader.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1").await.unwrap();
    let only = rules(true, &[("public.a.email", "email")]);
    let masking = fixture.mask(&only);
    tokio::pin!(masking);
    let early = tokio::time::timeout(std::time::Duration::from_millis(700), &mut masking).await;
    assert!(
        early.is_err(),
        "it did not wait: {:?}",
        early.map(|it| it.map_err(|it| messages(&it)))
    );
    reader.batch_execute("COMMIT").await.unwrap();
    masking.await.unwrap();
    assert_eq!(fixture.files_with_canary().await, [""; 0]);
}
