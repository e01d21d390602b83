//! Starting the process of a control plane.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use skate_env_core::Code;

use super::{ControlPlaneProcess, StartMessage};
use crate::files::open_folder;
use crate::{Account, Error, Result};

/// Starts a command that calls [`super::serve`], and returns when its control plane is ready. Its
/// later output is appended to `control-plane.log` in the home. The process outlives this one.
///
/// # Errors
///
/// The error that kept the control plane from starting, with its own code.
pub fn spawn(mut command: Command, home: &Path) -> Result<ControlPlaneProcess> {
    // Before the log is written: only an empty folder is given to the servers' account.
    open_folder(home, &Account::for_servers()?)?;
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
        Ok(StartMessage::Ready(_)) => {
            let found = ControlPlaneProcess::find(home)?;
            found.ok_or_else(|| Error::not_made("its process ended at once"))
        }
        Ok(StartMessage::Failed { code, message, hint }) => {
            let _ = child.wait();
            // A process of another version may have a code that is unknown here.
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
