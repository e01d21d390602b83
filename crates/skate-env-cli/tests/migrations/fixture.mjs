// A control plane on this machine with production, staging and development, and projects on it:
// each has databases of its own on those three servers, so that tests share nothing.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const { EXAMPLE, COMMAND, PRISMA_SCHEMA_ENGINE_BINARY: ENGINE, POSTGRES, PATH, HOME } = process.env
assert.ok(EXAMPLE && COMMAND && ENGINE && POSTGRES, '`cargo xtask test migrations` sets them')

const { Client } = createRequire(ENGINE)('pg')
const BRANCHES = { production: 'main', staging: 'staging', development: 'dev-ada' }
const SUFFIXES = { production: '', staging: '_STAGING', development: '_DEV' }
const TIMEOUT = 60_000
const CONFIG = `import { defineConfig } from "prisma/config";
import { prismaDatasource } from "skate-env";
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: prismaDatasource(),
});
`

/** The servers; `stop` ends them. */
export async function startServers() {
  const folder = mkdtempSync(join(tmpdir(), 'skate-env-migrations-'))
  chmodSync(folder, 0o755) // servers of root run as somebody else
  mkdirSync(join(folder, '.git'))
  const env = { PATH, HOME, SKATE_ENV_POSTGRES_BIN: POSTGRES }
  const command = (words, more = {}) =>
    execFileSync(COMMAND, words.split(' '), { cwd: folder, env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] })
  const started = JSON.parse(command('local start --output json'))
  const api = { NEON_API_HOST: started.api_host, NEON_API_KEY: started.api_key, NEON_PROJECT_ID: started.project_id }
  for (const name of ['staging', 'dev-ada']) command(`branch create ${name} --no-switch --no-migrate --no-seed --quiet`, api)
  const ask = async (path) => {
    const headers = { authorization: `Bearer ${started.api_key}` }
    const reply = await fetch(`${started.api_host}/projects/${started.project_id}/${path}`, { headers })
    assert.ok(reply.ok, path)
    return reply.json()
  }
  const { branches } = await ask('branches')
  const servers = { api, branches: {}, urls: {} }
  for (const [environment, name] of Object.entries(BRANCHES)) {
    const { id } = branches.find((branch) => branch.name === name)
    servers.branches[environment] = id
    servers.urls[environment] = (await ask(`connection_uri?branch_id=${id}&database_name=neondb&role_name=neondb_owner`)).uri
  }
  servers.stop = () => {
    command('local stop --quiet')
    rmSync(folder, { recursive: true })
  }
  return servers
}

let count = 0

/** A project with a database in each environment. */
export class Project {
  static async on(servers) {
    const project = new Project(servers, `shop_${process.pid}_${(count += 1)}`)
    for (const url of Object.values(servers.urls)) await query(url, `CREATE DATABASE ${project.database}`)
    return project
  }

  constructor(servers, database) {
    this.servers = servers
    this.database = database
    this.folder = mkdtempSync(join(tmpdir(), 'skate-env-project-'))
    this.children = []
    this.git('init', '--quiet')
    symlinkSync(join(EXAMPLE, 'node_modules'), join(this.folder, 'node_modules'))
    this.file('package.json', '{"name":"shop","private":true,"type":"module"}\n')
    this.file('prisma.config.ts', CONFIG)
    this.file('prisma/schema.prisma', 'datasource db {\n  provider = "postgresql"\n}\n')
    this.file('prisma/migrations/migration_lock.toml', 'provider = "postgresql"\n')
    this.policy()
  }

  /** Writes skate-env.toml, with more lines. */
  policy(more = '') {
    const { host } = new URL(this.url('production'))
    const production = `[environments.production]\nbranch = "main"\nbranch_id = "${this.servers.branches.production}"\nhost = "${host}"\n`
    this.file('skate-env.toml', `${production}[environments.staging]\nbranch_id = "${this.servers.branches.staging}"\n${more}`)
  }

