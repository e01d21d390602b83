//! Finds commands in code of another language: `node -e "execSync('prisma …')"`.

use crate::{DatabaseAction, Effect, program_name, shell::Scope, tools};

/// A command is short; what follows it in the code is not part of it.
const MAX_WORDS: usize = 8;

/// Parts of the names by which JavaScript, Python, Ruby, Perl and PHP start programs.
const STARTERS: [&str; 11] = [
    "child_process",
    "deno.command",
    "exec",
    "fork",
    "node-pty",
    "open3",
    "passthru",
    "popen",
    "spawn",
    "subprocess",
    "system",
];

/// The worst command that the words of a text spell, if one is worth refusing somewhere. Text that
/// only stands in a program which starts no other is none: it is printed, or written to a file.
pub(crate) fn spelled_action(text: &str, scope: &Scope<'_>) -> Option<DatabaseAction> {
    if !starts_programs(text) {
        return None;
    }
    let is_inside = |c: char| c.is_alphanumeric() || "_:./@=-".contains(c);
    let words: Vec<String> =
        text.split(|c| !is_inside(c)).filter(|it| !it.is_empty()).map(str::to_owned).collect();
    let starts = words.iter().enumerate().filter_map(|(index, word)| {
        let end = words.len().min(index + MAX_WORDS);
        tools::action(
            &program_name::package(word),
            &words[index + 1..end],
            &tools::Stdin::Inherited,
            scope,
        )
    });
    starts.filter(|action| action.effect >= Effect::Arbitrary).max_by_key(|action| action.effect)
}

/// Whether code could start a program. In some languages backquotes do; in JavaScript they do
/// behind a name, as in `` $`ls` ``.
fn starts_programs(text: &str) -> bool {
    let text = text.to_lowercase();
    let is_log = |before: &str| before.trim_end().ends_with(['(', ',', '+', '=']);
    let mut backquotes = text.match_indices('`').step_by(2);
    STARTERS.iter().any(|name| text.contains(name))
        || backquotes.any(|(at, _)| !is_log(&text[..at]))
}

#[cfg(test)]
mod tests {
    use super::starts_programs;

    #[test]
    fn code_that_starts_programs_is_told_apart_from_code_that_prints() {
        for code in [
            "require('child_process').execSync('prisma db push')",
            "import('node:child_process')",
            "await $`prisma db push`",
            "`prisma db push`",
            "import os; os.system('prisma db push')",
            "subprocess.run(['prisma', 'db', 'push'])",
            "new Deno.Command('prisma')",
            "Bun.spawn(['prisma'])",
        ] {
            assert!(starts_programs(code), "{code}");
        }
        for code in ["console.log('prisma db push')", "console.log(`prisma db push`)", "x = `a`"] {
            assert!(!starts_programs(code), "{code}");
        }
    }
}
