import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const noElectron = new URL('./src/main/desktop/storage-under-test/no-electron.ts', import.meta.url)

/** Rules keep nothing between their tests: one process for all of them saves a start for each file. */
const rules = ['src/main/core/**', 'src/main/views/**', 'src/shared/**'].map(
  (folder) => `${folder}/*.test.ts`
)

export default defineConfig({
  test: {
    environment: 'node',
    // Outside Electron its package is a path, which electron-store can't import.
    alias: { electron: fileURLToPath(noElectron) },
    server: { deps: { inline: ['electron-store'] } },
    testTimeout: 15_000,
    hookTimeout: 15_000,
    // Vitest leaves a core free; nothing else runs beside these tests.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'rules', include: rules, isolate: false } },
      {
        extends: true,
        test: { name: 'adapters', include: ['src/**/*.test.ts', 'scripts/**/*.test.mjs'], exclude: rules }
      }
    ]
  }
})
