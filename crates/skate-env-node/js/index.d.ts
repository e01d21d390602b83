import type { SkateEnvCode } from './codes.js'

export type { SkateEnvCode }

/** The environment of a process. */
export type Environment = 'production' | 'staging' | 'development' | 'preview' | 'testing'

/** What a URL is for: `app` and `test` use the pooled URL, `migrate` and `read` the direct one. */
export type Purpose = 'app' | 'migrate' | 'test' | 'read'

/** What a target is: a pinned environment, this machine, another known server, or unknown. */
export type Verdict = 'production' | `branch(${Environment})` | 'local' | 'foreign' | 'unknown'

export interface Options {
  /** The environment, instead of the one that the variables select. */
  environment?: Environment | undefined
  /** The purpose; by default `app`, and `test` in testing. */
  purpose?: Purpose | undefined
  /** Consent to production for this call: its endpoint id, branch id or host. */
  consent?: string | undefined
  /** Further production pins: endpoint ids, branch ids or `host[:port][/database]`. */
  production?: string | readonly string[] | undefined
  /**
   * The directory in which, or above which, `skate-env.toml` is; by default the working directory.
   * The file is read once for each directory.
   */
  directory?: string | undefined
  /** Variables instead of `process.env`, for tests. */
  variables?: Readonly<Record<string, string | undefined>> | undefined
}

export interface PrismaOptions extends Options {
  /** The URL of the shadow database: guarded like a test database; it must not be the main one. */
  shadowDatabaseUrl?: string | undefined
  /**
   * Whether to verify the identity of the database before Prisma connects, for commands that may
   * change it. The result is then a promise: `datasource: await prismaDatasource({ live: true })`.
   */
  live?: boolean | undefined
  /** With `live`: the time to wait for the database, which may have to wake up; by default 30 seconds. */
  timeoutSeconds?: number | undefined
}

export interface VerifyOptions extends Options {
  /** The time to wait for the database, which may have to wake up; by default 30 seconds. */
  timeoutSeconds?: number | undefined
  /** Cancels the call: it rejects with the reason of the signal, and the connection is closed. */
  signal?: AbortSignal | undefined
}

export interface PrismaDatasource {
  url: string
  shadowDatabaseUrl?: string
}

/** A problem: an error or a warning. It holds no secret. */
export interface Problem {
  readonly code: SkateEnvCode
  /** What is wrong, in one sentence. */
  readonly message: string
  /** What to do about it, in one sentence. */
  readonly hint: string
  /** The variable that holds the value in question. */
  readonly variable?: string
  /** The file that assigns it, where that is known. */
  readonly file?: string
  /** The line in that file. */
  readonly line?: number
}

/** The database server that a URL connects to. */
export interface Target {
  /** The Neon endpoint, project or host. */
  readonly server: string
  readonly port: number
  readonly database: string
  /** Whether the connection goes through a pooler. */
  readonly pooled: boolean
}

/** A database and how it was found. `inspect`, `JSON.stringify` and `String` do not show its URLs. */
export declare class ResolvedDatabase {
  private constructor()
  readonly environment: Environment
  readonly purpose: Purpose
  readonly verdict: Verdict
  /** The URL without its password. */
  readonly redactedUrl: string
  /** The variable that holds the URL; absent for the placeholder URL of a build. */
  readonly variable?: string
  /** The file that assigns the variable, where that is known. */
  readonly file?: string
  /** The line in that file. */
  readonly line?: number
  /** Whether the URL was derived from the variable's value: direct from pooled, or read-only. */
  readonly derived: boolean
  /** Absent for SQLite and for the placeholder URL of a build. */
  readonly target?: Target
  /** Problems that are no errors. */
  readonly warnings: readonly Problem[]
  /** The URL with its password. Pass it to a driver; do not log it. */
  url(): string
  /** The direct URL of the same database, if there is one. */
  directUrl(): string | undefined
  /** The URL without its password. */
  toString(): string
}

/** An error with every problem, worst first. It holds no secret. */
export declare class SkateEnvError extends Error {
  private constructor()
  readonly name: 'SkateEnvError'
  /** The code of the worst problem. Codes are stable. */
  readonly code: SkateEnvCode
  /** What to do about the worst problem. */
  readonly hint: string
  /** The environment, once it is known. */
  readonly environment: Environment | undefined
  /** The variable of the worst problem. */
  readonly variable: string | undefined
  /** Every problem, worst first. */
  readonly problems: readonly Problem[]
  /** The error response of Neon; only from `branches`. */
  readonly neon?: NeonReply
}

