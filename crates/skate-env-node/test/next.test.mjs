// withSkateEnv(): the Next.js configuration that it returns, and invalid policies.
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'

import { folder } from './support.mjs'

const { withSkateEnv } = createRequire(import.meta.url)('skate-env/next')

test('existing settings are kept', (t) => {
  const directory = folder(t)
  const own = { output: 'standalone', serverExternalPackages: ['sharp', 'skate-env'] }
  assert.deepEqual(withSkateEnv(own, { directory }), own)
  assert.deepEqual(own.serverExternalPackages, ['sharp', 'skate-env'])
  assert.deepEqual(withSkateEnv(undefined, { directory }), { serverExternalPackages: ['skate-env'] })
})

test('skate-env.toml is traced for every route, wherever it is found', (t) => {
  const root = folder(t)
  const directory = join(root, 'apps/web')
  mkdirSync(directory, { recursive: true })
  writeFileSync(join(root, 'skate-env.toml'), 'strict = true\n')
  const own = { outputFileTracingIncludes: { '/**': ['./a'], '/api': ['./b'] } }
  assert.deepEqual(withSkateEnv(own, { directory }).outputFileTracingIncludes, {
    '/**': ['./a', '../../skate-env.toml'],
    '/api': ['./b'],
  })
  assert.deepEqual(withSkateEnv({}, { directory: root }).outputFileTracingIncludes, { '/**': ['./skate-env.toml'] })
})

test('configurations that are functions, asynchronous ones included', async (t) => {
  const directory = folder(t)
  for (const own of [(phase, context) => ({ phase, context }), async (phase, context) => ({ phase, context })]) {
    const expected = { phase: 'build', context: 1, serverExternalPackages: ['skate-env'] }
    assert.deepEqual(await withSkateEnv(own, { directory })('build', 1), expected)
  }
})

test('an invalid policy fails the build', (t) => {
  const directory = folder(t)
  writeFileSync(join(directory, 'skate-env.toml'), 'strickt = true\n')
  assert.throws(() => withSkateEnv({}, { directory }), { name: 'SkateEnvError', code: 'invalid_config' })
})
