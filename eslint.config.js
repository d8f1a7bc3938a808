import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import { defineConfig, globalIgnores } from 'eslint/config'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

const ipcPlaces = ['src/main/app/ipc/gate.ts', 'src/preload/index.ts']
const ipcHere = {
  selector: 'ImportSpecifier[imported.name=/^(ipcMain|ipcRenderer)$/]',
  message: 'ipcMain lives in app/ipc/gate.ts, ipcRenderer in preload/index.ts, and nowhere else.'
}

/** One adapter of the clocks for each process; tests and what only they use are free. */
const clockPlaces = ['src/main/platform/clock.ts', 'src/renderer/platform/time.ts', '**/testing/**']
/** Where wall time is compared: with what was kept before this run, with what the service says, or to be shown. */
const wallTimeComparers = [
  'src/main/calls/call-ages.ts',
  'src/main/callbacks/callback-list.ts',
  'src/main/callbacks/callbacks.ts',
  'src/main/callbacks/due-time.ts',
  'src/main/platform/elapsed.ts',
  'src/main/calls/reconciliation/unchecked-since.ts',
  'src/main/records/records-zone.ts',
  'src/main/service/service-clock.ts',
  'src/main/app/demo-line.ts',
  'src/main/service/client/reply.ts',
  'src/renderer/platform/clock.svelte.ts',
  'src/renderer/dialling/prompt/prompt-words.ts'
]
const useClock = 'Use a Clock: moment() for durations and waits, now() for wall time.'
const rawClocks = [
  { object: 'Date', property: 'now', message: useClock },
  { object: 'performance', property: 'now', message: useClock }
]
/** Methods of Date, whose time zone is fixed when the main process starts. */
const zoneOfStart = 'FullYear Month Date Day Hours Minutes Seconds TimezoneOffset'.split(' ').map((part) => ({
  property: `get${part}`,
  message: 'Date keeps the zone of the start: use platform/local-time.ts.'
}))
const noArgumentDate = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0]",
  message: useClock
}
const compared = 'BinaryExpression[operator=/^(-|<|<=|>|>=)$/]'
const wallArithmetic = [
  `${compared} > CallExpression[callee.property.name='now'][arguments.length=0]`,
  `${compared} > CallExpression[callee.name=/^(nowMs|wallNow)$/][arguments.length=0]`,
  `${compared} > Identifier[name='nowMs']`
].map((selector) => ({
  selector,
  message:
    'The wall clock can jump: measure by moment(), or let the timer end the wait (platform/elapsed.ts).'
}))

// Rules that need types run in oxlint (.oxlintrc.json), which is ten times faster. ESLint lints Svelte
// components, scripts, and what is particular to this project.
export default defineConfig(
  globalIgnores([
    'out/',
    'out-dev/',
    'dist/',
    'tour/',
    'test-results/',
    // No rule of this file is for tests in TypeScript; oxlint lints them.
    '**/*.test.ts',
    '{e2e,bench,soak}/**/*.ts'
  ]),
  {
    files: ['**/*.ts', '**/*.svelte', '**/*.js', '**/*.mjs'],
    languageOptions: { parser: ts.parser, globals: { ...globals.node, ...globals.browser } },
    // The directives of .ts files are for oxlint.
    linterOptions: { reportUnusedDisableDirectives: 'off' }
  },
  { files: ['**/*.js', '**/*.mjs'], ...js.configs.recommended },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    extends: [js.configs.recommended, ts.configs.strict, svelte.configs.recommended],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      'no-console': 'error',
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      '@typescript-eslint/consistent-type-imports': 'error'
    }
  },
  {
    files: ['src/main/**'],
    rules: {
      'no-restricted-properties': ['error', ...zoneOfStart]
    }
  },
  // All other borders are in .dependency-cruiser.mjs, which leaves test support out.
  {
    files: ['src/**'],
    ignores: ['**/testing/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '/testing/', message: 'Test support is no part of the program.' }] }
      ]
    }
  },
  { files: ['src/**'], ignores: ipcPlaces, rules: { 'no-restricted-syntax': ['error', ipcHere] } },
  // Time is two things: durations are of the monotonic clock, wall time is shown and compared with the service's.
  {
    files: ['src/main/**', 'src/renderer/**', 'src/shared/**'],
    ignores: clockPlaces,
    rules: {
      'no-restricted-properties': ['error', ...rawClocks],
      'no-restricted-syntax': ['error', ipcHere, noArgumentDate]
    }
  },
  // ESLint applies only the last matching entry of a rule, so this one lists both.
  {
    files: ['src/main/**'],
    ignores: clockPlaces,
    rules: { 'no-restricted-properties': ['error', ...zoneOfStart, ...rawClocks] }
  },
  {
    files: ['src/main/**', 'src/renderer/**'],
    ignores: [...clockPlaces, ...wallTimeComparers],
    rules: { 'no-restricted-syntax': ['error', ipcHere, noArgumentDate, ...wallArithmetic] }
  },
  { files: ipcPlaces, rules: { 'no-restricted-syntax': ['error', noArgumentDate, ...wallArithmetic] } }
)
