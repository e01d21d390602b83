//! Hostile scripts (deep nesting, huge files, random fragments): the linter reports them and goes on.

use proptest::prelude::*;
use skate_env_migrate::{
    Script,
    lint::{Settings, fixed, lint},
    script::Unreadable,
};

fn rules_of(script: &str) -> Vec<&'static str> {
    let findings = lint(&[script, "TRUNCATE a"], Settings::default());
    assert_eq!(findings[1][0].rule.id, "truncate");
    findings[0].iter().map(|it| it.rule.id).collect()
}

/// Builds a script with the given nesting depth.
type Nest = fn(usize) -> String;

const NESTS: &[(&str, Nest)] = &[
    ("parentheses", |depth| format!("SELECT {}1{};", "(".repeat(depth), ")".repeat(depth))),
    ("open ones", |depth| format!("SELECT {}", "(".repeat(depth))),
    ("brackets", |depth| format!("SELECT ARRAY{}1{};", "[".repeat(depth), "]".repeat(depth))),
    ("NOT", |depth| format!("SELECT {} true;", "NOT ".repeat(depth))),
    ("signs", |depth| format!("SELECT {} 1;", "- ".repeat(depth))),
    ("sums", |depth| format!("SELECT 1{};", " + 1".repeat(depth))),
    ("casts", |depth| format!("SELECT 1{};", "::int".repeat(depth))),
    ("names", |depth| format!("SELECT a{};", ".a".repeat(depth))),
    ("CASE", |depth| {
        format!("SELECT {} 1 {};", "CASE WHEN true THEN ".repeat(depth), "END ".repeat(depth))
    }),
    ("joins", |depth| {
        format!("SELECT 1 FROM a {} {};", "JOIN a ".repeat(depth), "ON true ".repeat(depth))
    }),
    ("unions", |depth| format!("SELECT 1{};", " UNION SELECT 1".repeat(depth))),
    ("subqueries", |depth| format!("SELECT {}1{};", "(SELECT ".repeat(depth), ")".repeat(depth))),
    ("EXPLAIN", |depth| format!("{} SELECT 1;", "EXPLAIN ".repeat(depth))),
    ("comments", |depth| format!("{} SELECT 1; {}", "/*".repeat(depth), "*/".repeat(depth))),
    ("blocks", |depth| format!("DO $$ {} {} $$;", "BEGIN ".repeat(depth), "END; ".repeat(depth))),
    ("a body", |depth| {
        format!(
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT {}1{} $$;",
            "(".repeat(depth),
            ")".repeat(depth)
        )
    }),
    ("a quoted body", |depth| {
        format!(
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT {}1{}';",
            "(".repeat(depth),
            ")".repeat(depth)
        )
    }),
    ("an atomic body", |depth| {
        format!(
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT {}1{}; END;",
            "(".repeat(depth),
            ")".repeat(depth)
        )
    }),
];

#[test]
fn nested_scripts_are_parsed_or_refused() {
    for (name, nest) in NESTS {
        for depth in [100, 400, 50_000] {
            let script = nest(depth);
            let rules = rules_of(&script);
            let refused = rules.contains(&"unreadable-script");
            assert!(!refused || depth > 400, "{name} {depth}: {rules:?}");
        }
    }
}

#[test]
fn many_rows_do_not_count_as_nesting() {
    let row = "(1, 'a', -1, now() + interval '1 day', ARRAY[1, 2]),\n";
    let script = format!("INSERT INTO a VALUES\n{}(1);", row.repeat(20_000));
    assert_eq!(rules_of(&script), [""; 0]);
    assert_eq!(rules_of(&"CREATE TABLE a (b int);\n".repeat(20_000)), ["non-atomic-file"]);
}

#[test]
fn unreadable_scripts_have_one_finding() {
    let large = "-- x\n".repeat(10 << 20);
    assert_eq!(rules_of(&large), ["unreadable-script"]);
    assert_eq!(Script::read(&large).unwrap_err(), Unreadable::TooLarge);
    assert_eq!(Script::read("SELECT 1;\n\0").unwrap_err(), Unreadable::Nul(2));
    assert_eq!(rules_of(&format!("-- squawk-ignore {}\nSELECT 1;", "é,".repeat(500))), [""; 0]);
    let deep = format!("\nSELECT {}", "(".repeat(50_000));
    assert_eq!(Script::read(&deep).unwrap_err(), Unreadable::TooDeep(2));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Fragments of SQL in any order, cut anywhere: every finding lies in the script, and a fixed
    /// script needs no second fix.
    #[test]
    fn any_text_is_linted_and_fixed_once(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24),
        noise in ".{0,12}",
        cut in any::<prop::sample::Index>(),
    ) {
        let mut script = pieces.concat() + &noise;
        let at = cut.index(script.len() + 1);
        script.truncate(script.floor_char_boundary(at));
        let findings = lint(&[&script], Settings::default()).remove(0);
        for finding in &findings {
            prop_assert!(script.get(finding.range.clone()).is_some(), "{finding:?}");
            prop_assert!(finding.position.line <= script.matches('\n').count() + 1);
        }
        if let Ok(read) = Script::read(&script) {
            let texts: Vec<_> = read.statements().iter().map(|it| read.text_of(it)).collect();
            prop_assert!(texts.iter().all(|text| !text.starts_with(char::is_whitespace)));
        }
        if let Some(text) = fixed(&script, &findings) {
            let again = lint(&[&text], Settings::default()).remove(0);
            prop_assert_eq!(fixed(&text, &again), None);
            prop_assert!(!again.iter().any(|it| it.rule.id == "syntax-error"), "{}", text);
        }
    }
}

const PIECES: &[&str] = &[
    "BEGIN",
    "COMMIT",
    ";",
    ";\n",
    "\r\n",
    " ",
    "-- ",
    "/*",
    "*/",
    "$$",
    "'",
    "\"",
    "(",
    ")",
    ",",
    "CREATE TABLE a (b int);",
    "DROP INDEX CONCURRENTLY i;",
    "CREATE INDEX i ON a (b);",
    "ALTER TABLE a ADD COLUMN b int NOT NULL DEFAULT ",
    "-1",
    "UPDATE a SET b = 1",
    " WHERE b",
    "DELETE FROM a",
    "TRUNCATE a, b",
    "WITH x AS (",
    "ALTER TYPE e ADD VALUE 'a';",
    "SELECT 'a';",
    "-- squawk-ignore truncate\n",
    "-- skate-env-ignore-file\n",
    "/*\n  Warnings:\n",
    " will be lost\n",
    "ALTER TABLE a ADD CONSTRAINT c FOREIGN KEY (b) REFERENCES d (e);",
    "é",
    "\u{feff}",
    "SET a = 1;",
];
