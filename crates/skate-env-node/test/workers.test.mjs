// Worker threads: each reads the variables of its own `process.env`.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Worker } from 'node:worker_threads'

import { LOCAL } from './support.mjs'

const source = `
  const { parentPort, workerData } = require('node:worker_threads')
  const { getDatabaseUrl } = require('skate-env')
  process.env.POSTGRES_PRISMA_URL_DEV = workerData
  parentPort.postMessage([getDatabaseUrl(), getDatabaseUrl()])`

test('each worker sees the variables of its own process.env', async () => {
  const urls = [1, 2, 3, 4].map((number) => `${LOCAL}${number}`)
  const answers = await Promise.all(urls.map((workerData) => new Promise((resolve, reject) => {
    const worker = new Worker(source, { eval: true, workerData, env: {} })
    worker.once('message', resolve)
    worker.once('error', reject)
  })))
  assert.deepEqual(answers, urls.map((url) => [url, url]))
  assert.equal(process.env.POSTGRES_PRISMA_URL_DEV, undefined)
})
