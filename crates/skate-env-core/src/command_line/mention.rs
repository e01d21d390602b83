//! Code in another language that names a destructive command: `node -e "execSync('prisma …')"`.

use super::{name, shell::Scope, tools};
use crate::{Effect, deed::Deed};

/// A command is short; what follows it in the code is not part of it.
const LONGEST: usize = 8;

/// The worst command that the words of a text spell, if one is worth refusing somewhere.
pub(super) fn of(text: &str, scope: &Scope<'_>) -> Option<Deed> {
    let is_inside = |c: char| c.is_alphanumeric() || "_:./@=-".contains(c);
    let words: Vec<String> =
        text.split(|c| !is_inside(c)).filter(|it| !it.is_empty()).map(str::to_owned).collect();
    let starts = words.iter().enumerate().filter_map(|(index, word)| {
        let end = words.len().min(index + LONGEST);
        tools::deed(&name::package(word), &words[index + 1..end], &tools::Stdin::Inherited, scope)
    });
    starts.filter(|deed| deed.effect >= Effect::Arbitrary).max_by_key(|deed| deed.effect)
}
