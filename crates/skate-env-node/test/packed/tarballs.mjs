// Finds the tarballs that `cargo xtask build` packed.
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The paths of the two tarballs in SKATE_ENV_TARBALLS, and the name of the platform package. */
export function packed() {
  const folder = process.env.SKATE_ENV_TARBALLS
  assert.ok(folder, '`cargo xtask test packed` sets SKATE_ENV_TARBALLS')
  const names = readdirSync(folder).filter((name) => name.endsWith('.tgz'))
  const [platform] = names.filter((name) => name.startsWith('skate-env-node-'))
  const [own, ...more] = names.filter((name) => name !== platform)
  assert.deepEqual(more, [], `two tarballs are expected in ${folder}`)
  const platformName = platform.replace('skate-env-node-', '@skate-env/node-').replace(/-\d+\.\d+\.\d+\.tgz$/, '')
  return { own: join(folder, own), platform: join(folder, platform), platformName }
}
