//! The effect of Prisma's commands on a database.

use super::arguments::Arguments;
use skate_env_core::{Environment, Purpose};

use crate::Effect;

/// A command of Prisma and its effect.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Command {
    /// The command as it is typed, without flags: `migrate reset`.
    pub name: String,
    effect: Effect,
}

impl Command {
    /// Reads a command line, program included.
    #[must_use]
    pub fn classify(command_line: &[String]) -> Self {
        match Arguments::read(command_line) {
            Some(arguments) => Self::of(&arguments),
            None => Self { name: String::new(), effect: Effect::Change },
        }
    }

    pub(crate) fn of(arguments: &Arguments<'_>) -> Self {
        let words = &arguments.words;
        let known = |index: usize| {
            let word = words.get(index).copied()?;
            effect(word, words.get(index + 1).copied().unwrap_or_default(), arguments)
        };
        // A flag we do not know may have left its value in front of the command.
        let (start, effect) = (0..words.len())
            .find_map(|index| Some((index, known(index)?)))
            .unwrap_or((0, if words.is_empty() { Effect::Offline } else { Effect::Change }));
        let helped = arguments.has_flag(&["--help", "-h"])
            && !matches!(effect, Effect::Arbitrary | Effect::Destroy);
        let length = if matches!(words.get(start), Some(&("migrate" | "db"))) { 2 } else { 1 };
        let name = words.iter().skip(start).take(length).copied().collect::<Vec<_>>().join(" ");
        Self { name, effect: if helped { Effect::Offline } else { effect } }
    }

    /// The purpose of its URL; `None` where it needs no database, or any will do.
    #[must_use]
    pub fn purpose(&self, environment: Environment) -> Option<Purpose> {
        self.effect.purpose(environment)
    }

    /// Its effect.
    #[must_use]
    pub fn effect(&self) -> Effect {
        self.effect
    }

    /// Whether the command needs a database.
    #[must_use]
    pub fn needs_database(&self) -> bool {
        self.effect.needs_database()
    }

    /// Whether it may destroy or rewrite valuable data in an environment. Production never allows
    /// that; in staging a person may consent.
    #[must_use]
    pub fn is_destructive_in(&self, environment: Environment) -> bool {
        self.effect.is_destructive_in(environment)
    }
}

fn effect(word: &str, next: &str, arguments: &Arguments<'_>) -> Option<Effect> {
    const CONFIGURED: [&str; 2] = ["--from-config-datasource", "--to-config-datasource"];
    Some(match (word, next) {
        ("migrate", "dev" | "reset") | ("db", "push") => Effect::Destroy,
        ("db", "execute" | "seed") => Effect::Arbitrary,
        ("migrate", "diff") if !arguments.has_flag(&CONFIGURED) => Effect::Offline,
        ("migrate", "status" | "diff") | ("db", "pull") => Effect::Inspect,
        ("studio", _) => Effect::Browse,
        // Without a second word it prints its help.
        ("migrate" | "db", "")
        | (
            "generate" | "validate" | "format" | "version" | "init" | "debug" | "help" | "dev"
            | "platform" | "mcp" | "complete",
            _,
        ) => Effect::Offline,
        ("migrate" | "db", _) => Effect::Change,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classify(line: &str) -> Command {
        let line: Vec<_> = line.split(' ').map(str::to_owned).collect();
        Command::classify(&line)
    }

    #[test]
    fn what_destroys_is_known_wherever_its_flags_stand() {
        for line in [
            "prisma migrate reset --force",
            "prisma migrate reset --help",
            "prisma db push --force-reset",
            "prisma --config x.ts db --schema y push --accept-data-loss",
            "prisma --unknown value migrate dev --name reset",
            r"node C:\a\prisma\build\index.js db push",
        ] {
            let command = classify(line);
            assert!(command.is_destructive_in(Environment::Production), "{line}");
            assert!(command.is_destructive_in(Environment::Staging), "{line}");
            assert!(!command.is_destructive_in(Environment::Development), "{line}");
        }
        for line in ["prisma db execute --file a.sql", "prisma db seed -- --all"] {
            assert!(classify(line).is_destructive_in(Environment::Production), "{line}");
            assert!(!classify(line).is_destructive_in(Environment::Staging), "{line}");
        }
    }

    #[test]
    fn what_applies_reviewed_changes_is_a_migration() {
        for line in ["prisma migrate deploy --name reset", "prisma migrate resolve --applied 1"] {
            let command = classify(line);
            assert!(!command.is_destructive_in(Environment::Production), "{line}");
            assert_eq!(command.purpose(Environment::Production), Some(Purpose::Migrate), "{line}");
        }
        assert_eq!(
            classify("node unrelated.js").purpose(Environment::Production),
            Some(Purpose::Migrate)
        );
    }

    #[test]
    fn what_looks_only_reads_in_production() {
        for line in [
            "prisma studio --port 5555",
            "prisma migrate status",
            "prisma db pull --print",
            "prisma migrate diff --from-config-datasource --to-schema a.prisma",
        ] {
            assert_eq!(
                classify(line).purpose(Environment::Production),
                Some(Purpose::Read),
                "{line}"
            );
        }
        assert_eq!(classify("prisma studio").purpose(Environment::Staging), Some(Purpose::App));
    }

    #[test]
    fn what_works_on_files_needs_no_database() {
        for line in [
            "prisma generate",
            "prisma",
            "prisma -v",
            "prisma --version",
            "prisma validate --schema a",
            "prisma format",
            "prisma migrate diff --from-empty --to-schema a.prisma --script",
            "prisma migrate deploy --help",
        ] {
            assert!(!classify(line).needs_database(), "{line}");
        }
    }
}
