// `branches` (list, create, reset, delete, connection) against a fake Neon API on loopback.
import assert from 'node:assert/strict'
import { setMaxListeners } from 'node:events'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { Worker } from 'node:worker_threads'

import { KEY, fakeNeon } from './fake-neon.mjs'
import { CANARY, PACKAGE, node, run } from './support.mjs'

const { branches, SkateEnvError } = createRequire(import.meta.url)('skate-env')
const WANTED = { name: 'preview/pr-7', class: 'preview', owner: 'github:shop#7' }

function shown(value) {
  const texts = [inspect(value, { depth: Infinity, showHidden: true }), JSON.stringify(value), String(value)]
  if (value instanceof Error) texts.push(value.stack, value.message, value.hint, inspect(value.cause))
  return texts.join('\n')
}

function assertNoSecret(value) {
  for (const secret of [KEY, CANARY]) assert.ok(!shown(value).includes(secret), shown(value))
}

test('list reads every page', async (test) => {
  const { options, log } = await fakeNeon(test, { pageSize: 1 })
  const listed = await branches.list(options)
  assert.deepEqual(listed.map(({ name }) => name), ['main', 'staging'])
  assert.equal(log.length, 2)
  assert.deepEqual(listed[1], {
    id: 'br-staging-leaf-100002', name: 'staging', projectId: 'p1', state: 'ready', default: false, protected: false,
    parentId: 'br-main-leaf-100001', createdAt: '2026-11-01T00:00:00Z', annotation: {},
  })
})

test('create, reuse, connect to, reset and delete a branch', async (test) => {
  const fake = await fakeNeon(test)
  const options = { ...fake.options, ...WANTED }
  const planned = await branches.create({ ...options, plan: true })
  assert.equal(planned.steps[0].step, 'create')
  assert.equal(planned.steps[0].branch.parentId, 'br-staging-leaf-100002')
  assert.match(planned.text, /create from br-staging-leaf-100002, until /)
  assert.equal(planned.changesNothing, false)
  assert.ok(fake.log.every((line) => line.startsWith('GET ')), fake.log.join('\n'))

  const made = await branches.create(options)
  assert.equal(made.how, 'created')
  assert.equal(made.branch.name, WANTED.name)
  assert.ok(fake.log.filter((line) => line.includes('/operations/')).length >= 2, 'it waits for operations')
  assert.ok(made.connection.url().includes(`:${CANARY}@ep-new-leaf-100002-pooler.`))
  assert.ok(made.connection.directUrl().includes(`:${CANARY}@ep-new-leaf-100002.`))
  assert.equal(made.connection.role.name, 'neondb_owner')
  assertNoSecret(made)
  assert.equal((await branches.create(options)).how, 'reused')

  const named = { ...fake.options, name: WANTED.name }
  const connection = await branches.connection({ ...named, environment: 'preview' })
  assert.equal(connection.url(), made.connection.url())
  assertNoSecret(connection)
  const { restore } = (await branches.reset({ ...named, parent: 'staging', plan: true })).steps[0]
  assert.deepEqual(restore, { sourceBranchId: 'br-staging-leaf-100002' })
  assert.equal((await branches.reset({ ...named, parent: 'staging' })).lastResetAt, '2026-11-01T00:00:00Z')
  assert.equal((await branches.delete({ ...named, plan: true })).steps[0].step, 'delete')
  assert.equal(await branches.delete({ ...fake.options, id: made.branch.id }), 'deleted')
  await assert.rejects(branches.delete(named), { name: 'SkateEnvError', code: 'unknown_branch' })
})

test('production is neither deleted nor connected to', async (test) => {
  const { options, log } = await fakeNeon(test)
  await assert.rejects(branches.delete({ ...options, name: 'main' }), { code: 'protected_branch' })
  await assert.rejects(branches.connection({ ...options, id: 'br-main-leaf-100001', environment: 'preview' }), { code: 'protected_branch' })
  const pinned = { ...options, variables: { ...options.variables, SKATE_ENV_PRODUCTION: undefined } }
  await assert.rejects(branches.delete({ ...pinned, name: 'staging' }), { code: 'production_unpinned' })
  const own = { ...pinned, name: 'staging', environment: 'staging', production: 'ep-staging-leaf-100002' }
  await assert.rejects(branches.connection(own), { code: 'production_target' })
  assert.ok(log.every((line) => line.startsWith('GET ')), log.join('\n'))
})

test("an error of Neon has Neon's message, without key and password", async (test) => {
  const body = { code: 'UNAUTHORIZED', message: `${KEY} is wrong: postgresql://a:${CANARY}@h/d`, request_id: 'req-1' }
  const { options } = await fakeNeon(test, { refuse: () => ({ status: 401, body }) })
  const error = await branches.list(options).catch((error) => error)
  assert.ok(error instanceof SkateEnvError, shown(error))
  assert.equal(error.code, 'neon_refused')
  assert.deepEqual(error.neon, { status: 401, code: 'UNAUTHORIZED', message: '*** is wrong: postgresql://***@h/d', requestId: 'req-1' })
  assert.match(error.message, /\(request req-1\)/)
  assert.match(error.hint, /NEON_API_KEY/)
  assert.equal(error.problems[0].code, 'neon_refused')
  assertNoSecret(error)
})

