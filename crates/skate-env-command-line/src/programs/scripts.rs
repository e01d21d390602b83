//! Scripts of `package.json`, and the programs that run several of them.

use super::{Program, Step};
use crate::shell::Scope;

/// The scripts of `package.json`: the text of one, by its name.
pub type Scripts<'a> = &'a dyn Fn(&str) -> Option<String>;

pub(super) fn steps<'a>(
    program: &Program<'_>,
    scope: &Scope<'a>,
    scripts: Scripts<'_>,
) -> Option<Vec<Step<'a>>> {
    match program.name {
        "run-s" | "run-p" | "npm-run-all" | "npm-run-all2" => {
            let names = program.words.iter().filter(|word| !word.starts_with('-'));
            Some(names.flat_map(|word| run_all(word, scope, scripts)).collect())
        }
        "concurrently" | "conc" => {
            let steps = |word: &String| {
                let runners = ["npm:", "pnpm:", "yarn:", "bun:"];
                match runners.iter().find_map(|runner| word.strip_prefix(runner)) {
                    Some(script) => run_all(script, scope, scripts),
                    None if word.starts_with('-') => Vec::new(),
                    None => vec![Step::script(word, scope)],
                }
            };
            Some(program.words.iter().flat_map(steps).collect())
        }
        _ => None,
    }
}

/// One script with its arguments in one word. The scripts of a pattern are not known here.
fn run_all<'a>(word: &str, scope: &Scope<'a>, scripts: Scripts<'_>) -> Vec<Step<'a>> {
    let (name, arguments) = word.split_once(' ').unwrap_or((word, ""));
    let arguments = arguments.split_whitespace().filter(|word| *word != "--");
    let arguments: Vec<_> = arguments.map(str::to_owned).collect();
    run(name, &arguments, scope, scripts).unwrap_or_else(|| vec![Step::application(&[], scope)])
}

/// Runs a script as npm does: `pre`, itself with the arguments, `post`; `None` where no script has
/// the name.
pub(super) fn run<'a>(
    name: &str,
    arguments: &[String],
    scope: &Scope<'a>,
    scripts: Scripts<'_>,
) -> Option<Vec<Step<'a>>> {
    let text = scripts(name)?;
    let quoted: Vec<_> = arguments.iter().map(|it| quote(it)).collect();
    let hook = |prefix: &str| scripts(&format!("{prefix}{name}")).unwrap_or_default();
    let texts = [hook("pre"), format!("{text} {}", quoted.join(" ")), hook("post")];
    Some(texts.into_iter().map(|text| Step::script(text, scope)).collect())
}

fn quote(argument: &str) -> String {
    if argument.is_empty() {
        String::new()
    } else {
        format!("'{}'", argument.replace('\'', r"'\''"))
    }
}
