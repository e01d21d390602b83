//! Removes the URLs from the `datasource` of a schema: `prisma.config` has them.

use super::file_change::Edit;
use crate::project::datasource_fields;

const URL: &str = "url";
const OTHERS: [&str; 2] = ["directUrl", "shadowDatabaseUrl"];

/// Prisma 6 requires a URL and every variable in it, though it uses neither. No server has this
/// name: a client without another URL cannot connect.
const PLACEHOLDER: &str = "\"postgresql://unset.invalid/unset\" // see prisma.config";

/// `classic`: Prisma 6.
pub(super) fn edit(old: &str, classic: bool) -> Edit {
    let fields = datasource_fields(old);
    let has_url = |line: usize| {
        let found = fields.iter().find(|(name, _, at)| *name == URL && *at == line);
        found.is_some_and(|(_, value, _)| {
            !classic || !value.starts_with("\"postgresql://unset.invalid")
        })
    };
    let has_other =
        |line: usize| fields.iter().any(|(name, _, at)| OTHERS.contains(name) && *at == line);
    let mut text = String::new();
    for (index, line) in old.split_inclusive('\n').enumerate() {
        match (has_url(index), classic) {
            (true, true) => {
                let (name, _) = line.split_once('=').unwrap_or((line, ""));
                let end = if line.ends_with("\r\n") { "\r\n" } else { "\n" };
                text.extend([name, "= ", PLACEHOLDER, end]);
            }
            (true, false) => {}
            (false, _) if has_other(index) => {}
            (false, _) => text.push_str(line),
        }
    }
    if text == old { Edit::keep("has no URL") } else { Edit::Write(text) }
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
        assert_eq!(edit(old, false), Edit::Write(new.to_owned()));
        assert!(matches!(edit(new, false), Edit::Keep(_)));
        assert_eq!((shadow_variable(old), shadow_variable(new)), (Some("SHADOW"), None));
        assert!(matches!(edit("model A {\n}\n", true), Edit::Keep(_)));
    }

    #[test]
    fn prisma_6_gets_a_placeholder() {
        let old = "datasource db {\r\n  provider  = \"postgresql\"\r\n  url       = env(\"A\")\r\n  directUrl = env(\"B\")\r\n}\r\n";
        let new = "datasource db {\r\n  provider  = \"postgresql\"\r\n  url       = \"postgresql://unset.invalid/unset\" // see prisma.config\r\n}\r\n";
        assert_eq!(edit(old, true), Edit::Write(new.to_owned()));
        assert!(matches!(edit(new, true), Edit::Keep(_)));
    }
}
