//! `prismaDatasource()` in `prisma.config.ts`, so that Prisma's own commands are guarded.

use super::{
    edit::Edit,
    javascript::{Object, Script, replace},
    lines::line_end,
};

const DATASOURCE: &str = "datasource";
const CALL: &str = "prismaDatasource()";

/// What a new configuration has to say.
#[derive(Default)]
pub(super) struct Settings<'s> {
    pub(super) schema: Option<&'s str>,
    pub(super) seed: Option<&'s str>,
    /// The variable with the shadow database's URL.
    pub(super) shadow: Option<&'s str>,
    /// Prisma 6 reads a datasource only if it is told which engine is meant.
    pub(super) classic: bool,
}

pub(super) fn new(settings: &Settings<'_>) -> Edit {
    let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
    let mut lines = Vec::new();
    lines.extend(settings.schema.map(|schema| format!("schema: {},", quoted(schema))));
    if let Some(seed) = settings.seed {
        // Prisma reads no `prisma` of package.json beside a configuration.
        lines.push(format!("migrations: {{ seed: {} }},", quoted(seed)));
    }
    if settings.classic {
        lines.push("engine: \"classic\",".to_owned());
    }
    let shadow = settings.shadow.map(|name| format!("{{ shadowDatabaseUrl: process.env.{name} }}"));
    lines.push(format!("datasource: prismaDatasource({}),", shadow.unwrap_or_default()));
    Edit::Write(format!(
        "import {{ defineConfig }} from \"prisma/config\";\nimport {{ prismaDatasource }} from \"skate-env\";\n\nexport default defineConfig({{\n  {}\n}});\n",
        lines.join("\n  ")
    ))
}

pub(super) fn edit(old: &str, classic: bool) -> Edit {
    if old.contains("prismaDatasource") {
        return Edit::keep("has prismaDatasource already");
    }
    match wired(old, classic) {
        Some(text) => Edit::Write(text),
        None => Edit::skip(
            "has a shape that init does not know",
            "import { prismaDatasource } from \"skate-env\";\n  datasource: prismaDatasource(),",
        ),
    }
}

fn wired(old: &str, classic: bool) -> Option<String> {
    const DEFINE: &str = "defineConfig({";
    let script = Script::read(old)?;
    let config = script.object(script.only(DEFINE)? + DEFINE.len() - 1)?;
    if config.property("adapter").is_some() || script.code.contains("require(") {
        return None;
    }
    let engine =
        config.property("engine").map(|it| old[it.value.clone()].trim_matches(['"', '\'']));
    if !matches!(engine, None | Some("classic")) {
        return None;
    }
    let quote = script.quote();
    let mut pieces = Vec::new();
    let mut added = Vec::new();
    if classic && engine.is_none() {
        added.push(format!("engine: {quote}classic{quote}"));
    }
    match config.property(DATASOURCE) {
        Some(property) => {
            let value =
                script.object(property.value.start).filter(|it| it.end == property.value.end)?;
            let call = call(old, &value)?;
            pieces.push((property.range.clone(), format!("{DATASOURCE}: {call}")));
        }
        None => added.push(format!("{DATASOURCE}: {CALL}")),
    }
    if !added.is_empty() {
        pieces.push((config.start + 1..config.start + 1, insertion(old, &config, &added)));
    }
    pieces.push(import(&script));
    let new = replace(old, pieces);
    Some(without_dotenv(&without_env(&new)))
}

/// The call that says what the object said. Pooled and direct are skate-env's to choose.
fn call(old: &str, value: &Object) -> Option<String> {
    let known = ["url", "directUrl", "shadowDatabaseUrl"];
    if !value.properties.iter().all(|it| known.contains(&it.name.as_str())) {
        return None;
    }
    Some(match value.property("shadowDatabaseUrl") {
        Some(shadow) => format!("prismaDatasource({{ {} }})", &old[shadow.range.clone()]),
        None => CALL.to_owned(),
    })
}

fn insertion(old: &str, config: &Object, added: &[String]) -> String {
    let first = config.properties.first().map_or(config.end - 1, |it| it.range.start);
    let between = &old[config.start + 1..first];
    match between.rsplit_once('\n') {
        Some((_, indent)) if !config.properties.is_empty() => {
            let indent = &indent[..indent.len() - indent.trim_start().len()];
            let end = line_end(old);
            format!("{end}{indent}{},", added.join(&format!(",{end}{indent}")))
        }
        _ => {
            format!(" {}{}", added.join(", "), if config.properties.is_empty() { " " } else { "," })
        }
    }
}

/// Behind the import of Prisma's own, or else first.
fn import(script: &Script<'_>) -> (std::ops::Range<usize>, String) {
    let (quote, end) = (script.quote(), line_end(script.text));
    let line = format!(
        "import {{ prismaDatasource }} from {quote}skate-env{quote}{}{end}",
        script.semicolon()
    );
    let config = script
        .text
        .find("prisma/config")
        .and_then(|at| Some(at + script.text[at..].find('\n')? + 1));
    let at = config.unwrap_or_else(|| script.head());
    (at..at, line)
}

