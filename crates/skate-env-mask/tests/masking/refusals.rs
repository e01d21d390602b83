//! Runs that fail: columns without a rule, rules that do not fit, other data.

use crate::fixture::{Fixture, messages, rules};

const TABLES: &str = "
    CREATE TABLE author (
        id int PRIMARY KEY, email varchar(30) NOT NULL UNIQUE, name text NOT NULL, born date,
        initials text GENERATED ALWAYS AS (left(name, 1)) STORED,
        CONSTRAINT spelled CHECK (name LIKE 'C4%'));
    CREATE TABLE letter (id int PRIMARY KEY, email varchar(30) REFERENCES author (email), body text);
    CREATE TABLE log (at date, who text) PARTITION BY LIST (who);
    CREATE TABLE log_rest PARTITION OF log DEFAULT;
    INSERT INTO author VALUES (1, 'c4n4ry@mail.test', 'C4n4ry');
    INSERT INTO letter VALUES (1, 'c4n4ry@mail.test', 'dear c4n4ry')";

const ALL: [(&str, &str); 3] = [
    ("public.author.email", "keep"),
    ("public.author.name", "keep"),
    ("public.letter.body", "keep"),
];

async fn refusals(extra: &str, strict: bool, columns: &[(&str, &str)]) -> Vec<String> {
    let fixture = Fixture::with(&format!("{TABLES}; {extra}")).await;
    let before = fixture.ask("SELECT string_agg(email || name, '') FROM author").await;
    let error = fixture.mask(&rules(strict, columns)).await.unwrap_err();
    assert_eq!(fixture.ask("SELECT string_agg(email || name, '') FROM author").await, before);
    assert!(!error.to_string().to_lowercase().contains("c4n4ry"), "{error}");
    messages(&error)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_without_a_rule_makes_the_run_fail() {
    let open = refusals(
        "ALTER TABLE author ADD nickname text, ADD extra jsonb, ADD stars int, ADD seen timestamptz; \
         CREATE TABLE pet (id uuid, ip inet, tags int[], names text[])",
        true,
        &[ALL[0], ALL[1], ALL[2], ("public.log.who", "keep")],
    )
    .await;
    let sentence = |column, kind| {
        format!(
            "unmasked_data: `public.{column}` ({kind}) could hold personal data, and has no rule."
        )
    };
    assert_eq!(
        open,
        [
            sentence("author.nickname", "text"),
            sentence("author.extra", "jsonb"),
            sentence("pet.ip", "inet"),
            sentence("pet.names", "text[]"),
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_that_do_not_fit_are_all_reported() {
    let problems = refusals(
        "CREATE TABLE child () INHERITS (author)",
        false,
        &[
            ("public.author.email", "email"),
            ("public.author.name", "null"),
            ("public.author.born", "text"),
            ("public.author.initials", "text"),
            ("public.child.name", "text"),
            ("public.letter.email", "keep"),
            ("public.log.who", "token"),
            ("public.nothing.at_all", "text"),
        ],
    )
    .await;
    let expected = [
        "The rule for `public.author.initials` does not apply: the column is generated.",
        "The rule for `public.child.name` does not apply: the column is inherited.",
        "The rule for `public.nothing.at_all` does not apply: this database has no such column.",
        "`public.author.email` cannot be masked by `email`: it holds 30 characters, and the mask makes 39.",
        "`public.author.name` cannot be masked by `null`: it is NOT NULL.",
        "`public.author.born` cannot be masked by `text`: its type is date.",
        "`public.log.who` cannot be masked by `token`: it is part of the partition key.",
        "`public.child.email` cannot be masked by `email`: it holds 30 characters, and the mask makes 39.",
        "`public.child.name` cannot be masked by `null`: it is NOT NULL.",
        "`public.child.born` cannot be masked by `text`: its type is date.",
        "`public.letter.email` (`keep`) references `public.author.email` (`email`): both need the same mask.",
    ];
    for sentence in expected {
        let full = format!("invalid_config: {sentence}");
        assert!(problems.contains(&full), "missing: {full}\n{problems:#?}");
    }
    assert_eq!(problems.len(), expected.len(), "{problems:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unique_column_needs_a_mask_that_keeps_values_different() {
    let unique = [("public.author.email", "name"), ALL[1], ALL[2], ("public.log.who", "keep")];
    assert_eq!(
        refusals("", true, &unique).await,
        ["invalid_config: `public.author.email` cannot be masked by `name`: it is unique."]
    );
}

/// PostgreSQL's message would quote the row.
#[tokio::test(flavor = "multi_thread")]
async fn a_check_that_fails_names_the_column_and_no_value() {
    let checked = [ALL[0], ("public.author.name", "name"), ALL[2], ("public.log.who", "keep")];
    assert_eq!(
        refusals("", true, &checked).await,
        [
            "invalid_config: The constraint `spelled` refuses the masked values of `public.author.name`."
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn data_that_no_rule_covers_makes_a_strict_run_fail() {
    let kept = [ALL[0], ALL[1], ALL[2], ("public.log.who", "keep")];
    let fixture = Fixture::with(TABLES).await;
    let app = fixture.app().await;
    app.batch_execute("CREATE DATABASE other").await.unwrap();
    app.batch_execute("SELECT lo_from_bytea(0, 'c4n4ry')").await.unwrap();
    let error = fixture.mask(&rules(true, &kept)).await.unwrap_err();
    assert_eq!(
        messages(&error),
        [
            "unmasked_data: The database has 1 large objects, which no rule covers.",
            "unmasked_data: The branch has other databases: `other`.",
        ]
    );
    assert_eq!(fixture.mask(&rules(false, &kept)).await.unwrap().rows, 0);
}
