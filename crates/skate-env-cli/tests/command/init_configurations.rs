//! `init` and `doctor` on the configuration files of Prisma, Next.js, Vitest and Jest:
//! `vectors/init/*.json`. The
//! tools' own loaders read the same files in `cargo xtask test guarded`.

use std::{fs, path::Path};

use serde_json::{Value, json};

use crate::harness::Project;

/// Of Drizzle: what a test runner builds its template from.
const MIGRATION: &str = "drizzle/0000_first.sql";
const INIT: &str = "init --yes --no-production --output json";

#[test]
fn prisma_s_configurations() {
    for shape in shapes("prisma", 80) {
        let version = shape["prisma"].as_str().unwrap_or("7.10.1");
        check(&shape, &json!({ "devDependencies": { "prisma": version } }));
    }
}

#[test]
fn configurations_of_next() {
    for shape in shapes("next", 50) {
        check(&shape, &json!({ "dependencies": { "next": "16.4.6" } }));
    }
}

#[test]
fn configurations_of_test_runners() {
    for (tool, at_least) in [("vitest", 20), ("jest", 12)] {
        for shape in shapes(tool, at_least) {
            check(&shape, &json!({ "devDependencies": { tool: "4.0.0", "drizzle-kit": "1.0.0" } }));
        }
    }
}

#[test]
fn a_test_runner_without_a_configuration_gets_one() {
    for (tool, file) in [("vitest", "vitest.config.mjs"), ("jest", "jest.config.cjs")] {
        let package = json!({ "devDependencies": { tool: "4.0.0", "drizzle-kit": "1.0.0" } });
        let project = Project::new().file("package.json", package.to_string());
        let ending = project.run(INIT).ends();
        assert!(ending.stdout.contains("There are no migrations yet"), "{ending}");
        assert!(!project.path().join(file).exists());

        let project = project.file(MIGRATION, "");
        assert_eq!(answer(&project, file)["state"], "created");
        let text = fs::read_to_string(project.path().join(file)).unwrap();
        assert!(text.contains(&format!("skate-env/testing/{tool}")), "{text}");
        assert_eq!(answer(&project, file)["state"], "unchanged");
    }
}

#[test]
fn a_test_runner_that_is_configured_elsewhere_gets_the_lines_to_write() {
    let package = json!({
        "devDependencies": { "jest": "30.0.0", "drizzle-kit": "1.0.0" },
        "jest": { "verbose": true },
    });
    let project = Project::new().file(MIGRATION, "").file("package.json", package.to_string());
    let ending = project.run(INIT).ends();
    assert!(ending.stdout.contains("JSON calls no function"), "{ending}");
    assert!(!project.path().join("jest.config.cjs").exists(), "Jest refuses two configurations");

    let package = json!({ "devDependencies": { "vitest": "3.2.0", "drizzle-kit": "1.0.0" } });
    let project = Project::new().file(MIGRATION, "").file("package.json", package.to_string());
    let project = project.file("vitest.workspace.ts", "export default ['packages/*']");
    assert_eq!(answer(&project, "vitest.workspace.ts")["state"], "skipped");
}

fn shapes(tool: &str, at_least: usize) -> Vec<Value> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../vectors/init/{tool}.json"));
    let shapes: Vec<Value> = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert!(shapes.len() >= at_least, "only {}", shapes.len());
    shapes
}

fn check(shape: &Value, package: &Value) {
    let name = &shape["name"];
    let file = shape["file"].as_str().unwrap();
    let old = text(shape, &shape["text"]);
    let project = Project::new().file(MIGRATION, "").file("package.json", package.to_string());
    let project = project.file(file, &old);
    assert_eq!(statements(&project), codes(&shape["doctor"]), "{name}: doctor");

    let first = answer(&project, file);
    let new = fs::read_to_string(project.path().join(file)).unwrap();
    if let Some(left) = shape.get("left") {
        assert_eq!((&first["state"], &new), (&json!("skipped"), &old), "{name}");
        assert_eq!(first["why"], left["why"], "{name}");
        assert_eq!(first["by_hand"], lines(&left["by_hand"]), "{name}");
        return;
    }
    let becomes = shape.get("becomes").map(|becomes| text(shape, becomes));
    assert_eq!(new, becomes.clone().unwrap_or(old), "{name}");
    assert_eq!(statements(&project), [""; 0], "{name}: doctor, afterwards");
    let second = answer(&project, file);
    assert_eq!(second["state"], "unchanged", "{name}: twice");
    assert_eq!(fs::read_to_string(project.path().join(file)).unwrap(), new, "{name}: twice");
}

/// The file's text: its lines, with the line ends and the byte order mark that it has.
fn text(shape: &Value, text: &Value) -> String {
    let is = |key: &str| shape[key].as_bool() == Some(true);
    let text = lines(text);
    let text = if is("crlf") { text.replace('\n', "\r\n") } else { text };
    if is("bom") { format!("\u{feff}{text}") } else { text }
}

fn lines(text: &Value) -> String {
    let lines: Vec<_> = text.as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
    lines.join("\n")
}

/// What `init` did to the file.
fn answer(project: &Project, file: &str) -> Value {
    let ending = project.run(INIT).ends();
    assert_eq!(ending.exit, 0, "{ending}");
    let answer: Value = serde_json::from_str(&ending.stdout).unwrap();
    let files = answer["files"].as_array().unwrap();
    files.iter().find(|it| it["path"] == file).unwrap().clone()
}

fn codes(code: &Value) -> Vec<&str> {
    code.as_str().into_iter().collect()
}

/// What `doctor` says of the configuration.
fn statements(project: &Project) -> Vec<String> {
    const CODES: [&str; 4] = ["prisma_unguarded", "prisma_unclear", "next_unwired", "next_unclear"];
    let ending = project.run("doctor --output json").ends();
    let answer: Value = serde_json::from_str(&ending.stdout).unwrap();
    let findings = answer["findings"].as_array().unwrap().iter();
    let codes = findings.map(|it| it["code"].as_str().unwrap().to_owned());
    codes.filter(|code| CODES.contains(&code.as_str())).collect()
}
