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
  /**
   * Whether the database proves who it is before Prisma connects, where the command may change it.
   * The answer is then a promise: `datasource: await prismaDatasource({ live: true })`.
   */
  live?: boolean | undefined
  /** With `live`: how long to wait for the database, a sleeping one included; by default 30 seconds. */
  timeoutSeconds?: number | undefined
}

export interface VerifyOptions extends Options {
  /** How long to wait for the database, a sleeping one included; by default 30 seconds. */
  timeoutSeconds?: number | undefined
  /** Gives the call up: it rejects with the signal's reason, and the connection is closed. */
  signal?: AbortSignal | undefined
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
  /** What to do about it, in one sentence. */
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
  /** What to do about the worst problem. */
  readonly hint: string
  /** The environment, once it is known. */
  readonly environment: Environment | undefined
  /** The variable of the worst problem. */
  readonly variable: string | undefined
  /** Every problem, worst first. */
  readonly problems: readonly Problem[]
  /** What Neon replied when it said no; only from `branches`. */
  readonly neon?: NeonReply
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

/** Who answered, by its own word. Holds no secret. */
export interface Identity {
  /** What was resolved. */
  readonly environment: Environment
  /** Whether pins prove the answer; `false` where nothing contradicts it and nothing proves it. */
  readonly proven: boolean
  /** The database's name, as the server has it. */
  readonly database: string
  /** The database's number: one that is made anew gets another. */
  readonly databaseOid?: number
  /** The branch's id: Neon's own, or that of a compute of `skate-env local`. */
  readonly branchId?: string
  readonly projectId?: string
  readonly endpointId?: string
  /** What `initdb` drew; the same on every copy, replica and Neon branch. */
  readonly systemIdentifier?: string
  /** PostgreSQL's version: `18.4`. */
  readonly serverVersion: string
  /** Whether it only follows another server. */
  readonly isInRecovery: boolean
}

/**
 * Connects to the database of this process and asks it who it is: a URL shows where it should
 * lead, and a tunnel, a stale name or a port that changed hands leads elsewhere.
 *
 * An answer that disagrees with the pins is always refused; one that proves nothing passes for
 * the purpose `read` alone, or where no pin says what production is.
 * The native code that speaks to databases is loaded by the first call.
 * @throws {SkateEnvError} (rejects) `identity_mismatch`, `identity_unproven`,
 * `database_unavailable`, `database_refused`, and what `resolveDatabase` throws
 */
export declare function verifyDatabase(options?: VerifyOptions): Promise<Identity>

/**
 * The `datasource` of `prisma.config.ts`: reads dotenv files as Next.js does and puts them into
 * `process.env`, and guards the database against the command that Prisma was started with.
 * @throws {SkateEnvError} when there is none, or a guard refuses it
 */
export declare function prismaDatasource(options: PrismaOptions & { live: true }): Promise<PrismaDatasource>
export declare function prismaDatasource(options?: PrismaOptions & { live?: false | undefined }): PrismaDatasource

/** Neon's own words when it said no. Holds no secret. */
export interface NeonReply {
  /** HTTP's status. */
  readonly status: number
  /** Neon's code. */
  readonly code?: string
  /** Neon's message. */
  readonly message?: string
  /** What Neon's support asks for. */
  readonly requestId?: string
}

/** What a branch is for. */
export type BranchClass = Environment | 'feature'

export interface NeonOptions {
  /** Neon's API key; by default `NEON_API_KEY`. */
  apiKey?: string | undefined
  /** Neon's API; by default `NEON_API_HOST`, else Neon's own. */
  apiHost?: string | undefined
  /** The project; by default `NEON_PROJECT_ID`, else that of `skate-env.toml`. */
  projectId?: string | undefined
  /** Where to look for `skate-env.toml`, upward; by default the working directory. */
  directory?: string | undefined
  /** Variables in place of `process.env`, for tests. */
  variables?: Readonly<Record<string, string | undefined>> | undefined
  /** Gives the call up: it rejects with the signal's reason, and nothing more is sent. What Neon was asked for already, it may still do. */
  signal?: AbortSignal | undefined
}

interface DeedOptions extends NeonOptions {
  /** Further pins of production, beside those of `skate-env.toml` and `SKATE_ENV_PRODUCTION`. */
  production?: string | readonly string[] | undefined
}

/** Which branch is meant: by its exact name or by its id. */
export type BranchReference = { name: string; id?: undefined } | { id: string; name?: undefined }

export interface CreateOptions extends DeedOptions {
  name: string
  /** What it is for: decides its source, its expiry and its compute. */
  class: Exclude<BranchClass, 'production'>
  /** Whose it is: a person, a pull request. A branch of somebody else is never taken. */
  owner: string
  /** Why it is made, for whoever reads its annotation. */
  reason?: string | undefined
  /** The environment or branch to make it from, instead of its class's. */
  source?: string | undefined
  /** How old its data may be. */
  maxAgeSeconds?: number | undefined
  /** Whether a branch that is too old is put back to its parent's state; otherwise it is refused. */
  resetWhenStale?: boolean | undefined
}

/** `parent`: the environment or branch that must be its parent. */
export type ResetOptions = DeedOptions & BranchReference & { parent: string }
export type DeleteOptions = DeedOptions & BranchReference
/** `environment`: whose policy may name role and database. */
export type ConnectionOptions = DeedOptions & BranchReference & { environment: Environment }

export interface Branch {
  readonly id: string
  readonly name: string
  readonly projectId: string
  /** `ready`, `init`, `resetting`, `archived`, or what a newer Neon says. */
  readonly state: string
  readonly default: boolean
  readonly protected: boolean
  readonly parentId?: string
  readonly createdAt: string
  /** When Neon deletes it. */
  readonly expiresAt?: string
  readonly lastResetAt?: string
}

export interface ListedBranch extends Branch {
  /** What was written on it. */
  readonly annotation: Readonly<Record<string, string>>
}

export interface Ensured {
  readonly branch: Branch
  /** How it came to be. */
  readonly how: 'created' | 'reused' | 'reset'
  readonly connection: BranchConnection
}

/** A name, and the rule that chose it. */
export interface Choice {
  readonly name: string
  readonly because: string
}

/** How a branch is reached. `inspect`, `JSON.stringify` and `String` never show its URLs. */
export interface BranchConnection {
  /** The pooled URL without its password. */
  readonly redactedUrl: string
  readonly endpoint: string
  readonly role: Choice
  readonly database: Choice
  /** The pooled URL, password included: for a driver, never for a log. */
  url(): string
  /** The direct URL, password included: for migrations. */
  directUrl(): string
  toString(): string
}

/** What a deed would do. */
export interface Plan {
  /** The branch's name. */
  readonly branch: string
  readonly steps: readonly PlanStep[]
  /** What a person should know. */
  readonly notes: readonly string[]
  /** The whole for people. */
  readonly text: string
  readonly changesNothing: boolean
}

/** One step; its fields are those of Neon's call. */
export interface PlanStep {
  readonly step: 'create' | 'reuse' | 'reset' | 'renew' | 'add_compute' | 'delete'
  readonly branchId?: string
  readonly expiresAt?: string
  readonly branch?: Readonly<Record<string, unknown>>
  readonly compute?: Readonly<Record<string, unknown>>
  readonly restore?: Readonly<Record<string, unknown>>
}

/**
 * Neon's branches. Every call rejects with a `SkateEnvError`, or with the reason of its signal.
 * The native code that speaks to Neon is loaded by the first call.
 */
export declare const branches: {
  /** Every branch of the project. */
  list(options?: NeonOptions): Promise<ListedBranch[]>
  /** Makes the branch, or takes the one of that name when it is what is wanted, and waits until it answers. */
  create(options: CreateOptions & { plan: true }): Promise<Plan>
  create(options: CreateOptions & { plan?: false | undefined }): Promise<Ensured>
  /** Puts a branch back to its parent's state now; its own data goes. */
  reset(options: ResetOptions & { plan: true }): Promise<Plan>
  reset(options: ResetOptions & { plan?: false | undefined }): Promise<Branch>
  /** Deletes a branch for good: never production's, a default, a protected one, or one with children. */
  delete(options: DeleteOptions & { plan: true }): Promise<Plan>
  delete(options: DeleteOptions & { plan?: false | undefined }): Promise<'deleted' | 'was-gone'>
  /** How a branch is reached. */
  connection(options: ConnectionOptions): Promise<BranchConnection>
}
