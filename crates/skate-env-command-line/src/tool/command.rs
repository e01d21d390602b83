//! Finds a tool's command among its arguments.

use super::{
    Arguments, Row, Tool,
    arguments::{Argument, Kind},
};
use crate::{Effect, finding::Finding, placeholder::UNKNOWN};

/// Why a command is not read.
const NAMED_LATE: &str = "its command is known only while it runs";
const RUNS_ELSE: &str = "it runs code or SQL that stands elsewhere";

/// A tool's command, as the table lists it, and what it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FoundCommand {
    /// As it is listed, or empty.
    pub(crate) name: &'static str,
    pub(crate) finding: Finding,
    /// The first argument behind it.
    pub(super) end: usize,
    /// Its first argument.
    pub(super) start: usize,
}

impl Arguments<'_> {
    /// The command, and what it would do. Words that destroy win wherever they stand together,
    /// whatever options, values and `--` stand between them.
    pub(crate) fn command(&self, tool: &Tool) -> FoundCommand {
        let found = self.destructive(tool).unwrap_or_else(|| self.first(tool));
        if self.asks_for_help(tool, &found) {
            return FoundCommand { finding: Finding::read(Effect::Offline), ..found };
        }
        found
    }

    /// How many words and values stand behind the command.
    pub(crate) fn has_operands(&self, found: &FoundCommand) -> bool {
        self.0[found.end..].iter().any(Argument::is_word)
    }

    /// The first word behind the command.
    #[cfg(feature = "shell")]
    pub(crate) fn operand(&self, found: &FoundCommand) -> Option<&str> {
        self.0[found.end..].iter().find(|it| it.is_word()).map(|it| it.text)
    }

    /// A command that destroys and is no everyday word: `migrate reset`, `schema:drop`.
    fn destructive(&self, tool: &Tool) -> Option<FoundCommand> {
        let rows = tool.commands.iter().filter(|(command, effect)| {
            *effect == Effect::Destroy && command.contains([' ', ':', '.'])
        });
        let found = rows.flat_map(|row| (0..self.0.len()).filter_map(|at| self.at(at, row)));
        found.min_by_key(|found| found.start)
    }

    /// The first command that is listed. What may be an option's value is no sure command: the
    /// worst of both readings counts.
    fn first(&self, tool: &Tool) -> FoundCommand {
        let unread = |at| FoundCommand {
            name: "",
            finding: Finding::unread(NAMED_LATE),
            start: at,
            end: at + 1,
        };
        let mut worst: Option<FoundCommand> = None;
        for (at, argument) in self.0.iter().enumerate().filter(|(_, it)| it.is_word()) {
            let is_sure = argument.kind == Kind::Word;
            if argument.text.contains(UNKNOWN) && is_sure || self.hides_second(at, tool) {
                return unread(at);
            }
            let rows = tool.commands.iter().filter_map(|row| self.at(at, row));
            let Some(found) = rows.max_by_key(|found| found.name.len()) else { continue };
            let is_worse = |it: &FoundCommand| it.finding.effect < found.finding.effect;
            if worst.as_ref().is_none_or(is_worse) {
                worst = Some(found);
            }
            if is_sure {
                break;
            }
        }
        let hidden = || self.0.iter().position(|it| it.is_word() && it.text.contains(UNKNOWN));
        worst.or_else(|| hidden().map(unread)).unwrap_or_else(|| self.unlisted(tool))
    }

    fn unlisted(&self, tool: &Tool) -> FoundCommand {
        let listed = tool.commands.iter().find(|(command, _)| command.is_empty());
        let is_bare = !self.0.iter().any(Argument::is_word);
        let effect =
            if is_bare { Effect::Offline } else { listed.map_or(Effect::Change, |it| it.1) };
        let end = self.0.len();
        FoundCommand { name: "", finding: Finding::read(effect), start: end, end }
    }

    /// A listed command whose first word stands here.
    fn at(&self, start: usize, row: &Row) -> Option<FoundCommand> {
        let (command, effect) = *row;
        let mut parts = command.split(' ');
        let first = self.0[start];
        if !first.is_word() || parts.next() != Some(first.text) || command.is_empty() {
            return None;
        }
        let mut end = start + 1;
        for part in parts {
            let behind = &self.0[end..];
            let next = behind.iter().position(|it| it.kind == Kind::Word || is(it, part));
            let next = next.filter(|next| is(&behind[*next], part))?;
            end += next + 1;
        }
        let unread = (effect == Effect::Arbitrary).then_some(RUNS_ELSE);
        Some(FoundCommand { name: command, finding: Finding { effect, unread }, start, end })
    }

    /// Whether a command's second word is known only while it runs.
    fn hides_second(&self, start: usize, tool: &Tool) -> bool {
        let first = self.0[start].text;
        let has_second = |row: &&Row| row.0.split_once(' ').is_some_and(|(it, _)| it == first);
        let next = self.0[start + 1..].iter().find(|argument| argument.is_word());
        next.is_some_and(|next| next.text.contains(UNKNOWN))
            && tool.commands.iter().any(|row| has_second(&row))
    }
}

fn is(argument: &Argument<'_>, part: &str) -> bool {
    argument.is_word() && argument.text == part
}
