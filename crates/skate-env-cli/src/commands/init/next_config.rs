//! `withSkateEnv` around the configuration of Next.js.

use oxc_ast::ast::{Expression, Function};
use oxc_span::{GetSpan as _, Span};

use super::{
    file_change::Edit,
    script_edits::{Rewrite, ScriptEdits, rewrite},
};
use crate::project::{
    NEXT_FUNCTION, NEXT_PACKAGE, Obstacle, SourceFile, Wiring,
    javascript::{Exported, ModuleStyle, NOTHING, Script},
    next_wiring,
};

/// What `withSkateEnv` sets.
const FIELDS: [&str; 2] = ["serverExternalPackages", "outputFileTracingIncludes"];

const NEW: &str = "\
import type { NextConfig } from \"next\";
import { withSkateEnv } from \"skate-env/next\";

const nextConfig: NextConfig = {};

export default withSkateEnv(nextConfig);
";

const NEW_JAVASCRIPT: &str = "\
import { withSkateEnv } from \"skate-env/next\";

/** @type {import(\"next\").NextConfig} */
const nextConfig = {};

export default withSkateEnv(nextConfig);
";

/// The text of a configuration where there is none.
pub(super) fn new(typescript: bool) -> Edit {
    Edit::Write(if typescript { NEW } else { NEW_JAVASCRIPT }.to_owned())
}

/// The configuration, given to `withSkateEnv`.
pub(super) fn edit(old: &SourceFile) -> Edit {
    rewrite(
        old,
        &Rewrite {
            function: NEXT_FUNCTION,
            is_done: &|script| next_wiring(script) == Wiring::Wired,
            change: &wrapped,
            by_hand: &by_hand,
        },
    )
}

fn by_hand(script: &Script<'_>) -> String {
    let local = script.local_name(NEXT_PACKAGE, NEXT_FUNCTION);
    let call = local.as_deref().unwrap_or(NEXT_FUNCTION);
    let (import, export) = match script.style() {
        ModuleStyle::EsModule => {
            ("import { withSkateEnv } from \"skate-env/next\";\n", "export default")
        }
        ModuleStyle::CommonJs => {
            ("const { withSkateEnv } = require(\"skate-env/next\");\n", "module.exports =")
        }
    };
    let import = if local.is_some() { "" } else { import };
    format!("{import}{export} {call}(/* your configuration */);")
}

/// The new text, or what is in the way.
fn wrapped(script: &Script<'_>) -> Result<String, Obstacle> {
    let mut edits = ScriptEdits::new(script);
    let local = script.local_name(NEXT_PACKAGE, NEXT_FUNCTION);
    let call = local.as_deref().unwrap_or(NEXT_FUNCTION);
    if let Some(span) = script.declared(NEXT_FUNCTION).filter(|_| local.is_none()) {
        return Err(("another `withSkateEnv` is declared", span));
    }
    let style = match script.exported() {
        Exported::Value(value, style) => {
            given(script, value)?;
            edits.wrap(value.span(), call);
            style
        }
        Exported::Function(function) => {
            edits.wrap(declared(script, function)?, call);
            edits.end_statement(function.span);
            ModuleStyle::EsModule
        }
        Exported::Name(name) => {
            let Some((symbol, value)) = script.constant(name) else {
                return Err(("its configuration is no constant of this file", name.span));
            };
            if let Some(span) = script.changed_at(symbol, &FIELDS) {
                return Err(("its configuration may be changed after it is written down", span));
            }
            given(script, value)?;
            edits.wrap(value.span(), call);
            ModuleStyle::EsModule
        }
        Exported::Nothing => return Err((NOTHING, script.program.span)),
        Exported::Unclear(what, span) => return Err((what, span)),
    };
    if local.is_none() {
        edits.import(style, NEXT_FUNCTION, NEXT_PACKAGE[0], &[]);
    }
    Ok(edits.finish())
}

/// A function that is exported where it is declared, once it becomes an expression.
fn declared<'a>(script: &Script<'a>, function: &'a Function<'a>) -> Result<Span, Obstacle> {
    let name = function.id.as_ref().map(|name| script.uses(name.symbol_id()));
    if let Some(used) = name.and_then(|uses| uses.first().copied()) {
        return Err(("its function is used elsewhere in the file", used));
    }
    if function.body.is_none() || function.generator {
        return Err(("it exports a function that Next.js cannot call", function.span));
    }
    Ok(function.span)
}

/// Refuses what `withSkateEnv` cannot copy: it takes an object, or a function that returns one.
fn given<'a>(script: &Script<'a>, value: &'a Expression<'a>) -> Result<(), Obstacle> {
    let inner = match value.get_inner_expression() {
        Expression::Identifier(name) => match script.constant(name) {
            Some((_, value)) => value.get_inner_expression(),
            None => return Ok(()),
        },
        inner => inner,
    };
    match inner {
        Expression::NewExpression(_) => {
            Err(("its configuration is an instance of a class", inner.span()))
        }
        Expression::ClassExpression(_) => Err(("it exports a class", inner.span())),
        Expression::ImportExpression(_) => Err(("its configuration is a promise", inner.span())),
        Expression::CallExpression(call) if script.is_async(&call.callee) => {
            Err(("its configuration is a promise", inner.span()))
        }
        _ => Ok(()),
    }
}
