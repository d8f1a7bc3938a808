import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.mjs'],
    environment: 'node',
    // Outside Electron its package is a path; electron-store then meets the fake that a test puts there.
    server: { deps: { inline: ['electron-store'] } },
    testTimeout: 15_000,
    hookTimeout: 15_000
  }
})
