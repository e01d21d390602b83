// A database for every test file, in every runner: the runners run real projects against a real
// PostgreSQL of this machine, whose folder `cargo xtask test` or PATH names.
import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'

import pg from 'pg'

import { PACKAGE, folder, run } from './support.mjs'

const require = createRequire(import.meta.url)
const folderOf = (name) => dirname(require.resolve(`${name}/package.json`))
const FILES = 6
const POOLS = ['forks', 'threads', 'vmForks', 'vmThreads']

// Before the folder is removed.
after(() => stopServer())
const home = folder({ after })
chmodSync(home, 0o755)
/** What a developer's shell may hold: no test may see these databases. */
const variables = {
  SKATE_ENV_TEST_HOME: home,
  SKATE_ENV_TEST_IDLE: '60',
  POSTGRES_PRISMA_URL: 'postgresql://app:secret@db.example.com/shop?sslmode=require',
  DATABASE_URL: 'postgresql://app:secret@localhost:5432/shell',
  CI: '1',
  ...(process.env.SKATE_ENV_TEST_POSTGRES && { SKATE_ENV_POSTGRES_BIN: process.env.SKATE_ENV_TEST_POSTGRES }),
}

/** As lib/prisma.ts keeps its client. */
const POOL = "globalThis.pool ??= new pg.Pool({ connectionString: getDatabaseUrl() }).on('error', () => {})"
const CLIENTS = {
  'client.mjs': `import pg from 'pg'\nimport { getDatabaseUrl } from 'skate-env'\n${POOL}\nexport default globalThis.pool`,
  'client.cjs': `const pg = require('pg')\nconst { getDatabaseUrl } = require('skate-env')\n${POOL}\nmodule.exports = globalThis.pool`,
}

/** A test file: the rows of its first test are there in its second, or not, as \`per\` says. */
function spec(head, { second = 1, fails = false } = {}) {
  return `${head}
import { writeFileSync } from 'node:fs'
import pool from './client.mjs'
const count = async () => (await pool.query('SELECT count(*)::int AS n, current_database() AS name FROM orders')).rows[0]
test('it begins with the content of the template', async () => {
  const { n, name } = await count()
  writeFileSync('names/' + name + '.' + Math.random(), '')
  equal(n, 0)
  await pool.query("INSERT INTO orders VALUES (1, 'a')")
})
test('the second test', async () => {
  equal((await count()).n, ${second})
  ${fails ? "throw new Error('on purpose')" : ''}
})
`
}

const VITEST = "import { expect, test } from 'vitest'\nconst equal = (a, b) => expect(a).toBe(b)"
const NODE = "import test from 'node:test'\nimport { strictEqual as equal } from 'node:assert'"
const JEST = 'const equal = (a, b) => expect(a).toBe(b)'

/** A project with test files, in which the package is installed. */
function project(t, { text, name, files = FILES, config = {} }) {
  const cwd = folder(t)
  chmodSync(cwd, 0o755)
  mkdirSync(join(cwd, 'node_modules'))
  for (const dependency of ['pg', 'vitest', 'jest']) symlinkSync(folderOf(dependency), join(cwd, 'node_modules', dependency))
  symlinkSync(PACKAGE, join(cwd, 'node_modules/skate-env'))
  mkdirSync(join(cwd, 'names'))
  mkdirSync(join(cwd, 'migrations'))
  writeFileSync(join(cwd, 'package.json'), '{ "private": true }')
  writeFileSync(join(cwd, 'migrations/1_orders.sql'), 'CREATE TABLE orders (id int PRIMARY KEY, item text)')
  for (let file = 1; file <= files; file += 1) writeFileSync(join(cwd, name(file)), text)
  for (const [path, text] of Object.entries({ ...CLIENTS, ...config })) writeFileSync(join(cwd, path), text)
  return cwd
}

/** The names of the databases that the test files saw. */
function databases(cwd) {
  return readdirSync(join(cwd, 'names')).map((name) => name.replace(/\.0\..*/, ''))
}

function allDiffer(cwd, count = FILES) {
  const names = databases(cwd)
  assert.equal(names.length, count)
  assert.equal(new Set(names).size, count)
}

