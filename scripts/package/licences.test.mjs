import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { packageFolder } from './bundled-packages.mjs'
import { licenceText } from './licences.mjs'
import { cycloneDx } from './sbom.mjs'
import { readShippedPackage } from './shipped-packages.mjs'

function installed(manifest, files = {}) {
  const root = mkdtempSync(join(tmpdir(), 'deskline-licences-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const folder = join(root, 'node_modules', 'thing')
  mkdirSync(join(folder, 'dist', 'esm'), { recursive: true })
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'thing', version: '1.0.0', ...manifest })
  )
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

test('a bundled module belongs to the package around it, not to a folder that only says how it is read', () => {
  const folder = installed({}, { 'dist/esm/package.json': '{"type":"module"}' })
  expect(packageFolder(join(folder, 'dist', 'esm', 'index.js?v=1'))).toBe(folder)
  expect(packageFolder('/project/src/main/index.ts')).toBeUndefined()
  expect(packageFolder('\0virtual:helper')).toBeUndefined()
})

test('the text of a licence is the package’s own, with its notice', () => {
  const shipped = readShippedPackage(
    installed(
      { license: 'Apache-2.0' },
      { LICENSE: 'Apache text', 'NOTICE.txt': 'Made by X', 'licence-check.js': 'no' }
    )
  )
  expect(shipped.licence).toBe('Apache-2.0')
  expect(licenceText(shipped)).toContain('Apache text')
  expect(licenceText(shipped)).toContain('Made by X')
})

test('a package that only names its licence gets the standard text with its author', () => {
  const shipped = readShippedPackage(installed({ licenses: [{ type: 'MIT' }], author: 'Jane <j@x.example>' }))
  expect(licenceText(shipped)).toMatch(/Copyright \(c\) Jane[^]*Permission is hereby granted/)
})

test('a package without any text of its licence stops the build', () => {
  const shipped = readShippedPackage(installed({ license: 'WTFPL' }))
  expect(() => licenceText(shipped)).toThrow(/thing has no text of its licence \(WTFPL\)/)
})

test('the list of parts names each with its version, address and licence, and is the same each time', () => {
  const input = {
    packages: [
      { name: '@scope/thing', version: '1.2.3', licence: 'MIT', homepage: null, holder: 'X', texts: [] }
    ],
    runtime: { electron: '45.4.1', chrome: '150.0.0.0', node: '24.1.0' },
    data: [{ name: 'table', version: '2', licence: 'Apache-2.0' }],
    manifest: { name: 'deskline', version: '0.1.0', license: 'MIT' },
    date: '2026-01-02T03:04:05.000Z'
  }
  const text = cycloneDx(input)
  expect(cycloneDx(input)).toBe(text)
  const bom = JSON.parse(text)
  expect([bom.bomFormat, bom.specVersion, bom.metadata.component.name]).toEqual([
    'CycloneDX',
    '1.6',
    'deskline'
  ])
  expect(bom.components.map(({ name }) => name).sort()).toEqual([
    '@scope/thing',
    'chromium',
    'electron',
    'node.js',
    'table'
  ])
  expect(text).toContain('pkg:npm/%40scope/thing@1.2.3')
  expect(text).toContain('"id": "MIT"')
})
