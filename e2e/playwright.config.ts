import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: '../test-results',
  // One desktop, one notification daemon, one key store: the tests take turns.
  workers: 1,
  retries: 0,
  timeout: 180_000,
  forbidOnly: true,
  reporter: 'list',
  // A limit ends a test that hangs; it doesn't measure speed. A shared machine can be several times slower.
  expect: { timeout: 45_000 },
  use: { trace: 'off', actionTimeout: 45_000 }
})
