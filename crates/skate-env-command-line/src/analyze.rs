//! Analyzes a command line: follows it to the database tools that it runs.

mod redirections;
mod simple;
mod statements;

use skate_env_core::{Config, Variables};

use crate::{
    CommandAnalysis, DatabaseAction, Effect, assigned_urls, code, program_name,
    programs::{self, Program, Step, Unread},
    project::Project,
    project_files::ProjectFiles,
    shell::{OWN_URL, Scope, UNKNOWN},
    tools::{self, Stdin},
};

/// Scripts may call each other, themselves too.
const MAX_DEPTH: usize = 24;
const MAX_COMMANDS: usize = 2000;
const ENDLESS: Unread = Unread { what: "scripts", reason: "they call each other without end" };
const NAMED_LATE: Unread =
    Unread { what: "a program", reason: "its name is known only while it runs" };

/// Analyzes a command line, program first: what it would do to databases.
///
/// Pure: `variables` are those that the command would start with, and `files` reads what the
/// command line refers to, such as the scripts of `package.json`.
///
/// ```
/// use skate_env_command_line::{Effect, NoFiles, analyze};
/// use skate_env_core::{Config, Variables};
///
/// let words = ["sh", "-c", "npx prisma generate && npx prisma migrate reset"];
/// let analysis =
///     analyze(&words.map(str::to_owned), &Variables::new(), &Config::default(), &NoFiles);
/// assert_eq!(analysis.actions[1].name, "prisma migrate reset");
/// assert_eq!(analysis.effect(), Effect::Destroy);
/// ```
#[must_use]
pub fn analyze(
    command_line: &[String],
    variables: &Variables,
    config: &Config,
    files: &dyn ProjectFiles,
) -> CommandAnalysis {
    let project = Project::new(files);
    let analysis = CommandAnalysis::default();
    let mut analyzer = Analyzer { project, analysis, depth: 0, commands: 0 };
    let mut scope = Scope::new(variables, config, project.folder());
    analyzer.command(command_line, &Stdin::Inherited, &mut scope);
    analyzer.analysis
}

struct Analyzer<'a> {
    project: Project<'a>,
    analysis: CommandAnalysis,
    depth: usize,
    commands: usize,
}

impl Analyzer<'_> {
    /// One program with its arguments.
    fn command(&mut self, words: &[String], stdin: &Stdin, scope: &mut Scope<'_>) {
        let Some((first, words)) = words.split_first() else { return };
        self.commands += 1;
        if self.depth >= MAX_DEPTH || self.commands >= MAX_COMMANDS {
            if self.commands <= MAX_COMMANDS || self.analysis.actions.is_empty() {
                self.unread(ENDLESS);
            }
            return;
        }
        let name = program_name::program(first);
        if name.contains([UNKNOWN, OWN_URL]) || (name.contains(['*', '?']) && name.len() > 1) {
            return self.unread(NAMED_LATE);
        }
        if let Some(mut action) = tools::action(&name, words, stdin, scope) {
            assigned_urls::add_to(&mut action, scope);
            self.analysis.actions.push(action);
            return;
        }
        self.depth += 1;
        for step in programs::steps(&Program { name: &name, words, stdin }, scope, self.project) {
            self.follow(step, scope);
        }
        self.depth -= 1;
    }

    /// What a program runs; `caller` are the variables that `eval` may change.
    fn follow(&mut self, step: Step<'_>, caller: &mut Scope<'_>) {
        match step {
            Step::Command { words, stdin, mut scope } => self.command(&words, &stdin, &mut scope),
            Step::Script { text, stdin, mut scope } => self.script(&text, &stdin, &mut scope),
            Step::Eval { text, stdin } => self.script(&text, &stdin, caller),
            Step::Application { arguments, scope } => {
                self.analysis.runs_other_programs = true;
                let action = assigned_urls::of_application(&arguments, &scope);
                self.analysis.actions.extend(action);
            }
            Step::Code { text, scope } => {
                if let Some(action) = code::spelled_action(&text, &scope) {
                    let name = format!("code that spells `{}`", action.name);
                    let mut action =
                        DatabaseAction::unread_because(name, "its language is not read");
                    assigned_urls::add_to(&mut action, &scope);
                    self.analysis.actions.push(action);
                }
            }
            Step::Embedded(step) => {
                let whole = std::mem::take(&mut self.analysis);
                self.follow(*step, caller);
                let embedded = std::mem::replace(&mut self.analysis, whole);
                let actions = embedded.actions.into_iter().filter(is_database_command);
                self.analysis.actions.extend(actions);
            }
            Step::Unread(what) => self.unread(what),
        }
    }

    /// What the command line shows and hides at once.
    fn unread(&mut self, Unread { what, reason }: Unread) {
        self.analysis.actions.push(DatabaseAction::unread_because(what, reason));
    }
}

/// Whether an action is one, and no file or image that has a tool's name.
fn is_database_command(action: &DatabaseAction) -> bool {
    let (tool, command) = action.name.split_once(' ').unwrap_or((&action.name, ""));
    let is_known = match tool {
        "prisma" => command.starts_with("migrate ") || command.starts_with("db "),
        tool if tools::needs_command(tool) => !command.is_empty(),
        tool => tools::is_tool(tool),
    };
    !action.urls.is_empty()
        || action.effect == Effect::Change && is_known
        || action.effect != Effect::Change && action.effect.writes() && tools::is_tool(tool)
}
