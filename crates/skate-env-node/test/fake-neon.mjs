// A fake Neon API on loopback, with the endpoints that the tests use.
import { createServer } from 'node:http'

import { CANARY } from './support.mjs'

export const KEY = 'napi_k3y-canary'
const AT = '2026-11-01T00:00:00Z'
const HOST = 'eu-central-1.aws.neon.tech'

/**
 * Starts a server. `pageSize`: branches on a page; `refuse(line)`: returns a status and body to
 * answer with; `hang(line)`: returns whether to never answer.
 */
export async function fakeNeon(test, { pageSize = 100, refuse = () => undefined, hang = () => false } = {}) {
  const branches = [branch('br-main-leaf-100001', 'main', { default: true }), branch('br-staging-leaf-100002', 'staging', { parent_id: 'br-main-leaf-100001' })]
  const annotations = {}
  const polls = new Map()
  const log = []
  const waiting = []

  function answer(method, { pathname, searchParams }, body) {
    const [, , , kind, id, what] = pathname.split('/')
    const found = branches.find((one) => one.id === id)
    const route = `${method} ${kind ?? ''}${id ? '/:id' : ''}${what ? `/${what}` : ''}`
    switch (route) {
      case 'GET ':
        return { project: { id: 'p1', name: 'shop', owner: { subscription_type: 'scale_v3' }, ...project() } }
      case 'GET branches':
        return page(searchParams)
      case 'POST branches':
        return create(body)
      case 'GET branches/:id':
        return found && { branch: found, annotation: annotations[id] }
      case 'DELETE branches/:id':
        branches.splice(branches.indexOf(found), 1)
        return { branch: found, operations: [operation('finished')] }
      case 'POST branches/:id/restore':
        found.last_reset_at = AT
        return { branch: found, operations: [operation('running')] }
      case 'GET branches/:id/endpoints':
        return { endpoints: [endpoint(id)] }
      case 'GET branches/:id/roles':
        return { roles: [{ branch_id: id, name: 'neondb_owner' }] }
      case 'GET branches/:id/databases':
        return { databases: [{ id: 1, branch_id: id, name: 'neondb', owner_name: 'neondb_owner' }] }
      case 'GET endpoints/:id':
        return { endpoint: endpoint(branchOf(id)) }
      case 'GET operations/:id':
        polls.set(id, (polls.get(id) ?? 0) + 1)
        return { operation: operation(polls.get(id) < 2 ? 'running' : 'finished', id) }
      case 'GET connection_uri': {
        const pooler = searchParams.get('pooled') === 'true' ? '-pooler' : ''
        const host = `${searchParams.get('endpoint_id')}${pooler}.${HOST}`
        return { uri: `postgresql://neondb_owner:${CANARY}@${host}/neondb?sslmode=require` }
      }
    }
  }

  function page(query) {
    const matching = branches.filter(({ name }) => name.includes(query.get('search') ?? ''))
    const begin = Number(query.get('cursor') ?? 0)
    const next = begin + pageSize < matching.length ? { next: String(begin + pageSize) } : {}
    return { branches: matching.slice(begin, begin + pageSize), annotations, pagination: { sort_by: 'created_at', sort_order: 'ASC', ...next } }
  }

  function create(body) {
    const made = branch(`br-new-leaf-10000${branches.length}`, body.branch.name, body.branch)
    branches.push(made)
    annotations[made.id] = { object: { type: 'console/branch', id: made.id }, value: body.annotation_value ?? {}, created_at: AT, updated_at: AT }
    return { branch: made, endpoints: [endpoint(made.id)], operations: [operation('running')], roles: [], databases: [] }
  }

  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const line = `${request.method} ${request.url}`
    log.push(line)
    if (hang(line)) {
      const closed = new Promise((resolve) => request.socket.once('close', resolve))
      for (const resolve of waiting.splice(0)) resolve({ line, closed })
      return
    }
    const refused = request.headers.authorization === `Bearer ${KEY}` ? refuse(line) : { status: 401, body: {} }
    const body = refused?.body ?? answer(request.method, new URL(request.url, 'http://fake'), text && JSON.parse(text))
    const status = refused?.status ?? (body === undefined ? 404 : 200)
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body ?? { code: '', message: 'not found', request_id: 'req-404' }))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  test.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const options = {
    directory: '/',
    variables: {
      NEON_API_KEY: KEY,
      NEON_API_HOST: `http://127.0.0.1:${server.address().port}`,
      NEON_PROJECT_ID: 'p1',
      SKATE_ENV_PRODUCTION: 'br-main-leaf-100001,ep-main-leaf-100001',
    },
  }
  /** Waits for the next request that hangs; returns it with a promise of its connection closing. */
  const nextHanging = () => new Promise((resolve) => waiting.push(resolve))
  return { options, branches, log, nextHanging }
}

function branch(id, name, own) {
  return { id, project_id: 'p1', name, current_state: 'ready', default: false, protected: false, created_at: AT, updated_at: AT, ...own }
}

function project() {
  return { platform_id: 'aws', region_id: 'aws-eu-central-1', pg_version: 18, created_at: AT, updated_at: AT }
}

const endpointOf = (branchId) => branchId.replace('br-', 'ep-')
const branchOf = (endpointId) => endpointId.replace('ep-', 'br-')

function endpoint(branchId) {
  const id = endpointOf(branchId)
  return {
    id, project_id: 'p1', branch_id: branchId, host: `${id}.${HOST}`, type: 'read_write', current_state: 'active',
    autoscaling_limit_min_cu: 0.25, autoscaling_limit_max_cu: 0.25, suspend_timeout_seconds: 300, created_at: AT, updated_at: AT,
  }
}

function operation(status, id = 'a07f8772-1877-4da9-a939-3a3ae62d1d8d') {
  return { id, project_id: 'p1', action: 'create_branch', status, failures_count: 0, created_at: AT, updated_at: AT }
}