test('bad options are refused before any request', async (test) => {
  const { options, log } = await fakeNeon(test)
  const bad = [
    [() => branches.list({ ...options, apiKeys: KEY }), 'invalid_config'],
    [() => branches.list({ ...options, apiKey: `${KEY}\n` + 'x' }), 'invalid_config'],
    [() => branches.list({ ...options, apiHost: `http://app:${CANARY}@public.example` }), undefined],
    [() => branches.list({ ...options, variables: {} }), 'invalid_config'],
    [() => branches.list({ ...options, projectId: `p/${CANARY}` }), 'invalid_config'],
    [() => branches.delete({ ...options }), 'invalid_config'],
    [() => branches.delete({ ...options, name: 'x', production: CANARY + '!' }), 'invalid_config'],
    [() => branches.create({ ...options, ...WANTED, class: CANARY }), 'invalid_config'],
    [() => branches.create({ ...options, ...WANTED, maxAgeSeconds: -1 }), 'invalid_config'],
    [() => branches.create({ ...options, ...WANTED, reason: '\ud800' }), 'invalid_config'],
    [() => branches.connection({ ...options, name: 'x', environment: `postgresql://a:${CANARY}@h/d` }), 'unknown_environment'],
  ]
  for (const [call, code] of bad) {
    const error = await call().then(() => undefined, (error) => error)
    assert.ok(error instanceof SkateEnvError, shown(error))
    if (code !== undefined) assert.equal(error.code, code, shown(error))
    assertNoSecret(error)
  }
  assert.deepEqual(log, [])
})

test('an aborted signal: nothing is sent', async (test) => {
  const { options, log } = await fakeNeon(test)
  const reason = new Error('enough')
  await assert.rejects(branches.list({ ...options, signal: AbortSignal.abort(reason) }), reason)
  assert.deepEqual(log, [])
})

test('a signal that aborts a pending request: the connection closes, and nothing more is sent', async (test) => {
  const fake = await fakeNeon(test, { hang: (line) => line.startsWith('POST ') })
  const controller = new AbortController()
  const hanging = fake.nextHanging()
  const call = branches.create({ ...fake.options, ...WANTED, signal: controller.signal })
  const { line, closed } = await hanging
  const sent = fake.log.length
  controller.abort()
  await assert.rejects(call, { name: 'AbortError' })
  await closed
  await branches.list(fake.options) // the pool and the runtime are free again
  assert.deepEqual(fake.log.slice(sent - 1).map((line) => line.split('?')[0]), [line, 'GET /projects/p1/branches'])
})

test('a signal that aborts while an operation runs: it is not polled again', async (test) => {
  const controller = new AbortController()
  const refuse = (line) => void (line.includes('/operations/') && controller.abort())
  const fake = await fakeNeon(test, { refuse })
  const operations = () => fake.log.filter((line) => line.includes('/operations/')).length
  await assert.rejects(branches.create({ ...fake.options, ...WANTED, signal: controller.signal }), { name: 'AbortError' })
  assert.equal(operations(), 1)
  // Another call takes as long as the next poll would, and polls once, because its operation is done.
  const other = await branches.create({ ...fake.options, ...WANTED, name: 'preview/pr-8' })
  assert.equal(other.how, 'created')
  assert.equal(operations(), 2)
})

test('a signal cancels calls that wait for the thread pool', async (test) => {
  const fake = await fakeNeon(test, { hang: () => true })
  const controller = new AbortController()
  setMaxListeners(12, controller.signal)
  const hanging = fake.nextHanging()
  const calls = Array.from({ length: 12 }, () => branches.list({ ...fake.options, signal: controller.signal }))
  const settled = Promise.allSettled(calls)
  await hanging
  controller.abort()
  for (const { status, reason } of await settled) assert.deepEqual([status, reason.name], ['rejected', 'AbortError'])
})

test('twelve concurrent calls succeed', async (test) => {
  const { options } = await fakeNeon(test)
  const lists = await Promise.all(Array.from({ length: 12 }, () => branches.list(options)))
  assert.ok(lists.every((list) => list.length === 2))
})

test('worker threads call concurrently', async (test) => {
  const { options } = await fakeNeon(test)
  const source = `
    const { parentPort, workerData } = require('node:worker_threads')
    require('skate-env').branches.list(workerData).then((list) => parentPort.postMessage(list.length))`
  const counts = await Promise.all([1, 2, 3].map(() => new Promise((resolve, reject) => {
    const worker = new Worker(source, { eval: true, workerData: options })
    worker.once('message', resolve)
    worker.once('error', reject)
  })))
  assert.deepEqual(counts, [2, 2, 2])
})

const LOOK = `
  const threads = () => process.platform === 'linux' ? require('node:fs').readdirSync('/proc/self/task').length : 0
  const loaded = () => process.report.getReport().sharedObjects.filter((path) => path.includes('skate-env')).length
  const before = threads()
  const { branches } = require('skate-env')
  const after = [threads() - before, loaded()]
  branches.list({ variables: {}, directory: '/' }).catch((error) => console.log(...after, error.code, loaded()))`

test('require starts no thread and loads one addon; the first call loads the other', async () => {
  assert.deepEqual(await node(LOOK), { status: 0, stdout: '0 1 invalid_config 2\n', stderr: '' })
})

test('importing `branches` loads no second addon', async () => {
  const source = `import { branches } from 'skate-env'
    const { sharedObjects } = process.report.getReport()
    console.log(typeof branches.list, sharedObjects.filter((path) => path.includes('skate-env-neon')).length)`
  const said = { status: 0, stdout: 'function 0\n', stderr: '' }
  assert.deepEqual(await run(process.execPath, ['--input-type=module', '-e', source], { cwd: PACKAGE }), said)
})
