//! A branch's database, as an app reaches it.

use tokio_postgres::config::SslMode;
use tokio_postgres::{Client, Config, Error, NoTls};

/// Connects by a URL of the API's; on loopback, without the detour over TLS.
pub(crate) async fn connect(url: &str) -> Result<Client, Error> {
    open(url.parse()?).await
}

/// The same with another login.
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
pub(crate) async fn ask(client: &Client, question: &str) -> String {
    let question = format!("SELECT ({question})::text");
    client.query_one(&question, &[]).await.unwrap().get(0)
}
