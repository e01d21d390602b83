// Neon's OpenAPI document as the Rust test reads it: of every operation its query, the fields of
// its body, and every example of its answers.
//
//   node openapi.mjs FOLDER_WITH_JS_YAML DOCUMENT.yaml

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [folder, file] = process.argv.slice(2)
const yaml = createRequire(join(folder, 'package.json'))('js-yaml')
// The JSON schema leaves dates as they are written.
const document = yaml.load(readFileSync(file, 'utf8'), { schema: yaml.JSON_SCHEMA })

function resolve(value) {
  while (value?.$ref) {
    const path = value.$ref.slice(2).split('/')
    value = path.reduce((at, key) => at[key], document)
  }
  return value
}

/** The names of an object's fields, each with those of its own; `true` where anything may stand. */
function fields(schema) {
  schema = resolve(schema)
  if (schema?.items) return fields(schema.items)
  const parts = [...(schema?.allOf ?? []), ...(schema?.oneOf ?? []), ...(schema?.anyOf ?? [])]
  const known = Object.assign({}, ...parts.map(fields).filter((part) => part !== true))
  for (const [name, property] of Object.entries(schema?.properties ?? {})) {
    known[name] = fields(property)
  }
  return Object.keys(known).length > 0 ? known : true
}

function examples(operation) {
  return Object.entries(operation.responses).flatMap(([status, response]) => {
    const content = resolve(response).content?.['application/json'] ?? {}
    const named = Object.entries(content.examples ?? {}).map(([name, example]) => {
      return { status, name, value: resolve(example).value }
    })
    const single = content.example ? [{ status, name: 'example', value: content.example }] : []
    return [...named, ...single]
  })
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete']
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  METHODS.filter((method) => item[method]).map((method) => {
    const operation = item[method]
    const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(resolve)
    const body = resolve(operation.requestBody)?.content?.['application/json']?.schema
    return {
      id: operation.operationId,
      method: method.toUpperCase(),
      route: path.replaceAll(/\{[^}]*\}/g, '{}'),
      query: parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name),
      body: body ? fields(body) : null,
      examples: examples(operation),
    }
  }),
)
process.stdout.write(JSON.stringify(operations))
