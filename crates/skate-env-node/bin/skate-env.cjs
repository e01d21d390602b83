#!/usr/bin/env node
'use strict'

// Finds the native command in the platform package and becomes it. The library never loads this
// file, and this file never loads the library.
const { accessSync, constants } = require('node:fs')

const PACKAGE = '@skate-env/node-'
const ABIS = { darwin: [''], linux: ['-gnu', '-musl'], win32: ['-msvc'] }
const BINARY = process.platform === 'win32' ? 'skate-env.exe' : 'skate-env'

const words = process.argv.slice(2)
const command = find()
if (command === undefined) refuse()
else if (canBecome(command)) process.execve(command, [command, ...words])
else require('./spawned.cjs')(command, words)

/** Of glibc and musl, the one that is installed; where both are, the one that this Node.js is of. */
function find() {
  const found = packages().flatMap((name) => resolved(`${name}/bin/${BINARY}`))
  return found.length > 1 && isMusl() ? found[1] : found[0]
}

function packages() {
  return (ABIS[process.platform] ?? []).map((abi) => `${PACKAGE}${process.platform}-${process.arch}${abi}`)
}

/** From here, through symbolic links and Plug'n'Play: wherever the package manager put it. */
function resolved(path) {
  try {
    return [require.resolve(path)]
  } catch {
    return []
  }
}

function isMusl() {
  process.report.excludeNetwork = true
  return process.report.getReport().header.glibcVersionRuntime === undefined
}

/** Before Node.js 22.15 nothing can; and where it fails, Node.js would abort with a core dump. */
function canBecome(file) {
  if (process.platform === 'win32' || typeof process.execve !== 'function') return false
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** In the words, and with the exit code, of the command itself. */
function refuse() {
  const built = Object.keys(require('../package.json').optionalDependencies ?? {})
  const missing = packages().find((name) => built.includes(name))
  const where = `${process.platform} ${process.arch}`
  const [message, hint] = missing
    ? [
        `${missing}, which holds the command, is not installed.`,
        'Install with optional dependencies, on the platform that runs it: `npm install --include=optional`. ' +
          'If it is still missing, remove node_modules first.',
      ]
    : [`There is no binary of the command for ${where}.`, 'Build it: `cargo install skate-env-cli`.']
  console.error(`error: ${message} [unsupported_runtime]\n  help: ${hint}`)
  process.exitCode = 1
}
