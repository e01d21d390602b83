//! `deno`: tasks of `deno.json` and scripts of `package.json`, and programs.

use std::path::Path;

use serde_json::Value;

use super::{
    super::{Step, Unread, options, scripts},
    Call, execute,
};
use crate::shell::Folders;

const VALUED: [&str; 6] = ["--cwd", "-c", "--config", "-f", "--filter", "--import-map"];
const FILES: [&str; 2] = ["deno.json", "deno.jsonc"];
const UNREADABLE: Unread = Unread::script("deno.json cannot be read");

pub(super) fn steps<'a>(call: &Call<'_, 'a>) -> Vec<Step<'a>> {
    let split = options::split(call.words, &VALUED);
    let Some((command, rest)) = split.rest.split_first() else { return Vec::new() };
    match command.as_str() {
        "task" => task(call, rest),
        "run" | "x" => execute::steps(call, rest),
        "eval" => {
            let code = options::split(rest, &VALUED).rest.join(" ");
            vec![Step::Code { text: code, scope: call.scope.clone() }]
        }
        _ => call.application(rest),
    }
}

fn task<'a>(call: &Call<'_, 'a>, words: &[String]) -> Vec<Step<'a>> {
    let inner = options::split(words, &VALUED);
    let mut call = call.clone().within(inner.value(&["--cwd"]));
    if inner.has(&["-r", "--recursive", "-f", "--filter"]) {
        call = call.unread(Unread::script("its package is not read"));
    }
    let Some((name, rest)) = inner.rest.split_first() else { return Vec::new() };
    let mut steps = Vec::new();
    for folder in call.scope.folders.known().iter().flat_map(|folder| folder.ancestors()) {
        match of_folder(&call, folder, name, rest) {
            Ok(found) => steps.extend(found),
            Err(unread) => return vec![Step::Unread(unread)],
        }
    }
    if steps.is_empty() { call.script_or_nothing(name, rest) } else { steps }
}

/// The tasks of a folder's file: the one that is named, with those that it depends on.
fn of_folder<'a>(
    call: &Call<'_, 'a>,
    folder: &Path,
    name: &str,
    rest: &[String],
) -> Result<Vec<Step<'a>>, Unread> {
    let mut steps = Vec::new();
    for file in FILES {
        let Some(file) = call.project.json(&folder.join(file), UNREADABLE)? else { continue };
        let mut names = vec![name.to_owned()];
        let mut next = 0;
        while let Some(name) = names.get(next).cloned() {
            next += 1;
            let task = &file["tasks"][name.as_str()];
            let text = task.as_str().or_else(|| task["command"].as_str());
            let scope = call.scope.within(Folders::one(folder));
            let arguments = if next == 1 { rest } else { &[] };
            steps.extend(text.map(|text| Step::script(scripts::with(text, arguments), &scope)));
            let needed = task["dependencies"].as_array().into_iter().flatten();
            let needed = needed.filter_map(Value::as_str).map(str::to_owned);
            let new: Vec<_> = needed.filter(|it| !names.contains(it)).collect();
            names.extend(new);
        }
    }
    Ok(steps)
}
