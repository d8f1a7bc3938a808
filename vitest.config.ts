import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const noElectron = new URL('./src/main/platform/files/testing/storage/no-electron.ts', import.meta.url)

const everyTest = ['src/**/*.test.ts', 'scripts/**/*.test.mjs']
/** Files that replace a package (vi.mock), which other files in the same process would get as well. */
const replacing = [
  'src/main/app/ipc/router.fuzz.test.ts',
  'src/main/app/user-files/former-files.test.ts',
  'src/main/desktop/desktop-entry.test.ts',
  'src/main/dialling/os/links.test.ts',
  'src/main/service/client/replies.fuzz.test.ts'
]

export default defineConfig({
  test: {
    projects: [
      // Files share their process, so that modules are loaded once: half of the CPU time.
      { extends: true, test: { name: 'shared', include: everyTest, exclude: replacing, isolate: false } },
      { extends: true, test: { name: 'isolated', include: replacing } }
    ],
    environment: 'node',
    // Outside Electron its package is a path, which electron-store can't import.
    alias: { electron: fileURLToPath(noElectron) },
    server: { deps: { inline: ['electron-store'] } },
    // A limit ends a test that hangs; it doesn't measure speed.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Vitest leaves a core free; nothing else runs beside these tests.
    maxWorkers: '100%'
  }
})
