// Prints the result of the deletions benchmark as tables.
import { cpus } from 'node:os'
import { BURST, LATENCY, PER_SECOND, allowed } from './limit.mjs'

export const COUNT = 1000
export const AT_ONCE = 64
export const RETRIES = 40

const share = ({ deleted, seconds }) => deleted / allowed(seconds)
const percent = (value) => `${(100 * value).toFixed(1)} %`
const megabytes = (kilobytes) => (kilobytes === null ? 'not known' : (kilobytes / 1024).toFixed(1))
const holds = (condition) => (condition ? 'yes' : '**no**')

export function table(clients) {
  const [ours, , retrying] = clients
  const seconds = (COUNT - BURST) / PER_SECOND
  return [
    '# A thousand deletions',
    '',
    `By \`cargo xtask bench deletions\`: node ${process.version}, ${cpus().length} × ${cpus()[0].model.trim()}, one run. ` +
      `${COUNT} deletions, ${AT_ONCE} at once, each client in a fresh process against a fresh server on loopback that ` +
      `answers after ${LATENCY} ms and enforces the limit that Neon documents: ${PER_SECOND * 60} a minute, bursts ` +
      `of ${BURST}, else 429 without \`Retry-After\`. Nobody could be faster than ${seconds.toFixed(1)} s.`,
    '',
    '| client | deleted | failed | s | of what the limit let through | requests | 429s | MB after 100 | MB at most |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...clients.map(row),
    '',
    `| skate-env | measured | promise | holds |`,
    '| --- | --- | --- | --- |',
    `| of the allowed rate | ${percent(share(ours))} | ≥ 95 % | ${holds(share(ours) >= 0.95)} |`,
    `| 429s | ${ours.refused} | 0 | ${holds(ours.refused === 0)} |`,
    `| failed | ${ours.failed} | 0 | ${holds(ours.failed === 0)} |`,
    ...flat(ours),
    '',
    `| skate-env beside ${retrying.name} | ratio |`,
    '| --- | --- |',
    ratio('time', ours.seconds, retrying.seconds),
    ratio('requests', ours.requests, retrying.requests),
    ratio('memory at most', ours.peak, retrying.peak),
    '',
    'Not shown: Neon itself, whose bucket is not documented; a `Retry-After`, which `@neon/sdk` would heed; TLS; ' +
      'a server that others use too; how far a second run differs. Memory is the whole process: Node’s own is in that of `@neon/sdk`.',
    '',
  ].join('\n')
}

function row({ name, deleted, failed, seconds, requests, refused, early, peak }) {
  const cells = [name, deleted, failed, seconds.toFixed(1), percent(share({ deleted, seconds }))]
  return `| ${[...cells, requests, refused, megabytes(early), megabytes(peak)].join(' | ')} |`
}

/** Memory must stay flat: deletions after the first hundred may add one megabyte at most. */
function flat({ early, peak }) {
  if (early === null || peak === null) return []
  const grown = Math.max(0, peak - early) / 1024
  return [`| MB more than after 100 | ${grown.toFixed(1)} | ≤ 1 | ${holds(grown <= 1)} |`]
}

function ratio(what, ours, theirs) {
  return `| ${what} | ${ours === null || theirs === null ? 'not known' : `${(ours / theirs).toPrecision(3)} ×`} |`
}
