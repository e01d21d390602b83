// Two deployments at once, and locks that others hold. With real Prisma and PostgreSQL.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Project, startServers, until } from './fixture.mjs'

let servers
before(async () => (servers = await startServers()))
after(() => servers.stop())

const ORDERS = '20260201000000_orders'

async function project(t) {
  const project = await Project.on(servers)
  t.after(() => project.drop())
  project.migration('20260101000000_users', 'CREATE TABLE users (id int PRIMARY KEY);\n')
  await project.deployed('development')
  return project
}

test('two deployments at once: one works, the other says who holds the lock, nothing is done twice', async (t) => {
  const shop = await project(t)
  shop.migration(ORDERS, 'CREATE TABLE orders (id int PRIMARY KEY);\nSELECT pg_sleep(4);\n')
  const first = shop.start('migrate deploy -e development')
  await first.says(/Applying migrations/)
  const second = await shop.run('migrate deploy -e development --wait 1')
  assert.equal(second.exit, 5, second.stderr)
  assert.match(second.stderr, /Another deployment is running: process \d+ \("skate-env migrate deploy \(development\)", role neondb_owner/)
  assert.match(second.stderr, /\[migration_locked\]/)
  const [waiting, { exit, stderr }] = await Promise.all([shop.run('migrate deploy -e development'), first.ends])
  assert.equal(exit, 0, stderr)
  assert.match(waiting.stdout, /nothing is pending/)
  const rows = await shop.query('development', 'SELECT finished_at FROM _prisma_migrations')
  assert.equal(rows.length, 2)
})

test('a lock that a long transaction holds: it is told who, and the waiting ends', async (t) => {
  const shop = await project(t)
  shop.policy('[migrations]\nlock_timeout = "2s"\n')
  shop.migration(ORDERS, 'ALTER TABLE users ADD email text;\n')
  const long = await shop.session('development', 'a long report')
  await long.query('BEGIN; SELECT * FROM users')
  const { exit, stderr } = await shop.deploy('development')
  assert.equal(exit, 5, stderr)
  const holder = /process \d+ \("a long report", role neondb_owner, idle in transaction, for \d+ s\)/
  assert.match(stderr, new RegExp(`The migration waits for a lock of ${holder.source}`))
  assert.match(stderr, new RegExp(`Migration ${ORDERS} gave up waiting for a lock that ${holder.source} held`))
  assert.match(stderr, /\[migration_locked\]/)
  assert.doesNotMatch(stderr, /SELECT \* FROM/)

  await long.end()
  await shop.told(stderr.match(/`(skate-env run .*? --rolled-back \w+)`/)[1])
  await shop.deployed('development')
})

test('a driver that heeds no lock_timeout: the waiting is ended from beside', async (t) => {
  const shop = await project(t)
  shop.policy('[migrations]\nlock_timeout = "1s"\n')
  shop.migration(ORDERS, 'SET lock_timeout = 0;\nALTER TABLE users ADD email text;\n')
  const long = await shop.session('development', 'a long report')
  await long.query('BEGIN; SELECT * FROM users')
  const { exit, stderr } = await shop.deploy('development')
  assert.equal(exit, 5, stderr)
  assert.match(stderr, /gave up waiting for a lock that process \d+ \("a long report"/)
  await long.end()
})

test('our session ended while Prisma works: it is said, and the end is no success', async (t) => {
  const shop = await project(t)
  shop.migration(ORDERS, 'CREATE TABLE orders (id int PRIMARY KEY);\nSELECT pg_sleep(4);\n')
  const run = shop.start('migrate deploy -e development')
  await run.says(/Applying migrations/)
  const ours = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'skate-env migrate deploy%' AND datname = current_database()"
  await until('our session', async () => (await shop.query('development', ours)).length > 0)
  const { exit, stderr } = await run.ends
  assert.equal(exit, 5, stderr)
  assert.match(stderr, /The session that keeps other deployments away is lost/)
  const next = await shop.deploy('development')
  assert.equal(next.exit, 0, next.stderr)
  assert.deepEqual(await shop.tables('development'), ['orders', 'users'])
})
