// Unpacks the PostgreSQL that an addon carries as a compressed archive, without loading the addon,
// which asks for a newer C library than the programs do.
//
//   node unpack.mjs PACKAGE FOLDER

import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'

// How a gzip file begins that names no file and no time.
const HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])

const [from, folder] = process.argv.slice(2)
const name = readdirSync(from).find((file) => file.endsWith('.node'))
const addon = readFileSync(join(from, name))
const start = addon.indexOf(HEAD)
if (start < 0) throw new Error(`${name} carries no archive`)
// Not gunzip: that takes what follows the archive for a second one.
const archive = inflateRawSync(addon.subarray(start + HEAD.length))
execFileSync('tar', ['-x', '-C', folder, '--strip-components=1'], { input: archive })
