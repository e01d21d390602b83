import type { DocumentStatus } from "../../generated/prisma/client";
import { prisma } from "../../lib/prisma";

const USERS = 5;
const TOPICS = ["Onboarding interviews", "Pricing survey", "Usability round", "Support tickets"];
const STATUSES: DocumentStatus[] = ["READY", "READY", "PROCESSING", "FAILED"];

/** Creates fictional users with studies and documents, unless they exist. */
export async function seedStaging() {
  for (let number = 1; number <= USERS; number += 1) {
    const user = {
      id: `usr_staging_${number}`,
      name: `Participant ${number}`,
      email: `participant-${number}@example.com`,
    };
    await prisma.user.upsert({ where: { id: user.id }, create: user, update: {} });
    for (const [index, topic] of TOPICS.entries()) {
      await seedStudy(`std_staging_${number}_${index}`, user.id, topic, STATUSES[index] ?? "READY");
    }
  }
}

async function seedStudy(id: string, userId: string, name: string, status: DocumentStatus) {
  await prisma.study.upsert({ where: { id }, create: { id, name, userId }, update: {} });
  const document = {
    id: id.replace("std", "doc"),
    studyId: id,
    fileName: "transcript.pdf",
    fileType: "application/pdf",
    fileSize: 48_213,
    status,
    extractedText: status === "READY" ? "An anonymised transcript." : null,
  };
  await prisma.document.upsert({ where: { id: document.id }, create: document, update: {} });
}
