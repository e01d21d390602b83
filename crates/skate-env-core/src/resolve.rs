//! `resolve`: from variables, policy and request to one database, or to a refusal.

mod purpose_url;
mod resolved;
mod select;

#[cfg(feature = "verify")]
pub(crate) use resolved::BUILD_URL;
pub use resolved::{Provenance, ResolvedDatabase};
pub(crate) use select::select;

use crate::{
    Code, Config, Error, Facts, Problem, Purpose, Request, Variables, Verdict,
    config::Pins,
    environment,
    guard::{self, Findings, GuardContext},
    lookup::Lookup,
    names,
};

/// Decides which database a process may talk to.
///
/// A pure function: the same variables, facts, policy and request give the same answer, in
/// Rust, in Node and on the command line.
///
/// # Errors
/// Every problem at once, worst first: see [`Code`].
///
/// ```
/// use skate_env_core::{Config, Facts, Request, Variables, resolve};
///
/// let variables = Variables::from([
///     ("POSTGRES_PRISMA_URL_DEV", "postgresql://app:s3cret@localhost:5432/shop"),
/// ]);
/// let resolved = resolve(&variables, Facts::new(), &Config::default(), &Request::new())?;
/// assert_eq!(resolved.environment.as_str(), "development");
/// assert_eq!(resolved.url.to_string(), "postgresql://app:***@localhost:5432/shop");
/// # Ok::<(), skate_env_core::Error>(())
/// ```
pub fn resolve(
    variables: &Variables,
    facts: Facts,
    config: &Config,
    request: &Request,
) -> Result<ResolvedDatabase, Error> {
    let lookup = Lookup::new(variables);
    let (environment, mismatch) = environment::decide(&lookup, request.environment)?;
    let purpose = request.purpose.unwrap_or_else(|| Purpose::default_in(environment));
    let (pins, no_pin) = Pins::collect(&lookup, config, request);

    let mut findings =
        Findings::new([mismatch, no_pin, purpose.check(environment)].into_iter().flatten());
    let context =
        GuardContext { lookup: &lookup, facts, config, request, pins: &pins, environment, purpose };
    let selection = select(&context, &mut findings);
    guard::check(&context, &selection, &mut findings);
    let url = purpose_url::choose(&context, &selection, &mut findings);

    let (refusals, warnings) = findings.into_parts();
    match (Error::from_problems(refusals), url) {
        (None, Some(choice)) => {
            let is_guarded = choice.is_guarded(&context);
            let verdict = match choice.target() {
                Some(_) if is_guarded && environment.is_production() => Verdict::Production,
                Some(target) => Verdict::of(target, &pins),
                None => Verdict::Local,
            };
            let given = pins.given().to_vec();
            let asked = lookup.into_asked();
            let resolved =
                choice.into_resolved(environment, purpose, verdict, given, warnings, asked);
            Ok(ResolvedDatabase { is_guarded, ..resolved })
        }
        (Some(error), _) if is_build_without_url(&lookup, &error) => {
            Ok(ResolvedDatabase::for_build(environment, purpose, warnings, lookup.into_asked()))
        }
        (Some(error), _) => Err(error.in_environment(environment)),
        (None, None) => {
            let broken = Problem::new(
                Code::InternalError,
                "No URL was chosen and nothing was found wrong.",
                "Please report this, with the names (never the values) of the variables set.",
            );
            Err(Error::from_problem(broken).in_environment(environment))
        }
    }
}

/// `next build` needs no database; every refusal but a missing URL stands.
fn is_build_without_url(lookup: &Lookup<'_>, error: &Error) -> bool {
    lookup.of_process(names::NEXT_PHASE) == Some("phase-production-build")
        && error.problems().all(|problem| problem.code == Code::MissingUrl)
}
