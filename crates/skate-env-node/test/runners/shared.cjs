// The tests that Jest and Vitest run: skate-env reads the variables that a test sets.
const { getDatabaseUrl, SkateEnvError } = require('skate-env')

const url = (name) => `postgresql://app:secret@localhost:5432/${name}`

module.exports = (test, expect) => {
  test('variables that the test sets are read', () => {
    process.env.POSTGRES_PRISMA_URL_TEST = url('first')
    expect(getDatabaseUrl()).toBe(url('first'))
    process.env.POSTGRES_PRISMA_URL_TEST = url('second')
    expect(getDatabaseUrl()).toBe(url('second'))
    delete process.env.POSTGRES_PRISMA_URL_TEST
    expect(() => getDatabaseUrl()).toThrow(SkateEnvError)
  })

  test('a test run does not use the database of another environment', () => {
    process.env.POSTGRES_PRISMA_URL_DEV = url('development')
    process.env.DATABASE_URL = 'postgresql://app:secret@db.example.com/shop?sslmode=require'
    expect(() => getDatabaseUrl()).toThrow(/unproven_fallback/)
    expect(() => getDatabaseUrl({ environment: 'production' })).toThrow(/runtime_mismatch/)
  })
}
