//! Package managers and the commands they run: `npx`, `npm`, `pnpm`, `yarn`, `bun`, `deno`.

mod bun;
mod call;
mod deno;
mod execute;
mod lifecycle;
mod npm;
mod npm_commands;
mod pnpm;
mod yarn;

use super::{Program, Step};
use crate::{project::Project, shell::Scope};
use call::Call;

pub(super) fn is_runner(name: &str) -> bool {
    matches!(
        name,
        "npx" | "pnpx" | "bunx" | "npm" | "pnpm" | "yarn" | "yarnpkg" | "bun" | "deno" | "corepack"
    )
}

pub(super) fn steps<'a>(
    program: &Program<'_>,
    scope: &Scope<'a>,
    project: Project<'_>,
) -> Option<Vec<Step<'a>>> {
    let call = Call::new(program, scope, project);
    let words = program.words;
    match program.name {
        "npx" | "pnpx" | "bunx" => Some(execute::steps(&call, words)),
        "corepack" => Some(call.command(words)),
        "npm" => Some(npm::steps(&call)),
        "pnpm" => Some(pnpm::steps(&call, words)),
        "yarn" | "yarnpkg" => Some(yarn::steps(&call, words)),
        "bun" => Some(bun::steps(&call)),
        "deno" => Some(deno::steps(&call)),
        "rushx" => words.split_first().map(|(name, rest)| call.script_or_nothing(name, rest)),
        _ => None,
    }
}
