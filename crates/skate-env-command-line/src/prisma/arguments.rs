//! Splits a command line into Prisma's words and the values of its flags.

/// Flags that take the next argument as their value, in Prisma 5 to 7.
const VALUED: [&str; 42] = [
    "--api-key",
    "--applied",
    "--browser",
    "--composite-type-depth",
    "--config",
    "--database",
    "--datasource-provider",
    "--file",
    "--from-local-d1",
    "--from-migrations",
    "--from-schema",
    "--from-schema-datamodel",
    "--from-schema-datasource",
    "--from-url",
    "--generator",
    "--generator-provider",
    "--hostname",
    "--name",
    "--output",
    "--port",
    "--preview-feature",
    "--prompt",
    "--provider",
    "--region",
    "--rolled-back",
    "--schema",
    "--schemas",
    "--shadow-database-url",
    "--telemetry-information",
    "--template",
    "--to-local-d1",
    "--to-migrations",
    "--to-schema",
    "--to-schema-datamodel",
    "--to-schema-datasource",
    "--to-url",
    "--url",
    "--vibe",
    "-b",
    "-n",
    "-o",
    "-p",
];

/// What stands after the program.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Arguments<'a> {
    /// Neither flags nor their values: `migrate`, `deploy`.
    pub(crate) words: Vec<&'a str>,
    /// Flags, each with its value if it has one.
    pub(crate) flags: Vec<(&'a str, Option<&'a str>)>,
}

impl<'a> Arguments<'a> {
    /// Reads a whole command line; `None` where Prisma is not the program.
    pub(crate) fn read(command_line: &'a [String]) -> Option<Self> {
        let program = command_line.iter().position(|argument| is_prisma(argument))?;
        Some(Self::after_program(&command_line[program + 1..]))
    }

    /// Reads what stands after the program.
    pub(crate) fn after_program(words: &'a [String]) -> Self {
        let mut arguments = Self::default();
        let mut rest = words.iter().map(String::as_str).peekable();
        while let Some(argument) = rest.next() {
            if argument == "--" {
                break; // what follows belongs to the seed script
            }
            if !argument.starts_with('-') {
                arguments.words.push(argument);
                continue;
            }
            let (flag, value) = match argument.split_once('=') {
                Some((flag, value)) => (flag, Some(value)),
                None if VALUED.contains(&argument) => (argument, rest.next()),
                None => (argument, None),
            };
            arguments.flags.push((flag, value));
        }
        arguments
    }

    pub(crate) fn has_flag(&self, names: &[&str]) -> bool {
        self.flags.iter().any(|(flag, _)| names.contains(flag))
    }
}

/// `prisma`, `.bin/prisma`, `prisma.cmd`, `…/prisma/build/index.js`, with either slash.
fn is_prisma(argument: &str) -> bool {
    let path = argument.replace('\\', "/").to_ascii_lowercase();
    let name = path.rsplit('/').next().unwrap_or_default();
    let name = name.split('@').next().unwrap_or_default(); // `npx prisma@7`
    let stem = [".cmd", ".exe", ".ps1", ".js", ".mjs", ".cjs"]
        .into_iter()
        .find_map(|extension| name.strip_suffix(extension))
        .unwrap_or(name);
    stem == "prisma" || path.ends_with("/prisma/build/index.js")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Option<Vec<String>> {
        let line: Vec<_> = line.split(' ').map(str::to_owned).collect();
        Arguments::read(&line).map(|it| it.words.into_iter().map(str::to_owned).collect())
    }

    #[test]
    fn prisma_is_found_however_it_is_started() {
        for line in [
            "/usr/bin/node /app/node_modules/.bin/prisma migrate deploy",
            "/usr/bin/node /app/node_modules/prisma/build/index.js migrate deploy",
            r"C:\node.exe C:\app\node_modules\prisma\build\index.js migrate deploy",
            r"node.exe C:\app\node_modules\.bin\prisma.CMD migrate deploy",
            "npx prisma migrate deploy",
            "npx --yes prisma@7.10.1 migrate deploy",
            "prisma --config prisma.config.ts migrate --schema=a.prisma deploy",
            "prisma migrate --schema db.prisma deploy -- reset",
        ] {
            assert_eq!(words(line), Some(vec!["migrate".into(), "deploy".into()]), "{line}");
        }
        assert_eq!(words("node /app/node_modules/.bin/vitest run"), None);
    }
}
