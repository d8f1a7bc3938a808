import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: '../test-results',
  // One desktop, one notification daemon, one key store: the tests take turns.
  workers: 1,
  retries: 0,
  timeout: 60_000,
  forbidOnly: true,
  reporter: 'list',
  expect: { timeout: 10_000 },
  use: { trace: 'off', actionTimeout: 10_000 }
})
