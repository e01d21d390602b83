//! Prisma's arguments in the command line of a process.

/// What stands behind Prisma in a whole command line; `None` where it is not the program.
pub(super) fn of_process(command_line: &[String]) -> Option<&[String]> {
    let program = command_line.iter().position(|argument| is_prisma(argument))?;
    Some(&command_line[program + 1..])
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

    fn arguments(line: &str) -> Option<String> {
        let line: Vec<_> = line.split(' ').map(str::to_owned).collect();
        of_process(&line).map(|words| words.join(" "))
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
        ] {
            assert_eq!(arguments(line).as_deref(), Some("migrate deploy"), "{line}");
        }
        assert_eq!(arguments("node /app/node_modules/.bin/vitest run"), None);
    }
}
