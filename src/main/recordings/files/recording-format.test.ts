import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { recordingFormat } from './recording-format'
import { wav } from './testing/recording-server'

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1')

/** A WAV of a codec, with optional chunks before its format. */
function wave(
  tag: number,
  options: { bits?: number; channels?: number; before?: Buffer; guidTag?: number } = {}
): Buffer {
  const { bits = 8, channels = 1, before = Buffer.alloc(0), guidTag } = options
  const format = Buffer.alloc(guidTag === undefined ? 18 : 40)
  format.writeUInt16LE(tag, 0)
  format.writeUInt16LE(channels, 2)
  format.writeUInt32LE(8_000, 4)
  format.writeUInt32LE(8_000, 8)
  format.writeUInt16LE(1, 12)
  format.writeUInt16LE(bits, 14)
  if (guidTag !== undefined) format.writeUInt16LE(guidTag, 24)
  const chunk = (name: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(8)
    head.write(name, 'latin1')
    head.writeUInt32LE(body.length, 4)
    return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
  }
  return chunk(
    'RIFF',
    Buffer.concat([ascii('WAVE'), before, chunk('fmt ', format), chunk('data', Buffer.alloc(64))])
  )
}

/** MPEG 1 layer III, 32 kbit/s, 48 kHz: 96 bytes a frame. */
function mp3(frames: number): Buffer {
  const frame = Buffer.alloc(96)
  frame.set([0xff, 0xfb, 0x14, 0xc4])
  return Buffer.concat(Array.from({ length: frames }, () => frame))
}

const id3 = Buffer.concat([ascii('ID3'), Buffer.from([3, 0, 0, 0, 0, 0x7f, 0x7f]), Buffer.alloc(500)])

const ogg = (packet: string): Buffer =>
  Buffer.concat([ascii('OggS'), Buffer.alloc(22), Buffer.from([1, 19]), ascii(packet), Buffer.alloc(40)])

/** AAC LC, 8 kHz, frames of 100 bytes (ISO 13818-7, 6.2). */
function adts(frames: number): Buffer {
  const frame = Buffer.alloc(100, 0x21)
  frame.set([0xff, 0xf1, 0x6c, 0x40, 100 >> 3, ((100 & 7) << 5) | 0x1f, 0xfc])
  return Buffer.concat(Array.from({ length: frames }, () => frame))
}

const matroska = (docType: string, codec: string): Buffer =>
  Buffer.concat([
    Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0xa3]),
    ascii(`\x42\x82\x88${docType}`),
    Buffer.alloc(200),
    ascii(codec)
  ])

const rf64 = wave(6, { before: ascii(`ds64\x1c\0\0\0${'\0'.repeat(28)}`) })
rf64.write('RF64\xff\xff\xff\xff', 'latin1')

const longList = Buffer.concat([ascii('LIST\x28\x23\0\0INFO'), Buffer.alloc(8_996)])

