//! `skate-env.toml`: strict, with production pinned.

use std::fmt::Write as _;

use skate_env_core::{Config, Environment};

use super::{file_change::Edit, lines::append, production::Production};

/// The policy's new text. An existing policy is only ever appended to.
pub(super) fn edit(old: Option<&str>, config: &Config, production: Option<&Production>) -> Edit {
    let Some(text) = old else { return Edit::Write(new(production)) };
    let Some(production) = production else { return Edit::keep("exists already") };
    let table = table(production);
    if config.environments.contains_key(&Environment::Production) {
        return Edit::skip("has [environments.production] without a pin", table);
    }
    let mut lines = String::new();
    if let (Some(project), None) = (&production.project, &config.neon_project_id) {
        let _ = write!(lines, "[project]\nneon_project_id = {}\n\n", quoted(project));
    }
    lines.push_str(&table);
    let lines: Vec<&str> = lines.lines().collect();
    let new = append(text, &lines, true);
    match Config::parse("", &new) {
        Ok(_) => Edit::Write(new),
        Err(_) => Edit::skip("cannot be appended to", table),
    }
}

fn new(production: Option<&Production>) -> String {
    let mut text =
        "# Which database each environment may use. Commit this file: it holds no secret.\nstrict = true\n".to_owned();
    let Some(production) = production else {
        text.push_str(
            "\n# Production is not pinned yet. Run `npx skate-env init` again once you have one.\n",
        );
        return text;
    };
    if let Some(project) = &production.project {
        let _ = write!(text, "\n[project]\nneon_project_id = {}\n", quoted(project));
    }
    let _ = write!(
        text,
        "\n# Production's database. No other environment may use it.\n{}",
        table(production)
    );
    for (environment, branch) in &production.branches {
        let _ = write!(text, "\n[environments.{environment}]\nbranch = {}\n", quoted(branch));
    }
    text
}

fn table(production: &Production) -> String {
    let mut text = "[environments.production]\n".to_owned();
    let mut line = |key: &str, value: Option<&String>| {
        if let Some(value) = value {
            let _ = writeln!(text, "{key} = {}", quoted(value));
        }
    };
    line("branch", production.branch.as_ref());
    line("branch_id", production.branch_id.as_ref());
    line("host", production.host.as_ref());
    line("database", production.database.as_ref());
    if !production.endpoints.is_empty() {
        let endpoints: Vec<_> = production.endpoints.iter().map(|it| quoted(it)).collect();
        let _ = writeln!(text, "endpoints = [{}]", endpoints.join(", "));
    }
    text
}

/// A string in JSON is one in TOML, too.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn production() -> Production {
        Production {
            project: Some("spring-example-302709".to_owned()),
            branch: Some("ma\"in".to_owned()),
            branch_id: Some("br-cool-forest-123456".to_owned()),
            endpoints: vec!["ep-cool-darkness-123456".to_owned()],
            branches: vec![(Environment::Staging, "staging".to_owned())],
            ..Production::default()
        }
    }

    fn written(old: Option<&str>, production: Option<&Production>) -> String {
        let config = Config::parse("", old.unwrap_or_default()).unwrap();
        match edit(old, &config, production) {
            Edit::Write(text) => text,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn is_read_back_as_it_was_meant() {
        let text = written(None, Some(&production()));
        let config = Config::parse("", &text).unwrap();
        assert!(config.strict);
        assert_eq!(config.neon_project_id.as_deref(), Some("spring-example-302709"));
        let policy = &config.environments[&Environment::Production];
        assert_eq!(policy.branch.as_deref(), Some("ma\"in"));
        assert_eq!(policy.pins.len(), 2);
        assert_eq!(config.environments[&Environment::Staging].branch.as_deref(), Some("staging"));
    }

    #[test]
    fn one_that_is_there_is_added_to() {
        let old = "# mine\n[classes.preview]\nsuspend = \"5m\"";
        let text = written(Some(old), Some(&production()));
        assert!(text.starts_with(old), "{text}");
        let config = Config::parse("", &text).unwrap();
        assert!(!config.strict, "nobody's strictness is changed");
        assert_eq!(config.environments[&Environment::Production].pins.len(), 2);

        let keep = |old: &str| {
            let config = Config::parse("", old).unwrap();
            (edit(Some(old), &config, None), edit(Some(old), &config, Some(&production())))
        };
        assert!(matches!(keep("strict = true\n").0, Edit::Keep(_)));
        assert!(matches!(keep("[environments.production]\nrole = \"a\"\n").1, Edit::Skip { .. }));
        assert!(matches!(keep("environments = { staging = {} }\n").1, Edit::Skip { .. }));
    }
}
