//! Production with rows to lose, and a command that waits until its test has ended.

use std::{
    fs,
    io::Read as _,
    path::Path,
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use skate_env_local::ClusterOptions;
use tokio_postgres::{NoTls, SimpleQueryMessage};

use crate::{
    harness::{CANARY, Project, Run},
    live::Running,
};

pub(crate) const COMMAND: &str = env!("CARGO_BIN_EXE_skate-env");
const BRANCH: &str = "br-cool-forest-123456";
const PATIENCE: Duration = Duration::from_mins(1);
/// Shows what the command was given, then waits for the end of its input.
const WAIT: &str = "env > given.tmp\nmv given.tmp given\ncat > /dev/null\nexit 5\n";
const TABLES: &str = "CREATE TABLE users (id serial PRIMARY KEY, email text);
    INSERT INTO users (email) SELECT 'u' || n FROM generate_series(1, 100) AS n;";

pub(crate) struct Fixture {
    server: Running,
    project: Project,
}

impl Fixture {
    pub(crate) fn new() -> Self {
        Self::on(Running::start(BRANCH))
    }

    /// On a server that takes so many sessions.
    pub(crate) fn with_sessions(count: usize) -> Self {
        let options = ClusterOptions::new(BRANCH, CANARY.into());
        Self::on(Running::with(options.setting("max_connections", count.to_string())))
    }

    fn on(server: Running) -> Self {
        assert_eq!(query(&server.url(), TABLES), "");
        let policy = format!(
            "strict = true\n[environments.production]\nbranch_id = \"{BRANCH}\"\nhost = \
             \"localhost:{}\"\n",
            server.server.port()
        );
        let project = Project::new().file("skate-env.toml", policy).file("wait.sh", WAIT);
        // Root creates no folder for the record.
        let project = project.file(".skate-env/.gitignore", "*\n");
        Self { server, project }
    }

    pub(crate) fn project(&self) -> &Project {
        &self.project
    }

    /// A command in production, with consent.
    pub(crate) fn run(&self, words: &str) -> Run<'_> {
        self.run_with("", words)
    }

    /// The same with options of `run`.
    pub(crate) fn run_with(&self, options: &str, words: &str) -> Run<'_> {
        let consent = format!("localhost:{}", self.server.server.port());
        let line = format!("-e production --consent {consent} run {options} -- {words}");
        self.with_url(&line, &self.server.url())
    }

    pub(crate) fn without_consent(&self, words: &str) -> Run<'_> {
        self.with_url(&format!("-e production run -- {words}"), &self.server.url())
    }

    /// A deployed command whose database does not answer; nothing in its URL says so.
    pub(crate) fn elsewhere(&self, words: &str) -> Run<'_> {
        let url = "postgresql://app:c4n4ry@127.0.0.1:1/postgres";
        let policy = "[environments.production]\nhost = \"localhost:1\"\n";
        fs::write(self.project.path().join("skate-env.toml"), policy).unwrap();
        let run = self.with_url(&format!("-e production run -- {words}"), url);
        run.variable("SKATE_ENV_RUNTIME", "deployed")
    }

    fn with_url(&self, line: &str, url: &str) -> Run<'_> {
        let run = self.project.run(line).variable("POSTGRES_PRISMA_URL", url);
        run.variable("PATH", "/usr/local/bin:/usr/bin:/bin")
            .variable("POSTGRES_URL_NON_POOLING", url)
    }

    /// The waiting command in production.
    pub(crate) fn production(&self, options: &[&str]) -> Waiting<'_> {
        Waiting::start(self, &self.run_with(&options.join(" "), "sh wait.sh"))
    }

    pub(crate) fn rows(&self) -> String {
        query(&self.server.url(), "SELECT count(*)::text FROM users")
    }

    pub(crate) fn events(&self) -> String {
        self.project.record()
    }

    /// Every process that was started here has ended.
    pub(crate) fn waits_until_nothing_is_left(&self) {
        wait_for(|| processes_in(self.project.path()).is_empty(), "a process is left");
    }

    pub(crate) fn processes(&self) -> Vec<(i32, String)> {
        processes_in(self.project.path())
    }

    /// The process that serves.
    pub(crate) fn gateway(&self) -> i32 {
        let is_gateway = |(pid, line): (i32, String)| line.contains("--detached").then_some(pid);
        self.processes().into_iter().find_map(is_gateway).unwrap()
    }
}

/// A command that waits for its input to end. Dropping it ends it.
pub(crate) struct Waiting<'f> {
    pub(crate) child: Child,
    fixture: &'f Fixture,
    given: String,
}

impl<'f> Waiting<'f> {
    pub(crate) fn start(fixture: &'f Fixture, run: &Run<'_>) -> Self {
        let mut command = run.command();
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::inherit());
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let child = command.spawn().unwrap();
        let given = fixture.project.path().join("given");
        wait_for(|| given.exists(), "the command did not start");
        let text = fs::read_to_string(&given).unwrap();
        fs::remove_file(given).unwrap();
        Self { child, fixture, given: text }
    }

    pub(crate) fn variable(&self, name: &str) -> &str {
        let values = self.given.lines().filter_map(|line| line.split_once('='));
        values.filter(|(found, _)| *found == name).map(|(_, value)| value).next_back().unwrap()
    }

    /// The answer at the URL that the command has in this variable.
    pub(crate) fn ask(&self, variable: &str, statement: &str) -> String {
        query(self.variable(variable), statement)
    }

    /// Ends the input; the exit code of the command.
    pub(crate) fn end(&mut self) -> Option<i32> {
        drop(self.child.stdin.take());
        self.child.wait().unwrap().code()
    }

    pub(crate) fn port(&self) -> u16 {
        self.variable("PGPORT").parse().unwrap()
    }

    pub(crate) fn fixture(&self) -> &Fixture {
        self.fixture
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The last value of an answer, or what the error says: `SQLSTATE: message`.
pub(crate) fn query(url: &str, statement: &str) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let answer = runtime.block_on(async {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
        let connection = tokio::spawn(connection);
        let answer = client.simple_query(statement).await;
        connection.abort();
        answer
    });
    match answer {
        Ok(messages) => messages.iter().fold(String::new(), |last, message| match message {
            SimpleQueryMessage::Row(row) => row.get(0).unwrap_or_default().to_owned(),
            _ => last,
        }),
        Err(error) => match error.as_db_error() {
            Some(error) => format!("{}: {}", error.code().code(), error.message()),
            None => error.to_string(),
        },
    }
}

pub(crate) fn wait_for(mut is_so: impl FnMut() -> bool, otherwise: &str) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "{otherwise}");
        thread::sleep(Duration::from_millis(10));
    }
}

/// Processes whose working directory is this folder, with their command lines; a zombie has none.
fn processes_in(folder: &Path) -> Vec<(i32, String)> {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let pids = processes.filter_map(|it| it.file_name().to_str()?.parse::<i32>().ok());
    pids.filter(|pid| fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|cwd| cwd == folder))
        .map(|pid| {
            let mut line = String::new();
            let file = fs::File::open(format!("/proc/{pid}/cmdline"));
            let _ = file.and_then(|mut file| file.read_to_string(&mut line));
            (pid, line.replace('\0', " "))
        })
        .collect()
}

pub(crate) fn kill(pid: i32, signal: rustix::process::Signal) {
    use rustix::process::{Pid, kill_process};

    kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
}
