//! Running the control plane as this process.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::{ProcessInfo, StartMessage, info_file};
use crate::{ControlPlane, Error, Options, Result};

/// Runs a control plane until the process is asked to end (`SIGTERM`, Ctrl-C). Prints one line of
/// JSON on standard output when it is ready, or why it is not, and detaches from its terminal.
///
/// # Errors
///
/// As [`ControlPlane::start`].
pub async fn serve(options: Options) -> Result<()> {
    #[cfg(unix)]
    // The leader of a process group may not call it: a shell started it, and its Ctrl-C counts.
    let _ = rustix::process::setsid();
    let home = options.home.clone();
    let stop = stop_signal();
    let plane = match ControlPlane::start(options).await {
        Ok(plane) => plane,
        Err(error) => {
            print(&failed(&error));
            return Err(error);
        }
    };
    let info = ProcessInfo {
        process: std::process::id(),
        api_host: plane.api_host(),
        project_id: plane.project_id(),
    };
    if let Err(error) = write_info(&home, &info) {
        print(&failed(&error));
        plane.shut_down().await;
        return Err(error);
    }
    print(&StartMessage::Ready(info));
    stop.await;
    let _ = fs::remove_file(info_file(&home));
    plane.shut_down().await;
    Ok(())
}

fn failed(error: &Error) -> StartMessage {
    StartMessage::Failed {
        code: error.code().to_string(),
        message: error.to_string(),
        hint: error.hint().to_owned(),
    }
}

/// Ignores errors: the process that started this one may have ended.
fn print(message: &StartMessage) {
    if let Ok(line) = serde_json::to_string(message) {
        let _ = writeln!(io::stdout(), "{line}");
    }
}

fn write_info(home: &Path, info: &ProcessInfo) -> Result<()> {
    let path = info_file(home);
    let draft = path.with_extension("draft");
    let text = serde_json::to_vec(info)
        .map_err(|error| Error::io("write", &draft)(io::Error::from(error)))?;
    fs::write(&draft, text).map_err(Error::io("write", &draft))?;
    fs::rename(&draft, &path).map_err(Error::io("write", &path))
}

/// Listens from this call on, so that a signal during the start is not lost.
#[cfg(unix)]
fn stop_signal() -> impl Future<Output = ()> {
    use tokio::signal::unix::{SignalKind, signal};
    let kinds = [SignalKind::terminate(), SignalKind::interrupt()];
    let [terminate, interrupt] = kinds.map(signal);
    async move {
        let (Ok(mut terminate), Ok(mut interrupt)) = (terminate, interrupt) else {
            return std::future::pending().await;
        };
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    }
}

#[cfg(not(unix))]
async fn stop_signal() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
