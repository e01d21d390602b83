//! A copy whose first start is interrupted during its recovery.

use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::{ROWS, parent_with_notes};
use crate::clone::copy_running;
use crate::free_port;

/// Each has a good chance: what was written while it was copied takes a while to recover.
const ATTEMPTS: u32 = 20;
const WRITES: &str = "TRUNCATE filler; \
    INSERT INTO filler SELECT repeat('x', 100) FROM generate_series(1, 200000)";

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_first_start_is_resumed() {
    let (clusters, parent) = parent_with_notes().await;
    let rows = parent.ask(ROWS).await;
    parent.run("CREATE TABLE filler (text text)").await;
    let mut resumed = 0;
    for attempt in 0..ATTEMPTS {
        let name = attempt.to_string();
        let copy = clusters.path(&name);
        let (copied, ()) = tokio::join!(copy_running(&parent.source, &copy), parent.run(WRITES));
        copied.unwrap();
        let data = clusters.path(&name).join("data");
        let mut command = parent.source.account.command(&clusters.binaries.program("postgres"));
        command.args(["-c", &format!("port={}", free_port().unwrap()), "-D"]).arg(&data);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut server = command.spawn().unwrap();
        let deadline = Instant::now() + Duration::from_secs(30);
        while !data.join("backup_label.old").exists() {
            assert!(Instant::now() < deadline, "it begins to recover");
            thread::sleep(Duration::from_micros(100));
        }
        // As the watchdog of a killed control plane does.
        let stop = Command::new("kill").args(["-INT", &server.id().to_string()]).status();
        assert!(stop.unwrap().success());
        server.wait().unwrap();
        let copy = clusters.start(&name).await;
        assert_eq!(copy.ask(ROWS).await, rows);
        let log = std::fs::read_to_string(copy.server.cluster().log()).unwrap();
        assert!(!data.join("backup_label.old").exists() && !data.join("recovery.signal").exists());
        resumed += u32::from(log.contains("restarting backup recovery"));
        if resumed > 0 {
            return;
        }
    }
    panic!("no start was interrupted during its recovery");
}
