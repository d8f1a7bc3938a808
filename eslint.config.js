import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import { defineConfig, globalIgnores } from 'eslint/config'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

const ipcPlaces = ['src/main/app/ipc/router.ts', 'src/preload/index.ts']
const ipcHere = {
  selector: 'ImportSpecifier[imported.name=/^(ipcMain|ipcRenderer)$/]',
  message: 'ipcMain lives in app/ipc/router.ts, ipcRenderer in preload/index.ts, and nowhere else.'
}

/** One adapter of the clocks for each process; tests and what only they use are free. */
const clockPlaces = [
  'src/main/platform/clock.ts',
  'src/renderer/platform/time.ts',
  '**/*.test.ts',
  '**/testing/**'
]
/** Where wall time is compared: with what was kept before this run, with what the service says, or to be shown. */
const wallTimeComparers = [
  'src/main/calls/call-ages.ts',
  'src/main/platform/elapsed.ts',
  'src/main/calls/offline.ts',
  'src/main/records/records-zone.ts',
  'src/main/service/service-clock.ts',
  'src/main/app/demo-line.ts',
  'src/main/service/client/reply.ts',
  'src/renderer/platform/clock.svelte.ts',
  'src/renderer/dialling/prompt-words.ts'
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

export default defineConfig(
  globalIgnores(['out/', 'dist/', 'tour/', 'test-results/']),
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.node, ...globals.browser },
      parserOptions: {
        projectService: {
          allowDefaultProject: ['*.js', 'scripts/*.mjs', 'scripts/*/*.mjs'],
          maximumDefaultProjectFileMatchCount_THIS_WILL_SLOW_DOWN_LINTING: 40
        },
        extraFileExtensions: ['.svelte'],
        tsconfigRootDir: import.meta.dirname
      }
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true }
      ],
      'no-console': 'error'
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: { 'svelte/no-at-html-tags': 'error', 'svelte/require-each-key': 'error' }
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    extends: [ts.configs.disableTypeChecked],
    rules: { 'no-console': 'off' }
  },
  { files: ['src/simulator/**', 'e2e/**', 'bench/**', 'soak/**'], rules: { 'no-console': 'off' } },
  {
    files: ['src/main/**'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-properties': ['error', ...zoneOfStart]
    }
  },
  // All other borders are in .dependency-cruiser.mjs, which leaves test support out.
  {
    files: ['src/**'],
    ignores: ['**/*.test.ts', '**/testing/**'],
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
