//! Which environment this is: the request's own, then the variables from the most to the
//! least deliberate.

use crate::{Code, Environment, Error, Problem, lookup::Lookup, names};

/// The environment and what contradicts it.
pub(crate) fn decide(
    lookup: &Lookup<'_>,
    requested: Option<Environment>,
) -> Result<(Environment, Option<Problem>), Error> {
    let environment = match requested {
        Some(environment) => environment,
        None => from_variables(lookup)?,
    };
    Ok((environment, mismatch(lookup, environment)))
}

fn from_variables(lookup: &Lookup<'_>) -> Result<Environment, Error> {
    if let Some(name) = lookup.get(names::DATABASE_ENVIRONMENT) {
        return name.parse().map_err(|error| named(&error, lookup, names::DATABASE_ENVIRONMENT));
    }
    if let Some(platform) = platform(lookup)? {
        return Ok(platform);
    }
    let testing = lookup.get(names::NODE_ENV) == Some("test");
    Ok(if testing { Environment::Testing } else { Environment::Development })
}

/// What the hosting platform says. `NODE_ENV=production` says nothing: previews run with it.
fn platform(lookup: &Lookup<'_>) -> Result<Option<Environment>, Error> {
    // A custom Vercel environment counts when it bears one of our names.
    let custom = lookup.get(names::VERCEL_TARGET_ENV).and_then(|name| name.parse().ok());
    if custom.is_some() {
        return Ok(custom);
    }
    if let Some(name) = lookup.get(names::VERCEL_ENV) {
        let environment = name.parse().map_err(|error| named(&error, lookup, names::VERCEL_ENV))?;
        return Ok(Some(environment));
    }
    Ok(netlify(lookup))
}

/// Netlify's deploy context. Any other value is a branch's own context, but only on Netlify:
/// elsewhere `CONTEXT` may be anybody's.
fn netlify(lookup: &Lookup<'_>) -> Option<Environment> {
    match lookup.get(names::CONTEXT)? {
        "production" => Some(Environment::Production),
        "deploy-preview" | "branch-deploy" => Some(Environment::Preview),
        _ if !is_on_netlify(lookup) => None,
        "dev" => Some(Environment::Development),
        _ => Some(Environment::Preview),
    }
}

fn is_on_netlify(lookup: &Lookup<'_>) -> bool {
    lookup.is_set(names::NETLIFY) || lookup.is_set(names::NETLIFY_DEV)
}

fn named(error: &Error, lookup: &Lookup<'_>, variable: &'static str) -> Error {
    let unknown = Problem::new(error.code(), error.message(), error.hint());
    Error::from_problem(unknown.of_variable(variable, lookup.place(variable)))
}

fn mismatch(lookup: &Lookup<'_>, environment: Environment) -> Option<Problem> {
    let precious = matches!(environment, Environment::Production | Environment::Staging);
    if precious && lookup.get(names::NODE_ENV) == Some("test") {
        return Some(Problem::new(
            Code::RuntimeMismatch,
            format!("A test run (NODE_ENV=test) asks for {environment}."),
            "Let tests run as testing: unset DATABASE_ENVIRONMENT, or set it to `testing`.",
        ));
    }
    if !environment.is_production() {
        return None;
    }
    let (variable, said) = platform_denial(lookup)?;
    Some(
        Problem::new(
            Code::RuntimeMismatch,
            format!("Production is asked for, but the platform says {variable}={said}."),
            "Remove DATABASE_ENVIRONMENT from this deployment, or deploy to production.",
        )
        .of_variable(variable, lookup.place(variable)),
    )
}

/// The platform's own word that this is not production. What is printed is one of the
/// platform's documented values, never a free text.
fn platform_denial(lookup: &Lookup<'_>) -> Option<(&'static str, &'static str)> {
    let known = [
        (names::VERCEL_ENV, ["preview", "development"].as_slice()),
        (names::CONTEXT, &["deploy-preview", "branch-deploy", "dev"]),
    ];
    known.into_iter().find_map(|(variable, denials)| {
        let value = lookup.get(variable)?;
        let said = denials.iter().find(|denial| **denial == value)?;
        (*said != "dev" || is_on_netlify(lookup)).then_some((variable, *said))
    })
}
