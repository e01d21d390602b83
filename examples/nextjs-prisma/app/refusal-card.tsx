import type { Refusal } from "@/lib/health";

export function RefusalCard({ refusal }: { refusal: Refusal }) {
  return (
    <section className="card refusal">
      <header>
        <h1>No database</h1>
        <span className="badge">{refusal.code}</span>
      </header>
      <p>{refusal.message}</p>
      {refusal.hint && <p className="hint">{refusal.hint}</p>}
    </section>
  );
}
