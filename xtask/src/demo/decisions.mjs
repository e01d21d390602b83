// Run in the example's folder: what the installed package says about each set of variables,
// and, for a disguise, which server node-postgres alone would have reached with it.
import { text } from "node:stream/consumers";
import pg from "pg";
import { resolveDatabase } from "skate-env";

const inherited = { ...process.env };

const answers = [];
for (const { variables, connect } of JSON.parse(await text(process.stdin))) {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, inherited, variables);
  answers.push({ ...decide(), reached: connect ? await reach(variables[connect]) : null });
}
process.stdout.write(JSON.stringify(answers));

function decide() {
  try {
    const { variable, redactedUrl, verdict, warnings } = resolveDatabase();
    return { variable, url: redactedUrl, verdict, warnings: warnings.map(({ code }) => code) };
  } catch (error) {
    return { code: error.code, message: error.message };
  }
}

async function reach(connectionString) {
  const client = new pg.Client({ connectionString });
  try {
    await client.connect();
    const { rows } = await client.query("SHOW cluster_name");
    return rows[0].cluster_name;
  } catch (error) {
    return `no server (${error.code})`;
  } finally {
    await client.end().catch(() => {});
  }
}
