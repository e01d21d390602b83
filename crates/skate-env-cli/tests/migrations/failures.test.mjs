// A migration that fails half way, in each environment: what is left, what is said, and that what
// is said mends it. With real Prisma and PostgreSQL.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { after, before, test } from 'node:test'
import { Project, refused, startServers } from './fixture.mjs'

let servers
before(async () => (servers = await startServers()))
after(() => servers.stop())

const NAME = '20260201000000_orders'
/** The second half fails where a row says so, so that staging may have what production fails on. */
const HALF = `BEGIN;
CREATE TABLE orders (id int PRIMARY KEY);
COMMIT;
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
`
const WHOLE = `BEGIN;
CREATE TABLE orders (id int PRIMARY KEY);
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
COMMIT;
`

async function project(t, ...environments) {
  const project = await Project.on(servers)
  t.after(() => project.drop())
  project.migration('20260101000000_users', 'CREATE TABLE users (id int PRIMARY KEY, email text);\n')
  await project.deployed(...environments)
  return project
}

/** Deploys what fails on a row without an e-mail; says what was told. */
async function failing(shop, environment) {
  await shop.query(environment, 'INSERT INTO users VALUES (1, NULL)')
  const { exit, stderr } = await shop.deploy(environment)
  assert.equal(exit, 1, stderr)
  assert.match(stderr, new RegExp(`Migration ${NAME} failed`)) // the WebAssembly engine notes no code
  assert.match(stderr, /\[migration_failed\]/)
  const [row] = await shop.query(environment, `SELECT * FROM _prisma_migrations WHERE migration_name = '${NAME}'`)
  assert.deepEqual([row.finished_at, row.applied_steps_count], [null, 0])
  return stderr
}

function toldResolve(stderr) {
  return stderr.match(/`(skate-env run -e \w+ -- npx prisma migrate resolve --rolled-back \w+)`/)[1]
}

test('in development: a part is left; it is resolved, or thrown away', async (t) => {
  const shop = await project(t, 'development')
  shop.migration(NAME, HALF)
  const stderr = await failing(shop, 'development')
  assert.match(stderr, /It may be partly applied/)
  assert.match(stderr, /migrate reset/)
  assert.deepEqual(await shop.tables('development'), ['orders', 'users'])
  // Before it is mended nothing goes on, and the same is said.
  const again = await shop.deploy('development')
  assert.equal(again.exit, 1)
  assert.match(again.stderr, /20260201000000_orders started in development at .* and did not finish\./)

  await shop.query('development', 'DROP TABLE orders')
  await shop.told(toldResolve(stderr))
  shop.migration(NAME, WHOLE)
  await shop.query('development', "UPDATE users SET email = 'a'")
  await shop.deployed('development')
  assert.deepEqual(await shop.tables('development'), ['orders', 'users'])
})

test('in staging: PostgreSQL rolled all of it back; production waits', async (t) => {
  const shop = await project(t, 'development', 'staging', 'production')
  shop.migration(NAME, WHOLE)
  await shop.deployed('development')
  const stderr = await failing(shop, 'staging')
  assert.match(stderr, /PostgreSQL rolled all of it back: nothing is left/)
  assert.match(stderr, /do not restart it/)
  assert.deepEqual(await shop.tables('staging'), ['users'])
  refused(await shop.deploy('production'), 'migration_failed', /started in staging/)

  await shop.told(toldResolve(stderr))
  await shop.query('staging', "UPDATE users SET email = 'a'")
  await shop.deployed('staging', 'production')
})

test('in production: resolved there, or put back by the command that was told', async (t) => {
  const shop = await project(t, 'development', 'staging', 'production')
  shop.migration(NAME, HALF)
  await shop.deployed('development', 'staging')
  const stderr = await failing(shop, 'production')
  assert.match(stderr, /It may be partly applied/)
  assert.match(stderr, /Keep the app on the old release, and do not restart it/)
  assert.deepEqual(await shop.tables('production'), ['orders', 'users'])

  const back = stderr.match(/Or restore the restore point .*: (curl .*)/)[1]
  execFileSync('sh', ['-c', back], { env: { ...process.env, ...servers.api } })
  const { NEON_API_HOST, NEON_PROJECT_ID, NEON_API_KEY } = servers.api
  const project_url = `${NEON_API_HOST}/projects/${NEON_PROJECT_ID}`
  const headers = { authorization: `Bearer ${NEON_API_KEY}` }
  for (let busy = true; busy; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const { operations } = await (await fetch(`${project_url}/operations`, { headers })).json()
    busy = operations.some((it) => ['running', 'scheduling'].includes(it.status))
  }
  assert.deepEqual(await shop.tables('production'), ['users'])
  const rows = await shop.query('production', 'SELECT migration_name FROM _prisma_migrations')
  assert.equal(rows.length, 1)
  await shop.query('production', "UPDATE users SET email = 'a'")
  await shop.deployed('production')
})