/**
 * Returns the database URL for this process, from the variables in `process.env` at the time of the
 * call. Emits each warning once, with `process.emitWarning`.
 * @throws {SkateEnvError} when no URL is set, or a guard refuses it
 */
export declare function getDatabaseUrl(options?: Options): string

/**
 * Returns the direct (unpooled) URL, for migrations.
 * @throws {SkateEnvError} when no URL is set, or a guard refuses it
 */
export declare function getDirectUrl(options?: Options): string

/**
 * Returns the URL with its source, its target and every warning. Emits no warning.
 * @throws {SkateEnvError} when no URL is set, or a guard refuses it
 */
export declare function resolveDatabase(options?: Options): ResolvedDatabase

/** The identity of a database, as the server reports it. It holds no secret. */
export interface Identity {
  /** The environment of the resolved URL. */
  readonly environment: Environment
  /** Whether pins prove the identity; `false` if nothing proves or contradicts it. */
  readonly proven: boolean
  /** The name of the database. */
  readonly database: string
  /** The OID of the database: a database that is created again gets another one. */
  readonly databaseOid?: number
  /** The id of the branch, on Neon or of `skate-env local`. */
  readonly branchId?: string
  readonly projectId?: string
  readonly endpointId?: string
  /** The system identifier of `initdb`: the same on every physical copy, replica and Neon branch. */
  readonly systemIdentifier?: string
  /** The version of PostgreSQL, such as `18.4`. */
  readonly serverVersion: string
  /** Whether it is a replica. */
  readonly isInRecovery: boolean
}

/**
 * Connects to the database of this process and verifies its identity. A URL alone cannot: a tunnel,
 * a stale host name or a reused port may lead to another database.
 *
 * An identity that contradicts the pins is always refused. One that is not proven is accepted for the
 * purpose `read`, or if no pin identifies production.
 *
 * The first call loads the native code that connects to databases.
 * @throws {SkateEnvError} (rejects) `identity_mismatch`, `identity_unproven`,
 * `database_unavailable`, `database_refused`, and what `resolveDatabase` throws
 */
export declare function verifyDatabase(options?: VerifyOptions): Promise<Identity>

/**
 * Returns the `datasource` of `prisma.config.ts`. Reads dotenv files as Next.js does, adds their
 * variables to `process.env`, and refuses a database that the running Prisma command must not change.
 * @throws {SkateEnvError} when no URL is set, or a guard refuses it
 */
export declare function prismaDatasource(options: PrismaOptions & { live: true }): Promise<PrismaDatasource>
export declare function prismaDatasource(options?: PrismaOptions & { live?: false | undefined }): PrismaDatasource

/** An error response of Neon's API. It holds no secret. */
export interface NeonReply {
  /** The HTTP status. */
  readonly status: number
  /** Neon's error code. */
  readonly code?: string
  /** Neon's error message. */
  readonly message?: string
  /** The id of the request, for Neon's support. */
  readonly requestId?: string
}

/** What a branch is for. */
export type BranchClass = Environment | 'feature' | 'performance'

export interface NeonOptions {
  /** Neon's API key; by default `NEON_API_KEY`. */
  apiKey?: string | undefined
  /** The base URL of Neon's API; by default `NEON_API_HOST`, else Neon's own. */
  apiHost?: string | undefined
  /** The id of the project; by default `NEON_PROJECT_ID`, else that of `skate-env.toml`. */
  projectId?: string | undefined
  /** The directory in which, or above which, `skate-env.toml` is; by default the working directory. */
  directory?: string | undefined
  /** Variables instead of `process.env`, for tests. */
  variables?: Readonly<Record<string, string | undefined>> | undefined
  /**
   * Cancels the call: it rejects with the reason of the signal, and nothing more is sent. Neon may
   * still carry out what it was asked for.
   */
  signal?: AbortSignal | undefined
}

interface BranchOptions extends NeonOptions {
  /** Further production pins, in addition to `skate-env.toml` and `SKATE_ENV_PRODUCTION`. */
  production?: string | readonly string[] | undefined
}

