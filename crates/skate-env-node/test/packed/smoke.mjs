// The packed packages on a machine that has Node.js and nothing else: no Rust, no npm, no network.
// Both addons are loaded, in the main thread and in a worker, and the command answers.
//   node smoke.mjs FOLDER [PLATFORM]
// FOLDER holds the tarballs of `cargo xtask release pack`; PLATFORM is such as linux-x64-musl.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'

const [folder, platform = ownPlatform()] = process.argv.slice(2)
assert.ok(folder, 'usage: node smoke.mjs FOLDER [PLATFORM]')

const PASSWORD = 'c4n4ry-s3cret'
const LOCAL = `postgresql://app:${PASSWORD}@localhost:5432/shop`
const variables = { DATABASE_ENVIRONMENT: 'development', POSTGRES_PRISMA_URL_DEV: LOCAL }

const app = mkdtempSync(join(tmpdir(), 'skate-env-smoke-'))
try {
  unpack('skate-env', 'skate-env-')
  unpack(`@skate-env/node-${platform}`, `skate-env-node-${platform}-`)
  writeFileSync(join(app, 'skate-env.toml'), '[environments.production]\nhost = "db.example.com:5432/app"\n')
  await addons()
  await inWorkers()
  command()
  console.log(`${platform}, Node.js ${process.version}: both addons, worker threads and the command`)
} finally {
  rmSync(app, { recursive: true, force: true })
}

function unpack(name, prefix) {
  const isIts = (file) => file.startsWith(prefix) && /^\d+\.\d+\.\d+.*\.tgz$/.test(file.slice(prefix.length))
  const [tarball, ...more] = readdirSync(folder).filter(isIts)
  assert.ok(tarball && more.length === 0, `one tarball of ${name} is expected in ${folder}`)
  const target = join(app, 'node_modules', name)
  mkdirSync(target, { recursive: true })
  execFileSync('tar', ['-xzf', resolve(folder, tarball), '-C', target, '--strip-components=1'])
}

async function addons() {
  process.chdir(app)
  const { branches, resolveDatabase, getDatabaseUrl } = createRequire(join(app, 'first.cjs'))('skate-env')
  Object.assign(process.env, variables)
  assert.equal(getDatabaseUrl(), LOCAL)
  assert.equal(resolveDatabase().environment, 'development')
  process.env.POSTGRES_PRISMA_URL_DEV = 'postgresql://app@db.example.com:5432/app'
  assert.throws(getDatabaseUrl, { code: 'production_target' })
  process.env.POSTGRES_PRISMA_URL_DEV = LOCAL
  // Neon's API, which nobody serves: the network code is there, and says so.
  const port = await freePort()
  const neon = { NEON_API_KEY: 'k', NEON_PROJECT_ID: 'p-1', NEON_API_HOST: `http://127.0.0.1:${port}` }
  Object.assign(process.env, neon)
  await assert.rejects(branches.list(), ({ name, code }) => name === 'SkateEnvError' && code !== 'unsupported_runtime')
}

async function inWorkers() {
  const code = `require('node:worker_threads').parentPort.postMessage(require(${JSON.stringify(join(app, 'node_modules/skate-env'))}).getDatabaseUrl())`
  const answers = Array.from({ length: 4 }, () => new Promise((resolve, reject) => new Worker(code, { eval: true }).on('message', resolve).on('error', reject)))
  assert.deepEqual(await Promise.all(answers), [LOCAL, LOCAL, LOCAL, LOCAL])
}

function command() {
  const shim = join(app, 'node_modules/skate-env/bin/skate-env.cjs')
  const run = (...words) => {
    const { PATH, Path, SystemRoot } = process.env
    const env = { PATH: PATH ?? Path, SystemRoot, ...variables }
    return spawnSync(process.execPath, [shim, ...words], { cwd: app, env, encoding: 'utf8' })
  }
  const { stdout, stderr } = run('--version')
  assert.match(stdout, /^skate-env \d+\.\d+\.\d+/, stderr)
  const status = run('status', '--output', 'json')
  assert.equal(JSON.parse(status.stdout).environment, 'development', status.stderr)
  assert.ok(!status.stdout.includes(PASSWORD))
  assert.equal(run('run', '--', process.execPath, '-e', 'process.exit(7)').status, 7)
}

function ownPlatform() {
  const abi = { linux: isMusl() ? '-musl' : '-gnu', win32: '-msvc' }[process.platform] ?? ''
  return `${process.platform}-${process.arch}${abi}`
}

function isMusl() {
  process.report.excludeNetwork = true
  return process.report.getReport().header.glibcVersionRuntime === undefined
}

async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}
