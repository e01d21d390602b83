// What the measured processes see: our package as npm would install it, and a usual environment.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const url = (endpoint, pooler) =>
  `postgresql://app:s3cret@${endpoint}${pooler}.eu-central-1.aws.neon.tech/shop?sslmode=require`

export const variables = {
  PATH: process.env.PATH,
  HOME: tmpdir(),
  NODE_ENV: 'development',
  DATABASE_ENVIRONMENT: 'development',
  DATABASE_URL: url('ep-warm-sun-654321', '-pooler'),
  POSTGRES_PRISMA_URL: url('ep-cool-darkness-123456', '-pooler'),
  POSTGRES_URL_NON_POOLING: url('ep-cool-darkness-123456', ''),
  POSTGRES_PRISMA_URL_DEV: url('ep-warm-sun-654321', '-pooler'),
  POSTGRES_URL_NON_POOLING_DEV: url('ep-warm-sun-654321', ''),
  // A shell has some thirty more.
  ...Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`SHELL_${index}`, 'value'])),
}

/** The same process on Vercel, in production. */
export const deployed = {
  ...variables,
  NODE_ENV: 'production',
  DATABASE_ENVIRONMENT: 'production',
  VERCEL_URL: 'shop.example.com',
  VERCEL_ENV: 'production',
}

const policy = '[environments.production]\nendpoints = ["ep-cool-darkness-123456"]\n'

/** A folder with peers, our tarballs unpacked as npm does it, a policy and a dotenv file. */
export function stage(benches, tarballs) {
  const folder = mkdtempSync(join(tmpdir(), 'skate-env-bench-'))
  for (const part of ['peers', 'lib', 'node_modules', 'package.json']) {
    cpSync(join(benches, part), join(folder, part), { recursive: true })
  }
  for (const tarball of readdirSync(tarballs).filter((name) => name.endsWith('.tgz'))) {
    const name = tarball.replace(/-\d+\.\d+\.\d+\.tgz$/, '').replace(/^skate-env-node-/, '@skate-env/node-')
    const target = join(folder, 'node_modules', name)
    rmSync(target, { recursive: true, force: true })
    mkdirSync(target, { recursive: true })
    execFileSync('tar', ['-xzf', join(tarballs, tarball), '-C', target, '--strip-components=1'])
  }
  writeFileSync(join(folder, 'skate-env.toml'), policy)
  writeFileSync(join(folder, '.env'), 'UNRELATED=1\n')
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
