/** A step of a template: a migration or a seed. Steps run once, when their content changes. */
export type Step =
  /** `prisma migrate deploy` where Prisma's CLI is installed, or else the SQL of `prisma/migrations`. */
  | 'prisma'
  /** The SQL of Drizzle's folder `drizzle`. */
  | 'drizzle'
  /** The path of a SQL file, of a folder of them, or of a script (`.js`, `.mjs`, `.cjs`, `.ts`). */
  | (string & {})
  /** A command; the contents of `inputs` decide whether it runs again. */
  | { command: readonly string[]; inputs?: readonly string[] }
  /** A function; its text, or `key`, decides whether it runs again. */
  | StepFunction
  | { key: string; run: StepFunction }

export type StepFunction = (database: { url: string; directUrl: string }) => void | Promise<void>

/** Options of the helpers. */
export interface TestOptions {
  /** The migrations. */
  migrate?: Step | readonly Step[]
  /** What runs after the migrations. */
  seed?: Step | readonly Step[]
  /** Whether each test file (the default) or each test begins with the content of the template. */
  per?: 'file' | 'test'
  /** Extensions that are created before the migrations, by the administrator of the server. */
  extensions?: readonly string[]
  /** How many databases are kept ready; twice the number of workers is right. */
  pool?: number
  /** The project's folder; the working directory by default. */
  directory?: string
  /** How long one step may take; 120 seconds by default. */
  stepTimeoutSeconds?: number
}

/** A database that no other test has. Printing it shows no password. */
export declare class TestDatabase implements AsyncDisposable {
  private constructor()
  /** The name on the server. */
  readonly name: string
  /** The URL with its password. */
  get url(): string
  /** The same: there is no pooler in between. */
  get directUrl(): string
  /** Gives it the content of the template again. The URL stays; its sessions are ended. */
  reset(): Promise<void>
  /** Keeps it after the test, and returns the line that says how to open it. */
  keep(): Promise<string>
  /** Gives it back; it is dropped in the background. */
  release(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Creates a database for one test, beside that of its file. Without options it has the template that
 * the helper of the test runner was given.
 * @throws {SkateEnvError} (rejects) `template_failed`, `forgotten_test_database` without a helper,
 * `postgres_not_found`, `test_server_not_local`
 */
export declare function testDatabase(options?: TestOptions): Promise<TestDatabase>
