//! The command gives the answers of `vectors/*.json`, as Rust and Node do.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::Value;

use crate::harness::{Project, Run};

/// Fewer cases than this, and files were lost or too much is left out.
const AT_LEAST: usize = 1600;

#[test]
fn every_vector_has_the_same_answer_in_the_command() {
    let cases: Vec<Value> = cases().into_iter().filter(can_be_typed).collect();
    assert!(cases.len() >= AT_LEAST, "only {} cases", cases.len());
    let wrong: Vec<_> = cases.iter().filter_map(wrong).collect();
    assert!(
        wrong.is_empty(),
        "{} of {} are wrong:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

fn cases() -> Vec<Value> {
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vectors");
    let folders = [vectors.clone(), vectors.join("field")];
    let entries = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    let paths = entries.map(|entry| entry.unwrap().path());
    let files = paths.filter(|path| path.extension().is_some_and(|it| it == "json"));
    let read =
        |path| -> Vec<Value> { serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap() };
    files.flat_map(read).collect()
}

/// Not NUL in a variable, not Devin's file in `/opt`.
fn can_be_typed(case: &Value) -> bool {
    let nul = table(&case["variables"]).any(|(_, value)| value.contains('\0'));
    !nul && case["facts"]["devin"].as_bool() != Some(true)
}

fn wrong(case: &Value) -> Option<String> {
    let mut project = Project::new();
    if let Some(policy) = case["config"].as_str() {
        project = project.file("skate-env.toml", policy);
    }
    if case["facts"]["consent_in_dotenv"].as_bool() == Some(true) {
        project = project.file(".env.production.local", "SKATE_ENV_CONSENT=x\n");
    }
    let project = with_dotenv_files(project, case);
    let run = run(&project, case);
    let terminal = case["facts"]["terminal"].as_bool() == Some(true);
    let ending = if terminal { run.with_keyboard() } else { run.ends() };

    let expected = &case["expect"];
    let right = if let Some(worst) = expected["error"].as_str() {
        let error = parsed(&ending.stderr)["error"].take();
        let codes = codes(&error["problems"]);
        let demanded = expected.get("codes").map_or_else(|| vec![worst.to_owned()], strings);
        ending.exit != 0 && ending.stdout.is_empty() && codes == demanded
    } else {
        let answer = parsed(&ending.stdout);
        let agrees = |key: &str| expected.get(key).is_none_or(|demanded| *demanded == answer[key]);
        let warnings = expected.get("warnings").map(strings).unwrap_or_default();
        ending.exit == 0
            && ["environment", "purpose", "url"].into_iter().all(agrees)
            && codes(&answer["warnings"]) == warnings
    };
    (!right).then(|| format!("{}: {}: {expected} but {ending}", case["group"], case["name"]))
}

/// Each variable on the line of the file that the case names.
fn with_dotenv_files(project: Project, case: &Value) -> Project {
    let mut files: BTreeMap<&str, BTreeMap<usize, String>> = BTreeMap::new();
    for (name, place) in table(&case["from_files"]) {
        let (file, line) = place.rsplit_once(':').unwrap();
        let value = case["variables"][name].as_str().unwrap();
        let lines = files.entry(file).or_default();
        lines.insert(line.parse().unwrap(), format!("{name}=\"{}\"", value.replace('$', "\\$")));
    }
    let text = |lines: BTreeMap<usize, String>| {
        let last = lines.keys().copied().max().unwrap_or_default();
        let line = |number| lines.get(&number).cloned().unwrap_or_default() + "\n";
        (1..=last).map(line).collect::<String>()
    };
    let project =
        files.into_iter().fold(project, |project, (file, lines)| project.file(file, text(lines)));
    table(&case["files"]).fold(project, |project, (file, text)| project.file(file, text))
}

fn run<'p>(project: &'p Project, case: &Value) -> Run<'p> {
    let mut run = project.run("url --output json").may_print_secrets();
    let of_process = |name| case["from_files"].get(name).is_none();
    for (name, value) in table(&case["variables"]).filter(|(name, _)| of_process(*name)) {
        run = run.variable(name, value);
    }
    let request = &case["request"];
    for option in ["environment", "purpose", "consent"] {
        if let Some(value) = request[option].as_str() {
            run = run.word(format!("--{option}={value}"));
        }
    }
    match request.get("production").map(strings) {
        Some(pins) => run.variable("SKATE_ENV_PRODUCTION", pins.join(",")),
        None => run,
    }
}

fn table(value: &Value) -> impl Iterator<Item = (&str, &str)> {
    value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.as_str(), value.as_str().unwrap()))
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|item| item.as_str().unwrap().to_owned()).collect()
}

fn codes(problems: &Value) -> Vec<String> {
    let problems = problems.as_array().into_iter().flatten();
    problems.map(|problem| problem["code"].as_str().unwrap().to_owned()).collect()
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}
