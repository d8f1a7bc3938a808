// Replaces Electron's default app (`electron [-r module] <path>`), which the stand-in lacks.
import { app } from 'electron'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const require = createRequire(import.meta.url)

function readArguments(args) {
  const modules = []
  for (let index = 0; index < args.length; index++) {
    const arg = args[index]
    if (arg === '-r' || arg === '--require') modules.push(args[++index])
    else if (!arg.startsWith('-')) return { modules, path: resolve(arg) }
  }
  return { modules, path: undefined }
}

const { modules, path } = readArguments(process.argv.slice(1))

if (path === undefined) {
  console.error('usage: electron [-r module] <path> [arguments]')
  app.exit(2)
} else {
  Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true })
  const packageFile = join(path, 'package.json')
  const isPackage = existsSync(packageFile)
  if (isPackage) {
    const { name, productName, version, desktopName } = JSON.parse(readFileSync(packageFile, 'utf8'))
    if (version) app.setVersion(version)
    if (productName ?? name) app.name = productName ?? name
    app.setDesktopName?.(desktopName ?? `${app.name}.desktop`)
  }
  const main = require.resolve(path)
  app.setAppPath(isPackage ? path : dirname(main))
  for (const module of modules) require(resolve(module))
  try {
    await import(pathToFileURL(main).href)
  } catch (error) {
    console.error(error)
    app.exit(1)
  }
}
