//! `skate-env perf run` against a control plane on this machine: rows are masked, statements are
//! counted, and the copy is gone afterwards, whatever happened.

use std::{
    fs,
    process::{Child, Output, Stdio},
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use skate_env_core::{
    DatabaseUrl,
    verify::{Session, VerifyOptions},
};
use tokio::runtime::Runtime;

use crate::{
    branch::{BranchFixture, until},
    harness::CANARY,
};

const POLICY: &str = "[masking.columns]\n\"public.User.email\" = \"email\"\n";
const TABLES: &str = "
    SET search_path = public;
    CREATE TABLE \"User\" (id int PRIMARY KEY, email text NOT NULL UNIQUE);
    INSERT INTO \"User\" SELECT i, 'c4n4ry.' || i || '@mail.test' FROM generate_series(1, 500) i;";
/// Says where it was led to, and waits until it may end; a minute at most.
const LOAD: &str = "
echo the output of the command
printf %s \"$DATABASE_URL\" > url.draft && mv url.draft url
for i in $(seq 600); do [ -e go ] && exit 0; sleep 0.1; done
exit 9
";

/// People in production, rules for them, and a command.
fn fixture() -> BranchFixture {
    let fixture = BranchFixture::empty().file("skate-env.toml", POLICY).file("load.sh", LOAD);
    fixture.execute("main", TABLES);
    fixture
}

fn begin(fixture: &BranchFixture) -> Child {
    let mut command = fixture.run("perf run --output json -- sh load.sh").command();
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// The URL with which the command runs by now.
fn url(fixture: &BranchFixture, child: &mut Child) -> DatabaseUrl {
    let file = fixture.project.path().join("url");
    until("the command runs", || file.exists() || child.try_wait().unwrap().is_some());
    let url = fs::read_to_string(file);
    DatabaseUrl::parse(&url.unwrap_or_else(|_| panic!("{}", stderr(child)))).unwrap()
}

fn stderr(child: &mut Child) -> String {
    use std::io::Read as _;
    let mut text = String::new();
    child.stderr.take().unwrap().read_to_string(&mut text).unwrap();
    text
}

fn go(fixture: &BranchFixture) {
    fs::write(fixture.project.path().join("go"), "").unwrap();
}

/// How it ended: nothing that it prints is secret or personal.
fn end(child: Child) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    let [stdout, stderr] = [stdout, stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    for text in [&stdout, &stderr] {
        assert!(!text.to_lowercase().contains(CANARY), "{text}");
        assert!(!text.contains("postgresql://"), "{text}");
    }
    (status.code(), stdout, stderr)
}

fn interrupt(child: &Child) {
    kill_process(Pid::from_child(child), Signal::INT).unwrap();
}

/// Nothing is run: the words after `--` are the command's.
#[track_caller]
fn refuses(fixture: &BranchFixture, code: &str) {
    let ending = fixture.run("perf run -- touch ran").ends();
    assert_eq!((ending.exit, &*ending.stdout), (3, ""), "{ending}");
    assert!(ending.stderr.contains(&format!("[{code}]")), "{ending}");
    assert!(!fixture.project.path().join("ran").exists());
}

fn copy(fixture: &BranchFixture) -> Option<String> {
    fixture.names().into_iter().find(|name| name.contains("perf/run-"))
}

#[test]
fn the_command_gets_masked_rows_and_its_statements_are_counted() {
    let fixture = fixture();
    let mut child = begin(&fixture);
    let url = url(&fixture, &mut child);
    let runtime = Runtime::new().unwrap();
    let count = |condition: &str| {
        let question = format!("SELECT count(*) FROM public.\"User\" WHERE {condition}");
        runtime.block_on(async {
            let session = Session::open(&url, &VerifyOptions::default()).await.unwrap();
            session.client().query_one(&question, &[]).await.unwrap().get::<_, i64>(0)
        })
    };
    assert_eq!(count("email LIKE 'c4n4ry%'"), 0, "masked before the command starts");
    assert_eq!([count("id < 100"), count("id < 200"), count("id < 300")], [99, 199, 299]);
    let list = fixture.json("branch list");
    let rows = list["branches"].as_array().unwrap();
    let row = rows.iter().find(|row| row["class"] == "performance").unwrap();
    assert_eq!((&row["owner"], &row["name"]), (&"ada".into(), &copy(&fixture).unwrap().into()));
    go(&fixture);
    let (exit, stdout, stderr) = end(child);
    assert_eq!(exit, Some(0), "{stderr}");
    assert!(stderr.contains("the output of the command\n"), "{stderr}");
    assert_eq!(fixture.names(), ["main"]);

    let report: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!((&report["source"], &report["ended"]), (&"main".into(), &Value::Null));
    assert_eq!((&report["masked"]["by"], &report["masked"]["rows"]), (&"sql".into(), &500.into()));
    // Only a superuser may create `pg_prewarm` on this machine.
    assert_eq!(report["warm_up"], serde_json::json!({ "relations": 1, "prewarmed": false }));
    let statements = report["statements"].as_array().unwrap();
    let query = "SELECT count(*) FROM public.\"User\" WHERE id < $1";
    let counted = statements.iter().find(|it| it["query"] == query).unwrap();
    assert_eq!((&counted["calls"], &counted["rows"]), (&3.into(), &3.into()));
    assert_eq!((&counted["before"]["calls"], &counted["after"]["calls"]), (&0.into(), &3.into()));
    let own = statements.iter().filter(|it| it["query"].to_string().contains("pg_stat"));
    assert_eq!(own.count(), 0);
}

#[test]
fn the_answer_as_text() {
    let fixture = fixture();
    go(&fixture);
    let ending = fixture.ends("perf run --no-warm-up -- sh load.sh");
    assert_eq!(ending.exit, 0, "{ending}");
    let lines: Vec<_> = ending.stdout.lines().collect();
    assert_eq!(lines[0], "copy of  main on this machine");
    assert_eq!(lines[1], "masked   1 columns, 500 rows, by SQL");
    assert_eq!(lines[2], "warm-up  none");
    assert!(ending.stdout.ends_with("\n\nThe command ran no statement on the copy.\n"), "{ending}");
    assert_eq!(fixture.names(), ["main"]);
}

#[test]
fn a_command_that_fails_ends_with_its_report_and_without_the_copy() {
    let fixture = fixture();
    for (command, said) in [
        ("sh -c", "The command ended with exit code 3. [command_failed]"),
        ("/nowhere/load", "The command cannot be started: "),
    ] {
        let run = fixture.run("perf run --no-warm-up --").words(command);
        let ending = if command == "sh -c" { run.word("exit 3").ends() } else { run.ends() };
        assert_eq!(ending.exit, 1, "{ending}");
        assert!(ending.stderr.contains(&format!("error: {said}")), "{ending}");
        assert!(ending.stdout.starts_with("copy of  main"), "{ending}");
        assert_eq!(fixture.names(), ["main"]);
    }
}

#[test]
fn without_masking_rules_nothing_is_copied() {
    let fixture = BranchFixture::empty();
    refuses(&fixture, "unmasked_data");
    let fixture = fixture.file("skate-env.toml", "[masking]\nstrict = true\n");
    refuses(&fixture, "unmasked_data");
    assert_eq!(fixture.names(), ["main"]);
}

#[test]
fn one_performance_branch_is_open_at_a_time() {
    let fixture = fixture();
    fixture.json("branch create perf/checkout --no-switch");
    refuses(&fixture, "impossible_policy");
    let refused = (3, "impossible_policy".to_owned());
    assert_eq!(fixture.error("branch create perf/other --no-switch"), refused);
    fixture.json("branch create perf/checkout --no-switch");
    assert_eq!(fixture.names(), ["main", "perf/checkout"]);
}

#[test]
fn ctrl_c_while_the_command_runs() {
    let fixture = fixture();
    let mut child = begin(&fixture);
    url(&fixture, &mut child);
    interrupt(&child);
    let (exit, stdout, stderr) = end(child);
    assert_eq!((exit, &*stdout), (Some(1), ""), "{stderr}");
    assert!(stderr.contains("Interrupted while measuring."), "{stderr}");
    assert_eq!(fixture.names(), ["main"]);
}

#[test]
fn ctrl_c_while_the_copy_is_created() {
    let fixture = fixture();
    fixture.faults().slow_operations(Duration::from_secs(2));
    let child = begin(&fixture);
    until("the copy is there", || copy(&fixture).is_some());
    interrupt(&child);
    let (exit, _, stderr) = end(child);
    assert_eq!(exit, Some(1), "{stderr}");
    assert!(stderr.contains("Interrupted while creating the copy."), "{stderr}");
    until("the copy is gone", || fixture.names() == ["main"]);
}

/// Nobody is told: the branch has its class, its owner and an expiry, and no second one is opened.
#[test]
fn the_copy_of_a_killed_run_expires() {
    let fixture = fixture();
    let mut child = begin(&fixture);
    url(&fixture, &mut child);
    child.kill().unwrap();
    child.wait().unwrap();
    let name = copy(&fixture).unwrap();
    let left = fixture.branches().into_iter().find(|it| it.name == name).unwrap();
    assert!(left.expires_at.is_some());
    go(&fixture);
    refuses(&fixture, "impossible_policy");
    fixture.json(&format!("branch delete {name}"));
}
