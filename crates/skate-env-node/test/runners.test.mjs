// Test runners give a test its own `process.env`, in their own ways.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

import { PACKAGE, run } from './support.mjs'

const require = createRequire(import.meta.url)
const cwd = join(PACKAGE, 'test/runners')
// What a developer's shell may hold: not the test's variables.
const variables = { POSTGRES_PRISMA_URL_TEST: 'postgresql://app:secret@localhost:5432/shell', CI: '1' }

test('Jest', async () => {
  const jest = join(dirname(require.resolve('jest/package.json')), 'bin/jest.js')
  const flags = ['--rootDir', '.', '--testMatch', '**/jest.spec.cjs', '--no-cache', '--config', '{}']
  const { status, stderr } = await run(process.execPath, [jest, ...flags], { cwd, variables })
  assert.equal(status, 0, stderr)
  assert.match(stderr, /2 passed, 2 total/)
})

for (const pool of ['forks', 'threads', 'vmThreads', 'vmForks']) {
  test(`Vitest, pool ${pool}`, async () => {
    const vitest = join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs')
    const flags = ['run', '--root', '.', '--pool', pool, 'vitest.spec.mjs']
    const { status, stdout, stderr } = await run(process.execPath, [vitest, ...flags], { cwd, variables })
    assert.equal(status, 0, stdout + stderr)
    assert.match(stdout, /Tests.*2 passed/)
  })
}
