//! What may be written to a dotenv file: one environment's pair, and never production's.

use secrecy::SecretString;

use super::{Findings, GuardContext, pair, production, unpinned};
use crate::{
    Code, Config, Environment, Error, Facts, Problem, Purpose, Request, Variables,
    candidate::Candidate,
    config::Pins,
    database_url::escape_for_dotenv,
    dotenv::{Change, Heading, edit, with_heading},
    lookup::{Lookup, Name},
    names,
    selection::{Level, Selection},
};

/// Changes to a dotenv file that lead no environment to production. Only these can be written, and
/// only a check makes them, so that the check cannot be forgotten.
#[derive(Clone, Debug)]
pub struct WritableChanges {
    changes: Vec<Change>,
    heading: Heading,
}

impl WritableChanges {
    /// Sets `DATABASE_ENVIRONMENT` and the environment's own pair. Without a direct URL its variable
    /// is removed: the value there belongs to another database.
    ///
    /// The pins are those of the policy, of `SKATE_ENV_PRODUCTION` and of the request, to which
    /// whoever knows production's endpoints adds them. Characters that some reader of dotenv files
    /// would touch are percent-encoded, which no driver can tell.
    ///
    /// # Errors
    /// `production_target` for production's database or environment, `production_unpinned` where
    /// nothing tells a remote database from it, `ambiguous_target`, `pooled_direct_mismatch`,
    /// `invalid_url`, and `invalid_config` for a pin or a name in the policy that is none.
    pub fn check(
        environment: Environment,
        pooled: &str,
        direct: Option<&str>,
        variables: &Variables,
        config: &Config,
        request: &Request,
    ) -> Result<Self, Error> {
        let lookup = Lookup::new(variables);
        let (pins, no_pin) = Pins::collect(&lookup, config, request);
        let mut findings = Findings::new(no_pin.into_iter());
        let context = GuardContext {
            lookup: &lookup,
            facts: Facts::new(),
            config: &Config { strict: true, ..config.clone() },
            request,
            pins: &pins,
            environment,
            purpose: Purpose::App,
        };
        if environment.is_production() {
            findings.refuse(production_itself());
        }
        let names = config.url_variables(environment);
        check_names(config, environment, &names, &mut findings);
        let [pooled_name, direct_name] = &names;
        let selection = Selection {
            level: Level::Own,
            pooled: read(&lookup, pooled_name, pooled, &mut findings),
            direct: direct.and_then(|url| read(&lookup, direct_name, url, &mut findings)),
        };
        if !environment.is_production() {
            production::check(&context, &selection, &mut findings);
            unpinned::check(&context, &selection, &mut findings);
        }
        pair::check(&selection, &mut findings);
        let (refusals, _) = findings.into_parts();
        if let Some(error) = Error::from_problems(refusals) {
            return Err(error.in_environment(environment));
        }
        let changes = changes(environment, &selection, names);
        Ok(Self { changes, heading: Heading::Plain })
    }

    /// The same, and the comment above them names the branch to which they lead.
    #[must_use]
    pub fn of_branch(self, name: impl Into<String>) -> Self {
        Self { heading: Heading::Branch(name.into()), ..self }
    }

    /// Removes an environment's pair and `DATABASE_ENVIRONMENT`.
    #[must_use]
    pub fn removal(environment: Environment, config: &Config) -> Self {
        let names = [Name::Borrowed(names::DATABASE_ENVIRONMENT)].into_iter();
        let changes = names.chain(config.url_variables(environment)).map(Change::remove).collect();
        Self { changes, heading: Heading::Plain }
    }

    /// Removes an environment's pair, and leaves `DATABASE_ENVIRONMENT` to another's.
    #[must_use]
    pub fn removal_of_pair(environment: Environment, config: &Config) -> Self {
        let changes = config.url_variables(environment).map(Change::remove).to_vec();
        Self { changes, heading: Heading::Kept }
    }

    /// The changes, for [`crate::dotenv::edit`] and [`crate::dotenv::outranked`].
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// A dotenv file's text with the changes, as [`crate::dotenv::edit`] makes it, and a comment
    /// that says whose they are. `path` is only for messages.
    ///
    /// # Errors
    /// Those of [`crate::dotenv::edit`].
    pub fn edit(&self, path: &str, text: &str) -> Result<String, Error> {
        let edited = edit(path, text, &self.changes)?;
        Ok(with_heading(path, &edited, &self.changes, &self.heading))
    }
}

fn changes(environment: Environment, selection: &Selection, names: [Name; 2]) -> Vec<Change> {
    let [pooled, direct] = names;
    let set = |name: Name, candidate: &Option<Candidate>| match candidate {
        Some(candidate) => {
            Change::set(name, SecretString::from(candidate.url.expose_secret().to_owned()))
        }
        None => Change::remove(name),
    };
    vec![
        Change::set(names::DATABASE_ENVIRONMENT, environment.as_str()),
        set(pooled, &selection.pooled),
        set(direct, &selection.direct),
    ]
}

/// The URL as it will stand in the file, wherever that is read: what surrounds this process must
/// not be what leads it to its target.
fn read(lookup: &Lookup<'_>, name: &Name, url: &str, findings: &mut Findings) -> Option<Candidate> {
    let nothing = Variables::new();
    let alone = Lookup::new(&nothing);
    let escaped = escape_for_dotenv(url);
    let readings = [(lookup, url), (&alone, url), (lookup, &*escaped)]
        .map(|(lookup, text)| Candidate::of(lookup, name, text));
    let problem = match readings {
        [Ok(candidate), Ok(alone), Ok(escaped)] => match candidate.target {
            None => Problem::new(
                Code::InvalidUrl,
                format!("The URL for {name} names a SQLite file."),
                "Give a PostgreSQL URL.",
            ),
            target if target == alone.target && target == escaped.target => return Some(escaped),
            _ => Problem::new(
                Code::AmbiguousTarget,
                format!("Where the URL for {name} leads depends on the variables around it."),
                "Unset PGHOST, PGPORT and PGOPTIONS, and name host and port in the URL.",
            ),
        },
        [Err(problem), ..] | [_, Err(problem), _] | [_, _, Err(problem)] => problem,
    };
    findings.refuse(problem.of_variable(name.clone(), None));
    None
}

/// The policy may choose names, but not those that hold production's.
fn check_names(
    config: &Config,
    environment: Environment,
    names: &[Name; 2],
    findings: &mut Findings,
) {
    let taken = config.url_variables(Environment::Production);
    let [pooled, direct] = names;
    let shared = (!environment.is_production())
        .then(|| names.iter().find(|name| taken.contains(name)))
        .flatten()
        .or((pooled == direct).then_some(direct));
    if let Some(name) = shared {
        let message = format!("{name} is the variable of two URLs.");
        let hint = "Choose another name under `url` or `direct_url` in skate-env.toml.";
        findings.refuse(Problem::new(Code::InvalidConfig, message, hint));
    }
}

fn production_itself() -> Problem {
    Problem::new(
        Code::ProductionTarget,
        "Production's URLs are never written to a file.",
        "Use `skate-env run -e production` for one command.",
    )
}
