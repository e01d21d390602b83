import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import { parse, parseIntoClientConfig } from "pg-connection-string";
import { CatalogueClient } from "./catalogue-client.mjs";

/**
 * Where a URL leads, in discrete fields only. Never `connectionString`: `pg` lets it win over
 * `database`, and the shadow database's migrations would run in the main one.
 */
export function connectionFields(url) {
  const { host, port, user, password, database, ssl, options } = parseIntoClientConfig(url);
  const { schema } = parse(url); // Prisma's own parameter; the native engine puts it on the search path
  const path = schema && `-c search_path="${schema}"`;
  return { host, port, user, password, database, ssl, options: [options, path].filter(Boolean).join(" ") };
}

/** Prisma's adapter for `pg`, as the schema engine needs it. */
export class Database extends PrismaPg {
  #fields;
  #schema;
  #shadowUrl;

  constructor(fields, { schema, shadowUrl } = {}) {
    // One session, as the native engine has: a SET in a migration holds for the next statement.
    super({ ...fields, Client: CatalogueClient, max: 1 }, { schema });
    this.#fields = fields;
    this.#schema = schema;
    this.#shadowUrl = shadowUrl;
  }

  static from({ url, shadowDatabaseUrl }) {
    const { schema } = parse(url); // Prisma's own parameter
    return new Database(connectionFields(url), { schema, shadowUrl: shadowDatabaseUrl });
  }

  async connect() {
    const session = await super.connect();
    // The adapter's own version cuts at every semicolon, also inside strings and functions.
    session.executeScript = async (sql) => {
      await session.executeRaw({ sql, args: [], argTypes: [] });
    };
    const query = session.queryRaw.bind(session);
    session.queryRaw = async (sql) => withLetters(await query(sql));
    return session;
  }

  /** A new, empty database beside the main one, or on the server of the shadow URL. */
  async connectToShadowDb() {
    const server = this.#shadowUrl ? connectionFields(this.#shadowUrl) : this.#fields;
    const name = `prisma_migrate_shadow_db_${randomUUID()}`;
    const owner = await new Database(server).connect();
    try {
      await owner.executeScript(`CREATE DATABASE "${name}"`);
    } catch (error) {
      await owner.dispose();
      throw error;
    }
    const shadow = await new Database({ ...server, database: name }, { schema: this.#schema }).connect();
    const disconnect = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await disconnect(); // PostgreSQL drops no database that has sessions
      await owner.executeScript(`DROP DATABASE "${name}"`);
      await owner.dispose();
    };
    return shadow;
  }
}

/**
 * A constraint's kind is the one value of type "char" that the engine wants as a letter and not as
 * text. Before PostgreSQL 18, which lists NOT NULL too, few databases had a row to ask it of.
 */
function withLetters({ columnNames, columnTypes, rows }) {
  const type = (name, index) => (name === "constraint_type" ? ColumnTypeEnum.Character : columnTypes[index]);
  return { columnNames, columnTypes: columnNames.map(type), rows };
}
