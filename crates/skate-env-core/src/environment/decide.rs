//! Decides which environment a process runs as: the request's own, then `DATABASE_ENVIRONMENT`,
//! the hosting platform, and `NODE_ENV`.

use crate::{Code, Environment, Error, Problem, Variables, lookup::Lookup, names};

impl Environment {
    /// What a process with these variables runs as, and the variable that says so; `None` where
    /// none does and the answer is development.
    ///
    /// # Errors
    /// `unknown_environment` where the variable holds no environment's name.
    ///
    /// ```
    /// use skate_env_core::{Environment, Variables};
    ///
    /// let variables = Variables::from([("VERCEL_ENV", "preview")]);
    /// let decided = Environment::from_variables(&variables)?;
    /// assert_eq!(decided, (Environment::Preview, Some("VERCEL_ENV")));
    /// # Ok::<(), skate_env_core::Error>(())
    /// ```
    pub fn from_variables(variables: &Variables) -> Result<(Self, Option<&'static str>), Error> {
        from_variables(&Lookup::new(variables))
    }
}

/// The environment and what contradicts it.
pub(crate) fn decide(
    lookup: &Lookup<'_>,
    requested: Option<Environment>,
) -> Result<(Environment, Option<Problem>), Error> {
    let environment = match requested {
        Some(environment) => environment,
        None => from_variables(lookup)?.0,
    };
    Ok((environment, mismatch(lookup, environment)))
}

type Decision = (Environment, Option<&'static str>);

fn from_variables(lookup: &Lookup<'_>) -> Result<Decision, Error> {
    if let Some(environment) = named_by(lookup, names::DATABASE_ENVIRONMENT)? {
        return Ok((environment, Some(names::DATABASE_ENVIRONMENT)));
    }
    if let Some(decision) = platform(lookup)? {
        return Ok(decision);
    }
    let testing = lookup.get(names::NODE_ENV) == Some("test");
    Ok(if testing {
        (Environment::Testing, Some(names::NODE_ENV))
    } else {
        (Environment::Development, None)
    })
}

fn named_by(lookup: &Lookup<'_>, variable: &'static str) -> Result<Option<Environment>, Error> {
    let named = lookup.get(variable).map(str::parse).transpose();
    named.map_err(|error: Error| {
        let unknown = Problem::new(error.code(), error.message(), error.hint());
        Error::from_problem(unknown.of_variable(variable, lookup.place(variable)))
    })
}

/// What the hosting platform says to this process; what `vercel env pull` wrote into a file was said
/// to another. `NODE_ENV=production` says nothing: previews run with it.
fn platform(lookup: &Lookup<'_>) -> Result<Option<Decision>, Error> {
    // A custom Vercel environment counts when it bears one of our names.
    let custom = lookup.of_process(names::VERCEL_TARGET_ENV).and_then(|name| name.parse().ok());
    if let Some(custom) = custom {
        return Ok(Some((custom, Some(names::VERCEL_TARGET_ENV))));
    }
    if lookup.of_process(names::VERCEL_ENV).is_some()
        && let Some(environment) = named_by(lookup, names::VERCEL_ENV)?
    {
        return Ok(Some((environment, Some(names::VERCEL_ENV))));
    }
    Ok(netlify(lookup).map(|environment| (environment, Some(names::CONTEXT))))
}

/// Netlify's deploy context. Any other value is a branch's own context, but only on Netlify:
/// elsewhere `CONTEXT` may mean anything.
fn netlify(lookup: &Lookup<'_>) -> Option<Environment> {
    match lookup.of_process(names::CONTEXT)? {
        "production" => Some(Environment::Production),
        "deploy-preview" | "branch-deploy" => Some(Environment::Preview),
        _ if !is_on_netlify(lookup) => None,
        "dev" => Some(Environment::Development),
        _ => Some(Environment::Preview),
    }
}

fn is_on_netlify(lookup: &Lookup<'_>) -> bool {
    lookup.of_process(names::NETLIFY).is_some() || lookup.of_process(names::NETLIFY_DEV).is_some()
}

fn mismatch(lookup: &Lookup<'_>, environment: Environment) -> Option<Problem> {
    let precious = matches!(environment, Environment::Production | Environment::Staging);
    if precious && lookup.get(names::NODE_ENV) == Some("test") {
        return Some(Problem::new(
            Code::RuntimeMismatch,
            format!("Cannot use {environment} in a test run (NODE_ENV=test)."),
            "Unset DATABASE_ENVIRONMENT, or set it to `testing`.",
        ));
    }
    if !environment.is_production() {
        return None;
    }
    let (variable, said) = platform_denial(lookup)?;
    Some(
        Problem::new(
            Code::RuntimeMismatch,
            format!("Cannot use production here: the platform says {variable}={said}."),
            "Remove DATABASE_ENVIRONMENT from this deployment, or deploy to production.",
        )
        .of_variable(variable, lookup.place(variable)),
    )
}

/// The platform's statement that this is not production. What is printed is one of the
/// platform's documented values, never a free text.
pub(crate) fn platform_denial(lookup: &Lookup<'_>) -> Option<(&'static str, &'static str)> {
    let known = [
        (names::VERCEL_ENV, ["preview", "development"].as_slice()),
        (names::CONTEXT, &["deploy-preview", "branch-deploy", "dev"]),
    ];
    known.into_iter().find_map(|(variable, denials)| {
        let value = lookup.of_process(variable)?;
        let said = denials.iter().find(|denial| **denial == value)?;
        (*said != "dev" || is_on_netlify(lookup)).then_some((variable, *said))
    })
}
