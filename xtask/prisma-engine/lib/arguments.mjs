import { parseArgs } from "node:util";

/**
 * Reads the command line that Prisma's CLI gives its engine:
 * `--datamodels FILE … --datasource JSON [cli COMMAND]`.
 */
export function readArguments(argv) {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      datamodels: { type: "string", multiple: true, default: [] },
      datasource: { type: "string", default: "{}" },
      "enabled-preview-features": { type: "string" },
      "extension-types": { type: "string" },
    },
  });
  const [subcommand, command] = positionals;
  if (positionals.length > 0 && (subcommand !== "cli" || !command)) {
    throw new Error(`unexpected arguments for the schema engine: ${positionals.join(" ")}`);
  }
  return { command, datasource: JSON.parse(values.datasource), schemaPaths: values.datamodels };
}
