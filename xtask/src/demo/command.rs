//! The command of the installed package, from the example's scripts.

use anyhow::Result;

use super::database::Engine;
use super::heading;
use super::variables::{self, Variables};
use crate::example;
use crate::run::{npm, read};

/// All environments side by side, and one of Prisma's commands on staging's database.
pub(super) fn show(variables: &Variables, engine: &Engine) -> Result<()> {
    heading("The command, from the example's scripts");
    for script in ["db:check", "db:staging:status"] {
        let mut command = npm(&example::folder(), ["run", "--silent", script]);
        let mut visible = variables.clone();
        visible.extend(engine.variables());
        println!(
            "$ npm run {script}\n{}",
            read(variables::set_environment(&mut command, &visible))?
        );
    }
    Ok(())
}
