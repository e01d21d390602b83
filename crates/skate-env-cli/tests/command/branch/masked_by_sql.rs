//! Masked branches. Every personal value holds the canary that every run's output is searched for.

use std::{
    fs,
    path::Path,
    process::{Child, Stdio},
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use rustix::process::{Pid, Signal, kill_process};
use skate_env_core::{
    DatabaseUrl,
    verify::{Session, VerifyOptions},
};
use tokio::runtime::Runtime;

use super::fixture::{BranchFixture, until};
use crate::harness::CANARY;

const TABLES: &str = r#"
    CREATE TABLE "User" (id int PRIMARY KEY, email text NOT NULL UNIQUE, name text);
    CREATE TABLE "Session" (token text PRIMARY KEY, "userEmail" text REFERENCES "User" (email)
        ON UPDATE CASCADE, agent text);
    CREATE INDEX ON "User" (lower(name));
    INSERT INTO "User" SELECT i, 'c4n4ry.' || i || '@mail.test', 'C4n4ry Person ' || i
        FROM generate_series(1, 300) AS i;
    INSERT INTO "Session" SELECT 'tok_c4n4ry_' || id, email, 'c4n4ry browser' FROM "User";
    ANALYZE"#;
const POLICY: &str = r#"
[masking.columns]
"public.User.email" = "email"
"public.Session.agent" = "text"

[classes.preview]
masked = true
"#;
const SCHEMA: &str = r#"
datasource db {
  provider = "postgresql"
}
model User {
  id    Int    @id
  email String @unique
  /// @pii name
  name  String?
}
"#;
const SESSIONS: &str = r"
model Session {
  token     String @id /// @pii token
  userEmail String
  agent     String
}
";
const FIGURES: &str = r#"SELECT jsonb_build_array(
    (SELECT count(*) FROM "User"), (SELECT count(DISTINCT email) FROM "User"),
    (SELECT count(*) FROM "Session" JOIN "User" ON email = "userEmail"),
    (SELECT count(DISTINCT token) FROM "Session"),
    (SELECT bool_and(convalidated) FROM pg_constraint))::text"#;

/// With people on staging, and rules for them: some in the policy, some in the schema's files.
fn fixture() -> BranchFixture {
    let fixture = BranchFixture::new()
        .file("skate-env.toml", POLICY)
        .file("prisma/schema.prisma", SCHEMA)
        .file("prisma/models/session.prisma", SESSIONS);
    run(&staging(&fixture), TABLES);
    fixture
}

/// The direct URL of staging, which nobody here is switched to.
fn staging(fixture: &BranchFixture) -> String {
    fixture.json("branch switch staging");
    let url = direct(fixture, "staging");
    fs::remove_file(fixture.project.path().join(".env.local")).unwrap();
    url
}

fn direct(fixture: &BranchFixture, environment: &str) -> String {
    let run = fixture.run("url --purpose migrate -e").words(environment).may_print_secrets();
    run.ends().stdout.trim().to_owned()
}

fn connect(runtime: &Runtime, url: &str) -> Result<Session, skate_env_core::Error> {
    let url = DatabaseUrl::parse(url).unwrap();
    runtime.block_on(Session::open(&url, &VerifyOptions::default()))
}

fn run(url: &str, statements: &str) {
    let runtime = Runtime::new().unwrap();
    let session = connect(&runtime, url).unwrap();
    let statements = format!("SET search_path = public; {statements}");
    runtime.block_on(session.client().batch_execute(&statements)).unwrap();
}

fn ask(url: &str, question: &str) -> String {
    let runtime = Runtime::new().unwrap();
    let session = connect(&runtime, url).unwrap();
    runtime.block_on(async {
        session.client().batch_execute("SET search_path = public").await.unwrap();
        session.client().query_one(question, &[]).await.unwrap().get(0)
    })
}

