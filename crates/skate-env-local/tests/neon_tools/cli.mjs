// Neon's CLI, unchanged, through the life of branches: what it prints, and what the rows say.

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

import { clients, moment, project, psql, query, shown, tool } from './fixture.mjs'

const PROGRAM = join(tool, 'node_modules/neon/dist/cli.js')
const TIMEOUT = 60_000
const home = mkdtempSync(join(tmpdir(), 'skate-env-cli-'))
const { NEON_API_HOST, NEON_API_KEY, PATH } = process.env
const env = { NEON_API_HOST, NEON_API_KEY, PATH, HOME: home, NO_UPDATE_NOTIFIER: '1', CI: '1' }

/** One call: how it ended, and what it printed. */
function call(...words) {
  const command = [PROGRAM, '--no-analytics', ...words]
  return new Promise((resolve) => {
    const options = { cwd: home, env, timeout: TIMEOUT }
    execFile(process.execPath, command, options, (error, stdout, stderr) => {
      resolve({ failed: error !== null, stdout, stderr })
    })
  })
}

async function text(...words) {
  const { failed, stdout, stderr } = await call(...words)
  assert(!failed, `neon ${words.join(' ')} failed:\n${stdout}${stderr}`)
  return stdout.trim()
}

async function neon(...words) {
  return JSON.parse((await text(...words, '--output', 'json')) || 'null')
}

async function refused(expected, ...words) {
  const { failed, stdout, stderr } = await call(...words)
  assert(failed, `neon ${words.join(' ')} was to fail, and printed:\n${stdout}`)
  assert.match(stderr, expected)
}

/** The CLI waits for nothing, and takes half a second a call: the operations are asked for here. */
async function settled() {
  const headers = { authorization: `Bearer ${NEON_API_KEY}` }
  for (const deadline = Date.now() + TIMEOUT; ; await delay(20)) {
    const answer = await fetch(`${NEON_API_HOST}/projects/${project}/operations`, { headers })
    const { operations } = await answer.json()
    const open = operations.filter(({ status }) => !['finished', 'skipped'].includes(status))
    assert(open.every(({ status }) => ['scheduling', 'running'].includes(status)), 'one failed')
    if (open.length === 0) return
    assert(Date.now() < deadline, 'operations take too long')
  }
}

const url = (...words) => text('connection-string', ...words)
const names = async () => (await neon('branches', 'list')).map(({ name }) => name).sort()
const rows = async (branch) => query(await url(branch), 'SELECT word FROM words ORDER BY word')
const add = async (branch, word) => {
  await query(await url(branch), `INSERT INTO words VALUES ('${word}')`)
}

async function account() {
  assert.equal(typeof (await neon('me')).login, 'string')
  const { projects } = await neon('projects', 'list')
  assert.deepEqual(projects.map(({ id }) => id), [project])
  assert.equal((await neon('projects', 'get', project)).id, project)
  assert.deepEqual(await names(), ['main'])
  shown('me, projects list and get, branches list')
}

async function connections() {
  const direct = new URL(await url('main'))
  assert.equal(direct.searchParams.get('sslmode'), 'require')
  assert.equal(direct.searchParams.get('channel_binding'), 'require')
  assert.equal(new URL(await url()).href, direct.href, 'main is the default')
  const forms = [[], ['--pooled'], ['--prisma'], ['--prisma', '--pooled']]
  for (const form of forms) {
    const name = await query(await url('main', ...form), 'SELECT current_database()')
    assert.deepEqual(name, ['neondb'])
  }
  shown('connection-string: direct, pooled, for Prisma, each used by node-postgres, over TLS')
  if (!clients) return
  const encrypted = 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()'
  for (const form of forms.slice(0, 2)) {
    assert.equal(psql(await url('main', ...form), 'SELECT current_user')[0], 'neondb_owner')
    assert.equal(typeof psql(await url('main', ...form), encrypted)[0], 'string')
  }
  shown('and by psql, which insists on channel binding')
}