function vitest(cwd, ...flags) {
  return run(process.execPath, [join(folderOf('vitest'), 'vitest.mjs'), 'run', ...flags], { cwd, variables })
}

function vitestConfig(options = "{ migrate: 'migrations' }") {
  return {
    'vitest.config.mjs': `import { skateEnv } from 'skate-env/testing/vitest'
      export default { plugins: [skateEnv(${options})] }`,
  }
}

const vitestFile = (file) => `${file}.test.mjs`

for (const pool of POOLS) {
  test(`Vitest, pool ${pool}`, async (t) => {
    const cwd = project(t, { text: spec(VITEST), name: vitestFile, config: vitestConfig() })
    const { status, stdout, stderr } = await vitest(cwd, '--pool', pool, '--maxWorkers', '3')
    assert.equal(status, 0, stdout + stderr)
    assert.match(stdout, /Tests.*12 passed/)
    allDiffer(cwd)
  })
}

test('Vitest without isolation: a client on globalThis goes on with the same URL', async (t) => {
  const cwd = project(t, { text: spec(VITEST), name: vitestFile, config: vitestConfig() })
  const { status, stdout, stderr } = await vitest(cwd, '--pool', 'threads', '--no-isolate', '--maxWorkers', '2')
  assert.equal(status, 0, stdout + stderr)
  assert.match(stdout, /Tests.*12 passed/)
})

test('Vitest, a database for every test', async (t) => {
  const config = vitestConfig("{ migrate: 'migrations', per: 'test' }")
  const cwd = project(t, { text: spec(VITEST, { second: 0 }), name: vitestFile, config, files: 2 })
  const { status, stdout, stderr } = await vitest(cwd)
  assert.equal(status, 0, stdout + stderr)
})

test('Vitest, functions as migration and seed run once', async (t) => {
  const options = `{ migrate: 'migrations', seed: async ({ url }) => {
    const { default: pg } = await import('pg')
    const client = new pg.Client(url)
    await client.connect()
    await client.query("INSERT INTO orders VALUES (7, 'seed')")
    await client.end()
    const { appendFileSync } = await import('node:fs')
    appendFileSync('seeded', 'x')
  } }`
  const text = spec(VITEST, { second: 2 }).replace('equal(n, 0)', 'equal(n, 1)')
  const cwd = project(t, { text, name: vitestFile, config: vitestConfig(options) })
  for (let round = 0; round < 2; round += 1) {
    const { status, stdout, stderr } = await vitest(cwd)
    assert.equal(status, 0, stdout + stderr)
  }
  assert.equal(readFileSync(join(cwd, 'seeded'), 'utf8'), 'x')
})

test('a test that fails keeps its database, and the line opens it', async (t) => {
  const cwd = project(t, { text: spec(VITEST, { fails: true }), name: vitestFile, config: vitestConfig(), files: 1 })
  const { status, stdout, stderr } = await vitest(cwd)
  assert.equal(status, 1)
  const [, url] = /kept: psql "([^"]+)" \(skate-env test keep list\|drop\)/.exec(stdout + stderr) ?? []
  assert.ok(url, stdout + stderr)
  const client = new pg.Client(url)
  await client.connect()
  assert.equal((await client.query('SELECT item FROM orders')).rows[0].item, 'a')
  await client.end()
})

test('a migration that fails stops the run with its sentence', async (t) => {
  const config = { ...vitestConfig(), 'migrations/2_broken.sql': 'ALTER TABLE nowhere ADD a int' }
  const cwd = project(t, { text: spec(VITEST), name: vitestFile, config, files: 1 })
  const { status, stdout, stderr } = await vitest(cwd)
  assert.equal(status, 1)
  assert.match(stdout + stderr, /The migration 2_broken failed: relation "nowhere" does not exist \(42P01\)\. \[template_failed\]/)
})

