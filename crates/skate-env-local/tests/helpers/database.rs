//! Connections to a branch's database, as an app makes them.

use tokio_postgres::config::SslMode;
use tokio_postgres::{Client, Config, Error, NoTls};

/// Connects by a URL of the API, without TLS.
pub(crate) async fn connect(url: &str) -> Result<Client, Error> {
    open(url.parse()?).await
}

/// Connects by a URL of the API with another login.
pub(crate) async fn connect_as(url: &str, role: &str, password: &str) -> Result<Client, Error> {
    let mut config: Config = url.parse()?;
    config.user(role).password(password);
    open(config).await
}

async fn open(mut config: Config) -> Result<Client, Error> {
    config.ssl_mode(SslMode::Disable);
    let (client, connection) = config.connect(NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// The first column of the only row, as text.
pub(crate) async fn ask(client: &Client, query: &str) -> String {
    let query = format!("SELECT ({query})::text");
    client.query_one(&query, &[]).await.unwrap().get(0)
}
