//! The plugin of Vitest.

use oxc_ast::{
    AstKind,
    ast::{ArrayExpressionElement, Expression, ObjectExpression},
};
use oxc_span::GetSpan as _;

use super::{FUNCTION, Migrations};
use crate::{
    commands::init::{
        file_change::Edit,
        script_edits::{Rewrite, ScriptEdits, rewrite, spans},
    },
    project::{
        Obstacle, SourceFile,
        javascript::{Field, Script, VITE_CONFIG, exported_object},
    },
};

const PACKAGE: [&str; 1] = ["skate-env/testing/vitest"];
const PLUGINS: &str = "plugins";
/// What makes a difference to the plugins.
const FIELDS: [&str; 2] = [PLUGINS, "test"];

/// The configuration where there is none.
pub(super) fn new(migrations: Migrations) -> Edit {
    let (options, [package]) = (migrations.options('"'), PACKAGE);
    Edit::Write(format!(
        "\
import {{ {FUNCTION} }} from \"{package}\";
import {{ defineConfig }} from \"vitest/config\";

export default defineConfig({{
  {PLUGINS}: [{FUNCTION}({options})],
}});
"
    ))
}

/// The configuration with the plugin.
pub(super) fn edit(old: &SourceFile, migrations: Migrations) -> Edit {
    rewrite(
        old,
        &Rewrite {
            function: FUNCTION,
            is_done: &has_plugin,
            change: &|script| with_plugin(script, migrations),
            by_hand: &|_| by_hand(migrations),
        },
    )
}

/// The lines that a person writes instead.
pub(super) fn by_hand(migrations: Migrations) -> String {
    let (options, [package]) = (migrations.options('"'), PACKAGE);
    format!(
        "import {{ {FUNCTION} }} from \"{package}\";\n// In every configuration whose tests need a database:\n{PLUGINS}: [{FUNCTION}({options})],"
    )
}

/// Whether the plugin is made in this file. Where it goes is the file's own business.
fn has_plugin(script: &Script<'_>) -> bool {
    script.nodes().any(|node| match node {
        AstKind::CallExpression(call) => script.calls(call, &PACKAGE, FUNCTION),
        _ => false,
    })
}

/// The new text, or what is in the way.
fn with_plugin(script: &Script<'_>, migrations: Migrations) -> Result<String, Obstacle> {
    let config = exported_object(script, &FIELDS)?;
    if let Some(span) = script.declared(FUNCTION) {
        return Err(("another `skateEnv` is declared", span));
    }
    has_one_project(script, config)?;
    let mut edits = ScriptEdits::new(script);
    edits.import(script.style(), FUNCTION, PACKAGE[0], VITE_CONFIG);
    let call = format!("{FUNCTION}({})", migrations.options(edits.quote()));
    match script.field(config, PLUGINS) {
        Field::Absent => edits.add_fields(config, &[format!("{PLUGINS}: [{call}]")]),
        Field::Value(property) if spans(config).contains(&property.span) => {
            let Expression::ArrayExpression(array) = property.value.get_inner_expression() else {
                return Err(("`plugins` is computed", property.value.span()));
            };
            match array.elements.last() {
                None => edits.insert(array.span.start as usize + 1, call),
                Some(ArrayExpressionElement::Elision(_)) => {
                    return Err(("`plugins` has an empty place", array.span));
                }
                Some(last) => edits.insert(last.span().end as usize, format!(", {call}")),
            }
        }
        Field::Value(property) => {
            return Err(("`plugins` is written down elsewhere", property.span));
        }
        Field::Getter(property) => return Err(("`plugins` is a function", property.span)),
        Field::Unclear(span) => {
            return Err(("a spread or a computed name may set `plugins`", span));
        }
    }
    Ok(edits.finish())
}

/// Refuses projects, which have plugins of their own.
fn has_one_project<'a>(
    script: &Script<'a>,
    config: &'a ObjectExpression<'a>,
) -> Result<(), Obstacle> {
    let test = match script.field(config, "test") {
        Field::Absent => return Ok(()),
        Field::Value(property) => match property.value.get_inner_expression() {
            Expression::ObjectExpression(test) => test,
            _ => return Err(("`test` is computed", property.span)),
        },
        Field::Getter(property) => return Err(("`test` is a function", property.span)),
        Field::Unclear(span) => return Err(("a spread or a computed name may set `test`", span)),
    };
    for name in ["projects", "workspace"] {
        match script.field(test, name) {
            Field::Absent => {}
            Field::Value(property) | Field::Getter(property) => {
                return Err(("its projects have plugins of their own", property.span));
            }
            Field::Unclear(span) => {
                return Err(("a spread or a computed name may set `projects`", span));
            }
        }
    }
    Ok(())
}
