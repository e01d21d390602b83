// The packed command, installed by npm: on a Node.js without `process.execve` and on one with it.
//   SKATE_ENV_TARBALLS=… SKATE_ENV_TEST_NODE=… node --test test/packed/command.test.mjs
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { CANARY, LOCAL, run } from '../support.mjs'
import { packed } from './tarballs.mjs'

const { SKATE_ENV_TEST_NODE: newer, PATH } = process.env
assert.ok(newer, '`cargo xtask test packed` sets SKATE_ENV_TEST_NODE')
const { own, platform, platformName } = packed()

const EVAL = ['run', '--', 'node', '-e']
const SCRIPTS = {
  'db:studio': 'skate-env run -- node -e "console.log(process.env.POSTGRES_PRISMA_URL_DEV.length)"',
  'db:check': 'skate-env status --output json',
}
const DATABASE = { DATABASE_ENVIRONMENT: 'development', POSTGRES_PRISMA_URL_DEV: LOCAL }
/** npm offline, without notices. */
const NPM = { npm_config_offline: 'true', npm_config_audit: 'false', npm_config_fund: 'false', npm_config_loglevel: 'error' }

let app
before(async () => (app = await install('--include=optional')))
after(() => rmSync(app, { recursive: true, force: true }))

for (const node of [process.execPath, newer]) {
  const { version, replaces, runs } = await about(node)
  describe(`under Node.js ${version}`, () => {
    const variables = { ...DATABASE, ...NPM, PATH: [dirname(node), PATH].join(delimiter) }
    const skateEnv = (words, options) => run(join(app, 'node_modules/.bin/skate-env'), words, { cwd: app, variables, ...options })
    const npm = (words, options) => run('npm', words, { cwd: app, variables, ...options })
    const npx = (words, options) => run('npx', words, { cwd: app, variables, ...options })

    test('npx finds it, and downloads nothing', async () => {
      const { status, stdout, stderr } = await npx(['skate-env', '--version'])
      assert.deepEqual({ status, stdout }, { status: 0, stdout: `skate-env ${manifest('skate-env').version}\n` }, stderr)
    })

    test('it answers for the directory that it is started in, and its policy above', async () => {
      const cwd = join(app, 'inner')
      const { status, stdout, stderr } = await npx(['skate-env', 'status', '--output', 'json'], { cwd })
      assert.equal(status, 0, stderr)
      assert.equal(JSON.parse(stdout).environment, 'development')
      assert.match(stdout, /skate-env\.toml/)
      assert.ok(!stdout.includes(CANARY))
      assert.equal(stderr, '')
    })

    test('scripts of package.json use it, from wherever npm is started', async () => {
      const studio = await npm(['run', '--silent', 'db:studio'], { cwd: join(app, 'inner') })
      assert.deepEqual(studio, { status: 0, stdout: `${LOCAL.length}\n`, stderr: '' })
      const check = await npm(['run', '--silent', 'db:check'])
      assert.equal(JSON.parse(check.stdout).environment, 'development', check.stderr)
    })

    test('node --run uses it, where there is such a thing', async () => {
      const { status, stdout } = await run(node, ['--run', 'db:studio'], { cwd: app, variables })
      assert.deepEqual({ status, stdout }, runs ? { status: 0, stdout: `${LOCAL.length}\n` } : { status: 9, stdout: '' })
    })

    test('arguments, standard input, output and the exit code are passed on', async () => {
      const words = [...EVAL, 'process.stdin.pipe(process.stdout).on("finish", () => {}); process.stdin.on("end", () => { console.error(process.argv[1]); process.exitCode = 7 })', 'two  words "$HOME" *']
      const child = start(words, variables)
      child.process.stdin.end('given')
      assert.deepEqual(await child.ended, [7, null])
      assert.deepEqual([child.stdout(), child.stderr()], ['given', 'two  words "$HOME" *\n'])
    })

    test('a refusal keeps its exit code', async () => {
      const { status, stdout, stderr } = await skateEnv(['url'], { variables: { ...variables, POSTGRES_PRISMA_URL_DEV: '' } })
      assert.deepEqual({ status, stdout }, { status: 4, stdout: '' })
      assert.match(stderr, /missing_url/)
    })

    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
      test(`${signal} reaches the command`, async () => {
        const script = `process.on('${signal}', () => { console.log('heard'); process.exit(9) }); setInterval(() => {}, 1000)`
        const child = start([...EVAL, `${script}; console.log('ready')`], variables)
        await once(child.process.stdout, 'data')
        child.process.kill(signal)
        assert.deepEqual(await child.ended, [9, null])
        assert.equal(child.stdout(), 'ready\nheard\n')
      })
    }

    for (const signal of ['SIGKILL', 'SIGTERM', 'SIGPIPE']) {
      test(`the process ends with ${signal} if the command does`, async () => {
        // With sh, because Node.js ignores SIGPIPE: a Node.js parent can only exit with 128 + 13.
        const child = start(['run', '--', 'sh', '-c', `kill -s ${signal.slice(3)} $$`], variables)
        const ignored = signal === 'SIGPIPE' && !replaces
        assert.deepEqual(await child.ended, ignored ? [128 + 13, null] : [null, signal])
      })
    }

    test(replaces ? 'the command has the same process id' : 'the command is a child process', async () => {
      const child = start([...EVAL, 'console.log(process.pid)'], variables)
      assert.deepEqual(await child.ended, [0, null])
      assert.equal(child.stdout() === `${child.process.pid}\n`, replaces)
      assert.equal(child.stderr(), '')
    })

    test('on a platform without a binary, the error says how to build it', async () => {
      const disguise = join(app, 'disguise.cjs')
      writeFileSync(disguise, `Object.defineProperty(process, 'platform', { value: 'sunos' })`)
      const shim = join(app, 'node_modules/skate-env/bin/skate-env.cjs')
      const { status, stdout, stderr } = await run(node, ['--require', disguise, shim, 'status'], { variables })
      assert.deepEqual({ status, stdout }, { status: 1, stdout: '' })
      assert.match(stderr, /^error: There is no binary .* for sunos .*\[unsupported_runtime\]\n  help: .*`cargo install skate-env-cli`/)
    })
  })
}