/** A branch, by its exact name or by its id. */
export type BranchReference = { name: string; id?: undefined } | { id: string; name?: undefined }

export interface CreateOptions extends BranchOptions {
  name: string
  /** The class: it determines source, expiry and compute. */
  class: Exclude<BranchClass, 'production'>
  /** The owner: a person or a pull request. A branch of another owner is not reused. */
  owner: string
  /** Why it is created; stored in its annotation. */
  reason?: string | undefined
  /** The environment or branch to create it from, instead of that of its class. */
  source?: string | undefined
  /** The maximum age of its data. */
  maxAgeSeconds?: number | undefined
  /** Whether to reset a branch that is too old to its parent; otherwise it is refused. */
  resetWhenStale?: boolean | undefined
}

/** `parent`: the environment or branch that must be the parent of the branch. */
export type ResetOptions = BranchOptions & BranchReference & { parent: string }
export type DeleteOptions = BranchOptions & BranchReference
/** `environment`: the environment whose policy may set role and database. */
export type ConnectionOptions = BranchOptions & BranchReference & { environment: Environment }

export interface Branch {
  readonly id: string
  readonly name: string
  readonly projectId: string
  /** `ready`, `init`, `resetting`, `archived`, or a state that Neon added later. */
  readonly state: string
  readonly default: boolean
  readonly protected: boolean
  readonly parentId?: string
  readonly createdAt: string
  /** When Neon will delete it. */
  readonly expiresAt?: string
  readonly lastResetAt?: string
}

export interface ListedBranch extends Branch {
  /** The annotation of the branch. */
  readonly annotation: Readonly<Record<string, string>>
}

export interface Ensured {
  readonly branch: Branch
  /** Whether the branch was created, reused or reset. */
  readonly how: 'created' | 'reused' | 'reset'
  readonly connection: BranchConnection
}

/** A name, and the rule that chose it. */
export interface Choice {
  readonly name: string
  readonly because: string
}

/** The URLs of a branch. `inspect`, `JSON.stringify` and `String` do not show them. */
export interface BranchConnection {
  /** The pooled URL without its password. */
  readonly redactedUrl: string
  readonly endpoint: string
  readonly role: Choice
  readonly database: Choice
  /** The pooled URL with its password. Pass it to a driver; do not log it. */
  url(): string
  /** The direct URL with its password, for migrations. */
  directUrl(): string
  toString(): string
}

/** What a call would do. */
export interface Plan {
  /** The branch's name. */
  readonly branch: string
  readonly steps: readonly PlanStep[]
  /** Notes for people. */
  readonly notes: readonly string[]
  /** The plan as text. */
  readonly text: string
  readonly changesNothing: boolean
}

/** A step; its fields are those of the request to Neon. */
export interface PlanStep {
  readonly step: 'create' | 'reuse' | 'reset' | 'renew' | 'add_compute' | 'delete'
  readonly branchId?: string
  readonly expiresAt?: string
  readonly branch?: Readonly<Record<string, unknown>>
  readonly compute?: Readonly<Record<string, unknown>>
  readonly restore?: Readonly<Record<string, unknown>>
}

/**
 * Lists, creates, resets and deletes branches of a Neon project, and connects to them. Every call
 * rejects with a `SkateEnvError`, or with the reason of its signal. The first call loads the native
 * code that calls Neon's API.
 */
export declare const branches: {
  /** Lists every branch of the project. */
  list(options?: NeonOptions): Promise<ListedBranch[]>
  /** Creates the branch, or reuses one of that name that matches, and waits until it is ready. */
  create(options: CreateOptions & { plan: true }): Promise<Plan>
  create(options: CreateOptions & { plan?: false | undefined }): Promise<Ensured>
  /** Resets a branch to the current state of its parent. The data of the branch is lost. */
  reset(options: ResetOptions & { plan: true }): Promise<Plan>
  reset(options: ResetOptions & { plan?: false | undefined }): Promise<Branch>
  /** Deletes a branch; refuses production, a default branch, a protected one, and one with children. */
  delete(options: DeleteOptions & { plan: true }): Promise<Plan>
  delete(options: DeleteOptions & { plan?: false | undefined }): Promise<'deleted' | 'was-gone'>
  /** Returns the URLs of a branch. */
  connection(options: ConnectionOptions): Promise<BranchConnection>
}
