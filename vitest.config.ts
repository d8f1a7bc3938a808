import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const noElectron = new URL('./src/main/platform/files/testing/storage/no-electron.ts', import.meta.url)

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.mjs'],
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
