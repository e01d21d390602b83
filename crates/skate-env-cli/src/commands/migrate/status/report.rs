//! The table of migrations by environments.

use std::{
    collections::BTreeSet,
    fmt::{self, Write as _},
};

use jiff::Timestamp;
use serde::Serialize;
use skate_env_core::{Environment, Problem};
use skate_env_migrate::{Folder, History, Migration, MigrationState};

use super::Column;
use crate::{
    failure::Failure,
    output::{
        Answer, BAD, Cell, DIM, GOOD, Output, ProblemData, Styled, Table, WARNING, print_stderr,
    },
};

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
    /// The code of why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'r str>,
}

#[derive(Serialize)]
struct MigrationData {
    name: String,
    in_folder: bool,
    /// An environment each, in their order.
    environments: Vec<Standing>,
}

/// Where a migration stands in an environment.
#[derive(Serialize)]
struct Standing {
    environment: &'static str,
    state: State,
    /// When it was applied, or began.
    at: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Applied,
    /// Applied, and another script since.
    Edited,
    Failed,
    Pending,
    /// Applied elsewhere, and neither here nor in the folder.
    Absent,
    /// The database was not read.
    Unknown,
}

impl<'r> Report<'r> {
    pub(super) fn new(folder: &Folder, columns: &'r [Column], problems: &'r [Problem]) -> Self {
        let environment = |(environment, history): &'r Column| EnvironmentData {
            environment: environment.as_str(),
            known: history.is_ok(),
            code: history.as_ref().err().map(|failure| failure.code),
        };
        Self {
            in_order: problems.is_empty(),
            environments: columns.iter().map(environment).collect(),
            migrations: names(folder, columns)
                .into_iter()
                .map(|name| migration(name, folder, columns))
                .collect(),
            problems: problems.iter().map(ProblemData::of).collect(),
            now: Timestamp::now(),
        }
    }
}

/// Those of the folder, and what is applied somewhere beside them.
fn names<'n>(folder: &'n Folder, columns: &'n [Column]) -> BTreeSet<&'n str> {
    let histories = columns.iter().filter_map(|(_, history)| history.as_ref().ok());
    let rows = histories.flat_map(|history| &history.rows);
    let counted = rows.filter(|row| row.state() != MigrationState::RolledBack);
    let ours = folder.migrations.iter().map(|one| one.name.as_str());
    ours.chain(counted.map(|row| row.name.as_str())).collect()
}

fn migration(name: &str, folder: &Folder, columns: &[Column]) -> MigrationData {
    let script = folder.migrations.iter().find(|one| one.name == name);
    let standing = |(environment, history): &Column| {
        let (state, at) = match history {
            Ok(history) => stand(name, script, history),
            Err(_) => (State::Unknown, None),
        };
        Standing { environment: environment.as_str(), state, at: at.map(|at| at.to_string()) }
    };
    MigrationData {
        name: name.to_owned(),
        in_folder: script.is_some(),
        environments: columns.iter().map(standing).collect(),
    }
}

fn stand(name: &str, script: Option<&Migration>, history: &History) -> (State, Option<Timestamp>) {
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
            let cells = migration.environments.iter().map(|standing| self.cell(standing));
            table.row(std::iter::once(name).chain(cells).collect());
        }
        table.write(page)?;
        page.push('\n');
        let verdict = if self.in_order {
            Styled(GOOD, "In order.")
        } else {
            Styled(BAD, "Not in order: see the errors.")
        };
        writeln!(page, "{verdict}")
    }
}

impl Report<'_> {
    fn cell(&self, standing: &Standing) -> Cell {
        let age = standing.at.as_ref().and_then(|at| at.parse().ok()).map(|at| age(self.now, at));
        let with = |word: &str| {
            age.as_ref().map_or_else(|| word.to_owned(), |age| format!("{word} {age}"))
        };
        match standing.state {
            State::Applied => Cell::styled(with("applied"), GOOD),
            State::Edited => Cell::styled(with("edited"), BAD),
            State::Failed => Cell::styled(with("failed"), BAD),
            State::Pending => Cell::styled("pending", WARNING),
            State::Absent => Cell::none(),
            State::Unknown => Cell::styled("unknown", DIM),
        }
    }
}

/// `3 d ago`: one number is enough to see what is old.
fn age(now: Timestamp, at: Timestamp) -> String {
    let seconds = now.duration_since(at).as_secs().max(0);
    match seconds {
        0..=59 => format!("{seconds} s ago"),
        60..=3599 => format!("{} min ago", seconds / 60),
        3600..=86_399 => format!("{} h ago", seconds / 3600),
        _ => format!("{} d ago", seconds / 86_400),
    }
}

/// Says why a column is empty.
pub(super) fn unread(output: &Output, environment: Environment, failure: &Failure) {
    if output.shows_messages() {
        let warning = Styled(WARNING, "warning");
        let code = Styled(DIM, format!("[{}]", failure.code));
        print_stderr(&format!(
            "{warning}: {environment} was not read: {} {code}\n  help: {}\n",
            failure.message, failure.hint
        ));
    }
}
