import { createInterface } from "node:readline";
import { startEngine } from "./engine.mjs";
import { connectionFailure } from "./failures.mjs";

const RPC_ERROR = 4466; // what the native engine answers for any refusal

// What the WASM engine names or answers differently.
const METHODS = {
  getDatabaseVersion: (engine) => engine.version(),
  diff: printedDiff,
  evaluateDataLoss,
};

/** Answers Prisma's CLI, one JSON-RPC line at a time, until it closes stdin. */
export async function serve(options) {
  let starting;
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, method, params } = JSON.parse(line);
    if (!method) continue; // the CLI's answer to our `print`
    try {
      starting ??= startEngine(options);
      const engine = await starting;
      const run = METHODS[method] ?? (() => engine[method](params));
      const result = await run(engine, params);
      send({ id, result: result ?? null });
    } catch (error) {
      send({ id, error: await describeFailure(error, options.datasource) });
    }
  }
  process.exit(0); // the engine's timers would hold the process for up to a minute
}

/** The native engine prints a diff through the CLI, which may be writing it to a file. */
async function printedDiff(engine, params) {
  const { stdout, ...result } = await engine.diff(params);
  if (stdout) send({ id: 1, method: "print", params: { content: stdout } });
  return { ...result, stdout: null };
}

/**
 * The WASM engine can compare with a shadow database here only if it has just made one
 * ("PostgreSQL shadow DB must be provided through an external factory"). `devDiagnostic` makes it.
 */
async function evaluateDataLoss(engine, params) {
  const { migrationsList, filters } = params;
  await engine.devDiagnostic({ migrationsList, filters });
  return engine.evaluateDataLoss(params);
}

async function describeFailure(error, datasource) {
  const failure =
    (error.code ? { error_code: error.code, message: error.message } : undefined) ??
    (datasource.url ? await connectionFailure(datasource) : undefined) ?? { message: error.message };
  return { code: RPC_ERROR, message: error.message, data: { is_panic: false, meta: null, ...failure } };
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}