async function branches() {
  await query(await url('main'), 'CREATE TABLE words (word text PRIMARY KEY)')
  await add('main', 'one')
  const made = await neon('branches', 'create', '--name', 'preview/pr-1', '--suspend-timeout', '60')
  assert.equal(made.branch.name, 'preview/pr-1')
  assert.equal(made.endpoints.length, 1)
  assert.equal(made.connection_uris.length, 1)
  await settled()
  const handed = 'SELECT word FROM words'
  assert.deepEqual(await query(made.connection_uris[0].connection_uri, handed), ['one'])
  await add('preview/pr-1', 'preview')
  await add('main', 'two')
  assert.deepEqual(await rows('preview/pr-1'), ['one', 'preview'])
  assert.deepEqual(await rows('main'), ['one', 'two'])
  shown('branches create: the parent’s rows, and what is written in one is seen in no other')

  await neon('branches', 'rename', 'preview/pr-1', 'dev')
  const found = await neon('branches', 'get', 'dev')
  assert.equal(found.id, made.branch.id)
  assert.equal((await neon('branches', 'get', found.id)).name, 'dev')
  await refused(/preview\/pr-1 not found/, 'branches', 'get', 'preview/pr-1')
  await refused(/already exists/, 'branches', 'rename', 'dev', 'main')
  shown('branches rename and get, by name and by id')

  const expiry = new Date(Math.ceil(Date.now() / 1000) * 1000 + 3_600_000)
  const set = await neon('branches', 'set-expiration', 'dev', '--expires-at', expiry.toISOString())
  assert.equal(Date.parse(set.expires_at), expiry.getTime())
  assert.equal((await neon('branches', 'set-expiration', 'dev')).expires_at, undefined)
  await refused(/./, 'branches', 'set-expiration', 'main', '--expires-at', expiry.toISOString())
  shown('branches set-expiration: set and removed; never on the default branch')

  await refused(/schema-only|compute/i, 'branches', 'create', '--schema-only', '--no-compute')
  await neon('branches', 'create', '--name', 'empty', '--schema-only', '--parent', 'main')
  await settled()
  assert.deepEqual(await rows('empty'), [])
  await neon('branches', 'delete', 'empty')
  await settled()
  shown('branches create --schema-only: the tables, and no rows')
}

async function restores() {
  const before = await url('dev')
  const reset = await neon('branches', 'reset', 'dev', '--parent')
  await settled()
  assert.deepEqual(await rows('dev'), ['one', 'two'])
  assert(Date.parse((await neon('branches', 'get', reset.id)).last_reset_at) > 0)
  assert.equal(await url('dev'), before, 'a reset keeps the URL')
  shown('branches reset: the parent’s rows again, under the same URL')

  const then = await moment()
  await add('main', 'three')
  await neon('branches', 'restore', 'dev', `^parent@${then}`)
  await settled()
  assert.deepEqual(await rows('dev'), ['one', 'two'])
  await neon('branches', 'restore', 'dev', 'main')
  await settled()
  assert.deepEqual(await rows('dev'), ['one', 'three', 'two'])
  await refused(/the history begins at/, 'branches', 'restore', 'dev', '^parent@2020-01-01T00:00:00Z')
  shown('branches restore: from the parent at a moment, and as it is now')

  await refused(/preserve_under_name/, 'branches', 'restore', 'main', `^self@${then}`)
  const words = ['branches', 'restore', 'main', `^self@${then}`, '--preserve-under-name', 'before']
  const { restored_branch: restored, backup_branch: backup } = await neon(...words)
  assert.deepEqual([restored.name, backup.name], ['main', 'before'])
  await settled()
  assert.deepEqual(await rows('main'), ['one', 'two'])
  assert.deepEqual(await names(), ['before', 'dev', 'main'])
  const branch = await neon('branches', 'get', 'before')
  assert.equal((await neon('branches', 'get', 'main')).parent_id, branch.id)
  assert.equal((await neon('branches', 'get', 'dev')).parent_id, branch.id)
  await neon('branches', 'add-compute', 'before', '--type', 'read_write')
  await settled()
  assert.deepEqual(await rows('before'), ['one', 'three', 'two'])
  shown('branches restore ^self: the past, with what it was kept under another name')
}

