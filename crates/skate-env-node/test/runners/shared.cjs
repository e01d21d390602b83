// The same test under Jest and in every pool of Vitest: what a test sets is what is seen.
const { getDatabaseUrl, SkateEnvError } = require('skate-env')

const url = (name) => `postgresql://app:secret@localhost:5432/${name}`

module.exports = (test, expect) => {
  test('process.env as the test sees it', () => {
    process.env.POSTGRES_PRISMA_URL_TEST = url('first')
    expect(getDatabaseUrl()).toBe(url('first'))
    process.env.POSTGRES_PRISMA_URL_TEST = url('second')
    expect(getDatabaseUrl()).toBe(url('second'))
    delete process.env.POSTGRES_PRISMA_URL_TEST
    expect(() => getDatabaseUrl()).toThrow(SkateEnvError)
  })

  test('a test run never inherits the database of development', () => {
    process.env.POSTGRES_PRISMA_URL_DEV = url('development')
    process.env.DATABASE_URL = 'postgresql://app:secret@db.example.com/shop?sslmode=require'
    expect(() => getDatabaseUrl()).toThrow(/unproven_fallback/)
    expect(() => getDatabaseUrl({ environment: 'production' })).toThrow(/runtime_mismatch/)
  })
}
