//! The tables in which migration tools record what they applied. With their rows, a tool that looks
//! at a test database finds nothing left to do.

use sha2::{Digest as _, Sha256};
use tokio_postgres::Client;

use super::scripts::{Script, Scripts};
use super::{Draft, hexadecimal};
use crate::Result;
use crate::error::of_postgres;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum History {
    Prisma,
    Drizzle,
}

/// The table as Prisma's engine creates it.
const PRISMA: &str = "CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
)";

/// The table as drizzle-orm's migrator creates it.
const DRIZZLE: &str = "CREATE SCHEMA IF NOT EXISTS drizzle;
CREATE TABLE IF NOT EXISTS drizzle.__drizzle_migrations (
    id SERIAL PRIMARY KEY,
    hash text NOT NULL,
    created_at bigint
)";

impl History {
    pub(super) async fn write(self, scripts: &Scripts, draft: &Draft<'_>) -> Result<()> {
        let client = draft.connect().await?;
        let written = async {
            let table = match self {
                Self::Prisma => PRISMA,
                Self::Drizzle => DRIZZLE,
            };
            client.batch_execute(table).await?;
            for script in &scripts.0 {
                self.insert(&client, script).await?;
            }
            Ok(())
        };
        written.await.map_err(of_postgres("record the migrations"))
    }

    async fn insert(self, client: &Client, script: &Script) -> Result<(), tokio_postgres::Error> {
        let checksum = hexadecimal(&Sha256::digest(&script.text));
        match self {
            Self::Prisma => {
                const ROW: &str = "INSERT INTO _prisma_migrations \
                    (id, checksum, migration_name, finished_at, applied_steps_count) \
                    VALUES (gen_random_uuid()::text, $1, $2, now(), 1)";
                client.execute(ROW, &[&checksum, &script.name]).await?;
            }
            Self::Drizzle => {
                const ROW: &str = "INSERT INTO drizzle.__drizzle_migrations (hash, created_at) \
                    VALUES ($1, $2)";
                client.execute(ROW, &[&checksum, &script.generated_at]).await?;
            }
        }
        Ok(())
    }
}
