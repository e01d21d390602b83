//! The `datasource` of a schema, without the URLs that Prisma 7 takes from its configuration.

use super::edit::Edit;
use crate::project::datasource_fields;

const MOVED: [&str; 3] = ["url", "directUrl", "shadowDatabaseUrl"];

pub(super) fn edit(old: &str) -> Edit {
    let fields = datasource_fields(old);
    let lines: Vec<usize> =
        fields.iter().filter(|(name, ..)| MOVED.contains(name)).map(|(_, _, line)| *line).collect();
    if lines.is_empty() {
        return Edit::keep("leaves the URL to prisma.config");
    }
    let kept = old.split_inclusive('\n').enumerate().filter(|(line, _)| !lines.contains(line));
    Edit::Write(kept.map(|(_, line)| line).collect())
}

/// The variable that `shadowDatabaseUrl = env("…")` reads.
pub(super) fn shadow_variable(schema: &str) -> Option<&str> {
    let fields = datasource_fields(schema);
    let value = fields.iter().find(|(name, ..)| *name == "shadowDatabaseUrl")?.1;
    let value = value.strip_prefix("env(")?.split(')').next()?;
    Some(value.trim().trim_matches('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_datasource_s_urls_go() {
        let old = "generator client {\n  url = 1\n}\n\ndatasource db {\n  provider  = \"postgresql\"\n  url       = env(\"DATABASE_URL\") // pooled\n  directUrl = env(\"DIRECT\")\n  // url = env(\"OLD\")\n  shadowDatabaseUrl = env(\"SHADOW\")\n}\n\nmodel A {\n  url String\n}\n";
        let new = "generator client {\n  url = 1\n}\n\ndatasource db {\n  provider  = \"postgresql\"\n  // url = env(\"OLD\")\n}\n\nmodel A {\n  url String\n}\n";
        assert_eq!(edit(old), Edit::Write(new.to_owned()));
        assert!(matches!(edit(new), Edit::Keep(_)));
        assert_eq!((shadow_variable(old), shadow_variable(new)), (Some("SHADOW"), None));
        assert!(matches!(edit("model A {\n}\n"), Edit::Keep(_)));
    }
}
