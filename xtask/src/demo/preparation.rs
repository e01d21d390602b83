//! What the demo needs before it can start, all at the same time: cargo compiles while npm installs.

use std::thread::{self, ScopedJoinHandle};

use anyhow::{Result, anyhow};

use crate::packages::Profile;
use crate::progress::Progress;
use crate::{example, packages, tools};

/// Builds the packages and installs them in the example.
pub(super) fn prepare(native_engine: bool) -> Result<()> {
    let progress = Progress::new();
    thread::scope(|scope| {
        let dependencies = scope.spawn(|| {
            let task = progress.begin("Installing the example's dependencies (npm)");
            example::install_dependencies()?;
            task.end();
            let task = progress.begin("Installing PostgreSQL and Prisma's engine (npm)");
            // Where npm has no PostgreSQL for this platform, an installed one serves.
            let _ = tools::postgres();
            if !native_engine {
                example::schema_engine()?;
            }
            task.end();
            anyhow::Ok(())
        });
        let tarballs = packages::build_with_progress(Profile::Dev, &progress)?;
        join(dependencies)?;
        let task = progress.begin("Installing skate-env in the example (npm)");
        example::install_packages(&tarballs)?;
        task.end();
        Ok(())
    })
}

fn join(task: ScopedJoinHandle<'_, Result<()>>) -> Result<()> {
    task.join().map_err(|_| anyhow!("npm's thread panicked"))?
}
