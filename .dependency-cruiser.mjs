// The borders of the program, in one place (docs/architecture.md). Adapters are the folders below a topic;
// a file directly in a topic of src/main is a rule.

const adapters = '^src/main/(desktop/|app/|[^/]+/(client|live-line|addresses|key-store|os|store|files|parsing|process|database|security)/)'
const testing = '(\\.test\\.ts$|/testing/)'
const electron = '(^|/)node_modules/(electron|electron-store|keytar|@github/keytar)(/|$)'

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycle',
      severity: 'error',
      from: { pathNot: testing },
      to: { circular: true, viaOnly: { pathNot: testing, dependencyTypesNot: ['type-only'] } }
    },
    {
      name: 'rules-import-no-adapter',
      severity: 'error',
      from: { path: '^src/main/[^/]+/', pathNot: [adapters, testing] },
      to: { path: adapters }
    },
    {
      name: 'rules-touch-nothing',
      severity: 'error',
      from: { path: '^src/main/[^/]+/', pathNot: [adapters, testing] },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev'], pathNot: '/zod/' }
    }
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.node.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.svelte.ts', '.svelte', '.mjs', '.js', '.d.ts'] }
  }
}
