import { prisma } from "../../lib/prisma";

/** Creates one user, one study and one document, unless they exist. */
export async function seedDevelopment() {
  const user = { id: "usr_dev_test_2025", name: "Test Developer", email: "dev@example.com" };
  await prisma.user.upsert({ where: { id: user.id }, create: user, update: {} });

  const study = { id: "std_dev_test_2025", name: "Development Test Study", userId: user.id };
  await prisma.study.upsert({ where: { id: study.id }, create: study, update: {} });

  const document = {
    id: "doc_dev_test_2025",
    studyId: study.id,
    fileName: "sample-doc.pdf",
    fileType: "application/pdf",
    fileSize: 1024,
    status: "READY",
    extractedText: "Sample document for testing...",
  } as const;
  await prisma.document.upsert({ where: { id: document.id }, create: document, update: {} });
}
