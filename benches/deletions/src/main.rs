//! Deletes branches with the Neon client of the core: `skate-env-deletions BASE COUNT AT_ONCE`.
#![expect(clippy::print_stdout, reason = "prints its result")]

use std::{env, error::Error, fs, time::Instant};

use futures_util::{StreamExt, stream};
use skate_env_core::neon::{BranchId, Client, ProjectId, calls};

const EARLY: usize = 100;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut words = env::args().skip(1);
    let mut word = |what: &str| words.next().ok_or(format!("{what} is missing"));
    let base = word("the address")?;
    let count: usize = word("the count")?.parse()?;
    let at_once: usize = word("how many at once")?.parse()?;

    let client = Client::connect(&base, &"key".into())?;
    let project = ProjectId::new("project-1")?;
    let start = Instant::now();
    let mut answers = stream::iter(0..count)
        .map(|number| delete(&client, &project, number))
        .buffer_unordered(at_once)
        .enumerate();
    let (mut failed, mut early) = (0, None);
    while let Some((index, answer)) = answers.next().await {
        failed += usize::from(answer.is_err());
        if index + 1 == EARLY {
            early = memory("VmRSS:");
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    let figures = serde_json::json!({
        "seconds": seconds, "failed": failed, "early": early, "peak": memory("VmHWM:"),
    });
    println!("{figures}");
    Ok(())
}

async fn delete(client: &Client, project: &ProjectId, number: usize) -> Result<(), Box<dyn Error>> {
    let branch = BranchId::new(format!("br-a-b-{number}"))?;
    client.send(&calls::branches::delete(project, &branch)).await?;
    Ok(())
}

/// Memory in kilobytes, on systems with `/proc`.
fn memory(field: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let value = status.lines().find_map(|line| line.strip_prefix(field))?;
    value.trim().trim_end_matches(" kB").parse().ok()
}
