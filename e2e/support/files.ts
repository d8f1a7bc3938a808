import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The files in `folder` whose bytes contain `text`, as UTF-8 or UTF-16. */
export function filesHolding(folder: string, text: string): string[] {
  const needles = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]
  const holding: string[] = []
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name)
    try {
      if (!statSync(path).isFile()) continue
      const bytes = readFileSync(path)
      if (needles.some((needle) => bytes.includes(needle))) holding.push(name)
    } catch {
      // Ignore sockets, and files that were removed in the meantime.
    }
  }
  return holding
}
