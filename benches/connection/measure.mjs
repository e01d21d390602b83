// One measurement each, by PostgreSQL's own programs.
import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { psql, SESSIONS } from './servers.mjs'

const MEGABYTES = 100
const ROUND_TRIPS = 2000
const STARTS = 20
const TRANSACTIONS = 10

export class Measure {
  constructor({ programs, command, folder, targets }) {
    Object.assign(this, { programs, command, folder, targets })
    this.script = join(folder, 'select.sql')
    this.rows = join(folder, 'rows')
    writeFileSync(this.script, 'SELECT 1;\n')
    const direct = targets.direct.variables
    psql(programs, direct, `CREATE TABLE large AS SELECT n, repeat('x', 1000) AS text FROM generate_series(1, ${MEGABYTES * 1000}) n`)
    psql(programs, direct, `\\copy large TO '${this.rows}'`)
  }

  /** Microseconds from a statement to its answer. */
  roundTrip(target, protocol) {
    const words = ['-M', protocol, '-t', String(ROUND_TRIPS)]
    return number(this.pgbench(target, words), /latency average = ([\d.]+) ms/) * 1000
  }

  /** Milliseconds to open a session and to be let in. */
  start(target) {
    return number(this.pgbench(target, ['-C', '-t', String(STARTS)]), /average connection time = ([\d.]+) ms/)
  }

  /** Megabytes a second from the server. */
  copyOut(target) {
    return this.rate(() => psql(this.programs, target.variables, '\\copy large TO /dev/null'))
  }

  /** Megabytes a second to the server. */
  copyIn(target) {
    const statements = ['CREATE TEMP TABLE sink (LIKE large)', `\\copy sink FROM '${this.rows}'`]
    return this.rate(() => psql(this.programs, target.variables, ...statements))
  }

  rate(run) {
    const begin = process.hrtime.bigint()
    run()
    const seconds = Number(process.hrtime.bigint() - begin) / 1e9
    return statSync(this.rows).size / 1e6 / seconds
  }

  /** A thousand sessions: statements a second, and kilobytes that the process in between takes for each. */
  async sessions(target) {
    const before = resident(target.pid)
    let most = before
    const watch = setInterval(() => (most = Math.max(most, resident(target.pid))), 20)
    const words = ['-c', String(SESSIONS), '-j', '2', '-t', String(TRANSACTIONS)]
    const ran = promisify(execFile)(this.path('pgbench'), this.words(words), { env: this.env(target) })
    const { stdout } = await ran.finally(() => clearInterval(watch))
    const done = number(stdout, /actually processed: (\d+)/)
    if (done !== SESSIONS * TRANSACTIONS) throw new Error(`${done} transactions`)
    return { rate: number(stdout, /tps = ([\d.]+)/), kilobytes: (most - before) / SESSIONS }
  }

  /** Milliseconds of `skate-env run -- true`: production has a gateway, development has none. */
  run(environment) {
    const { project, environment: production } = this.targets.gateway
    const development = { PATH: production.PATH, POSTGRES_PRISMA_URL_DEV: 'postgresql://app:x@127.0.0.1:1/shop' }
    const [cwd, env] = environment === 'production' ? [project, production] : [this.folder, development]
    const begin = process.hrtime.bigint()
    const { status, stderr } = spawnSync(this.command, ['-e', environment, 'run', '--', 'true'], { cwd, env, encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    return Number(process.hrtime.bigint() - begin) / 1e6
  }

  pgbench(target, words) {
    return execFileSync(this.path('pgbench'), this.words(words), { env: this.env(target), encoding: 'utf8' })
  }

  words(words) {
    return ['-n', '-f', this.script, ...words]
  }

  path(name) {
    return join(this.programs, name)
  }

  env(target) {
    return { ...target.variables, LD_LIBRARY_PATH: join(this.programs, '../lib'), LC_ALL: 'C' }
  }
}

function number(text, pattern) {
  const found = pattern.exec(text)
  if (!found) throw new Error(`${pattern} is not in:\n${text}`)
  return Number(found[1])
}

function resident(pid) {
  return number(readFileSync(`/proc/${pid}/status`, 'utf8'), /VmRSS:\s+(\d+) kB/)
}
