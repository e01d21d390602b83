// Reads connection strings with node-postgres and postgres.js and answers where each would
// connect. Nothing here connects: a `pg.Client` and a postgres.js pool only dial when they
// are asked to, and they never are.
//
// A request is a line of hexadecimal digits (UTF-8); an empty line ends a batch, and only
// then are its answers written, one JSON line each: { "pg": reading, "postgres": reading }.
import { EventEmitter } from 'node:events'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import pg from 'pg'
import postgres from 'postgres'

// `sslcert=/some/path` in a URL makes pg read that file; a random path must not be read.
fs.readFileSync = () => Buffer.alloc(0)
syncBuiltinESMExports()
process.removeAllListeners('warning') // pg warns about sslmode; only the reading matters
process.on('warning', () => {})
const say = process.stdout.write.bind(process.stdout)
console.log = () => {}

// The server sees the startup packet, where NUL separates names from values: a NUL inside
// a value starts a new name. The last value of a name wins.
const startupPacket = (entries) => {
  const fields = entries.flatMap(([name, value]) => `${name}\0${value}`.split('\0'))
  const seen = Object.create(null)
  for (let at = 0; at + 1 < fields.length && fields[at] !== ''; at += 2) {
    seen[fields[at]] = fields[at + 1]
  }
  return seen
}

const reading = (dials, password, entries) => {
  const { user = '', database, options = '' } = startupPacket(entries)
  // The server's own rule: no database means the one named like the user.
  return { dials, user, password: String(password ?? ''), database: database || user, options }
}

const noStream = new EventEmitter() // instead of a socket that would never be used

const readPg = (connectionString) => {
  const client = new pg.Client({ connectionString, stream: noStream })
  const startup = client.getStartupConf()
  const host = client.host ?? ''
  const entries = Object.entries(startup).filter(([, value]) => value !== undefined && value !== null)
  return reading([[host, String(client.port)]], client.password, entries)
}

const noConnections = { max: 0 } // not even idle ones; the rest of the options stay as they are

const readPostgres = (url) => {
  const { host, port, path, user, database, pass, connection } = postgres(url, noConnections).options
  // net.connect takes an empty host for localhost.
  const dials = path ? [[`/${path}`, path.slice(path.lastIndexOf('.') + 1)]] : host.map((name, at) => [name || 'localhost', String(port[at])])
  const startup = { user, database, client_encoding: 'UTF8', ...connection }
  return reading(dials, pass, Object.entries(startup).filter(([, value]) => value))
}

const attempt = (read, url) => {
  try {
    return read(url)
  } catch (error) {
    return { rejected: String(error?.message ?? error) }
  }
}

const answer = (line) => {
  const url = line === '-' ? '' : Buffer.from(line, 'hex').toString('utf8')
  return JSON.stringify({ pg: attempt(readPg, url), postgres: attempt(readPostgres, url) })
}

let pending = ''
process.stdin.setEncoding('latin1')
process.stdin.on('data', (chunk) => {
  pending += chunk
  let end
  while ((end = pending.indexOf('\n\n')) !== -1) {
    const batch = pending.slice(0, end).split('\n')
    pending = pending.slice(end + 2)
    say(`${batch.map(answer).join('\n')}\n`)
  }
})
