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
async fn a_column_that_a_migration_adds_refuses_the_run() {
    let open = refusals(
        "ALTER TABLE author ADD nickname text, ADD extra jsonb, ADD stars int, ADD seen timestamptz; \
         CREATE TABLE pet (id uuid, ip inet, tags int[], names text[])",
        true,
        &[ALL[0], ALL[1], ALL[2], ("public.log.who", "keep")],
    )
    .await;
    let sentence = |column, kind| {
        format!(
            "unmasked_data: `public.{column}` ({kind}) could hold personal data, and no rule says what becomes of it."
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
async fn rules_that_cannot_be_kept_are_said_all_at_once() {
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
        "`public.author.initials`, which a rule of [masking] names, is computed from other columns, and follows them.",
        "`public.child.name`, which a rule of [masking] names, comes from another table: write the rule there.",
        "`public.nothing.at_all`, which a rule of [masking] names, is no column of this database.",
        "`public.author.email` cannot be masked by `email`: it takes 30 letters, and 39 are made.",
        "`public.author.name` cannot be masked by `null`: it is NOT NULL.",
        "`public.author.born` cannot be masked by `text`: it is date.",
        "`public.log.who` cannot be masked by `token`: it decides in which partition a row lives.",
        "`public.child.email` cannot be masked by `email`: it takes 30 letters, and 39 are made.",
        "`public.child.name` cannot be masked by `null`: it is NOT NULL.",
        "`public.child.born` cannot be masked by `text`: it is date.",
        "`public.letter.email` (`keep`) points to `public.author.email` (`email`): both have to change alike.",
    ];
    for sentence in expected {
        let full = format!("invalid_config: {sentence}");
        assert!(problems.contains(&full), "not messages: {full}\n{problems:#?}");
    }
    assert_eq!(problems.len(), expected.len(), "{problems:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_keeps_values_apart_needs_a_function_that_does() {
    let unique = [("public.author.email", "name"), ALL[1], ALL[2], ("public.log.who", "keep")];
    assert_eq!(
        refusals("", true, &unique).await,
        [
            "invalid_config: `public.author.email` cannot be masked by `name`: its values have to stay apart."
        ]
    );
}

/// PostgreSQL's own words would quote the row.
#[tokio::test(flavor = "multi_thread")]
async fn a_check_that_fails_names_the_column_and_no_value() {
    let checked = [ALL[0], ("public.author.name", "name"), ALL[2], ("public.log.who", "keep")];
    assert_eq!(
        refusals("", true, &checked).await,
        ["invalid_config: `spelled` does not take the masked values of `public.author.name`."]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_column_s_rule_covers_refuses_a_strict_run() {
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
            "unmasked_data: The branch has other databases, too: `other`.",
        ]
    );
    assert_eq!(fixture.mask(&rules(false, &kept)).await.unwrap().rows, 0);
}
