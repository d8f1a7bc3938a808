import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import { defineConfig, globalIgnores } from 'eslint/config'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

/** One room may not reach into another: each entry names what the files of a room must not import. */
const border = (files, patterns, ignores = []) => ({
  files,
  ignores,
  rules: { 'no-restricted-imports': ['error', { patterns }] }
})

const electronHere = {
  group: ['electron', 'electron/*', 'keytar'],
  message: 'This room touches nothing of the desktop: pass it in as a port.'
}
const nodeHere = {
  regex: '^(node:|faye$|undici$)',
  message: 'core/ holds rules only: no network, no file, no process.'
}
const mainHere = {
  regex: '(^|/)main(/|$)',
  message: 'The renderer knows shared/ and the preload’s one object.'
}

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
  border(
    ['src/main/core/**'],
    [
      electronHere,
      nodeHere,
      { regex: '/(uccc|desktop|ipc|security)/', message: 'core/ knows its ports only.' }
    ],
    ['**/*.test.ts']
  ),
  {
    // In the main process they keep the zone of the start.
    files: ['src/main/**'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'TimezoneOffset'].map(
          (part) => ({
            property: `get${part}`,
            message: 'Date keeps the zone of the start: use core/local-time.ts.'
          })
        )
      ]
    }
  },
  border(['src/main/uccc/**'], [electronHere]),
  border(['src/simulator/**'], [electronHere, mainHere]),
  border(['src/shared/**'], [electronHere, nodeHere, mainHere]),
  border(
    ['src/renderer/**'],
    [
      electronHere,
      nodeHere,
      mainHere,
      { group: ['zod'], message: 'Contracts are checked in main; the window needs their types only.' }
    ]
  ),
  {
    files: ['src/**'],
    ignores: ['src/main/ipc/router.ts', 'src/preload/index.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportSpecifier[imported.name=/^(ipcMain|ipcRenderer)$/]',
          message: 'ipcMain lives in ipc/router.ts, ipcRenderer in preload/index.ts, and nowhere else.'
        }
      ]
    }
  }
)
