// The packed command, installed by pnpm (symbolic links) and Yarn (Plug'n'Play, no node_modules).
//   SKATE_ENV_TARBALLS=… SKATE_ENV_TEST_PNPM=… SKATE_ENV_TEST_YARN=… node --test …
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { folder, run } from '../support.mjs'
import { packed } from './tarballs.mjs'

const { SKATE_ENV_TEST_PNPM: pnpm, SKATE_ENV_TEST_YARN: yarn } = process.env
const { own, platform, platformName } = packed()

const MANAGERS = {
  pnpm: { program: pnpm, install: ['install', '--offline'], fields: (overrides) => ({ pnpm: { overrides } }) },
  yarn: { program: yarn, install: ['install'], fields: (resolutions) => ({ resolutions }) },
}

for (const [name, { program, install, fields }] of Object.entries(MANAGERS)) {
  test(`${name} installs a command that runs`, async (test) => {
    assert.ok(program, '`cargo xtask test packed` installs pnpm and Yarn')
    const root = folder(test)
    const [cwd, home] = [join(root, 'app'), join(root, 'home')]
    for (const path of [cwd, home]) mkdirSync(path)
    const dependencies = { 'skate-env': `file:${own}` }
    const pinned = fields({ [platformName]: `file:${platform}` })
    const scripts = { 'db:run': `skate-env run -- node -e "process.exit(7)"` }
    writeFileSync(join(cwd, 'package.json'), JSON.stringify({ private: true, scripts, dependencies, ...pinned }))
    writeFileSync(join(cwd, 'yarn.lock'), '') // its own project, whatever lies above
    const variables = {
      HOME: home,
      YARN_ENABLE_TELEMETRY: '0',
      YARN_ENABLE_NETWORK: '0',
      YARN_ENABLE_IMMUTABLE_INSTALLS: '0',
      DATABASE_ENVIRONMENT: 'development',
      POSTGRES_PRISMA_URL_DEV: 'postgresql://app@localhost:5432/shop',
    }
    const manager = (words) => run(process.execPath, [program, ...words], { cwd, variables })
    const installed = await manager(install)
    assert.equal(installed.status, 0, installed.stdout + installed.stderr)
    const { status, stdout } = await manager(['exec', 'skate-env', '--version'])
    assert.equal(status, 0)
    assert.match(stdout, /^skate-env \d+\.\d+\.\d+\n$/)
    assert.equal((await manager(['run', 'db:run'])).status, 7)
  })
}
