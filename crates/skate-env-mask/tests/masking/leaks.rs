//! The search for leaks.

use skate_env_mask::Leak;

use crate::fixture::{Fixture, messages, rules};

const TABLES: &str = "
    CREATE TABLE author (email text, name text);
    CREATE TABLE outbox (id int, payload jsonb, raw bytea, subject text);
    INSERT INTO author SELECT 'c4n4ry.' || i || '@mail.test', 'x' FROM generate_series(1, 30) AS i;
    INSERT INTO outbox SELECT i, jsonb_build_object('to', 'C4n4ry.' || i || '@mail.test'),
        ('to: c4n4ry.' || i || '@mail.test')::bytea, 'hello' FROM generate_series(1, 30) AS i";

const COLUMNS: [(&str, &str); 5] = [
    ("public.author.email", "email"),
    ("public.author.name", "keep"),
    ("public.outbox.payload", "keep"),
    ("public.outbox.raw", "keep"),
    ("public.outbox.subject", "keep"),
];

/// A rule keeps a column that does hold personal data.
#[tokio::test(flavor = "multi_thread")]
async fn a_copy_in_a_kept_column_is_reported_without_the_value() {
    let fixture = Fixture::with(TABLES).await;
    let error = fixture.mask(&rules(true, &COLUMNS)).await.unwrap_err();
    assert_eq!(
        messages(&error),
        [
            "unmasked_data: `public.outbox.payload` holds values in 30 rows that were masked in another column.",
            "unmasked_data: `public.outbox.raw` holds values in 30 rows that were masked in another column.",
        ]
    );
    let lax = Fixture::with(TABLES).await.mask(&rules(false, &COLUMNS)).await.unwrap();
    let leak = |column: &str| Leak { column: format!("public.outbox.{column}"), rows: 30 };
    assert_eq!(lax.leaks, [leak("payload"), leak("raw")]);
}
