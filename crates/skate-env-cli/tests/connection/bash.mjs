// A command line, run to its end and to that of everything that it started.
import { spawn } from 'node:child_process'
import { once } from 'node:events'

const PATIENCE = 40_000

/** The exit status, and what was printed; background processes hold the streams, too. */
export async function bash(line, { cwd, env, stdin = 'ignore' }) {
  const child = spawn('bash', ['-c', line], { cwd, env, stdio: [stdin, 'pipe', 'pipe'], detached: true })
  const printed = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr']) child[name].on('data', (text) => (printed[name] += text))
  let late = false
  const timer = setTimeout(() => {
    late = true
    process.kill(-child.pid, 'SIGKILL')
    for (const name of ['stdout', 'stderr']) child[name].destroy()
  }, PATIENCE)
  const [code, signal] = await once(child, 'close')
  clearTimeout(timer)
  return { status: late ? 'timeout' : (code ?? signal), ...printed, output: printed.stdout + printed.stderr }
}
