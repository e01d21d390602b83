// Prints the results as tables, with the promised limits.
import { cpus, loadavg } from 'node:os'
import { BARE, OURS } from './commands.mjs'

const WARM =
  'Before the clock starts every process has loaded a package with an `exports` map, as every app has: ' +
  'Node 20 pays some 1.5 to 2 ms for the first one, whichever it is.'

const ratio = (value) => `${value.toPrecision(3)} ×`

export function table({ rounds, startUp, repeat, decision, commands }) {
  const ours = startUp['skate-env']
  const packed = startUp['empty-package']
  const bare = startUp['empty-addon']
  const zod = startUp['t3-env-zod']
  const lines = [
    '# Measured',
    '',
    `By \`cargo xtask bench\`: node ${process.version}, ${cpus().length} × ${cpus()[0].model.trim()}, ` +
      `${rounds} interleaved rounds, medians; the load was ${loadavg()[0].toFixed(1)} at the end. Machines differ; the ratios are what counts.`,
    WARM,
    '',
    '| what | measured | promise | holds |',
    '| --- | --- | --- | --- |',
    row('import to a guarded URL, beside an empty napi module as napi-rs packs it', ours / packed, 1.3),
    row('the same, beside its bare `.node` file (no package, no JavaScript)', ours / bare, 1.3),
    row('import to a guarded URL, beside t3-env + zod', ours / zod, 1 / 30),
    row('asking again in development, µs', repeat.development.again / 1000, 3, 'µs'),
    row('asking again in production on Vercel, µs', repeat.production.again / 1000, 3, 'µs'),
    row('a decision in Rust, own and production’s pair, µs', decision.decision_ns / 1000, 5, 'µs'),
    row('`skate-env run -- true`, from start to end, ms', commands[OURS], 5, 'ms'),
    row('the same, beside a Rust binary that does nothing else', commands[OURS] / commands[BARE], 2),
    '',
    '| import to a URL, fresh process | ms | beside skate-env |',
    '| --- | --- | --- |',
    ...Object.entries(startUp)
      .sort(([, a], [, b]) => a - b)
      .map(([peer, value]) => `| ${peer} | ${value.toFixed(3)} | ${ratio(value / ours)} |`),
    '',
    '| a command, from start to end | ms | beside skate-env |',
    '| --- | --- | --- |',
    ...Object.entries(commands)
      .sort(([, a], [, b]) => a - b)
      .map(([name, value]) => `| ${name} | ${value.toFixed(2)} | ${ratio(value / commands[OURS])} |`),
    '',
    '| once more, warm process | µs | beside reading one variable |',
    '| --- | --- | --- |',
    ...Object.entries(repeat).flatMap(([where, { read, again }]) => [
      `| reading one variable (${where}) | ${(read / 1000).toFixed(3)} | 1 × |`,
      `| \`getDatabaseUrl()\` (${where}) | ${(again / 1000).toFixed(3)} | ${ratio(again / read)} |`,
    ]),
    '',
    '| Rust | µs | beside one `url::Url::parse` |',
    '| --- | --- | --- |',
    `| \`url::Url::parse\` | ${(decision.url_parse_ns / 1000).toFixed(3)} | 1 × |`,
    `| \`resolve\` with every guard | ${(decision.decision_ns / 1000).toFixed(3)} | ` +
      `${ratio(decision.decision_ns / decision.url_parse_ns)} |`,
    '',
  ]
  return lines.join('\n')
}

function row(what, measured, promise, unit = '×') {
  const shown = (value) => (value < 0.1 ? `1/${(1 / value).toFixed(0)} ${unit}` : `${value.toPrecision(3)} ${unit}`)
  return `| ${what} | ${shown(measured)} | ≤ ${shown(promise)} | ${measured <= promise ? 'yes' : '**no**'} |`
}
