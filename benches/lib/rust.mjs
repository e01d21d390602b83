// Builds Rust programs with cargo, and runs the Rust benchmarks.
import { execFileSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'

function cargo(benches, words, input) {
  return execFileSync('cargo', words, { cwd: benches, encoding: 'utf8', maxBuffer: 1 << 26, input })
}

/** Builds a package in release mode; returns its artifacts. */
function artifacts(benches, name) {
  const messages = cargo(benches, ['build', '--release', '-p', name, '--message-format=json'])
  return messages
    .split('\n')
    .filter((line) => line.includes('"compiler-artifact"'))
    .map((line) => JSON.parse(line))
}

/** The path of the program of a package. */
export function program(benches, name) {
  return artifacts(benches, name).find((message) => message.target.name === name && message.executable).executable
}

/** The path of the empty addon, with the extension that Node.js loads. */
export function emptyAddon(benches) {
  const artifact = artifacts(benches, 'empty-addon').find(
    ({ target }) => target.name.replace('-', '_') === 'empty_addon' && target.kind.includes('cdylib'),
  )
  return asAddon(artifact.filenames.find((name) => /\.(so|dylib|dll)$/.test(name)))
}

function asAddon(library) {
  const addon = library.replace(/\.(so|dylib|dll)$/, '.node')
  copyFileSync(library, addon)
  return addon
}

/** Nanoseconds of a decision and of one `url::Url::parse`. */
export function decision(benches) {
  return bench(benches, 'decision')
}

/** Milliseconds of every run of every command. */
export function processes(benches, question) {
  return bench(benches, 'processes', JSON.stringify(question))
}

function bench(benches, name, input = '') {
  const printed = cargo(benches, ['bench', '--package', 'skate-env-benches', '--bench', name], input)
  return JSON.parse(printed.trim().split('\n').at(-1))
}
