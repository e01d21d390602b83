//! Tools in one folder that use different databases.

use skate_env_core::{
    Variables,
    dotenv::{File, Mode, load},
    files, names,
};

use super::{
    Finding, Project,
    dotenv_readers::{self, DotenvReader},
    project::target,
};

pub(super) fn check(project: &Project<'_>) -> Vec<Finding> {
    // Inside of `skate-env run` every tool has the same variables.
    if project.process().get(names::SKATE_ENV_RUN).is_some() {
        return Vec::new();
    }
    let Some(app) = project.variables(Mode::Development) else { return Vec::new() };
    let mut findings = Vec::new();
    for reader in dotenv_readers::other_tools(project) {
        let theirs = variables_of(project, &reader);
        let tool = format!("{} (reads {} only)", reader.tool, reader.files.join(", "));
        findings.extend(compare(project, &app, &theirs, &tool));
    }
    if let Some(runner) = test_runner(project) {
        let tests = project.variables(Mode::Test).unwrap_or_default();
        findings.extend(tested(&app, &tests, runner));
    }
    findings
}

/// What a tool knows that reads these files alone, the first of them first.
fn variables_of(project: &Project<'_>, reader: &DotenvReader) -> Variables {
    let process = |name: &str| project.process().raw(name).map(str::to_owned);
    let directory = &project.context.directory;
    let read = |path: &String| {
        let bytes = files::read_bytes(&directory.join(path)).ok()??;
        Some(File::new(path.clone(), &bytes))
    };
    let files: Vec<_> = reader.files.iter().filter_map(read).collect();
    load(&files, &process).variables(project.process())
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
