//! Databases that are asked who they are, before anything is done to them.

mod answer;

use std::{future::Future, time::Duration};

pub(crate) use answer::{Asked, IdentityData};
use skate_env_core::{
    Config, Error, ResolvedDatabase,
    verify::{self, Options},
};

use crate::{
    exit::{self, Exit},
    failure::Failure,
    output::{Output, to_person},
    runtime,
};

const LONG: Duration = Duration::from_secs(1);

/// Proves every database that somebody could answer for; a file has nobody.
pub(crate) fn prove(
    databases: &[&ResolvedDatabase],
    config: &Config,
    output: &Output,
) -> Result<(), Failure> {
    let asked = databases.iter().filter(|it| it.target.is_some());
    drive(output, async {
        let mut problems = Vec::new();
        for resolved in asked {
            let answer = verify::verify(resolved, config, &Options::default()).await;
            problems.extend(answer.err().iter().flat_map(Error::problems).cloned());
        }
        Ok(Error::from_problems(problems))
    })?
    .map_or(Ok(()), |error| Err(error.into()))
}

/// Asks with patience; a person is told what is waited for.
pub(crate) fn drive<T>(
    output: &Output,
    asking: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    let work = async {
        tokio::pin!(asking);
        tokio::select! {
            answer = &mut asking => return answer,
            () = tokio::time::sleep(LONG) => {}
        }
        if output.talks() {
            to_person("Waiting for the database to say who it is\n");
        }
        asking.await
    };
    runtime::drive(work, || {
        Failure::own(
            Exit::Failed,
            exit::INTERRUPTED,
            "Interrupted while the database was asked who it is.",
            "Nothing was changed.",
        )
    })
}