test('Jest with workers', async (t) => {
  const config = {
    'jest.config.cjs': `const { skateEnv } = require('skate-env/testing/jest')
      const own = { testMatch: ['**/*.spec.js'], transform: {}, setupFilesAfterEnv: ['<rootDir>/own.cjs'] }
      module.exports = skateEnv({ migrate: 'migrations' }, own)`,
    'own.cjs': "if (!process.env.DATABASE_URL.startsWith('postgresql://')) throw new Error('set up too early')",
  }
  const cwd = project(t, { text: jestSpec(), name: (file) => `${file}.spec.js`, config })
  const { status, stderr } = await jest(cwd, '--maxWorkers', '3')
  assert.equal(status, 0, stderr)
  assert.match(stderr, /12 passed, 12 total/)
  allDiffer(cwd)
})

test('Jest in one process, and a test that fails', async (t) => {
  const config = {
    'jest.config.cjs': `const { skateEnv } = require('skate-env/testing/jest')
      module.exports = { ...skateEnv({ migrate: 'migrations' }), testMatch: ['**/*.spec.js'], transform: {} }`,
  }
  const text = jestSpec({ fails: true })
  const cwd = project(t, { text, name: (file) => `${file}.spec.js`, config, files: 2 })
  const { status, stderr, stdout } = await jest(cwd, '--runInBand')
  assert.equal(status, 1, stderr)
  assert.equal([...(stdout + stderr).matchAll(/kept: psql/g)].length, 2, stderr)
  allDiffer(cwd, 2)
})

test('a globalSetup beside ours is refused: Jest would run one of both', () => {
  const { skateEnv } = require('skate-env/testing/jest')
  assert.throws(() => skateEnv({ migrate: 'migrations' }, { globalSetup: './own.js' }), { code: 'invalid_config', message: /Jest runs one `globalSetup`/ })
})

test('a build by Vite sets no databases up', async () => {
  const vite = createRequire(join(folderOf('vitest'), 'package.json')).resolve('vite')
  const { resolveConfig } = await import(pathToFileURL(vite))
  const { skateEnv } = await import('skate-env/testing/vitest')
  const plugins = [skateEnv({ migrate: 'nowhere' })]
  const { test } = await resolveConfig({ configFile: false, plugins }, 'build', 'production')
  assert.equal(test, undefined)
  await assert.rejects(resolveConfig({ configFile: false, plugins: [skateEnv({ migrate: 7 })] }, 'serve', 'test'), { code: 'invalid_config' })
})

test('a helper that was forgotten fails with a sentence', async (t) => {
  // The set-up of the suite, and none for the files.
  const config = {
    'jest.config.cjs': `const { skateEnv } = require('skate-env/testing/jest')
      const { globalSetup } = skateEnv({ migrate: 'migrations' })
      module.exports = { globalSetup, testMatch: ['**/*.spec.js'], transform: {} }`,
  }
  const text = `
    test('the package', () => { require('skate-env').getDatabaseUrl() })
    test('a driver', async () => { await new (require('pg').Client)(process.env.DATABASE_URL).connect() })`
  const cwd = project(t, { text, name: (file) => `${file}.spec.js`, config, files: 1 })
  const { status, stderr } = await jest(cwd)
  assert.equal(status, 1)
  assert.match(stderr, /was read before this test had a database of its own\. \[forgotten_test_database\]/)
  assert.match(stderr, /help: Set the test helper up for this file/)
  assert.match(stderr, /ENOTFOUND forgotten\.invalid/)
})

test('node:test, a process for each file', async (t) => {
  const config = {
    'set-up.mjs': "import { setUp } from 'skate-env/testing/node'\nawait setUp({ migrate: 'migrations' })",
  }
  const cwd = project(t, { text: spec(NODE) + 'test.after(() => pool.end())', name: (file) => `${file}.test.mjs`, config })
  const { status, stdout, stderr } = await run(process.execPath, ['--test', '--import', './set-up.mjs'], { cwd, variables })
  assert.equal(status, 0, stdout + stderr)
  allDiffer(cwd)
})

