//! What the installed package says: of the three environments, and of production in disguise.

use std::io::Write;
use std::process::Stdio;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use super::branch::Branch;
use super::variables::{self, Variables};
use super::{heading, servers};
use crate::example;
use crate::run::node;

const DEVELOPMENT: &str = "POSTGRES_PRISMA_URL_DEV";

pub(super) fn environments(variables: &Variables) -> Result<()> {
    heading("What each environment resolves to");
    let questions = servers::NAMES.map(|name| {
        let own = variables::environment(name);
        json!({ "variables": object(variables.iter().chain(&own)) })
    });
    for (name, answer) in servers::NAMES.iter().zip(ask(&questions)?) {
        let field = |field: &str| answer[field].as_str().unwrap_or_default().to_owned();
        if let Some(code) = answer["code"].as_str() {
            bail!("{name} is refused [{code}]: {}", field("message"));
        }
        println!("{name:<12} {}  ({}, {})", field("url"), field("variable"), field("verdict"));
    }
    Ok(())
}

/// Production's database, as development's variables might come to name it.
pub(super) fn disguises(branches: &[Branch], variables: &Variables) -> Result<()> {
    heading("Development, pointed at production in five disguises");
    let find = |name| branches.iter().find(|branch| branch.name == name);
    let (Some(production), Some(development)) = (find("production"), find("development")) else {
        bail!("production and development are needed");
    };
    let port = production.port();
    let disguises = [
        ("production's value, copied", production.url(), None),
        ("a name, in upper case", production.url_at(&format!("LOCALHOST:{port}")), None),
        ("another spelling, 127.1", production.url_at(&format!("127.1:{port}")), None),
        (
            "?host= and ?port= behind it",
            format!(
                "{}?host=localhost&port={port}",
                production.url_at(&format!("127.0.0.1:{}", development.port()))
            ),
            None,
        ),
        ("no port, and PGPORT", production.url_at("127.0.0.1"), Some(("PGPORT", port.to_string()))),
    ];
    let questions = disguises.each_ref().map(|(_, url, beside)| {
        let mut own: Variables = vec![(DEVELOPMENT.to_owned(), url.clone())];
        own.extend(beside.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        json!({ "variables": object(variables.iter().chain(&own)), "connect": DEVELOPMENT })
    });
    for ((title, ..), answer) in disguises.iter().zip(ask(&questions)?) {
        let reached = answer["reached"].as_str().unwrap_or("nothing");
        if answer["code"].is_null() {
            bail!("{title}: not refused, and a driver reaches {reached}");
        }
        let message = answer["message"].as_str().unwrap_or_default();
        println!("{title}\n    node-postgres alone reaches: {reached}");
        println!("    refused: {}", message.replace('\n', "\n    "));
        ensure!(reached == production.id, "{title} is no disguise: it reaches {reached}");
    }
    Ok(())
}

/// One Node process answers all the questions; values travel over its standard input.
fn ask(questions: &[Value]) -> Result<Vec<Value>> {
    let script = include_str!("decisions.mjs");
    let mut command = node(&example::folder(), ["--input-type=module", "--eval", script]);
    variables::set_environment(&mut command, &[]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut input = child.stdin.take().context("node has no standard input")?;
    input.write_all(serde_json::to_string(questions)?.as_bytes())?;
    drop(input);
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "the package could not be asked: {}", output.status);
    serde_json::from_slice(&output.stdout).context("the package's answer is no JSON")
}

fn object<'a>(variables: impl Iterator<Item = &'a (String, String)>) -> Value {
    variables.map(|(name, value)| (name.clone(), Value::from(value.clone()))).collect()
}
