//! `prisma.config.*`: what it says of the datasource, the schema and the migrations.

use oxc_ast::{
    AstKind,
    ast::{CallExpression, Expression, Statement},
};

use super::{DATASOURCE_FIELDS, wiring::prisma_wiring};
use crate::project::{
    SourceFile, Unclear, Wiring,
    javascript::{Field, PRISMA_CONFIG, Script, exported_object, parse},
};

/// The file, and what is known of it without running it.
pub(crate) struct PrismaConfig {
    pub(crate) source: SourceFile,
    /// Whether Prisma's own commands get their URL from skate-env.
    pub(crate) wiring: Wiring,
    /// Whether it loads `.env` itself.
    pub(crate) loads_dotenv: bool,
    /// The variables that it reads by name.
    pub(crate) variables: Vec<String>,
    pub(crate) schema: Option<String>,
    /// The folder of the migrations.
    pub(crate) migrations: Option<String>,
}

impl PrismaConfig {
    pub(super) fn new(source: SourceFile) -> Self {
        let read = parse(&source.path, &source.text, |script| {
            let wiring = prisma_wiring(script).at_lines(script);
            (wiring, loads_dotenv(script), variables(script), paths(script))
        });
        match read {
            Ok((wiring, loads_dotenv, variables, (schema, migrations))) => {
                Self { source, wiring, loads_dotenv, variables, schema, migrations }
            }
            Err(error) => Self {
                source,
                wiring: Wiring::Unclear(Unclear::of_syntax(error)),
                loads_dotenv: false,
                variables: Vec::new(),
                schema: None,
                migrations: None,
            },
        }
    }
}

/// The schema, and the folder of the migrations, where they are plain texts.
fn paths(script: &Script<'_>) -> (Option<String>, Option<String>) {
    let Ok(config) = exported_object(script, &DATASOURCE_FIELDS) else { return (None, None) };
    let text = |field: Field<'_>| match field {
        Field::Value(property) => script.text_of(&property.value).map(str::to_owned),
        _ => None,
    };
    let migrations = match script.field(config, "migrations") {
        Field::Value(property) => match property.value.get_inner_expression() {
            Expression::ObjectExpression(migrations) => text(script.field(migrations, "path")),
            _ => None,
        },
        _ => None,
    };
    (text(script.field(config, "schema")), migrations)
}

/// `import "dotenv/config"`, `dotenv.config()` and what Node.js has for it.
fn loads_dotenv(script: &Script<'_>) -> bool {
    let imports = |statement: &Statement<'_>| match statement {
        Statement::ImportDeclaration(import) => import.source.value == "dotenv/config",
        _ => false,
    };
    script.program.body.iter().any(imports)
        || script.nodes().any(|node| match node {
            AstKind::CallExpression(call) => is_dotenv(script, call),
            _ => false,
        })
}

fn is_dotenv<'a>(script: &Script<'a>, call: &'a CallExpression<'a>) -> bool {
    const FUNCTIONS: [&str; 2] = ["config", "loadEnvFile"];
    let required = call.common_js_require().is_some_and(|it| it.value == "dotenv/config");
    required
        || FUNCTIONS.iter().any(|name| {
            script.calls(call, &["dotenv", "dotenv-flow", "node:process", "process"], name)
        })
        || call.callee.is_specific_member_access("process", "loadEnvFile")
}

/// `env("NAME")` of Prisma's, `process.env.NAME`, `process.env["NAME"]`.
fn variables(script: &Script<'_>) -> Vec<String> {
    let mut names: Vec<String> = script.nodes().filter_map(|node| variable(script, node)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn variable<'a>(script: &Script<'a>, node: AstKind<'a>) -> Option<String> {
    let name = match node {
        AstKind::CallExpression(call) if script.calls(call, PRISMA_CONFIG, "env") => {
            script.text_of(call.arguments.first()?.as_expression()?)?
        }
        AstKind::StaticMemberExpression(member) if is_process_env(&member.object) => {
            member.property.name.as_str()
        }
        AstKind::ComputedMemberExpression(member) if is_process_env(&member.object) => {
            script.text_of(&member.expression)?
        }
        _ => return None,
    };
    Some(name.to_owned())
}

fn is_process_env(object: &Expression<'_>) -> bool {
    object.is_specific_member_access("process", "env")
}
