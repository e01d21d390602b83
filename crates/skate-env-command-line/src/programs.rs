//! Programs that run other programs, and those that only look as if they did: what each would run
//! next, as data.

mod builtins;
mod inert;
mod node;
mod nx;
mod options;
mod packages;
mod run_all;
mod scripts;
mod shells;
mod step;
mod task_files;
mod turbo;
mod wrappers;

pub(crate) use step::{Program, Step, Unread};

use crate::{program_name, project::Project, shell::Scope, tools};

/// What a program that is no database tool itself would run.
pub(crate) fn steps<'a>(
    program: &Program<'_>,
    scope: &mut Scope<'a>,
    project: Project<'_>,
) -> Vec<Step<'a>> {
    builtins::steps(program, scope)
        .or_else(|| shells::steps(program, scope))
        .or_else(|| wrappers::steps(program, scope))
        .or_else(|| packages::steps(program, scope, project))
        .or_else(|| node::steps(program, scope, project))
        .or_else(|| run_all::steps(program, scope, project))
        .or_else(|| turbo::steps(program, scope, project))
        .or_else(|| nx::steps(program, scope, project))
        .or_else(|| task_files::steps(program, scope, project))
        .unwrap_or_else(|| of_any_other(program, scope))
}

fn of_any_other<'a>(program: &Program<'_>, scope: &Scope<'a>) -> Vec<Step<'a>> {
    if inert::PROGRAMS.contains(&program.name) {
        return Vec::new();
    }
    if program.name == "cargo" && program.words.first().is_some_and(|word| word == "sqlx") {
        return vec![Step::command(program.words, scope)];
    }
    let mut steps = vec![Step::application(program.words, scope)];
    if !inert::APPLICATIONS.contains(&program.name) {
        steps.extend(embedded(program.words, scope));
    }
    steps
}

/// An unknown program may run what stands in its arguments: `wait-on … -- prisma db push`.
fn embedded<'a>(words: &[String], scope: &Scope<'a>) -> Vec<Step<'a>> {
    let step = |(index, word): (usize, &String)| {
        if word.contains(char::is_whitespace) {
            Some(Step::script(word, scope))
        } else {
            starts_a_tool(word).then(|| Step::command(&words[index..], scope))
        }
    };
    let steps = words.iter().enumerate().filter_map(step);
    steps.map(|step| Step::Embedded(Box::new(step))).collect()
}

/// Whether a word in an unknown program's arguments starts a command worth reading.
fn starts_a_tool(word: &str) -> bool {
    let name = program_name::package(word);
    tools::is_tool(&name) || shells::is_shell(&name) || packages::is_runner(&name)
}
