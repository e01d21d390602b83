// Compares recorded requests and answers with @vercel/sdk, into which Vercel's description of its
// API is compiled: its own client, given the same parameters, must send the same request, and must
// be able to read the answer.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isDeepStrictEqual } from 'node:util'

const [folder, recorded] = process.argv.slice(2)
const require = createRequire(join(folder, 'package.json'))
const { Vercel } = await import(pathToFileURL(require.resolve('@vercel/sdk')))
const { HTTPClient } = await import(pathToFileURL(require.resolve('@vercel/sdk/lib/http.js')))

const operations = [
  ['GET', /^\/v10\/projects\/([^/]+)\/env$/, 'projects', 'filterProjectEnvs', ['idOrName']],
  ['POST', /^\/v10\/projects\/([^/]+)\/env$/, 'projects', 'createProjectEnv', ['idOrName']],
  ['GET', /^\/v1\/projects\/([^/]+)\/env\/([^/]+)$/, 'projects', 'getProjectEnv', ['idOrName', 'id']],
  ['DELETE', /^\/v9\/projects\/([^/]+)\/env\/([^/]+)$/, 'projects', 'removeProjectEnv', ['idOrName', 'id']],
  ['GET', /^\/v7\/deployments$/, 'deployments', 'getDeployments', []],
  ['POST', /^\/v13\/deployments$/, 'deployments', 'createDeployment', []],
]
const numbers = new Set(['limit'])
// Of these nothing is read but that they were answered.
const unread = new Set(['createDeployment', 'removeProjectEnv'])

const seen = new Set()
for (const exchange of JSON.parse(readFileSync(recorded, 'utf8'))) {
  const name = `${exchange.method} ${exchange.path}`
  const operation = operations.find(([method, path]) => method === exchange.method && path.test(exchange.path))
  if (!operation) throw new Error(`${name} is no operation of Vercel's client`)
  const [, path, group, call, parameters] = operation
  const parts = path.exec(exchange.path).slice(1).map(decodeURIComponent)
  const request = Object.fromEntries(parameters.map((parameter, index) => [parameter, parts[index]]))
  for (const [parameter, value] of exchange.query) {
    request[parameter] = numbers.has(parameter) ? Number(value) : value
  }
  if (exchange.body !== null) request.requestBody = exchange.body

  let sent
  const httpClient = new HTTPClient({
    fetcher: async (outgoing) => {
      sent = outgoing.clone()
      return Response.json(exchange.answer, { status: exchange.status })
    },
  })
  const client = new Vercel({ bearerToken: 'x', httpClient })
  try {
    await client[group][call](request)
  } catch (error) {
    if (!(unread.has(call) && error.name === 'ResponseValidationError')) throw new Error(`${name}: ${error.message} ${JSON.stringify(error.cause?.issues ?? error.issues ?? '')}`)
  }
  const url = new URL(sent.url)
  const text = await sent.text()
  const theirs = {
    method: sent.method,
    path: url.pathname,
    query: [...url.searchParams].sort(),
    body: text === '' ? null : JSON.parse(text),
  }
  const query = exchange.query.map(([key, value]) => [key, String(value)]).sort()
  const ours = { method: exchange.method, path: exchange.path, query, body: exchange.body }
  if (!isDeepStrictEqual(theirs, ours)) {
    throw new Error(`${name}: Vercel's client sends\n${JSON.stringify(theirs)}\nand not\n${JSON.stringify(ours)}`)
  }
  seen.add(call)
}
for (const [, , , call] of operations) if (!seen.has(call)) throw new Error(`${call} was not recorded`)
console.log(`${seen.size} operations are Vercel's`)