describe('the format of a recording, by its content', () => {
  it.each([
    ['a WAV of the simulator', wav(1), 'WAV (PCM)', 'wav', 'audio/wav', true],
    ['float 32', wave(3, { bits: 32 }), 'WAV (PCM float)', 'wav', 'audio/wav', true],
    ['float 64', wave(3, { bits: 64 }), 'WAV (PCM float)', 'wav', 'audio/wav', false],
    ['A-law', wave(6), 'WAV (A-law)', 'wav', 'audio/wav', true],
    ['µ-law', wave(7), 'WAV (µ-law)', 'wav', 'audio/wav', true],
    ['MS ADPCM', wave(2), 'WAV (MS ADPCM)', 'wav', 'audio/wav', false],
    ['IMA ADPCM', wave(0x11), 'WAV (IMA ADPCM)', 'wav', 'audio/wav', false],
    ['GSM', wave(0x31), 'WAV (GSM 6.10)', 'wav', 'audio/wav', false],
    ['MP3 in a WAV', wave(0x55), 'WAV (MP3)', 'wav', 'audio/wav', true],
    ['an unknown codec', wave(0x1234), 'WAV (0x1234)', 'wav', 'audio/wav', false],
    ['an extensible format', wave(0xfffe, { guidTag: 6 }), 'WAV (A-law)', 'wav', 'audio/wav', true],
    [
      'chunks first',
      wave(7, { before: ascii('LIST\x03\0\0\0abc\0') }),
      'WAV (µ-law)',
      'wav',
      'audio/wav',
      true
    ],
    ['MP3', mp3(50), 'MP3', 'mp3', 'audio/mpeg', true],
    ['one frame of MP3', mp3(1), 'MP3', 'mp3', 'audio/mpeg', true],
    ['MP3 with a tag', Buffer.concat([id3, mp3(3)]), 'MP3', 'mp3', 'audio/mpeg', true],
    ['Opus', ogg('OpusHead'), 'Ogg (Opus)', 'ogg', 'audio/ogg', true],
    ['Vorbis', ogg('\x01vorbis'), 'Ogg (Vorbis)', 'ogg', 'audio/ogg', true],
    ['Speex', ogg('Speex   1.2'), 'Ogg (Speex)', 'spx', 'audio/ogg', false],
    ['FLAC', ascii('fLaC\0\0\0\x22'), 'FLAC', 'flac', 'audio/flac', true],
    ['AMR', ascii('#!AMR\n\x3c\0'), 'AMR', 'amr', 'audio/amr', false],
    ['AMR-WB', ascii('#!AMR-WB\n\x3c'), 'AMR-WB', 'awb', 'audio/amr', false],
    ['M4A', ascii('\0\0\0\x20ftypM4A \0\0\0\0'), 'M4A', 'm4a', 'audio/mp4', true],
    ['AAC in ADTS', adts(3), 'AAC', 'aac', 'audio/aac', true],
    ['one frame of AAC', adts(1), 'AAC', 'aac', 'audio/aac', true],
    ['Opus in WebM', matroska('webm', 'A_OPUS'), 'WebM (Opus)', 'webm', 'audio/webm', true],
    ['MP3 in Matroska', matroska('matroska', 'A_MPEG/L3'), 'Matroska (MP3)', 'mka', 'audio/webm', true],
    ['an unknown codec in Matroska', matroska('matroska', 'A_DTS'), 'Matroska', 'mka', 'audio/webm', false],
    ['RF64', rf64, 'WAV (A-law)', 'wav', 'audio/wav', true],
    ['a WAV whose format comes late', wave(7, { before: longList }), 'WAV', 'wav', 'audio/wav', true],
    ['AU', ascii('.snd\0\0\0\x18'), 'AU', 'au', 'audio/basic', false],
    ['AIFF', ascii('FORM\0\0\0\0AIFFCOMM'), 'AIFF', 'aiff', 'audio/aiff', false],
    ['CAF', ascii('caff\0\x01\0\0'), 'CAF', 'caf', 'audio/x-caf', false],
    ['WMA', ascii('0&\xb2u\x8ef\xcf\x11\xa6\xd9'), 'WMA', 'wma', 'audio/x-ms-wma', false],
    ['a WAV without a format', ascii('RIFF\x24\0\0\0WAVEdata\0\0\0\0'), 'WAV', 'wav', 'audio/wav', false],
    ['a WAV without channels', wave(1, { channels: 0 }), 'WAV', 'wav', 'audio/wav', false],
    ['3GP', ascii('\0\0\0\x18ftyp3gp4\0\0\0\0'), '3GP (AMR)', '3gp', 'audio/3gpp', false]
  ])('%s', (_name, bytes, label, extension, mimeType, isPlayable) => {
    expect(recordingFormat(bytes)).toMatchObject({ label, extension, mimeType, isPlayable })
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a page', ascii('<!doctype html><title>Login</title>')],
    ['JSON', ascii('{"error":"not found"}')],
    ['a picture', ascii('\x89PNG\r\n\x1a\n')],
    ['a program', ascii('MZ\x90\0')],
    ['a PDF', ascii('%PDF-1.7')],
    ['a ZIP', ascii('PK\x03\x04')],
    ['another RIFF', ascii('RIFF\0\0\0\0WEBPVP8 ')],
    ['a message', ascii('ID3 is a tag')],
    ['a message in Chinese', Buffer.from('录音不存在，请稍后再试')],
    ['a Chinese message that is cut in a character', Buffer.from('录'.repeat(2_000)).subarray(0, 4_096)],
    ['a page in GBK', Buffer.concat([ascii('\n<html>'), Buffer.from([0xc2, 0xbc, 0xd2, 0xf4])])],
    ['text after AMR', ascii('#!AMRita')]
  ])('%s is not a recording', (_name, bytes) => expect(recordingFormat(bytes)).toBeNull())

  it.each([
    ['/rec/7.gsm', Buffer.from([0xd4, 0x7f, 0x89, 0, 1, 2, 3]), 'GSM 6.10', 'gsm'],
    ['/rec/7.ULAW', Buffer.alloc(160, 0xff), 'µ-law', 'ulaw'],
    ['/rec/7.al', Buffer.alloc(160, 0xd5), 'A-law', 'al'],
    ['/rec/7.sln', Buffer.alloc(5_000), 'PCM', 'sln'],
    ['/rec/7', Buffer.alloc(5_000), '', 'bin'],
    ['/rec/7.exe', Buffer.alloc(5_000), '', 'bin'],
    ['/rec/7.php', Buffer.concat([Buffer.from([0xff, 0xfb, 0x14, 0xc4]), Buffer.alloc(500)]), '', 'bin']
  ])('headerless audio at %s can be downloaded', (path, bytes, label, extension) => {
    expect(recordingFormat(bytes, path)).toMatchObject({ label, extension, isPlayable: false })
  })

  test('any bytes are recognised or rejected, and never read past their end', () => {
    const starts = [
      '',
      'RIFFxxxxWAVE',
      'RIFFxxxxWAVEfmt ',
      'OggS',
      'ID3',
      '\xff\xfb',
      'xxxxftyp',
      '#!AMR'
    ].map(ascii)
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 100 }), (start, rest) => {
        const format = recordingFormat(Buffer.concat([start, rest]))
        if (format !== null) expect(format.extension).toMatch(/^[a-z\d]{3,4}$/)
      })
    )
  })
})
