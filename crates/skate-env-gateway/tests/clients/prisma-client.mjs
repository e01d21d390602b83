// Prisma's client with its adapter: nested writes, transactions, filters, aggregates, raw queries,
// and the errors that a program sees.
import { PrismaPg } from '@prisma/adapter-pg'

import generated from './node_modules/.generated/index.js'
import { step } from './step.mjs'

const { PrismaClient, Prisma } = generated
const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL }), errorFormat: 'minimal' })
const madeAt = new Date(0)

await step('create', () =>
  prisma.author.create({
    data: { email: 'a@example.com', books: { create: [{ title: 'one', price: '1.50', tags: ['x', 'y'], meta: { a: [1] }, madeAt }, { title: 'two', madeAt }] } },
    include: { books: { orderBy: { id: 'asc' } } },
  }))
await step('createMany', () => prisma.author.createMany({ data: Array.from({ length: 50 }, (_, at) => ({ email: `m${at}@example.com` })), skipDuplicates: true }))
await step('findMany', () =>
  prisma.author.findMany({ where: { OR: [{ email: { startsWith: 'm1' } }, { books: { some: { title: 'one' } } }] }, include: { books: true, _count: true }, orderBy: { id: 'asc' }, take: 5 }))
await step('upsert', () => prisma.author.upsert({ where: { email: 'a@example.com' }, create: { email: 'b' }, update: { name: 'A' } }))
await step('update', () => prisma.book.update({ where: { id: 1 }, data: { title: 'uno', author: { update: { name: 'B' } } }, include: { author: true } }))
await step('updateMany', () => prisma.author.updateMany({ where: { email: { contains: 'm' } }, data: { name: 'M' } }))
await step('aggregate', () => prisma.book.aggregate({ _count: true, _avg: { price: true } }))
await step('groupBy', () => prisma.author.groupBy({ by: ['name'], _count: true, orderBy: { name: 'asc' } }))
await step('unique', () => prisma.author.create({ data: { email: 'a@example.com' } }))
await step('not found', () => prisma.author.update({ where: { id: 9999 }, data: { name: 'x' } }))
await step('batch', () => prisma.$transaction([prisma.author.count(), prisma.book.count()]))
await step('interactive', () =>
  prisma.$transaction(async (inner) => {
    await inner.author.create({ data: { email: 'i@example.com' } })
    return inner.author.count()
  }, { isolationLevel: Prisma.TransactionIsolationLevel.Serializable }))
await step('rolled back', () =>
  prisma.$transaction(async (inner) => {
    await inner.author.create({ data: { email: 'r@example.com' } })
    throw new Error('no')
  }))
await step('raw', () => prisma.$queryRaw`SELECT id, email FROM "Author" WHERE id = ${1}`)
await step('execute', () => prisma.$executeRaw`UPDATE "Author" SET name = ${'raw'} WHERE id = ${1}`)
await step('delete', () => prisma.author.delete({ where: { email: 'a@example.com' }, select: { name: true } }))
await step('deleteMany', () => prisma.author.deleteMany({ where: { email: { startsWith: 'm' } } }))
await step('together', () => Promise.all(Array.from({ length: 30 }, () => prisma.author.count())).then(({ length }) => length))
await prisma.$disconnect()
