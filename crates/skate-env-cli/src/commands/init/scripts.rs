//! Adds the `db:*` scripts to the text of `package.json`; every other byte stays.

use serde_json::{Map, Value};

use super::{
    file_change::Edit,
    json_text::{self, Object},
    lines::line_end,
};
use crate::project::Project;

const PRISMA: &[(&str, &str)] = &[
    ("db:generate", "prisma generate"),
    ("db:studio", "skate-env run -- prisma studio"),
    ("db:dev:push", "skate-env run -e development -- prisma db push"),
    ("db:dev:migrate", "skate-env run -e development -- prisma migrate dev"),
    ("db:dev:studio", "skate-env run -e development -- prisma studio"),
    ("db:dev:reset", "skate-env run -e development -- prisma migrate reset"),
    ("db:test:setup", "skate-env run -e testing -- prisma migrate deploy"),
    ("db:staging:deploy", "skate-env run -e staging -- prisma migrate deploy"),
    ("db:staging:studio", "skate-env run -e staging -- prisma studio"),
    ("db:staging:status", "skate-env run -e staging -- prisma migrate status"),
    ("db:prod:deploy", "skate-env run -e production -- prisma migrate deploy"),
    ("db:prod:status", "skate-env run -e production -- prisma migrate status"),
    ("db:prod:studio", "skate-env run -e production -- prisma studio"),
];

const DRIZZLE: &[(&str, &str)] = &[
    ("db:generate", "drizzle-kit generate"),
    ("db:studio", "skate-env run -- drizzle-kit studio"),
    ("db:dev:push", "skate-env run -e development -- drizzle-kit push"),
    ("db:dev:migrate", "skate-env run -e development -- drizzle-kit migrate"),
    ("db:test:setup", "skate-env run -e testing -- drizzle-kit migrate"),
    ("db:staging:deploy", "skate-env run -e staging -- drizzle-kit migrate"),
    ("db:prod:deploy", "skate-env run -e production -- drizzle-kit migrate"),
];

const BRANCHES: &[(&str, &str)] = &[
    ("db:branch:create", "skate-env branch create"),
    ("db:branch:reset", "skate-env branch reset"),
    ("db:branch:switch", "skate-env branch switch"),
    ("db:branch:cleanup", "skate-env branch cleanup"),
];

/// The scripts that the project should have.
pub(super) fn wanted(project: &Project) -> Vec<(&'static str, &'static str)> {
    let tool = match (&project.prisma, project.drizzle) {
        (Some(_), _) => PRISMA,
        (None, true) => DRIZZLE,
        (None, false) => &[],
    };
    [tool, BRANCHES].concat()
}

/// The new text, and the names of scripts that are different already: those stay.
pub(super) fn edit(old: &str, wanted: &[(&str, &str)]) -> (Edit, Vec<String>) {
    let broken = || {
        Edit::skip(
            "is not a JSON object with scripts",
            "Correct it, and run `skate-env init` again.",
        )
    };
    let Some(before) = object(old) else { return (broken(), Vec::new()) };
    let scripts = match before.get("scripts") {
        None => Map::new(),
        Some(Value::Object(scripts)) => scripts.clone(),
        Some(_) => return (broken(), Vec::new()),
    };
    let others = wanted.iter().filter(|(name, script)| {
        scripts.get(*name).is_some_and(|found| found.as_str() != Some(script))
    });
    let others: Vec<String> = others.map(|(name, _)| (*name).to_owned()).collect();
    let missing: Vec<_> =
        wanted.iter().filter(|(name, _)| !scripts.contains_key(*name)).copied().collect();
    if missing.is_empty() {
        return (Edit::keep("has the scripts already"), others);
    }
    let new = insert(old, &missing);
    // Whatever the text looks like, nothing but the scripts may differ.
    let mut expected = before;
    let mut all = scripts;
    all.extend(missing.iter().map(|(name, script)| ((*name).to_owned(), Value::from(*script))));
    expected.insert("scripts".to_owned(), Value::Object(all));
    match new.filter(|new| object(new).as_ref() == Some(&expected)) {
        Some(new) => (Edit::Write(new), others),
        None => (broken(), others),
    }
}

fn object(text: &str) -> Option<Map<String, Value>> {
    match serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()? {
        Value::Object(object) => Some(object),
        _ => None,
    }
}

