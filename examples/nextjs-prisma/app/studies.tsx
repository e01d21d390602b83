import { prisma } from "@/lib/prisma";
import { addStudy } from "./actions";

const SHOWN = 20;

export async function Studies() {
  const studies = await prisma.study.findMany({
    include: { user: true, documents: true },
    orderBy: { createdAt: "desc" },
    take: SHOWN,
  });
  return (
    <section className="card">
      <header>
        <h2>Studies</h2>
      </header>
      <form action={addStudy}>
        <input name="name" placeholder="Name of the study" aria-label="Name of the study" maxLength={120} required />
        <input name="email" type="email" placeholder="Owner’s e-mail" aria-label="Owner’s e-mail" required />
        <button type="submit">Add</button>
      </form>
      {studies.length === 0 && <p className="hint">None yet: add one, or run npm run db:seed.</p>}
      <ul>
        {studies.map((study) => (
          <li key={study.id}>
            <strong>{study.name}</strong>
            <span>{study.user.name ?? study.user.email}</span>
            {study.documents.map((document) => (
              <small key={document.id} className={`document ${document.status.toLowerCase()}`}>
                {document.fileName} · {document.status.toLowerCase()}
              </small>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
