import pg from "pg";

const { builtins } = pg.types;

// The engine reads the system catalogue, whose types Prisma's adapter does not map
// ("Column type 'char' could not be deserialized"). On the wire they are text.
const TEXT_ARRAY = 1009;
const TEXT_LIKE = new Map([
  [18, builtins.TEXT], // "char"
  [19, builtins.TEXT], // name
  [1002, TEXT_ARRAY], // "char"[]
  [1003, TEXT_ARRAY], // name[]
]);

/** A `pg` client that receives catalogue types as text. */
export class CatalogueClient extends pg.Client {
  constructor(config) {
    super(config);
    // Before pg's own listener, which chooses the parsers from these fields.
    this.connection.prependListener("rowDescription", ({ fields }) => {
      for (const field of fields) {
        field.dataTypeID = TEXT_LIKE.get(field.dataTypeID) ?? field.dataTypeID;
      }
    });
  }
}
