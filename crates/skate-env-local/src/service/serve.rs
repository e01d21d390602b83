//! Being the process.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::{FirstWord, Notice, notice};
use crate::{ControlPlane, Error, Options, Result};

/// Runs a control plane until the process is asked to end (`SIGTERM`, Ctrl-C), says on standard
/// output in one line of JSON that it is ready or why not, and leaves the terminal it came from.
///
/// # Errors
///
/// As [`ControlPlane::start`].
pub async fn serve(options: Options) -> Result<()> {
    #[cfg(unix)]
    // Refused to the leader of a group: then a person runs it, whose Ctrl-C it should hear.
    let _ = rustix::process::setsid();
    let home = options.home.clone();
    let stop = stop_wanted();
    let plane = match ControlPlane::start(options).await {
        Ok(plane) => plane,
        Err(error) => {
            say(&failed(&error));
            return Err(error);
        }
    };
    let own = Notice {
        process: std::process::id(),
        api_host: plane.api_host(),
        project_id: plane.project_id(),
    };
    if let Err(error) = leave(&home, &own) {
        say(&failed(&error));
        plane.shut_down().await;
        return Err(error);
    }
    say(&FirstWord::Ready(own));
    stop.await;
    let _ = fs::remove_file(notice(&home));
    plane.shut_down().await;
    Ok(())
}

fn failed(error: &Error) -> FirstWord {
    FirstWord::Failed {
        code: error.code().to_string(),
        message: error.to_string(),
        hint: error.hint().to_owned(),
    }
}

/// Whoever started us may be gone: then nobody is to be told.
fn say(word: &FirstWord) {
    if let Ok(line) = serde_json::to_string(word) {
        let _ = writeln!(io::stdout(), "{line}");
    }
}

fn leave(home: &Path, own: &Notice) -> Result<()> {
    let path = notice(home);
    let draft = path.with_extension("draft");
    let text = serde_json::to_vec(own)
        .map_err(|error| Error::io("write", &draft)(io::Error::from(error)))?;
    fs::write(&draft, text).map_err(Error::io("write", &draft))?;
    fs::rename(&draft, &path).map_err(Error::io("write", &path))
}

/// Listens from now on, so that a wish that comes during the start is heard.
#[cfg(unix)]
fn stop_wanted() -> impl Future<Output = ()> {
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
async fn stop_wanted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
