//! Finds commands in code of another language: `node -e "execSync('prisma …')"`.

use crate::{DatabaseAction, Effect, program_name, shell::Scope, tools};

/// A command is short; what follows it in the code is not part of it.
const MAX_WORDS: usize = 8;

/// The worst command that the words of a text spell, if one is worth refusing somewhere.
pub(crate) fn spelled_action(text: &str, scope: &Scope<'_>) -> Option<DatabaseAction> {
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
