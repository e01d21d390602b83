#!/usr/bin/env node
// Stands in for Prisma's schema-engine binary: same arguments, same lines on stdio.
import { readArguments } from "./lib/arguments.mjs";
import { log } from "./lib/log.mjs";
import { probe } from "./lib/probe.mjs";
import { serve } from "./lib/rpc.mjs";

// Prisma's CLI reads stderr as JSON; Node's own warnings are none.
process.removeAllListeners("warning").on("warning", ({ message }) => log("WARN", { message }));

const { command, datasource, schemaPaths } = readArguments(process.argv.slice(2));

if (command) {
  process.exitCode = await probe(command, datasource);
} else {
  await serve({ datasource, schemaPaths });
}
