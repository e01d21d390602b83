// What `init` makes of configuration files, as Prisma's and Next.js's own loaders read it, and
// whether `doctor` is right about them. `cargo xtask test guarded` says where the packages are.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'

const { EXAMPLE, COMMAND, PRISMA_6_CONFIG, PATH, HOME } = process.env
assert.ok(EXAMPLE && COMMAND && PRISMA_6_CONFIG, '`cargo xtask test guarded` sets them')

const OURS = 'postgresql://app@localhost:5432/ours'
const SHADOW = 'postgresql://app@localhost:5432/shadow'
const VARIABLES = {
  POSTGRES_PRISMA_URL_DEV: OURS,
  POSTGRES_URL_NON_POOLING_DEV: OURS,
  DATABASE_URL: 'postgresql://app@localhost:5432/theirs',
  DIRECT_URL: 'postgresql://app@localhost:5432/theirs',
  SHADOW_URL: SHADOW,
}
Object.assign(process.env, VARIABLES)
delete process.env.CI

const root = mkdtempSync(join(tmpdir(), 'skate-env-init-'))
const home = process.cwd()
after(() => {
  process.chdir(home)
  rmSync(root, { recursive: true })
})

/** A folder whose packages are those of the example, and these instead. */
function workspace(name, packages) {
  const folder = join(root, name)
  const modules = join(folder, 'node_modules')
  mkdirSync(modules, { recursive: true })
  const installed = join(EXAMPLE, 'node_modules')
  for (const entry of readdirSync(installed).filter((entry) => !(entry in packages) && !entry.startsWith('.'))) {
    symlinkSync(join(installed, entry), join(modules, entry))
  }
  for (const [name, files] of Object.entries(packages)) {
    for (const [file, text] of Object.entries(files)) write(join(modules, name, file), text)
  }
  return folder
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

// It loads `.env`, and there is none.
const dotenv = { dotenv: { 'package.json': '{"version":"17.0.0"}', 'config.js': '' } }
const of6 = createRequire(join(PRISMA_6_CONFIG, 'package.json')).resolve('@prisma/config')
const prisma6 = { prisma: { 'package.json': '{"version":"6.19.3"}', 'config.js': `module.exports = require(${JSON.stringify(of6)})\n` } }
const folders = { '7.10.1': workspace('prisma-7', dotenv), '6.19.3': workspace('prisma-6', { ...dotenv, ...prisma6 }) }
const ofExample = createRequire(join(EXAMPLE, 'package.json'))
const prisma = { '7.10.1': ofExample('@prisma/config'), '6.19.3': createRequire(of6)(of6) }
const loadNextConfig = ofExample('next/dist/server/config').default

/** Prisma's own answer: whether its URL is skate-env's. */
async function isPrismaWired(folder, { prisma: version = '7.10.1', text }) {
  const { config, error } = await prisma[version].loadConfigFromFile({ configRoot: folder })
  assert.equal(error, undefined, error?.error?.stack ?? error?._tag)
  const { url, shadowDatabaseUrl } = config.datasource ?? {}
  const hasShadow = text.some((line) => line.includes('SHADOW_URL'))
  assert.equal(shadowDatabaseUrl, hasShadow ? SHADOW : undefined)
  return url === OURS
}

/** That of Next.js: whether its configuration has what `withSkateEnv` adds. */
async function isNextWired(folder) {
  const config = await loadNextConfig('phase-production-build', folder, { silent: true })
  return config.serverExternalPackages?.includes('skate-env') ?? false
}

const tools = [
  { tool: 'prisma', isWired: isPrismaWired, manifest: ({ prisma = '7.10.1' }) => ({ devDependencies: { prisma } }), codes: ['prisma_unguarded', 'prisma_unclear'] },
  { tool: 'next', isWired: isNextWired, manifest: () => ({ dependencies: { next: '16.4.6' } }), codes: ['next_unwired', 'next_unclear'] },
]

for (const { tool, isWired, manifest, codes } of tools) {
  const path = new URL(`../../../../vectors/init/${tool}.json`, import.meta.url)
  const shapes = JSON.parse(readFileSync(path, 'utf8'))
  for (const [index, shape] of shapes.entries()) {
    test(`${tool}: ${shape.name}`, async () => {
      const workspace = folders[shape.prisma ?? '7.10.1']
      // Two folders: a loader may remember what it read.
      const [before, afterwards] = ['before', 'after'].map((name) => join(workspace, `${tool}-${index}-${name}`))
      for (const folder of [before, afterwards]) {
        mkdirSync(join(folder, '.git'), { recursive: true })
        write(join(folder, 'package.json'), JSON.stringify(manifest(shape)))
        for (const [name, lines] of Object.entries(shape.others ?? {})) write(join(folder, name), lines.join('\n'))
        write(join(folder, shape.file), textOf(shape))
      }
      await agrees(before, shape)
      const answer = run(afterwards, 'init --yes --no-production --output json')
      const { state } = answer.files.find(({ path }) => path === shape.file)
      const text = readFileSync(join(afterwards, shape.file), 'utf8')
      assert.equal(text !== textOf(shape), state === 'changed')
      if (state === 'skipped') return
      assert.deepEqual(await agrees(afterwards, shape), undefined, 'doctor, afterwards')
    })
  }

  /** Compares what `doctor` says with what the tool does; gives `doctor`'s code. */
  async function agrees(folder, shape) {
    const { findings } = run(folder, 'doctor --output json')
    const found = findings.find(({ code }) => codes.includes(code))?.code
    if (shape.loads === false) return found
    process.chdir(folder)
    const wired = await isWired(folder, shape)
    if (found === undefined) assert.ok(wired, 'doctor finds nothing, and the tool goes its own way')
    if (found === codes[0]) assert.ok(!wired, 'doctor finds something, and nothing is wrong')
    return found
  }
}

function textOf({ text, crlf, bom }) {
  return (bom ? '\uFEFF' : '') + text.join(crlf ? '\r\n' : '\n')
}

/** The command's answer, whatever it thinks of the project. */
function run(folder, words) {
  const env = { PATH, HOME, ...VARIABLES }
  const { stdout, stderr } = spawnSync(COMMAND, words.split(' '), { cwd: folder, env, encoding: 'utf8' })
  assert.ok(stdout.startsWith('{'), stderr)
  return JSON.parse(stdout)
}
