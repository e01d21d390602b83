//! `prismaDatasource()` in `prisma.config.*`, so that Prisma's own commands are guarded.

mod datasource;
mod unused;

use oxc_ast::ast::ObjectExpression;

use super::{
    file_change::Edit,
    script_edits::{Rewrite, ScriptEdits, rewrite},
};
use crate::project::{
    DATASOURCE, DATASOURCE_FIELDS, Obstacle, PRISMA_FUNCTION, PRISMA_PACKAGE, SourceFile, Wiring,
    javascript::{Field, ModuleStyle, PRISMA_CONFIG, Script, exported_object},
    prisma_wiring,
};

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

/// The configuration with `prismaDatasource()`.
pub(super) fn edit(old: &SourceFile, classic: bool) -> Edit {
    rewrite(
        old,
        &Rewrite {
            function: PRISMA_FUNCTION,
            is_done: &|script| prisma_wiring(script) == Wiring::Wired,
            change: &|script| wired(script, classic),
            by_hand: &|script| by_hand(script, classic),
        },
    )
}

/// The new text, or what is in the way.
fn wired(script: &Script<'_>, classic: bool) -> Result<String, Obstacle> {
    let config = exported_object(script, &DATASOURCE_FIELDS)?;
    let mut edits = ScriptEdits::new(script);
    let call = script.local_name(PRISMA_PACKAGE, PRISMA_FUNCTION);
    if call.is_none() {
        if let Some(span) = script.declared(PRISMA_FUNCTION) {
            return Err(("another `prismaDatasource` is declared", span));
        }
        edits.import(script.style(), PRISMA_FUNCTION, PRISMA_PACKAGE[0], PRISMA_CONFIG);
    }
    let call = call.unwrap_or_else(|| PRISMA_FUNCTION.to_owned());
    let mut added = Vec::new();
    if needs_engine(script, config, classic)? {
        let quote = edits.quote();
        added.push(format!("engine: {quote}classic{quote}"));
    }
    match script.field(config, DATASOURCE) {
        Field::Absent => added.push(format!("{DATASOURCE}: {call}()")),
        Field::Value(property) => datasource::replace(&mut edits, config, property, &call)?,
        Field::Getter(property) => return Err(("`datasource` is a function", property.span)),
        Field::Unclear(span) => {
            return Err(("a spread or a computed name may set `datasource`", span));
        }
    }
    if !added.is_empty() {
        edits.add_fields(config, &added);
    }
    unused::remove(&mut edits, script);
    Ok(edits.finish())
}

/// Whether the configuration has to say which engine is meant. Prisma takes a URL only where it
/// connects by itself; from 7 on it always does.
fn needs_engine<'a>(
    script: &Script<'a>,
    config: &'a ObjectExpression<'a>,
    classic: bool,
) -> Result<bool, Obstacle> {
    const ADAPTER: &str = "Prisma connects through an adapter of its own";
    const UNCLEAR: &str = "a spread or a computed name may set `engine` or `adapter`";
    match script.field(config, "adapter") {
        Field::Value(property) | Field::Getter(property) => return Err((ADAPTER, property.span)),
        Field::Unclear(span) if classic => return Err((UNCLEAR, span)),
        Field::Absent | Field::Unclear(_) => {}
    }
    match script.field(config, "engine") {
        Field::Absent => Ok(classic),
        Field::Value(property) if script.text_of(&property.value) == Some("classic") => Ok(false),
        Field::Value(property) | Field::Getter(property) => Err((ADAPTER, property.span)),
        Field::Unclear(span) if classic => Err((UNCLEAR, span)),
        Field::Unclear(_) => Ok(false),
    }
}

/// The lines that a person writes instead.
fn by_hand(script: &Script<'_>, classic: bool) -> String {
    let local = script.local_name(PRISMA_PACKAGE, PRISMA_FUNCTION);
    let import = match (&local, script.style()) {
        (Some(_), _) => "",
        (None, ModuleStyle::EsModule) => "import { prismaDatasource } from \"skate-env\";\n",
        (None, ModuleStyle::CommonJs) => "const { prismaDatasource } = require(\"skate-env\");\n",
    };
    let (engine, instead) = if classic {
        ("engine: \"classic\",\n", "`engine`, `adapter` and `datasource`")
    } else {
        ("", "`datasource`")
    };
    let call = local.as_deref().unwrap_or(PRISMA_FUNCTION);
    format!(
        "{import}// At the end of every configuration object, instead of its {instead}:\n{engine}datasource: {call}(),"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_one_repeats_what_package_json_said() {
        let settings = Settings {
            schema: Some("db/schema.prisma"),
            seed: Some("tsx \"seed.ts\""),
            shadow: Some("SHADOW"),
            classic: true,
        };
        let text = "import { defineConfig } from \"prisma/config\";\nimport { prismaDatasource } from \"skate-env\";\n\nexport default defineConfig({\n  schema: \"db/schema.prisma\",\n  migrations: { seed: \"tsx \\\"seed.ts\\\"\" },\n  engine: \"classic\",\n  datasource: prismaDatasource({ shadowDatabaseUrl: process.env.SHADOW }),\n});\n";
        assert_eq!(new(&settings), Edit::Write(text.to_owned()));
        let source = SourceFile { path: "prisma.config.ts".to_owned(), text: text.to_owned() };
        assert!(matches!(edit(&source, true), Edit::Keep(_)));
    }
}