test('a pool is observed: connections that are opened, used again, refused and waited for', async (t) => {
  const config = { 'set-up.mjs': "import { setUp } from 'skate-env/testing/node'\nawait setUp({ migrate: 'migrations' })" }
  const text = `${NODE}
    import pg from 'pg'
    import { observePool } from 'skate-env/observe'
    const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 1, connectionTimeoutMillis: 2000 })
    const observation = observePool(pool)
    test('counts', async () => {
      for (let round = 0; round < 3; round += 1) equal((await pool.query('SELECT 1 AS one')).rows[0].one, 1)
      // A failed statement is no failed connection; the pool opens another one after it.
      await pool.query('SELECT nothing FROM nowhere').then(() => { throw new Error('it exists') }, () => {})
      const client = await pool.connect()
      const waiting = pool.connect()
      equal(observation.read().pending, 1)
      client.release()
      ;(await waiting).release()
      const { attempts, successes, pending, opened, failures, milliseconds } = observation.read()
      equal(JSON.stringify([attempts, successes, pending, opened, failures]), '[6,6,0,2,{}]')
      equal(milliseconds.sum > 0 && milliseconds.buckets.at(-1).count, 6)
      await new Promise((resolve, reject) => pool.connect((error, client, release) => error ? reject(error) : (release(), resolve())))
      equal(observation.read().successes, 7)
    })
    test('a wrong password', async () => {
      const url = new URL(process.env.DATABASE_URL)
      url.password = 'wrong'
      const other = new pg.Pool({ connectionString: url.href })
      const observation = observePool(other)
      await other.query('SELECT 1').then(() => { throw new Error('it let us in') }, () => {})
      equal(JSON.stringify(observation.read().failures), '{"28P01":1}')
      await other.end()
    })
    test('stop', async () => {
      observation.stop()
      await pool.query('SELECT 1')
      equal(observation.read().attempts, 7)
      await pool.end()
    })`
  const cwd = project(t, { text, name: (file) => `${file}.test.mjs`, config, files: 1 })
  const { status, stdout, stderr } = await run(process.execPath, ['--test', '--import', './set-up.mjs'], { cwd, variables })
  assert.equal(status, 0, stdout + stderr)
})

test('testDatabase() beside a file\'s own, and without a helper', async (t) => {
  const text = `${VITEST}
    import { testDatabase } from 'skate-env/testing'
    test('two', async () => {
      const one = await testDatabase({ per: 'test' })
      expect(one.url).not.toBe(process.env.DATABASE_URL)
      expect(JSON.stringify(one) + String(one)).not.toContain('postgresql:')
      await one.release()
    })`
  const cwd = project(t, { text, name: vitestFile, config: vitestConfig(), files: 1 })
  const { status, stdout, stderr } = await vitest(cwd)
  assert.equal(status, 0, stdout + stderr)
  const alone = "require('skate-env/testing').testDatabase().catch((error) => console.log(error.message))"
  const { stdout: said } = await run(process.execPath, ['-e', alone], { cwd, variables })
  assert.match(said, /The test helper was not configured.*\[forgotten_test_database\]/)
})

for (const [host, code] of [['other.example.com', /\[test_server_not_local\]/], ['db.example.com', /\[production_target\]/]])
  test(`a server that is not of this machine is refused: ${host}`, async (t) => {
    const cwd = project(t, { text: spec(VITEST), name: vitestFile, config: vitestConfig(), files: 1 })
    const server = `postgresql://app:c4n4ry@${host}/shop?sslmode=require`
    const flags = [join(folderOf('vitest'), 'vitest.mjs'), 'run']
    const { status, stdout, stderr } = await run(process.execPath, flags, { cwd, variables: { ...variables, SKATE_ENV_TEST_SERVER: server } })
    assert.equal(status, 1)
    assert.match(stdout + stderr, code)
    assert.ok(!(stdout + stderr).includes('c4n4ry'))
  })

function jestSpec(options) {
  // Jest without transforms takes CommonJS.
  const text = spec(JEST, options).replace('client.mjs', 'client.cjs')
  return text.replace(/^import (.+) from '([^']+)'$/gm, "const $1 = require('$2')")
}

function jest(cwd, ...flags) {
  return run(process.execPath, [join(folderOf('jest'), 'bin/jest.js'), '--no-cache', ...flags], { cwd, variables })
}

/** Ends the server of these tests: its process is the first line of its pid file. */
function stopServer() {
  for (const version of readdirSync(home)) {
    try {
      process.kill(Number(readFileSync(join(home, version, 'data/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT')
    } catch {
      // It was never started.
    }
  }
  rmSync(home, { recursive: true, force: true })
}
