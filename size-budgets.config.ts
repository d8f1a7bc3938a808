import type { Plugin, Rolldown } from 'vite'

// The sizes that a build may have; one that is larger fails. Each file and byte of a start is read and compiled by
// every user, every day (docs/decisions/0038). Raise a budget in the commit that needs it, and say why.

/** What is loaded together: a number of files, and their bytes without source maps. */
interface Budget {
  maxFiles: number
  maxBytes: number
}

/** All budgets. A part is an entry with everything that it imports statically. */
export const budgets = {
  /** Before the tray icon and the window: `src/main/index.ts`. */
  mainEntry: { maxFiles: 6, maxBytes: 45_000 },
  /** The rest of the program, loaded while the window's page starts: `src/main/app/compose.ts`. */
  mainRest: { maxFiles: 40, maxBytes: 940_000 },
  preload: { maxFiles: 1, maxBytes: 7_000 },
  firstWindowScripts: { maxFiles: 2, maxBytes: 312_000 },
  firstWindowStyles: { maxFiles: 2, maxBytes: 30_000 }
} as const satisfies Record<string, Budget>

type Part = keyof typeof budgets

/** What the first window must not load at the start: other windows, charts, date pickers, tables of numbers. */
const notInFirstWindow = [
  /\/src\/renderer\/(records|recordings|imports|work-lists)\/.*\.svelte$/,
  /\/src\/renderer\/(contacts|palette)\/.*\.svelte$/,
  /\/node_modules\/(echarts|zrender|bits-ui|@internationalized|libphonenumber-js)\//,
  /\/mobile-regions\.ts$/
]

/** A file of the build. */
interface BuiltFile {
  bytes: number
  /** The chunks that it imports statically. */
  imports: readonly string[]
  styles: readonly string[]
  modules: readonly string[]
}

/** The files of a build by name. */
type Built = ReadonlyMap<string, BuiltFile>

/** The chunk `entry` and all that it imports statically. */
function loadedWith(built: Built, entry: string): Set<string> {
  const found = new Set([entry])
  for (const name of found) for (const imported of built.get(name)?.imports ?? []) found.add(imported)
  return found
}

const bytesOf = (built: Built, names: ReadonlySet<string>): number =>
  [...names].reduce((sum, name) => sum + (built.get(name)?.bytes ?? 0), 0)

/** Returns what exceeds the budget of `part`, as sentences. */
export function overBudget(part: Part, built: Built, names: ReadonlySet<string>): string[] {
  const { maxFiles, maxBytes } = budgets[part]
  const bytes = bytesOf(built, names)
  return [
    ...(names.size > maxFiles ? [`${part}: ${names.size} files, ${maxFiles} allowed`] : []),
    ...(bytes > maxBytes ? [`${part}: ${bytes} bytes, ${maxBytes} allowed`] : [])
  ]
}

/** Returns the modules of the first window that only other windows and dialogs need, as sentences. */
export function misplacedModules(built: Built, names: ReadonlySet<string>): string[] {
  return [...names]
    .flatMap((name) => built.get(name)?.modules ?? [])
    .filter((id) => notInFirstWindow.some((pattern) => pattern.test(id)))
    .map((id) => `the first window loads ${id}`)
}

/** Which parts a build has: the entries' modules end with these paths. */
const entries: readonly { module: string; part: Part }[] = [
  { module: '/src/main/index.ts', part: 'mainEntry' },
  { module: '/src/main/app/compose.ts', part: 'mainRest' },
  { module: '/src/preload/index.ts', part: 'preload' },
  { module: '/src/renderer/index.html', part: 'firstWindowScripts' }
]

function builtFiles(bundle: Rolldown.OutputBundle): Built {
  return new Map(
    Object.entries(bundle).map(([name, file]): [string, BuiltFile] => {
      if (file.type === 'asset') {
        return [name, { bytes: Buffer.byteLength(file.source), imports: [], styles: [], modules: [] }]
      }
      const styles = [...(file.viteMetadata?.importedCss ?? [])]
      const imports = file.imports.filter((imported) => imported in bundle)
      return [name, { bytes: Buffer.byteLength(file.code), imports, styles, modules: file.moduleIds }]
    })
  )
}

/** Fails the build when a budget is exceeded. */
export const sizeBudgets = (): Plugin => ({
  name: 'size-budgets',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const built = builtFiles(bundle)
      const problems: string[] = []
      for (const [name, file] of Object.entries(bundle)) {
        const facade = file.type === 'chunk' ? file.facadeModuleId : null
        const part = entries.find(({ module }) => facade?.endsWith(module))?.part
        if (part === undefined) continue
        const names = loadedWith(built, name)
        problems.push(...overBudget(part, built, names))
        if (part !== 'firstWindowScripts') continue
        const styles = new Set([...names].flatMap((one) => built.get(one)?.styles ?? []))
        problems.push(...overBudget('firstWindowStyles', built, styles), ...misplacedModules(built, names))
      }
      if (problems.length > 0)
        this.error(`over the budgets of size-budgets.config.ts:\n${problems.join('\n')}`)
    }
  }
})
