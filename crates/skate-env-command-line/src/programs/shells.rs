//! `sh -c`, and its relatives on Windows.

use super::{Program, Step, step::Unread};
use crate::{
    shell::{Scope, UNKNOWN},
    tools::Stdin,
};

pub(super) fn is_shell(name: &str) -> bool {
    matches!(name, "sh" | "bash" | "dash" | "zsh" | "ksh" | "ash" | "fish")
}

pub(super) fn steps<'a>(program: &Program<'_>, scope: &Scope<'a>) -> Option<Vec<Step<'a>>> {
    let words = program.words;
    let script =
        |text: String| Step::Script { text, stdin: program.stdin.clone(), scope: scope.clone() };
    let step = match program.name {
        "cmd" => {
            let start =
                words.iter().position(|word| matches!(word.as_str(), "/c" | "/C" | "/k" | "/K"));
            let text = start.map(|start| words[start + 1..].join(" ")).unwrap_or_default();
            script(text.replace('\\', "/"))
        }
        "powershell" | "pwsh" if words.iter().any(|word| is_encoded(word)) => {
            Step::Unread(Unread::script("it is written in base64"))
        }
        "powershell" | "pwsh" => {
            let start = words.iter().position(|word| {
                let word = word.to_ascii_lowercase();
                word.len() > 1 && "-command".starts_with(&word)
            });
            script(start.map(|start| words[start + 1..].join(" ")).unwrap_or_default())
        }
        name if is_shell(name) => posix(program, scope),
        _ => return None,
    };
    Some(vec![step])
}

fn posix<'a>(program: &Program<'_>, scope: &Scope<'a>) -> Step<'a> {
    let Program { words, stdin, .. } = program;
    let mut has_text = false;
    let mut index = 0;
    while let Some(word) = words.get(index).filter(|it| it.starts_with(['-', '+']) && it.len() > 1)
    {
        index += 1;
        if word.starts_with("--") {
            index += usize::from(matches!(word.as_str(), "--rcfile" | "--init-file"));
            continue;
        }
        has_text |= word.contains('c');
        index += word.chars().filter(|letter| matches!(letter, 'o' | 'O')).count();
    }
    let rest = words.get(index..).unwrap_or_default();
    match (rest.split_first(), stdin) {
        (Some((text, arguments)), _) if has_text => {
            let mut scope = scope.clone();
            scope.positional = arguments.to_vec();
            Step::Script { text: text.clone(), stdin: (*stdin).clone(), scope }
        }
        (Some((file, _)), _) if file.contains(UNKNOWN) => {
            Step::Unread(Unread::script("it is written while the command runs"))
        }
        (Some((file, arguments)), _) if file != "-" => Step::application(arguments, scope),
        (_, Stdin::Text(text)) => Step::script(text, scope),
        (_, Stdin::Unknown) => Step::Unread(Unread::script("it comes from a pipe or a file")),
        (_, Stdin::Inherited) => Step::application(&[], scope),
    }
}

/// `-EncodedCommand`, cut short as PowerShell allows it.
fn is_encoded(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    word.starts_with("-e") && "-encodedcommand".starts_with(&word)
}
