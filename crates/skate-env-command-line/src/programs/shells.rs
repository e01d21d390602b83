//! `sh -c`, and its relatives on Windows.

use crate::{
    analyze::Analyzer,
    shell::{Scope, UNKNOWN},
    tools::Stdin,
};

pub(super) fn is_shell(name: &str) -> bool {
    matches!(name, "sh" | "bash" | "dash" | "zsh" | "ksh" | "ash" | "fish")
}

pub(super) fn read(
    analyzer: &mut Analyzer<'_>,
    name: &str,
    words: &[String],
    stdin: &Stdin,
    scope: &Scope<'_>,
) -> bool {
    let mut scope = scope.clone();
    match name {
        "cmd" => {
            let start =
                words.iter().position(|word| matches!(word.as_str(), "/c" | "/C" | "/k" | "/K"));
            let text = start.map(|start| words[start + 1..].join(" ")).unwrap_or_default();
            analyzer.script(&text.replace('\\', "/"), stdin, &mut scope);
        }
        "powershell" | "pwsh" => powershell(analyzer, words, stdin, &mut scope),
        name if is_shell(name) => posix(analyzer, words, stdin, &mut scope),
        _ => return false,
    }
    true
}

fn posix(analyzer: &mut Analyzer<'_>, words: &[String], stdin: &Stdin, scope: &mut Scope<'_>) {
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
            scope.positional = arguments.to_vec();
            analyzer.script(text, stdin, scope);
        }
        (Some((file, _)), _) if file.contains(UNKNOWN) => {
            analyzer.unclear("a script that is written while it runs");
        }
        (Some((file, arguments)), _) if file != "-" => analyzer.other(arguments, scope),
        (_, Stdin::Text(text)) => analyzer.script(text, &Stdin::Inherited, scope),
        (_, Stdin::Unknown) => analyzer.unclear("a script that only the pipe knows"),
        (_, Stdin::Inherited) => analyzer.other(&[], scope),
    }
}

fn powershell(analyzer: &mut Analyzer<'_>, words: &[String], stdin: &Stdin, scope: &mut Scope<'_>) {
    let is_encoded = |word: &String| {
        let word = word.to_ascii_lowercase();
        word.starts_with("-e") && "-encodedcommand".starts_with(&word)
    };
    if words.iter().any(is_encoded) {
        return analyzer.unclear("a script in base64");
    }
    let start = words.iter().position(|it| {
        let it = it.to_ascii_lowercase();
        it.len() > 1 && "-command".starts_with(&it)
    });
    let text = start.map(|start| words[start + 1..].join(" ")).unwrap_or_default();
    analyzer.script(&text, stdin, scope);
}
