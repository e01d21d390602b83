/** Passes on a line of the engine's log; Prisma's CLI reads these as JSON. */
export function logLine(line) {
  process.stderr.write(`${line.trim()}\n`);
}

/** Writes a line as the engine's logger does. */
export function log(level, fields) {
  logLine(JSON.stringify({ timestamp: new Date().toISOString(), level, fields, target: "schema_engine::logger" }));
}
