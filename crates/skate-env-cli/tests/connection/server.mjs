// PostgreSQL servers with rows to lose.
import { spawn, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { chownSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import pg from 'pg'

export const PASSWORD = 'c4n4ry'
/** PostgreSQL does not run as root. */
const AS = process.getuid() === 0 ? { uid: 65534, gid: 65534 } : {}
const SETTINGS = { listen_addresses: '127.0.0.1', fsync: 'off', max_connections: 40, shared_buffers: '16MB', unix_socket_directories: '' }

/** A data folder that others are copied from. */
export function initialize(binaries, folder) {
  mkdirSync(folder)
  if (AS.uid) chownSync(folder, AS.uid, AS.gid)
  const password = join(folder, '..', 'password')
  writeFileSync(password, PASSWORD)
  const words = ['-D', folder, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${password}`, '--no-sync', '--no-instructions', '-E', 'UTF8', '--locale=C']
  execFileSync(join(binaries, 'initdb'), words, { ...AS, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
}

/** A running server; its databases are made from one that nobody else knows. */
export class Server {
  static async start(binaries, template, folder, databases) {
    cpSync(template, folder, { recursive: true })
    if (AS.uid) execFileSync('chown', ['-R', `${AS.uid}:${AS.gid}`, folder])
    const server = Object.assign(new Server(), { binaries, folder, databases, port: await freePort() })
    await server.#launch()
    await server.query('postgres', 'CREATE DATABASE original')
    await server.query('original', SCHEMA)
    await server.restore()
    server.expected = await server.#state()
    return server
  }

  async #launch() {
    const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const words = ['-D', this.folder, '-p', String(this.port), ...settings]
    // Its extensions find the libpq that it brings along.
    const env = { ...process.env, LD_LIBRARY_PATH: join(this.binaries, '../lib') }
    const options = { ...AS, env, cwd: this.folder, stdio: ['ignore', 'ignore', 'ignore'] }
    this.process = spawn(join(this.binaries, 'postgres'), words, options)
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if (await this.query('postgres', 'SELECT 1').then(() => true, () => false)) return
      await sleep(50)
    }
    throw new Error(`PostgreSQL does not start in ${this.folder}`)
  }

  url(database) {
    return `postgresql://postgres:${PASSWORD}@127.0.0.1:${this.port}/${database}`
  }

  async query(database, text) {
    const client = await this.#connect(database)
    try {
      return (await client.query(text)).rows
    } finally {
      await client.end().catch(() => {})
    }
  }

  /** A server that was killed recovers first. */
  async #connect(database) {
    for (let attempt = 0; ; attempt += 1) {
      const client = new pg.Client({ connectionString: this.url(database) })
      client.on('error', () => {})
      try {
        await client.connect()
        return client
      } catch (error) {
        if (error.code !== '57P03' || attempt === 200) throw error
        await sleep(50)
      }
    }
  }

  /** How many rows are gone, if a row, column or database is not as it was; afterwards all is again. */
  async damage() {
    const { data, rest } = await this.#state().catch((error) => ({ data: error.message }))
    const damaged = data !== this.expected.data
    if (!damaged && rest === this.expected.rest) return undefined
    const lost = damaged && this.databases.length * ROWS - (await this.#rows())
    await this.restore()
    return damaged ? { lost } : undefined
  }

  async restore() {
    if (this.process.exitCode !== null || this.process.signalCode !== null) {
      rmSync(join(this.folder, 'postmaster.pid'), { force: true })
      await this.#launch()
    }
    const own = `datname NOT IN ('original', 'postgres', 'template0', 'template1')`
    const databases = await this.query('postgres', `SELECT datname FROM pg_database WHERE ${own}`)
    await this.query('postgres', `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'`)
    for (const { datname } of databases) await this.query('postgres', `DROP DATABASE "${datname}" WITH (FORCE)`)
    for (const database of this.databases) await this.query('postgres', `CREATE DATABASE "${database}" TEMPLATE original`)
    const roles = await this.query('postgres', `SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_' AND rolname <> 'postgres'`)
    for (const { rolname } of roles) await this.query('postgres', `DROP ROLE "${rolname}"`)
    await this.query('postgres', 'ALTER SYSTEM RESET ALL')
  }

  /** Every table's rows, counted and hashed, and its columns; and what was added beside them. */
  async #state() {
    const [data, rest] = [[], await this.query('postgres', SERVER)]
    for (const database of this.databases) {
      const [{ added, ...kept }] = await this.query(database, DATABASE)
      data.push(kept)
      rest.push(added)
    }
    return { data: JSON.stringify(data), rest: JSON.stringify(rest) }
  }

  async #rows() {
    let sum = 0
    for (const database of this.databases) {
      for (const table of TABLES) {
        const rows = await this.query(database, `SELECT count(*)::int FROM ${table}`).catch(() => [{ count: 0 }])
        sum += rows[0].count
      }
    }
    return sum
  }

  async stop() {
    if (this.process.exitCode !== null) return
    this.process.kill('SIGQUIT')
    await once(this.process, 'exit')
  }
}

const TABLES = ['users', 'orders', '_prisma_migrations']
const ROWS = 201
/** A migration that is refused leaves Prisma's record of the attempt. */
const KEPT = { _prisma_migrations: "WHERE migration_name = '20250814000000_init'" }
const SERVER = `SELECT (SELECT json_agg(datname ORDER BY datname) FROM pg_database) AS databases,
  (SELECT json_agg(json_build_array(rolname, rolsuper) ORDER BY rolname) FROM pg_roles WHERE rolname !~ '^pg_') AS roles`
const COLUMNS = `SELECT json_agg(json_build_array(c.relname, c.relkind, a.attname, a.atttypid::regtype) ORDER BY c.relname, a.attname)
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relnamespace = 'public'::regnamespace AND c.relname IN ('users', 'orders', '_prisma_migrations')`
const ADDED = ['pg_class', 'pg_proc', 'pg_trigger', 'pg_rewrite', 'pg_extension'].map((name) => `(SELECT count(*) FROM ${name} WHERE oid >= 16384)`)
const DATABASE = `SELECT (${COLUMNS}) AS columns, ${TABLES.map((table) => `(SELECT json_build_array(count(*), sum(hashtext(t::text))) FROM ${table} t ${KEPT[table] ?? ''}) AS ${table}`)}, json_build_array(${ADDED}) AS added`

export const MIGRATION = `CREATE TABLE "users" ("id" SERIAL NOT NULL, "email" TEXT NOT NULL, CONSTRAINT "users_pkey" PRIMARY KEY ("id"));
CREATE TABLE "orders" ("id" SERIAL NOT NULL, "user_id" INTEGER NOT NULL, "total" INTEGER NOT NULL, CONSTRAINT "orders_pkey" PRIMARY KEY ("id"));
ALTER TABLE "orders" ADD CONSTRAINT "orders_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
`
const CHECKSUM = createHash('sha256').update(MIGRATION).digest('hex')
const SCHEMA = `${MIGRATION}
CREATE TABLE "_prisma_migrations" ("id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ, "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0);
INSERT INTO _prisma_migrations VALUES ('6d2ff7e4-0d33-4bb3-a4b0-3c5f0e0a9c11', '${CHECKSUM}', '2025-08-14', '20250814000000_init', NULL, NULL, '2025-08-14', 1);
INSERT INTO users (email) SELECT 'user' || i || '@example.com' FROM generate_series(1, 100) i;
INSERT INTO orders (user_id, total) SELECT i, i * 10 FROM generate_series(1, 100) i;
`

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

