//! Where a test server is, and how sessions and URLs are made for it.

use std::fmt::Write as _;
use std::time::Duration;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use secrecy::{ExposeSecret, SecretString};
use skate_env_core::{Code, DatabaseUrl};
use skate_env_local::TestServer;
use tokio_postgres::{Client, Config, NoTls};

use crate::Result;
use crate::error::error;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// The role that owns the databases of our own server and that tests log in as: no superuser, so
/// that row security and privileges work as they do for an app.
const TEST_ROLE: &str = "test";

/// A role and its password.
#[derive(Clone, Debug)]
pub(crate) struct Role {
    pub(crate) name: String,
    pub(crate) password: Option<SecretString>,
}

/// A server of this machine, with the role that administers it and the one that tests log in as.
#[derive(Clone, Debug)]
pub(crate) struct Address {
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) administrator: Role,
    pub(crate) owner: Role,
    /// Whether it is the server of `skate-env-local`, whose passwords are not the user's.
    pub(crate) is_ours: bool,
}

impl Address {
    pub(crate) fn of_test_server(server: &TestServer) -> Self {
        let role = |name: &str, password: &SecretString| Role {
            name: name.to_owned(),
            password: Some(password.clone()),
        };
        Self {
            host: "127.0.0.1".to_owned(),
            port: server.port,
            administrator: role(&server.superuser, &server.password),
            owner: role(TEST_ROLE, &server.test_password),
            is_ours: true,
        }
    }

    /// Of a URL that was found to be local. Its role administers the server and owns the databases.
    pub(crate) fn of_url(url: &DatabaseUrl) -> Result<Self> {
        let read = url::Url::parse(url.expose_secret()).map_err(|_| without_host())?;
        let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let host = read.host_str().filter(|host| !host.is_empty()).ok_or_else(without_host)?;
        let role = Role {
            name: Some(decode(read.username())).filter(|name| !name.is_empty()).ok_or_else(
                || {
                    error(
                        Code::InvalidUrl,
                        "SKATE_ENV_TEST_SERVER names no role.",
                        "Write it as postgresql://role:password@localhost:5432/postgres.",
                    )
                },
            )?,
            password: read.password().map(|password| decode(password).into()),
        };
        Ok(Self {
            host: host.trim_matches(['[', ']']).to_owned(),
            port: read.port().unwrap_or(5432),
            administrator: role.clone(),
            owner: role,
            is_ours: false,
        })
    }

    /// Opens a session; the connection runs as a task of this runtime until the client is dropped.
    pub(crate) async fn connect(
        &self,
        role: &Role,
        database: &str,
        settings: &str,
    ) -> Result<Client, tokio_postgres::Error> {
        let mut config = Config::new();
        config.host(&self.host).port(self.port).dbname(database).user(&role.name);
        if let Some(password) = &role.password {
            config.password(password.expose_secret());
        }
        config.application_name("skate-env-testing").connect_timeout(CONNECT_TIMEOUT);
        config.options(settings);
        let (client, connection) = config.connect(NoTls).await?;
        // A pending query sees the end of the connection.
        tokio::spawn(async move { drop(connection.await) });
        Ok(client)
    }

    /// The URL of a database as the owner sees it.
    pub(crate) fn url(&self, database: &str) -> SecretString {
        self.text(database, self.owner.password.as_ref()).into()
    }

    /// The same as it may be printed: a password that the user chose stays out.
    pub(crate) fn printed_url(&self, database: &str) -> String {
        self.text(database, self.owner.password.as_ref().filter(|_| self.is_ours))
    }

    fn text(&self, database: &str, password: Option<&SecretString>) -> String {
        let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let mut url = format!("postgresql://{}", encode(&self.owner.name));
        if let Some(password) = password {
            // Writing to a string cannot fail.
            let _ = write!(url, ":{}", encode(password.expose_secret()));
        }
        let host =
            if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        let _ = write!(url, "@{host}:{}/{database}", self.port);
        url
    }
}

fn without_host() -> skate_env_core::Error {
    error(
        Code::InvalidUrl,
        "SKATE_ENV_TEST_SERVER names no host.",
        "Write it as postgresql://role:password@localhost:5432/postgres.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_of_the_user_is_never_printed() {
        let url = DatabaseUrl::parse("postgresql://me:c%40nary@localhost:5433/postgres").unwrap();
        let address = Address::of_url(&url).unwrap();
        assert_eq!(address.url("a").expose_secret(), "postgresql://me:c%40nary@localhost:5433/a");
        assert_eq!(address.printed_url("a"), "postgresql://me@localhost:5433/a");
        assert!(!format!("{address:?}").contains("nary"));
    }
}
