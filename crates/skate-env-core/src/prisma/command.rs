//! What a command of Prisma does to a database.

use super::arguments::Arguments;
use crate::{Environment, Purpose};

/// A command of Prisma, by what it may do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Command {
    /// The command as it is typed, without flags: `migrate reset`.
    pub name: String,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Works on files alone.
    Offline,
    /// Shows data.
    Browse,
    /// Reads the schema.
    Inspect,
    /// Changes the database the way it is meant to be changed; or nobody knows what it does.
    Change,
    /// Runs what somebody wrote: any statement, any seed.
    Arbitrary,
    /// May drop tables, or everything.
    Destroy,
}

impl Command {
    /// Reads a command line, program included.
    #[must_use]
    pub fn classify(command_line: &[String]) -> Self {
        match Arguments::read(command_line) {
            Some(arguments) => Self::of(&arguments),
            None => Self { name: String::new(), kind: Kind::Change },
        }
    }

    pub(super) fn of(arguments: &Arguments<'_>) -> Self {
        let words = &arguments.words;
        let known = |index: usize| {
            let word = words.get(index).copied()?;
            kind(word, words.get(index + 1).copied().unwrap_or_default(), arguments)
        };
        // A flag we do not know may have left its value in front of the command.
        let (start, kind) = (0..words.len())
            .find_map(|index| Some((index, known(index)?)))
            .unwrap_or((0, if words.is_empty() { Kind::Offline } else { Kind::Change }));
        let helped = arguments.has_flag(&["--help", "-h"])
            && !matches!(kind, Kind::Arbitrary | Kind::Destroy);
        let length = if matches!(words.get(start), Some(&("migrate" | "db"))) { 2 } else { 1 };
        let name = words.iter().skip(start).take(length).copied().collect::<Vec<_>>().join(" ");
        Self { name, kind: if helped { Kind::Offline } else { kind } }
    }

    /// Why the command wants a database; `None` where any will do, or none.
    #[must_use]
    pub fn purpose(&self, environment: Environment) -> Option<Purpose> {
        match self.kind {
            Kind::Offline => None,
            Kind::Browse | Kind::Inspect if environment.is_production() => Some(Purpose::Read),
            Kind::Browse => Some(Purpose::App),
            Kind::Inspect | Kind::Change | Kind::Arbitrary | Kind::Destroy => {
                Some(Purpose::Migrate)
            }
        }
    }

    /// Whether it cannot do its work without a database.
    #[must_use]
    pub fn needs_database(&self) -> bool {
        self.kind != Kind::Offline
    }

    /// Whether it may destroy or rewrite data that is worth something there. Production is
    /// never the place for it; in staging a person may consent.
    #[must_use]
    pub fn is_destructive_in(&self, environment: Environment) -> bool {
        match environment {
            Environment::Production => matches!(self.kind, Kind::Arbitrary | Kind::Destroy),
            Environment::Staging => self.kind == Kind::Destroy,
            _ => false,
        }
    }
}

fn kind(word: &str, next: &str, arguments: &Arguments<'_>) -> Option<Kind> {
    const CONFIGURED: [&str; 2] = ["--from-config-datasource", "--to-config-datasource"];
    Some(match (word, next) {
        ("migrate", "dev" | "reset") | ("db", "push") => Kind::Destroy,
        ("db", "execute" | "seed") => Kind::Arbitrary,
        ("migrate", "diff") if !arguments.has_flag(&CONFIGURED) => Kind::Offline,
        ("migrate", "status" | "diff") | ("db", "pull") => Kind::Inspect,
        ("studio", _) => Kind::Browse,
        // Without a second word it prints its help.
        ("migrate" | "db", "")
        | (
            "generate" | "validate" | "format" | "version" | "init" | "debug" | "help" | "dev"
            | "platform" | "mcp" | "complete",
            _,
        ) => Kind::Offline,
        ("migrate" | "db", _) => Kind::Change,
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
