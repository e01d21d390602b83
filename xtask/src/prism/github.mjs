// Compares the operations that a test has of GitHub's description of its API with the description.

import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'

const [whole, trimmed] = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, 'utf8')))

function resolved(value) {
  if (!value?.$ref) return value
  return value.$ref.slice(2).split('/').reduce((at, part) => at[part], whole)
}

const byRoute = new Map()
for (const [path, item] of Object.entries(whole.paths)) {
  for (const [method, operation] of Object.entries(item)) {
    byRoute.set(`${method.toUpperCase()} ${path.replace(/\{[^}]*\}/g, '{}')}`, operation)
  }
}

for (const ours of trimmed.operations) {
  const name = `${ours.method} ${ours.route}`
  const theirs = byRoute.get(name)
  if (!theirs) throw new Error(`${name} is no operation of GitHub's`)
  const query = {}
  for (const parameter of (theirs.parameters ?? []).map(resolved)) {
    if (parameter.in === 'query') query[parameter.name] = parameter.schema
  }
  for (const [parameter, schema] of Object.entries(ours.query)) {
    for (const [key, value] of Object.entries(schema)) {
      if (!isDeepStrictEqual(query[parameter]?.[key], value)) {
        throw new Error(`${name}: ${parameter}'s ${key} is ${JSON.stringify(query[parameter]?.[key])}`)
      }
    }
  }
  const body = resolved(theirs.requestBody)?.content['application/json'].schema
  const required = body?.required ?? []
  const same =
    theirs.operationId === ours.operation &&
    isDeepStrictEqual(Object.keys(query), Object.keys(ours.query)) &&
    isDeepStrictEqual(Object.keys(theirs.responses), ours.statuses) &&
    (body === undefined) === (ours.body === null) &&
    isDeepStrictEqual(required, ours.body?.required ?? []) &&
    isDeepStrictEqual(Object.keys(body?.properties ?? {}), Object.keys(ours.body?.fields ?? {}))
  if (!same) throw new Error(`${name} is another in GitHub's description`)
}
console.log(`${trimmed.operations.length} operations are GitHub's`)
