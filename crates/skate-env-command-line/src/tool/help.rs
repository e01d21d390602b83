//! `--help` and `--version`: the tool prints a text, and runs nothing.

use super::{Arguments, FoundCommand, HelpPosition, Tool, arguments::Kind};

impl Arguments<'_> {
    /// Whether the tool itself would see such an option. Behind an option that is not known it may
    /// be that one's value, and then the command runs.
    pub(super) fn asks_for_help(&self, tool: &Tool, command: &FoundCommand) -> bool {
        let arguments = self.0.iter().enumerate();
        let mut options = arguments.filter(|(_, argument)| {
            argument.kind == Kind::Option && tool.help.contains(&argument.name())
        });
        options.any(|(index, _)| {
            let range = match tool.help_position {
                #[cfg(feature = "shell")]
                HelpPosition::AheadOfDashes => 0..index,
                HelpPosition::EachWordAnew => command.end.min(index)..index,
                #[cfg(feature = "shell")]
                HelpPosition::InFront if index > command.start => return false,
                #[cfg(feature = "shell")]
                HelpPosition::InFront => 0..index,
            };
            let is_behind_dashes = self.0[range].iter().any(|it| it.kind == Kind::Dashes);
            !is_behind_dashes && !self.may_be_value(index, tool)
        })
    }

    fn may_be_value(&self, index: usize, tool: &Tool) -> bool {
        let before = index.checked_sub(1).map(|index| self.0[index]);
        before.is_some_and(|it| {
            it.kind == Kind::Option && !it.text.contains('=') && tool.has_value(it.text).is_none()
        })
    }
}
