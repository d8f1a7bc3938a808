// The borders of the program, in one place. `npm run check:structure` and `npm run graph` read this file.
//
// A file of a topic of src/main is a rule: it decides, and touches nothing. The folders named in `adapterFolders` are
// the adapters of their topic: they touch files, sockets, processes and the desktop, and decide nothing. Any other
// folder of a topic holds more of its rules.

const adapterFolders =
  'addresses|client|connection|database|files|key-store|live-line|os|parsing|process|security|store'
const adapters = `^src/main/(app|desktop)/|^src/main/[^/]+/(${adapterFolders})/`
const ruleFiles = '^src/main/[^/]+/'
const schemaModules = ['^src/shared/.*(schema|contract)\\.ts$', '^src/shared/app/state\\.ts$']
const zod = '(^|/)node_modules/zod/'
const testFiles = '\\.test\\.ts$|/testing/'
const desktopPackages = '(^|/)node_modules/(electron|electron-store|@github/keytar|keytar)/'
const packageTypes = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown']

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'rules-import-no-adapter',
      comment: 'A rule takes what it needs from outside as a port: an interface beside the rule.',
      severity: 'error',
      from: { path: ruleFiles, pathNot: adapters },
      to: { path: adapters }
    },
    {
      name: 'rules-touch-nothing',
      comment: 'Rules import no Node module and no package other than zod.',
      severity: 'error',
      from: { path: ruleFiles, pathNot: adapters },
      to: { dependencyTypes: ['core', ...packageTypes], pathNot: zod }
    },
    {
      name: 'topics-know-no-composition',
      comment: 'app/ puts the topics together; no topic imports it.',
      severity: 'error',
      from: { path: '^src/main/[^/]+/', pathNot: ['^src/main/app/'] },
      to: { path: '^src/main/app/' }
    },
    {
      name: 'service-is-no-desktop',
      comment: 'The service is spoken to without Electron, so that Node alone can test it.',
      severity: 'error',
      from: { path: '^src/(main/service|simulator)/' },
      to: { path: desktopPackages }
    },
    {
      name: 'shared-touches-nothing',
      comment: 'src/shared holds what crosses a process border: types, schemas, sentences.',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { path: ['^src/(main|preload|renderer|simulator)/', desktopPackages] }
    },
    {
      name: 'renderer-sees-shared-only',
      comment: 'The renderer is sandboxed: it knows src/shared and the one object of the preload.',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: ['^src/(main|preload|simulator)/', desktopPackages] }
    },
    {
      name: 'renderer-needs-no-node',
      severity: 'error',
      from: { path: '^src/(renderer|shared)/' },
      to: { dependencyTypes: ['core'] }
    },
    {
      name: 'windows-parse-nothing',
      comment:
        'Contracts are validated in the main process; windows and their preload need their types only.',
      severity: 'error',
      from: { path: '^src/(preload|renderer|shared)/', pathNot: schemaModules },
      to: { path: zod }
    },
    {
      name: 'windows-take-types-of-schemas',
      comment:
        'Importing a value of these modules, even through another one, would bundle zod into the windows.',
      severity: 'error',
      from: { path: '^src/(preload|renderer|shared)/', pathNot: schemaModules },
      to: { path: schemaModules, dependencyTypesNot: ['type-only'] }
    },
    {
      name: 'simulator-stands-alone',
      comment: 'The simulator is the service in small: it shares no code with the program that it tests.',
      severity: 'error',
      from: { path: '^src/simulator/' },
      to: { path: '^src/(main|renderer|preload)/' }
    },
    {
      name: 'no-cycle',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true }
    },
    {
      name: 'no-topic-cycle',
      comment: 'Two topics never import each other: what both need moves to shared/ or platform/.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^src/(main|shared|renderer)/[^/]+$' },
      to: { circular: true }
    }
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: testFiles },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.node.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.svelte.ts', '.svelte', '.mjs', '.js', '.d.ts'] },
    cache: { folder: 'node_modules/.cache/deskline/borders', strategy: 'content' }
  }
}
