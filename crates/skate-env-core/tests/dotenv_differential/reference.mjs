// Reads cases, one JSON line each, and answers what @next/env makes of them.
//   in:  { mode, process: { NAME: value }, files: { ".env": [bytes] } }
//   out: { assigned: { NAME: value }, process: { NAME: value }, rejected: [".env"] }
// usage: node reference.mjs <directory with node_modules/@next/env>
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";

const next = createRequire(join(process.argv[2], "package.json"))("@next/env");
const directory = mkdtempSync(join(tmpdir(), "skate-env-dotenv-"));

// A value that refers to itself overflows Next.js's stack, which it survives by giving the file up,
// or doubles until its memory is full, which it does not. Here both end early, in the first way.
const replace = String.prototype.replace;
let replacements = 0;
String.prototype.replace = function (...input) {
  const result = replace.apply(this, input);
  replacements += 1;
  if (replacements > 1_000 || result.length > 20_000) {
    replacements = 0;
    throw new RangeError("the value expands without end");
  }
  return result;
};

// Next.js keeps the environment it first saw; this is its own way to change that.
function start(variables) {
  const forgotten = Object.keys(next.initialEnv ?? {}).map((name) => [name, undefined]);
  next.updateInitialEnv({ ...Object.fromEntries(forgotten), ...variables });
}

function answer({ mode, process: variables, files }) {
  for (const [name, bytes] of Object.entries(files)) {
    writeFileSync(join(directory, name), Buffer.from(bytes));
  }
  replacements = 0;
  const rejected = [];
  const log = {
    info() {},
    error: (message) => rejected.push(basename(message)),
  };
  start(mode === "test" ? { ...variables, NODE_ENV: "test" } : variables);
  const { parsedEnv } = next.loadEnvConfig(directory, mode === "development", log, true);
  for (const name of Object.keys(files)) {
    rmSync(join(directory, name));
  }
  const now = (names) => Object.fromEntries(names.map((name) => [name, process.env[name]]));
  return { assigned: now(Object.keys(parsedEnv)), process: now(Object.keys(variables)), rejected };
}

next.loadEnvConfig(directory, true, { info() {}, error() {} }, true);
try {
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
  }
} finally {
  rmSync(directory, { recursive: true });
}
