import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'
import { resolve } from 'node:path'
import type { Rolldown } from 'vite'
import { listBundledPackages } from './scripts/package/bundled-packages.mjs'
import { sizeBudgets } from './size-budgets.config'
import { commandNames, pageCommands } from './src/shared/app/contract'

const here = import.meta.dirname

/** Returns all modules that `entry` imports statically. */
function staticImportsOf(entry: string, context: Rolldown.ChunkingContext): ReadonlySet<string> {
  const found = new Set([entry])
  for (const id of found) {
    for (const imported of context.getModuleInfo(id)?.importedIds ?? []) found.add(imported)
  }
  return found
}

let mainWindowModules: ReadonlySet<string> | null = null
/** One chunk for what the main window shares with others: each file that it loads delays the start. */
function sharedByMainWindow(id: string, context: Rolldown.ChunkingContext): string | null {
  mainWindowModules ??= staticImportsOf(resolve(here, 'src/renderer/index.html'), context)
  return mainWindowModules.has(id) ? 'shared-by-main' : null
}

const keptNames = { keepNames: { function: true, class: true } }

// The program ships with the Electron that package.json pins, and is also tried on an older one
// (Node 20.18, Chrome 130): it is built for that.
export default defineConfig(({ command }) => ({
  main: {
    define: { COMMANDS: JSON.stringify(commandNames) },
    plugins: [sizeBudgets(), listBundledPackages(here)],
    build: {
      outDir: 'out/main',
      sourcemap: true,
      // One bundle starts faster than hundreds of small reads from the archive; keytar is native and stays outside.
      // `npm run dev` bundles no package: it rebuilds on every change.
      externalizeDeps: {
        exclude:
          command === 'build'
            ? ['faye', 'undici', 'zod', 'electron-store', 'electron-updater', 'pinyin-pro']
            : []
      },
      target: 'node20.18',
      rolldownOptions: {
        input: {
          index: resolve(here, 'src/main/index.ts'),
          'vault-process': resolve(here, 'src/main/vault-process.ts'),
          'records-process': resolve(here, 'src/main/records-process.ts'),
          'imports-process': resolve(here, 'src/main/imports-process.ts'),
          'list-worker': resolve(here, 'src/main/list-worker.ts'),
          'contacts-process': resolve(here, 'src/main/contacts-process.ts'),
          'contact-worker': resolve(here, 'src/main/contact-worker.ts'),
          'work-lists-process': resolve(here, 'src/main/work-lists-process.ts')
        },
        // Smaller files compile faster. The names of functions and classes stay, so that errors in the log are readable.
        output: { minify: command === 'build' ? { compress: true, mangle: keptNames, codegen: true } : false }
      }
    }
  },
  preload: {
    define: { PAGE_COMMANDS: JSON.stringify(pageCommands) },
    plugins: [sizeBudgets(), listBundledPackages(here)],
    build: {
      outDir: 'out/preload',
      // A preload in a sandboxed window must be one CommonJS file.
      externalizeDeps: false,
      target: 'node20.18',
      rolldownOptions: {
        input: { index: resolve(here, 'src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: 'src/renderer',
    plugins: [svelte(), sizeBudgets(), listBundledPackages(here)],
    build: {
      target: 'chrome130',
      minify: true,
      outDir: 'out/renderer',
      // app:// is same-origin for everything it serves; the polyfill would only be inline script.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: {
          main: resolve(here, 'src/renderer/index.html'),
          prompt: resolve(here, 'src/renderer/prompt.html'),
          records: resolve(here, 'src/renderer/records.html'),
          imports: resolve(here, 'src/renderer/imports.html'),
          contacts: resolve(here, 'src/renderer/contacts.html'),
          'work-lists': resolve(here, 'src/renderer/work-lists.html')
        },
        output: {
          codeSplitting: {
            groups: [{ name: sharedByMainWindow, minShareCount: 2 }]
          }
        }
      }
    }
  }
}))
