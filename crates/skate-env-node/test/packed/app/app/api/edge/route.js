import { getDatabaseUrl } from 'skate-env'

export const runtime = 'edge'

export function GET() {
  try {
    return Response.json({ url: getDatabaseUrl() })
  } catch ({ name, code }) {
    return Response.json({ name, code })
  }
}