/// A session on the branch that is being masked, with its parent's password: it keeps the masking
/// from its end, as somebody's forgotten transaction would.
struct Holder(Runtime, Session);

impl Holder {
    fn on(fixture: &BranchFixture, staging: &str) -> Self {
        let unfinished = || fixture.branches().into_iter().find(|it| it.name.contains("unmasked/"));
        until("the branch is there", || unfinished().is_some());
        let id = unfinished().unwrap().id;
        let endpoint = || fixture.endpoints().into_iter().find(|it| it.branch_id == id);
        until("its endpoint is there", || endpoint().is_some());
        let host = endpoint().unwrap().host;
        let (before, after) = staging.split_once('@').unwrap();
        let url = format!("{before}@{host}/{}", after.split_once('/').unwrap().1);
        let runtime = Runtime::new().unwrap();
        let mut session = None;
        until("it answers", || {
            session = connect(&runtime, &url).ok();
            session.is_some()
        });
        let session = session.unwrap();
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1";
        runtime.block_on(session.client().batch_execute(begin)).unwrap();
        Self(runtime, session)
    }

    fn let_go(self) {
        let _ = self.0.block_on(self.1.client().batch_execute("COMMIT"));
    }
}

struct End<'f>(&'f AtomicBool);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn begin(fixture: &BranchFixture, words: &str) -> Child {
    let mut command = fixture.run(words).command();
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn files_with_canary(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            files_with_canary(&entry, found);
            continue;
        }
        let bytes = fs::read(&entry).unwrap_or_default().to_ascii_lowercase();
        if String::from_utf8_lossy(&bytes).contains(CANARY) {
            found.push(entry.display().to_string());
        }
    }
}

#[test]
fn no_file_of_a_masked_branch_holds_personal_data_and_keys_still_match() {
    let fixture = fixture();
    let parent = staging(&fixture);
    let before = ask(&parent, FIGURES);
    fixture.prints(
        "branch create preview/pr-7",
        0,
        "
branch      preview/pr-7 (created) on this machine
class       preview, for preview
expires     TIME
database    postgresql://neondb_owner:***@127.0.0.1:PORT/neondb
masked      5 columns, 600 rows, by SQL
.env.local  leads there
migrations  none: no Prisma here
seed        none: not configured
",
        "
Creating branch `preview/pr-7` on this machine, to be masked
Masking its data
Changing its password
Writing .env.local
",
    );
    let url = direct(&fixture, "preview");
    assert_eq!(ask(&url, FIGURES), before);
    let mut found = Vec::new();
    let folder = ask(&url, "SELECT setting FROM pg_settings WHERE name = 'data_directory'");
    files_with_canary(Path::new(&folder), &mut found);
    assert_eq!(found, [""; 0], "rows, indexes, statistics or the log of changes");
    // The parent's files show that the search finds what is there.
    let folder = ask(&parent, "SELECT setting FROM pg_settings WHERE name = 'data_directory'");
    run(&parent, "SELECT 1");
    files_with_canary(Path::new(&folder), &mut found);
    assert!(!found.is_empty());

    // The parent's password is of no use there.
    let (login, _) = parent.split_once('@').unwrap();
    let (_, place) = url.split_once('@').unwrap();
    let refused = connect(&Runtime::new().unwrap(), &format!("{login}@{place}")).unwrap_err();
    assert_eq!(refused.code().as_str(), "database_refused");

    assert_eq!(fixture.json("branch create preview/pr-7")["how"], "reused");
    let refused = |words: &str, code: &str| {
        assert_eq!(fixture.error(words), (3, code.to_owned()), "{words}");
    };
    refused("branch reset preview/pr-7", "unmasked_data");
    refused("branch reset preview/pr-7 --dry-run", "unmasked_data");
    refused("branch create preview/pr-7 --class feature", "branch_mismatch");
    refused("branch create unmasked/mine", "unmasked_data");
    assert_eq!(ask(&url, FIGURES), before);
}

