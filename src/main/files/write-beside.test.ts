import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeBeside } from './write-beside'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-beside-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('puts what was written in the place of what was there', async () => {
  const path = join(folder, 'list.csv')
  writeFileSync(path, 'before')
  const value = await writeBeside(path, (partPath) => {
    writeFileSync(partPath, 'whole')
    expect(readFileSync(path, 'utf8')).toBe('before')
    return Promise.resolve(7)
  })
  expect([value, readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual([7, 'whole', ['list.csv']])
})

it('leaves what was there, and nothing else, after an error', async () => {
  const path = join(folder, 'list.csv')
  writeFileSync(path, 'before')
  const failure = new Error('the disk is full')
  const written = writeBeside(path, (partPath) => {
    writeFileSync(partPath, 'ha')
    return Promise.reject(failure)
  })
  await expect(written).rejects.toBe(failure)
  expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['before', ['list.csv']])
})

it('writes beside a file with the longest name there is', async () => {
  const path = join(folder, 'x'.repeat(255))
  await writeBeside(path, (partPath) => {
    expect(basename(partPath).length).toBeLessThan(255)
    writeFileSync(partPath, '')
    return Promise.resolve()
  })
  expect(readdirSync(folder)).toEqual(['x'.repeat(255)])
})
