// getDatabaseUrl, getDirectUrl, resolveDatabase: variables, options, errors, warnings.
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'

import * as esm from 'skate-env'
import { CANARY, LOCAL, PRODUCTION, folder, node } from './support.mjs'

const require = createRequire(import.meta.url)
const cjs = require('skate-env')
const { getDatabaseUrl, getDirectUrl, resolveDatabase, SkateEnvError } = cjs
const staging = LOCAL.replace('5432', '5433')

test('ESM and CommonJS are one module', () => {
  assert.deepEqual(Object.keys(esm).sort(), Object.keys(cjs).sort())
  for (const name of Object.keys(cjs)) assert.equal(esm[name], cjs[name])
})

test('variables are read anew at each call, absent ones included', (t) => {
  t.after(() => {
    for (const name of ['POSTGRES_PRISMA_URL_DEV', 'DATABASE_ENVIRONMENT', 'POSTGRES_PRISMA_URL_STAGING', 'PGHOSTADDR']) {
      delete process.env[name]
    }
  })
  process.env.POSTGRES_PRISMA_URL_DEV = LOCAL
  assert.equal(getDatabaseUrl(), LOCAL)
  process.env.POSTGRES_PRISMA_URL_DEV = LOCAL.replace('shop', 'other')
  assert.match(getDatabaseUrl(), /other$/)
  process.env.POSTGRES_PRISMA_URL_STAGING = staging
  process.env.DATABASE_ENVIRONMENT = 'staging'
  assert.equal(getDatabaseUrl(), staging)
  process.env.PGHOSTADDR = '10.0.0.1'
  assert.throws(() => getDatabaseUrl(), { code: 'ambiguous_target' })
  delete process.env.PGHOSTADDR
  assert.equal(getDatabaseUrl(), staging)
  process.env.DATABASE_ENVIRONMENT = ''
  assert.match(getDatabaseUrl(), /other$/)
  assert.equal(getDatabaseUrl({ environment: 'staging' }), staging)
  delete process.env.POSTGRES_PRISMA_URL_STAGING
  assert.throws(() => getDatabaseUrl({ environment: 'staging' }), { code: 'missing_url' })
})

test('resolveDatabase returns the source and the target', () => {
  const variables = { POSTGRES_PRISMA_URL_DEV: LOCAL, POSTGRES_URL_NON_POOLING_DEV: LOCAL }
  const resolved = resolveDatabase({ variables })
  assert.equal(resolved.url(), LOCAL)
  assert.equal(resolved.directUrl(), LOCAL)
  assert.equal(getDirectUrl({ variables }), LOCAL)
  assert.deepEqual(JSON.parse(JSON.stringify(resolved)), {
    environment: 'development',
    purpose: 'app',
    verdict: 'local',
    redactedUrl: 'postgresql://app:***@localhost:5432/shop',
    variable: 'POSTGRES_PRISMA_URL_DEV',
    derived: false,
    target: { server: 'localhost', port: 5432, database: 'shop', pooled: false },
    warnings: [],
  })
  assert.equal(String(resolved), resolved.redactedUrl)
})

test('a refusal has a code, what to do and every problem', () => {
  const variables = { POSTGRES_PRISMA_URL_DEV: PRODUCTION, POSTGRES_PRISMA_URL: PRODUCTION }
  assert.throws(
    () => getDatabaseUrl({ variables }),
    (error) => {
      assert.ok(error instanceof SkateEnvError && error instanceof Error)
      assert.equal(error.name, 'SkateEnvError')
      assert.equal(error.code, 'production_target')
      assert.equal(error.environment, 'development')
      assert.equal(error.variable, 'POSTGRES_PRISMA_URL_DEV')
      assert.equal(error.problems[0].code, error.code)
      assert.ok(error.message.includes(error.problems[0].message) && error.message.includes(error.hint))
      return true
    },
  )
})

test('pins and consent are options', () => {
  const variables = { POSTGRES_PRISMA_URL_DEV: PRODUCTION }
  for (const production of ['ep-cool-darkness-123456', ['ep-cool-darkness-123456']]) {
    assert.throws(() => getDatabaseUrl({ variables, production }), { code: 'production_target' })
  }
  const migration = { variables: { POSTGRES_PRISMA_URL: PRODUCTION }, environment: 'production', production: 'ep-cool-darkness-123456' }
  assert.throws(() => getDirectUrl(migration), { code: 'production_from_workstation' })
  assert.equal(getDirectUrl({ ...migration, consent: 'ep-cool-darkness-123456' }), PRODUCTION)
})

