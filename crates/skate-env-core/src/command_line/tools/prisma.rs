//! Prisma, by the reading that `prismaDatasource()` has.

use crate::{
    Effect,
    command_line::shell::UNKNOWN,
    deed::Deed,
    prisma::{Arguments, deed as of_prisma},
};

pub(super) fn deed(words: &[String]) -> Deed {
    let arguments = Arguments::after_program(words);
    let hides = |index: usize| arguments.words.get(index).is_some_and(|it| it.contains(UNKNOWN));
    let is_pair = matches!(arguments.words.first(), Some(&("migrate" | "db")));
    let hidden = hides(0) || (is_pair && hides(1));
    if hidden {
        return Deed::new("prisma", Effect::Arbitrary);
    }
    of_prisma(&arguments)
}
