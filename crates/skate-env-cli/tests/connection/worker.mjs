// Workers: each has production and another server of its own, and runs one line after the other.
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

import { bash } from './bash.mjs'
import { policy, UNREAD, variables, words } from './postures.mjs'
import { writeProject, writeTemplate } from './project.mjs'
import { initialize, PASSWORD, Server } from './server.mjs'

const { COMMAND, POSTGRES, PRISMA_SCHEMA_ENGINE_BINARY } = process.env
if (!COMMAND || !POSTGRES || !PRISMA_SCHEMA_ENGINE_BINARY) {
  throw new Error('`cargo xtask connection` sets COMMAND, POSTGRES and PRISMA_SCHEMA_ENGINE_BINARY')
}
const QUIET = {
  TERM: 'dumb',
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  DO_NOT_TRACK: '1',
  npm_config_update_notifier: 'false',
  COREPACK_ENABLE_STRICT: '0',
  SKIP_YARN_COREPACK_CHECK: '1',
  npm_config_manage_package_manager_versions: 'false',
  TURBO_TELEMETRY_DISABLED: '1',
}

export async function start(count) {
  const root = mkdtempSync(join(tmpdir(), 'skate-env-connection-'))
  chmodSync(root, 0o755) // the servers may run as another user
  for (const kind of ['production', 'other']) initialize(POSTGRES, join(root, kind))
  const workers = await Promise.all(Array.from({ length: count }, (_, index) => Worker.start(root, String(index))))
  process.on('exit', () => {
    for (const worker of workers) worker.kill()
    rmSync(root, { recursive: true, force: true })
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130))
  return {
    async each(rows, attempt) {
      const [waiting, results] = [[...rows], []]
      const work = async (worker) => {
        for (let row = waiting.shift(); row; row = waiting.shift()) results.push(await attempt(worker, row))
      }
      await Promise.all(workers.map(work))
      return results
    },
    stop: () => Promise.all(workers.map((worker) => worker.stop())),
  }
}

class Worker {
  #projects = 0

  static async start(root, name) {
    const folder = join(root, name)
    mkdirSync(join(folder, 'home'), { recursive: true })
    const server = (kind, databases) => Server.start(POSTGRES, join(root, kind), join(folder, kind), databases)
    const worker = Object.assign(new Worker(), { folder, home: join(folder, 'home'), template: join(folder, 'template') })
    worker.production = await server('production', ['shop'])
    worker.other = await server('other', ['shop_dev', 'shop_staging'])
    writeTemplate(worker.template, await policy(worker.production, worker.other), dump(worker.production))
    return worker
  }

  /** Runs the line and says what production lost. */
  async wipes(row) {
    const ended = await this.#run(row, row.posture)
    const damage = await this.production.damage()
    return { ...ended, damage, by: refusedBy(ended) }
  }

  /** Runs the line with us and without us, on the same rows. */
  async compares(row) {
    const results = []
    for (const posture of [`${row.posture} direct`, row.posture]) {
      const ended = await this.#run(row, posture)
      results.push({ ...ended, stdout: stable(ended.stdout) })
      await Promise.all([this.production.damage(), this.other.damage()])
    }
    const [expected, found] = results
    return { ...found, expected, differs: expected.status !== found.status || expected.stdout !== found.stdout }
  }

  async #run({ line, files, variables: own }, posture) {
    const { production, other, template, home } = this
    const fill = (text) => filled(text, production)
    const filledIn = (object) => Object.fromEntries(Object.entries(object ?? {}).map(([name, value]) => [name, fill(value)]))
    const project = join(this.folder, `project-${(this.#projects += 1)}`)
    writeProject(template, project, filledIn(files))
    const tools = join(project, 'node_modules/.tools')
    mkdirSync(tools)
    writeFileSync(join(tools, 'RUN'), `#!/bin/sh\n${words(posture, COMMAND, production, other)}\n`, { mode: 0o755 })
    writeFileSync(join(tools, 'unread'), UNREAD, { mode: 0o755 })
    const env = {
      ...QUIET,
      PATH: [tools, join(project, 'node_modules/.bin'), POSTGRES, process.env.PATH].join(delimiter),
      HOME: home,
      PRISMA_SCHEMA_ENGINE_BINARY,
      ...variables(posture, production, other),
      ...filledIn(own),
    }
    const ended = await bash(fill(line), { cwd: project, env })
    rmSync(project, { recursive: true, force: true })
    return ended
  }

  kill() {
    for (const server of [this.production, this.other]) server.process.kill('SIGKILL')
  }

  async stop() {
    await Promise.all([this.production.stop(), this.other.stop()])
  }
}

/** An archive of the schema alone: whoever restores it with --clean loses every row. */
function dump(production) {
  return execFileSync(join(POSTGRES, 'pg_dump'), ['--format=custom', '--schema-only', production.url('shop')])
}

function filled(text, production) {
  const url = production.url('shop')
  const values = { url, url64: Buffer.from(url).toString('base64'), port: production.port, password: PASSWORD }
  return text.replace(/\{(url|url64|port|password)\}/g, (_, name) => values[name])
}

/** What differs from run to run: durations, ports, folders. */
function stable(text) {
  return text
    .replace(/\b\d+(\.\d+)?\s?m?s\b/g, 'TIME')
    .replace(/(127\.0\.0\.1|localhost):\d+/g, 'HOST')
    .replace(/project-\d+/g, 'project')
    .replace(/database "shop\w*"/g, 'database "shop"')
}

/**
 * Who said no: our reading of the words, the kernel, or the connection, whose hint ends with a
 * code; not every client shows it.
 */
function refusedBy({ status, output }) {
  if (/^error: .*\[\w+\]$/m.test(output)) return 'the words'
  if (/Permission denied|EACCES/.test(output)) return 'the seal'
  if (/HINT: .*\[\w+\]$|\bThe (statement|batch|client) (may|is|calls|changes|goes|stands|cannot|asks)\b/m.test(output)) return 'the connection'
  return status === 0 ? 'nobody' : 'something else'
}