test('options that do not exist or have another type are refused by name', () => {
  const refused = (options, says) =>
    assert.throws(() => getDatabaseUrl(options), (error) => error.code === 'invalid_config' && says.test(error.message))
  refused({ enviroment: 'staging' }, /`environment`/)
  refused({ environment: 5 }, /`environment` is not a string/)
  refused({ production: [5] }, /`production`/)
  refused('staging', /not an object/)
  refused(null, /not an object/)
  refused({ [LOCAL]: 1 }, /^(?!.*c4n4ry)/s)
  refused({ purpose: 'migration' }, /migrate/)
  assert.throws(() => getDatabaseUrl({ environment: 'stagign' }), (error) => error.code === 'unknown_environment' && /`staging`/.test(error.hint))
})

test('skate-env.toml is found upward, and says where it is wrong', (t) => {
  const directory = folder(t)
  const inside = join(directory, 'packages/web')
  mkdirSync(inside, { recursive: true })
  mkdirSync(join(directory, '.git'))
  writeFileSync(join(directory, 'skate-env.toml'), 'strict = true\n\n[enviroments.production]\n')
  const variables = { POSTGRES_PRISMA_URL_DEV: LOCAL }
  assert.throws(
    () => getDatabaseUrl({ variables, directory: inside }),
    (error) => error.code === 'invalid_config' && error.problems[0].line === 3 && /environments/.test(error.message),
  )
  writeFileSync(join(directory, 'skate-env.toml'), '[environments.development]\nurl = "MY_URL"\n')
  assert.equal(getDatabaseUrl({ variables: { MY_URL: LOCAL }, directory: inside }), LOCAL)
})

test('a Next.js build gets a placeholder URL', () => {
  const variables = { NEXT_PHASE: 'phase-production-build' }
  assert.equal(getDatabaseUrl({ variables }), 'postgresql://unset.invalid/build')
})

test('warnings are printed once, and never by resolveDatabase', async () => {
  const variables = { POSTGRES_PRISMA_URL_STAGING: PRODUCTION, DATABASE_ENVIRONMENT: 'staging' }
  const source = "const s = require('skate-env'); s.getDatabaseUrl(); s.getDatabaseUrl(); s.getDirectUrl()"
  const { stderr, status } = await node(source, { variables })
  assert.equal(status, 0, stderr)
  assert.equal(stderr.match(/production_unpinned/g)?.length, 1, stderr)
  assert.ok(!stderr.includes(CANARY))
  const quiet = await node("console.log(require('skate-env').resolveDatabase().warnings[0].code)", { variables })
  assert.deepEqual(quiet, { status: 0, stdout: 'production_unpinned\n', stderr: '' })
})

test('getDatabaseUrl starts no thread', async () => {
  const source = `const count = () => require('fs').readdirSync('/proc/self/task').length
    const before = count(); require('skate-env').getDatabaseUrl(); console.log(count() - before)`
  const variables = { POSTGRES_PRISMA_URL_DEV: LOCAL }
  if (process.platform === 'linux') assert.equal((await node(source, { variables })).stdout, '0\n')
})

test('what a framework loaded from a dotenv file is compared with the file, in development and after an error', async (t) => {
  const directory = folder(t)
  const ask = (url, environment = {}) => {
    const source = `require('skate-env').getDatabaseUrl({ directory: ${JSON.stringify(directory)} })`
    return node(source, { variables: { POSTGRES_PRISMA_URL_DEV: url, ...environment } })
  }
  const eaten = LOCAL.replace(CANARY, 'pa')
  writeFileSync(join(directory, '.env.local'), `POSTGRES_PRISMA_URL_DEV="${LOCAL.replace(CANARY, 'pa$word')}"\n`)
  assert.match((await ask(eaten, { NODE_ENV: 'development' })).stderr, /lost a `\$name`.*damaged_value|damaged_value.*lost a `\$name`/s)
  assert.equal((await ask(eaten)).stderr, '', 'no file is read where nobody develops')
  assert.equal((await ask(LOCAL, { NODE_ENV: 'development' })).stderr, '', 'the value is another than the file has')
  writeFileSync(join(directory, '.env.local'), `POSTGRES_PRISMA_URL_DEV=${LOCAL.replace(CANARY, 'pa#word')}\n`)
  assert.match((await ask('postgresql://app:pa')).stderr, /is cut at a #.*%23/s)
})
