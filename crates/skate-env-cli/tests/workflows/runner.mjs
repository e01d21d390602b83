// Carries out a workflow as GitHub's runner would, as far as ours need it: which jobs an event
// starts, the expressions in `if` and `env`, and the `run` steps under bash with the command files.
// A step that `uses` an action is passed over: the project is checked out and installed already.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { register } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { data, Evaluator, Lexer, Parser } from '@actions/expressions'

register('./json-modules.mjs', import.meta.url)
const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser')

const KNOWN = ['actions/checkout', 'actions/setup-node', 'pnpm/action-setup', 'oven-sh/setup-bun']
const COMMAND_FILES = ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY']

/**
 * Runs the jobs of a workflow for one event. `contexts` are GitHub's: `github`, `secrets`, `vars`;
 * `env` is what the runner itself has. Gives for each job that ran its exit code, its log as it was
 * printed, the values that it asked to mask, and what it wrote to the command files.
 */
export async function runWorkflow(path, { event, name, contexts, env, folder, onSpawn }) {
  const file = { name: path, content: readFileSync(path, 'utf8') }
  const parsed = parseWorkflow(file, new NoOperationTraceWriter())
  const workflow = await convertWorkflowTemplate(parsed.context, parsed.value)
  assert.deepEqual(parsed.context.errors.getErrors(), [])
  if (!starts(workflow.events, name, event)) return []
  const github = { ...contexts.github, event, event_name: name }
  const jobs = []
  for (const job of workflow.jobs) {
    const known = { ...contexts, github }
    if (!isTrue(evaluate(job.if.expression, known))) continue
    jobs.push(await runJob(job, known, { event, env, folder, name, onSpawn }))
  }
  return jobs
}

function starts(events, name, event) {
  const filter = events[name]
  return filter !== undefined && (filter.types === undefined || filter.types.includes(event.action))
}

async function runJob(job, known, { event, env, folder, name, onSpawn }) {
  const files = mkdtempSync(join(tmpdir(), 'skate-env-runner-'))
  const result = { id: job.id.value, exit: 0, log: '', masks: [], env: {}, outputs: {}, summary: '' }
  try {
    const eventPath = join(files, 'event.json')
    writeFileSync(eventPath, typeof event === 'string' ? event : JSON.stringify(event))
    const runner = { ...env, CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: eventPath }
    for (const [index, step] of job.steps.entries()) {
      if (step.uses !== undefined) {
        assert.ok(KNOWN.includes(step.uses.value.split('@')[0]), step.uses.value)
        continue
      }
      const paths = Object.fromEntries(COMMAND_FILES.map((file) => [file, join(files, `${file}-${index}`)]))
      for (const path of Object.values(paths)) writeFileSync(path, '')
      const variables = { ...runner, ...result.env, ...mapping(step.env, known), ...paths }
      const script = interpolate(step.run, known)
      result.exit = await bash(script, { env: variables, cwd: folder, onSpawn, log: (text) => (result.log += text) })
      Object.assign(result.env, assignments(paths.GITHUB_ENV))
      Object.assign(result.outputs, assignments(paths.GITHUB_OUTPUT))
      result.summary += readFileSync(paths.GITHUB_STEP_SUMMARY, 'utf8')
      if (result.exit !== 0) break
    }
  } finally {
    rmSync(files, { recursive: true })
  }
  result.masks = [...result.log.matchAll(/^::add-mask::(.*)$/gm)].map((found) => unescape(found[1]))
  return result
}

/** As the runner: `bash --noprofile --norc -eo pipefail`; gives the exit code, or -1 for a signal. */
function bash(script, { env, cwd, log, onSpawn }) {
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], { env, cwd, detached: true })
  child.stdout.setEncoding('utf8').on('data', log)
  child.stderr.setEncoding('utf8').on('data', log)
  onSpawn?.(child)
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? -1)))
}

/** `NAME=value` lines, and values of several lines between delimiters. */
function assignments(path) {
  const found = {}
  const lines = readFileSync(path, 'utf8').split('\n')
  for (let index = 0; index < lines.length; index += 1) {
    const several = /^(\w+)<<(.+)$/.exec(lines[index])
    if (several) {
      const end = lines.indexOf(several[2], index)
      assert.ok(end > index, `${several[1]} has no end`)
      found[several[1]] = lines.slice(index + 1, end).join('\n')
      index = end
    } else if (lines[index].includes('=')) {
      const [name, ...value] = lines[index].split('=')
      found[name] = value.join('=')
    }
  }
  return found
}

const unescape = (text) => text.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%')

function mapping(token, known) {
  if (token === undefined) return {}
  const pairs = Array.from({ length: token.count }, (_, index) => token.get(index))
  return Object.fromEntries(pairs.map(({ key, value }) => [key.value, interpolate(value, known)]))
}

function interpolate(token, known) {
  return token.isExpression === true || token.expression !== undefined
    ? text(evaluate(token.expression, known))
    : String(token.value)
}

function evaluate(expression, known) {
  const names = Object.keys(known)
  // What GitHub adds to an `if` that has no status function.
  const status = { name: 'success', description: '', minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(true) }
  const tree = new Parser(new Lexer(expression).lex().tokens, names, [status]).parse()
  const functions = new Map([[status.name, status]])
  return new Evaluator(tree, dictionary(known), functions).evaluate()
}

const isTrue = (value) => value.kind === data.Kind.Boolean ? value.value : text(value) !== ''
const text = (value) => value.coerceString()

function dictionary(value) {
  if (value === null || value === undefined) return new data.Null()
  if (Array.isArray(value)) return new data.Array(...value.map(dictionary))
  switch (typeof value) {
    case 'object':
      return new data.Dictionary(...Object.entries(value).map(([key, inner]) => ({ key, value: dictionary(inner) })))
    case 'string':
      return new data.StringData(value)
    case 'number':
      return new data.NumberData(value)
    default:
      return new data.BooleanData(value)
  }
}
