//! The configuration of Jest, given to `skateEnv`.

use oxc_span::GetSpan as _;

use super::{FUNCTION, Migrations};
use crate::{
    commands::init::{
        file_change::Edit,
        script_edits::{Rewrite, ScriptEdits, rewrite},
    },
    project::{
        Obstacle, SourceFile,
        javascript::{Field, Script, exported_object},
    },
};

const PACKAGE: [&str; 1] = ["skate-env/testing/jest"];
const GLOBAL_SETUP: &str = "globalSetup";
/// What `skateEnv` sets, what it adds to, and what has both of its own.
const FIELDS: [&str; 3] = [GLOBAL_SETUP, "setupFilesAfterEnv", "projects"];

/// The configuration where there is none.
pub(super) fn new(migrations: Migrations) -> Edit {
    let (options, [package]) = (migrations.options('"'), PACKAGE);
    Edit::Write(format!(
        "\
const {{ {FUNCTION} }} = require(\"{package}\");

module.exports = {FUNCTION}({options});
"
    ))
}

/// The configuration, given to `skateEnv`.
pub(super) fn edit(old: &SourceFile, migrations: Migrations) -> Edit {
    rewrite(
        old,
        &Rewrite {
            function: FUNCTION,
            is_done: &|script| script.local_name(&PACKAGE, FUNCTION).is_some(),
            change: &|script| given(script, migrations),
            by_hand: &|_| by_hand(migrations),
        },
    )
}

/// The lines that a person writes instead.
pub(super) fn by_hand(migrations: Migrations) -> String {
    let (options, [package]) = (migrations.options('"'), PACKAGE);
    format!(
        "// jest.config.cjs\nconst {{ {FUNCTION} }} = require(\"{package}\");\nmodule.exports = {FUNCTION}({options}, {{ /* your configuration */ }});"
    )
}

/// The new text, or what is in the way.
fn given(script: &Script<'_>, migrations: Migrations) -> Result<String, Obstacle> {
    let config = exported_object(script, &FIELDS)?;
    if let Some(span) = script.declared(FUNCTION) {
        return Err(("another `skateEnv` is declared", span));
    }
    for (name, what) in [
        (GLOBAL_SETUP, "it has a `globalSetup` of its own, and Jest runs one"),
        ("projects", "its projects have configurations of their own"),
    ] {
        match script.field(config, name) {
            Field::Absent => {}
            Field::Value(property) | Field::Getter(property) => return Err((what, property.span)),
            Field::Unclear(span) => {
                return Err(("a spread or a computed name may set `globalSetup`", span));
            }
        }
    }
    let mut edits = ScriptEdits::new(script);
    edits.import(script.style(), FUNCTION, PACKAGE[0], &["next/jest", "next/jest.js"]);
    let options = migrations.options(edits.quote());
    edits.insert(config.span().start as usize, format!("{FUNCTION}({options}, "));
    edits.insert(config.span().end as usize, ")");
    Ok(edits.finish())
}
