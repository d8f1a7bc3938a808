import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const noElectron = new URL('./src/main/platform/files/testing/storage/no-electron.ts', import.meta.url)

const testFiles = ['src', 'scripts'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.test\.(ts|mjs)$/.test(path))
    .map((path) => join(folder, path))
)
/** Files that replace a package or the timers, which what other files left running would get as well. */
const replacing = testFiles.filter((path) => /vi\.(mock|useFakeTimers)\(/.test(readFileSync(path, 'utf8')))

export default defineConfig({
  test: {
    projects: [
      // Files share their process, so that modules are loaded once: half of the CPU time.
      { extends: true, test: { name: 'shared', include: testFiles, exclude: replacing, isolate: false } },
      { extends: true, test: { name: 'isolated', include: replacing } }
    ],
    environment: 'node',
    // Outside Electron its package is a path, which electron-store can't import.
    alias: { electron: fileURLToPath(noElectron) },
    server: { deps: { inline: ['electron-store'] } },
    // A limit ends a test that hangs; it doesn't measure speed.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One more than there are cores: many tests wait for processes, servers and timers.
    maxWorkers: availableParallelism() + 1
  }
})
