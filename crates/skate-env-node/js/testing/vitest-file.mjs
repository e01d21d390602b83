// Runs in each worker before each test file.
import { afterAll, afterEach, beforeEach, expect } from 'vitest'
import session from './session.cjs'

const file = await session.openFile(expect.getState().testPath ?? '')
let failed = false
let tests = 0

beforeEach(async () => {
  tests += 1
  if (file.per === 'test' && tests > 1) await file.database.reset()
})
afterEach(({ task }) => {
  if (task.result?.state === 'fail' || task.result?.errors?.length) failed = true
})
afterAll(async () => {
  // Without isolation, the next file of this worker resets the same database.
  await session.closeFile(file, { failed, last: globalThis.__vitest_worker__?.config?.isolate !== false })
})
