import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The built program of the list thread. */
export interface BuiltListWorker {
  path: string
  remove(): void
}

/** Bundles `list-worker.ts` like the production build; packages stay external. */
export async function buildListWorker(): Promise<BuiltListWorker> {
  // Imported lazily: callers may measure memory.
  const { build } = await import('vite')
  // Inside node_modules, so that the bundle finds its packages.
  const cache = resolve('node_modules/.cache/deskline')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'lists-'))
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: resolve('src/main/list-worker.ts'),
      outDir: folder,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'list-worker.mjs', codeSplitting: false } }
    }
  })
  return {
    path: join(folder, 'list-worker.mjs'),
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}
