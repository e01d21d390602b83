//! All files that `init` writes, in the order in which it shows them.

use std::path::Path;

use skate_env_core::{Config, Error};

use super::{
    Arguments, docker, env_example,
    file_change::{Edit, FileChange},
    gitignore, next_config, policy, prisma_config, prisma_schema,
    production::Production,
    scripts, test_config,
    workflows::{self, Tools},
};
use crate::{
    context::Context,
    project::{Prisma, Project, Version, read},
};

/// Prisma 6 reads a datasource from its configuration since then.
const CLASSIC: Version = Version::new(6, 18);
const NO_ENV: Version = Version::new(7, 0);
const WITHOUT_MIGRATIONS: &str = "There are no migrations yet: once there are, `skate-env init` gives every test file a database of its own.";

/// The changes, and notes about them.
pub(super) fn plan(
    arguments: &Arguments,
    context: &Context,
    project: &Project,
    production: Option<&Production>,
) -> Result<(Vec<FileChange>, Vec<String>), Error> {
    let mut plan = Plan { directory: &project.directory, changes: Vec::new(), notes: Vec::new() };
    plan.policy(context, production)?;
    plan.file(".env.example", |old| env_example::edit(old, &context.config))?;
    plan.file(".gitignore", gitignore::edit)?;
    plan.package(project);
    if let Some(prisma) = &project.prisma {
        plan.prisma(prisma);
    }
    plan.next(project);
    plan.tests(project);
    if arguments.docker {
        let has_sql = project.directory.join(docker::init_sql()).is_file();
        let name = project.package.as_ref().and_then(|package| package.string(&["name"]));
        plan.file("docker-compose.dev.yml", |old| docker::edit(old, name, has_sql))?;
    }
    if arguments.github {
        let tools = Tools { manager: project.manager, vercel: project.vercel };
        for workflow in &workflows::ALL {
            plan.file(workflow.path, |old| workflow.edit(old, tools))?;
        }
    }
    plan.leave_links();
    Ok((plan.changes, plan.notes))
}

struct Plan<'p> {
    directory: &'p Path,
    changes: Vec<FileChange>,
    notes: Vec<String>,
}

impl Plan<'_> {
    fn file(&mut self, path: &str, edit: impl Fn(Option<&str>) -> Edit) -> Result<(), Error> {
        let old = read(self.directory, path)?;
        let edit = edit(old.as_deref());
        self.changes.push(FileChange::new(path, old, edit));
        Ok(())
    }

    /// The policy may be further up, or elsewhere by `--config`.
    fn policy(&mut self, context: &Context, production: Option<&Production>) -> Result<(), Error> {
        let here = self.directory.join(Config::FILE_NAME);
        match &context.config_path {
            Some(path) if *path != here => {
                let path = context.relative(path).to_string_lossy();
                let edit = match production {
                    None => Edit::keep("exists already"),
                    Some(_) => {
                        Edit::skip("is in another folder", "Run `skate-env init` in its folder.")
                    }
                };
                self.changes.push(FileChange::new(path, None, edit));
                Ok(())
            }
            _ => self.file(Config::FILE_NAME, |old| policy::edit(old, &context.config, production)),
        }
    }

    fn package(&mut self, project: &Project) {
        let Some(package) = &project.package else { return };
        let (edit, others) = scripts::edit(&package.text, &scripts::wanted(project));
        self.changes.push(FileChange::new("package.json", Some(package.text.clone()), edit));
        if !others.is_empty() {
            self.notes.push(format!("package.json keeps its own scripts: {}.", others.join(", ")));
        }
        if !package.depends_on("skate-env") {
            let add = project.manager.add(self.directory);
            self.notes.push(format!("Install the package: `{add} skate-env`."));
        }
    }

    fn prisma(&mut self, prisma: &Prisma) {
        let before = self.changes.len();
        let path = prisma.config.as_ref().map_or("prisma.config.ts", |config| &config.source.path);
        let config = prisma.config.as_ref().map(|config| &config.source);
        let old = config.map(|config| config.text.clone());
        let Some(version) = prisma.version.filter(|version| *version >= CLASSIC) else {
            let why =
                prisma.version.map_or("the version of Prisma is not known".to_owned(), |version| {
                    format!("Prisma {version} does not read URLs from it; {CLASSIC} and later do")
                });
            let by_hand =
                "Use `skate-env run -- prisma …`: without a newer Prisma only that is guarded.";
            self.changes.push(FileChange::new(path, old, Edit::skip(why, by_hand)));
            return;
        };
        let classic = version < NO_ENV;
        let schema = prisma.schema.as_ref();
        if !prisma.is_postgres() {
            let edit = Edit::keep("is for a database that is not PostgreSQL");
            self.changes.push(FileChange::new(path, old, edit));
            return;
        }
        let edit = match config {
            Some(config) => prisma_config::edit(config, classic),
            None => prisma_config::new(&prisma_config::Settings {
                schema: prisma
                    .named_schema
                    .as_deref()
                    .or(schema.map(|schema| schema.path.as_str())),
                seed: prisma.seed.as_deref(),
                shadow: schema.and_then(|schema| prisma_schema::shadow_variable(&schema.text)),
                classic,
            }),
        };
        let is_wired = !matches!(edit, Edit::Skip { .. });
        self.changes.push(FileChange::new(path, old, edit));
        if let Some(schema) = schema {
            let edit = if is_wired {
                prisma_schema::edit(&schema.text, classic)
            } else {
                Edit::keep("waits for the configuration")
            };
            self.changes.push(FileChange::new(&*schema.path, Some(schema.text.clone()), edit));
        }
        if self.changes[before..].iter().any(|change| change.new_text().is_some()) {
            self.notes.push(client(classic).to_owned());
        }
    }

    fn next(&mut self, project: &Project) {
        let Some(next) = &project.next else { return };
        let (path, old, edit) = match &next.config {
            Some(config) => (&*config.path, Some(config.text.clone()), next_config::edit(config)),
            None if project.typescript => ("next.config.ts", None, next_config::new(true)),
            None => ("next.config.mjs", None, next_config::new(false)),
        };
        self.changes.push(FileChange::new(path, old, edit));
    }

    fn tests(&mut self, project: &Project) {
        if project.test_runners.is_empty() {
            return;
        }
        let Some(migrations) = test_config::Migrations::of(project) else {
            self.notes.push(WITHOUT_MIGRATIONS.to_owned());
            return;
        };
        let change = |it| test_config::change(it, project.typescript, migrations);
        self.changes.extend(project.test_runners.iter().map(change));
    }

    /// The file that a link points at may belong to another project.
    fn leave_links(&mut self) {
        for change in &mut self.changes {
            if change.new_text().is_some() && self.directory.join(&change.path).is_symlink() {
                change.edit = Edit::skip(
                    "is a symbolic link",
                    "Run `skate-env init` in the folder that it points at.",
                );
            }
        }
    }
}

const fn client(classic: bool) -> &'static str {
    if classic {
        "Pass the URL to the client: `new PrismaClient({ datasources: { db: { url: getDatabaseUrl() } } })`, from \"skate-env\"."
    } else {
        "Pass the URL to the client: `new PrismaPg({ connectionString: getDatabaseUrl() })`, from \"skate-env\"."
    }
}
