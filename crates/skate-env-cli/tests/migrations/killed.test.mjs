// A deployment that is killed, at each step: the next one finds and says the truth. With real
// Prisma and PostgreSQL.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { Project, startServers, until } from './fixture.mjs'

let servers
before(async () => (servers = await startServers()))
after(() => servers.stop())

const ORDERS = '20260201000000_orders'
const OURS = "SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = x'736b6174'::int AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
const SLEEPS = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE '%pg_sleep(3)%' AND pid <> pg_backend_pid()"

/** With a migration that staging has and production has not. */
async function project(t, script = 'CREATE TABLE orders (id int PRIMARY KEY);\n') {
  const project = await Project.on(servers)
  t.after(() => project.drop())
  project.policy('[migrations]\nchain = ["staging", "production"]\n')
  project.migration(ORDERS, script)
  await project.deployed('staging')
  return project
}

const begin = (shop) => shop.start("migrate deploy -e production --untested 'a test'")

async function killed(run) {
  run.child.kill('SIGKILL')
  await new Promise((resolve) => run.child.once('exit', resolve))
}

async function locked(shop) {
  return (await shop.query('production', OURS)).length > 0
}

async function applied(shop) {
  const { exit, stdout, stderr } = await shop.deploy('production', '--output json')
  assert.equal(exit, 0, stderr)
  assert.deepEqual(await shop.tables('production'), ['orders'])
  return JSON.parse(stdout).applied
}

test('killed after the lock: nothing was done, and the lock is gone', async (t) => {
  const shop = await project(t)
  const holder = await shop.session('staging', 'holds the deployment up')
  await holder.query('BEGIN; LOCK TABLE _prisma_migrations')
  const run = begin(shop)
  await until('the lock', () => locked(shop))
  await killed(run)
  assert.doesNotMatch(run.stderr, /Restore point/)
  await until('the lock let go', async () => !(await locked(shop)))
  assert.deepEqual(await shop.tables('production'), [])
  await holder.end()
  assert.deepEqual(await applied(shop), [ORDERS])
})

test('killed after the restore point: the next one applies what is missing', async (t) => {
  const shop = await project(t)
  const run = begin(shop)
  await run.says(/Restore point/)
  await killed(run)
  await endPrisma(shop)
  assert.deepEqual(await applied(shop), [ORDERS])
})

test('killed while Prisma works: the next one waits for it, and finds it done', async (t) => {
  const shop = await project(t, 'CREATE TABLE orders (id int PRIMARY KEY);\nSELECT pg_sleep(3);\n')
  const run = begin(shop)
  await until('the migration', async () => (await shop.query('production', SLEEPS)).length > 0)
  await killed(run)
  const busy = await shop.deploy('production', '--wait 0')
  assert.equal(busy.exit, 5, busy.stderr)
  assert.match(busy.stderr, /Prisma is migrating this database: process \d+ \(.*\) holds its lock/)
  assert.deepEqual(await applied(shop), [])
})

test('killed together with Prisma: the next one says what nobody noted, and what is said mends it', async (t) => {
  const shop = await project(t, 'CREATE TABLE orders (id int PRIMARY KEY);\nSELECT pg_sleep(3);\n')
  const run = begin(shop)
  await until('the migration', async () => (await shop.query('production', SLEEPS)).length > 0)
  await killed(run)
  await endPrisma(shop)
  const next = await shop.deploy('production')
  assert.equal(next.exit, 1, next.stderr)
  assert.match(next.stderr, new RegExp(`Migration ${ORDERS} started in production at .* and did not finish: Prisma recorded no error`))
  const status = await shop.run('migrate status -e production')
  assert.equal(status.exit, 1)
  assert.match(status.stdout, new RegExp(`${ORDERS} +failed`))
  const resolve = `skate-env run -e production -- npx prisma migrate resolve`
  const there = (await shop.tables('production')).includes('orders')
  await shop.told(`${resolve} ${there ? '--applied' : '--rolled-back'} ${ORDERS}`)
  assert.deepEqual(await applied(shop), there ? [] : [ORDERS])
})

test('killed at the end: there is nothing left to do', async (t) => {
  const shop = await project(t)
  const run = begin(shop)
  await run.says(/successfully applied/)
  await killed(run)
  assert.deepEqual(await applied(shop), [])
})

/** Ends what works in the project's folder, as the end of a machine would: by its folder, for
 * Prisma has a group of its own. */
async function endPrisma(shop) {
  for (let round = 0; round < 2; round += 1) {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        const words = readFileSync(`/proc/${pid}/environ`, 'utf8')
        if (words.includes(`/${shop.database}`) && Number(pid) !== process.pid) process.kill(Number(pid), 'SIGKILL')
      } catch {} // it has ended, or is another user's
    }
  }
}
