// Without a library.
module.exports = () => new URL(process.env.POSTGRES_PRISMA_URL_DEV).href
