//! Requests that schemathesis generates from Neon's document.
//!
//! Ids are pinned, because with generated ones every answer is 404, which proves nothing. What
//! deletes comes last, when nothing is needed any more.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use secrecy::ExposeSecret;
use skate_env_core::neon::calls::operations;
use skate_env_core::neon::lifecycle::{BranchSpec, Branches, Production, find_production};
use skate_env_core::neon::{Client, ProjectId};
use skate_env_core::{Class, Config};

use crate::plane::Plane;
use crate::{handed_in, programs, run};

/// Everything that is answered here; the rest of the document is 501.
const PATHS: &str = r"(?x)^/( auth | users/me(/organizations)? | projects(/shared)? | projects/\{project_id\}(
  /operations(/.*)? | /connection_uri | /endpoints(/.*)? | /branches(/count)?
  | /branches/\{branch_id\}(/( restore | set_as_default | anonymized_status | schema
      | compare_schema | endpoints | databases(/.*)? | roles(/.*)? ))? )? )$";

/// What is left out of a round, and its seconds: who reads is not to find what was renamed, nor
/// anybody what was deleted.
const ROUNDS: [(&[&str], &str); 3] = [
    (&["POST", "PATCH", "PUT", "DELETE"], "20"),
    (&["GET", "DELETE"], "25"),
    (&["GET", "POST", "PATCH", "PUT"], "10"),
];

/// What an answer must be. Whether a request had to be refused is Neon's to say: its document is
/// looser than it.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
                      response_headers_conformance,response_schema_conformance";

#[test]
#[ignore = "needs schemathesis: cargo xtask soak schemathesis"]
fn answers_are_as_documented() {
    check().expect("every answer is as documented");
}

fn check() -> Result<()> {
    let program = handed_in("SKATE_ENV_TEST_SCHEMATHESIS")?;
    let document = handed_in("SKATE_ENV_TEST_DOCUMENT")?;
    let plane = Plane::start(&programs::find()?.search)?;
    let folder = tempfile::tempdir()?;
    let configuration = folder.path().join("schemathesis.toml");
    fs::write(&configuration, pins(&plane)?)?;
    for (left_out, seconds) in ROUNDS {
        let mut command = Command::new(&program);
        command.current_dir(folder.path()).arg("--config-file").arg(&configuration);
        command.arg("run").arg(&document).args(["--url", plane.api_host()]);
        command.args(["--include-path-regex", PATHS, "--phases", "examples,coverage,fuzzing"]);
        command.args(["--checks", CHECKS, "--continue-on-failure", "--no-shrink"]);
        command.args(["--max-examples", "15", "--seed", "1", "--max-time", seconds]);
        for method in left_out {
            command.args(["--exclude-method", method]);
        }
        run(&mut command)?;
    }
    Ok(())
}

/// The configuration: the key, and a branch of production with all that belongs to it.
fn pins(plane: &Plane) -> Result<String> {
    plane.block_on(async {
        let client = Client::connect(plane.api_host(), plane.api_key())?;
        let project = ProjectId::new(plane.project_id())?;
        let production =
            Production::new(find_production(&client, &project, None, false).await?.pins)?;
        let branches =
            Branches::new(client.clone(), project.clone(), production, Config::default());
        let wanted = BranchSpec::new("staging", Class::Staging, "schemathesis");
        let made = branches.ensure(&wanted).await?;
        let page = client.send(&operations::list(&project, None)).await?;
        let operation = page.operations.first().context("there is no operation")?;
        Ok(format!(
            r#"[headers]
Authorization = "Bearer {key}"

[checks.not_a_server_error]
expected-statuses = ["2xx", "3xx", "4xx", "501"]

[parameters]
"path.project_id" = "{project}"
"path.branch_id" = "{branch}"
"path.endpoint_id" = "{endpoint}"
"path.operation_id" = "{operation}"
"path.database_name" = "neondb"
"path.role_name" = "neondb_owner"
"query.branch_id" = "{branch}"
"query.base_branch_id" = "{parent}"
"query.endpoint_id" = "{endpoint}"
"query.database_name" = "neondb"
"query.db_name" = "neondb"
"query.role_name" = "neondb_owner"
"#,
            key = plane.api_key().expose_secret(),
            branch = made.branch.id,
            parent = made.branch.parent_id.as_ref().context("staging has no parent")?,
            endpoint = made.connection.endpoint,
            operation = operation.id,
        ))
    })
}
