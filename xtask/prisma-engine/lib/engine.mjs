import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import { Database } from "./database.mjs";
import { logLine } from "./log.mjs";
import { noDatabase } from "./no-database.mjs";

/** Starts Prisma's WASM schema engine on a datasource and the schema files. Once per process. */
export async function startEngine({ datasource, schemaPaths }) {
  await instantiate();
  const datamodels = await Promise.all(
    schemaPaths.map(async (path) => [path, await readFile(path, "utf8")]),
  );
  const database = datasource.url ? Database.from(datasource) : noDatabase;
  return bindings.SchemaEngine.new(
    { datamodels: datamodels.length > 0 ? datamodels : undefined },
    logLine,
    bindMigrationAwareSqlAdapterFactory(database),
  );
}

async function instantiate() {
  // Where the engine leaves the message of a panic.
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message: (message) => process.stderr.write(`the engine panicked: ${message}\n`),
  };
  const script = import.meta.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bytes = await readFile(fileURLToPath(new URL("schema_engine_bg.wasm", script)));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}
