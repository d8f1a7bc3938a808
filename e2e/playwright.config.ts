import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: '../test-results',
  // The tests share one desktop, notification daemon and key store, so they run one after the other.
  workers: 1,
  retries: 0,
  timeout: 180_000,
  forbidOnly: true,
  reporter: 'list',
  // Time limits end tests that hang; they don't measure speed. A shared machine can be several times slower.
  expect: { timeout: 45_000 },
  use: { trace: 'off', actionTimeout: 45_000 }
})
