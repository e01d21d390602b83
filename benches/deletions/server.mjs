// A server that answers deletions with Neon's documented rate limit (700 per minute, bursts of 40) and
// counts requests.
import { createServer } from 'node:http'
import { BURST, LATENCY, PER_SECOND } from './limit.mjs'

const counts = { requests: 0, refused: 0, strange: 0 }
const gone = new Set()
let tokens = BURST
let since = performance.now()

function isAllowed() {
  const now = performance.now()
  tokens = Math.min(BURST, tokens + ((now - since) / 1000) * PER_SECOND)
  since = now
  if (tokens < 1) return false
  tokens--
  return true
}

function answer({ method, url }, response) {
  counts.requests++
  if (!isAllowed()) {
    counts.refused++
    response.writeHead(429, { 'content-type': 'application/json' })
    response.end('{"code":"","message":"rate limit exceeded"}')
    return
  }
  const isDeletion = method === 'DELETE' && /^\/projects\/project-1\/branches\/br-a-b-\d+$/.test(url)
  if (!isDeletion || gone.has(url)) counts.strange++ // also a second deletion
  gone.add(url)
  response.writeHead(204).end()
}

const server = createServer((request, response) => {
  request.resume()
  setTimeout(answer, LATENCY, request, response)
})
server.listen(0, '127.0.0.1', () => process.send(server.address().port))
process.on('message', () => process.send({ ...counts, deleted: gone.size }))
process.on('disconnect', () => process.exit()) // ends with its parent process
