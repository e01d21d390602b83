// Runs the shared test vectors (`vectors/*.json`) through the addon; Rust runs them, too.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'

const { parsePolicy } = createRequire(import.meta.url)('../js/binding.cjs')
const vectors = new URL('../../../vectors/', import.meta.url)

/** Cases with variables from files are left out: only `prismaDatasource` reads files. */
const cases = readdirSync(vectors)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => JSON.parse(readFileSync(new URL(file, vectors), 'utf8')))
  .filter((it) => it.from_files === undefined)

test('there are vectors', () => assert.ok(cases.length > 50, `${cases.length}`))

for (const it of cases) test(it.name, () => judge(it, answer(it)))

function answer({ variables = {}, config = '', facts = {}, request = {} }) {
  const policy = parsePolicy(config)
  if (policy.failure !== undefined) return policy
  const given = { terminal: facts.terminal, devin: facts.devin, consentInDotenv: facts.consent_in_dotenv }
  return policy.resolve(policy.names().map((name) => variables[name]), request, given)
}

function judge({ expect }, outcome) {
  const { failure } = outcome
  if (expect.error === undefined) {
    assert.equal(failure, undefined, failure?.message)
    assert.deepEqual(outcome.warnings.map(({ code }) => code), expect.warnings ?? [])
    const plain = { ...outcome, direct_url: outcome.directUrl }
    for (const key of ['environment', 'purpose', 'url', 'direct_url', 'verdict', 'variable', 'derived']) {
      if (key in expect) assert.equal(plain[key], expect[key], key)
    }
    return
  }
  assert.equal(failure?.code, expect.error)
  if (expect.codes) assert.deepEqual(failure.problems.map(({ code }) => code), expect.codes)
  if (expect.variable) assert.equal(failure.variable, expect.variable)
  for (const words of expect.says ?? []) assert.ok(failure.message.includes(words), `${words}: ${failure.message}`)
}
