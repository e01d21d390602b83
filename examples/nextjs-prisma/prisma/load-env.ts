// Outside of Next.js nobody has read the dotenv files yet. Import this before anything that resolves.
import nextEnv from "@next/env";

const DEVELOPMENT_FILES = true;
nextEnv.loadEnvConfig(process.cwd(), DEVELOPMENT_FILES);
