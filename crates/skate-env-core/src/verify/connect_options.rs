//! The options of a connection, built from a URL's parts: tokio-postgres refuses parameters that
//! it does not know.

use std::time::Duration;

use secrecy::ExposeSecret as _;
use tokio_postgres::config::{ChannelBinding, Config, SslMode};

use super::tls::TlsPolicy;
use crate::{
    Code, DatabaseUrl, Error, Problem, Target, Variables, database_url::Login, resolve::BUILD_URL,
    target::Host,
};

/// A compute that sleeps is woken by the first connection, which may take seconds.
const CONNECT: Duration = Duration::from_secs(15);

/// What a role or a database was given with `ALTER … SET` must not bend our statements, and no
/// function of a user's may stand in for PostgreSQL's. A read-only default stays: somebody
/// wanted it.
const SETTINGS: &str = "-c search_path=pg_catalog -c statement_timeout=0 -c lock_timeout=0 \
    -c idle_in_transaction_session_timeout=0 -c idle_session_timeout=0 -c standard_conforming_strings=on \
    -c default_transaction_isolation=read\\ committed";

/// Everything that is needed to connect.
pub(super) struct ConnectOptions {
    pub(super) config: Config,
    pub(super) tls: TlsPolicy,
    /// Whether the host is this machine.
    pub(super) is_local: bool,
    /// Whether a pooler answers, whose sessions are shared.
    pub(super) is_pooled: bool,
}

impl ConnectOptions {
    /// The options for a URL, past Neon's pooler; `target` names the host where the URL leaves
    /// that to variables.
    pub(super) fn new(url: &DatabaseUrl, target: Option<&Target>) -> Result<Self, Error> {
        let direct = url.to_direct();
        Self::as_written(direct.as_ref().unwrap_or(url), target)
    }

    /// The options for the URL as it is written, through a pooler where it names one.
    pub(super) fn as_written(url: &DatabaseUrl, target: Option<&Target>) -> Result<Self, Error> {
        if url.expose_secret() == BUILD_URL {
            return Err(no_database());
        }
        let login = url.login().ok_or_else(no_server)?;
        let host = match (&login.host, target) {
            (Some(host), _) => host.clone(),
            (None, Some(target)) => target.host(),
            (None, None) => "localhost".to_owned(),
        };
        let is_pooled = url.target(&Variables::new()).ok().flatten().is_some_and(|it| it.pooled);
        let tls = TlsPolicy::of(&login, &host)?;
        let mut config = config(&login, is_pooled);
        config.ssl_mode(tls.mode()).host(&host);
        if login.binds_channel && tls.mode() != SslMode::Disable {
            config.channel_binding(ChannelBinding::Require);
        }
        let is_local = Host::parse(&host).is_some_and(|host| host.is_loopback());
        Ok(Self { config, tls, is_local, is_pooled })
    }
}

fn config(login: &Login, is_pooled: bool) -> Config {
    let mut config = Config::new();
    config.dbname(&login.database).application_name("skate-env").connect_timeout(CONNECT);
    if let Some(port) = login.port {
        config.port(port);
    }
    if let Some(user) = &login.user {
        config.user(user);
    }
    if let Some(password) = &login.password {
        config.password(password.expose_secret());
    }
    let given = login.options.as_deref().unwrap_or_default();
    if !is_pooled {
        config.options(format!("{given} {SETTINGS}").trim_start());
    } else if !given.is_empty() {
        config.options(given);
    }
    config
}

fn no_server() -> Error {
    Error::from_problem(Problem::new(
        Code::InvalidUrl,
        "The URL names a SQLite file, which cannot be asked for its identity.",
        "Use a PostgreSQL URL.",
    ))
}

fn no_database() -> Error {
    Error::from_problem(Problem::new(
        Code::MissingUrl,
        "No database is set: the URL is the placeholder of a build.",
        "Set the environment's own connection string.",
    ))
}

#[cfg(test)]
mod tests {
    use tokio_postgres::config::{ChannelBinding, Host};

    use super::ConnectOptions;
    use crate::{Code, DatabaseUrl};

    fn options(url: &str) -> ConnectOptions {
        ConnectOptions::new(&DatabaseUrl::parse(url).unwrap(), None).unwrap()
    }

    #[test]
    fn a_url_is_decoded_as_drivers_decode_it() {
        let options =
            options("postgresql://us%40er:p%2Fw%25@[::1]:6000/shop?pgbouncer=true&schema=x");
        assert_eq!(options.config.get_user(), Some("us@er"));
        assert_eq!(options.config.get_password(), Some(&b"p/w%"[..]));
        assert_eq!(options.config.get_hosts(), [Host::Tcp("::1".to_owned())]);
        assert_eq!(options.config.get_ports(), [6000]);
        assert_eq!(options.config.get_dbname(), Some("shop"));
        assert!(options.is_local);
    }

    #[test]
    fn this_machine_is_dialled_as_it_is_spelled_and_others_as_they_are_compared() {
        for (host, dialled) in [
            ("127.0.0.1", Host::Tcp("127.0.0.1".to_owned())),
            ("LOCALHOST", Host::Tcp("LOCALHOST".to_owned())),
            ("Db.Example.com.", Host::Tcp("db.example.com".to_owned())),
            ("%2Fvar%2Frun", Host::Unix("/var/run".into())),
            ("", Host::Tcp("localhost".to_owned())),
        ] {
            let options = options(&format!("postgresql://{host}/shop"));
            assert_eq!(options.config.get_hosts(), [dialled], "{host}");
        }
        let socket = options("postgresql://localhost/shop?host=/run/postgresql");
        assert_eq!(socket.config.get_hosts(), [Host::Unix("/run/postgresql".into())]);
    }

    #[test]
    fn neons_pooler_is_passed_by_and_any_other_is_given_no_settings() {
        let neon = options(
            "postgresql://app:x@ep-cool-darkness-123456-pooler.eu.aws.neon.tech/shop\
             ?sslmode=require&channel_binding=require",
        );
        let direct = "ep-cool-darkness-123456.eu.aws.neon.tech".to_owned();
        assert_eq!(neon.config.get_hosts(), [Host::Tcp(direct)]);
        assert!(neon.config.get_options().unwrap().contains("search_path=pg_catalog"));
        assert_eq!(neon.config.get_channel_binding(), ChannelBinding::Require);

        let pooled = options("postgresql://app:x@localhost/shop?pgbouncer=true");
        assert_eq!(pooled.config.get_options(), None);
    }

    /// The last of two settings counts, to PostgreSQL too.
    #[test]
    fn what_the_url_sets_comes_before_what_is_set_here() {
        let options = options("postgresql://localhost/shop?options=-c%20search_path%3Devil");
        let text = options.config.get_options().unwrap();
        let place = |part: &str| text.find(part).unwrap();
        assert!(place("search_path=evil") < place("search_path=pg_catalog"), "{text}");
    }

    #[test]
    fn a_file_and_a_builds_placeholder_have_nobody_to_ask() {
        for (url, code) in [
            ("file:./dev.db", Code::InvalidUrl),
            ("postgresql://unset.invalid/build", Code::MissingUrl),
        ] {
            let refused =
                ConnectOptions::new(&DatabaseUrl::parse(url).unwrap(), None).err().unwrap();
            assert_eq!(refused.code(), code, "{url}");
        }
    }
}