fn insert(old: &str, scripts: &[(&str, &str)]) -> Option<String> {
    let (end, indent) = (line_end(old), json_text::indent(old));
    let line = |(name, script): &(&str, &str)| {
        Some(format!("{end}{indent}{indent}{}: {}", quoted(name)?, quoted(script)?))
    };
    let lines = scripts.iter().map(line).collect::<Option<Vec<_>>>()?.join(",");
    let root = json_text::object_at(old, 0)?;
    Some(if let Some(start) = root.value_of(old, "scripts") {
        let scripts = json_text::object_at(old, start)?;
        append(old, &scripts, &lines, &format!("{end}{indent}}}"))
    } else {
        let scripts = format!("{end}{indent}\"scripts\": {{{lines}{end}{indent}}}");
        append(old, &root, &scripts, &format!("{end}}}"))
    })
}

/// The text with more members in an object, whose brace is moved where it was not on its own line.
fn append(text: &str, object: &Object, members: &str, close: &str) -> String {
    let (range, new) = match object.last_end {
        None => (object.start + 1..object.end, format!("{members}{close}")),
        Some(last) if text[last..object.end].contains('\n') => (last..last, format!(",{members}")),
        Some(last) => (last..object.end, format!(",{members}{close}")),
    };
    format!("{}{new}{}", &text[..range.start], &text[range.end..])
}

fn quoted(text: &str) -> Option<String> {
    serde_json::to_string(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &[(&str, &str)] = &[("db:x", "run \"x\"")];

    #[test]
    fn every_other_byte_of_every_shape_stays() {
        for (old, new) in [
            ("{}", "{\n  \"scripts\": {\n    \"db:x\": \"run \\\"x\\\"\"\n  }\n}"),
            ("{}\n", "{\n  \"scripts\": {\n    \"db:x\": \"run \\\"x\\\"\"\n  }\n}\n"),
            (
                "{\n\t\"name\": \"a\",\n\t\"engines\": { \"node\": \">=20\" }\n}\n",
                "{\n\t\"name\": \"a\",\n\t\"engines\": { \"node\": \">=20\" },\n\t\"scripts\": {\n\t\t\"db:x\": \"run \\\"x\\\"\"\n\t}\n}\n",
            ),
            (
                "{\n    \"scripts\": {\n        \"dev\": \"next {\"\n    },\n    \"z\": 1.0\n}",
                "{\n    \"scripts\": {\n        \"dev\": \"next {\",\n        \"db:x\": \"run \\\"x\\\"\"\n    },\n    \"z\": 1.0\n}",
            ),
            (
                "{\r\n  \"scripts\": {},\r\n  \"a\": [1, {\"scripts\": {}}]\r\n}\r\n",
                "{\r\n  \"scripts\": {\r\n    \"db:x\": \"run \\\"x\\\"\"\r\n  },\r\n  \"a\": [1, {\"scripts\": {}}]\r\n}\r\n",
            ),
            (
                "{\"scripts\":{\"a\":\"\\u0041\"},\"b\":{\"scripts\":1}}",
                "{\"scripts\":{\"a\":\"\\u0041\",\n    \"db:x\": \"run \\\"x\\\"\"\n  },\"b\":{\"scripts\":1}}",
            ),
            (
                "\u{feff}{\n  \"b\": { \"scripts\": { \"a\": \"}\" } },\n  \"scripts\": { \"a\": \"b\" }\n}\n",
                "\u{feff}{\n  \"b\": { \"scripts\": { \"a\": \"}\" } },\n  \"scripts\": { \"a\": \"b\",\n    \"db:x\": \"run \\\"x\\\"\"\n  }\n}\n",
            ),
        ] {
            assert_eq!(edit(old, ONE), (Edit::Write(new.to_owned()), Vec::new()), "{old}");
            assert!(matches!(edit(new, ONE), (Edit::Keep(_), _)), "twice: {new}");
        }
    }

    #[test]
    fn another_script_of_that_name_stays_and_is_said() {
        let old = "{\n  \"scripts\": {\n    \"db:x\": \"mine\"\n  }\n}\n";
        let (edit, others) = edit(old, ONE);
        assert!(matches!(edit, Edit::Keep(_)));
        assert_eq!(others, ["db:x"]);
    }

    #[test]
    fn what_is_no_package_is_left_alone() {
        for old in [
            "",
            "{",
            "[]",
            "{\"scripts\": []}",
            "{\"a\": 1,}",
            "{} x",
            "{\"scripts\":{},\"scripts\":{\"db:x\":\"a\"}, }",
        ] {
            assert!(matches!(edit(old, ONE), (Edit::Skip { .. }, _)), "{old}");
        }
    }
}
