//! Tools in one folder that use different databases.

use std::collections::BTreeSet;

use secrecy::ExposeSecret as _;
use skate_env_core::{Variables, dotenv::Mode, names};

use super::{
    Finding, Project,
    project::{DotenvFile, target},
};
use crate::project::{Package, Wiring};

pub(super) fn check(project: &Project<'_>) -> Vec<Finding> {
    // Inside of `skate-env run` every tool has the same variables.
    if project.process().get(names::SKATE_ENV_RUN).is_some() {
        return Vec::new();
    }
    let Some(app) = project.variables(Mode::Development) else { return Vec::new() };
    let mut findings = Vec::new();
    for (tool, file) in one_file_tools(project) {
        let read = project.dotenv_files.iter().find(|it| it.name == file);
        let theirs = variables_of(project.process(), read);
        findings.extend(compare(project, &app, &theirs, &format!("{tool} (reads {file} only)")));
    }
    if let Some(runner) = test_runner(project) {
        let tests = project.variables(Mode::Test).unwrap_or_default();
        findings.extend(tested(&app, &tests, runner));
    }
    findings
}

/// Tools that read one dotenv file, whatever else is there.
fn one_file_tools(project: &Project<'_>) -> BTreeSet<(&'static str, String)> {
    let mut tools = BTreeSet::new();
    if let Some(prisma) =
        project.detected.prisma.as_ref().filter(|prisma| prisma.wiring() != Wiring::Wired)
    {
        let reads = prisma.config.as_ref().is_none_or(|config| config.loads_dotenv);
        tools.extend(reads.then(|| ("Prisma", ".env".to_owned())));
    }
    let scripts = project.detected.package.iter().flat_map(Package::scripts);
    for (_, script) in scripts {
        let mut words = script.split_whitespace().peekable();
        while let Some(word) = words.next() {
            let option =
                word.strip_prefix("--env-file-if-exists").or(word.strip_prefix("--env-file"));
            let file = match option {
                Some("") => words.peek().copied(),
                Some(file) => file.strip_prefix('='),
                None => None,
            };
            tools.extend(
                file.map(|file| ("node --env-file", file.trim_start_matches("./").to_owned())),
            );
        }
    }
    tools
}

fn variables_of(process: &Variables, file: Option<&DotenvFile>) -> Variables {
    let mut variables = process.clone();
    for assigned in file.into_iter().flat_map(|file| &file.assignments) {
        if process.raw(&assigned.name).is_none() {
            variables.set_from(
                &*assigned.name,
                assigned.value.expose_secret(),
                assigned.place.clone(),
            );
        }
    }
    variables
}

/// A variable that both read, with two databases in it.
fn compare(
    project: &Project<'_>,
    app: &Variables,
    theirs: &Variables,
    tool: &str,
) -> Option<Finding> {
    let differs = |name: &String| {
        let (ours, theirs) = (target(app.get(name)?)?, target(theirs.get(name)?)?);
        (!ours.is_same_as(&theirs)).then(|| (name.clone(), ours, theirs))
    };
    let (name, ours, other) = url_names(project).iter().find_map(differs)?;
    let place = app.place(&name).map(|place| format!(" ({place})")).unwrap_or_default();
    Some(
        Finding::error(
            "tools_disagree",
            format!("{name} is {ours} for your application{place}, but {other} for {tool}."),
            "Start the tool with `skate-env run -- …`, or set the variable in one file only.",
        )
        .of_variable(name),
    )
}

/// Names that tools here ask for beside skate-env's own.
fn url_names(project: &Project<'_>) -> Vec<String> {
    let mut names = project.url_names();
    let Some(prisma) = &project.detected.prisma else { return names };
    names.extend(prisma.config.iter().flat_map(|config| config.variables.clone()));
    if let Some(schema) = &prisma.schema {
        let text = &schema.text;
        names.extend(text.split("env(").skip(1).filter_map(|rest| {
            let name = rest.split(')').next()?.trim().trim_matches(['"', '\'']);
            name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_').then(|| name.to_owned())
        }));
    }
    names
}

fn test_runner(project: &Project<'_>) -> Option<&'static str> {
    let package = project.detected.package.as_ref()?;
    ["vitest", "jest"].into_iter().find(|name| package.depends_on(name))
}

/// Tests that would empty the application's database, or another by a file's mistake.
fn tested(app: &Variables, tests: &Variables, runner: &str) -> Option<Finding> {
    let shares = |name: &String| {
        let (ours, theirs) = (target(app.get(name)?)?, target(tests.get(name)?)?);
        let own = name.ends_with("_TEST");
        (!own && tests.place(name).is_some() && ours.is_same_as(&theirs))
            .then(|| (name.clone(), ours))
    };
    let (name, database) =
        ["DATABASE_URL", "POSTGRES_PRISMA_URL"].map(str::to_owned).iter().find_map(shares)?;
    Some(
        Finding::warning(
            "tests_share",
            format!("Under {runner}, {name} is {database}, which is your application's database."),
            "Set POSTGRES_PRISMA_URL_TEST in .env.test, and let the tests take their URL from skate-env.",
        )
        .of_variable(name),
    )
}
