--- bad: information 4
/*
  Warnings:

  - You are about to drop the column `name` on the `User` table. All the data in the column will be lost.
  - Added the required column `a` to the `User` table without a default value. This is not possible if the table is not empty.

*/
ALTER TABLE "User" DROP COLUMN "name";
--- good: a warning about something else
/*
  Warnings:

  - A unique constraint covering the columns `[email]` on the table `User` will be added. If there are existing duplicate values, this will fail.

*/
CREATE UNIQUE INDEX a ON "User" (email);
--- good: somebody's own comment
/* All the data in the column will be lost. */
ALTER TABLE "User" DROP COLUMN "name";
