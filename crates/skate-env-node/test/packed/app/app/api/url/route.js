import { resolveDatabase } from 'skate-env'

export const dynamic = 'force-dynamic'

export function GET() {
  const { environment, variable, redactedUrl } = resolveDatabase()
  return Response.json({ environment, variable, redactedUrl, started: globalThis.started })
}
