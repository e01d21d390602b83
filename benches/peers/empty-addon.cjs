// Baseline: a native module that does nothing.
module.exports = () => {
  require(process.env.BENCH_EMPTY_ADDON)
  return process.env.POSTGRES_PRISMA_URL_DEV
}
