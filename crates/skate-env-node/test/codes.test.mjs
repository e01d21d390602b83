// Error codes and type declarations match the Rust code.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

import { PACKAGE, run } from './support.mjs'

const require = createRequire(import.meta.url)
const { codes } = require('../js/binding.cjs')

test("the union type of codes matches Rust's table", () => {
  const declared = readFileSync(require.resolve('../js/codes.d.ts'), 'utf8').match(/'\w+'/g)
  assert.deepEqual(declared, codes().map(({ code }) => `'${code}'`))
})

test('every code in JavaScript is in the table', () => {
  const known = new Set(codes().map(({ code }) => code))
  for (const file of ['index', 'options', 'edge', 'refusal', 'prisma', 'next']) {
    const text = readFileSync(require.resolve(`../js/${file}.cjs`), 'utf8')
    for (const [, code] of text.matchAll(/refusal\(\s*'(\w+)'/g)) assert.ok(known.has(code), code)
  }
})

test('the types compile, and reject unknown options and values', async () => {
  const { status, stdout } = await run(process.execPath, [join(dirname(require.resolve('typescript/package.json')), 'bin/tsc'), '-p', 'test/types'], { cwd: PACKAGE })
  assert.equal(status, 0, stdout)
})
