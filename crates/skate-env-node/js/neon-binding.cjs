'use strict'

// Loads the second addon, which holds the network code (Neon's API, PostgreSQL). It is in the same
// platform package as the first. Each path is written out so that tools that trace files (Next.js)
// find it.
const PLATFORM_PACKAGES = {
  'darwin-arm64': () => require('@skate-env/node-darwin-arm64/skate-env-neon.darwin-arm64.node'),
  'darwin-x64': () => require('@skate-env/node-darwin-x64/skate-env-neon.darwin-x64.node'),
  'linux-arm64-gnu': () => require('@skate-env/node-linux-arm64-gnu/skate-env-neon.linux-arm64-gnu.node'),
  'linux-arm64-musl': () => require('@skate-env/node-linux-arm64-musl/skate-env-neon.linux-arm64-musl.node'),
  'linux-x64-gnu': () => require('@skate-env/node-linux-x64-gnu/skate-env-neon.linux-x64-gnu.node'),
  'linux-x64-musl': () => require('@skate-env/node-linux-x64-musl/skate-env-neon.linux-x64-musl.node'),
  'win32-arm64-msvc': () => require('@skate-env/node-win32-arm64-msvc/skate-env-neon.win32-arm64-msvc.node'),
  'win32-x64-msvc': () => require('@skate-env/node-win32-x64-msvc/skate-env-neon.win32-x64-msvc.node'),
}

/** The addon for this platform; on Linux, whichever of glibc and musl loads. */
function load({ SkateEnvError }) {
  const current = `${process.platform}-${process.arch}`
  const platforms = Object.keys(PLATFORM_PACKAGES).filter((name) => name === current || name.startsWith(`${current}-`))
  let cause
  for (const platform of platforms) {
    for (const attempt of [() => loadBuilt(platform), PLATFORM_PACKAGES[platform]]) {
      try {
        return attempt()
      } catch (error) {
        cause ??= error
      }
    }
  }
  throw new SkateEnvError(require('./refusal.cjs').notLoaded(), { cause })
}

/** From where `cargo xtask build` writes it. */
function loadBuilt(platform) {
  const addon = { exports: {} }
  process.dlopen(addon, `${__dirname}/skate-env-neon.${platform}.node`)
  return addon.exports
}

module.exports = { load }
