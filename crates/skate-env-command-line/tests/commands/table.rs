//! The table, and the answer to a command line in one of its situations.

use std::{collections::BTreeMap, fs, path::Path};

use crate::files::Files;
use serde::Deserialize;
use serde_json::Value;
use skate_env_command_line::{CommandAnalysis, Connection, analyze, judge};
use skate_env_core::{Config, Error, Facts, Request, ResolvedDatabase, Variables};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Table {
    policy: String,
    variables: BTreeMap<String, String>,
    situations: BTreeMap<String, Situation>,
    verdicts: BTreeMap<String, BTreeMap<String, String>>,
    /// Those of the `package.json` in the folder in which a command starts.
    scripts: BTreeMap<String, String>,
    /// The other files, a JSON file as its value.
    files: BTreeMap<String, Value>,
    lines: BTreeMap<String, Vec<Value>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Situation {
    environment: String,
    variables: BTreeMap<String, String>,
}

/// A line is a text whose words stand apart by spaces, or a list of words.
pub(crate) fn words(line: &Value) -> Vec<String> {
    let word = |value: &Value| value.as_str().expect("a word is a text").to_owned();
    match line {
        Value::Array(words) => words.iter().map(word).collect(),
        line => word(line).split(' ').map(str::to_owned).collect(),
    }
}

impl Table {
    pub(crate) fn load() -> Self {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vectors/commands/commands.json");
        let text = fs::read_to_string(path).expect("the table is readable");
        serde_json::from_str(&text).expect("the table is a table")
    }

    pub(crate) fn lines(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.lines.iter().flat_map(|(group, lines)| lines.iter().map(move |line| (group, line)))
    }

    pub(crate) fn lines_of(&self, group: &str) -> &[Value] {
        &self.lines[group]
    }

    pub(crate) fn situations(&self) -> impl Iterator<Item = &String> {
        self.situations.keys()
    }

    /// `None` where the group says nothing of a situation.
    pub(crate) fn demanded(&self, group: &str, situation: &str) -> Option<&str> {
        self.verdicts[group].get(situation).map(String::as_str)
    }

    /// The purpose for which `skate-env run` gives the command a database, behind a gateway
    /// where that matters, or the code of its refusal.
    pub(crate) fn answer(&self, words: &[String], situation: &str) -> String {
        self.ask(words, situation, Request::new(), Connection::Guarded)
    }

    /// The same where nothing stands between the command and its database.
    pub(crate) fn answer_without_gateway(&self, words: &[String], situation: &str) -> String {
        self.ask(words, situation, Request::new(), Connection::Direct)
    }

    pub(crate) fn answer_for(&self, words: &[String], situation: &str, purpose: &str) -> String {
        let purpose = purpose.parse().expect("a purpose");
        self.ask(words, situation, Request::new().purpose(purpose), Connection::Guarded)
    }

    fn project(&self) -> Files {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let mut files: BTreeMap<String, String> =
            self.files.iter().map(|(path, value)| (path.clone(), text(value))).collect();
        let package = serde_json::json!({ "workspaces": ["apps/*"], "scripts": self.scripts });
        files.insert("package.json".to_owned(), package.to_string());
        Files::new(&files)
    }

    /// What a command line would do, in a situation.
    pub(crate) fn analysis(&self, words: &[String], situation: &str) -> CommandAnalysis {
        let situation = &self.situations[situation];
        let variables: Variables = self.variables.iter().chain(&situation.variables).collect();
        let config = Config::parse(Config::FILE_NAME, &self.policy).expect("the policy is one");
        analyze(words, &variables, &config, &self.project())
    }

    fn ask(
        &self,
        words: &[String],
        situation: &str,
        request: Request,
        connection: Connection,
    ) -> String {
        let situation = &self.situations[situation];
        let variables: Variables = self.variables.iter().chain(&situation.variables).collect();
        let config = Config::parse(Config::FILE_NAME, &self.policy).expect("the policy is one");
        let analysis = analyze(words, &variables, &config, &self.project());
        assert!(!format!("{analysis:?}").contains("canary"), "{words:?} tells a secret");
        let request = request.environment(situation.environment.parse().expect("an environment"));
        let facts = Facts::new();
        name(&judge(&variables, facts, &config, &request, &analysis, connection))
    }
}

fn name(answer: &Result<ResolvedDatabase, Error>) -> String {
    match answer {
        Ok(resolved) => resolved.purpose.to_string(),
        Err(error) => {
            assert!(!error.to_string().contains("canary"), "{error}");
            error.code().to_string()
        }
    }
}
