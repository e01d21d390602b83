import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";

const identity = { provider: "postgres", adapterName: "none" };

/** For commands that only compare files: refuses every statement but one. */
export const noDatabase = { ...identity, connect, connectToShadowDb: refuse };

async function connect() {
  return {
    ...identity,
    queryRaw: async (query) => (query.sql.includes("server_version_num") ? dialect() : refuse()),
    executeRaw: refuse,
    executeScript: refuse,
    startTransaction: refuse,
    dispose: async () => {},
  };
}

/** The WASM engine asks at its start which PostgreSQL it shall write SQL for. */
function dialect() {
  return {
    columnNames: ["exists", "version", "numeric_version"],
    columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
    rows: [[true, "PostgreSQL 15.0", 150000]],
  };
}

async function refuse() {
  throw new Error("this command needs a database, and prisma.config.ts gives no datasource.url");
}
