// Jest, Vitest 4 and Vitest 5 (every pool of both): skate-env reads the `process.env` of the test.
// Vitest 5 needs Node.js 22.12: `cargo xtask test node` installs both.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

import { PACKAGE, run } from './support.mjs'

const require = createRequire(import.meta.url)
const folderOf = (name) => dirname(require.resolve(`${name}/package.json`))
const { SKATE_ENV_TEST_NODE, SKATE_ENV_TEST_VITEST_5 } = process.env

const POOLS = ['forks', 'threads', 'vmForks', 'vmThreads']
const VITEST = {
  4: { node: process.execPath, folder: folderOf('vitest') },
  5: { node: SKATE_ENV_TEST_NODE, folder: SKATE_ENV_TEST_VITEST_5 },
}
const cwd = join(PACKAGE, 'test/runners')
// What a developer's shell may hold: the test must not see this database.
const variables = { POSTGRES_PRISMA_URL_TEST: 'postgresql://app:secret@localhost:5432/shell', CI: '1' }

test('Jest', async () => {
  const flags = ['--rootDir', '.', '--testMatch', '**/jest.spec.cjs', '--no-cache', '--config', '{}']
  const { status, stderr } = await run(process.execPath, [join(folderOf('jest'), 'bin/jest.js'), ...flags], { cwd, variables })
  assert.equal(status, 0, stderr)
  assert.match(stderr, /2 passed, 2 total/)
})

for (const [major, { node, folder }] of Object.entries(VITEST)) {
  for (const pool of POOLS) {
    test(`Vitest ${major}, pool ${pool}`, async () => {
      assert.ok(node && folder, '`cargo xtask test node` sets SKATE_ENV_TEST_NODE and SKATE_ENV_TEST_VITEST_5')
      const flags = ['run', '--root', '.', '--globals', '--pool', pool, 'vitest.spec.mjs']
      const { status, stdout, stderr } = await run(node, [join(folder, 'vitest.mjs'), ...flags], { cwd, variables })
      assert.equal(status, 0, stdout + stderr)
      assert.match(stdout, new RegExp(`RUN.*v${major}\\.`))
      assert.match(stdout, /Tests.*2 passed/)
    })
  }
}
