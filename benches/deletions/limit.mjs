// What Neon documents for one route, and how long an answer takes here.
export const PER_SECOND = 700 / 60
export const BURST = 40
export const LATENCY = 80

/** How many requests the limit lets through in that time. */
export const allowed = (seconds) => BURST + seconds * PER_SECOND
