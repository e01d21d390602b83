//! What a compute is created from.

use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use crate::postgres::Superuser;
use crate::{Account, Binaries, ClusterOptions, Error};

/// One error for all callers that waited for the same server.
pub(crate) type SharedError = Arc<Error>;

/// Called just before a server is stopped, while it still answers. It has two seconds, and must not
/// call the same compute: it would wait for itself.
pub(crate) type StopHook =
    Box<dyn Fn(Superuser) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;

/// What a compute is created from. The cluster must exist: a compute only opens it.
pub(crate) struct ComputeSpec {
    pub(crate) binaries: Binaries,
    pub(crate) account: Account,
    /// The cluster's folder.
    pub(crate) folder: PathBuf,
    pub(crate) options: ClusterOptions,
    /// How long the server runs without a query; without a limit if `None`.
    pub(crate) suspend_after: Option<Duration>,
    pub(crate) before_stop: Option<StopHook>,
}
