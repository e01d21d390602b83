//! Branches that Neon masks itself: Neon here is the control plane of this machine behind a proxy
//! that knows of anonymized branches.

mod proxy;

use std::process::Stdio;

use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;

use self::proxy::NeonProxy;
use super::{
    fixture::{BranchFixture, until},
    normalize::normalize,
};

const TABLES: &str = r#"
    SET search_path = public;
    CREATE TABLE "User" (id int PRIMARY KEY, email text NOT NULL UNIQUE, name varchar(40), note text);
    INSERT INTO "User" VALUES (1, 'c4n4ry@mail.test', 'C4n4ry Person', 'c4n4ry')"#;
const POLICY: &str = r#"
[masking]
engine = "neon"

[masking.columns]
"public.User.email" = "email"
"public.User.name" = "name"
"public.User.note" = "fixed:it's gone"
"#;
const CREATE: &str = "branch create preview/pr-7 --masked";
const POLLS: &[&str] = &["created", "initialized", "anonymizing", "anonymized"];

fn fixture() -> BranchFixture {
    let fixture = BranchFixture::new().file("skate-env.toml", POLICY);
    fixture.execute("staging", TABLES);
    fixture
}

/// What the run through the proxy ends with.
#[track_caller]
fn through(proxy: &NeonProxy, fixture: &BranchFixture, words: &str) -> (i32, String, String) {
    let ending = fixture.run(words).variable("NEON_API_HOST", &proxy.address).ends();
    (ending.exit, normalize(&ending.stdout), normalize(&ending.stderr))
}

#[track_caller]
fn nothing_is_left(fixture: &BranchFixture) {
    let untouched = vec!["main".to_owned(), "staging".to_owned()];
    assert_eq!((fixture.names(), fixture.env_file()), (untouched, None));
}

#[test]
fn the_url_is_requested_only_after_neon_has_masked() {
    let fixture = fixture();
    let proxy = NeonProxy::before(&fixture, POLLS, "");
    let (exit, stdout, stderr) = through(&proxy, &fixture, CREATE);
    assert_eq!(
        (exit, stdout.as_str(), stderr.as_str()),
        (
            0,
            "\
branch      preview/pr-7 (created) on this machine
class       preview, for preview
expires     TIME
database    postgresql://neondb_owner:***@127.0.0.1:PORT/neondb
masked      3 columns, by Neon
.env.local  leads there
migrations  none: no Prisma here
seed        none: not configured
",
            "\
Reading which columns branch `preview/pr-7` will have
Creating branch `preview/pr-7` on this machine, masked by Neon
Writing .env.local
"
        )
    );
    let rule = |column: &str, key: &str, by: &str| {
        let of =
            json!({ "database_name": "neondb", "schema_name": "public", "table_name": "User" });
        let mut rule = of.as_object().unwrap().clone();
        rule.insert("column_name".to_owned(), column.into());
        rule.insert(key.to_owned(), by.into());
        rule
    };
    let email = "pg_catalog.concat(anon.dummy_uuidv4(), '@masked.invalid')";
    assert_eq!(
        proxy.rules(),
        json!([
            rule("email", "masking_function", email),
            rule("name", "masking_function", "pg_catalog.left(anon.dummy_name(), 40)"),
            rule("note", "masking_value", "'it''s gone'"),
        ])
    );
    let id = fixture.branches().into_iter().find(|it| it.name == "preview/pr-7").unwrap().id;
    let log = proxy.log();
    let last = |part: &str| log.iter().rposition(|line| line.contains(part)).unwrap();
    let asks = |line: &&String| line.contains("connection_uri") && line.contains(id.as_str());
    assert!(log.iter().any(|line| asks(&line)), "{log:#?}");
    assert!(!log[..last("anonymized_status")].iter().any(|line| asks(&line)), "{log:#?}");

    let (_, again, _) = through(&proxy, &fixture, &format!("{CREATE} --output json"));
    assert!(again.contains("\"reused\"") && !again.contains("masking"), "{again}");
    assert_eq!(fixture.error("branch reset preview/pr-7"), (3, "unmasked_data".to_owned()));
    // Whoever masks says so.
    fixture.json("branch delete preview/pr-7");
    let proxy = NeonProxy::before(&fixture, POLLS, "");
    let (_, made, _) = through(&proxy, &fixture, &format!("{CREATE} --output json"));
    let made: serde_json::Value = serde_json::from_str(&made).unwrap();
    let masking = json!({ "by": "neon", "unclassified": [], "masked": [
        ["public.User.email", "email"], ["public.User.name", "name"],
        ["public.User.note", "fixed:it's gone"],
    ] });
    assert_eq!(made["masking"], masking);
}

