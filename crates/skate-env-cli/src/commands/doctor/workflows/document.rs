//! A GitHub workflow, as far as its defects are of interest.

use yaml_rust2::{Yaml, YamlLoader};

/// What a workflow runs, when, and with which rights.
pub(super) struct Workflow {
    pub(super) triggers: Vec<String>,
    /// The text of every `run:`.
    pub(super) scripts: Vec<String>,
    /// Whether the workflow, or each of its jobs, says what its token may do.
    pub(super) is_limited: bool,
    /// Whether a newer run cancels one that is under way.
    pub(super) cancels: bool,
}

impl Workflow {
    /// `None` if GitHub would not run it: no YAML, no jobs, or a job without steps.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let documents = YamlLoader::load_from_str(text).ok()?;
        let root = documents.first()?;
        let jobs: Vec<&Yaml> = root["jobs"].as_hash()?.values().collect();
        let mut scripts = Vec::new();
        for job in &jobs {
            let Some(steps) = job["steps"].as_vec() else {
                // A call of another workflow has no steps.
                job["uses"].as_str()?;
                continue;
            };
            scripts.extend(steps.iter().filter_map(|step| step["run"].as_str()).map(str::to_owned));
        }
        let limits = |permissions: &Yaml| match permissions {
            Yaml::BadValue => false,
            all => all.as_str() != Some("write-all"),
        };
        let cancels = |at: &Yaml| match &at["concurrency"]["cancel-in-progress"] {
            Yaml::BadValue | Yaml::Boolean(false) => false,
            // An expression may be true.
            _ => true,
        };
        Some(Self {
            triggers: triggers(&root["on"]),
            scripts,
            is_limited: limits(&root["permissions"])
                || !jobs.is_empty() && jobs.iter().all(|job| limits(&job["permissions"])),
            cancels: cancels(root) || jobs.iter().any(|job| cancels(job)),
        })
    }

    pub(super) fn runs(&self, command: &str) -> bool {
        self.scripts.iter().any(|script| script.contains(command))
    }
}

fn triggers(on: &Yaml) -> Vec<String> {
    let names: Vec<&Yaml> = match on {
        Yaml::Array(names) => names.iter().collect(),
        Yaml::Hash(events) => events.keys().collect(),
        name => vec![name],
    };
    names.into_iter().filter_map(Yaml::as_str).map(str::to_owned).collect()
}

/// Whether an expression in a script is text that the author of a pull request chooses. Numbers and
/// what GitHub makes itself are safe.
///
/// <https://docs.github.com/en/actions/concepts/security/script-injections>
pub(super) fn is_injectable(script: &str) -> bool {
    let expressions = script.split("${{").skip(1).filter_map(|rest| Some(rest.split_once("}}")?.0));
    expressions.map(str::trim).any(|expression| {
        let chosen = ["github.event.", "github.head_ref", "github.ref_name"];
        chosen.iter().any(|name| expression.contains(name)) && !expression.ends_with(".number")
    })
}
