//! Whether Prisma's own commands get their URL from skate-env.

use super::{Finding, Project};
use crate::project::{Prisma, Unclear, Version, Wiring, datasource_fields};

pub(super) fn check(project: &Project<'_>) -> Vec<Finding> {
    let Some(prisma) = &project.detected.prisma else { return Vec::new() };
    let mut findings = Vec::new();
    findings.extend(unguarded(prisma));
    let is_wired = prisma.wiring() == Wiring::Wired;
    if let Some(config) = prisma.config.as_ref().filter(|it| is_wired && it.loads_dotenv) {
        findings.push(
            Finding::error(
                "dotenv_before_guard",
                "Prisma's configuration loads .env itself, and those values take precedence over .env.local.",
                "Remove `import \"dotenv/config\"`: prismaDatasource() reads the same files as Next.js.",
            )
            .in_file(&config.source.path),
        );
    }
    if let Some(schema) = &prisma.schema {
        let fields = datasource_fields(&schema.text);
        let url = fields.iter().find(|(name, ..)| *name == "url");
        if url.is_some() && prisma.version >= Some(Version::new(7, 0)) {
            findings.push(
                Finding::error(
                    "url_in_schema",
                    "Prisma 7 refuses a schema with `url` (P1012).",
                    "Run `skate-env init`.",
                )
                .in_file(&schema.path),
            );
        }
        let classic = prisma.version < Some(Version::new(7, 0)) && is_wired;
        if classic && fields.iter().any(|(_, value, _)| value.starts_with("env(")) {
            findings.push(
                Finding::error(
                    "env_in_schema",
                    "Prisma 6 fails (P1012) if a variable in the schema is not set, even with a prisma.config.",
                    "Run `skate-env init`.",
                )
                .in_file(&schema.path),
            );
        }
        if url
            .is_some_and(|(_, value, _)| value.contains("://") && !value.contains("unset.invalid"))
        {
            findings.push(
                Finding::error(
                    "url_in_schema_text",
                    "The schema holds a URL. Git keeps it, and skate-env cannot guard it.",
                    "Remove the URL from the schema, and change its password.",
                )
                .in_file(&schema.path),
            );
        }
    }
    findings
}

fn unguarded(prisma: &Prisma) -> Option<Finding> {
    let path = prisma.config.as_ref().map(|config| config.source.path.as_str());
    let why = match (prisma.wiring(), path) {
        (Wiring::Wired, _) => return None,
        (Wiring::Unclear(why), Some(path)) => return Some(unclear(path, &why)),
        (_, Some(path)) => format!("{path} does not take its URL from prismaDatasource()"),
        (_, None) => "there is no prisma.config.ts".to_owned(),
    };
    let message = format!("Prisma is not guarded unless you use `skate-env run`: {why}.");
    Some(if prisma.version.is_some_and(|version| version < Version::new(6, 18)) {
        Finding::warning(
            "prisma_unguarded",
            message,
            "Use `skate-env run -- prisma …`. From Prisma 6.18 on, `skate-env init` guards it.",
        )
    } else {
        Finding::error("prisma_unguarded", message, "Run `skate-env init`.")
    })
}

/// A configuration is a program: what it does is not always known before it runs.
fn unclear(path: &str, why: &Unclear) -> Finding {
    let line = u32::try_from(why.line).unwrap_or(u32::MAX);
    let message =
        format!("Cannot tell whether {path} takes its URL from prismaDatasource(): {}.", why.what);
    let mend = "Write `datasource: prismaDatasource(),` in the object that Prisma gets.";
    let found = Finding::warning("prisma_unclear", message, mend);
    Finding { line: Some(line), ..found.in_file(path) }
}
