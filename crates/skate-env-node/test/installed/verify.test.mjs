// `verifyDatabase` from the installed package, on real servers of `skate-env local`: the right one,
// one behind a tunnel, and one that took another's port.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { inspect } from 'node:util'

const { EXAMPLE, COMMAND, SKATE_ENV_POSTGRES_BIN, PATH, HOME } = process.env
assert.ok(EXAMPLE && COMMAND && SKATE_ENV_POSTGRES_BIN, '`cargo xtask test guarded` sets them')
const { SkateEnvError, verifyDatabase } = createRequire(join(EXAMPLE, 'package.json'))('skate-env')

const project = mkdtempSync(join(tmpdir(), 'skate-env-verify-'))
let plane
let branches
before(async () => {
  chmodSync(project, 0o755) // as root the servers run as another user
  writeFileSync(join(project, 'skate-env.toml'), '')
  plane = await answer('local', 'start')
  const { branch_id, host } = plane.production
  pin(`[environments.production]\nbranch_id = "${branch_id}"\nhost = "${host}"\n`)
  branches = [await made('staging'), await made('feature/x')]
})
after(async () => {
  await command('local', 'stop')
  rmSync(project, { recursive: true, force: true })
})

test('the branch that the URL is of', async () => {
  for (const { id, url } of branches) {
    const identity = await ask(url)
    assert.equal(identity.branchId, id)
    assert.equal(identity.proven, true)
    assert.match(identity.systemIdentifier, /^\d+$/)
    assert.ok(Object.isFrozen(identity))
  }
})

test('eight at once', async () => {
  const asked = await Promise.all(Array.from({ length: 8 }, (_, index) => ask(branches[index % 2].url)))
  assert.deepEqual(asked.map(({ branchId }) => branchId), asked.map((_, index) => branches[index % 2].id))
})

test('production behind a tunnel on localhost', async (test) => {
  const port = await tunnel(test, Number(plane.production.host.split(':')[1]))
  const url = new URL(await productionUrl())
  url.port = port
  assert.equal((await refused(url.href)).code, 'identity_mismatch')
})

test("a port that changed hands: it is staging's now", async (test) => {
  const [staging, feature] = branches
  pin(`${pinned}[environments.staging]\nbranch_id = "${staging.id}"\n`)
  assert.equal((await ask(feature.url)).branchId, feature.id)
  const port = await tunnel(test, Number(new URL(staging.url).port))
  const moved = new URL(staging.url)
  moved.port = port
  assert.equal((await refused(moved.href)).code, 'identity_mismatch')
})

test('a wrong password says so, and not which', async () => {
  const url = new URL(branches[0].url)
  url.password = 'c4n4ry-s3cret'
  const error = await refused(url.href)
  assert.equal(error.code, 'database_refused')
  assert.ok(!inspect(error, { depth: Infinity, showHidden: true }).includes('c4n4ry'))
})

function ask(url, options) {
  return verifyDatabase({ directory: project, environment: 'development', variables: { POSTGRES_PRISMA_URL_DEV: url }, ...options })
}

async function refused(url) {
  const error = await ask(url).then((identity) => assert.fail(inspect(identity)), (error) => error)
  assert.ok(error instanceof SkateEnvError, inspect(error))
  return error
}

let pinned
function pin(policy) {
  pinned ??= policy
  writeFileSync(join(project, 'skate-env.toml'), policy)
}

/** The branch's id, and the direct URL that the command wrote for it. */
async function made(name) {
  const { branch_id } = await answer('branch', 'create', name)
  const file = readFileSync(join(project, '.env.local'), 'utf8')
  const urls = [...file.matchAll(/^POSTGRES_URL_NON_POOLING_\w+="?([^"\n]+)"?$/gm)]
  return { id: branch_id, url: urls.at(-1)[1] }
}

/** What nobody hands out: from the API, with the key of the machine's owner. */
async function productionUrl() {
  const { api_host, api_key, project_id, production } = plane
  const query = new URLSearchParams({ branch_id: production.branch_id, database_name: 'neondb', role_name: 'neondb_owner' })
  const answer = await fetch(`${api_host}/projects/${project_id}/connection_uri?${query}`, { headers: { authorization: `Bearer ${api_key}` } })
  return (await answer.json()).uri
}

/** A port that leads to another. */
async function tunnel(test, port) {
  const ends = []
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    ends.push(near, far)
    for (const end of [near, far]) end.on('error', () => {})
    near.pipe(far).pipe(near)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  test.after(() => {
    for (const end of ends) end.destroy()
    server.close()
  })
  return server.address().port
}

async function answer(...words) {
  const { status, stdout, stderr } = await command(...words, '--output', 'json')
  assert.equal(status, 0, stderr)
  return JSON.parse(stdout)
}

async function command(...words) {
  const env = { PATH, HOME, SKATE_ENV_POSTGRES_BIN }
  const child = spawn(COMMAND, words, { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (text) => (stdout += text))
  child.stderr.on('data', (text) => (stderr += text))
  const [status] = await once(child, 'close')
  return { status, stdout, stderr }
}
