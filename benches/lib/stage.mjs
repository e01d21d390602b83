// Sets up what the measured processes use: the package as npm installs it, and a typical environment.
import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
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
  // A typical shell has about thirty more variables.
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

/** A folder with the alternatives, our unpacked tarballs, a policy and a dotenv file. */
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
  addPackage(folder, 'warm', { exports: './index.cjs' }, { 'index.cjs': '' })
  writeFileSync(join(folder, 'skate-env.toml'), policy)
  writeFileSync(join(folder, '.env'), 'UNRELATED=1\n')
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** A package of a few files, or of copies. */
function addPackage(folder, name, manifest, files) {
  const target = join(folder, 'node_modules', name)
  mkdirSync(target, { recursive: true })
  writeFileSync(join(target, 'package.json'), JSON.stringify({ name, version: '0.1.0', ...manifest }))
  for (const [file, text] of Object.entries(files)) writeFileSync(join(target, file), text)
  return target
}

/**
 * The empty addon as `napi build` packages it: a generated loader (ours, with other names) and a
 * platform package.
 */
export function addEmptyPackage(folder, addon) {
  const { platform, loader } = ourLoader(folder)
  const renamed = loader
    .replaceAll('@skate-env/node-', 'empty-')
    .replaceAll('skate-env.', 'empty.')
    .replace(/^module\.exports\.\w+ = .*$/gm, '')
  addPackage(folder, 'empty', { exports: './index.cjs' }, { 'index.cjs': renamed })
  const file = `empty.${platform}.node`
  copyFileSync(addon, join(addPackage(folder, `empty-${platform}`, { main: file }, {}), file))
}

function ourLoader(folder) {
  const modules = join(folder, 'node_modules')
  const [directory] = readdirSync(join(modules, '@skate-env'))
  const loader = readFileSync(join(modules, 'skate-env', 'js', 'binding.cjs'), 'utf8')
  return { platform: directory.replace('node-', ''), loader }
}
