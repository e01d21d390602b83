//! The variables that the app, Prisma and the package see: the demo's, and nothing inherited
//! that could name a database.

use std::ffi::OsString;
use std::process::Command;
use std::time::Duration;

use super::branch::{Branch, DATABASE};
use crate::example;

/// How long an answer may take.
pub(super) const TIMEOUT: Duration = Duration::from_secs(60);

/// Pairs of a variable and its value.
pub(super) type Variables = Vec<(String, String)>;

/// What programs need to run at all.
const KEPT: &[&str] = &[
    "APPDATA",
    "COLORTERM",
    "HOME",
    "LANG",
    "LOCALAPPDATA",
    "NO_COLOR",
    "PATH",
    "PATHEXT",
    "SystemRoot",
    "TEMP",
    "TERM",
    "TMP",
    "TMPDIR",
    "USERPROFILE",
];

const SUFFIXES: [(&str, &str); 3] =
    [("production", ""), ("staging", "_STAGING"), ("development", "_DEV")];

/// The pair of every environment, as one `.env` of a small project has them, and production's pin.
pub(super) fn all(branches: &[Branch]) -> Variables {
    let mut variables = Variables::new();
    for branch in branches {
        for (_, suffix) in SUFFIXES.iter().filter(|(name, _)| *name == branch.name) {
            variables.push((format!("POSTGRES_PRISMA_URL{suffix}"), branch.url()));
            variables.push((format!("POSTGRES_URL_NON_POOLING{suffix}"), branch.url()));
        }
        if branch.name == "production" {
            // The id proves that another branch's server is not production's.
            let pin = format!("127.0.0.1:{}/{DATABASE},{}", branch.port(), branch.id);
            variables.push(("SKATE_ENV_PRODUCTION".into(), pin));
        }
    }
    variables
}

/// What one environment's process sees beside the pairs.
pub(super) fn environment(name: &str) -> Variables {
    let mut variables = vec![("DATABASE_ENVIRONMENT".to_owned(), name.to_owned())];
    if name == "production" {
        // Here the demo plays the deployment; on a workstation production is refused.
        variables.push(("SKATE_ENV_RUNTIME".into(), "deployed".into()));
    }
    variables
}

/// A command that sees these variables and what programs need, and no other.
pub(super) fn set_environment<'a>(
    command: &'a mut Command,
    variables: &[(String, String)],
) -> &'a mut Command {
    command.env_clear();
    command.envs(KEPT.iter().filter_map(|name| Some((name, read(name)?))));
    command.envs(variables.iter().map(|(name, value)| (name, value)));
    command.env("PATH", with_own_programs());
    command.envs([("NEXT_TELEMETRY_DISABLED", "1"), ("CHECKPOINT_DISABLE", "1")]);
    command.env("PRISMA_HIDE_UPDATE_MESSAGE", "1")
}

/// As `npx` has it: Prisma starts the seed by its bare name.
fn with_own_programs() -> OsString {
    let own = example::folder().join("node_modules/.bin");
    let inherited = path().unwrap_or_default();
    let all = std::iter::once(own).chain(std::env::split_paths(&inherited));
    std::env::join_paths(all).unwrap_or(inherited.clone())
}

fn path() -> Option<OsString> {
    read("PATH")
}

#[expect(clippy::disallowed_methods, reason = "the library is handed what this reads")]
fn read(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}
