// `verifyDatabase` without PostgreSQL: refused before connecting, and servers that are not PostgreSQL.
// `cargo xtask test guarded` runs it against real servers.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { inspect } from 'node:util'

import { CANARY, PRODUCTION, folder, node } from './support.mjs'

const { SkateEnvError, prismaDatasource, verifyDatabase } = createRequire(import.meta.url)('skate-env')

/** A TCP server that records its connections, and calls `greet` for each. */
async function server(test, greet) {
  const sockets = []
  const listening = createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => {})
    greet(socket)
  })
  listening.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  test.after(() => {
    for (const socket of sockets) socket.destroy()
    listening.close()
  })
  const url = `postgresql://app:${CANARY}@127.0.0.1:${listening.address().port}/shop`
  const variables = { POSTGRES_PRISMA_URL_DEV: url, SKATE_ENV_PRODUCTION: 'ep-cool-darkness-123456' }
  return { sockets, options: { variables, directory: folder(test) } }
}

async function refusal(options) {
  const error = await verifyDatabase(options).then((answer) => assert.fail(inspect(answer)), (error) => error)
  assert.ok(error instanceof SkateEnvError, inspect(error))
  const shown = [inspect(error, { depth: Infinity, showHidden: true }), error.stack, JSON.stringify(error)].join('\n')
  assert.ok(!shown.includes(CANARY), shown)
  assert.ok(error.hint.length > 0)
  return error.code
}

test('what a guard refuses is never connected to', async (test) => {
  const { sockets, options } = await server(test, () => {})
  const { POSTGRES_PRISMA_URL_DEV: url } = options.variables
  const pin = new URL(url).host
  assert.equal(await refusal({ ...options, production: pin }), 'production_target')
  assert.equal(await refusal({ ...options, environment: 'staging' }), 'missing_url')
  assert.equal(await refusal({ ...options, environment: 'production', variables: { POSTGRES_PRISMA_URL: PRODUCTION } , purpose: 'migrate' }), 'production_from_workstation')
  assert.equal(await refusal({ ...options, timeoutSeconds: -1 }), 'invalid_config')
  assert.equal(await refusal({ ...options, timeout: 1 }), 'invalid_config')
  assert.equal(sockets.length, 0)
})

test('a server that is silent, that hangs up, that talks of something else', async (test) => {
  const greetings = [() => {}, (socket) => socket.destroy(), (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')]
  for (const greet of greetings) {
    const { sockets, options } = await server(test, greet)
    assert.match(await refusal({ ...options, timeoutSeconds: 0.5 }), /^database_(unavailable|refused)$/)
    assert.ok(sockets.length > 0)
  }
})

test('no server listens', async (test) => {
  const { options } = await server(test, () => {})
  const variables = { ...options.variables, POSTGRES_PRISMA_URL_DEV: `postgresql://app:${CANARY}@127.0.0.1:9/shop` }
  assert.equal(await refusal({ ...options, variables, timeoutSeconds: 0.2 }), 'database_unavailable')
})

test('a signal cancels the call, and the connection is closed', async (test) => {
  const controller = new AbortController()
  let closed
  const { sockets, options } = await server(test, (socket) => {
    closed = once(socket.resume(), 'close')
    controller.abort()
  })
  await assert.rejects(verifyDatabase({ ...options, signal: controller.signal }), { name: 'AbortError' })
  await closed
  assert.equal(sockets.length, 1)
})

test('`live` verifies for commands that write only', async (test) => {
  const { sockets, options } = await server(test, (socket) => socket.destroy())
  const started = process.argv
  test.after(() => (process.argv = started))
  const live = { ...options, live: true }
  const { POSTGRES_PRISMA_URL_DEV: url } = options.variables
  process.argv = ['node', 'prisma', 'generate']
  assert.deepEqual(await prismaDatasource(live), { url })
  process.argv = ['node', 'prisma', 'migrate', 'status']
  assert.deepEqual(await prismaDatasource(live), { url })
  assert.equal(sockets.length, 0)
  process.argv = ['node', 'prisma', 'migrate', 'reset']
  assert.deepEqual(prismaDatasource(options), { url })
  await assert.rejects(prismaDatasource({ ...live, timeoutSeconds: 0.2 }), { name: 'SkateEnvError', code: 'database_unavailable' })
  assert.ok(sockets.length > 0)
})

test('importing loads no second addon; the first call does', async () => {
  const source = `
    const loaded = () => process.report.getReport().sharedObjects.filter((path) => path.includes('skate-env')).length
    const { verifyDatabase } = require('skate-env')
    const before = loaded()
    verifyDatabase({ variables: {}, directory: '/' }).catch((error) => console.log(before, error.code, loaded()))`
  assert.deepEqual(await node(source), { status: 0, stdout: '1 missing_url 2\n', stderr: '' })
})
