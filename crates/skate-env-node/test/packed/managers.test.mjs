// A stranger's first minutes: an empty app, `npm install skate-env` (or pnpm, Yarn, Bun) from a
// registry that serves the release, `skate-env init`, the first guarded URL and the first refusal.
// `cargo xtask test release` sets the variables.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { test } from 'node:test'
import { CANARY, LOCAL, PRODUCTION, folder, run } from '../support.mjs'

const {
  SKATE_ENV_TEST_REGISTRY: registry,
  SKATE_ENV_TEST_VERSION: version,
  SKATE_ENV_TEST_NODES: nodes,
  SKATE_ENV_TEST_PNPM: pnpm,
  SKATE_ENV_TEST_YARN: yarn,
  SKATE_ENV_TEST_BUN: bun,
} = process.env
assert.ok(registry && version && nodes && pnpm && yarn && bun, '`cargo xtask test release` sets them')

/** How each installs, runs an installed command, and runs a file. */
const MANAGERS = {
  npm: { add: ['npm', 'install'], exec: ['npx'], file: ['node'], script: ['npm', 'run', '--silent'] },
  pnpm: { add: ['node', pnpm, 'add'], exec: ['node', pnpm, 'exec'], file: ['node'], script: ['node', pnpm, '--silent'] },
  "Yarn's Plug'n'Play": { ...yarnWith('pnp'), file: ['node', yarn, 'node'] },
  "Yarn's node_modules": { ...yarnWith('node-modules'), file: ['node'] },
  Bun: { add: [bun, 'add'], exec: [bun, 'x'], file: [bun], script: [bun, 'run', '--silent'] },
}

/** The registry, in the words of each; a stranger's caches are empty. */
const INSTALLERS = {
  npm_config_registry: registry,
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
  BUN_CONFIG_REGISTRY: registry,
  YARN_NPM_REGISTRY_SERVER: registry,
  YARN_UNSAFE_HTTP_WHITELIST: '127.0.0.1',
  YARN_NPM_MINIMAL_AGE_GATE: '0', // it was published a moment ago
  YARN_ENABLE_TELEMETRY: '0',
  YARN_ENABLE_IMMUTABLE_INSTALLS: '0',
}

const FIRST = `
const { getDatabaseUrl } = require('skate-env')
try { console.log(getDatabaseUrl()) } catch ({ name, code, message }) { console.log(JSON.stringify({ name, code, message })) }`
const WORKER = `
const { Worker } = require('node:worker_threads')
const code = "require('node:worker_threads').parentPort.postMessage(require('skate-env').getDatabaseUrl())"
new Worker(code, { eval: true }).on('message', (url) => console.log(url))`

for (const node of nodes.split(delimiter))
  for (const [name, { add, exec, file, script, settings = {} }] of Object.entries(MANAGERS))
    test(`${name} under ${node.match(/node-[a-z]+-\w+-(\d+)/)?.[1] ?? node}`, async (context) => {
      const root = folder(context)
      const [cwd, home] = [join(root, 'app'), join(root, 'home')]
      for (const path of [cwd, home]) mkdirSync(path)
      const scripts = { 'db:url': 'skate-env url', 'db:run': 'skate-env run -- node -e "process.exit(7)"' }
      writeFileSync(join(cwd, 'package.json'), JSON.stringify({ name: 'shop', private: true, scripts }))
      writeFileSync(join(cwd, 'next.config.mjs'), 'export default {}\n')
      writeFileSync(join(cwd, 'yarn.lock'), '') // its own project, whatever lies above
      const variables = { HOME: home, PATH: [dirname(node), process.env.PATH].join(delimiter), ...INSTALLERS, ...settings }
      const start = ([program, ...words], more, database) =>
        run(program, [...words, ...more], { cwd, variables: { ...variables, ...database } })

      const began = performance.now()
      const installed = await start(add, [`skate-env@${version}`])
      assert.equal(installed.status, 0, installed.stdout + installed.stderr)
      const took = Math.round(performance.now() - began)
      const answered = await start(exec, ['skate-env', '--version'])
      assert.deepEqual([answered.stdout, answered.status], [`skate-env ${version}\n`, 0], answered.stderr)

      const init = await start(exec, ['skate-env', 'init', '--yes', '--force', '--production-url-from', 'POSTGRES_PRISMA_URL'], { POSTGRES_PRISMA_URL: PRODUCTION })
      assert.equal(init.status, 0, init.stdout + init.stderr)
      assert.ok(existsSync(join(cwd, 'skate-env.toml')), init.stdout)

      writeFileSync(join(cwd, 'first.cjs'), FIRST)
      writeFileSync(join(cwd, 'worker.cjs'), WORKER)
      const development = { DATABASE_ENVIRONMENT: 'development', POSTGRES_PRISMA_URL_DEV: LOCAL }
      const first = await start(file, ['first.cjs'], development)
      assert.equal(first.stdout, `${LOCAL}\n`, first.stderr)
      const worker = await start(file, ['worker.cjs'], development)
      assert.equal(worker.stdout, `${LOCAL}\n`, worker.stderr)
      const aimed = { ...development, POSTGRES_PRISMA_URL_DEV: PRODUCTION }
      const refused = await start(file, ['first.cjs'], aimed)
      assert.equal(JSON.parse(refused.stdout).code, 'production_target', refused.stderr)
      const refusedToo = await start(exec, ['skate-env', 'url'], aimed)
      assert.equal(refusedToo.stdout, '')
      assert.match(refusedToo.stderr, /production_target/)
      for (const { stdout, stderr } of [init, refused, refusedToo]) assert.ok(!(stdout + stderr).includes(CANARY))
      assert.equal((await start(script, ['db:run'], development)).status, 7)
      context.diagnostic(`installed in ${took} ms`)
    })

function yarnWith(linker) {
  return {
    add: ['node', yarn, 'add'],
    exec: ['node', yarn, 'exec'],
    script: ['node', yarn, 'run'],
    settings: { YARN_NODE_LINKER: linker },
  }
}
