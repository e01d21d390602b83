//! `skate-env local start`: starts a control plane that keeps running in the background.

use std::{
    fmt::{self, Write as _},
    fs,
    path::Path,
    process::Command,
};

use secrecy::ExposeSecret as _;
use serde::Serialize;
use skate_env_core::{
    Code, Environment, Pin,
    neon::{
        Client, ProjectId,
        lifecycle::{ProductionPins, find_production},
    },
};
use skate_env_local::{ControlPlaneProcess, package_name, spawn};

use super::postgres_search::PostgresSearch;
use crate::{
    context::Context,
    control_plane::local_folder,
    exit::{self, Exit},
    failure::Failure,
    output::{Answer, Fields, Output, print_stderr},
    project::PackageManager,
    project_lock::ProjectLock,
    runtime,
};

/// Start Neon on this machine; does nothing if it runs already
///
/// The first start creates a project with one branch, `main`, which is production's. All data is
/// kept in .skate-env, beside skate-env.toml.
#[derive(clap::Args)]
pub(super) struct Arguments {}

pub(super) fn run(_: &Arguments, context: &Context, output: &Output) -> Result<Exit, Failure> {
    let _lock = ProjectLock::take(context, output)?;
    let home = local_folder::of(context);
    let (running, started) = match ControlPlaneProcess::find(&home)? {
        Some(running) => (running, false),
        None => (start(context, output, &home)?, true),
    };
    let pinned = runtime::run_until_interrupted(production(&running), interrupted)?;
    let variables = context.variables()?;
    let names = context.config.url_variables(Environment::Development);
    let has_database = names.iter().any(|name| variables.get(name).is_some());
    let report = Report::new(context, &home, &running, started, &pinned);
    output.answer(&Report { has_database, ..report })?;
    Ok(Exit::Done)
}

fn start(context: &Context, output: &Output, home: &Path) -> Result<ControlPlaneProcess, Failure> {
    if output.shows_messages() {
        print_stderr("Starting Neon on this machine\n");
    }
    let program = std::env::current_exe().map_err(|error| Failure::not_started(&error))?;
    let mut command = Command::new(program);
    command.args(["local", "serve"]).arg(home);
    PostgresSearch::of(context, &context.variables()?).add_to(&mut command);
    let running = spawn(command, home).map_err(|error| not_started(error, context))?;
    // Keep databases out of git, whatever the project's own .gitignore says.
    let _ = fs::write(home.join(".gitignore"), "*\n");
    Ok(running)
}

/// Where PostgreSQL is missing, the package manager of this project can install it.
fn not_started(error: skate_env_local::Error, context: &Context) -> Failure {
    let is_missing = matches!(error.code(), Code::PostgresNotFound | Code::VersionUnsupported);
    let mut failure = Failure::from(error);
    if is_missing {
        let add = PackageManager::of(&context.directory).add_for_development(&context.directory);
        failure.name_the_way_out(format!(
            "Run `{add} {}` to install it for this project.",
            package_name()
        ));
    }
    failure
}

async fn production(running: &ControlPlaneProcess) -> Result<ProductionPins, Failure> {
    let client = Client::connect(running.api_host(), running.api_key())?;
    let project = ProjectId::new(running.project_id())?;
    Ok(find_production(&client, &project, None, false).await?)
}

fn interrupted() -> Failure {
    Failure::new(
        Exit::Failed,
        exit::INTERRUPTED,
        "Interrupted after Neon on this machine was started.",
        "It is running. Run `skate-env local stop` to stop it.",
    )
}

#[derive(Serialize)]
struct Report<'r> {
    started: bool,
    api_host: &'r str,
    /// For programs; the text does not show it.
    api_key: &'r str,
    project_id: &'r str,
    home: String,
    process: u32,
    production: Production,
    /// Whether the policy pins this production branch already.
    #[serde(skip)]
    pinned: bool,
    /// Whether a database is set for development.
    #[serde(skip)]
    has_database: bool,
}

#[derive(Serialize)]
struct Production {
    branch: String,
    branch_id: String,
    endpoints: Vec<String>,
    /// The host that identifies it: on this machine with a port.
    host: Option<String>,
}

impl<'r> Report<'r> {
    fn new(
        context: &Context,
        home: &Path,
        running: &'r ControlPlaneProcess,
        started: bool,
        pinned: &ProductionPins,
    ) -> Self {
        let mut policies = context.config.environments.values();
        Self {
            started,
            api_host: running.api_host(),
            api_key: running.api_key().expose_secret(),
            project_id: running.project_id(),
            home: context.relative(home).display().to_string(),
            process: running.process(),
            has_database: false,
            pinned: policies.any(|it| pinned.pins.iter().any(|pin| it.pins.contains(pin))),
            production: Production {
                branch: pinned.branch.name.clone(),
                branch_id: pinned.branch.id.as_str().to_owned(),
                endpoints: pinned.endpoints.iter().map(|id| id.as_str().to_owned()).collect(),
                host: pinned
                    .pins
                    .iter()
                    .find(|pin| matches!(pin, Pin::Host { .. }))
                    .map(Pin::to_string),
            },
        }
    }
}

impl Answer for Report<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        let mut fields = Fields::default();
        fields.add("neon", if self.started { "started on this machine" } else { "runs already" });
        fields.add("api_host", self.api_host);
        fields.add("project", self.project_id);
        fields.add("home", &self.home);
        fields.write(page)?;
        if self.pinned {
            let next = "Next, run `skate-env branch create NAME`: it makes a database and writes .env.local.";
            return if self.has_database { Ok(()) } else { writeln!(page, "\n{next}") };
        }
        let Production { branch, branch_id, endpoints, host } = &self.production;
        writeln!(page, "\nNext, run `skate-env init`, or add this to skate-env.toml:\n")?;
        writeln!(page, "[project]\nneon_project_id = \"{}\"\n", self.project_id)?;
        writeln!(page, "[environments.production]\nbranch = \"{branch}\"")?;
        writeln!(page, "branch_id = \"{branch_id}\"\nendpoints = {endpoints:?}")?;
        host.as_ref().map_or(Ok(()), |host| writeln!(page, "host = \"{host}\""))
    }
}
