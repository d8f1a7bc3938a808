import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadedPackages } from './loaded-packages.mjs'

test('exactly the external packages that the bundle imports are packaged, with their dependencies', () => {
  const folder = mkdtempSync(join(tmpdir(), 'deskline-packages-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const install = (name, dependencies = {}) =>
    write(`modules/${name}/package.json`, JSON.stringify({ name, dependencies }))
  install('log', { inner: '1' })
  install('inner', { log: '1', 'node-addon-api': '8' })
  install('node-addon-api')
  install('@scope/native')
  install('minified')
  install('late')
  install('bundled')
  install('from-map')
  write(
    'built/index.js',
    [
      'import { app } from "electron";',
      'import { join } from "node:path";',
      'import{b}from"./chunks/one.js";',
      'import log, {',
      '  level',
      '} from "log/node";',
      '// taken from "bundled", which require("bundled") would load',
      ''
    ].join('\n')
  )
  write('built/chunks/one.js', 'const load = async () => (await import("@scope/native/lib/x.js")).default\n')
  write('built/minified.js', 'import{n as e}from"electron";import t from"minified/x";t(e,import(`late`));\n')
  write('built/chunks/one.js.map', 'import "from-map"\n')
  expect(loadedPackages(join(folder, 'built'), join(folder, 'modules'))).toEqual([
    '@scope/native',
    'inner',
    'late',
    'log',
    'minified'
  ])
})
