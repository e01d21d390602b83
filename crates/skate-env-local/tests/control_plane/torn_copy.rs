//! What a crash leaves of a branch whose creation was not acknowledged: its copy may be torn by a
//! power cut until the first start of its server has synced it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};
use skate_env_core::neon::BranchId;
use skate_env_core::neon::model::{CreatedBranch, Operation};

use crate::fixture::{Fixture, fill, rows};

/// Longer than it takes to read a file.
const DELAY: Duration = Duration::from_secs(2);

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_was_not_ready_before_a_crash_is_made_again() {
    let (fixture, created, begun) = ready_branch().await;
    let (home, id) = (fixture.home(), created.branch.id.clone());
    let tear = || {
        let data = timeline(&begun, &home, &id).join("data");
        let mut torn = 0;
        for database in fs::read_dir(data.join("base")).unwrap().flatten() {
            for file in fs::read_dir(database.path()).unwrap().flatten() {
                fs::File::options().write(true).open(file.path()).unwrap().set_len(0).unwrap();
                torn += 1;
            }
        }
        assert!(torn > 100, "{torn} files");
        write_state(&home, &begun);
    };
    let fixture = fixture.restart(tear).await.unwrap();
    fixture.api.done(&created.operations).await;
    assert_eq!(rows(&fixture.connect(&id).await).await, "100000 production");
    fixture.plane.shut_down().await;
}

/// Killed after it was recorded as ready, and before its operation was recorded as finished: a
/// client may have reached it.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_into_a_ready_branch_stays_when_its_creation_is_resumed() {
    let (fixture, created, begun) = ready_branch().await;
    let (home, id) = (fixture.home(), created.branch.id.clone());
    let client = fixture.connect(&id).await;
    client.batch_execute("INSERT INTO notes VALUES (0, 'client')").await.unwrap();
    drop(client);
    let resume = || {
        let mut state = read_state(&home);
        for operation in state["operations"].as_array_mut().unwrap() {
            let unfinished = operations(&begun).iter().find(|one| one["id"] == operation["id"]);
            if let Some(unfinished) = unfinished {
                operation["task"] = unfinished["task"].clone();
                operation["status"] = json!("running");
            }
        }
        write_state(&home, &state);
    };
    let fixture = fixture.restart(resume).await.unwrap();
    fixture.api.done(&created.operations).await;
    assert_eq!(rows(&fixture.connect(&id).await).await, "1 client, 100000 production");
    fixture.plane.shut_down().await;
}

/// A branch that is ready, and the state at the time when its creation was requested.
async fn ready_branch() -> (Fixture, CreatedBranch, Value) {
    let fixture = Fixture::new().await;
    let main = fixture.main.id.clone();
    fill(&fixture.connect(&main).await).await;
    fixture.plane.faults().slow_operations(DELAY);
    let created = fixture.api.begin_branch("child", &main).await.unwrap();
    fixture.plane.faults().clear();
    let begun = read_state(&fixture.home());
    let unfinished = |one: &Operation| {
        let id = one.id.to_string();
        operations(&begun).iter().any(|found| found["id"] == id && !found["task"].is_null())
    };
    assert!(created.operations.iter().all(unfinished), "{begun}");
    fixture.api.done(&created.operations).await;
    (fixture, created, begun)
}

fn operations(state: &Value) -> &Vec<Value> {
    state["operations"].as_array().unwrap()
}

fn timeline(state: &Value, home: &Path, branch: &BranchId) -> PathBuf {
    let name = state["branches"][branch.as_str()]["timeline"].as_str().unwrap();
    home.join("timelines").join(name)
}

fn read_state(home: &Path) -> Value {
    serde_json::from_slice(&fs::read(home.join("state.json")).unwrap()).unwrap()
}

fn write_state(home: &Path, state: &Value) {
    fs::write(home.join("state.json"), serde_json::to_vec(state).unwrap()).unwrap();
}
