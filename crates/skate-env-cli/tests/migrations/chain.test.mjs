// The chain development → staging → production, with real Prisma and PostgreSQL.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Project, refused, startServers } from './fixture.mjs'

let servers
before(async () => (servers = await startServers()))
after(() => servers.stop())

/** With one migration that is everywhere, and one that is nowhere. */
async function project(t) {
  const project = await Project.on(servers)
  t.after(() => project.drop())
  project.migration('20260101000000_users', 'CREATE TABLE users (id int PRIMARY KEY);\n')
  await project.deployed('development', 'staging', 'production')
  project.migration('20260201000000_orders', 'CREATE TABLE orders (id int PRIMARY KEY);\n')
  return project
}

test('a migration goes the whole way, once, and only in order', async (t) => {
  const shop = await project(t)
  refused(await shop.run('migrate deploy -e production'), 'migration_order', /not applied in staging yet/, /not tested on a copy/)
  assert.deepEqual(await shop.tables('production'), ['users'])
  for (const environment of ['development', 'staging', 'production']) {
    const { exit, stdout, stderr } = await shop.deploy(environment, '--output json')
    assert.equal(exit, 0, stderr)
    const answer = JSON.parse(stdout)
    assert.deepEqual(answer.applied, ['20260201000000_orders'])
    assert.equal(answer.restore_point !== null, environment === 'production')
    assert.deepEqual(await shop.tables(environment), ['orders', 'users'])
  }
  const again = JSON.parse((await shop.deploy('production', '--output json')).stdout)
  assert.deepEqual([again.pending, again.applied], [[], []])
  const status = JSON.parse((await shop.run('migrate status --output json')).stdout)
  assert.ok(status.in_order)
  assert.ok(status.migrations.every((it) => it.environments.every((one) => one.state === 'applied')))
})

test('what was edited, is untested, comes too late or cannot be compared is refused', async (t) => {
  const shop = await project(t)
  await shop.deployed('development', 'staging')
  refused(await shop.run('migrate deploy -e production'), 'migration_order', /not tested on a copy/)

  const unset = { POSTGRES_PRISMA_URL_STAGING: undefined, POSTGRES_URL_NON_POOLING_STAGING: undefined }
  const line = "migrate deploy -e production --dry-run --untested 'a test'"
  refused(await shop.run(line, { ...unset, NEON_API_KEY: undefined }), 'migration_order', /Cannot read the migrations of staging/)
  shop.policy(`database = "${shop.database}"\n`) // without a URL, the control plane is asked
  const plan = await shop.run(line, unset)
  assert.equal(plan.exit, 0, plan.stderr)
  assert.match(plan.stdout, /would apply +20260201000000_orders\nafter +staging/)

  shop.migration('20260201000000_orders', 'CREATE TABLE orders (id bigint PRIMARY KEY);\n')
  refused(await shop.deploy('production'), 'migration_order', /differs from the script that was applied in staging/)
  refused(await shop.deploy('staging'), 'migration_order', /orders was edited after it was applied in staging/)
  const status = await shop.run('migrate status')
  assert.equal(status.exit, 3)
  assert.match(status.stdout, /20260201000000_orders +edited .* +edited .* +pending/)

  shop.migration('20260201000000_orders', 'CREATE TABLE orders (id int PRIMARY KEY);\n')
  shop.migration('20260115000000_late', 'SELECT 1;\n')
  refused(await shop.deploy('development'), 'migration_order', /20260115000000_late is pending in development and sorts before/, /git mv/)
  assert.deepEqual(await shop.tables('production'), ['users'])
})
