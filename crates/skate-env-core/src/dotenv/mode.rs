//! Which dotenv files are read in which mode, and which of them wins.

/// The mode Next.js runs in; it decides which dotenv files are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// `next dev`, and the default.
    Development,
    /// `next build`, `next start`.
    Production,
    /// `NODE_ENV=test`: `.env.local` is left out, so that tests are the same on every machine.
    Test,
}

/// The file in which Prisma keeps its variables where it has no configuration. `@next/env` never
/// reads it.
pub const PRISMA_FILE: &str = "prisma/.env";

impl Mode {
    /// The names of the files, the one that wins first.
    #[must_use]
    pub const fn file_names(self) -> &'static [&'static str] {
        match self {
            Self::Development => {
                &[".env.development.local", ".env.local", ".env.development", ".env"]
            }
            Self::Production => &[".env.production.local", ".env.local", ".env.production", ".env"],
            Self::Test => &[".env.test.local", ".env.test", ".env"],
        }
    }
}
