// A port that leads elsewhere: refused after the lock, and before anything is written. The server
// in between reads what is said.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { after, before, test } from 'node:test'
import { Project, refused, startServers } from './fixture.mjs'

let servers
before(async () => (servers = await startServers()))
after(() => servers.stop())

/** A way to a server that notes every statement. */
async function tap(url) {
  const { port } = new URL(url)
  const statements = []
  const server = createServer((socket) => {
    const there = connect(Number(port), '127.0.0.1')
    let rest = Buffer.alloc(0)
    let started = false
    socket.on('data', (bytes) => {
      rest = Buffer.concat([rest, bytes])
      for (;;) {
        const head = started ? 1 : 0
        if (rest.length < head + 4) break
        const size = rest.readUInt32BE(head) + head
        if (rest.length < size) break
        const [kind, body] = [rest.subarray(0, 1).toString(), rest.subarray(head + 4, size).toString()]
        if (started && kind === 'Q') statements.push(body.replace(/\0/g, ''))
        if (started && kind === 'P') statements.push(body.split('\0')[1])
        started = true
        rest = rest.subarray(size)
      }
      there.write(bytes)
    })
    there.on('data', (bytes) => socket.write(bytes))
    for (const [one, other] of [[socket, there], [there, socket]]) {
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { statements, port: server.address().port, close: () => server.close() }
}

test('another branch at production’s port is refused after the lock and before any change', async (t) => {
  const shop = await Project.on(servers)
  t.after(() => shop.drop())
  shop.migration('20260101000000_users', 'CREATE TABLE users (id int PRIMARY KEY);\n')
  const staging = await tap(servers.urls.staging)
  t.after(staging.close)
  const { username, password } = new URL(shop.url('staging'))
  const swapped = `postgresql://${username}:${password}@127.0.0.1:${staging.port}/${shop.database}?sslmode=disable`
  shop.file(
    'skate-env.toml',
    `[environments.production]\nbranch_id = "${servers.branches.production}"\nhost = "127.0.0.1:${staging.port}"\n[migrations]\nchain = ["production"]\n`,
  )
  const variables = { POSTGRES_PRISMA_URL: swapped, POSTGRES_URL_NON_POOLING: swapped }
  refused(await shop.run("migrate deploy -e production --untested 'a test'", variables), 'identity_mismatch')
  const said = staging.statements.join('\n')
  const lock = said.indexOf('pg_try_advisory_lock')
  assert.ok(lock >= 0 && lock < said.indexOf('cluster_name'), 'the lock comes before the question')
  assert.doesNotMatch(said, /\b(CREATE|ALTER|DROP|INSERT|UPDATE|DELETE|TRUNCATE|_prisma_migrations)\b/i)
  assert.deepEqual(await shop.tables('staging'), [])
})

test('a search_path that somebody set changes nothing of what is read', async (t) => {
  const shop = await Project.on(servers)
  t.after(() => shop.drop())
  shop.migration('20260101000000_users', 'CREATE TABLE users (id int PRIMARY KEY);\n')
  await shop.deployed('development')
  await shop.query(
    'development',
    `CREATE SCHEMA evil; CREATE TABLE evil._prisma_migrations (LIKE public._prisma_migrations);
     CREATE FUNCTION evil.to_regclass(text) RETURNS regclass LANGUAGE sql AS 'SELECT NULL::regclass';
     CREATE FUNCTION evil.pg_try_advisory_lock(bigint) RETURNS boolean LANGUAGE sql AS 'SELECT false';
     ALTER DATABASE ${shop.database} SET search_path TO evil, pg_catalog, public`,
  )
  const { stdout } = await shop.run('migrate status -e development')
  assert.match(stdout, /20260101000000_users +applied/)
  const { exit, stdout: answer } = await shop.deploy('development')
  assert.equal(exit, 0)
  assert.match(answer, /nothing is pending/)
})
