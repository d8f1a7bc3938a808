import { defineConfig } from '@playwright/test'

// `npm run test:screen-reader`: not part of `npm test`, since Orca needs many packages.
export default defineConfig({
  testDir: '.',
  testMatch: '*.reader.ts',
  outputDir: '../../test-results',
  workers: 1,
  retries: 0,
  timeout: 300_000,
  forbidOnly: true,
  reporter: 'list',
  expect: { timeout: 60_000 },
  use: { trace: 'off', actionTimeout: 45_000 }
})
