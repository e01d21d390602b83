//! Resolves the datasource of `prisma.config.ts`, with dotenv files.

use std::collections::HashMap;

use napi_derive::napi;
use secrecy::ExposeSecret;
use skate_env_command_line::prisma;
use skate_env_core::{Code, ResolvedDatabase, Variables, dotenv, files};

use crate::{
    failure::{Outcome, outcome},
    policy::Policy,
    request::RequestOptions,
    resolution::Resolution,
};

/// The database for a Prisma command.
#[napi(object, object_from_js = false)]
pub struct PrismaResolution {
    /// The resolved database.
    pub resolution: Resolution,
    /// The variables that dotenv files add.
    pub assignments: Vec<Assignment>,
    /// Values that the dotenv syntax changed, such as `#` cut off as a comment.
    pub damage: Vec<Damage>,
    /// Whether the command may change the database.
    pub writes: bool,
}

/// A variable that a dotenv file assigns.
#[napi(object, object_from_js = false)]
pub struct Assignment {
    /// The variable.
    pub name: String,
    /// Its value, which may be a secret.
    pub value: String,
}

/// A value that the dotenv syntax changed.
#[napi(object, object_from_js = false)]
pub struct Damage {
    /// `hash_cut`, `reference_lost`, …
    pub code: &'static str,
    /// What is wrong, with file and line.
    pub message: String,
    /// What to do about it.
    pub hint: &'static str,
}

#[napi]
impl Policy {
    /// Resolves the database for a Prisma command line.
    #[napi]
    #[must_use]
    pub fn resolve_for_prisma(
        &self,
        process: HashMap<String, String>,
        options: RequestOptions,
        command_line: Vec<String>,
        shadow_database_url: Option<String>,
    ) -> Outcome<PrismaResolution> {
        outcome(|| {
            let process: Variables = process.into_iter().collect();
            let process = files::with_places_of_marks(&self.directory, process);
            let requested = options.environment.as_deref().and_then(|name| name.parse().ok());
            let request = options.read()?;
            let invocation = prisma::Invocation {
                command_line: &command_line,
                shadow_database_url: shadow_database_url.as_deref(),
            };
            let mode = files::dotenv_mode(&process, requested);
            let dotenv = files::load_dotenv(&self.directory, mode, &process)?;
            let facts = files::facts_of_process(&self.directory, &process);
            let resolved =
                prisma::datasource(&dotenv.variables, facts, &self.config, &request, invocation)
                    .map_err(|error| {
                        files::with_way_out(error, &self.directory, &self.config, &dotenv.variables)
                    })?;
            let writes = prisma::Command::classify(&command_line).effect().writes();
            Ok(PrismaResolution::new(dotenv, resolved, &self.names, writes))
        })
    }
}

impl PrismaResolution {
    fn new(
        dotenv: files::Dotenv,
        resolved: ResolvedDatabase,
        names: &[String],
        writes: bool,
    ) -> Self {
        let matters = |damage: &&dotenv::Damage| {
            let names = |name: &String| resolved.depends_on.iter().any(|asked| asked == name);
            // Of the URL itself the resolution warns.
            let is_warned_of = |name: &String| {
                let mut warnings = resolved.warnings.iter();
                warnings
                    .any(|it| it.code == Code::DamagedValue && it.variable.as_ref() == Some(name))
            };
            damage.name.as_ref().is_none_or(|name| names(name) && !is_warned_of(name))
        };
        Self {
            damage: dotenv.damage.iter().filter(matters).map(Damage::from).collect(),
            assignments: dotenv.assignments.into_iter().map(Assignment::from).collect(),
            resolution: Resolution::new(resolved, names),
            writes,
        }
    }
}

impl From<dotenv::Assignment> for Assignment {
    fn from(assignment: dotenv::Assignment) -> Self {
        Self { value: assignment.value.expose_secret().to_owned(), name: assignment.name }
    }
}

impl From<&dotenv::Damage> for Damage {
    fn from(damage: &dotenv::Damage) -> Self {
        Self { code: damage.kind.as_str(), message: damage.to_string(), hint: damage.kind.hint() }
    }
}
