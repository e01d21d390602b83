import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'

import { PACKAGE, run } from './support.mjs'

const require = createRequire(import.meta.url)
const { codes } = require('../js/binding.cjs')

test("the union of codes is Rust's table", () => {
  const declared = readFileSync(require.resolve('../js/codes.d.ts'), 'utf8').match(/'\w+'/g)
  assert.deepEqual(declared, codes().map(({ code }) => `'${code}'`))
})

test('a code of the facade is in the table', () => {
  const known = new Set(codes().map(({ code }) => code))
  for (const file of ['index', 'options', 'edge', 'refusal', 'prisma', 'next']) {
    const text = readFileSync(require.resolve(`../js/${file}.cjs`), 'utf8')
    for (const [, code] of text.matchAll(/refusal\(\s*'(\w+)'/g)) assert.ok(known.has(code), code)
  }
})

test('the types compile, and refuse what does not exist', async () => {
  const { status, stdout } = await run(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'test/types'], { cwd: PACKAGE })
  assert.equal(status, 0, stdout)
})
