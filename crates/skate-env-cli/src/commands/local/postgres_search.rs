//! Where to look for PostgreSQL's programs, passed to the process that needs them as arguments.

use std::{ffi::OsString, path::PathBuf, process::Command};

use skate_env_core::Variables;
use skate_env_local::Search;

use crate::context::Context;

/// The variable that names a folder with PostgreSQL's programs; no other place is searched then.
const SKATE_ENV_POSTGRES_BIN: &str = "SKATE_ENV_POSTGRES_BIN";
const PATH: &str = "PATH";

/// Where to look, as options of `local serve`.
#[derive(clap::Args)]
pub(super) struct PostgresSearch {
    #[arg(long)]
    postgres: Option<PathBuf>,
    #[arg(long)]
    path: Option<OsString>,
    #[arg(long)]
    node_modules: Vec<PathBuf>,
}

impl PostgresSearch {
    /// The named folder; or else `PATH`, the usual install folders, and `node_modules` in the
    /// working directory and its parents.
    pub(super) fn of(context: &Context, variables: &Variables) -> Self {
        let folders = context.directory.ancestors().map(|folder| folder.join("node_modules"));
        Self {
            postgres: variables.get(SKATE_ENV_POSTGRES_BIN).map(|it| context.directory.join(it)),
            path: variables.get(PATH).map(OsString::from),
            node_modules: folders.filter(|folder| folder.is_dir()).collect(),
        }
    }

    pub(super) fn add_to(&self, command: &mut Command) {
        let mut add = |name: &str, value: &dyn AsRef<std::ffi::OsStr>| {
            command.arg(name).arg(value.as_ref());
        };
        self.postgres.iter().for_each(|folder| add("--postgres", folder));
        self.path.iter().for_each(|path| add("--path", path));
        self.node_modules.iter().for_each(|folder| add("--node-modules", folder));
    }

    pub(super) fn to_search(&self) -> Search {
        if let Some(folder) = &self.postgres {
            return Search::only(folder);
        }
        let mut search = Search::default();
        search.path.clone_from(&self.path);
        search.node_modules.clone_from(&self.node_modules);
        search
    }
}
