//! Prisma, by the analysis that `prismaDatasource()` has.

use super::NAMED_LATE;
use crate::{DatabaseAction, prisma, shell::UNKNOWN};

pub(super) fn action(words: &[String]) -> DatabaseAction {
    let arguments = prisma::Arguments::after_program(words);
    let hides = |index: usize| arguments.words.get(index).is_some_and(|it| it.contains(UNKNOWN));
    let is_pair = matches!(arguments.words.first(), Some(&("migrate" | "db")));
    let hidden = hides(0) || (is_pair && hides(1));
    if hidden {
        return DatabaseAction::unread_because("prisma", NAMED_LATE);
    }
    prisma::action(&arguments)
}
