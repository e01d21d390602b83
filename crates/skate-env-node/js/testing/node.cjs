'use strict'

// `skate-env/testing/node`, for node:test: a module that `node --test --import` names calls `setUp`.
const { after, afterEach, beforeEach } = require('node:test')
const { setVariables } = require('./database.cjs')
const { closeFile, openFile, prepare } = require('./session.cjs')

/** In the runner: builds the template. In the process of a test file: gives it a database. */
async function setUp(options) {
  // A file that is run by itself is both.
  const isFile = process.env.NODE_TEST_CONTEXT !== undefined || !process.execArgv.includes('--test')
  if (process.env.SKATE_ENV_TEST_OPTIONS === undefined || !isFile) setVariables(await prepare(options))
  if (!isFile) return
  const file = await openFile(process.argv[1] ?? '')
  let failed = false
  let tests = 0
  beforeEach(async () => {
    tests += 1
    if (file.per === 'test' && tests > 1) await file.database.reset()
  })
  afterEach((test) => {
    if (test?.passed === false || test?.error) failed = true
  })
  after(async () => {
    await closeFile(file, { failed: failed || Boolean(process.exitCode) })
  })
}

module.exports = { setUp }
