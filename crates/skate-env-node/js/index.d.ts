import type { SkateEnvCode } from './codes.js'

export type { SkateEnvCode }

/** What a process runs as. */
export type Environment = 'production' | 'staging' | 'development' | 'preview' | 'testing'

/** Why a URL is wanted: `app` and `test` are pooled, `migrate` and `read` direct. */
export type Purpose = 'app' | 'migrate' | 'test' | 'read'

/** What a target is: a pin's, this machine's, somebody else's, or not to be told. */
export type Verdict = 'production' | `branch(${Environment})` | 'local' | 'foreign' | 'unknown'

export interface Options {
  /** The environment, whatever the variables say. */
  environment?: Environment | undefined
  /** The purpose; by default `app`, and `test` in testing. */
  purpose?: Purpose | undefined
  /** Consent to production for this call: its endpoint id, branch id or host. */
  consent?: string | undefined
  /** Further pins of production: endpoint ids, branch ids or `host[:port][/database]`. */
  production?: string | readonly string[] | undefined
  /** Where to look for `skate-env.toml`, upward; by default the working directory. It is read once for each directory. */
  directory?: string | undefined
  /** Variables in place of `process.env`, for tests. */
  variables?: Readonly<Record<string, string | undefined>> | undefined
}

export interface PrismaOptions extends Options {
  /** The shadow database: guarded as a test's, and never the main one. */
  shadowDatabaseUrl?: string | undefined
}

export interface PrismaDatasource {
  url: string
  shadowDatabaseUrl?: string
}

/** One thing that is wrong, refused or only warned about. Holds no secret. */
export interface Problem {
  readonly code: SkateEnvCode
  /** What is wrong, in one sentence. */
  readonly message: string
  /** The way out, in one sentence. */
  readonly hint: string
  /** The variable that holds the value in question. */
  readonly variable?: string
  /** The file that assigns it, where that is known. */
  readonly file?: string
  /** The line in that file. */
  readonly line?: number
}

/** Where a URL leads. */
export interface Target {
  /** Who answers: a Neon endpoint, a project, a host. */
  readonly server: string
  readonly port: number
  readonly database: string
  /** Whether a connection goes through a pooler. */
  readonly pooled: boolean
}

/** A database and how it was found. `inspect`, `JSON.stringify` and `String` never show its URLs. */
export declare class ResolvedDatabase {
  private constructor()
  readonly environment: Environment
  readonly purpose: Purpose
  readonly verdict: Verdict
  /** The URL without its password. */
  readonly redactedUrl: string
  /** The variable that holds the URL; absent for the placeholder of a build. */
  readonly variable?: string
  /** The file that assigns the variable, where that is known. */
  readonly file?: string
  /** The line in that file. */
  readonly line?: number
  /** Whether the URL was made from the variable's: direct from pooled, read-only. */
  readonly derived: boolean
  /** Absent for SQLite and for the placeholder of a build. */
  readonly target?: Target
  /** What is not wrong enough to refuse. */
  readonly warnings: readonly Problem[]
  /** The URL, password included: for a driver, never for a log. */
  url(): string
  /** The direct URL beside it, where there is one. */
  directUrl(): string | undefined
  /** The URL without its password. */
  toString(): string
}

/** A refusal: every problem at once, worst first. Holds no secret. */
export declare class SkateEnvError extends Error {
  private constructor()
  readonly name: 'SkateEnvError'
  /** The code of the worst problem: stable, safe to match on. */
  readonly code: SkateEnvCode
  /** The way out of the worst problem. */
  readonly hint: string
  /** The environment, once it is known. */
  readonly environment: Environment | undefined
  /** The variable of the worst problem. */
  readonly variable: string | undefined
  /** Every problem, worst first. */
  readonly problems: readonly Problem[]
}

/**
 * The URL for this process. Each warning is printed once, through `process.emitWarning`.
 *
 * The variables are those of `process.env` at the time of the call.
 * @throws {SkateEnvError} when there is none, or a guard refuses it
 */
export declare function getDatabaseUrl(options?: Options): string

/**
 * The direct URL, for migrations.
 * @throws {SkateEnvError} when there is none, or a guard refuses it
 */
export declare function getDirectUrl(options?: Options): string

/**
 * The whole answer: where the URL came from, where it leads, and every warning. Prints nothing.
 * @throws {SkateEnvError} when there is none, or a guard refuses it
 */
export declare function resolveDatabase(options?: Options): ResolvedDatabase

/**
 * The `datasource` of `prisma.config.ts`: reads dotenv files as Next.js does and puts them into
 * `process.env`, and guards the database against the command that Prisma was started with.
 * @throws {SkateEnvError} when there is none, or a guard refuses it
 */
export declare function prismaDatasource(options?: PrismaOptions): PrismaDatasource
