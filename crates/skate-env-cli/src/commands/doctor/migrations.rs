//! Migrations that Prisma cannot apply, and a Prisma client that is not generated.

use std::{fs, path::Path};

use super::{Finding, Project};

pub(super) fn check(project: &Project<'_>) -> Vec<Finding> {
    let Some(prisma) = &project.detected.prisma else { return Vec::new() };
    let directory = &project.detected.directory;
    let mut findings = Vec::new();
    if let Some(schema) = &prisma.schema {
        if has_conflict(&schema.text) {
            findings.push(conflict(&schema.path));
        }
        findings.extend(client(project, &schema.path, &schema.text));
    }
    let folder = directory.join("prisma/migrations");
    let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
    let mut folders: Vec<_> =
        entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort_unstable();
    for migration in &folders {
        let name = migration.file_name().unwrap_or_default().to_string_lossy();
        let path = format!("prisma/migrations/{name}/migration.sql");
        match fs::read_to_string(migration.join("migration.sql")) {
            Ok(text) if has_conflict(&text) => findings.push(conflict(&path)),
            Ok(_) => {}
            Err(_) => findings.push(
                Finding::error(
                    "migration_without_sql",
                    format!("Migration {name} has no migration.sql. Prisma stops there (P3015)."),
                    format!("Restore the file with git, or remove prisma/migrations/{name}."),
                )
                .in_file(path),
            ),
        }
    }
    if !folders.is_empty() && !folder.join("migration_lock.toml").is_file() {
        findings.push(Finding::warning(
            "migration_lock_missing",
            "prisma/migrations has no migration_lock.toml.",
            "Restore it with git, or let `prisma migrate dev` write it.",
        ));
    }
    findings
}

fn has_conflict(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> "))
}

fn conflict(path: &str) -> Finding {
    Finding::error(
        "merge_conflict",
        format!("{path} has an unresolved merge conflict."),
        "Resolve it; then `skate-env branch reset`, and `skate-env run -- prisma migrate dev`.",
    )
    .in_file(path)
}

/// The schema names a folder for the client: it must be there.
fn client(project: &Project<'_>, path: &str, schema: &str) -> Option<Finding> {
    let mut lines =
        schema.lines().map(str::trim).skip_while(|line| !line.starts_with("generator "));
    let mut block = lines.by_ref().take_while(|line| !line.starts_with('}'));
    let output = block.find_map(|line| line.strip_prefix("output")?.trim_start().strip_prefix('='));
    let output = output?.trim().trim_matches('"').to_owned();
    let beside = Path::new(path).parent().unwrap_or(Path::new(""));
    let there = project.detected.directory.join(beside).join(&output).exists();
    (!there).then(|| {
        Finding::warning(
            "client_not_generated",
            "Prisma's client is not generated yet.",
            format!("{} prisma generate", project.detected.manager.execute()),
        )
    })
}
