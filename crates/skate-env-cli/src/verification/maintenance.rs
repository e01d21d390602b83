//! The database that every server has beside those of its projects.

use skate_env_core::{Code, DatabaseUrl, Error, Problem};
use url::Url;

pub(crate) const MAINTENANCE: &str = "postgres";

/// The URL of that database on the server of this one, for the same role.
pub(crate) fn maintenance_url(url: &DatabaseUrl) -> Result<DatabaseUrl, Error> {
    let unreadable = |_| {
        let message = "The branch's URL cannot be parsed.";
        Error::from_problem(Problem::new(Code::InternalError, message, "Report this."))
    };
    let mut url = Url::parse(url.expose_secret()).map_err(unreadable)?;
    url.set_path(MAINTENANCE);
    DatabaseUrl::parse(url.as_str())
}
