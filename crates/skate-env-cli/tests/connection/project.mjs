// A project as it lies on a developer's disk: a git repository with Prisma, Drizzle, Knex, make and
// workspaces, whose every road leads to DATABASE_URL.
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { MIGRATION } from './server.mjs'

const NODE_MODULES = join(import.meta.dirname, 'node_modules')
const inside = (scope) => readdirSync(join(NODE_MODULES, scope)).map((name) => `${scope}/${name}`)
const PACKAGES = ['pg', 'postgres', 'prisma', 'drizzle-orm', 'drizzle-kit', 'knex', ...inside('.bin'), ...inside('@prisma')]
const WIPE = 'DROP TABLE IF EXISTS orders, users, _prisma_migrations CASCADE'

const json = (value) => JSON.stringify(value, null, 2) + '\n'
const FILES = {
  'package.json': json({
    name: 'shop',
    private: true,
    workspaces: ['packages/*'],
    scripts: {
      wipe: `psql "$DATABASE_URL" -c "${WIPE}"`,
      'db:reset': 'prisma migrate reset --force',
      nested: 'npm run db:reset',
      'step:one': 'echo one',
      'step:wipe': 'node wipe.mjs',
      prebuild: 'node wipe.mjs',
      build: 'echo built',
      check: 'echo checked',
      postcheck: 'node wipe.mjs',
      test: 'echo tested',
      lint: 'echo linted',
    },
    packageManager: 'npm@11.0.0',
  }),
  'packages/db/package.json': json({
    name: '@shop/db',
    version: '1.0.0',
    scripts: { reset: 'prisma migrate reset --force --config ../../prisma.config.ts', wipe: 'node ../../wipe.mjs', hello: 'echo hello' },
  }),
  'packages/web/package.json': json({ name: '@shop/web', version: '1.0.0', scripts: { hello: 'echo hello from web' } }),
  'package-lock.json': json({
    name: 'shop',
    lockfileVersion: 3,
    packages: {
      '': { name: 'shop', workspaces: ['packages/*'] },
      'node_modules/@shop/db': { resolved: 'packages/db', link: true },
      'node_modules/@shop/web': { resolved: 'packages/web', link: true },
      'packages/db': { name: '@shop/db', version: '1.0.0' },
      'packages/web': { name: '@shop/web', version: '1.0.0' },
    },
  }),
  'pnpm-workspace.yaml': 'packages: ["packages/*"]\n',
  'turbo.json': json({ tasks: { wipe: { cache: false, passThroughEnv: ['*'] }, hello: { cache: false } } }),
  'prisma/schema.prisma': `datasource db {
  provider = "postgresql"
}

model users {
  id     Int      @id @default(autoincrement())
  email  String
  orders orders[]
}

model orders {
  id      Int   @id @default(autoincrement())
  user_id Int
  total   Int
  user    users @relation(fields: [user_id], references: [id], onDelete: Cascade)
}
`,
  'prisma/empty.prisma': 'datasource db {\n  provider = "postgresql"\n}\n',
  'prisma/migrations/migration_lock.toml': 'provider = "postgresql"\n',
  'prisma/migrations/20250814000000_init/migration.sql': MIGRATION,
  'prisma.config.ts': `import { defineConfig } from 'prisma/config'
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations', seed: 'node wipe.mjs' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
`,
  'prisma.empty.config.ts': `import { defineConfig } from 'prisma/config'
export default defineConfig({ schema: 'prisma/empty.prisma', datasource: { url: process.env.DATABASE_URL ?? '' } })
`,
  'drizzle.config.ts': `export default {
  dialect: 'postgresql', schema: './drizzle/empty.ts', out: './drizzle/out', dbCredentials: { url: process.env.DATABASE_URL ?? '' },
}
`,
  'drizzle/empty.ts': 'export const nothing = 0\n',
  'knexfile.cjs': `module.exports = { client: 'pg', connection: process.env.DATABASE_URL, migrations: { directory: './knex' } }
`,
  'knex/1_drop.cjs': `exports.up = (knex) => knex.raw(${JSON.stringify(WIPE)})
exports.down = () => {}
`,
  'knex/seeds/wipe.cjs': `exports.seed = (knex) => knex('users').del()
`,
  'wipe.sql': `${WIPE};\n`,
  'delete.sql': 'BEGIN;\nDELETE FROM users;\nCOMMIT;\n',
  'outer.sql': '\\i wipe.sql\n',
  'wipe.mjs': `import pg from 'pg'
const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
await client.connect()
await client.query(${JSON.stringify(WIPE)})
await client.end()
`,
  'wipe.sh': '#!/bin/sh\nexec psql "$DATABASE_URL" -f wipe.sql\n',
  'wipe-by-node': '#!/usr/bin/env node\nimport("./wipe.mjs")\n',
  Makefile: `.PHONY: wipe reset hello
wipe:
\t@psql "$$DATABASE_URL" -f wipe.sql
reset: hello
\t@$(MAKE) wipe
hello:
\t@echo hello
`,
  '.gitignore': 'node_modules\n.env*.local\nsecrets\n',
}
const PROGRAMS = ['wipe.sh', 'wipe-by-node']

/** Writes the project once; the others are copies. */
export function writeTemplate(folder, policy, dump) {
  write(folder, { ...FILES, 'skate-env.toml': policy, 'empty.dump': dump })
  for (const program of PROGRAMS) chmodSync(join(folder, program), 0o755)
  const git = (...words) => execFileSync('git', ['-c', 'user.name=dev', '-c', 'user.email=dev@example.com', '-c', 'commit.gpgsign=false', ...words], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  git('init', '--quiet', '--template=', '--initial-branch=main')
  git('add', '--all')
  git('commit', '--quiet', '--message=first')
}

/** A copy with more files in it. */
export function writeProject(template, folder, files) {
  cpSync(template, folder, { recursive: true })
  // Links, one by one: npm removes what no lock file names.
  for (const scope of ['.bin', '@prisma', '@shop']) mkdirSync(join(folder, 'node_modules', scope), { recursive: true })
  for (const name of PACKAGES) symlinkSync(realpathSync(join(NODE_MODULES, name)), join(folder, 'node_modules', name))
  for (const name of ['db', 'web']) symlinkSync(join(folder, 'packages', name), join(folder, 'node_modules/@shop', name))
  write(folder, files)
}

function write(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    if (text.slice(0, 2) === '#!') chmodSync(path, 0o755)
  }
}