  file(name, text) {
    const path = join(this.folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }

  git(...words) {
    const env = { PATH, HOME: this.folder }
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...words], { cwd: this.folder, env })
  }

  /** Writes a migration. */
  migration(name, script) {
    this.file(`prisma/migrations/${name}/migration.sql`, script)
  }

  url(environment) {
    return this.servers.urls[environment].replace(/\/neondb(?=$|\?)/, `/${this.database}`)
  }

  /** What a deployment's process sees: all URLs, and where it runs. */
  variables(more = {}) {
    const variables = { PATH, HOME, ...this.servers.api, PRISMA_SCHEMA_ENGINE_BINARY: ENGINE }
    for (const [environment, suffix] of Object.entries(SUFFIXES)) {
      variables[`POSTGRES_PRISMA_URL${suffix}`] = this.url(environment)
      variables[`POSTGRES_URL_NON_POOLING${suffix}`] = this.url(environment)
    }
    const quiet = { CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' }
    return { ...variables, SKATE_ENV_RUNTIME: 'deployed', ...quiet, ...more }
  }

  /** Begins a command; `ends` resolves to how it ended, `says` to what matched so far. */
  start(line, more = {}) {
    const env = this.variables(more)
    for (const name of Object.keys(env)) if (env[name] === undefined) delete env[name]
    const child = spawn(COMMAND, words(line), { cwd: this.folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const run = { child, stdout: '', stderr: '' }
    for (const stream of ['stdout', 'stderr']) child[stream].on('data', (text) => (run[stream] += text))
    const passwords = Object.values(this.servers.urls).map((url) => new URL(url).password)
    run.ends = once(child, 'close').then(([exit]) => {
      for (const secret of [...passwords, this.servers.api.NEON_API_KEY]) {
        assert.ok(!(run.stdout + run.stderr).includes(secret), 'a secret was printed')
      }
      return { exit, stdout: run.stdout, stderr: run.stderr }
    })
    run.says = (pattern) => until(`${pattern} in ${line}`, () => pattern.test(run.stdout + run.stderr))
    this.children.push(child)
    return run
  }

  run(line, more) {
    return this.start(line, more).ends
  }

  /** Deploys; production without a test on a copy, unless the words say more. */
  deploy(environment, more = '') {
    const untested = environment === 'production' && !more.includes('record') ? " --untested 'a test'" : ''
    return this.run(`migrate deploy -e ${environment}${untested} ${more}`.trim())
  }

  async deployed(...environments) {
    for (const environment of environments) {
      const ended = await this.deploy(environment)
      assert.equal(ended.exit, 0, ended.stderr)
    }
  }

  /** A command line as it was told: `skate-env …`, run with `npx` as an npm script would. Production
   * takes nothing but what is committed. */
  async told(line) {
    this.git('add', 'prisma')
    this.git('commit', '--quiet', '--allow-empty', '--message', 'Migrations')
    const ended = await this.run(line.replace(/^skate-env /, '').replace('npx prisma', 'node_modules/.bin/prisma'))
    assert.equal(ended.exit, 0, ended.stdout + ended.stderr)
  }

  async query(environment, text) {
    return query(this.url(environment), text)
  }

  async tables(environment) {
    const rows = await this.query(environment, "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname NOT LIKE '\\_%' ORDER BY 1")
    return rows.map((row) => row.relname)
  }

  /** A session that stays open. */
  async session(environment, name) {
    const client = new Client({ connectionString: this.url(environment), application_name: name })
    client.on('error', () => {})
    await client.connect()
    return client
  }

  drop() {
    for (const child of this.children) child.kill('SIGKILL')
    rmSync(this.folder, { recursive: true })
  }
}

/** The objections of a run that was refused, and nothing done. */
export function refused({ exit, stderr }, code, ...patterns) {
  assert.equal(exit, 3, stderr)
  assert.match(stderr, new RegExp(`\\[${code}\\]`))
  for (const pattern of patterns) assert.match(stderr, pattern)
}

export async function until(what, holds) {
  const deadline = Date.now() + TIMEOUT
  while (!(await holds())) {
    assert.ok(Date.now() < deadline, `not in time: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

async function query(url, text) {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

function words(line) {
  return line.match(/'[^']*'|\S+/g).map((word) => word.replace(/^'|'$/g, ''))
}
