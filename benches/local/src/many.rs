//! Many branches: concurrent creation, and memory and disk awake and asleep.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Instant;

use futures_util::future::try_join_all;
use serde_json::{Value, json};
use skate_env_core::neon::BranchRef;
use skate_env_core::neon::lifecycle::EnsuredBranch;

use crate::Result;
use crate::fixture::{Fixture, connect, milliseconds};

/// Creates branches of one parent concurrently.
pub(crate) async fn at_once(fixture: &Fixture, count: u32) -> Result<Value> {
    let begin = Instant::now();
    let names = (0..count).map(|number| format!("at-once/{number}"));
    let made = try_join_all(names.map(|name| async move { fixture.ensure(&name).await })).await?;
    let all = milliseconds(begin);
    delete(fixture, &made).await?;
    Ok(json!({ "count": count, "all": all }))
}

/// Memory and disk of many branches with a session each, then asleep.
pub(crate) async fn figures(fixture: &Fixture, count: u32) -> Result<Value> {
    let mut made = Vec::new();
    let (servers, taken) = (memory(&fixture.home)?, disk(&fixture.home)?);
    let begin = Instant::now();
    for number in 0..count {
        made.push(fixture.ensure(&format!("many/{number}")).await?);
    }
    let all = milliseconds(begin);
    let sessions = try_join_all(made.iter().map(|it| connect(it, None))).await?;
    for session in &sessions {
        session.query("SELECT count(*) FROM notes", &[]).await?;
    }
    let awake = memory(&fixture.home)?;
    drop(sessions);
    for ensured in &made {
        fixture.suspend(ensured).await?;
    }
    let (asleep, more) = (memory(&fixture.home)?, disk(&fixture.home)?);
    delete(fixture, &made).await?;
    let each = |after: f64, before: f64| (after - before) / f64::from(count);
    Ok(json!({
        "count": count, "all": all,
        "processes_awake": awake.processes - servers.processes,
        "processes_asleep": asleep.processes - servers.processes,
        "resident": each(awake.resident, servers.resident),
        "proportional": each(awake.proportional, servers.proportional),
        "disk": each(more, taken),
    }))
}

async fn delete(fixture: &Fixture, made: &[EnsuredBranch]) -> Result<()> {
    for ensured in made {
        fixture.branches.delete(&BranchRef::Id(ensured.branch.id.clone())).await?;
    }
    Ok(())
}

/// Memory of the servers, in megabytes.
struct Memory {
    processes: i64,
    resident: f64,
    /// The proportional set size: shared pages are divided among processes.
    proportional: f64,
}

fn memory(home: &Path) -> Result<Memory> {
    let clusters = format!(" -D {}/", home.join("timelines").display());
    let mut parents = BTreeMap::new();
    let mut main = Vec::new();
    for entry in fs::read_dir("/proc")?.flatten() {
        let Ok(id) = entry.file_name().to_string_lossy().parse::<u32>() else { continue };
        let (Ok(line), Ok(status)) = (
            fs::read(entry.path().join("cmdline")),
            fs::read_to_string(entry.path().join("status")),
        ) else {
            continue;
        };
        if String::from_utf8_lossy(&line).replace('\0', " ").contains(&clusters) {
            main.push(id);
        }
        parents.insert(id, number(&status, "PPid:"));
    }
    let mut memory = Memory { processes: 0, resident: 0.0, proportional: 0.0 };
    let own = |id: &u32, parent: &Option<u32>| {
        main.iter().any(|main| id == main || Some(*main) == *parent)
    };
    for id in parents.iter().filter(|(id, parent)| own(id, parent)).map(|(id, _)| id) {
        let Ok(text) = fs::read_to_string(format!("/proc/{id}/smaps_rollup")) else { continue };
        memory.processes += 1;
        memory.resident += kilobytes(&text, "Rss:") / 1000.0;
        memory.proportional += kilobytes(&text, "Pss:") / 1000.0;
    }
    Ok(memory)
}

fn kilobytes(text: &str, name: &str) -> f64 {
    number(text, name).map_or(0.0, f64::from)
}

fn number(text: &str, name: &str) -> Option<u32> {
    let value = text.lines().find_map(|line| line.strip_prefix(name))?;
    value.split_whitespace().next()?.parse().ok()
}

/// The disk usage of a folder in megabytes, by allocated blocks.
fn disk(folder: &Path) -> Result<f64> {
    use std::os::unix::fs::MetadataExt;
    let mut sum = 0.0;
    for entry in fs::read_dir(folder)?.flatten() {
        let Ok(metadata) = entry.metadata() else { continue };
        sum += f64::from(u32::try_from(metadata.blocks())?) * 512.0 / 1e6;
        if metadata.is_dir() {
            sum += disk(&entry.path())?;
        }
    }
    Ok(sum)
}
