//! Databases that are asked who they are: `run` before what destroys, `check` and `status`.

use std::{
    fs,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    os::unix::fs::PermissionsExt as _,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use skate_env_local::{
    Account, Binaries, Cluster, ClusterOptions, Durability, Search, Server, free_port,
};
use tempfile::TempDir;

use crate::{
    branch::postgres,
    harness::{CANARY, Ending, Project, Run},
};

/// A server with the password that no output may hold.
pub(crate) struct Running {
    pub(crate) server: Server,
    _folder: TempDir,
}

impl Running {
    pub(crate) fn start(name: &str) -> Self {
        Self::with(ClusterOptions::new(name, CANARY.into()))
    }

    pub(crate) fn with(options: ClusterOptions) -> Self {
        let folder = tempfile::Builder::new().prefix("skate-env-live-").tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let search = postgres().map_or_else(Search::default, Search::only);
        let binaries = Binaries::find(&search).expect("PostgreSQL: run `cargo xtask test rust`");
        let options = options.durability(Durability::Relaxed);
        let account = Account::for_servers().unwrap();
        let cluster = Cluster::prepare(binaries, account, folder.path(), &options).unwrap();
        Self { server: cluster.start(free_port().unwrap()).unwrap(), _folder: folder }
    }

    pub(crate) fn url(&self) -> String {
        url(self.server.port())
    }
}

fn url(port: u16) -> String {
    format!("postgresql://postgres:{CANARY}@127.0.0.1:{port}/postgres")
}

/// A tunnel that counts who comes through.
struct Tunnel {
    port: u16,
    passed: Arc<AtomicUsize>,
}

impl Tunnel {
    fn to(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let tunnel = Self { port: listener.local_addr().unwrap().port(), passed: Arc::default() };
        let passed = Arc::clone(&tunnel.passed);
        thread::spawn(move || {
            for here in listener.incoming().map_while(Result::ok) {
                passed.fetch_add(1, Ordering::SeqCst);
                let there = TcpStream::connect(("127.0.0.1", port)).unwrap();
                pass(here.try_clone().unwrap(), there.try_clone().unwrap());
                pass(there, here);
            }
        });
        tunnel
    }

    fn passed(&self) -> usize {
        self.passed.load(Ordering::SeqCst)
    }
}

fn pass(mut from: TcpStream, mut to: TcpStream) {
    thread::spawn(move || {
        let mut piece = [0; 4096];
        while let Ok(count @ 1..) = from.read(&mut piece) {
            if to.write_all(&piece[..count]).is_err() {
                break;
            }
        }
        let _ = to.shutdown(std::net::Shutdown::Both);
    });
}

/// Production and a database of development's own, with programs that say they were started.
struct BranchFixture {
    production: Running,
    own: Running,
    project: Project,
}

impl BranchFixture {
    /// Two branches of this machine; production is pinned.
    fn new() -> Self {
        let production = Running::start("br-cool-forest-123456");
        let policy = format!(
            "strict = true\n[environments.production]\nbranch_id = \"br-cool-forest-123456\"\n\
             host = \"localhost:{}\"\n",
            production.server.port()
        );
        let mut project = Project::new().file("skate-env.toml", policy).with_record();
        for name in ["prisma", "psql"] {
            project = project.file(name, "#!/bin/sh\necho \"started $*\"\nexit 7\n");
            let path = project.path().join(name);
            fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        Self { production, own: Running::start("br-warm-meadow-333333"), project }
    }

    fn program(&self, name: &str) -> PathBuf {
        self.project.path().join(name)
    }

    /// A program with development's database at this URL.
    fn run(&self, url: &str, program: &str, words: &str) -> Run<'_> {
        let run = self.project.run("run --").word(self.program(program)).words(words);
        run.variable("POSTGRES_PRISMA_URL_DEV", url)
    }
}

/// A proof of an identity, as the record has it.
fn proof(environment: &str, code: Option<&str>) -> (String, Option<String>) {
    (environment.to_owned(), code.map(str::to_owned))
}

#[track_caller]
fn refused(ending: &Ending, exit: i32, code: &str) {
    assert_eq!((ending.exit, ending.stdout.as_str()), (exit, ""), "{ending}");
    assert!(ending.stderr.contains(&format!("[{code}]")), "{ending}");
}

#[test]
fn a_destructive_command_starts_only_after_the_database_is_proven() {
    let fixture = BranchFixture::new();
    let tunnel = Tunnel::to(fixture.production.server.port());
    let tunnelled = url(tunnel.port);
    for (program, words) in [
        ("prisma", "migrate reset --force"),
        ("prisma", "db push --force-reset"),
        ("prisma", "db seed"),
        ("psql", "--file seed.sql"),
    ] {
        let before = tunnel.passed();
        fixture.run(&tunnelled, program, words).prints(3, "", r"
error: The database that answered is production's: it is br-cool-forest-123456, while this process runs as development. [identity_mismatch]
  help: Nothing was written. Give development a database of its own; look for a tunnel.
");
        assert_eq!(tunnel.passed(), before + 1, "{program} {words}");
    }
    let own = fixture.run(&fixture.own.url(), "prisma", "migrate reset --force");
    own.prints(7, "started migrate reset --force\n", "");
    let mut recorded = vec![proof("development", Some("identity_mismatch")); 4];
    recorded.push(proof("development", None));
    assert_eq!(fixture.project.verified(), recorded);
}

#[test]
fn a_harmless_command_starts_without_a_connection() {
    let fixture = BranchFixture::new();
    let tunnel = Tunnel::to(fixture.production.server.port());
    for (program, words) in
        [("prisma", "migrate status"), ("prisma", "generate"), ("psql", "--list")]
    {
        let run = fixture.run(&url(tunnel.port), program, words);
        run.prints(7, &format!("started {words}\n"), "");
    }
    assert_eq!((tunnel.passed(), fixture.project.verified()), (0, Vec::new()));
}

#[test]
fn urls_in_the_command_line_and_shadow_databases_are_proven_too() {
    let fixture = BranchFixture::new();
    let tunnel = Tunnel::to(fixture.production.server.port());
    let tunnelled = url(tunnel.port);
    let own = fixture.own.url();
    let execute = fixture.run(&own, "prisma", "db execute --file x.sql --url").word(&tunnelled);
    refused(&execute.ends(), 3, "identity_mismatch");
    let drop =
        fixture.run(&own, "psql", "").word(&tunnelled).words("--command").word("DROP TABLE t");
    refused(&drop.ends(), 3, "identity_mismatch");
    let shadow = fixture.run(&own, "prisma", "migrate dev --shadow-database-url").word(&tunnelled);
    refused(&shadow.ends(), 3, "identity_mismatch");
}

#[test]
fn nothing_is_started_if_the_database_does_not_answer() {
    let fixture = BranchFixture::new();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let ending = fixture.run(&url(port), "prisma", "migrate reset --force").ends();
    refused(&ending, 5, "database_unavailable");
    let wrong = fixture.own.url().replace(CANARY, "c4n4ry-wrong");
    let ending = fixture.run(&wrong, "prisma", "migrate reset --force").ends();
    refused(&ending, 5, "database_refused");
    // A file has nobody to ask, and is nobody's production.
    let sqlite = fixture.run("file:./dev.db", "prisma", "migrate reset --force");
    sqlite.prints(7, "started migrate reset --force\n", "");
    let recorded =
        ["database_unavailable", "database_refused"].map(|code| proof("development", Some(code)));
    assert_eq!(fixture.project.verified(), recorded);
}

#[test]
fn check_shows_what_every_database_says_it_is() {
    let fixture = BranchFixture::new();
    let live = |development: &str| {
        let run = fixture.project.run("check --live");
        let run = run.variable("POSTGRES_PRISMA_URL", fixture.production.url());
        run.variable("POSTGRES_PRISMA_URL_DEV", development)
    };
    let ports = [&fixture.production, &fixture.own].map(|it| it.server.port().to_string());
    let masked = |ending: &Ending, other: &str| {
        let text = format!("{}{}", ending.stdout, ending.stderr);
        let text = text.replace(&ports[0], "AAAAA").replace(&ports[1], "BBBBB");
        text.replace(other, "CCCCC")
    };

    let ending = live(&fixture.own.url()).ends();
    assert_eq!((ending.exit, masked(&ending, "none").as_str()), (0, "\
environment  state   database                  verdict     answered               proof   from
production   ready   localhost:AAAAA/postgres  production  br-cool-forest-123456  proven  POSTGRES_PRISMA_URL
staging      absent  –                         –           –                      –       –
development  ready   localhost:BBBBB/postgres  local       br-warm-meadow-333333  proven  POSTGRES_PRISMA_URL_DEV
preview      absent  –                         –           –                      –       –
testing      absent  –                         –           –                      –       –

Isolated: 2 environments, 2 databases.
"), "{ending}");

    // By their URLs they are two; by their answers they are one.
    let tunnel = Tunnel::to(fixture.production.server.port());
    let ending = live(&url(tunnel.port)).ends();
    let port = tunnel.port.to_string();
    assert_eq!((ending.exit, masked(&ending, &port).as_str()), (3, "\
environment  state   database                  verdict     answered               proof         from
production   ready   localhost:AAAAA/postgres  production  br-cool-forest-123456  proven        POSTGRES_PRISMA_URL
staging      absent  –                         –           –                      –             –
development  ready   localhost:CCCCC/postgres  local       br-cool-forest-123456  contradicted  POSTGRES_PRISMA_URL_DEV
preview      absent  –                         –           –                      –             –
testing      absent  –                         –           –                      –             –

Not isolated: see the errors.
error: The database that answered is production's: it is br-cool-forest-123456, while this process runs as development. [identity_mismatch]
  help: Nothing was written. Give development a database of its own; look for a tunnel.
error: production and development are answered by the same database, whatever their URLs say. [shared_target]
  help: Give development a database of its own; look for a tunnel.
"), "{ending}");

    let mut recorded = fixture.project.verified();
    recorded.sort();
    let [production, own] = [proof("production", None), proof("development", None)];
    let other = proof("development", Some("identity_mismatch"));
    assert_eq!(recorded, [own, other, production.clone(), production]);

    let json = live(&fixture.own.url()).words("--output json").ends();
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    let live = &json["environments"][2]["live"];
    assert_eq!(
        (&live["proof"], &live["branch"]),
        (&"proven".into(), &"br-warm-meadow-333333".into())
    );
    assert!(live["system_identifier"].as_str().unwrap().len() >= 18, "{json}");
    assert_eq!(json["environments"][1].get("live"), None);
}

#[test]
fn two_that_share_a_database_behind_two_urls_are_not_isolated() {
    let own = Running::start("plain");
    let tunnel = Tunnel::to(own.server.port());
    let run = Project::new().run("check --live --quiet").ends();
    assert_eq!(run.exit, 4, "{run}");
    let project = Project::new();
    let run = project.run("check --live");
    let run = run.variable("POSTGRES_PRISMA_URL_STAGING", own.url());
    let ending = run.variable("POSTGRES_PRISMA_URL_DEV", url(tunnel.port)).ends();
    assert_eq!(ending.exit, 3, "{ending}");
    assert!(ending.stderr.contains("staging and development are answered by the same database"));
}

#[test]
fn a_database_that_does_not_answer_is_no_isolation() {
    let project = Project::new();
    let own = Running::start("plain");
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let run = project.run("check --live");
    let run = run.variable("POSTGRES_PRISMA_URL_STAGING", own.url());
    let ending = run.variable("POSTGRES_PRISMA_URL_DEV", url(port)).ends();
    assert_eq!(ending.exit, 5, "{ending}");
    assert!(ending.stdout.contains("no answer"), "{ending}");
}

#[test]
fn status_shows_the_identity() {
    let fixture = BranchFixture::new();
    let tunnel = Tunnel::to(fixture.production.server.port());
    let status =
        |url: &str| fixture.project.run("status --live").variable("POSTGRES_PRISMA_URL_DEV", url);
    let own = status(&fixture.own.url()).ends();
    assert_eq!(own.exit, 0, "{own}");
    assert!(own.stdout.contains("\nanswered     br-warm-meadow-333333: proven\n"), "{own}");
    let other = status(&url(tunnel.port)).ends();
    assert_eq!(other.exit, 3, "{other}");
    assert!(
        other.stdout.contains("\nanswered     br-cool-forest-123456: contradicted\n"),
        "{other}"
    );
    assert!(other.stderr.contains("[identity_mismatch]"), "{other}");
    let before = tunnel.passed();
    let offline =
        fixture.project.run("status").variable("POSTGRES_PRISMA_URL_DEV", url(tunnel.port));
    assert!(!offline.ends().stdout.contains("answered"));
    assert_eq!(tunnel.passed(), before);
    let recorded = [None, Some("identity_mismatch")].map(|code| proof("development", code));
    assert_eq!(fixture.project.verified(), recorded);
}

/// It may be nobody's project: what failed there leaves no file.
#[test]
fn a_failed_proof_leaves_no_record_without_a_policy() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let closed = url(listener.local_addr().unwrap().port());
    drop(listener);
    let project = Project::new().with_record();
    let run = project.run("status --live").variable("POSTGRES_PRISMA_URL_DEV", closed);
    assert_eq!((run.ends().exit, project.record().as_str()), (5, ""));
}

/// What cannot be proven is said: looking is allowed, destroying is not.
#[test]
fn production_pinned_by_host_alone_warns_in_check_and_refuses_to_destroy() {
    let own = Running::start("plain");
    let policy = "[environments.production]\nhost = \"db.example.com\"\n";
    let project = Project::new().file("skate-env.toml", policy);
    let project = project.file("prisma", "#!/bin/sh\necho started\n");
    let path = project.path().join("prisma");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    let with = |words: &str| project.run(words).variable("POSTGRES_PRISMA_URL_DEV", own.url());
    let check = with("check --live").ends();
    assert_eq!(check.exit, 0, "{check}");
    assert!(check.stderr.contains("warning: ") && check.stderr.contains("[identity_unproven]"));
    let reset = with("run --").word(&path).words("migrate reset").ends();
    refused(&reset, 3, "identity_unproven");

    // The number that the table shows is what there is to pin.
    let (_, after) = check.stdout.split_once("system_identifier ").unwrap();
    let number: String = after.chars().take_while(char::is_ascii_digit).collect();
    fs::write(
        project.path().join("skate-env.toml"),
        format!("{policy}system_identifier = \"{number}\"\n"),
    )
    .unwrap();
    let reset = with("run --").word(&path).words("migrate reset").ends();
    refused(&reset, 3, "identity_mismatch");
    let other = "7412345678901234567";
    fs::write(
        project.path().join("skate-env.toml"),
        format!("{policy}system_identifier = \"{other}\"\n"),
    )
    .unwrap();
    with("run --").word(&path).words("migrate reset").prints(0, "started\n", "");
}
