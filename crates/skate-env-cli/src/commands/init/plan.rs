//! Every file that `init` cares for, in the order in which it is shown.

use std::path::Path;

use skate_env_core::{Config, Error};

use super::{
    Arguments, docker,
    edit::{Edit, Step},
    env_example, gitignore, next_config, policy, prisma_config, prisma_schema,
    production::Production,
    scripts, workflow,
};
use crate::{
    context::Context,
    project::{Prisma, Project, Version, read},
};

/// Prisma 6 reads a datasource from its configuration since then.
const CLASSIC: Version = Version::new(6, 18);
const NO_ENV: Version = Version::new(7, 0);

/// The steps, and what a person should know beside them.
pub(super) fn plan(
    arguments: &Arguments,
    context: &Context,
    project: &Project,
    production: Option<&Production>,
) -> Result<(Vec<Step>, Vec<String>), Error> {
    let mut plan = Plan { directory: &project.directory, steps: Vec::new(), notes: Vec::new() };
    plan.policy(context, production)?;
    plan.file(".env.example", |old| env_example::edit(old, &context.config))?;
    plan.file(".gitignore", gitignore::edit)?;
    plan.package(project);
    if let Some(prisma) = &project.prisma {
        plan.prisma(prisma);
    }
    plan.next(project);
    if arguments.docker {
        let has_sql = project.directory.join(docker::init_sql()).is_file();
        let name = project.package.as_ref().and_then(|package| package.string(&["name"]));
        plan.file("docker-compose.dev.yml", |old| docker::edit(old, name, has_sql))?;
    }
    if arguments.ci {
        plan.file(workflow::PATH, |old| workflow::edit(old, project.manager))?;
    }
    plan.leave_links();
    Ok((plan.steps, plan.notes))
}

struct Plan<'p> {
    directory: &'p Path,
    steps: Vec<Step>,
    notes: Vec<String>,
}

impl Plan<'_> {
    fn file(&mut self, path: &str, edit: impl Fn(Option<&str>) -> Edit) -> Result<(), Error> {
        let old = read(self.directory, path)?;
        let edit = edit(old.as_deref());
        self.steps.push(Step::new(path, old, edit));
        Ok(())
    }

    /// The policy may be further up, or elsewhere by `--config`.
    fn policy(&mut self, context: &Context, production: Option<&Production>) -> Result<(), Error> {
        let here = self.directory.join(Config::FILE_NAME);
        match &context.config_path {
            Some(path) if *path != here => {
                let path = context.relative(path).to_string_lossy();
                let edit = match production {
                    None => Edit::keep("is there already"),
                    Some(_) => {
                        Edit::skip("is not in this folder", "Run `skate-env init` in its folder.")
                    }
                };
                self.steps.push(Step::new(path, None, edit));
                Ok(())
            }
            _ => self.file(Config::FILE_NAME, |old| policy::edit(old, &context.config, production)),
        }
    }

    fn package(&mut self, project: &Project) {
        let Some(package) = &project.package else { return };
        let (edit, others) = scripts::edit(&package.text, &scripts::wanted(project));
        self.steps.push(Step::new("package.json", Some(package.text.clone()), edit));
        if !others.is_empty() {
            self.notes.push(format!("package.json keeps its own {}.", others.join(", ")));
        }
        if !package.depends_on("skate-env") {
            self.notes.push(format!("Install the package: `{} skate-env`.", project.manager.add()));
        }
    }

    fn prisma(&mut self, prisma: &Prisma) {
        let before = self.steps.len();
        let path = prisma.config.as_ref().map_or("prisma.config.ts", |config| &config.source.path);
        let config = prisma.config.as_ref().map(|config| &config.source);
        let old = config.map(|config| config.text.clone());
        let Some(version) = prisma.version.filter(|version| *version >= CLASSIC) else {
            let why =
                prisma.version.map_or("Prisma's version is not known".to_owned(), |version| {
                    format!("Prisma {version} takes no URL from there; {CLASSIC} does")
                });
            let by_hand = "Until then only `skate-env run -- prisma …` is guarded.";
            self.steps.push(Step::new(path, old, Edit::skip(why, by_hand)));
            return;
        };
        let classic = version < NO_ENV;
        let schema = prisma.schema.as_ref();
        if schema.is_some_and(|schema| !prisma_schema::is_postgres(&schema.text)) {
            let edit = Edit::keep("the database is not PostgreSQL");
            self.steps.push(Step::new(path, old, edit));
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
        self.steps.push(Step::new(path, old, edit));
        if let Some(schema) = schema {
            let edit = if is_wired {
                prisma_schema::edit(&schema.text, classic)
            } else {
                Edit::keep("the configuration has to be changed first")
            };
            self.steps.push(Step::new(&*schema.path, Some(schema.text.clone()), edit));
        }
        if self.steps[before..].iter().any(|step| step.new_text().is_some()) {
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
        self.steps.push(Step::new(path, old, edit));
    }

    /// What a link leads to may be somebody else's.
    fn leave_links(&mut self) {
        for step in &mut self.steps {
            if step.new_text().is_some() && self.directory.join(&step.path).is_symlink() {
                step.edit =
                    Edit::skip("is a symbolic link", "Run `skate-env init` where it leads to.");
            }
        }
    }
}

const fn client(classic: bool) -> &'static str {
    if classic {
        "Give the client its URL: `new PrismaClient({ datasources: { db: { url: getDatabaseUrl() } } })`, from \"skate-env\"."
    } else {
        "Give the client its URL: `new PrismaPg({ connectionString: getDatabaseUrl() })`, from \"skate-env\"."
    }
}
