//! Interpreters: `node`, `tsx`, `python` and others, with a file or with code.

use super::{Program, Step, options, scripts};
use crate::{program_name, project::Project, shell::Scope, tools};

const VALUED: [&str; 15] = [
    "-r",
    "--require",
    "--import",
    "--loader",
    "--experimental-loader",
    "-C",
    "--conditions",
    "-e",
    "--eval",
    "-p",
    "--print",
    "-c",
    "--run",
    "--project",
    "--tsconfig",
];
const CODE: [&str; 6] = ["-e", "--eval", "-p", "--print", "-pe", "-c"];

pub(super) fn steps<'a>(
    program: &Program<'_>,
    scope: &Scope<'a>,
    project: Project<'_>,
) -> Option<Vec<Step<'a>>> {
    let Program { name, words, stdin } = *program;
    let is_javascript =
        matches!(name, "node" | "nodejs" | "tsx" | "ts-node" | "vite-node" | "jiti");
    let is_other = matches!(name, "python" | "python3" | "ruby" | "perl" | "php");
    if !is_javascript && !is_other {
        return None;
    }
    let split = options::split(words, &VALUED);
    if let Some(code) = split.value(&CODE) {
        let code = Step::Code { text: code.to_owned(), scope: scope.clone() };
        return Some(vec![Step::application(split.rest, scope), code]);
    }
    if let Some(script) = split.value(&["--run"]) {
        let steps = scripts::run(script, split.rest, scope, project);
        return Some(steps.unwrap_or_default());
    }
    // An option that is not listed may have left its value in front of the file.
    let file = words
        .iter()
        .enumerate()
        .find_map(|(index, word)| Some((program_name::script(word)?, &words[index + 1..])));
    // `php artisan migrate:fresh`, `python manage.py flush`
    let tool = split.rest.first().map(|word| program_name::program(word));
    if let Some(name) = tool.filter(|name| tools::is_tool(name)) {
        let words = std::iter::once(name).chain(split.rest[1..].iter().cloned()).collect();
        return Some(vec![Step::Command { words, stdin: stdin.clone(), scope: scope.clone() }]);
    }
    let step = match file.filter(|_| is_javascript) {
        Some((package, rest)) => {
            let words = std::iter::once(package).chain(rest.iter().cloned()).collect();
            Step::Command { words, stdin: stdin.clone(), scope: scope.clone() }
        }
        None => Step::application(split.rest, scope),
    };
    Some(vec![step])
}
