import type { Health } from "@/lib/health";

export function DatabaseCard({ health }: { health: Health }) {
  const { environment, url, verdict, variable, purpose, database, branch, rows, warnings } = health;
  return (
    <section className={`card database ${environment}`}>
      <header>
        <h1>{environment}</h1>
        <span className="badge">{verdict}</span>
      </header>
      <code className="url">{url}</code>
      <dl>
        <Fact name="Answered by" value={branch === null ? database : `${database}, branch ${branch}`} />
        <Fact name="Read from" value={variable ?? "no variable"} />
        <Fact name="Purpose" value={purpose} />
        <Fact name="Rows" value={`users ${rows.users}, studies ${rows.studies}, documents ${rows.documents}`} />
      </dl>
      {warnings.map(({ code, message }) => (
        <p className="warning" key={code + message}>
          <strong>{code}</strong> {message}
        </p>
      ))}
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
