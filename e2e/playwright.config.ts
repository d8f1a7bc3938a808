import { defineConfig } from '@playwright/test'

// The environments of the virtual desktops, one for each worker (scripts/test/parts.mjs). Workers read this file, too.
const desktops = JSON.parse(process.env['DESKLINE_DESKTOPS'] ?? '[]') as NodeJS.ProcessEnv[]
Object.assign(process.env, desktops[Number(process.env['TEST_PARALLEL_INDEX'])])

/** Files that take longest. They run first, so that the workers end together. */
const longest =
  '**/{accessibility,campaign-progress,campaigns-survival,dial-anywhere,packaged,records,storage,work-through}.e2e.ts'

export default defineConfig({
  testDir: '.',
  projects: [
    { name: 'longest', testMatch: longest },
    { name: 'others', testMatch: '**/*.e2e.ts', testIgnore: longest }
  ],
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
