// The same, as napi-rs packs it: a generated loader in front of a platform package.
module.exports = () => {
  require('empty')
  return process.env.POSTGRES_PRISMA_URL_DEV
}
