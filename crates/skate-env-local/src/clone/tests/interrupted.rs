//! A copy whose first start is cut off while it recovers.

use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::{ROWS, place_with_notes};
use crate::clone::copy_running;
use crate::draw_port;

/// Enough for one of them to meet the few milliseconds of a recovery.
const ATTEMPTS: u32 = 120;

#[tokio::test(flavor = "multi_thread")]
async fn a_first_start_that_is_cut_off_is_resumed() {
    let (place, parent) = place_with_notes().await;
    let rows = parent.ask(ROWS).await;
    let mut resumed = 0;
    for attempt in 0..ATTEMPTS {
        let name = attempt.to_string();
        copy_running(&parent.source, &place.path(&name)).await.unwrap();
        let data = place.path(&name).join("data");
        let mut command = parent.source.account.command(&place.binaries.program("postgres"));
        command.args(["-c", &format!("port={}", draw_port().unwrap()), "-D"]).arg(&data);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut server = command.spawn().unwrap();
        let deadline = Instant::now() + Duration::from_secs(30);
        while !data.join("backup_label.old").exists() {
            assert!(Instant::now() < deadline, "it begins to recover");
            thread::sleep(Duration::from_micros(100));
        }
        // As the guardian of a killed control plane does.
        let stop = Command::new("kill").args(["-INT", &server.id().to_string()]).status();
        assert!(stop.unwrap().success());
        server.wait().unwrap();
        let copy = place.start(&name).await;
        assert_eq!(copy.ask(ROWS).await, rows);
        let log = std::fs::read_to_string(copy.server.cluster().log()).unwrap();
        assert!(!data.join("backup_label.old").exists() && !data.join("recovery.signal").exists());
        resumed += u32::from(log.contains("restarting backup recovery"));
        if resumed > 0 {
            return;
        }
    }
    panic!("no start was cut off in its recovery");
}
