import { readFileSync, readdirSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'

/**
 * `import … from 'x'`, `import 'x'` and `import('x')` as emitted by the bundler, minified or not; a `require` is of
 * bundled code.
 */
const specifiers = /(?:(?:^|[;}])import\b\s*(?:[^"'`;]*\bfrom)?|\bimport\()\s*["'`]([^"'`./][^"'`\s]*)["'`]/gm

/** Header files needed only to compile; nothing loads them. */
const buildOnly = 'node-addon-api'

const packageOf = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/**
 * Returns the packages that a built program loads at run time because they aren't bundled, with their dependencies.
 * @param {string} builtFolder the main process's part of the build
 * @param {string} modulesFolder node_modules
 * @returns {string[]} sorted names
 */
export function loadedPackages(builtFolder, modulesFolder) {
  const manifestOf = (name) => {
    try {
      return JSON.parse(readFileSync(join(modulesFolder, name, 'package.json'), 'utf8'))
    } catch {
      return undefined
    }
  }
  const found = new Set()
  const add = (name) => {
    if (found.has(name)) return
    const manifest = manifestOf(name)
    // A match in a comment of the bundle isn't a package.
    if (manifest === undefined || name === buildOnly) return
    found.add(name)
    // A native library has one package per system; only this system's is installed.
    const named = { ...manifest.dependencies, ...manifest.optionalDependencies }
    for (const dependency of Object.keys(named)) add(dependency)
  }
  for (const file of readdirSync(builtFolder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.[cm]?js$/.test(file)) continue
    for (const [, specifier] of readFileSync(join(builtFolder, file), 'utf8').matchAll(specifiers)) {
      if (specifier !== 'electron' && !isBuiltin(specifier)) add(packageOf(specifier))
    }
  }
  return [...found].sort()
}
