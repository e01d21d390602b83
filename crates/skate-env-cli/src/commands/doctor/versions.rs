//! Versions of packages that do not work together.

use super::{Finding, Project};
use crate::project::Version;

pub(super) fn check(project: &Project<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(package) = &project.detected.package else { return findings };
    let version = |name| package.version(&project.detected.directory, name);
    if let (Some(prisma), Some(client)) = (version("prisma"), version("@prisma/client"))
        && prisma.major != client.major
    {
        findings.push(Finding::error(
            "versions_differ",
            format!("The versions of prisma ({prisma}) and @prisma/client ({client}) differ."),
            format!(
                "{} prisma@{1} @prisma/client@{1}",
                project.detected.manager.add(&project.detected.directory),
                prisma.major.max(client.major)
            ),
        ));
    }
    if let Some(next) = version("next").filter(|next| next.major < 15) {
        findings.push(Finding::warning(
            "version_untried",
            format!(
                "Next.js {next} is older than 15, the oldest version that skate-env is tested with."
            ),
            format!("{} next@latest", project.detected.manager.add(&project.detected.directory)),
        ));
    }
    let own = Version::of_range(env!("CARGO_PKG_VERSION"));
    if let (Some(installed), Some(own)) = (version("skate-env"), own)
        && installed != own
    {
        findings.push(Finding::warning(
            "versions_differ",
            format!("This command has version {own}, but the project's skate-env has {installed}."),
            format!("{} skate-env", project.detected.manager.execute()),
        ));
    }
    findings
}
