// `observePool` without a database: what it counts of failures, and that it changes nothing.
// `testing.test.mjs` observes a pool on a real PostgreSQL.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { test } from 'node:test'

import pg from 'pg'
import { observePool } from 'skate-env/observe'

import { CANARY, node } from './support.mjs'

/** A port of this machine where somebody listens and says nothing, or nobody listens. */
async function port(t, { listens }) {
  const sockets = []
  const server = createServer((socket) => sockets.push(socket.on('error', () => {})))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  const close = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  if (listens) t.after(close)
  else close()
  return port
}

function pool(t, port, options) {
  const made = new pg.Pool({ host: '127.0.0.1', port, user: 'app', password: CANARY, database: CANARY, ...options })
  t.after(() => made.ending || made.end())
  return made
}

/** A pool whose connections are what a test says. */
class Played {
  constructor(answer) {
    this.answer = answer
  }

  connect(callback) {
    const answer = this.answer()
    if (callback === undefined) return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
    callback(answer instanceof Error ? answer : undefined, answer instanceof Error ? undefined : answer, () => {})
  }
}

test('failures count by code, and the errors are those of the pool', async (t) => {
  const refused = pool(t, await port(t, { listens: false }))
  const observation = observePool(refused)
  await assert.rejects(refused.connect(), { code: 'ECONNREFUSED' })
  await assert.rejects(refused.query('SELECT 1'), { code: 'ECONNREFUSED' })
  await new Promise((resolve) => refused.connect((error, client, release) => {
    assert.equal(error.code, 'ECONNREFUSED')
    assert.equal(client, undefined)
    assert.equal(typeof release, 'function')
    resolve()
  }))
  await refused.end()
  await assert.rejects(refused.connect(), /after calling end/)
  const counts = observation.read()
  assert.deepEqual(counts.failures, { ECONNREFUSED: 3, ended: 1 })
  assert.deepEqual([counts.attempts, counts.successes, counts.pending, counts.opened], [4, 0, 0, 0])
  assert.equal(counts.milliseconds.sum, 0)
  assert.ok(!JSON.stringify(counts).includes(CANARY))
})

test('a server that says nothing is a timeout, and pending until then', async (t) => {
  const silent = pool(t, await port(t, { listens: true }), { connectionTimeoutMillis: 100 })
  const observation = observePool(silent)
  const connecting = silent.connect()
  assert.equal(observation.read().pending, 1)
  await assert.rejects(connecting)
  assert.deepEqual(observation.read().failures, { timeout: 1 })
  assert.equal(observation.read().pending, 0)
})

test('what is no code of PostgreSQL or Node.js is `other`, and there are at most fifty', async () => {
  const errors = [CANARY, 'a b', '', 'x'.repeat(80), 42, undefined].map((code) => Object.assign(new Error(CANARY), { code }))
  errors.push(Object.assign(new Error('wrong password'), { code: '28P01' }))
  errors.push(...Array.from({ length: 100 }, (_, number) => Object.assign(new Error(), { code: `E${number}` })))
  const played = new Played(() => errors.shift())
  const observation = observePool(played)
  const count = errors.length
  for (let number = 0; number < count; number += 1) await assert.rejects(played.connect())
  const { attempts, failures } = observation.read()
  assert.equal(failures['28P01'], 1)
  assert.ok(failures.other >= 6 && Object.keys(failures).length <= 51, JSON.stringify(failures))
  assert.equal(Object.values(failures).reduce((sum, one) => sum + one), attempts)
  assert.ok(!JSON.stringify(failures).includes(CANARY))
})

test('stop() leaves the pool as it was, also under another wrapper', async () => {
  const client = {}
  const played = new Played(() => client)
  const first = observePool(played)
  const second = observePool(played)
  assert.equal(await played.connect(), client)
  assert.deepEqual(Object.keys(played), ['answer'], 'it shows in no listing')
  // The first is under the second.
  first.stop()
  first.stop()
  assert.equal(await played.connect(), client)
  second.stop()
  assert.equal(await played.connect(), client)
  assert.deepEqual([first.read().attempts, second.read().attempts], [1, 2])

  const alone = new Played(() => client)
  observePool(alone).stop()
  assert.ok(!Object.hasOwn(alone, 'connect') && alone.connect === Played.prototype.connect)
  for (const wrong of [undefined, null, {}, 'pool']) assert.throws(() => observePool(wrong), TypeError)
})

test('it loads no native module and nothing else', async () => {
  const source = "require('skate-env/observe'); console.log(Object.keys(require.cache).length, process.report.getReport().sharedObjects.filter((it) => it.endsWith('.node')).length)"
  const { status, stdout, stderr } = await node(source)
  assert.equal(status, 0, stderr)
  assert.equal(stdout, '1 0\n')
})
