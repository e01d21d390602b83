//! The document: commands, what they say, and how they end.

use anyhow::{Context, Result, bail, ensure};

const PROMPT: &str = "$ ";
const QUESTION: &str = "[y/N] ";

/// What is to be done, in order.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) steps: Vec<Step>,
}

/// One command.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Step {
    /// Where it stands.
    pub(super) line: usize,
    /// Lines of a shell.
    pub(super) command: String,
    /// What it says, with `…` for anything.
    pub(super) expected: Vec<String>,
    pub(super) answers: Vec<Answer>,
    /// Its exit code.
    pub(super) exit: i32,
}

/// What a person types, once this question is on the screen.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) question: String,
    pub(super) keys: String,
}

impl Document {
    /// Reads every `console` block. In one, `$ ` begins a command, `> ` goes on with it, and
    /// `[exit N]` says how it ends, if not with 0.
    pub(super) fn parse(text: &str) -> Result<Self> {
        let mut steps: Vec<Step> = Vec::new();
        let mut typed: Vec<&str> = Vec::new();
        let mut block = None;
        for (index, line) in text.lines().enumerate() {
            if let Some(language) = line.strip_prefix("```") {
                block = if block.is_some() { None } else { Some(language) };
                continue;
            }
            match block {
                Some("console") => read_line(&mut steps, line, index + 1)?,
                Some("sh") => typed.push(line.split(" #").next().unwrap_or(line).trim_end()),
                _ => {}
            }
        }
        ensure!(block.is_none(), "the last block has no end");
        ensure!(!steps.is_empty(), "the document has no commands");
        typed.extend(steps.iter().map(|step| step.command.as_str()));
        for command in named_in_tables(text) {
            ensure!(typed.contains(&command), "the table names `{command}`, which is in no block");
        }
        Ok(Self { steps })
    }
}

fn read_line(steps: &mut Vec<Step>, line: &str, number: usize) -> Result<()> {
    if let Some(command) = line.strip_prefix(PROMPT) {
        steps.push(Step { line: number, command: command.to_owned(), ..Step::default() });
        return Ok(());
    }
    let step = steps.last_mut().with_context(|| format!("line {number} belongs to no command"))?;
    if let Some(more) = line.strip_prefix('>').filter(|_| step.expected.is_empty()) {
        step.command.push('\n');
        step.command.push_str(more.strip_prefix(' ').unwrap_or(more));
        return Ok(());
    }
    if let Some(code) = line.strip_prefix("[exit ").and_then(|rest| rest.strip_suffix(']')) {
        step.exit = code.parse().with_context(|| format!("line {number} holds no exit code"))?;
        return Ok(());
    }
    if step.exit != 0 {
        bail!("line {number} comes after the command's end");
    }
    if let Some((question, keys)) = line.split_once(QUESTION) {
        let question = format!("{question}{QUESTION}");
        // Without a terminal nobody is asked, so nothing is said.
        step.answers
            .push(Answer { question: question.trim_end().to_owned(), keys: keys.to_owned() });
        return Ok(());
    }
    step.expected.push(line.to_owned());
    Ok(())
}

/// The commands in the right column of tables.
fn named_in_tables(text: &str) -> impl Iterator<Item = &str> {
    let rows = text.lines().filter(|line| line.starts_with("| "));
    let cells = rows.filter_map(|line| line.trim_end_matches(" |").rsplit_once(" | "));
    let code = cells.flat_map(|(_, cell)| cell.split('`').skip(1).step_by(2));
    code.filter(|code| code.starts_with("np"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_has_lines_answers_and_an_end() {
        let text = "a\n```console\n$ cat <<'E'\n> x\n>\n> E\nx\n…\n$ init\nWrite? [y/N] y\nno\n[exit 1]\n```\n";
        let steps = Document::parse(text).unwrap().steps;
        let first = Step {
            line: 3,
            command: "cat <<'E'\nx\n\nE".into(),
            expected: vec!["x".into(), "…".into()],
            ..Step::default()
        };
        let answers = vec![Answer { question: "Write? [y/N]".into(), keys: "y".into() }];
        let command = "init".into();
        let second = Step { line: 9, command, expected: vec!["no".into()], answers, exit: 1 };
        assert_eq!(steps, [first, second]);
    }

    #[test]
    fn what_a_table_names_is_in_a_block() {
        let rows = |now: &str| {
            format!("```console\n$ npx a\n```\n```sh\nnpm b # c\n```\n| `x` | {now} |\n")
        };
        assert!(Document::parse(&rows("`npx a`, `npm b`, `other`")).is_ok());
        assert!(Document::parse(&rows("`npx b`")).is_err());
        assert!(Document::parse("```console\nstray\n```\n").is_err());
        assert!(Document::parse("```console\n$ a\n").is_err());
        assert!(Document::parse("nothing").is_err());
    }
}
