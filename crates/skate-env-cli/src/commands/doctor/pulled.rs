//! A dotenv file that `vercel env pull` wrote with production's variables.

use secrecy::ExposeSecret as _;
use skate_env_core::names;

use super::{Finding, Project, project::DotenvFile};

pub(super) fn check(project: &Project<'_>) -> Vec<Finding> {
    let pins = project.pins();
    let leads_there = |file: &DotenvFile| {
        let mut targets = file.assignments.iter().filter_map(super::project::Assignment::target);
        targets.any(|target| pins.iter().any(|pin| pin.matches(&target)))
    };
    let files = project.dotenv_files.iter().filter(|file| is_pulled(file));
    let found = files.filter_map(|file| {
        let DotenvFile { name, .. } = file;
        match environment(file) {
            Some("production") => {}
            Some("development") if leads_there(file) => {
                return Some(
                    Finding::error(
                        "pulled_production",
                        format!("`vercel env pull` wrote {name} for development, and its URL is production's."),
                        "Give development a database of its own in Vercel's settings, then pull again.",
                    )
                    .in_file(*name),
                );
            }
            _ if leads_there(file) => {}
            _ => return None,
        }
        Some(
            Finding::error(
                "pulled_production",
                format!("`vercel env pull` wrote {name} with production's variables."),
                format!("vercel env pull --environment=development {name}"),
            )
            .in_file(*name),
        )
    });
    found.collect()
}

/// By its first line, or by a variable that only Vercel's command writes.
fn is_pulled(file: &DotenvFile) -> bool {
    file.is_pulled || file.assignments.iter().any(|it| it.name == names::VERCEL_OIDC_TOKEN)
}

/// The environment that the file says it is for.
fn environment(file: &DotenvFile) -> Option<&str> {
    let value = |name: &str| {
        let assigned = file.assignments.iter().find(|it| it.name == name)?;
        Some(assigned.value.expose_secret()).filter(|value| !value.is_empty())
    };
    value(names::VERCEL_TARGET_ENV).or_else(|| value(names::VERCEL_ENV))
}
