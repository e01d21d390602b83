// Neon's SDK, unchanged, through the life of a branch: its answers, its own waiting, and the rows.

import assert from 'node:assert/strict'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { clients, moment, project, query, shown, tool } from './fixture.mjs'

const entry = join(tool, 'node_modules/@neon/sdk/dist/index.js')
const { createNeonClient, raw } = await import(pathToFileURL(entry))
const neon = createNeonClient({
  apiKey: process.env.NEON_API_KEY,
  baseUrl: process.env.NEON_API_HOST,
  throwOnError: true,
  waitForReadiness: true,
  wait: { pollIntervalMs: 50, timeoutMs: 60_000 },
})

const WORDS = 'SELECT word FROM words ORDER BY word'
const at = (branch) => ({ projectId: project, branchId: branch.id })
const url = (branch, pooled = false) => neon.postgres.connectionString({ ...at(branch), pooled })
const rows = async (branch) => query(await url(branch), WORDS)

const [listed] = await neon.projects.list().all()
assert.equal(listed.id, project)
assert.equal((await neon.projects.get({ projectId: project })).pg_version, listed.pg_version)
const main = await neon.branches.getDefault({ projectId: project })
assert.equal(main.name, 'main')
shown('projects list and get, branches getDefault')

const mainUrl = await neon.postgres.connectionString({ projectId: project, pooled: false })
await query(mainUrl, "CREATE TABLE words AS SELECT 'one' AS word")
const made = await neon.branches.createAndConnect({ projectId: project, name: 'preview/pr-1' })
const dev = made.branch
assert.deepEqual(await query(made.connectionString, WORDS), ['one'])
await query(await url(dev), "INSERT INTO words VALUES ('preview')")
assert.deepEqual(await query(await url(dev, true), WORDS), ['one', 'preview'])
assert.deepEqual(await query(mainUrl, WORDS), ['one'])
shown('branches createAndConnect: ready when it returns, and apart from its parent')

const bare = { projectId: project, name: 'bare', parent_id: dev.id, noCompute: true }
const leaf = await neon.branches.create(bare)
assert.equal(leaf.parent_id, dev.id)
assert.deepEqual(await neon.postgres.endpoints.listByBranch(at(leaf)), [])
const pages = neon.branches.list({ projectId: project, limit: 1, sort_by: 'name', sort_order: 'asc' })
assert.deepEqual((await pages.all()).map(({ name }) => name), ['bare', 'main', 'preview/pr-1'])
shown('branches create without a compute; list, page by page, sorted')

const expiry = new Date(Math.ceil(Date.now() / 1000) * 1000 + 3_600_000)
const change = { name: 'leaf', expires_at: expiry.toISOString() }
await neon.branches.update({ ...at(leaf), ...change })
const found = await neon.branches.get(at(leaf))
assert.deepEqual([found.name, Date.parse(found.expires_at)], ['leaf', expiry.getTime()])
const missing = neon.branches.get({ projectId: project, branchId: 'br-no-such-branch-1' })
await assert.rejects(missing, { kind: 'not_found', status: 404 })
shown('branches update and get; one that is not there is `not_found`')

await assert.rejects(neon.branches.resetFromParent(at(dev)), { kind: 'api' })
await neon.branches.delete(at(leaf))
await neon.branches.resetFromParent(at(dev))
assert.deepEqual(await rows(dev), ['one'])
const then = await moment()
await query(mainUrl, "INSERT INTO words VALUES ('two')")
const restore = await raw.restoreProjectBranch({
  client: neon.client,
  path: { project_id: project, branch_id: dev.id },
  body: { source_branch_id: main.id, source_timestamp: then },
})
assert.equal(restore.error, undefined)
await neon.operations.waitFor({ operations: restore.data.operations })
assert.deepEqual(await rows(dev), ['one'])
await neon.branches.resetFromParent(at(dev))
assert.deepEqual(await rows(dev), ['one', 'two'])
shown('branches resetFromParent, and restore to a moment of the parent')

const endpointId = made.endpoint.id
const endpoint = { projectId: project, endpointId }
assert.equal((await neon.postgres.endpoints.suspend(endpoint)).id, endpointId)
assert.equal((await neon.postgres.endpoints.get(endpoint)).current_state, 'idle')
assert.deepEqual(await rows(dev), ['one', 'two'], 'a connection wakes it')
await neon.postgres.endpoints.restart(endpoint)
await neon.postgres.endpoints.start(endpoint)
assert.equal((await neon.postgres.endpoints.get(endpoint)).current_state, 'active')
const updated = { ...endpoint, suspend_timeout_seconds: 120 }
assert.equal((await neon.postgres.endpoints.update(updated)).suspend_timeout_seconds, 120)
assert.equal((await neon.postgres.endpoints.list({ projectId: project })).length, 2)
shown('endpoints: suspend, wake, restart, start, update, list')

const role = { ...at(dev), roleName: 'neondb_owner' }
const before = await url(dev)
await neon.postgres.roles.resetPassword(role)
assert.notEqual(await url(dev), before)
assert.equal(new URL(await url(dev)).password, await neon.postgres.roles.password(role))
await assert.rejects(query(before, 'SELECT 1'), { code: '28P01' })
assert.deepEqual(await rows(dev), ['one', 'two'])
assert.deepEqual(await query(mainUrl, WORDS), ['one', 'two'], 'the parent keeps its password')
shown('roles resetPassword: the old one is refused here, and the parent keeps its own')

const compared = { ...at(dev), databaseName: 'neondb' }
await query(await url(dev), 'ALTER TABLE words ADD COLUMN meaning text')
if (clients) {
  assert.match((await neon.branches.compareSchema(compared)).diff, /^\+\s+meaning text/m)
} else {
  await assert.rejects(neon.branches.compareSchema(compared), { status: 501 })
}
shown(clients ? 'branches compareSchema' : 'branches compareSchema: 501, for want of pg_dump')

const operations = await neon.operations.list({ projectId: project }).all()
assert(operations.length > 10)
assert(operations.every(({ status }) => status === 'finished'), 'every call has waited')
const one = { projectId: project, operationId: operations[0].id }
assert.deepEqual(await neon.operations.get(one), operations[0])
await neon.branches.delete(at(dev))
const left = await neon.branches.list({ projectId: project }).all()
assert.deepEqual(left.map(({ name }) => name), ['main'])
shown('operations list and get; branches delete')
