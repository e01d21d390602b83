// The package in the Edge runtime and in browsers: importing works, calls throw.
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { node, run, PACKAGE } from './support.mjs'

const ask = `try { getDatabaseUrl() } catch (error) {
  console.log(error instanceof SkateEnvError, error.name, error.code, /NEXT_RUNTIME/.test(error.hint)) }`
const said = { status: 0, stdout: 'true SkateEnvError unsupported_runtime true\n', stderr: '' }

for (const condition of ['edge-light', 'browser']) {
  test(`${condition}: importing is allowed, calling says what to do`, async () => {
    const options = { cwd: PACKAGE, variables: { NODE_OPTIONS: `--conditions=${condition}` } }
    assert.deepEqual(await node(`const { getDatabaseUrl, SkateEnvError } = require('skate-env'); ${ask}`, options), said)
    const source = `import { getDatabaseUrl, SkateEnvError } from 'skate-env'; ${ask}`
    assert.deepEqual(await run(process.execPath, ['--input-type=module', '-e', source], options), said)
  })
}

test('edge-light: `branches` rejects, as its calls do elsewhere', async () => {
  const options = { cwd: PACKAGE, variables: { NODE_OPTIONS: '--conditions=edge-light' } }
  const source = `require('skate-env').branches.list().catch(({ code }) => console.log(code))`
  assert.deepEqual(await node(source, options), { status: 0, stdout: 'unsupported_runtime\n', stderr: '' })
})
