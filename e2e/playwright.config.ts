import { defineConfig } from '@playwright/test'

// The environments of the virtual desktops, one for each worker (scripts/test/parts.mjs). Workers read this file, too.
const desktops = JSON.parse(process.env['DESKLINE_DESKTOPS'] ?? '[]') as NodeJS.ProcessEnv[]
Object.assign(process.env, desktops[Number(process.env['TEST_PARALLEL_INDEX'])])

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: '../test-results',
  // The tests of one desktop share its notification daemon and key store, so they run one after the other.
  workers: Math.max(1, desktops.length),
  retries: 0,
  timeout: 180_000,
  forbidOnly: true,
  reporter: 'list',
  // Time limits end tests that hang; they don't measure speed. A shared machine can be several times slower.
  expect: { timeout: 45_000 },
  use: { trace: 'off', actionTimeout: 45_000 }
})
