// Prints the results as tables, with the promised limits.
import { cpus, loadavg, totalmem } from 'node:os'
import { median } from '../lib/statistics.mjs'
import { SESSIONS } from './servers.mjs'

const NAMES = { direct: 'direct', pgbouncer: 'PgBouncer', gateway: 'the gateway' }
const holds = (condition) => (condition ? 'yes' : '**no**')

export function table({ rounds, runs, crowds, version, load }) {
  const targets = Object.keys(NAMES).filter((name) => name in rounds[0])
  const of = (target, name) => median(rounds.map((round) => round[target][name]))
  const crowd = (target, name) => median(crowds.map((round) => round[target][name]))
  // The first crowd makes a process grow; the others find its memory there.
  const memory = (target) => Math.max(...crowds.map((round) => round[target].kilobytes))
  const run = (name) => median(runs.map((round) => round[name]))
  // The difference within a round: the machine's load is the same for both.
  const more = median(rounds.map(({ direct, gateway }) => gateway.prepared - direct.prepared))
  const longer = median(runs.map(({ production, development }) => production - development))
  const beside = (name) => median(rounds.map(({ pgbouncer, gateway }) => gateway[name] / pgbouncer[name]))
  const promises = [
    ['a round trip through it beside direct, µs more', more.toFixed(0), '≤ 60', more <= 60],
    ['`run -- true` with a gateway beside without, ms more', longer.toFixed(1), '≤ 10', longer <= 10],
    [`memory for each of ${SESSIONS} sessions, KB`, memory('gateway').toFixed(1), '≤ 64', memory('gateway') <= 64],
  ]
  if (version) {
    const trip = beside('prepared')
    const copies = ['copyOut', 'copyIn'].map(beside)
    promises.push(
      ['a round trip beside PgBouncer', `${trip.toFixed(2)} ×`, '≤ 1', trip <= 1],
      ['COPY from the server beside PgBouncer', `${copies[0].toFixed(2)} ×`, '≥ 0.9', copies[0] >= 0.9],
      ['COPY to the server beside PgBouncer', `${copies[1].toFixed(2)} ×`, '≥ 0.9', copies[1] >= 0.9],
    )
  }
  const row = (label, cell) => `| ${label} | ${targets.map(cell).join(' | ')} |`
  return [
    '# The guarded connection',
    '',
    `By \`cargo xtask bench connection\`: node ${process.version}, ${cpus().length} × ${cpus()[0].model.trim()}, ` +
      `${(totalmem() / 2 ** 30).toFixed(0)} GiB, PostgreSQL 18 and its own pgbench and psql, ${version ?? 'no PgBouncer'}, ` +
      `${rounds.length} interleaved rounds, medians. The load was ${load.toFixed(1)} before and ` +
      `${loadavg()[0].toFixed(1)} at the end: absolute times are those of a machine that was shared, and the ratios are what counts. ` +
      'The gateway judges each statement (`app` in production); PgBouncer passes on, session by session. All log in with SCRAM, without TLS.',
    '',
    '| | measured | promise | holds |',
    '| --- | --- | --- | --- |',
    ...promises.map(([label, value, promise, held]) => `| ${label} | ${value} | ${promise} | ${holds(held)} |`),
    '',
    `| | ${targets.map((target) => NAMES[target]).join(' | ')} |`,
    `| --- |${' --- |'.repeat(targets.length)}`,
    row('a session, opened, ms', (target) => of(target, 'start').toFixed(2)),
    row('a round trip, prepared, µs', (target) => of(target, 'prepared').toFixed(0)),
    row('a round trip, simple protocol, µs', (target) => of(target, 'simple').toFixed(0)),
    row('COPY from the server, MB/s', (target) => of(target, 'copyOut').toFixed(0)),
    row('COPY to the server, MB/s', (target) => of(target, 'copyIn').toFixed(0)),
    row(`${SESSIONS} sessions at once, statements a second`, (target) => crowd(target, 'rate').toFixed(0)),
    row('memory for each of them, KB', (target) => (target === 'direct' ? '–' : memory(target).toFixed(1))),
    '',
    `\`skate-env run -- true\`: ${run('development').toFixed(1)} ms without a gateway (development), ` +
      `${run('production').toFixed(1)} ms with one (production). A session of the gateway's is opened, logged in and proven ` +
      'on the server each time; PgBouncer uses sessions again.',
    '',
  ].join('\n')
}
