// No output shows a password, for valid and for invalid URLs.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { serialize } from 'node:v8'

import { CANARY, LOCAL, PRODUCTION } from './support.mjs'

const { resolveDatabase } = createRequire(import.meta.url)('skate-env')

const BROKEN = [
  `${CANARY}!`,
  `"${LOCAL}"`,
  `mysql://app:${CANARY}@localhost/shop`,
  `postgresql://app:${CANARY}@localhost:99999/shop`,
  `postgresql://app:${CANARY}@localhost`,
  `postgresql://app:${CANARY}#x@localhost/shop`,
  `postgresql://app:${CANARY}%zz@localhost/shop`,
  `postgresql://app:${CANARY}@[::1/shop`,
  `postgresql://app:${CANARY}@a,b/shop`,
  `postgresql://app@localhost/shop?password=${CANARY}&host=elsewhere`,
  `postgresql://app:${CANARY}\n@localhost/shop`,
  `postgresql://app:${CANARY}\ud800@localhost/shop?x=\ufeff`,
  `${LOCAL}?options=${CANARY}`,
  `${LOCAL}?sslmode=${CANARY}`,
]

function shown(value) {
  const deep = { depth: Infinity, showHidden: true }
  const texts = [inspect(value), inspect(value, deep), JSON.stringify(value), String(value), serialize(value).toString('latin1')]
  if (value instanceof Error) texts.push(value.stack, value.message, value.hint)
  return texts.join('\n')
}

test('good URLs', () => {
  const resolved = resolveDatabase({ variables: { POSTGRES_PRISMA_URL_DEV: LOCAL } })
  assert.ok(resolved.url().includes(CANARY))
  assert.ok(!shown(resolved).includes(CANARY), shown(resolved))
})

const REFUSED = { POSTGRES_PRISMA_URL_DEV: 11, DATABASE_URL: 11, DATABASE_ENVIRONMENT: 13, SKATE_ENV_PRODUCTION: 11, PGOPTIONS: 0 }

for (const [name, atLeast] of Object.entries(REFUSED)) {
  test(`broken values in ${name}`, () => {
    let refused = 0
    for (const value of BROKEN) {
      const own = name === 'DATABASE_URL' ? undefined : PRODUCTION
      try {
        const resolved = resolveDatabase({ variables: { POSTGRES_PRISMA_URL_DEV: own, [name]: value } })
        assert.ok(!shown(resolved).includes(CANARY), shown(resolved))
      } catch (error) {
        assert.equal(error.name, 'SkateEnvError', error.stack)
        assert.ok(!shown(error).includes(CANARY), shown(error))
        refused += 1
      }
    }
    assert.ok(refused >= atLeast, `${refused} refused`)
  })
}

test('broken options', () => {
  for (const option of ['environment', 'purpose', 'production', 'consent', 'directory']) {
    try {
      resolveDatabase({ variables: { POSTGRES_PRISMA_URL_DEV: LOCAL }, [option]: BROKEN[2] })
    } catch (error) {
      assert.ok(!shown(error).includes(CANARY), shown(error))
    }
  }
})
