// PostgreSQL, PgBouncer and a gateway in front of it: each as a set of libpq's variables.
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

export const SESSIONS = 1000
const PASSWORD = 'a-password-of-the-benchmark'
const DATABASE = 'shop'

/** Starts all three; `stop` ends them. PgBouncer is left out where it is not installed. */
export async function start({ command, programs, pgbouncer }) {
  const folder = mkdtempSync(join(tmpdir(), 'skate-env-bench-'))
  chmodSync(folder, 0o755)
  const account = serverAccount()
  const children = []
  const stop = async () => {
    for (const child of children.reverse()) {
      child.stdin?.end()
      child.kill('SIGINT')
      if (child.exitCode === null && child.signalCode === null) await new Promise((ended) => child.once('exit', ended))
    }
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const direct = await startPostgres(folder, programs, account, children)
    const targets = { direct }
    if (pgbouncer) targets.pgbouncer = await startPgBouncer(folder, pgbouncer, direct, account, children)
    targets.gateway = await startGateway(folder, command, programs, direct, children)
    return { targets, folder, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Servers refuse to run as root: then they run as PostgreSQL's own account. */
function serverAccount() {
  if (process.getuid() !== 0) return {}
  const [uid, gid] = ['-u', '-g'].map((option) => Number(execFileSync('id', [option, 'postgres'])))
  return { uid, gid }
}

async function startPostgres(folder, programs, account, children) {
  const data = join(folder, 'data')
  const secret = join(folder, 'secret')
  writeFileSync(secret, PASSWORD)
  execFileSync('install', ['-d', '-o', String(account.uid ?? process.getuid()), data])
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${secret}`, '--no-sync', '-E', 'UTF8', '--locale=C']
  execFileSync(join(programs, 'initdb'), initdb, { ...account, stdio: 'ignore' })
  const port = await freePort()
  // PgBouncer keeps its sessions, and the others need as many.
  const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: 2 * SESSIONS + 100, fsync: 'off' }
  const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  children.push(spawn(join(programs, 'postgres'), ['-D', data, ...words], { ...account, stdio: 'ignore' }))
  const admin = variables(port, PASSWORD, 'postgres')
  await answers(programs, admin)
  psql(programs, admin, `CREATE DATABASE ${DATABASE}`)
  return { pid: children.at(-1).pid, variables: variables(port, PASSWORD, DATABASE) }
}

async function startPgBouncer(folder, program, direct, account, children) {
  const port = await freePort()
  const users = join(folder, 'users.txt')
  writeFileSync(users, `"postgres" "${PASSWORD}"\n`)
  const file = join(folder, 'pgbouncer.ini')
  const lines = [
    '[databases]',
    `${DATABASE} = host=127.0.0.1 port=${direct.variables.PGPORT} dbname=${DATABASE} user=postgres password=${PASSWORD}`,
    '[pgbouncer]',
    `listen_port = ${port}`,
    'listen_addr = 127.0.0.1',
    'unix_socket_dir =',
    'auth_type = scram-sha-256',
    `auth_file = ${users}`,
    'pool_mode = session',
    'server_reset_query = DISCARD ALL',
    `max_client_conn = ${SESSIONS + 100}`,
    `default_pool_size = ${SESSIONS + 50}`,
    'ignore_startup_parameters = extra_float_digits',
  ]
  writeFileSync(file, `${lines.join('\n')}\n`)
  const child = spawn(program, ['-q', file], { ...account, stdio: 'ignore' })
  children.push(child)
  await listens(port)
  return { pid: child.pid, variables: variables(port, PASSWORD, DATABASE) }
}

/** In production, for an application: every statement is judged. */
async function startGateway(folder, command, programs, direct, children) {
  const { PGPORT } = direct.variables
  const identifier = psql(programs, direct.variables, 'SELECT system_identifier FROM pg_control_system()').trim()
  const policy = ['[run]', 'guarded = true', '[environments.production]', `host = "127.0.0.1:${PGPORT}/${DATABASE}"`, `system_identifier = "${identifier}"`]
  const project = join(folder, 'production')
  mkdirSync(project)
  writeFileSync(join(project, 'skate-env.toml'), `${policy.join('\n')}\n`)
  const script = 'env > given.tmp; mv given.tmp given; exec cat'
  const words = ['-e', 'production', 'run', '--', 'sh', '-c', script]
  children.push(spawn(command, words, { cwd: project, env: environment(direct), stdio: ['pipe', 'ignore', 'inherit'] }))
  const given = join(project, 'given')
  await until(() => existsSync(given), 'the command that is guarded')
  const found = Object.fromEntries(readFileSync(given, 'utf8').split('\n').map((line) => line.split(/=(.*)/s)))
  const names = Object.entries(found).filter(([name]) => name.startsWith('PG'))
  return { pid: gatewayOf(project), variables: Object.fromEntries(names), project, environment: environment(direct) }
}

/** What a deployed process of production has. */
function environment({ variables: { PGPORT } }) {
  const url = `postgresql://postgres:${PASSWORD}@127.0.0.1:${PGPORT}/${DATABASE}`
  const names = ['POSTGRES_PRISMA_URL', 'POSTGRES_URL_NON_POOLING']
  return {
    PATH: process.env.PATH,
    SKATE_ENV_RUNTIME: 'deployed',
    ...Object.fromEntries(names.map((name) => [name, url])),
  }
}

function gatewayOf(folder) {
  const ours = readdirSync('/proc').filter((pid) => {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      return readlinkSync(`/proc/${pid}/cwd`) === folder && line.includes('--detached')
    } catch {
      return false
    }
  })
  if (ours.length !== 1) throw new Error(`${ours.length} gateways`)
  return Number(ours[0])
}

function variables(port, password, database) {
  return { PGHOST: '127.0.0.1', PGPORT: String(port), PGUSER: 'postgres', PGPASSWORD: password, PGDATABASE: database, PGSSLMODE: 'disable' }
}

export function psql(programs, target, ...statements) {
  const words = statements.flatMap((statement) => ['-c', statement])
  const env = { ...target, LD_LIBRARY_PATH: join(programs, '../lib'), PATH: process.env.PATH, LC_ALL: 'C' }
  const options = { env, encoding: 'utf8', stdio: 'pipe' }
  return execFileSync(join(programs, 'psql'), ['-XAtq', '-v', 'ON_ERROR_STOP=1', ...words], options)
}

async function answers(programs, target) {
  await until(() => {
    try {
      return psql(programs, target, 'SELECT 1') !== ''
    } catch {
      return false
    }
  }, 'PostgreSQL')
}

async function listens(port) {
  await until(
    () =>
      new Promise((resolve) => {
        const socket = connect(port, '127.0.0.1', () => (socket.destroy(), resolve(true)))
        socket.once('error', () => resolve(false))
      }),
    'PgBouncer',
  )
}

async function until(holds, what) {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (await holds()) return
    await wait(100)
  }
  throw new Error(`${what} did not start`)
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
