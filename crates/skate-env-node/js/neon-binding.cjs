'use strict'

// The second addon lies beside the first in the same platform package. Each place is written out,
// so that tools which trace files (Next.js) find it.
const PLACES = {
  'darwin-arm64': () => require('@skate-env/node-darwin-arm64/skate-env-neon.darwin-arm64.node'),
  'darwin-x64': () => require('@skate-env/node-darwin-x64/skate-env-neon.darwin-x64.node'),
  'linux-arm64-gnu': () => require('@skate-env/node-linux-arm64-gnu/skate-env-neon.linux-arm64-gnu.node'),
  'linux-arm64-musl': () => require('@skate-env/node-linux-arm64-musl/skate-env-neon.linux-arm64-musl.node'),
  'linux-x64-gnu': () => require('@skate-env/node-linux-x64-gnu/skate-env-neon.linux-x64-gnu.node'),
  'linux-x64-musl': () => require('@skate-env/node-linux-x64-musl/skate-env-neon.linux-x64-musl.node'),
  'win32-x64-msvc': () => require('@skate-env/node-win32-x64-msvc/skate-env-neon.win32-x64-msvc.node'),
}

/** The addon of the platform that this machine is; of glibc and musl, the one that loads. */
function load({ SkateEnvError }) {
  const own = `${process.platform}-${process.arch}`
  const platforms = Object.keys(PLACES).filter((name) => name === own || name.startsWith(`${own}-`))
  let cause
  for (const platform of platforms) {
    for (const place of [() => built(platform), PLACES[platform]]) {
      try {
        return place()
      } catch (error) {
        cause ??= error
      }
    }
  }
  throw new SkateEnvError(require('./refusal.cjs').notLoaded(), { cause })
}

/** Where `npm run build` puts it. */
function built(platform) {
  const addon = { exports: {} }
  process.dlopen(addon, `${__dirname}/skate-env-neon.${platform}.node`)
  return addon.exports
}

module.exports = { load }
