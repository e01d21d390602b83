//! Whether a pull request gets a database: `when` and `paths` of `[classes.preview]`.

use skate_env_core::{PreviewPolicy, PreviewWhen, rest::Error};

use crate::github::{
    GitHub,
    model::{ChangedFile, PullRequest},
};

/// Why a pull request gets none; `None` if it gets one.
pub(crate) async fn reason_against(
    policy: &PreviewPolicy,
    github: &GitHub,
    pull: &PullRequest,
) -> Result<Option<String>, Error> {
    match &policy.when {
        PreviewWhen::Always => Ok(None),
        PreviewWhen::Label(label) if pull.has_label(label) => Ok(None),
        PreviewWhen::Label(label) => Ok(Some(format!("it does not have the label {label}"))),
        PreviewWhen::Paths => {
            let files = github.changed_files(pull.number).await?;
            Ok(if changes_any(&files, &policy.paths) {
                None
            } else {
                Some(format!("it changes no file of {}", policy.paths.join(", ")))
            })
        }
    }
}

/// GitHub lists 3,000 files; a pull request with more may change any.
fn changes_any(files: &[ChangedFile], patterns: &[String]) -> bool {
    const LISTED: usize = 3_000;
    let matches = |path: &str| patterns.iter().any(|pattern| matches(pattern, path));
    files.len() >= LISTED
        || files.iter().any(|file| {
            matches(&file.filename) || file.previous_filename.as_deref().is_some_and(matches)
        })
}

/// Whether a path matches a pattern: `**` is any number of folders, `*` and `?` stay within a name,
/// and a pattern of a folder means all that is in it.
fn matches(pattern: &str, path: &str) -> bool {
    let pattern: Vec<&str> = pattern.trim_end_matches('/').split('/').collect();
    let path: Vec<&str> = path.split('/').collect();
    segments_match(&pattern, &path)
}

fn segments_match(pattern: &[&str], path: &[&str]) -> bool {
    match (pattern, path) {
        // What is below a folder matches with it.
        ([] | ["**"], _) => true,
        (["**", rest @ ..], _) => (0..=path.len()).any(|skip| segments_match(rest, &path[skip..])),
        (_, []) => false,
        ([first, rest @ ..], [name, below @ ..]) => {
            name_matches(first.as_bytes(), name.as_bytes()) && segments_match(rest, below)
        }
    }
}

fn name_matches(pattern: &[u8], name: &[u8]) -> bool {
    match (pattern, name) {
        ([], []) => true,
        ([b'*', rest @ ..], _) => (0..=name.len()).any(|skip| name_matches(rest, &name[skip..])),
        ([b'?', rest @ ..], [_, below @ ..]) => name_matches(rest, below),
        ([one, rest @ ..], [other, below @ ..]) => one == other && name_matches(rest, below),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_those_of_workflows() {
        let yes = [
            ("prisma/**", "prisma/migrations/1_a/migration.sql"),
            ("prisma", "prisma/schema.prisma"),
            ("prisma/", "prisma/schema.prisma"),
            ("**/*.sql", "a.sql"),
            ("**/*.sql", "db/x/a.sql"),
            ("packages/*/prisma/**", "packages/db/prisma/schema.prisma"),
            ("db/?.sql", "db/1.sql"),
        ];
        let no = [
            ("prisma/**", "src/prisma/x"),
            ("prisma/*.sql", "prisma/a/b.sql"),
            ("prisma", "prismatic/x"),
            ("**/*.sql", "a.sqlx"),
            ("packages/*/prisma", "packages/a/b/prisma/x"),
        ];
        for (pattern, path) in yes {
            assert!(matches(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in no {
            assert!(!matches(pattern, path), "{pattern} {path}");
        }
    }

    #[test]
    fn a_file_that_moved_away_counts_and_so_do_too_many_to_list() {
        let file = |name: &str, before: Option<&str>| ChangedFile {
            filename: name.to_owned(),
            previous_filename: before.map(str::to_owned),
        };
        let patterns = ["prisma/**".to_owned()];
        assert!(changes_any(&[file("old.sql", Some("prisma/a.sql"))], &patterns));
        assert!(!changes_any(&[file("old.sql", None)], &patterns));
        assert!(changes_any(&vec![file("x", None); 3_000], &patterns));
    }
}
