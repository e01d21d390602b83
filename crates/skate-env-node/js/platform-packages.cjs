'use strict'

// The packages that hold the binaries for this platform, and what to say if they do not. Loaded by
// the command and by errors, not on the start-up path.
const ABIS = { darwin: [''], linux: ['-gnu', '-musl'], win32: ['-msvc'] }

/** On Linux two: for glibc and for musl. */
function platformPackages() {
  return (ABIS[process.platform] ?? []).map((abi) => `@skate-env/node-${process.platform}-${process.arch}${abi}`)
}

/** Of what there is for glibc and for musl, in that order. */
function forThisLibc(found) {
  return found.length > 1 && isMusl() ? found[1] : found[0]
}

function isMusl() {
  process.report.excludeNetwork = true
  return process.report.getReport().header.glibcVersionRuntime === undefined
}

/** Why `what` cannot be had, and what to do: the package is missing, or whatever `fault` says. */
function missing(what, fault = 'is not installed') {
  const published = Object.keys(require('../package.json').optionalDependencies ?? {})
  const name = forThisLibc(platformPackages().filter((name) => published.includes(name)))
  if (name === undefined) {
    const where = `${process.platform} ${process.arch}`
    return { message: `There is no binary of the ${what} for ${where}.`, hint: 'Build it: `cargo install skate-env-cli`.' }
  }
  return {
    message: `${name}, which holds the ${what}, ${fault}.`,
    // npm before 11 leaves other platforms out of a lock file (npm/cli#4828).
    hint:
      'Install with optional dependencies, on the platform that runs it: `npm install --include=optional`. ' +
      'If it is still missing, remove node_modules and package-lock.json first.',
  }
}

module.exports = { forThisLibc, missing, platformPackages }
