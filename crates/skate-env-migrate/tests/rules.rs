//! Every lint rule by example: `rules/<rule>.sql` holds scripts that the rule must flag, with
//! severity and line, and scripts that it must accept.
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::{collections::BTreeSet, fs, path::Path};

use skate_env_migrate::lint::{Finding, Settings, fixed, lint, rules};

struct Example {
    title: String,
    script: String,
}

impl Example {
    /// `bad: warning 3, why` is a finding of that severity in that line.
    fn expected(&self) -> Option<(&str, usize)> {
        let words = self.title.strip_prefix("bad: ")?;
        let (severity, line) = words.split(',').next()?.split_once(' ').unwrap();
        Some((severity, line.parse().unwrap()))
    }
}

fn examples(rule: &str) -> Vec<Example> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/rules/{rule}.sql"));
    let text = fs::read_to_string(path).unwrap();
    let cases = text.strip_prefix("--- ").unwrap().split("\n--- ");
    cases
        .map(|case| {
            let (title, script) = case.split_once('\n').unwrap_or((case, ""));
            Example { title: title.to_owned(), script: script.to_owned() }
        })
        .collect()
}

fn one(script: &str) -> Vec<Finding> {
    lint(&[script], Settings::default()).remove(0)
}

#[test]
fn every_example_has_the_expected_findings_of_its_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let known: BTreeSet<_> = rules().map(|rule| rule.id).collect();
    for file in fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let rule = name.strip_suffix(".sql").unwrap();
        assert!(known.contains(rule), "{rule}");
        let cases = examples(rule);
        for case in &cases {
            let findings = one(&case.script);
            let found = findings.iter().filter(|it| it.rule.id == rule);
            let found: Vec<_> = found.map(|it| (it.severity.as_str(), it.position.line)).collect();
            let expected: Vec<_> = case.expected().into_iter().collect();
            assert_eq!(found, expected, "{rule}, {}:\n{}\n{findings:#?}", case.title, case.script);
        }
        let bad = cases.iter().filter(|case| case.expected().is_some()).count();
        assert!(bad > 0 && bad < cases.len(), "{rule} needs bad and good scripts");
    }
}

#[test]
fn every_example_is_valid_sql() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    for file in fs::read_dir(path).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        for case in examples(name.strip_suffix(".sql").unwrap()) {
            let broken = one(&case.script).iter().any(|it| it.rule.id == "syntax-error");
            assert_eq!(
                broken,
                name == "syntax-error.sql" && case.expected().is_some(),
                "{}",
                case.script
            );
        }
    }
}

#[test]
fn a_script_that_is_sent_whole_has_other_findings() {
    let cases = [
        (
            "ALTER TYPE r ADD VALUE 'a';\nALTER TABLE t ALTER COLUMN r SET DEFAULT 'a';",
            "enum-value-used-at-once",
        ),
        ("SET lock_timeout = 0;\nCREATE INDEX CONCURRENTLY i ON a (b);", "concurrently-mixed"),
    ];
    for (script, rule) in cases {
        let whole = Settings { statement_by_statement: false };
        let findings = lint(&[script], whole).remove(0);
        let found: Vec<_> = findings.iter().map(|it| (it.rule.id, it.severity.as_str())).collect();
        assert_eq!(found, [(rule, "error")]);
    }
}

#[test]
fn the_fix_wraps_the_file_below_the_warnings_of_prisma() {
    let cases = [
        (
            "CREATE TABLE a (id int);\nCREATE TABLE b (id int);\n",
            "BEGIN;\n\nCREATE TABLE a (id int);\nCREATE TABLE b (id int);\n\nCOMMIT;\n",
        ),
        (
            "/*\r\n  Warnings:\r\n\r\n  - x\r\n*/\r\n-- CreateTable\r\nCREATE TABLE a (id int);\r\n\r\nCREATE TABLE b (id int) -- end\r\n",
            "/*\r\n  Warnings:\r\n\r\n  - x\r\n*/\r\nBEGIN;\r\n\r\n-- CreateTable\r\nCREATE TABLE a (id int);\r\n\r\nCREATE TABLE b (id int); -- end\r\n\r\nCOMMIT;\r\n",
        ),
    ];
    for (script, expected) in cases {
        let text = fixed(script, &one(script)).unwrap();
        assert_eq!(text, expected);
        assert_eq!(one(&text), []);
        assert_eq!(fixed(&text, &one(&text)), None);
    }
}

#[test]
fn no_fix_where_it_would_break_something() {
    for script in [
        "BEGIN; CREATE TABLE a (id int); COMMIT; CREATE TABLE b (id int);",
        "CREATE TABLE a (id int); DROP INDEX CONCURRENTLY i;",
        "CREATE TABLE a (id int); VACUUM b;",
        "ALTER TYPE r ADD VALUE 'a'; ALTER TABLE t ALTER COLUMN r SET DEFAULT 'a';",
        "CREATE TABLE a (id int); CREATE TABEL b (id int);",
        "CREATE TABLE a (id int);",
    ] {
        assert_eq!(fixed(script, &one(script)), None, "{script}");
    }
}
