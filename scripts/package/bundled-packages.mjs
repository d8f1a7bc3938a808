import { dirname, join, relative } from 'node:path'
import { existsSync, readFileSync } from 'node:fs'

/** The file in each part of the build that lists the packages bundled into it. */
export const bundledPackagesFile = 'bundled-packages.json'

/** Returns the folder of the package that a module belongs to; undefined for Deskline's own modules. */
export function packageFolder(moduleId) {
  const [path] = moduleId.split('?')
  if (!/[\\/]node_modules[\\/]/.test(path) || path.startsWith('\0')) return undefined
  for (let folder = dirname(path); !/[\\/]node_modules$/.test(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    // Folders inside a package may hold a package.json that only says how its files are read.
    if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version !== undefined) return folder
  }
  return undefined
}

/**
 * A Vite plugin that writes which packages a build contains code of: their licences have to be shipped too.
 * @param {string} root the project's folder
 * @returns {import('vite').Plugin}
 */
export const listBundledPackages = (root) => ({
  name: 'deskline:list-bundled-packages',
  apply: 'build',
  generateBundle(_options, bundle) {
    const folders = new Set()
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue
      for (const id of chunk.moduleIds) {
        const folder = packageFolder(id)
        if (folder !== undefined) folders.add(relative(root, folder).replaceAll('\\', '/'))
      }
    }
    this.emitFile({
      type: 'asset',
      fileName: bundledPackagesFile,
      source: JSON.stringify([...folders].sort(), null, 2)
    })
  }
})
