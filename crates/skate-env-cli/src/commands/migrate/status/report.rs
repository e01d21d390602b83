//! Reports the state of every migration in every environment.

use std::{
    collections::BTreeSet,
    fmt::{self, Write as _},
};

use jiff::Timestamp;
use serde::Serialize;
use skate_env_core::{Environment, Problem};
use skate_env_migrate::{Folder, History, Migration, MigrationState};

use crate::{
    failure::Failure,
    output::{
        Answer, BAD, Cell, DIM, GOOD, Output, ProblemData, Styled, Table, WARNING, print_stderr,
    },
};

/// An environment and its migration history, or why that cannot be read.
pub(super) type EnvironmentHistory = (Environment, Result<History, Failure>);

/// The answer.
#[derive(Serialize)]
pub(super) struct Report<'r> {
    in_order: bool,
    environments: Vec<EnvironmentData<'r>>,
    migrations: Vec<MigrationData>,
    problems: Vec<ProblemData<'r>>,
    #[serde(skip)]
    now: Timestamp,
}

#[derive(Serialize)]
struct EnvironmentData<'r> {
    environment: &'static str,
    /// Whether its database was read.
    known: bool,
    /// The code of the error that prevented it.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'r str>,
}

#[derive(Serialize)]
struct MigrationData {
    name: String,
    in_folder: bool,
    /// One per environment, in their order.
    environments: Vec<StateData>,
}

/// The state of a migration in an environment.
#[derive(Serialize)]
struct StateData {
    environment: &'static str,
    state: State,
    /// When it was applied or started.
    at: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Applied,
    /// Applied, but its script was edited since.
    Edited,
    Failed,
    Pending,
    /// Applied elsewhere; neither here nor in the folder.
    Absent,
    /// The database was not read.
    Unknown,
}

impl<'r> Report<'r> {
    pub(super) fn new(
        folder: &Folder,
        histories: &'r [EnvironmentHistory],
        problems: &'r [Problem],
    ) -> Self {
        let environment = |(environment, history): &'r EnvironmentHistory| EnvironmentData {
            environment: environment.as_str(),
            known: history.is_ok(),
            code: history.as_ref().err().map(|failure| failure.code),
        };
        Self {
            in_order: problems.is_empty(),
            environments: histories.iter().map(environment).collect(),
            migrations: names(folder, histories)
                .into_iter()
                .map(|name| migration(name, folder, histories))
                .collect(),
            problems: problems.iter().map(ProblemData::of).collect(),
            now: Timestamp::now(),
        }
    }
}

/// The migrations of the folder, and those that are applied in an environment.
fn names<'n>(folder: &'n Folder, histories: &'n [EnvironmentHistory]) -> BTreeSet<&'n str> {
    let histories = histories.iter().filter_map(|(_, history)| history.as_ref().ok());
    let rows = histories.flat_map(|history| &history.rows);
    let counted = rows.filter(|row| row.state() != MigrationState::RolledBack);
    let in_folder = folder.migrations.iter().map(|one| one.name.as_str());
    in_folder.chain(counted.map(|row| row.name.as_str())).collect()
}

fn migration(name: &str, folder: &Folder, histories: &[EnvironmentHistory]) -> MigrationData {
    let script = folder.migrations.iter().find(|one| one.name == name);
    let state = |(environment, history): &EnvironmentHistory| {
        let (state, at) = match history {
            Ok(history) => state_of(name, script, history),
            Err(_) => (State::Unknown, None),
        };
        StateData { environment: environment.as_str(), state, at: at.map(|at| at.to_string()) }
    };
    MigrationData {
        name: name.to_owned(),
        in_folder: script.is_some(),
        environments: histories.iter().map(state).collect(),
    }
}

fn state_of(
    name: &str,
    script: Option<&Migration>,
    history: &History,
) -> (State, Option<Timestamp>) {
    if let Some(row) = history.failed().find(|row| row.name == name) {
        return (State::Failed, Some(row.started_at));
    }
    match (history.applied(name), script) {
        (Some(row), Some(script)) if !script.has_checksum(&row.checksum) => {
            (State::Edited, row.finished_at)
        }
        (Some(row), _) => (State::Applied, row.finished_at),
        (None, Some(_)) => (State::Pending, None),
        (None, None) => (State::Absent, None),
    }
}

impl Answer for Report<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        let mut header = vec!["migration"];
        header.extend(self.environments.iter().map(|it| it.environment));
        let mut table = Table::new(&header);
        for migration in &self.migrations {
            let name = if migration.in_folder {
                Cell::new(&migration.name)
            } else {
                Cell::styled(format!("{} (not in the folder)", migration.name), WARNING)
            };
            let cells = migration.environments.iter().map(|data| self.cell(data));
            table.row(std::iter::once(name).chain(cells).collect());
        }
        table.write(page)?;
        page.push('\n');
        let summary = if self.in_order {
            Styled(GOOD, "In order.")
        } else {
            Styled(BAD, "Not in order: see the errors.")
        };
        writeln!(page, "{summary}")
    }
}

impl Report<'_> {
    fn cell(&self, data: &StateData) -> Cell {
        let age = data.at.as_ref().and_then(|at| at.parse().ok()).map(|at| age(self.now, at));
        let with = |word: &str| {
            age.as_ref().map_or_else(|| word.to_owned(), |age| format!("{word} {age}"))
        };
        match data.state {
            State::Applied => Cell::styled(with("applied"), GOOD),
            State::Edited => Cell::styled(with("edited"), BAD),
            State::Failed => Cell::styled(with("failed"), BAD),
            State::Pending => Cell::styled("pending", WARNING),
            State::Absent => Cell::none(),
            State::Unknown => Cell::styled("unknown", DIM),
        }
    }
}

/// `3 d ago`, in one unit.
fn age(now: Timestamp, at: Timestamp) -> String {
    let seconds = now.duration_since(at).as_secs().max(0);
    match seconds {
        0..=59 => format!("{seconds} s ago"),
        60..=3599 => format!("{} min ago", seconds / 60),
        3600..=86_399 => format!("{} h ago", seconds / 3600),
        _ => format!("{} d ago", seconds / 86_400),
    }
}

/// Warns that an environment's history cannot be read.
pub(super) fn warn_unread(output: &Output, environment: Environment, failure: &Failure) {
    if output.shows_messages() {
        let warning = Styled(WARNING, "warning");
        let code = Styled(DIM, format!("[{}]", failure.code));
        print_stderr(&format!(
            "{warning}: cannot read the history of {environment}: {} {code}\n  help: {}\n",
            failure.message, failure.hint
        ));
    }
}