/// From the moment on at which the branch exists, somebody looks for the URL and reads through it.
#[test]
fn the_env_file_is_written_only_after_masking() {
    let fixture = fixture();
    let parent = staging(&fixture);
    let [done, seen, led] = [const { AtomicBool::new(false) }; 3];
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut last = false;
            while !last {
                last = done.load(Ordering::Relaxed);
                if fixture.env_file().is_some() {
                    let people =
                        r#"SELECT string_agg(email || coalesce(name, ''), '') FROM "User""#;
                    let leaked = ask(&direct(&fixture, "preview"), people).contains(CANARY);
                    seen.fetch_or(leaked, Ordering::Relaxed);
                    led.store(true, Ordering::Relaxed);
                }
            }
        });
        // However this ends, the reader ends, too.
        let _end = End(&done);
        let child = begin(&fixture, "branch create preview/pr-8");
        let holder = Holder::on(&fixture, &parent);
        let name = fixture.names().into_iter().find(|it| it.starts_with("unmasked/")).unwrap();
        assert!(!fixture.names().contains(&"preview/pr-8".to_owned()));
        // Plans wait for no other command in this folder.
        for words in ["branch switch --dry-run", "branch reset --dry-run"] {
            let refused = fixture.error(&format!("{words} {name}"));
            assert_eq!(refused, (3, "unmasked_data".to_owned()), "{words}");
        }
        assert_eq!(fixture.error("branch switch --dry-run preview/pr-8").1, "unknown_branch");
        assert_eq!(fixture.env_file(), None);
        holder.let_go();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    });
    assert!(led.load(Ordering::Relaxed), "nobody was led anywhere");
    assert!(!seen.load(Ordering::Relaxed), "somebody was seen");
    assert_eq!(fixture.names(), ["main", "preview/pr-8", "staging"]);
}

#[test]
fn an_unclassified_column_refuses_the_branch_and_leaves_none() {
    let fixture = fixture();
    run(&staging(&fixture), r#"ALTER TABLE "User" ADD "motherName" text DEFAULT 'c4n4ry'"#);
    fixture.prints(
        "branch create feature/x --masked",
        3,
        "",
        "
Creating branch `feature/x` on this machine, to be masked
Masking its data
error: `public.User.motherName` (text) could hold personal data, and has no rule. [unmasked_data]
  help: Write `\"public.User.motherName\" = \"name\"` under [masking.columns] of skate-env.toml, or `\"keep\"` if it holds none.
",
    );
    assert_eq!(
        (fixture.names(), fixture.env_file()),
        (vec!["main".to_owned(), "staging".to_owned()], None)
    );
}

#[test]
fn a_failed_masking_leaves_no_branch_in_the_env_file() {
    let fixture = fixture();
    let parent = staging(&fixture);
    // Ctrl-C: the branch goes with the command.
    let child = begin(&fixture, "branch create feature/x --masked");
    let holder = Holder::on(&fixture, &parent);
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(1) && said.contains("[interrupted]"), "{said}");
    drop(holder);
    assert_eq!(
        (fixture.names(), fixture.env_file()),
        (vec!["main".to_owned(), "staging".to_owned()], None)
    );

    // A kill: what is left says what it is.
    let mut child = begin(&fixture, "branch create feature/x --masked");
    let holder = Holder::on(&fixture, &parent);
    child.kill().unwrap();
    child.wait().unwrap();
    drop(holder);
    let names = fixture.names();
    assert!(names.len() == 3 && names[2].starts_with("unmasked/feature/x-"), "{names:?}");
    assert_eq!(fixture.error(&format!("branch switch {}", names[2])).1, "unmasked_data");
    assert_eq!(fixture.env_file(), None);
    assert_eq!(fixture.json("branch create feature/x --masked")["how"], "created");
    fixture.json(&format!("branch delete {}", names[2]));
    assert_eq!(fixture.names(), ["feature/x", "main", "staging"]);
}
