//! The same program twice: through the gateway, and without it.

use std::{
    process::{Command, Output, Stdio},
    time::Duration,
};

use skate_env_core::{Config, Environment, Purpose};
use skate_env_gateway::judge::Policy;
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _},
    task::JoinHandle,
    time::timeout,
};

use super::Target;
use crate::fixture::{Database, PASSWORD, Running};

/// Far more than any of them needs.
const PATIENCE: Duration = Duration::from_secs(200);

/// Two copies of the database, one of them behind a gateway.
pub(crate) struct Comparison {
    pub(crate) without: Database,
    pub(crate) with: Database,
    pub(crate) gateway: Running,
}

impl Comparison {
    pub(crate) async fn start(environment: Environment, purpose: Purpose) -> Self {
        Self::with_policy(Policy::new(environment, purpose, false), environment, purpose).await
    }

    /// Nothing is judged: staging with consent.
    pub(crate) async fn with_consent() -> Self {
        let (environment, purpose) = (Environment::Staging, Purpose::App);
        Self::with_policy(Policy::new(environment, purpose, true), environment, purpose).await
    }

    async fn with_policy(policy: Policy, environment: Environment, purpose: Purpose) -> Self {
        let (without, with) = (Database::start().await, Database::start().await);
        let config = match environment {
            Environment::Production => with.config().await,
            _ => Config::default(),
        };
        let gateway = Running::start(policy, with.resolved(environment, purpose), config).await;
        Self { without, with, gateway }
    }

    pub(crate) fn direct(&self) -> Target {
        Target::direct(&self.without)
    }

    pub(crate) fn guarded(&self) -> Target {
        let Running { ports, database, .. } = &self.gateway;
        Target { port: ports.direct, database: database.clone(), password: PASSWORD }
    }

    /// Runs a program twice; output and exit code are the same, and are handed back.
    pub(crate) async fn same(
        &self,
        program: &str,
        arguments: &[&str],
        input: &str,
    ) -> ProgramOutput {
        self.same_command(|target| target.program(program), arguments, input).await
    }

    pub(crate) async fn same_command(
        &self,
        command: impl Fn(&Target) -> Command,
        arguments: &[&str],
        input: &str,
    ) -> ProgramOutput {
        let mut said = Vec::new();
        for target in [self.direct(), self.guarded()] {
            let mut command = command(&target);
            command.args(arguments);
            said.push(ProgramOutput::new(&run(command, input).await, &target));
        }
        let [without, with] = &said[..] else { unreachable!() };
        assert_eq!(without, with, "{arguments:?}\n{input}");
        said.remove(0)
    }
}

/// Runs a program to its end; one that has none within [`PATIENCE`] is killed, and the test fails.
async fn run(command: Command, input: &str) -> Output {
    let mut command = tokio::process::Command::from(command);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.kill_on_drop(true).spawn().unwrap();
    let (mut stdin, input) = (child.stdin.take().unwrap(), input.to_owned());
    // A program that ends early does not read its input.
    tokio::spawn(async move { drop(stdin.write_all(input.as_bytes()).await) });
    let (stdout, stderr) = (all(child.stdout.take()), all(child.stderr.take()));
    let Ok(status) = timeout(PATIENCE, child.wait()).await else {
        child.start_kill().unwrap();
        let [stdout, stderr] = [stdout.await, stderr.await].map(Result::unwrap);
        let text = [stdout, stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        panic!("it does not end: {}", text.concat());
    };
    let (stdout, stderr) = (stdout.await.unwrap(), stderr.await.unwrap());
    Output { status: status.unwrap(), stdout, stderr }
}

fn all(stream: Option<impl AsyncRead + Unpin + Send + 'static>) -> JoinHandle<Vec<u8>> {
    let mut stream = stream.unwrap();
    tokio::spawn(async move {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await.unwrap();
        bytes
    })
}

/// What a program said, without what differs between two copies of a database.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ProgramOutput {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl ProgramOutput {
    fn new(output: &Output, target: &Target) -> Self {
        let plain = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes).replace(&target.database, "DATABASE");
            let text = text.replace(&target.port.to_string(), "PORT");
            assert!(!text.contains(target.password), "{text}");
            text.lines().filter(|line| !varies(line)).collect::<Vec<_>>().join("\n")
        };
        Self {
            status: output.status.code(),
            stdout: plain(&output.stdout),
            stderr: plain(&output.stderr),
        }
    }
}

/// Times, rates, process numbers and drawn keys.
fn varies(line: &str) -> bool {
    [
        "latency",
        "tps",
        "initial connection",
        "\\restrict",
        "\\unrestrict",
        "Backend PID",
        "done in",
        "received from server process",
    ]
    .iter()
    .any(|word| line.contains(word))
        || line.contains("(every ")
        || line.contains("tuples (")
}
