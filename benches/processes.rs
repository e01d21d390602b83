//! Measures commands from start to end. This process is small, because a large one starts others
//! slowly. Standard input holds the commands and their order; the output has milliseconds for each.
#![expect(clippy::print_stdout, reason = "prints its result")]

use std::{
    collections::BTreeMap,
    path::PathBuf,
    process::{Command, Stdio},
    time::Instant,
};

use serde::Deserialize;

#[derive(Deserialize)]
struct Question {
    directory: PathBuf,
    variables: BTreeMap<String, String>,
    /// The command line of each, by name.
    commands: BTreeMap<String, Vec<String>>,
    /// The names in the order of the runs.
    order: Vec<String>,
}

fn main() {
    let question: Question =
        serde_json::from_reader(std::io::stdin()).expect("a question is on standard input");
    let mut samples: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for name in &question.order {
        samples.entry(name).or_default().push(question.milliseconds(name));
    }
    println!("{}", serde_json::to_string(&samples).expect("numbers are JSON"));
}

impl Question {
    fn milliseconds(&self, name: &str) -> f64 {
        let (program, words) = self.commands[name].split_first().expect("a command has a word");
        let mut command = Command::new(program);
        command.args(words).current_dir(&self.directory).env_clear().envs(&self.variables);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        let status = command.status().expect("it can be started");
        let milliseconds = start.elapsed().as_secs_f64() * 1e3;
        // The command must succeed.
        assert!(status.success(), "{name} failed: {status}");
        milliseconds
    }
}
