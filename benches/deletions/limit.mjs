// The documented rate limit of Neon for one route, and the latency of the benchmark server.
export const PER_SECOND = 700 / 60
export const BURST = 40
export const LATENCY = 80

/** The number of requests that the limit allows in a time. */
export const allowed = (seconds) => BURST + seconds * PER_SECOND
