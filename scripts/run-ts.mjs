// Runs a TypeScript program of the project in plain Node: `node scripts/run-ts.mjs FILE [arguments]`
import { existsSync, mkdtempSync, mkdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SetupError, runScript } from './setup/announce.mjs'
import { runInForeground } from './setup/child-process.mjs'
import { projectFolder, stampFolder } from './setup/paths.mjs'

/**
 * Bundles a program (without its packages) with source maps and runs it; passes on SIGINT and SIGTERM.
 * @param {string} entry the file, relative to the project's folder
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, nodeArguments?: string[] }} [options]
 * @returns {Promise<number>} its exit code
 */
export async function runTypeScript(entry, args, { env = process.env, nodeArguments = [] } = {}) {
  if (!existsSync(join(projectFolder, entry))) throw new SetupError(`there is no ${entry} to run`)
  const { build } = await import('vite')
  mkdirSync(stampFolder, { recursive: true })
  // Inside node_modules, so that the bundle's package imports resolve.
  const folder = mkdtempSync(join(stampFolder, 'run-'))
  const name = basename(entry).replace(/\.[cm]?tsx?$/, '.mjs')
  try {
    await build({
      root: projectFolder,
      configFile: false,
      logLevel: 'warn',
      publicDir: false,
      build: {
        ssr: join(projectFolder, entry),
        outDir: folder,
        emptyOutDir: false,
        target: 'node20',
        minify: false,
        sourcemap: true,
        rollupOptions: { output: { entryFileNames: name, codeSplitting: false } }
      }
    }).catch((error) => {
      throw new SetupError(`${entry} can't be bundled: ${error.message}`)
    })
    return await runInForeground(
      process.execPath,
      ['--enable-source-maps', ...nodeArguments, join(folder, name), ...args],
      { env }
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runScript(() => {
    const [entry, ...args] = process.argv.slice(2)
    if (!entry) throw new SetupError('usage: run-ts.mjs FILE [arguments]')
    return runTypeScript(entry, args)
  })
}
