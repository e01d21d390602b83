// Written by scripts/generate-codes.mjs from Rust's table.

/** What kind of problem was found: stable, safe to match on. Worst first. */
export type SkateEnvCode =
  /** Something in skate-env itself broke: please report it. */
  | 'internal_error'
  /** An environment other than production leads to production's database. */
  | 'production_target'
  /** Production resolves to a database that is not production's pin. */
  | 'not_production'
  /** A command that may destroy or rewrite data was aimed at production or staging. */
  | 'destructive_command'
  /** Production was asked for where no deployed runtime is recognised, without consent. */
  | 'production_from_workstation'
  /** The environment asked for contradicts the platform or the test runner. */
  | 'runtime_mismatch'
  /** Two environments lead to the same database. */
  | 'shared_target'
  /** PostgreSQL drivers do not agree on where the URL leads. */
  | 'ambiguous_target'
  /** The pooled and the direct URL lead to two different databases. */
  | 'pooled_direct_mismatch'
  /** The connection to a public host may travel unencrypted. */
  | 'insecure_transport'
  /** A general URL would serve this environment, and nothing proves that it is not production's. */
  | 'unproven_fallback'
  /** Nothing says what production is, so nothing can be told apart from it. */
  | 'production_unpinned'
  /** The purpose does not belong to the environment. */
  | 'wrong_purpose'
  /** The purpose needs a direct connection and only a pooled one is set. */
  | 'pooled_for_migration'
  /** The name is not the name of an environment. */
  | 'unknown_environment'
  /** The value is not a connection string that can be used. */
  | 'invalid_url'
  /** No connection string is set. */
  | 'missing_url'
  /** The policy (skate-env.toml, a pin, an option) cannot be used as written. */
  | 'invalid_config'
  /** A file cannot be read. */
  | 'unreadable_file'
  /** The runtime cannot load skate-env (Edge, a browser). */
  | 'unsupported_runtime'
