//! Versions that do not fit.

use super::{Finding, Patient};
use crate::project::Version;

pub(super) fn check(patient: &Patient<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(package) = &patient.project.package else { return findings };
    let version = |name| package.version(&patient.project.directory, name);
    if let (Some(prisma), Some(client)) = (version("prisma"), version("@prisma/client"))
        && prisma.major != client.major
    {
        findings.push(Finding::error(
            "versions_differ",
            format!("prisma is {prisma} and @prisma/client is {client}."),
            format!(
                "{} prisma@{1} @prisma/client@{1}",
                patient.project.manager.add(),
                prisma.major.max(client.major)
            ),
        ));
    }
    if let Some(next) = version("next").filter(|next| next.major < 15) {
        findings.push(Finding::warning(
            "version_untried",
            format!("Next.js {next} is older than 15, the first that skate-env was tried with."),
            format!("{} next@latest", patient.project.manager.add()),
        ));
    }
    let own = Version::of_range(env!("CARGO_PKG_VERSION"));
    if let (Some(installed), Some(own)) = (version("skate-env"), own)
        && installed != own
    {
        findings.push(Finding::warning(
            "versions_differ",
            format!("This command is {own}, and the project's skate-env is {installed}."),
            format!("{} skate-env", patient.project.manager.execute()),
        ));
    }
    findings
}