#[test]
fn without_anonymized_branches_the_help_names_the_sql_engine() {
    let fixture = fixture();
    fixture.prints(
        CREATE,
        3,
        "",
        "
Reading which columns branch `preview/pr-7` will have
Creating branch `preview/pr-7` on this machine, masked by Neon
error: Neon answered 501 to POST /projects/PROJECT/branch_anonymized: POST /projects/{}/branch_anonymized is not supported on this machine; only Neon has it (NOT_IMPLEMENTED). [impossible_policy]
  help: Write `engine = \"sql\"` under [masking] of skate-env.toml: skate-env masks the branch itself then.
",
    );
    nothing_is_left(&fixture);
}

#[test]
fn what_cannot_be_masked_is_refused_before_a_branch_is_created() {
    let fixture = fixture();
    let proxy = NeonProxy::before(&fixture, POLLS, "");
    let add = |statement: &str| {
        fixture.execute("staging", &format!("SET search_path = public; {statement}"));
    };
    let refused = |words: &str, code: &str, message: &str| {
        let (exit, _, stderr) = through(&proxy, &fixture, words);
        let said = format!("error: {message} [{code}]\n");
        assert!(exit == 3 && stderr.contains(&said), "{stderr}");
        nothing_is_left(&fixture);
    };
    add(r#"CREATE TABLE "Login" (id int, email text REFERENCES "User" (email))"#);
    refused(
        CREATE,
        "impossible_policy",
        "Neon cannot mask `public.Login.email`: it has a foreign key.",
    );
    add(r#"DROP TABLE "Login"; ALTER TABLE "User" ADD "motherName" text"#);
    refused(
        CREATE,
        "unmasked_data",
        "`public.User.motherName` (text) could hold personal data, and has no rule.",
    );
    refused(
        &format!("{CREATE} --at 2026-11-20T08:00:00Z"),
        "impossible_policy",
        "Cannot mask a branch of an earlier moment with Neon: its columns are not known before it is created.",
    );
    let production = format!("{CREATE} --from production");
    let (exit, _, stderr) = through(&proxy, &fixture, &production);
    assert!(exit == 3 && stderr.contains("[impossible_policy]"), "{stderr}");
    nothing_is_left(&fixture);
    assert!(!proxy.log().iter().any(|line| line.starts_with("POST") && line.contains("branch_")));
}

#[test]
fn a_failed_or_interrupted_masking_leaves_no_branch() {
    let fixture = fixture();
    let said = "Failing row contains (1, c4n4ry@mail.test, C4n4ry Person)";
    let proxy = NeonProxy::before(&fixture, &["anonymizing", "error"], said);
    let (exit, _, stderr) = through(&proxy, &fixture, CREATE);
    let error = "error: The masking of branch BRANCH failed: Failing row contains (…). \
                 [operation_failed]\n";
    assert!(exit == 5 && stderr.contains(error), "{exit} {stderr}");
    nothing_is_left(&fixture);

    let proxy = NeonProxy::before(&fixture, &["anonymizing"], "");
    let mut command = fixture.run(CREATE).variable("NEON_API_HOST", &proxy.address).command();
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let is_waited_for = |name: &String| name.starts_with("unmasked/preview/pr-7-");
    until("it is waited for", || fixture.names().iter().any(is_waited_for));
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(1) && said.contains("[interrupted]"), "{said}");
    nothing_is_left(&fixture);
}
