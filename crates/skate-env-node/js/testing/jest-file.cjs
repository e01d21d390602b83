'use strict'

// Runs in each worker before each test file. Jest waits for the function.
/* global afterAll, afterEach, beforeEach, expect */
const { closeFile, openFile } = require('./session.cjs')

module.exports = async function setUpFile() {
  const file = await openFile(expect.getState().testPath ?? '')
  let failed = false
  let tests = 0
  beforeEach(async () => {
    tests += 1
    if (file.per === 'test' && tests > 1) await file.database.reset()
  })
  afterEach(() => {
    failed ||= hasFailed()
  })
  afterAll(async () => {
    await closeFile(file, { failed })
  })
}

/** jest-circus keeps its state under a symbol of the realm. */
function hasFailed() {
  const symbol = Object.getOwnPropertySymbols(globalThis).find(({ description }) => description === 'JEST_STATE_SYMBOL')
  const test = symbol && globalThis[symbol].currentlyRunningTest
  return (test?.errors.length ?? 0) > 0
}
