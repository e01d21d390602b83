// Prints the results as tables, with the promised limits.
import { cpus, loadavg, totalmem } from 'node:os'
import { median } from '../lib/statistics.mjs'

const PROMISES = { create: 1500, reset: 1500, wake: 300 }
const ms = (value) => value.toFixed(0)
const holds = (condition) => (condition ? 'yes' : '**no**')

export function table({ found, rounds, eight, fifty }) {
  const of = (pick) => median(rounds.map(pick))
  const spread = (pick) => {
    const sorted = rounds.map(pick).toSorted((a, b) => a - b)
    return `${ms(sorted[0])} to ${ms(sorted.at(-1))}`
  }
  const ours = (name) => (round) => round.ours[name]
  return [
    '# Branches on this machine',
    '',
    `By \`cargo xtask bench local\`: node ${process.version}, ${cpus().length} × ${cpus()[0].model.trim()}, ` +
      `${(totalmem() / 2 ** 30).toFixed(0)} GiB, load ${loadavg()[0].toFixed(1)} at the end, ${rounds.length} interleaved ` +
      `rounds, medians, PostgreSQL 18.4, commits forced to the disk. The parent holds ${found.megabytes.toFixed(0)} MB. ` +
      'A time ends when the new database can be queried.',
    '',
    '| with a parent of 100 MB | ms | fastest to slowest | promise | holds |',
    '| --- | --- | --- | --- | --- |',
    ...Object.entries(PROMISES).map(([name, promise]) => {
      const value = of(ours(name))
      const cells = [LABELS[name], ms(value), spread(ours(name)), `≤ ${promise}`, holds(value <= promise)]
      return `| ${cells.join(' | ')} |`
    }),
    '',
    'Of these, the control plane’s own work (`total_duration_ms` of the operations) is ' +
      `${ms(of(ours('create_own')))} ms of a creation and ${ms(of(ours('reset_own')))} ms of a reset; the rest is the client: ` +
      'requests, and pauses between looks at an operation.',
    '',
    '| the same job, ms | 100 MB: create | reset | empty: create | reset | its own server, roles and passwords |',
    '| --- | --- | --- | --- | --- | --- |',
    peer('skate-env-local', of(ours('create')), of(ours('reset')), of((r) => r.empty.create), of((r) => r.empty.reset), 'yes'),
    peer(
      '`CREATE DATABASE … TEMPLATE`, `FILE_COPY`',
      ...['fileCopy', 'emptyFileCopy'].flatMap((way) => [of((r) => r[way].create), of((r) => r[way].reset)]),
      'no; ends every session of the parent',
    ),
    peer(
      '`CREATE DATABASE … TEMPLATE`, `WAL_LOG`',
      ...['walLog', 'emptyWalLog'].flatMap((way) => [of((r) => r[way].create), of((r) => r[way].reset)]),
      'no; ends every session of the parent',
    ),
    peer(
      'PGlite, `clone()`',
      ...['pglite', 'emptyPglite'].flatMap((way) => [of((r) => r[way]), of((r) => r[way])]),
      'in memory, one session, no server',
    ),
    '',
    '| also | |',
    '| --- | --- |',
    `| from nothing to a ready control plane, first start (once) | ${ms(found.first_start)} ms |`,
    `| the same in a home that was used | ${ms(of((r) => r.start.later_start))} ms |`,
    `| asleep, with an empty parent, to the first answer | ${ms(of((r) => r.empty.wake))} ms |`,
    `| ${eight.count} branches at once from the 100 MB parent | ${ms(eight.all)} ms, ${ms(eight.all / eight.count)} ms each |`,
    `| ${fifty.count} branches of it, one after the other | ${ms(fifty.all / fifty.count)} ms each |`,
    `| memory of each with a session, after a scan of its table (RSS / PSS) | ${ms(fifty.resident)} / ${ms(fifty.proportional)} MB |`,
    `| disk of each | ${ms(fifty.disk)} MB |`,
    `| processes of all ${fifty.count} awake, asleep | ${fifty.processes_awake}, ${fifty.processes_asleep} |`,
    '',
    'Not shown: a file system with reflinks, where a copy shares its blocks with its parent (this one is ext4, which has ' +
      'none); macOS; a parent under heavy writing. RSS counts shared memory once for each process that uses it.',
    '',
  ].join('\n')
}

const LABELS = {
  create: 'create: `Branches::ensure` to its URLs',
  reset: 'reset: `Branches::reset`',
  wake: 'wake: asleep to the first answer',
}

function peer(name, ...values) {
  const own = values.pop()
  return `| ${name} | ${values.map(ms).join(' | ')} | ${own} |`
}
