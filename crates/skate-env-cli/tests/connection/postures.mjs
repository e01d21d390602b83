// How `skate-env run` is asked: for which environment, with which purpose, sealed or not.
import { PASSWORD } from './server.mjs'

/**
 * `app`, `migrate` and `read` are production's purposes. Consent is always given: it must not matter.
 * `unread` hides the command in a file: no word of it can be read, and the connection alone is
 * between it and production.
 */
export const POSTURES = ['app', 'migrate', 'read', 'app unread', 'migrate unread', 'read unread', 'app sealed', 'staging', 'development', 'development sealed']

const pin = (server, database) => `127.0.0.1:${server.port}/${database}`

export async function policy(production, other) {
  const text = 'SELECT system_identifier::text AS id FROM pg_control_system()'
  const identifier = async (server) => (await server.query('postgres', text))[0].id
  return `strict = true

[environments.production]
host = "${pin(production, 'shop')}"
system_identifier = "${await identifier(production)}"

[environments.staging]
host = "${pin(other, 'shop_staging')}"
system_identifier = "${await identifier(other)}"
`
}

const HIDE = 'UNREAD=$(mktemp) && export UNREAD && printf "%s\\0" "$@" > "$UNREAD" && exec'
/** The program that finds its words again. */
export const UNREAD = '#!/bin/bash\nmapfile -d "" -t words < "$UNREAD"\nrm "$UNREAD"\nexec "${words[@]}"\n'

/** A posture in words; without us it is `direct`, or `control`: production in hand. */
function parse(posture) {
  const [kind, ...marks] = posture.split(' ')
  const environment = ['staging', 'development'].includes(kind) ? kind : 'production'
  const purpose = ['migrate', 'read'].includes(kind) ? kind : undefined
  return { environment, purpose, sealed: marks.includes('sealed'), unread: marks.includes('unread'), direct: kind === 'control' || marks.includes('direct') }
}

/** What stands before a command's own words, for a shell. */
export function words(posture, command, production, other) {
  const { environment, purpose, sealed, unread, direct } = parse(posture)
  if (direct) return 'exec "$@"'
  const consent = { production: pin(production, 'shop'), staging: pin(other, 'shop_staging') }[environment]
  const words = unread ? [HIDE, `'${command}'`, '-e', environment] : ['exec', `'${command}'`, '-e', environment]
  if (consent) words.push('--consent', consent)
  words.push('run')
  if (purpose) words.push('--purpose', purpose)
  if (sealed) words.push('--sealed')
  return [...words, '--', unread ? 'unread' : '"$@"'].join(' ')
}

/** What the shell around it has: every environment's URLs; without us one of them under every name. */
export function variables(posture, production, other) {
  const { environment, direct } = parse(posture)
  const servers = { production: [production, 'shop'], staging: [other, 'shop_staging'], development: [other, 'shop_dev'] }
  const url = ([server, database]) => server.url(database)
  const pair = (suffix, url) => ({ [`POSTGRES_PRISMA_URL${suffix}`]: url, [`POSTGRES_URL_NON_POOLING${suffix}`]: url })
  const urls = { ...pair('', url(servers.production)), ...pair('_STAGING', url(servers.staging)), ...pair('_DEV', url(servers.development)) }
  if (!direct) return urls
  const [server, database] = servers[environment]
  const own = { PGHOST: '127.0.0.1', PGPORT: String(server.port), PGUSER: 'postgres', PGPASSWORD: PASSWORD, PGDATABASE: database }
  return { ...urls, ...own, DATABASE_URL: server.url(database) }
}