test('without the platform package, the error names the command that installs it', async () => {
  const folder = await install('--omit=optional')
  try {
    const shim = () => run(join(folder, 'node_modules/.bin/skate-env'), ['--version'], { cwd: folder })
    const { status, stdout, stderr } = await shim()
    assert.deepEqual({ status, stdout }, { status: 1, stdout: '' })
    assert.match(stderr, /^error: @skate-env\/node-\S+, which holds the command, is not installed\. \[unsupported_runtime\]\n  help: .*/)
    const library = await run(process.execPath, ['-e', 'require("skate-env")'], { cwd: folder })
    assert.match(library.stderr, /@skate-env\/node-\S+, which holds the native module, is not installed, or cannot be loaded\. \[unsupported_runtime\]\n  help: .*`npm install --include=optional`/)
    const [, npmCommand] = stderr.match(/`npm ([^`]+)`/)
    const installed = await run('npm', npmCommand.split(' '), { cwd: folder, variables: NPM })
    assert.equal(installed.status, 0, installed.stderr)
    assert.equal((await shim()).status, 0)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('the packages have no install scripts', () => {
  for (const name of ['skate-env', platformName]) assert.equal(manifest(name).scripts, undefined)
})

/** Installs both tarballs into an empty project, offline. */
async function install(optional) {
  const folder = mkdtempSync(join(tmpdir(), 'skate-env-command-'))
  const project = {
    private: true,
    scripts: SCRIPTS,
    dependencies: { 'skate-env': `file:${own}` },
    optionalDependencies: { [platformName]: `file:${platform}` },
  }
  mkdirSync(join(folder, 'inner'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify(project))
  writeFileSync(join(folder, 'skate-env.toml'), '[environments.development]\n')
  const { status, stdout, stderr } = await run('npm', ['install', optional], { cwd: folder, variables: NPM })
  assert.equal(status, 0, stdout + stderr)
  return folder
}

function manifest(name) {
  return JSON.parse(readFileSync(join(app, 'node_modules', name, 'package.json'), 'utf8'))
}

async function about(node) {
  const { stdout } = await run(node, ['-p', '[process.version, typeof process.execve]'])
  const [version, execve] = JSON.parse(stdout.replaceAll("'", '"'))
  return { version, replaces: execve === 'function', runs: Number(/\d+/.exec(version)) >= 22 }
}

/** Starts the command. */
function start(words, variables) {
  const env = { HOME: process.env.HOME, ...variables }
  const child = spawn(join(app, 'node_modules/.bin/skate-env'), words, { cwd: app, env })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (text) => (stdout += text))
  child.stderr.on('data', (text) => (stderr += text))
  return { process: child, ended: once(child, 'close'), stdout: () => stdout, stderr: () => stderr }
}
