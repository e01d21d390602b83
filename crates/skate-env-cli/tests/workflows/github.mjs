// GitHub as far as previews ask it, on loopback: one repository with pull requests and comments.
import { once } from 'node:events'
import { createServer } from 'node:http'

const FORK = { id: 4700, full_name: 'eve/shop' }
const WRITER = { login: 'github-actions[bot]' }
const PAGE = 100
let repositories = 0

/** A repository without pull requests. `requests` are those that were made, `fail` may answer one. */
export async function startGitHub({ token, fail = () => undefined } = {}) {
  repositories += 1
  const repository = { id: FORK.id + repositories, full_name: 'octo/shop' }
  const pulls = new Map()
  const comments = []
  const requests = []
  const server = createServer((request, reply) => {
    const body = []
    request.on('data', (part) => body.push(part)).on('end', () => {
      const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1')
      const asked = { method: request.method, path: pathname, token: request.headers.authorization }
      requests.push(asked)
      const text = Buffer.concat(body).toString()
      const failure = fail(asked)
      const found = failure ?? answer(asked, searchParams, text === '' ? {} : JSON.parse(text))
      if (found === 'drop') return request.socket.destroy()
      const { status = 200, headers = {}, json } = found
      reply.writeHead(status, { 'content-type': 'application/json', ...headers }).end(status === 204 ? '' : JSON.stringify(json))
    })
  })

  function answer({ method, path, token: given }, query, body) {
    if (given !== `Bearer ${token}` && given !== `token ${token}`) return { status: 401, json: { message: 'Bad credentials' } }
    const base = `/repos/${repository.full_name}`
    if (!path.startsWith(base)) return { status: 404, json: { message: 'Not Found' } }
    const [noun = '', number, more] = path.slice(base.length + 1).split('/')
    if (noun === '') return { json: repository }
    if (noun === 'pulls' && number === undefined) {
      const open = [...pulls.values()].filter(({ state }) => state === (query.get('state') ?? 'open'))
      return page(open, query, path)
    }
    if (noun === 'pulls' && more === 'files') return page([{ filename: 'prisma/schema.prisma' }], query, path)
    if (noun === 'pulls') return pulls.has(Number(number)) ? { json: pulls.get(Number(number)) } : { status: 404, json: { message: 'Not Found' } }
    if (noun === 'issues' && number === 'comments') return one(method, Number(more), body)
    if (noun === 'issues' && more === 'comments' && method === 'POST') {
      const comment = { id: comments.length + 1, number: Number(number), user: WRITER, body: body.body }
      comments.push(comment)
      return { status: 201, json: comment }
    }
    if (noun === 'issues' && more === 'comments') return page(comments.filter((it) => it.number === Number(number)), query, path)
    return { status: 404, json: { message: 'Not Found' } }
  }

  function one(method, id, body) {
    const index = comments.findIndex((comment) => comment.id === id)
    if (index < 0) return { status: 404, json: { message: 'Not Found' } }
    if (method === 'PATCH') comments[index].body = body.body
    if (method === 'DELETE') return comments.splice(index, 1) && { status: 204 }
    return { json: comments[index] }
  }

  function page(all, query, path) {
    const size = Math.min(Number(query.get('per_page') ?? 30), PAGE)
    const at = Number(query.get('page') ?? 1)
    const next = new URLSearchParams({ ...Object.fromEntries(query), page: String(at + 1) })
    const more = all.length > at * size
    const headers = more ? { link: `<${github.url}${path}?${next}>; rel="next"` } : {}
    return { headers, json: all.slice((at - 1) * size, at * size) }
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const github = {
    url: `http://127.0.0.1:${server.address().port}`,
    comments,
    pulls,
    requests,
    /** What the runner says of the repository in a job's environment. */
    job: { GITHUB_REPOSITORY: repository.full_name, GITHUB_REPOSITORY_ID: String(repository.id), GITHUB_RUN_ID: '1' },
    /** Opens a pull request; gives the event of it. */
    open(number, { head = 'a'.repeat(40), fork = false, author = 'ada', labels = [] } = {}) {
      pulls.set(number, {
        number,
        state: 'open',
        closed_at: null,
        user: { login: author },
        labels: labels.map((name) => ({ name })),
        head: { ref: `feature-${number}`, sha: head, repo: fork ? FORK : repository },
        base: { ref: 'main', sha: 'b'.repeat(40), repo: repository },
      })
      return github.event('opened', number)
    },
    push(number, head) {
      pulls.get(number).head.sha = head
      return github.event('synchronize', number)
    },
    label(number, name) {
      pulls.get(number).labels.push({ name })
      return { ...github.event('labeled', number), label: { name } }
    },
    close(number) {
      Object.assign(pulls.get(number), { state: 'closed', closed_at: '2026-11-29T12:00:00Z' })
      return github.event('closed', number)
    },
    reopen(number) {
      Object.assign(pulls.get(number), { state: 'open', closed_at: null })
      return github.event('reopened', number)
    },
    /** The event as GitHub hands it to a job. */
    event(action, number) {
      return structuredClone({ action, number, pull_request: pulls.get(number), repository: repository })
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
  return github
}
