//! The effect of Prisma's commands on a database.

use skate_env_core::{Environment, Purpose};

use super::{arguments, tool::PRISMA};
use crate::{Effect, finding::Finding, tool::Arguments};

/// A command of Prisma and its effect.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Command {
    /// The command without flags: `migrate reset`. Empty where Prisma has no such command.
    pub name: String,
    pub(super) finding: Finding,
}

/// With one of these `migrate diff` connects to the configured database.
const CONNECTED: [&str; 2] = ["--from-config-datasource", "--to-config-datasource"];

impl Command {
    /// Reads a command line, program included.
    #[must_use]
    pub fn classify(command_line: &[String]) -> Self {
        match arguments::of_process(command_line) {
            Some(words) => Self::of(&Arguments::read(words, &PRISMA)),
            None => Self { name: String::new(), finding: Finding::read(Effect::Change) },
        }
    }

    pub(super) fn of(arguments: &Arguments<'_>) -> Self {
        let found = arguments.command(&PRISMA);
        let mut finding = found.finding;
        match found.name {
            "migrate diff" if !arguments.has(&CONNECTED) => finding.effect = Effect::Offline,
            // Alone it prints its help.
            "migrate" | "db" if arguments.has_operands(&found) => finding.effect = Effect::Change,
            _ => {}
        }
        Self { name: found.name.to_owned(), finding }
    }

    /// The purpose of its URL; `None` where it needs no database, or any will do.
    #[must_use]
    pub fn purpose(&self, environment: Environment) -> Option<Purpose> {
        self.effect().purpose(environment)
    }

    /// Its effect.
    #[must_use]
    pub fn effect(&self) -> Effect {
        self.finding.effect
    }

    /// Whether the command needs a database.
    #[must_use]
    pub fn needs_database(&self) -> bool {
        self.effect().needs_database()
    }

    /// Whether it may destroy or rewrite valuable data in an environment. Production never allows
    /// that; in staging a person may consent.
    #[must_use]
    pub fn is_destructive_in(&self, environment: Environment) -> bool {
        self.effect().is_destructive_in(environment)
    }
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
            "prisma migrate reset --force -- --help",
            "prisma db push --schema --help",
            "prisma db push --unknown --help",
            "prisma -- migrate reset --force",
            "prisma migrate -- reset",
            "prisma -- migrate -- reset",
            "prisma db -- --unknown value push",
            "prisma migrate --preview-feature reset",
            "prisma --schema x migrate reset",
            "prisma --telemetry-information x db push",
            "prisma migrate --unknown reset",
            "prisma migrate --unknown deploy reset",
            "prisma --unknown generate migrate reset",
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
        for line in [
            "prisma migrate deploy --name reset",
            "prisma migrate deploy -- reset",
            "prisma migrate deploy reset",
            "prisma migrate --preview-feature deploy reset",
            "prisma migrate resolve --applied 1",
            "prisma --config prisma.config.ts migrate --schema=a.prisma deploy",
            "prisma migrate unknown",
        ] {
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
            "prisma migrate reset --help",
            "prisma migrate --help reset",
            "prisma --help migrate reset",
            "prisma -- migrate reset --help",
            "prisma migrate -- reset --force -h",
            "prisma db push --accept-data-loss --help",
            "prisma --version migrate reset",
            "prisma migrate",
            "prisma db --schema x",
        ] {
            assert!(!classify(line).needs_database(), "{line}");
        }
    }
}