/// `dotenv/config` would set what `.env` says before skate-env asks, and outrank `.env.local`.
fn without_dotenv(text: &str) -> String {
    let loads = |line: &&str| {
        let line = line.trim().trim_end_matches(';').replace('\'', "\"");
        line == "import \"dotenv/config\""
    };
    text.split_inclusive('\n').filter(|line| !loads(line)).collect()
}

/// Prisma's `env`, where nothing calls it any more.
fn without_env(text: &str) -> String {
    if text.contains("env(") {
        return text.to_owned();
    }
    text.replacen("{ defineConfig, env }", "{ defineConfig }", 1).replacen(
        "{ env, defineConfig }",
        "{ defineConfig }",
        1,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_that_are_understood() {
        for (classic, old, new) in [
            (
                false,
                "import \"dotenv/config\";\nimport { defineConfig, env } from \"prisma/config\";\n\nexport default defineConfig({\n  schema: \"prisma/schema.prisma\",\n  datasource: {\n    url: env(\"DATABASE_URL\"),\n  },\n});\n",
                "import { defineConfig } from \"prisma/config\";\nimport { prismaDatasource } from \"skate-env\";\n\nexport default defineConfig({\n  schema: \"prisma/schema.prisma\",\n  datasource: prismaDatasource(),\n});\n",
            ),
            (
                false,
                "import 'dotenv/config'\nimport { defineConfig, env } from 'prisma/config'\nexport default defineConfig({\n  datasource: { url: process.env['A']!, shadowDatabaseUrl: env('S') },\n})\n",
                "import { defineConfig, env } from 'prisma/config'\nimport { prismaDatasource } from 'skate-env'\nexport default defineConfig({\n  datasource: prismaDatasource({ shadowDatabaseUrl: env('S') }),\n})\n",
            ),
            (
                false,
                "import { defineConfig } from \"prisma/config\";\nexport default defineConfig({\n    schema: \"a\", // datasource: {\n});\n",
                "import { defineConfig } from \"prisma/config\";\nimport { prismaDatasource } from \"skate-env\";\nexport default defineConfig({\n    datasource: prismaDatasource(),\n    schema: \"a\", // datasource: {\n});\n",
            ),
            (
                true,
                "import { defineConfig } from \"prisma/config\";\r\nexport default defineConfig({ schema: \"a\" });\r\n",
                "import { defineConfig } from \"prisma/config\";\r\nimport { prismaDatasource } from \"skate-env\";\r\nexport default defineConfig({ engine: \"classic\", datasource: prismaDatasource(), schema: \"a\" });\r\n",
            ),
            (
                true,
                "import { defineConfig, env } from \"prisma/config\";\nexport default defineConfig({\n  engine: \"classic\",\n  datasource: { url: env(\"DATABASE_URL\"), directUrl: env(\"D\") },\n});\n",
                "import { defineConfig } from \"prisma/config\";\nimport { prismaDatasource } from \"skate-env\";\nexport default defineConfig({\n  engine: \"classic\",\n  datasource: prismaDatasource(),\n});\n",
            ),
            (
                false,
                "import { defineConfig } from \"prisma/config\";\nexport default defineConfig({});\n",
                "import { defineConfig } from \"prisma/config\";\nimport { prismaDatasource } from \"skate-env\";\nexport default defineConfig({ datasource: prismaDatasource() });\n",
            ),
        ] {
            assert_eq!(edit(old, classic), Edit::Write(new.to_owned()), "{old}");
            assert!(matches!(edit(new, classic), Edit::Keep(_)), "twice: {new}");
        }
    }

    #[test]
    fn shapes_that_are_left_to_a_person() {
        for old in [
            "",
            "export default { datasource: { url: 1 } } satisfies PrismaConfig;\n",
            "export default defineConfig(config);\n",
            "export default defineConfig({ engine: \"js\", adapter: async () => a });\n",
            "export default defineConfig({ engine: \"js\" });\n",
            "export default defineConfig({ datasource });\n",
            "export default defineConfig({ datasource: source() });\n",
            "export default defineConfig({ datasource: { ...base, url: a } });\n",
            "export default defineConfig({ datasource: { url: a, extra: 1 } });\n",
            "export default defineConfig({ datasource: { url: a } ?? b });\n",
            "const { defineConfig } = require(\"prisma/config\");\nmodule.exports = defineConfig({});\n",
            "defineConfig({}); defineConfig({});\n",
            "defineConfig({ a: ( });\n",
        ] {
            assert!(matches!(edit(old, false), Edit::Skip { .. }), "{old}: {:?}", edit(old, false));
        }
    }

    #[test]
    fn a_new_one_repeats_what_package_json_said() {
        let settings = Settings {
            schema: Some("db/schema.prisma"),
            seed: Some("tsx \"seed.ts\""),
            shadow: Some("SHADOW"),
            classic: true,
        };
        assert_eq!(new(&settings), Edit::Write("import { defineConfig } from \"prisma/config\";\nimport { prismaDatasource } from \"skate-env\";\n\nexport default defineConfig({\n  schema: \"db/schema.prisma\",\n  migrations: { seed: \"tsx \\\"seed.ts\\\"\" },\n  engine: \"classic\",\n  datasource: prismaDatasource({ shadowDatabaseUrl: process.env.SHADOW }),\n});\n".to_owned()));
    }
}
