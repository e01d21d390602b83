//! The linter's findings as a table.

use skate_env_migrate::{
    Migration,
    lint::{Settings, lint},
};
use skate_env_preview::markdown::{code, table};

/// The findings about these migrations.
pub(super) fn markdown(migrations: &[&Migration], settings: Settings) -> String {
    let scripts: Vec<&str> = migrations.iter().map(|it| it.script.as_str()).collect();
    let mut rows = Vec::new();
    for (migration, findings) in migrations.iter().zip(lint(&scripts, settings)) {
        rows.extend(findings.iter().map(|it| {
            let place = format!("{}, line {}", code(&migration.name), it.position.line);
            let severity = it.severity.as_str().to_owned();
            vec![severity, place, code(it.rule.id), code(&it.message)]
        }));
    }
    if rows.is_empty() {
        return "`migrate lint` finds no danger in this pull request's migrations.".to_owned();
    }
    let table = table(&["severity", "where", "rule", "finding"], rows.iter().map(Vec::as_slice));
    format!("`migrate lint`:\n\n{table}")
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn a_hostile_migration_is_only_text() {
        let hostile = Migration {
            name: "1_`</code>|@octocat <img src=x>\n# big".to_owned(),
            path: PathBuf::new(),
            script: "DROP TABLE \"a|`@octocat`\";\n".to_owned(),
        };
        let markdown = markdown(&[&hostile], Settings { statement_by_statement: true });
        assert!(markdown.contains("| error |") || markdown.contains("| warning |"), "{markdown}");
        for forbidden in ["@octocat", "<img", "\n#", "</code>|@"] {
            assert!(!markdown.contains(forbidden), "{forbidden} in {markdown}");
        }
        let rows = markdown.lines().filter(|line| line.starts_with("| "));
        assert!(rows.clone().count() >= 3, "{markdown}");
        assert!(rows.into_iter().all(|row| row.matches(" | ").count() == 3), "{markdown}");
    }
}
