//! `.gitignore`: files with URLs, and skate-env's own folder.

use super::{file_change::Edit, lines::append};

const LOCAL: &str = ".env*.local";
const OWN: &str = ".skate-env/";
const EXAMPLE: &str = "!.env.example";

pub(super) fn edit(old: Option<&str>) -> Edit {
    let text = old.unwrap_or_default();
    let rules: Vec<&str> = text.lines().map(|line| line.trim().trim_start_matches('/')).collect();
    let has = |names: &[&str]| rules.iter().any(|rule| names.contains(rule));
    let hides_example = has(&[".env*", ".env.*", "*.env*"]);
    let mut missing = Vec::new();
    if !has(&[LOCAL, ".env*", ".env.*", "*.env*", "*.local", ".env.*.local"])
        || (has(&[".env.*.local"]) && !has(&[".env.local", LOCAL, ".env*"]))
    {
        missing.push(LOCAL);
    }
    // The template of Next.js ignores every `.env*`, and with it the example.
    if hides_example && !has(&[EXAMPLE]) {
        missing.push(EXAMPLE);
    }
    if !has(&[OWN, ".skate-env", ".skate-env/*", ".skate-env/**"]) {
        missing.push(OWN);
    }
    if missing.is_empty() {
        return Edit::keep("has the lines already");
    }
    let mut lines = vec!["# skate-env"];
    lines.extend(missing);
    Edit::Write(append(text, &lines, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_missing_is_added() {
        let written = |old: &str| match edit(Some(old)) {
            Edit::Write(text) => text,
            other => format!("{other:?}"),
        };
        for (old, new) in [
            ("", "# skate-env\n.env*.local\n.skate-env/\n"),
            ("dist", "dist\n\n# skate-env\n.env*.local\n.skate-env/\n"),
            ("dist\r\n", "dist\r\n\r\n# skate-env\r\n.env*.local\r\n.skate-env/\r\n"),
            (".env*\n", ".env*\n\n# skate-env\n!.env.example\n.skate-env/\n"),
            (".env*.local\n", ".env*.local\n\n# skate-env\n.skate-env/\n"),
            (".env.local\n", ".env.local\n\n# skate-env\n.env*.local\n.skate-env/\n"),
            (
                "/.skate-env\n.env.*.local\n",
                "/.skate-env\n.env.*.local\n\n# skate-env\n.env*.local\n",
            ),
        ] {
            assert_eq!(written(old), new);
            assert!(matches!(edit(Some(new)), Edit::Keep(_)), "twice: {new:?}");
        }
    }
}
