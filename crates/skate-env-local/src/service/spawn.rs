//! Starting the process.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use skate_env_core::Code;

use super::{FirstWord, Running};
use crate::postgres::cluster;
use crate::{Account, Error, Result};

/// Starts a command that calls [`super::serve`], and returns when its control plane is ready. What
/// it says later goes to `control-plane.log` in its home. It goes on when we end.
///
/// # Errors
///
/// What kept the control plane from starting, with its own code.
pub fn spawn(mut command: Command, home: &Path) -> Result<Running> {
    // The log would make it look like somebody's folder: it becomes the servers' while it is empty.
    cluster::enter(home, &Account::for_servers()?)?;
    let path = home.join("control-plane.log");
    let log: File = OpenOptions::new()
        .create(true)
        .append(true)
        .open(&path)
        .map_err(Error::io("write", &path))?;
    let program = std::path::PathBuf::from(command.get_program());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log);
    let mut child = command.spawn().map_err(Error::io("run", &program))?;
    let mut line = String::new();
    if let Some(output) = child.stdout.take() {
        BufReader::new(output).read_line(&mut line).map_err(Error::io("read", &program))?;
    }
    match serde_json::from_str(&line) {
        Ok(FirstWord::Ready(_)) => {
            Running::find(home)?.ok_or_else(|| Error::not_made("its process ended at once"))
        }
        Ok(FirstWord::Failed { code, message, hint }) => {
            let _ = child.wait();
            // A process of another version may have a code that is new here.
            let known = Code::ALL.iter().copied().find(|known| known.as_str() == code);
            Err(Error::new(known.unwrap_or(Code::NotMade), message, hint))
        }
        Err(_) => {
            let _ = child.wait();
            let path = path.display();
            Err(Error::not_made(format!("its process ended without a message; see {path}")))
        }
    }
}
