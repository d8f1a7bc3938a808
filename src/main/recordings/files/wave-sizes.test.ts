import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { testFolder, wav } from './testing/recording-server'
import { repairWaveSizes } from './wave-sizes'

const sound = wav(2)
const dataAt = sound.indexOf('data')
const soundBytes = sound.length - dataAt - 8

const withSizes = (riffBytes: number, dataBytes: number, after = Buffer.alloc(0)): Buffer => {
  const file = Buffer.concat([sound, after])
  file.writeUInt32LE(riffBytes, 4)
  file.writeUInt32LE(dataBytes, dataAt + 4)
  return file
}
const list = Buffer.concat([Buffer.from('LIST\x04\0\0\0INFO', 'latin1')])

async function repaired(file: Buffer): Promise<{ isChanged: boolean; after: Buffer }> {
  const path = join(await testFolder(), 'a.wav')
  await writeFile(path, file)
  const isChanged = await repairWaveSizes(path)
  return { isChanged, after: await readFile(path) }
}

describe('the sizes in a WAV header', () => {
  test('that are smaller than the file are corrected, without touching the sound', async () => {
    const { isChanged, after } = await repaired(withSizes(8_036, 8_000))
    expect(isChanged).toBe(true)
    expect(after).toEqual(sound)
  })

  it.each([
    ['right sizes', sound],
    [
      'right sizes with a chunk behind the sound',
      withSizes(sound.length - 8 + list.length, soundBytes, list)
    ],
    ['a size of 0, of a stream', withSizes(0, 0)],
    ['a size larger than the file', withSizes(0xffffffff, 0xffffffff)],
    ['a file that ends in its header', sound.subarray(0, 20)],
    ['no WAV', Buffer.from('fLaC'.repeat(100))],
    ['nothing', Buffer.alloc(0)]
  ])('%s stays unchanged', async (_name, file) => {
    const { isChanged, after } = await repaired(file)
    expect(isChanged).toBe(false)
    expect(after).toEqual(file)
  })
})