async function others() {
  await neon('branches', 'set-default', 'dev')
  const defaults = (await neon('branches', 'list')).filter((branch) => branch.default)
  assert.deepEqual(defaults.map(({ name }) => name), ['dev'])
  assert.equal(await url(), await url('dev'))
  await refused(/default/, 'branches', 'delete', 'dev')
  await neon('branches', 'set-default', 'main')
  await refused(/./, 'branches', 'delete', 'before')
  shown('branches set-default; the default branch and one with children are not deleted')

  const role = ['roles', 'create', '--branch', 'dev', '--name', 'reader']
  assert.equal((await neon(...role)).name, 'reader')
  const roles = async (branch) => (await neon('roles', 'list', '--branch', branch)).map((r) => r.name)
  assert.deepEqual((await roles('dev')).sort(), ['neondb_owner', 'reader'])
  assert.deepEqual(await roles('main'), ['neondb_owner'])
  const database = ['databases', 'create', '--branch', 'dev', '--name', 'shop']
  assert.equal((await neon(...database, '--owner-name', 'reader')).owner_name, 'reader')
  const databases = await neon('databases', 'list', '--branch', 'dev')
  assert.deepEqual(databases.map(({ name }) => name).sort(), ['neondb', 'shop'])
  await settled()
  const login = ['--role-name', 'reader', '--database-name', 'shop']
  const who = "SELECT current_user || ' in ' || current_database()"
  assert.deepEqual(await query(await url('dev', ...login), who), ['reader in shop'])
  await neon('databases', 'delete', 'shop', '--branch', 'dev')
  await settled()
  await neon('roles', 'delete', 'reader', '--branch', 'dev')
  await settled()
  assert.deepEqual(await roles('dev'), ['neondb_owner'])
  shown('roles and databases: created, logged in with, deleted, and seen in no other branch')
}

async function schemas() {
  await query(await url('dev'), 'ALTER TABLE words ADD COLUMN meaning text')
  const words = ['branches', 'schema-diff', 'main', 'dev', '--database', 'neondb']
  if (!clients) {
    await refused(/schemas need pg_dump/, ...words)
    shown('branches schema-diff: the API’s sentence about pg_dump, which is not here')
    return
  }
  const diff = await text(...words)
  assert.match(diff, /^\+\s+meaning text/m)
  assert.match(diff, /^ CREATE TABLE public\.words/m)
  const changes = (diff) => diff.split('\n').filter((line) => /^[-+](?![-+]{2} )/.test(line))
  assert.deepEqual(changes(diff).filter((line) => !/word text|meaning text/.test(line)), [])
  assert.deepEqual(changes(await text('branches', 'schema-diff', 'main', 'before')), [])
  shown('branches schema-diff: the one column that differs')
}

async function deletions() {
  const { id } = await neon('branches', 'get', 'dev')
  const gone = await url('dev')
  assert.equal((await neon('branches', 'delete', 'dev')).id, id)
  await settled()
  const operations = await neon('operations', 'list')
  assert(operations.some(({ action }) => action === 'delete_timeline'), 'it is in the operations')
  assert.deepEqual(await names(), ['before', 'main'])
  await assert.rejects(query(gone, 'SELECT 1'))
  await refused(/dev not found/, 'branches', 'delete', 'dev')
  assert.deepEqual(await rows('main'), ['one', 'two'])
  shown('branches delete: gone from the list, and its URL leads nowhere')
}

try {
  for (const part of [account, connections, branches, restores, others, schemas, deletions]) {
    await part()
  }
} finally {
  rmSync(home, { recursive: true })
}
