// Runs the shared test vectors (`vectors/*.json`) through the addon; Rust runs them, too.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

const { loadPolicy, parsePolicy } = createRequire(import.meta.url)('../js/binding.cjs')
const folders = ['../../../vectors/', '../../../vectors/field/'].map((path) => new URL(path, import.meta.url))

/** Left out: places of variables whose files are not given, and facts about files that are read. */
const cases = folders
  .flatMap((folder) => readdirSync(folder).map((file) => new URL(file, folder)))
  .filter((file) => file.pathname.endsWith('.json'))
  .flatMap((file) => JSON.parse(readFileSync(file, 'utf8')))
  .filter((it) => it.from_files === undefined && (it.files === undefined || it.facts === undefined))

test('there are vectors', () => assert.ok(cases.length > 1500, `${cases.length}`))

for (const it of cases) test(it.name, () => judge(it, it.files === undefined ? answer(it) : answerFromFiles(it)))

/** As `prismaDatasource` answers in a folder with these dotenv files. */
function answerFromFiles({ variables = {}, files, config, request = {} }) {
  const folder = mkdtempSync(join(tmpdir(), 'skate-env-vector-'))
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
    if (config !== undefined) writeFileSync(join(folder, 'skate-env.toml'), config)
    const policy = loadPolicy(folder)
    if (policy.failure !== undefined) return policy
    const isTest = variables.NODE_ENV === 'test' || variables.DATABASE_ENVIRONMENT === 'testing'
    const asked = { purpose: isTest ? 'test' : 'app', ...request }
    const outcome = policy.resolveForPrisma(variables, asked, ['node', 'server.js'])
    return outcome.resolution ?? outcome
  } finally {
    rmSync(folder, { recursive: true })
  }
}

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
    const sentences = outcome.warnings.flatMap(({ message, hint }) => [message, hint]).join('\n')
    for (const words of expect.says ?? []) assert.ok(sentences.includes(words), `${words}: ${sentences}`)
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
