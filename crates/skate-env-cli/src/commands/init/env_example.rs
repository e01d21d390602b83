//! `.env.example`: the names of the variables, without values.

use skate_env_core::{Config, Environment, names};

use super::{file_change::Edit, lines::append};

const HEAD: [&str; 2] = [
    "# Copy this file to .env.local and fill it in. Set production's URLs on production's host, never here.",
    "DATABASE_ENVIRONMENT=development",
];

pub(super) fn edit(old: Option<&str>, config: &Config) -> Edit {
    let text = old.unwrap_or_default();
    let named = |name: &str| {
        text.lines().any(|line| {
            let line = line.trim_start_matches(['#', ' ']).trim_start_matches("export ");
            line.split('=').next().is_some_and(|it| it.trim() == name) && line.contains('=')
        })
    };
    let mut lines = Vec::new();
    for (environment, comment, prefix) in [
        (
            Environment::Development,
            "# The first is for your app (pooled), the second for migrations (direct). They may be equal.",
            "",
        ),
        (Environment::Testing, "# A database that your tests may empty.", "# "),
        (Environment::Staging, "# Staging.", "# "),
    ] {
        let missing: Vec<_> =
            pair(config, environment).into_iter().filter(|it| !named(it)).collect();
        if !missing.is_empty() {
            lines.push(String::new());
            lines.push(comment.to_owned());
            lines.extend(missing.iter().map(|name| format!("{prefix}{name}=")));
        }
    }
    if !named("NEON_API_KEY") {
        lines.push(String::new());
        lines.push("# To create branches on Neon: an API key from Neon's console.".to_owned());
        lines.push("# NEON_API_KEY=".to_owned());
    }
    if lines.is_empty() {
        return Edit::keep("has every variable already");
    }
    if !named(names::DATABASE_ENVIRONMENT) {
        lines.splice(0..0, HEAD.map(str::to_owned));
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    Edit::Write(append(text, &lines, !lines[0].is_empty()))
}

/// The variables of an environment's URLs: pooled, direct.
fn pair(config: &Config, environment: Environment) -> [String; 2] {
    let [pooled, direct] = match environment {
        Environment::Staging => {
            [names::POSTGRES_PRISMA_URL_STAGING, names::POSTGRES_URL_NON_POOLING_STAGING]
        }
        Environment::Testing => {
            [names::POSTGRES_PRISMA_URL_TEST, names::POSTGRES_URL_NON_POOLING_TEST]
        }
        _ => [names::POSTGRES_PRISMA_URL_DEV, names::POSTGRES_URL_NON_POOLING_DEV],
    };
    let policy = config.environments.get(&environment);
    let chosen = |name: Option<&String>, own: &str| name.map_or(own.to_owned(), Clone::clone);
    [
        chosen(policy.and_then(|policy| policy.url.as_ref()), pooled),
        chosen(policy.and_then(|policy| policy.direct_url.as_ref()), direct),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(old: Option<&str>, config: &Config) -> String {
        match edit(old, config) {
            Edit::Write(text) => text,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn names_without_values() {
        let text = written(None, &Config::default());
        assert!(text.starts_with("# Copy this file to .env.local"), "{text}");
        for line in text.lines().filter(|it| !it.is_empty() && !it.starts_with("DATABASE_ENV")) {
            assert!(line.starts_with('#') || line.ends_with('='), "{line}");
        }
        assert!(matches!(edit(Some(&text), &Config::default()), Edit::Keep(_)));
    }

    #[test]
    fn what_is_there_stays_and_is_not_repeated() {
        let old = "DATABASE_ENVIRONMENT=development\nexport POSTGRES_PRISMA_URL_DEV=x\n# POSTGRES_PRISMA_URL_STAGING=\nMINE=1";
        let text = written(Some(old), &Config::default());
        assert!(text.starts_with(old), "{text}");
        assert_eq!(text.matches("POSTGRES_PRISMA_URL_DEV").count(), 1, "{text}");
        assert_eq!(text.matches("POSTGRES_PRISMA_URL_STAGING").count(), 1, "{text}");
        assert_eq!(text.matches("DATABASE_ENVIRONMENT").count(), 1, "{text}");
    }

    #[test]
    fn the_policy_s_own_names() {
        let policy = "[environments.development]\nurl = \"MY_URL\"\ndirect_url = \"MY_DIRECT\"\n";
        let config = Config::parse("skate-env.toml", policy).unwrap();
        let text = written(None, &config);
        assert!(text.contains("\nMY_URL=\nMY_DIRECT=\n") && !text.contains("_DEV"), "{text}");
    }
}
