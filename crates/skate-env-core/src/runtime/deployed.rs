//! Recognises deployments and CI services, which may use production without consent.

use crate::{lookup::Lookup, names};

/// One of these is set only where the platform itself serves the process.
const PLATFORMS: [&str; 8] = [
    names::AWS_LAMBDA_FUNCTION_NAME,
    names::K_SERVICE,
    names::CLOUD_RUN_JOB,
    names::FLY_MACHINE_ID,
    names::RENDER_SERVICE_ID,
    names::RAILWAY_REPLICA_ID,
    names::DYNO,
    names::KUBERNETES_SERVICE_HOST,
];

/// CI services by name; a bare `CI` never counts, because any tool sets it.
const CI_SERVICES: [&str; 12] = [
    names::GITHUB_ACTIONS,
    names::GITLAB_CI,
    names::CIRCLECI,
    names::BUILDKITE,
    names::JENKINS_URL,
    names::TF_BUILD,
    names::BITBUCKET_BUILD_NUMBER,
    names::CODEBUILD_BUILD_ID,
    names::TEAMCITY_VERSION,
    names::TRAVIS,
    names::DRONE,
    names::APPVEYOR,
];

/// A hosting platform runs the process. `vercel env pull` writes every Vercel variable onto a
/// workstation but leaves the URL empty; `netlify dev` says that it is one.
pub(crate) fn is_serving(lookup: &Lookup<'_>) -> bool {
    is_set(lookup, names::VERCEL_URL)
        || (is_set(lookup, names::NETLIFY) && !is_set(lookup, names::NETLIFY_DEV))
        || PLATFORMS.into_iter().any(|name| is_set(lookup, name))
}

/// Somebody says that the process is deployed: an operator, or a CI service. A coding agent
/// may run in either.
pub(crate) fn is_declared(lookup: &Lookup<'_>) -> bool {
    lookup.of_process(names::SKATE_ENV_RUNTIME) == Some("deployed") || is_named_ci(lookup)
}

/// Every variable that may say that the process is deployed.
pub(crate) fn marks() -> impl Iterator<Item = &'static str> {
    [names::SKATE_ENV_RUNTIME, names::VERCEL_URL, names::NETLIFY]
        .into_iter()
        .chain(PLATFORMS)
        .chain(CI_SERVICES)
}

/// A mark that does not count, since a dotenv file assigns it.
pub(crate) fn mark_in_file(lookup: &Lookup<'_>) -> Option<&'static str> {
    marks().find(|name| lookup.is_set(name) && lookup.place(name).is_some())
}

fn is_set(lookup: &Lookup<'_>, name: &'static str) -> bool {
    lookup.of_process(name).is_some()
}

/// A CI service, by its name.
pub(crate) fn is_named_ci(lookup: &Lookup<'_>) -> bool {
    CI_SERVICES
        .into_iter()
        .any(|name| lookup.of_process(name).is_some_and(|value| value != "false"))
}
